/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "search/kontor-palette.h"

#include "model/kontor-fold.h"
#include "search/kontor-find-row.h"
#include "search/kontor-finder.h"

#include <glib/gi18n.h>
#include <string.h>

/* Records of each kind: the palette is for going somewhere, the search page for looking through. */
#define HITS_EACH 6

struct _KontorPalette
{
  AdwDialog parent_instance;
  KontorWindow *window; /* weak */
  KontorFinder *finder;
  GListStore *items;
  GtkSingleSelection *selection;
  gboolean activates; /* the first of what is being searched for */

  GtkSearchEntry *search;
  GtkListView *rows;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorPalette, kontor_palette, ADW_TYPE_DIALOG)

/* Whether each word of @wanted begins a word of @label; both folded. */
static gboolean
matches (const char *label, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);
  for (gsize i = 0; words[i]; i++)
    {
      const char *at = label;
      gboolean found = *words[i] == '\0';
      while (!found && (at = strstr (at, words[i])))
        {
          found = at == label || at[-1] == ' ';
          at++;
        }
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static void
add_topic (KontorPalette *self, GPtrArray *found, const char *wanted, KontorTopic topic)
{
  guint count;
  const KontorAction *actions = kontor_actions_get_all (&count);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *label = NULL;
      if (actions[i].topic != topic || actions[i].flags & KONTOR_ACTION_NO_PALETTE
          || !kontor_window_can (self->window, actions[i].name))
        continue;
      label = kontor_fold (_ (actions[i].label));
      if (matches (label, wanted))
        g_ptr_array_add (found, kontor_find_item_new_action (&actions[i]));
    }
}

/* What one is at comes first, then where one could go, then what is always there. */
static void
add_actions (KontorPalette *self, GPtrArray *found, const char *wanted)
{
  const KontorTopic order[] = { KONTOR_TOPIC_RECORD, KONTOR_TOPIC_BOARD,  KONTOR_TOPIC_TASKS,
                                KONTOR_TOPIC_LIST,   KONTOR_TOPIC_PLACES, KONTOR_TOPIC_GENERAL };
  G_STATIC_ASSERT (G_N_ELEMENTS (order) == KONTOR_N_TOPICS);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    add_topic (self, found, wanted, order[i]);
}

static void
add_hits (KontorPalette *self, GPtrArray *found)
{
  GPtrArray *groups = kontor_finder_get_groups (self->finder);
  for (guint i = 0; groups && i < groups->len; i++)
    {
      const KontorSearchGroup *group = g_ptr_array_index (groups, i);
      for (guint k = 0; k < group->hits->len; k++)
        g_ptr_array_add (found, kontor_find_item_new_hit (g_ptr_array_index (group->hits, k)));
    }
}

static void
list_found (KontorPalette *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *wanted = kontor_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (self->window == NULL)
    return;
  if (*wanted)
    add_hits (self, found);
  add_actions (self, found, wanted);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       found->pdata, found->len);
  gtk_single_selection_set_selected (self->selection, 0);
  if (found->len > 0)
    gtk_list_view_scroll_to (self->rows, 0, GTK_LIST_SCROLL_NONE, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
carry_out (KontorPalette *self, KontorFindItem *item)
{
  g_autoptr (KontorWindow) window = g_object_ref (self->window);
  const KontorAction *action = kontor_find_item_get_action (item);
  const char *place = kontor_find_item_get_place (item);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  adw_dialog_close (ADW_DIALOG (self));
  if (place)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.go", "s", place);
  else if (action && g_action_parse_detailed_name (action->name, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
}

static void
activate_cb (KontorPalette *self, guint position)
{
  g_autoptr (KontorFindItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  if (item && self->window)
    carry_out (self, item);
}

static void
show_found (KontorPalette *self)
{
  gboolean activates = self->activates;
  self->activates = FALSE;
  list_found (self);
  if (activates)
    activate_cb (self, 0);
}

/* With a text, the records come with the answer: showing actions first would make rows jump under
 * the hand. */
static void
search_changed_cb (KontorPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (!g_str_equal (text, kontor_finder_get_text (self->finder)))
    self->activates = FALSE;
  kontor_finder_set_text (self->finder, text);
  if (!kontor_finder_is_searching (self->finder))
    show_found (self);
}

/* What is selected belongs to an earlier text until the search for this one is through, which those
 * who type fast do not wait for. */
static void
activate_selected_cb (KontorPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  kontor_finder_set_text (self->finder, text);
  if (kontor_finder_is_searching (self->finder))
    self->activates = TRUE;
  else
    activate_cb (self, gtk_single_selection_get_selected (self->selection));
}

static void
stop_search_cb (KontorPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The arrows move in the list while one types. */
static gboolean
key_pressed_cb (KontorPalette *self, guint key)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint selected = gtk_single_selection_get_selected (self->selection);
  if (count == 0 || (key != GDK_KEY_Down && key != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;
  selected = key == GDK_KEY_Down ? MIN (selected + 1, count - 1) : selected > 0 ? selected - 1 : 0;
  gtk_list_view_scroll_to (self->rows, selected, GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

static void
kontor_palette_dispose (GObject *object)
{
  KontorPalette *self = KONTOR_PALETTE (object);
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_PALETTE);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->finder);
  G_OBJECT_CLASS (kontor_palette_parent_class)->dispose (object);
}

static void
kontor_palette_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorPalette *self = KONTOR_PALETTE (object);
  gboolean any = self->items && g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0;
  gboolean waiting = self->finder && kontor_finder_is_searching (self->finder);
  gboolean failed = self->finder && kontor_finder_get_error (self->finder);
  g_assert (id == PROP_STATE);
  g_value_set_static_string (value, any || waiting ? "rows" : failed ? "failed" : "nothing");
}

static void
kontor_palette_class_init (KontorPaletteClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_palette_dispose;
  object_class->get_property = kontor_palette_get_property;
  properties[PROP_STATE]
      = g_param_spec_string ("state", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/search/kontor-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPalette, search);
  gtk_widget_class_bind_template_child (widget_class, KontorPalette, rows);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
kontor_palette_init (KontorPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (GtkListItemFactory) factory = kontor_find_row_factory_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (KONTOR_TYPE_FIND_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_list_view_set_factory (self->rows, factory);
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (self->selection));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

void
kontor_palette_present (KontorWindow *window)
{
  KontorPalette *self = g_object_new (KONTOR_TYPE_PALETTE, NULL);
  g_set_weak_pointer (&self->window, window);
  self->finder = kontor_finder_new (kontor_window_get_workspace (window), HITS_EACH);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (show_found), self, G_CONNECT_SWAPPED);
  show_found (self);
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
