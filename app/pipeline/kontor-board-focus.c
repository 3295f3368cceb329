/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A card that goes to another column takes the focus along, whoever moves it: the user, an undo,
 * somebody else. To GTK it is a row that goes and another that comes, each of its own list, in any
 * order and some time apart; the focus would stay with the row that went, where no key is heard. */

#include "pipeline/kontor-board-private.h"

#include "model/entities/kontor-entities.h"

static KontorBoardColumn *
get_column (KontorBoard *self, guint index)
{
  return self->shown->pdata[index];
}

/* Where it is awaited, or anywhere. */
static gboolean
find_current (KontorBoard *self, guint *column, guint *position)
{
  *column = self->current_column;
  if (self->current == 0 || *column >= self->shown->len)
    return FALSE;
  if (kontor_board_column_find (get_column (self, *column), self->current, position))
    return TRUE;
  for (*column = 0; !self->awaits && *column < self->shown->len; ++*column)
    if (kontor_board_column_find (get_column (self, *column), self->current, position))
      return TRUE;
  return FALSE;
}

static gboolean
is_moved (KontorBoard *self, gint64 deal)
{
  for (guint i = 0; self->moved && i < self->moved->len; i++)
    if (g_array_index (self->moved, gint64, i) == deal)
      return TRUE;
  return FALSE;
}

static void
focus_card (KontorBoard *self, guint column, guint position)
{
  if (self->narrow)
    gtk_drop_down_set_selected (self->switcher, column);
  self->awaits = FALSE;
  kontor_board_column_focus (get_column (self, column), position);
  if (is_moved (self, self->current))
    kontor_board_column_select (get_column (self, column), self->moved);
}

/* Whether a card that is not there will come: it is of a stage that the board shows. */
static gboolean
is_to_come (KontorBoard *self)
{
  g_autoptr (KontorRecord) deal
      = kontor_workspace_peek (self->workspace, &kontor_entity_deal, self->current);
  const KontorValue *stage = deal ? kontor_record_get_value (deal, "stage") : NULL;
  if (deal == NULL || kontor_record_is_trashed (deal) || kontor_value_is_none (stage))
    return FALSE;
  for (guint i = 0; i < self->shown->len; i++)
    if (kontor_id_equal (
            kontor_record_get_id (kontor_board_column_get_stage (get_column (self, i))),
            &stage->id))
      return i != self->current_column;
  return FALSE;
}

static gint64
get_focused_deal (KontorBoard *self, guint *column)
{
  gint64 deal = 0;
  for (*column = 0; *column < self->shown->len; ++*column)
    if ((deal = kontor_board_column_get_focused_deal (get_column (self, *column))) != 0)
      return deal;
  return 0;
}

/* To be done before what changed is drawn: GTK then looks for another place for the focus. */
static void
follow (KontorBoard *self)
{
  guint column, position;
  if (!self->has_focus || self->current_column >= self->shown->len)
    return;
  if (!self->awaits && get_focused_deal (self, &column) == self->current)
    self->current_position = (guint) kontor_board_column_get_focused (get_column (self, column));
  else if (find_current (self, &column, &position))
    focus_card (self, column, position);
  else if (self->awaits || is_to_come (self))
    kontor_board_column_hold_focus (get_column (self, self->current_column));
  else
    kontor_board_column_focus (get_column (self, self->current_column), self->current_position);
}

static gboolean
follow_cb (gpointer data)
{
  KontorBoard *self = data;
  self->follow_source = 0;
  follow (self);
  return G_SOURCE_REMOVE;
}

static void
focus_moved_cb (KontorBoard *self)
{
  guint column;
  gint64 deal = get_focused_deal (self, &column);
  if (deal != 0)
    {
      self->current = deal;
      self->current_column = column;
      self->current_position = (guint) kontor_board_column_get_focused (get_column (self, column));
      self->has_focus = TRUE;
      self->awaits = FALSE;
      if (!is_moved (self, deal))
        g_clear_pointer (&self->moved, g_array_unref);
    }
  else if (self->current_column >= self->shown->len
           || !kontor_board_column_holds_focus (get_column (self, self->current_column)))
    self->has_focus = self->awaits = FALSE;
}

/* A list tells of a change range by range: the card may come back with the next. A key that is
 * pressed before all is told would go to the row that has gone. */
static void
items_changed_cb (KontorBoard *self)
{
  GtkWidget *focus = self->root ? gtk_root_get_focus (self->root) : NULL;
  if (self->has_focus && focus && gtk_widget_get_root (focus) == NULL)
    kontor_board_column_hold_focus (get_column (self, self->current_column));
  if (self->has_focus && self->follow_source == 0)
    self->follow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_cb, self, NULL);
}

void
kontor_board_follow_root (KontorBoard *self, GtkRoot *root)
{
  if (self->root)
    g_signal_handlers_disconnect_by_func (self->root, focus_moved_cb, self);
  self->root = root;
  self->has_focus = self->awaits = FALSE;
  g_clear_handle_id (&self->follow_source, g_source_remove);
  if (root)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self,
                             G_CONNECT_SWAPPED);
}

/* What keys are for is in one column: cards chosen in another would only look as if they were. */
static void
selection_changed_cb (KontorBoard *self,
                      guint position,
                      guint n_items,
                      GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);
  if (gtk_bitset_is_empty (selected))
    return;
  for (guint i = 0; i < self->shown->len; i++)
    {
      GtkSelectionModel *other = kontor_board_column_get_selection (get_column (self, i));
      if (other != selection)
        gtk_selection_model_unselect_all (other);
    }
}

void
kontor_board_follow_column (KontorBoard *self, KontorBoardColumn *column)
{
  g_signal_connect_object (kontor_board_column_get_deals (column), "items-changed",
                           G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kontor_board_column_get_selection (column), "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

void
kontor_board_follow_deals (KontorBoard *self, GArray *deals, guint column)
{
  guint from;
  gint64 focused = get_focused_deal (self, &from);
  g_clear_pointer (&self->moved, g_array_unref);
  self->moved = g_array_ref (deals);
  if (focused != 0 && is_moved (self, focused))
    self->current = focused;
  else if (!is_moved (self, self->current))
    self->current = g_array_index (deals, gint64, 0);
  self->current_column = column;
  self->current_position = 0;
  self->has_focus = self->awaits = TRUE;
  follow (self);
}

void
kontor_board_follow_back (KontorBoard *self)
{
  self->awaits = FALSE;
  follow (self);
}

gboolean
kontor_board_focus_current (KontorBoard *self)
{
  guint column, position;
  if (!find_current (self, &column, &position)
      || !gtk_widget_get_visible (GTK_WIDGET (get_column (self, column))))
    return FALSE;
  kontor_board_column_focus (get_column (self, column), position);
  return TRUE;
}

int
kontor_board_find_focused_column (KontorBoard *self)
{
  guint column;
  if (self->awaits)
    return (int) self->current_column;
  return get_focused_deal (self, &column) != 0 ? (int) column : -1;
}

GArray *
kontor_board_dup_chosen (KontorBoard *self, guint column)
{
  if (self->awaits && column == self->current_column)
    return g_array_ref (self->moved);
  return kontor_board_column_dup_chosen (get_column (self, column));
}
