/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-board-private.h"

#include "window/kontor-report.h"

enum
{
  PROP_NARROW = 1,
  PROP_FACTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorBoard, kontor_board, ADW_TYPE_BIN)

static void load (KontorBoard *self);

static void
show_columns (KontorBoard *self)
{
  guint selected = gtk_drop_down_get_selected (self->switcher);
  for (guint i = 0; i < self->shown->len; i++)
    {
      gboolean visible = !self->narrow || i == selected;
      gtk_widget_set_visible (self->shown->pdata[i], visible);
      kontor_board_column_set_named (self->shown->pdata[i], !self->narrow);
    }
}

static void
stage_chosen_cb (KontorBoard *self)
{
  show_columns (self);
}

static gboolean
is_same_stage (KontorBoardColumn *column, KontorRecord *stage)
{
  KontorRecord *shown = kontor_board_column_get_stage (column);
  return kontor_id_equal (kontor_record_get_id (shown), kontor_record_get_id (stage))
         && g_strcmp0 (kontor_record_get_title (shown), kontor_record_get_title (stage)) == 0
         && g_strcmp0 (kontor_record_get_text (shown, "kind"),
                       kontor_record_get_text (stage, "kind"))
                == 0;
}

static gboolean
has_same_stages (KontorBoard *self)
{
  if (self->shown->len != self->facts->stages->len)
    return FALSE;
  for (guint i = 0; i < self->shown->len; i++)
    if (!is_same_stage (self->shown->pdata[i], self->facts->stages->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
make_columns (KontorBoard *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *child;
  kontor_board_let_go (self);
  self->has_focus = self->awaits = FALSE;
  g_ptr_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->heads, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->columns))) != NULL)
    gtk_box_remove (self->columns, child);
  for (guint i = 0; i < self->facts->stages->len; i++)
    {
      KontorRecord *stage = self->facts->stages->pdata[i];
      KontorBoardColumn *column = kontor_board_column_new (self->workspace, stage);
      gtk_string_list_append (names, kontor_record_get_title (stage));
      gtk_box_append (self->columns, GTK_WIDGET (column));
      g_ptr_array_add (self->shown, column);
      g_ptr_array_add (self->heads, kontor_board_column_get_head (column));
      kontor_board_head_set_peers (kontor_board_column_get_head (column), self->heads);
      kontor_board_connect_column (self, column);
      kontor_board_follow_column (self, column);
    }
  gtk_drop_down_set_model (self->switcher, G_LIST_MODEL (names));
  show_columns (self);
}

static void
take_facts (KontorBoard *self, KontorBoardFacts *facts)
{
  kontor_board_facts_ref (facts);
  g_clear_pointer (&self->facts, kontor_board_facts_unref);
  self->facts = facts;
  if (!has_same_stages (self))
    make_columns (self);
  for (guint i = 0; i < self->shown->len; i++)
    kontor_board_column_set_facts (self->shown->pdata[i], facts);
  kontor_board_head_resize_peers (self->heads);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACTS]);
  if (self->wants_focus)
    kontor_board_focus (self);
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (KontorBoard) self = g_weak_ref_get (user_data);
  KontorBoardFacts *facts = kontor_board_facts_peek (future);
  if (self == NULL)
    return NULL;
  self->loading = FALSE;
  if (facts)
    take_facts (self, facts);
  if (self->stale)
    load (self);
  return facts ? NULL : dex_ref (future);
}

GWeakRef *
kontor_board_make_reference (KontorBoard *self)
{
  GWeakRef *reference = g_new (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  return reference;
}

void
kontor_board_free_reference (gpointer reference)
{
  g_weak_ref_clear (reference);
  g_free (reference);
}

/* One at a time: what changes meanwhile is read right after. */
static void
load (KontorBoard *self)
{
  DexFuture *future;
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  future = kontor_board_facts_load (self->workspace, &self->pipeline, self->only);
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_finally (future, loaded_cb, kontor_board_make_reference (self),
                                             kontor_board_free_reference));
}

static void
changed_cb (KontorBoard *self)
{
  load (self);
}

static void
kontor_board_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kontor_board_parent_class)->root (widget);
  kontor_board_follow_root (KONTOR_BOARD (widget), gtk_widget_get_root (widget));
}

static void
kontor_board_unroot (GtkWidget *widget)
{
  kontor_board_follow_root (KONTOR_BOARD (widget), NULL);
  GTK_WIDGET_CLASS (kontor_board_parent_class)->unroot (widget);
}

static void
kontor_board_dispose (GObject *object)
{
  KontorBoard *self = KONTOR_BOARD (object);
  if (self->workspace)
    g_signal_handlers_disconnect_by_func (self->workspace, changed_cb, self);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_BOARD);
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->facts, kontor_board_facts_unref);
  g_clear_pointer (&self->held, g_array_unref);
  g_clear_pointer (&self->moved, g_array_unref);
  G_OBJECT_CLASS (kontor_board_parent_class)->dispose (object);
}

static void
kontor_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorBoard *self = KONTOR_BOARD (object);
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_FACTS:
      g_value_set_boxed (value, self->facts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_board_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorBoard *self = KONTOR_BOARD (object);
  switch (id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      show_columns (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_board_class_init (KontorBoardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_board_dispose;
  object_class->get_property = kontor_board_get_property;
  object_class->set_property = kontor_board_set_property;
  widget_class->root = kontor_board_root;
  widget_class->unroot = kontor_board_unroot;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FACTS] = g_param_spec_boxed ("facts", NULL, NULL, KONTOR_TYPE_BOARD_FACTS,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("open", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, KONTOR_TYPE_RECORD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/pipeline/kontor-board.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorBoard, switcher);
  gtk_widget_class_bind_template_child (widget_class, KontorBoard, scroller);
  gtk_widget_class_bind_template_child (widget_class, KontorBoard, columns);
  gtk_widget_class_bind_template_child (widget_class, KontorBoard, targets);
  gtk_widget_class_bind_template_child (widget_class, KontorBoard, won_target);
  gtk_widget_class_bind_template_child (widget_class, KontorBoard, lost_target);
  gtk_widget_class_bind_template_callback (widget_class, stage_chosen_cb);
}

static void
kontor_board_init (KontorBoard *self)
{
  self->shown = g_ptr_array_new ();
  self->heads = g_ptr_array_new ();
  self->only = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_board_init_targets (self);
}

void
kontor_board_set_workspace (KontorBoard *self, KontorWorkspace *workspace)
{
  g_return_if_fail (self->workspace == NULL);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
}

void
kontor_board_show_pipeline (KontorBoard *self, const KontorId *pipeline)
{
  self->pipeline = *pipeline;
  load (self);
}

void
kontor_board_focus (KontorBoard *self)
{
  self->wants_focus = self->shown->len == 0;
  if (!self->wants_focus && !kontor_board_focus_current (self))
    kontor_board_column_focus_first (
        self->shown->pdata[self->narrow ? gtk_drop_down_get_selected (self->switcher) : 0]);
}

void
kontor_board_show_only (KontorBoard *self, int state)
{
  self->only = state;
  load (self);
}

KontorBoardFacts *
kontor_board_get_facts (KontorBoard *self)
{
  return self->facts;
}
