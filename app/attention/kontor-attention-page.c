/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention-page.h"

#include "attention/kontor-attention-card.h"
#include "window/kontor-report.h"

#include <glib/gi18n.h>

/* More than anybody works off at once; the next ones come when these are done. */
#define MAX_CARDS 50
/* What is refused changes no record, so no commit tells of it: seconds. */
#define LOOK_INTERVAL 3

struct _KontorAttentionPage
{
  KontorPage parent_instance;
  gboolean loading;
  gboolean stale;
  const char *state;
  guint look;

  GtkBox *cards;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorAttentionPage, kontor_attention_page, KONTOR_TYPE_PAGE)

static void load (KontorAttentionPage *self);

static void
free_list (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
settled_cb (KontorAttentionPage *self, gboolean keep, KontorAttentionCard *card)
{
  gtk_widget_set_sensitive (GTK_WIDGET (card), FALSE);
  kontor_report (GTK_WIDGET (self),
                 kontor_attention_settle (kontor_page_get_workspace (KONTOR_PAGE (self)),
                                          kontor_attention_card_get (card), keep),
                 KONTOR_REPORT_ALL);
  load (self);
}

static gboolean
has_same_fields (const KontorAttention *a, const KontorAttention *b)
{
  if (a->fields->len != b->fields->len)
    return FALSE;
  for (guint i = 0; i < a->fields->len; i++)
    {
      const KontorAttentionField *one = &g_array_index (a->fields, KontorAttentionField, i);
      const KontorAttentionField *other = &g_array_index (b->fields, KontorAttentionField, i);
      if (one->field != other->field || g_strcmp0 (one->before, other->before) != 0
          || g_strcmp0 (one->theirs, other->theirs) != 0 || g_strcmp0 (one->mine, other->mine) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same (const KontorAttention *a, const KontorAttention *b)
{
  return a->op == b->op && kontor_id_equal (&a->conflict, &b->conflict) && a->exists == b->exists
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->author, b->author) == 0
         && g_strcmp0 (a->winner, b->winner) == 0 && has_same_fields (a, b);
}

/* Whether the cards are those of @list already: then one who reads or has the focus is not
 * disturbed. */
static gboolean
is_shown (KontorAttentionPage *self, GPtrArray *list)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards));
  for (guint i = 0; i < list->len; i++, card = gtk_widget_get_next_sibling (card))
    if (card == NULL || !gtk_widget_get_sensitive (card)
        || !is_same (kontor_attention_card_get (KONTOR_ATTENTION_CARD (card)), list->pdata[i]))
      return FALSE;
  return card == NULL;
}

static void
show_list (KontorAttentionPage *self, GPtrArray *list)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))))
    gtk_box_remove (self->cards, child);
  g_ptr_array_set_free_func (list, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      GtkWidget *card = kontor_attention_card_new (list->pdata[i]);
      g_signal_connect_object (card, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->cards, card);
    }
}

static gboolean
kontor_attention_page_grab_focus (GtkWidget *widget)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (KONTOR_ATTENTION_PAGE (widget)->cards));
  return card && gtk_widget_grab_focus (card);
}

/* Whether the focus is here, or nobody has it: then it is not taken from what one does elsewhere. */
static gboolean
may_take_focus (KontorAttentionPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  return root && (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->cards)));
}

static void
take_list (KontorAttentionPage *self, GPtrArray *list)
{
  self->state = list->len > 0 ? "list" : "nothing";
  if (!is_shown (self, list))
    {
      gboolean focus = may_take_focus (self);
      show_list (self, list);
      if (focus)
        gtk_widget_grab_focus (GTK_WIDGET (self));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  kontor_page_set_ready (KONTOR_PAGE (self), TRUE);
}

static gpointer
load_job (KontorStore *store, gpointer data, GError **error)
{
  return kontor_attention_list (store, MAX_CARDS, error);
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (KontorAttentionPage) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kontor_job_steal_result (future, &error);
  if (self == NULL)
    return NULL;
  self->loading = FALSE;
  if (list)
    take_list (self, list);
  if (self->stale)
    load (self);
  return list ? NULL : dex_future_new_for_error (g_steal_pointer (&error));
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* One at a time: what changes meanwhile is read right after. */
static void
load (KontorAttentionPage *self)
{
  GWeakRef *reference;
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  reference = g_new (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  kontor_report_failure (
      GTK_WIDGET (self),
      dex_future_finally (kontor_workspace_read (kontor_page_get_workspace (KONTOR_PAGE (self)),
                                                 load_job, NULL, NULL, free_list),
                          loaded_cb, reference, free_weak_ref));
}

static void
changed_cb (KontorAttentionPage *self)
{
  load (self);
}

static gboolean
look_cb (gpointer data)
{
  load (data);
  return G_SOURCE_CONTINUE;
}

static void
kontor_attention_page_map (GtkWidget *widget)
{
  KontorAttentionPage *self = KONTOR_ATTENTION_PAGE (widget);
  GTK_WIDGET_CLASS (kontor_attention_page_parent_class)->map (widget);
  self->look = g_timeout_add_seconds (LOOK_INTERVAL, look_cb, self);
}

static void
kontor_attention_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&KONTOR_ATTENTION_PAGE (widget)->look, g_source_remove);
  GTK_WIDGET_CLASS (kontor_attention_page_parent_class)->unmap (widget);
}

static void
kontor_attention_page_show_place (KontorPage *page, const KontorPlace *place)
{
  load (KONTOR_ATTENTION_PAGE (page));
}

static void
kontor_attention_page_constructed (GObject *object)
{
  KontorAttentionPage *self = KONTOR_ATTENTION_PAGE (object);
  G_OBJECT_CLASS (kontor_attention_page_parent_class)->constructed (object);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (kontor_page_get_workspace (KONTOR_PAGE (self)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
kontor_attention_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KONTOR_TYPE_ATTENTION_PAGE);
  G_OBJECT_CLASS (kontor_attention_page_parent_class)->dispose (object);
}

static void
kontor_attention_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_static_string (value, KONTOR_ATTENTION_PAGE (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kontor_attention_page_class_init (KontorAttentionPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_attention_page_constructed;
  object_class->dispose = kontor_attention_page_dispose;
  object_class->get_property = kontor_attention_page_get_property;
  widget_class->grab_focus = kontor_attention_page_grab_focus;
  widget_class->map = kontor_attention_page_map;
  widget_class->unmap = kontor_attention_page_unmap;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_attention_page_show_place;
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "loading",
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/kontor/Kontor/attention/kontor-attention-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorAttentionPage, cards);
}

static void
kontor_attention_page_init (KontorAttentionPage *self)
{
  self->state = "loading";
}
