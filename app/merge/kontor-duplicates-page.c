/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "merge/kontor-duplicates-page.h"

#include "merge/kontor-duplicate-card.h"
#include "window/kontor-report.h"

#include <glib/gi18n.h>

/* More than anybody works off at once; the next ones come when these are done. */
#define MAX_CARDS 30

struct _KontorDuplicatesPage
{
  KontorPage parent_instance;
  gboolean loading;
  gboolean stale;
  const char *state;

  GtkBox *cards;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorDuplicatesPage, kontor_duplicates_page, KONTOR_TYPE_PAGE)

static void load (KontorDuplicatesPage *self);

static void
free_list (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
settled_cb (KontorDuplicatesPage *self, gboolean merge, KontorDuplicateCard *card)
{
  KontorWorkspace *workspace = kontor_page_get_workspace (KONTOR_PAGE (self));
  const KontorDuplicate *duplicate = kontor_duplicate_card_get (card);
  gtk_widget_set_sensitive (GTK_WIDGET (card), FALSE);
  kontor_report (GTK_WIDGET (self),
                 merge ? kontor_duplicate_merge (workspace, duplicate)
                       : kontor_duplicate_keep_separate (workspace, duplicate),
                 KONTOR_REPORT_ALL);
  load (self);
}

/* Whether the cards are those of @list already: then one who reads or has the focus is not
 * disturbed. */
static gboolean
is_shown (KontorDuplicatesPage *self, GPtrArray *list)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards));
  for (guint i = 0; i < list->len; i++, card = gtk_widget_get_next_sibling (card))
    if (card == NULL || !gtk_widget_get_sensitive (card)
        || !kontor_duplicate_is_same (kontor_duplicate_card_get (KONTOR_DUPLICATE_CARD (card)),
                                      list->pdata[i]))
      return FALSE;
  return card == NULL;
}

static void
show_list (KontorDuplicatesPage *self, GPtrArray *list)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))))
    gtk_box_remove (self->cards, child);
  g_ptr_array_set_free_func (list, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      GtkWidget *card = kontor_duplicate_card_new (list->pdata[i]);
      g_signal_connect_object (card, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->cards, card);
    }
}

static gboolean
kontor_duplicates_page_grab_focus (GtkWidget *widget)
{
  GtkWidget *card
      = gtk_widget_get_first_child (GTK_WIDGET (KONTOR_DUPLICATES_PAGE (widget)->cards));
  return card && gtk_widget_grab_focus (card);
}

/* Whether the focus is here, or nobody has it: then it is not taken from what one does elsewhere. */
static gboolean
may_take_focus (KontorDuplicatesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  return root && (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->cards)));
}

static void
take_list (KontorDuplicatesPage *self, GPtrArray *list)
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
  return kontor_duplicate_list (store, MAX_CARDS, error);
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (KontorDuplicatesPage) self = g_weak_ref_get (user_data);
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
load (KontorDuplicatesPage *self)
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
changed_cb (KontorDuplicatesPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* Looking through everything is work: not for a page that nobody sees. */
static void
kontor_duplicates_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kontor_duplicates_page_parent_class)->map (widget);
  load (KONTOR_DUPLICATES_PAGE (widget));
}

static void
kontor_duplicates_page_show_place (KontorPage *page, const KontorPlace *place)
{
  load (KONTOR_DUPLICATES_PAGE (page));
}

static void
kontor_duplicates_page_constructed (GObject *object)
{
  KontorDuplicatesPage *self = KONTOR_DUPLICATES_PAGE (object);
  G_OBJECT_CLASS (kontor_duplicates_page_parent_class)->constructed (object);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (kontor_page_get_workspace (KONTOR_PAGE (self)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
kontor_duplicates_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KONTOR_TYPE_DUPLICATES_PAGE);
  G_OBJECT_CLASS (kontor_duplicates_page_parent_class)->dispose (object);
}

static void
kontor_duplicates_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_static_string (value, KONTOR_DUPLICATES_PAGE (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kontor_duplicates_page_class_init (KontorDuplicatesPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_duplicates_page_constructed;
  object_class->dispose = kontor_duplicates_page_dispose;
  object_class->get_property = kontor_duplicates_page_get_property;
  widget_class->grab_focus = kontor_duplicates_page_grab_focus;
  widget_class->map = kontor_duplicates_page_map;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_duplicates_page_show_place;
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "loading",
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/kontor/Kontor/merge/kontor-duplicates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDuplicatesPage, cards);
}

static void
kontor_duplicates_page_init (KontorDuplicatesPage *self)
{
  self->state = "loading";
}
