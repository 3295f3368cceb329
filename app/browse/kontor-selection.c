/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-selection.h"

#include <stdlib.h>

struct _KontorSelection
{
  GObject parent_instance;
  KontorListModel *rows;
  GtkBitset *selected; /* places */
  GArray *gone;        /* gint64: what was selected where it is no more, and may come again */
  guint limit;
};

static GType
get_item_type (GListModel *model)
{
  return KONTOR_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  KontorSelection *self = KONTOR_SELECTION (model);
  return MIN (g_list_model_get_n_items (G_LIST_MODEL (self->rows)), self->limit);
}

static gpointer
get_item (GListModel *model, guint position)
{
  KontorSelection *self = KONTOR_SELECTION (model);
  return position < self->limit ? kontor_list_model_dup_record (self->rows, position) : NULL;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (KONTOR_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (KONTOR_SELECTION (model)->selected);
}

static void
tell (KontorSelection *self, const GtkBitset *changed)
{
  guint first = gtk_bitset_get_minimum (changed);
  guint last = MIN (gtk_bitset_get_maximum (changed), get_n_items (G_LIST_MODEL (self)) - 1);
  if (!gtk_bitset_is_empty (changed) && first <= last)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

/* Whoever holds what was selected before keeps it. */
static void
take_selected (KontorSelection *self, GtkBitset *selected)
{
  gtk_bitset_unref (self->selected);
  self->selected = selected;
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  KontorSelection *self = KONTOR_SELECTION (model);
  g_autoptr (GtkBitset) changed = gtk_bitset_copy (self->selected);
  GtkBitset *after = gtk_bitset_copy (self->selected);
  gtk_bitset_difference (changed, selected);
  gtk_bitset_intersect (changed, mask);
  gtk_bitset_remove_range_closed (changed, get_n_items (G_LIST_MODEL (self)), G_MAXUINT);
  gtk_bitset_difference (after, changed);
  take_selected (self, after);
  /* What is chosen now stands for all that was chosen. */
  g_array_set_size (self->gone, 0);
  tell (self, changed);
  return TRUE;
}

static void
init_selection_model (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorSelection,
                               kontor_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          init_selection_model))

static void
note_gone (KontorSelection *self, guint position, guint removed)
{
  g_autoptr (GtkBitset) gone = gtk_bitset_new_range (position, removed);
  GtkBitsetIter iter;
  guint place;
  gtk_bitset_intersect (gone, self->selected);
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, gone, &place); valid;
       valid = gtk_bitset_iter_next (&iter, &place))
    {
      gint64 rowid = kontor_list_model_get_removed (self->rows, place - position);
      g_array_append_val (self->gone, rowid);
    }
}

static void
items_changed_cb (KontorSelection *self, guint position, guint removed, guint added)
{
  guint after = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint before = after - added + removed;
  GtkBitset *selected;
  note_gone (self, position, removed);
  selected = gtk_bitset_copy (self->selected);
  gtk_bitset_splice (selected, position, removed, added);
  take_selected (self, selected);
  if (before <= self->limit && after <= self->limit)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  else if (position < self->limit)
    g_list_model_items_changed (G_LIST_MODEL (self), position, MIN (before, self->limit) - position,
                                MIN (after, self->limit) - position);
}

static int
compare_rowids (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;
  return first < second ? -1 : first > second;
}

/* Sorts @rowids. */
static GtkBitset *
find_places (KontorSelection *self, GArray *rowids)
{
  GtkBitset *found = gtk_bitset_new_empty ();
  guint count = rowids->len ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;
  g_array_sort (rowids, compare_rowids);
  for (guint i = 0; i < count; i++)
    {
      gint64 rowid = kontor_list_model_get_rowid (self->rows, i);
      if (bsearch (&rowid, rowids->data, rowids->len, sizeof rowid, compare_rowids))
        gtk_bitset_add (found, i);
    }
  return found;
}

static void
forget_gone (KontorSelection *self)
{
  /* Of what is being read, only the beginning is there yet. */
  if (!kontor_list_model_is_loading (self->rows)
      || kontor_list_model_get_query (self->rows) == NULL)
    g_array_set_size (self->gone, 0);
}

static void
settled_cb (KontorSelection *self)
{
  g_autoptr (GtkBitset) found = find_places (self, self->gone);
  GtkBitset *selected = gtk_bitset_copy (self->selected);
  gtk_bitset_union (selected, found);
  take_selected (self, selected);
  forget_gone (self);
  tell (self, found);
}

static void
kontor_selection_dispose (GObject *object)
{
  g_clear_object (&KONTOR_SELECTION (object)->rows);
  G_OBJECT_CLASS (kontor_selection_parent_class)->dispose (object);
}

static void
kontor_selection_finalize (GObject *object)
{
  KontorSelection *self = KONTOR_SELECTION (object);
  gtk_bitset_unref (self->selected);
  g_array_unref (self->gone);
  G_OBJECT_CLASS (kontor_selection_parent_class)->finalize (object);
}

static void
kontor_selection_class_init (KontorSelectionClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kontor_selection_dispose;
  G_OBJECT_CLASS (class)->finalize = kontor_selection_finalize;
}

static void
kontor_selection_init (KontorSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
  self->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->limit = G_MAXUINT;
}

KontorSelection *
kontor_selection_new (KontorListModel *rows)
{
  KontorSelection *self = g_object_new (KONTOR_TYPE_SELECTION, NULL);
  self->rows = g_object_ref (rows);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "notify::loading", G_CALLBACK (forget_gone), self,
                           G_CONNECT_SWAPPED);
  return self;
}

guint
kontor_selection_get_limit (KontorSelection *self)
{
  return self->limit;
}

void
kontor_selection_set_limit (KontorSelection *self, guint limit)
{
  guint before = get_n_items (G_LIST_MODEL (self)), after, common;
  self->limit = limit;
  after = get_n_items (G_LIST_MODEL (self));
  common = MIN (before, after);
  if (before != after)
    g_list_model_items_changed (G_LIST_MODEL (self), common, before - common, after - common);
}

GArray *
kontor_selection_dup_rowids (KontorSelection *self)
{
  GArray *rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 rowid = kontor_list_model_get_rowid (self->rows, position);
      g_array_append_val (rowids, rowid);
    }
  return rowids;
}

void
kontor_selection_select_rows (KontorSelection *self, const GArray *rowids)
{
  g_autoptr (GArray) sorted = g_array_copy ((GArray *) rowids);
  g_autoptr (GtkBitset) found = find_places (self, sorted);
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, get_n_items (G_LIST_MODEL (self)));
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self), found, all);
}
