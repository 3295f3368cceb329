/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-cards-page.h"

#include "window/kontor-report.h"

#include <glib/gi18n.h>

typedef struct
{
  gboolean loading;
  gboolean stale;
  const char *state;

  GtkBox *cards;
  AdwClamp *clamp;
  AdwStatusPage *nothing;
} KontorCardsPagePrivate;

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorCardsPage, kontor_cards_page, KONTOR_TYPE_PAGE)

static KontorCardsPagePrivate *
get_private (KontorCardsPage *self)
{
  return kontor_cards_page_get_instance_private (self);
}

static void
free_list (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
settled_cb (KontorCardsPage *self, gboolean choice, GtkWidget *card)
{
  KontorWorkspace *workspace = kontor_page_get_workspace (KONTOR_PAGE (self));
  gtk_widget_set_sensitive (card, FALSE);
  kontor_report (GTK_WIDGET (self),
                 KONTOR_CARDS_PAGE_GET_CLASS (self)->settle (workspace, card, choice),
                 KONTOR_REPORT_ALL);
  kontor_cards_page_load (self);
}

static GtkWidget *
get_first_card (KontorCardsPage *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (get_private (self)->cards));
}

/* Whether the cards are those of @list already: then one who reads or has the focus is not
 * disturbed. */
static gboolean
is_shown (KontorCardsPage *self, GPtrArray *list)
{
  KontorCardsPageClass *class = KONTOR_CARDS_PAGE_GET_CLASS (self);
  GtkWidget *card = get_first_card (self);
  for (guint i = 0; i < list->len; i++, card = gtk_widget_get_next_sibling (card))
    if (card == NULL || !gtk_widget_get_sensitive (card)
        || !class->is_card_of (card, list->pdata[i]))
      return FALSE;
  return card == NULL;
}

static void
show_list (KontorCardsPage *self, GPtrArray *list)
{
  GtkBox *cards = get_private (self)->cards;
  GtkWidget *child;
  while ((child = get_first_card (self)))
    gtk_box_remove (cards, child);
  g_ptr_array_set_free_func (list, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      GtkWidget *card = KONTOR_CARDS_PAGE_GET_CLASS (self)->make_card (list->pdata[i]);
      g_signal_connect_object (card, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (cards, card);
    }
}

static gboolean
kontor_cards_page_grab_focus (GtkWidget *widget)
{
  GtkWidget *card = get_first_card (KONTOR_CARDS_PAGE (widget));
  return card && gtk_widget_grab_focus (card);
}

/* Whether the focus is here, or nobody has it: then it is not taken from what one does elsewhere. */
static gboolean
may_take_focus (KontorCardsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  return root
         && (focus == NULL
             || gtk_widget_is_ancestor (focus, GTK_WIDGET (get_private (self)->cards)));
}

static void
take_list (KontorCardsPage *self, GPtrArray *list)
{
  get_private (self)->state = list->len > 0 ? "list" : "nothing";
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
  const KontorCardsPageClass *class = data;
  return class->read (store, error);
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (KontorCardsPage) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kontor_job_steal_result (future, &error);
  if (self == NULL)
    return NULL;
  get_private (self)->loading = FALSE;
  if (list)
    take_list (self, list);
  if (get_private (self)->stale)
    kontor_cards_page_load (self);
  return list ? NULL : dex_future_new_for_error (g_steal_pointer (&error));
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* One at a time: what changes meanwhile is read right after. */
void
kontor_cards_page_load (KontorCardsPage *self)
{
  KontorCardsPagePrivate *private = get_private (self);
  KontorWorkspace *workspace = kontor_page_get_workspace (KONTOR_PAGE (self));
  GWeakRef *reference;
  private->stale = private->loading;
  if (private->loading)
    return;
  private->loading = TRUE;
  reference = g_new (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  kontor_report_failure (
      GTK_WIDGET (self),
      dex_future_finally (kontor_workspace_read (workspace, load_job,
                                                 KONTOR_CARDS_PAGE_GET_CLASS (self), NULL,
                                                 free_list),
                          loaded_cb, reference, free_weak_ref));
}

/* Reading them is work: not for a page that nobody sees. */
static void
changed_cb (KontorCardsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    kontor_cards_page_load (self);
}

static void
kontor_cards_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kontor_cards_page_parent_class)->map (widget);
  kontor_cards_page_load (KONTOR_CARDS_PAGE (widget));
}

static void
kontor_cards_page_show_place (KontorPage *page, const KontorPlace *place)
{
  kontor_cards_page_load (KONTOR_CARDS_PAGE (page));
}

static void
kontor_cards_page_constructed (GObject *object)
{
  KontorCardsPage *self = KONTOR_CARDS_PAGE (object);
  KontorCardsPagePrivate *private = get_private (self);
  const KontorCardsPageClass *class = KONTOR_CARDS_PAGE_GET_CLASS (self);
  G_OBJECT_CLASS (kontor_cards_page_parent_class)->constructed (object);
  adw_clamp_set_maximum_size (private->clamp, class->width);
  adw_status_page_set_icon_name (private->nothing, class->icon_name);
  adw_status_page_set_title (private->nothing, _ (class->title));
  adw_status_page_set_description (private->nothing, _ (class->description));
  g_signal_connect_object (kontor_page_get_workspace (KONTOR_PAGE (self)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
kontor_cards_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KONTOR_TYPE_CARDS_PAGE);
  G_OBJECT_CLASS (kontor_cards_page_parent_class)->dispose (object);
}

static void
kontor_cards_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_static_string (value, get_private (KONTOR_CARDS_PAGE (object))->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kontor_cards_page_class_init (KontorCardsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_cards_page_constructed;
  object_class->dispose = kontor_cards_page_dispose;
  object_class->get_property = kontor_cards_page_get_property;
  widget_class->grab_focus = kontor_cards_page_grab_focus;
  widget_class->map = kontor_cards_page_map;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_cards_page_show_place;
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "loading",
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/window/kontor-cards-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, KontorCardsPage, cards);
  gtk_widget_class_bind_template_child_private (widget_class, KontorCardsPage, clamp);
  gtk_widget_class_bind_template_child_private (widget_class, KontorCardsPage, nothing);
}

static void
kontor_cards_page_init (KontorCardsPage *self)
{
  get_private (self)->state = "loading";
  gtk_widget_init_template (GTK_WIDGET (self));
}
