/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-facts-view.h"

#include "acts/kontor-acts.h"
#include "browse/kontor-shape.h"
#include "record/kontor-fact-row.h"
#include "record/kontor-field-history.h"
#include "window/kontor-report.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

struct _KontorFactsView
{
  AdwBin parent_instance;
  KontorWorkspace *workspace;
  const KontorEntity *entity;
  KontorRecord *record;
  gulong notify_handler;
  GPtrArray *rows; /* KontorFactRow */
  gboolean read_only;
  guint64 unfolded; /* empty fields that the user asked for, by index */

  GtkListBox *facts;
  GtkListBox *texts;
  GtkMenuButton *add_detail;
};

G_DEFINE_FINAL_TYPE (KontorFactsView, kontor_facts_view, ADW_TYPE_BIN)

#define BIT(index) (G_GUINT64_CONSTANT (1) << (index))

/* A row, the record it is about, and a view that may be gone when the answer comes. */
typedef struct
{
  GWeakRef row;
  KontorId id;
} Asked;

static Asked *
asked_new (KontorFactsView *self, KontorFactRow *row)
{
  Asked *asked = g_new0 (Asked, 1);
  g_weak_ref_init (&asked->row, row);
  asked->id = *kontor_record_get_id (self->record);
  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;
  g_weak_ref_clear (&asked->row);
  g_free (asked);
}

static DexFuture *
show_history_cb (DexFuture *answer, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (KontorFactRow) row = g_weak_ref_get (&asked->row);
  const GValue *value = dex_future_get_value (answer, NULL);
  const KontorFieldHistory *history = value ? g_value_get_boxed (value) : NULL;
  g_autofree char *text = NULL;
  if (row == NULL || history == NULL || !kontor_fact_row_is_entered (row))
    return NULL;
  text = kontor_field_history_say (history, kontor_clock_now (kontor_clock_system ()));
  kontor_fact_row_set_history (row, text, kontor_field_history_can_put_back (history));
  return NULL;
}

static void
ask_history (KontorFactsView *self, KontorFactRow *row)
{
  Asked *asked;
  DexFuture *answer;
  if (self->record == NULL)
    return;
  asked = asked_new (self, row);
  answer = kontor_field_history_read (self->workspace, self->entity, &asked->id,
                                      kontor_fact_row_get_index (row));
  dex_future_disown (dex_future_then (answer, show_history_cb, asked, asked_free));
}

static void
entered_cb (KontorFactRow *row, KontorFactsView *self)
{
  ask_history (self, row);
}

static const char *
get_ref_title (KontorFactsView *self, const KontorField *field)
{
  return field->type == KONTOR_REF ? kontor_record_get_ref_title (self->record, field->name) : NULL;
}

/* The row shows what it committed for saved. */
static DexFuture *
refused_cb (DexFuture *act, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (KontorFactRow) row = g_weak_ref_get (&asked->row);
  GtkWidget *ancestor
      = row ? gtk_widget_get_ancestor (GTK_WIDGET (row), KONTOR_TYPE_FACTS_VIEW) : NULL;
  KontorFactsView *self = ancestor ? KONTOR_FACTS_VIEW (ancestor) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  dex_future_get_value (act, &error);
  problem = kontor_phrase_error (error);
  if (self && self->record && kontor_id_equal (kontor_record_get_id (self->record), &asked->id))
    kontor_fact_row_refuse (row,
                            kontor_fields_get (kontor_record_get_fields (self->record),
                                               kontor_fact_row_get_index (row)),
                            get_ref_title (self, kontor_fact_row_get_field (row)), problem);
  return dex_ref (act);
}

static void
commit_cb (KontorFactRow *row, const KontorValue *value, KontorFactsView *self)
{
  KontorFields *changes;
  DexFuture *act;
  if (self->record == NULL)
    return;
  changes = kontor_fields_new (self->entity);
  kontor_fields_set (changes, kontor_fact_row_get_index (row), value);
  act = kontor_acts_update (self->workspace, kontor_record_get_id (self->record), changes,
                            kontor_record_get_title (self->record));
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_catch (act, refused_cb, asked_new (self, row), asked_free));
}

static void
put_back_cb (KontorFactRow *row, KontorFactsView *self)
{
  KontorRef ref = kontor_ref_make (self->entity, kontor_record_get_id (self->record));
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_put_back (self->workspace, &ref, kontor_fact_row_get_index (row)),
                 KONTOR_REPORT_ALL);
}

static void
add_row (KontorFactsView *self, guint index)
{
  const KontorFactInfo info = { self->workspace, self->entity, index };
  KontorFactRow *row = kontor_fact_row_new (&info);
  gboolean is_long = kontor_fact_row_get_field (row)->type == KONTOR_LONG_TEXT;
  g_signal_connect (row, "entered", G_CALLBACK (entered_cb), self);
  g_signal_connect (row, "commit", G_CALLBACK (commit_cb), self);
  g_signal_connect (row, "put-back", G_CALLBACK (put_back_cb), self);
  gtk_list_box_append (is_long ? self->texts : self->facts, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
  kontor_fact_row_set_writable (row, !self->read_only);
}

static void
make_rows (KontorFactsView *self)
{
  gtk_list_box_remove_all (self->facts);
  gtk_list_box_remove_all (self->texts);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->entity->n_fields; i++)
    if (kontor_shape_is_shown (&self->entity->fields[i]))
      add_row (self, i);
}

static void
add_to_menu (GMenu *menu, KontorFactRow *row)
{
  g_autoptr (GMenuItem) item
      = g_menu_item_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), NULL);
  g_menu_item_set_action_and_target (item, "facts.unfold", "u", kontor_fact_row_get_index (row));
  g_menu_append_item (menu, item);
}

/* Shows the rows that have something, or were asked for, and offers the others. */
static void
fold (KontorFactsView *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gboolean any_fact = FALSE, any_text = FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->rows, i);
      const KontorField *field = kontor_fact_row_get_field (row);
      gboolean shown = !kontor_value_is_none (kontor_fact_row_get_value (row))
                       || field->flags & KONTOR_REQUIRED
                       || self->unfolded & BIT (kontor_fact_row_get_index (row));
      gtk_widget_set_visible (GTK_WIDGET (row), shown);
      if (!shown)
        add_to_menu (menu, row);
      else if (field->type == KONTOR_LONG_TEXT)
        any_text = TRUE;
      else
        any_fact = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->facts), any_fact);
  gtk_widget_set_visible (GTK_WIDGET (self->texts), any_text);
  gtk_menu_button_set_menu_model (self->add_detail, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->add_detail),
                          g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

static void
show_record (KontorFactsView *self)
{
  const KontorFields *fields = kontor_record_get_fields (self->record);
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->rows, i);
      const KontorField *field = kontor_fact_row_get_field (row);
      kontor_fact_row_set_value (row, kontor_fields_get (fields, kontor_fact_row_get_index (row)),
                                 get_ref_title (self, field));
      if (kontor_fact_row_is_entered (row))
        ask_history (self, row);
    }
  fold (self);
}

static void
unfold_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorFactsView *self = user_data;
  guint index = g_variant_get_uint32 (target);
  self->unfolded |= BIT (index);
  fold (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->rows, i);
      if (kontor_fact_row_get_index (row) == index)
        kontor_fact_row_edit (row);
    }
}

/* What is still being typed into the rows is saved, where it can be. */
static void
forget_record (KontorFactsView *self)
{
  if (self->record == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    kontor_fact_row_finish (g_ptr_array_index (self->rows, i));
  g_clear_signal_handler (&self->notify_handler, self->record);
  g_clear_object (&self->record);
}

static void
kontor_facts_view_dispose (GObject *object)
{
  KontorFactsView *self = KONTOR_FACTS_VIEW (object);
  forget_record (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_FACTS_VIEW);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_facts_view_parent_class)->dispose (object);
}

static void
kontor_facts_view_class_init (KontorFactsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_facts_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-facts-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorFactsView, facts);
  gtk_widget_class_bind_template_child (widget_class, KontorFactsView, texts);
  gtk_widget_class_bind_template_child (widget_class, KontorFactsView, add_detail);
}

static void
kontor_facts_view_init (KontorFactsView *self)
{
  const GActionEntry entries[] = { { "unfold", unfold_cb, "u" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "facts", G_ACTION_GROUP (actions));
}

void
kontor_facts_view_set_record (KontorFactsView *self,
                              KontorWorkspace *workspace,
                              KontorRecord *record)
{
  if (self->record == record)
    return;
  forget_record (self);
  g_set_object (&self->workspace, workspace);
  self->unfolded = 0;
  if (record == NULL)
    return;
  if (self->entity != kontor_record_get_entity (record))
    {
      self->entity = kontor_record_get_entity (record);
      make_rows (self);
    }
  self->record = g_object_ref (record);
  self->notify_handler
      = g_signal_connect_swapped (record, "notify", G_CALLBACK (show_record), self);
  show_record (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      kontor_fact_row_set_subject (self->rows->pdata[i], kontor_record_get_id (record));
      kontor_fact_row_reset (self->rows->pdata[i]);
    }
}

void
kontor_facts_view_set_writable (KontorFactsView *self, gboolean writable)
{
  self->read_only = !writable;
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_detail), writable);
  for (guint i = 0; i < self->rows->len; i++)
    kontor_fact_row_set_writable (self->rows->pdata[i], writable);
}

void
kontor_facts_view_edit (KontorFactsView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->rows, i);
      if (gtk_widget_get_visible (GTK_WIDGET (row)))
        {
          kontor_fact_row_edit (row);
          return;
        }
    }
}
