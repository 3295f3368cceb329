/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-board-private.h"

#include "acts/kontor-acts-deals.h"
#include "store/kontor-list-model.h"
#include "window/kontor-report.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

static KontorBoardColumn *
get_column (KontorBoard *self, guint index)
{
  return self->shown->pdata[index];
}

static guint
get_n_deals (KontorBoard *self, guint column)
{
  return g_list_model_get_n_items (kontor_board_column_get_deals (get_column (self, column)));
}

static void
announce (KontorBoard *self, const char *words)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* "2 of 13 in Proposal" */
static void
announce_target (KontorBoard *self)
{
  KontorRecord *stage = kontor_board_column_get_stage (get_column (self, self->target_column));
  g_autofree char *at = kontor_format_number ((gint64) self->target_position + 1, 0);
  g_autofree char *of
      = kontor_format_number ((gint64) get_n_deals (self, self->target_column) + 1, 0);
  /* Translators: where a lifted card would be dropped: its place, of how many, in which stage */
  g_autofree char *words
      = g_strdup_printf (_ ("%s of %s in %s"), at, of, kontor_record_get_title (stage));
  announce (self, words);
}

static void
show_held (KontorBoard *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      gboolean is_target = self->lifted && i == self->target_column;
      kontor_board_column_show_lifted (get_column (self, i), self->held);
      kontor_board_column_show_drop (get_column (self, i),
                                     is_target ? (int) self->target_position : -1);
    }
  if (self->lifted && self->narrow)
    gtk_drop_down_set_selected (self->switcher, self->target_column);
}

void
kontor_board_let_go (KontorBoard *self)
{
  g_clear_pointer (&self->held, g_array_unref);
  self->lifted = FALSE;
  gtk_revealer_set_reveal_child (self->targets, FALSE);
  show_held (self);
}

static gboolean
is_held (KontorBoard *self, gint64 deal)
{
  for (guint i = 0; self->held && i < self->held->len; i++)
    if (g_array_index (self->held, gint64, i) == deal)
      return TRUE;
  return FALSE;
}

/* The first deal from @position on that is not itself being moved; 0: the end. */
static gint64
find_before (KontorBoard *self, guint column, guint position)
{
  KontorListModel *deals
      = KONTOR_LIST_MODEL (kontor_board_column_get_deals (get_column (self, column)));
  gint64 deal;
  while ((deal = kontor_list_model_get_rowid (deals, position)) != 0 && is_held (self, deal))
    position++;
  return deal;
}

static DexFuture *
failed_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (KontorBoard) self = g_weak_ref_get (user_data);
  if (self)
    kontor_board_follow_back (self);
  return dex_ref (future);
}

/* Moves what is held and lets go of it. */
static void
drop_at (KontorBoard *self, guint column, guint position)
{
  KontorRecord *stage = kontor_board_column_get_stage (get_column (self, column));
  g_autoptr (GArray) deals = g_array_ref (self->held);
  DexFuture *act;
  if (deals->len == 0)
    {
      kontor_board_let_go (self);
      return;
    }
  act = kontor_acts_move_deals (self->workspace, g_array_ref (deals), kontor_record_get_id (stage),
                                find_before (self, column, position));
  kontor_report (GTK_WIDGET (self),
                 dex_future_catch (act, failed_cb, kontor_board_make_reference (self),
                                   kontor_board_free_reference),
                 KONTOR_REPORT_ALL);
  kontor_board_let_go (self);
  if (self->narrow)
    gtk_drop_down_set_selected (self->switcher, column);
  kontor_board_follow_deals (self, deals, column);
}

static void
lift (KontorBoard *self, guint column)
{
  GArray *chosen = kontor_board_dup_chosen (self, column);
  g_autofree char *number = kontor_format_number (chosen->len, 0);
  g_autofree char *words = NULL;
  if (chosen->len == 0)
    {
      g_array_unref (chosen);
      return;
    }
  self->held = chosen;
  self->lifted = TRUE;
  self->target_column = column;
  self->target_position
      = (guint) MAX (kontor_board_column_get_focused (get_column (self, column)), 0);
  show_held (self);
  words = g_strdup_printf (
      ngettext ("Lifted. Arrows choose the place, Space drops, Escape puts back.",
                "Lifted %s. Arrows choose the place, Space drops, Escape puts back.", chosen->len),
      number);
  announce (self, words);
}

static void
put_back (KontorBoard *self)
{
  kontor_board_let_go (self);
  announce (self, _ ("Put back"));
}

static gboolean
aim (KontorBoard *self, int columns, int positions)
{
  int column = CLAMP ((int) self->target_column + columns, 0, (int) self->shown->len - 1);
  int count = (int) get_n_deals (self, (guint) column);
  self->target_column = (guint) column;
  self->target_position = (guint) CLAMP ((int) self->target_position + positions, 0, count);
  show_held (self);
  announce_target (self);
  return TRUE;
}

static gboolean
press_while_lifted (KontorBoard *self, guint keyval)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      drop_at (self, self->target_column, self->target_position);
      return TRUE;
    case GDK_KEY_Escape:
      put_back (self);
      return TRUE;
    case GDK_KEY_Left:
      return aim (self, -forward, 0);
    case GDK_KEY_Right:
      return aim (self, forward, 0);
    case GDK_KEY_Up:
      return aim (self, 0, -1);
    case GDK_KEY_Down:
      return aim (self, 0, 1);
    case GDK_KEY_Home:
      return aim (self, 0, G_MININT16);
    case GDK_KEY_End:
      return aim (self, 0, G_MAXINT16);
    case GDK_KEY_Tab:
      put_back (self);
      return FALSE;
    default:
      return FALSE;
    }
}

static gboolean
walk_columns (KontorBoard *self, guint column, int by)
{
  int target = (int) column + by;
  int position = kontor_board_column_get_focused (get_column (self, column));
  if (target < 0 || target >= (int) self->shown->len)
    return FALSE;
  if (self->narrow)
    gtk_drop_down_set_selected (self->switcher, (guint) target);
  kontor_board_column_focus (get_column (self, (guint) target), (guint) MAX (position, 0));
  return TRUE;
}

static gboolean
key_cb (KontorBoard *self, guint keyval, guint modifiers, KontorBoardColumn *column)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  guint index;
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (self->lifted)
    return press_while_lifted (self, keyval);
  if (!g_ptr_array_find (self->shown, column, &index))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_space:
      lift (self, index);
      return TRUE;
    case GDK_KEY_Left:
      return walk_columns (self, index, -forward);
    case GDK_KEY_Right:
      return walk_columns (self, index, forward);
    default:
      return FALSE;
    }
}

static void
open_cb (KontorBoard *self, KontorRecord *deal)
{
  g_signal_emit_by_name (self, "open", deal);
}

static void
drag_cb (KontorBoard *self, gboolean begins, KontorBoardColumn *column)
{
  kontor_board_let_go (self);
  if (!begins)
    return;
  self->held = kontor_board_column_dup_chosen (column);
  gtk_revealer_set_reveal_child (self->targets, TRUE);
  show_held (self);
}

static void
drop_cb (KontorBoard *self, guint position, KontorBoardColumn *column)
{
  guint index;
  if (self->held && g_ptr_array_find (self->shown, column, &index))
    drop_at (self, index, position);
}

void
kontor_board_connect_column (KontorBoard *self, KontorBoardColumn *column)
{
  g_signal_connect_object (column, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "drag", G_CALLBACK (drag_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "key", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
}

/* The first stage that means @kind; -1 where the pipeline has none. */
static int
find_stage_of_kind (KontorBoard *self, const char *kind)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      KontorRecord *stage = kontor_board_column_get_stage (get_column (self, i));
      if (g_strcmp0 (kontor_record_get_text (stage, "kind"), kind) == 0)
        return (int) i;
    }
  return -1;
}

static gboolean
drop_on_kind (KontorBoard *self, const char *kind)
{
  int column = find_stage_of_kind (self, kind);
  if (column < 0 || self->held == NULL)
    return FALSE;
  drop_at (self, (guint) column, 0);
  return TRUE;
}

static gboolean
drop_won_cb (KontorBoard *self)
{
  return drop_on_kind (self, "won");
}

static gboolean
drop_lost_cb (KontorBoard *self)
{
  return drop_on_kind (self, "lost");
}

static void
add_target (KontorBoard *self, GtkButton *button, GCallback callback)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);
  g_signal_connect_swapped (target, "drop", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (button), GTK_EVENT_CONTROLLER (target));
}

void
kontor_board_init_targets (KontorBoard *self)
{
  add_target (self, self->won_target, G_CALLBACK (drop_won_cb));
  add_target (self, self->lost_target, G_CALLBACK (drop_lost_cb));
}

gboolean
kontor_board_move_to (KontorBoard *self, guint index)
{
  int column = kontor_board_find_focused_column (self);
  if (column < 0 || index >= self->shown->len || (guint) column == index)
    return FALSE;
  kontor_board_let_go (self);
  self->held = kontor_board_dup_chosen (self, (guint) column);
  drop_at (self, index, 0);
  return TRUE;
}

gboolean
kontor_board_move_by (KontorBoard *self, int stages)
{
  int column = kontor_board_find_focused_column (self);
  if (column < 0 || column + stages < 0)
    return FALSE;
  return kontor_board_move_to (self, (guint) (column + stages));
}

KontorRecord *
kontor_board_get_current_stage (KontorBoard *self)
{
  int column = kontor_board_find_focused_column (self);
  if (self->shown->len == 0)
    return NULL;
  if (column < 0)
    column = self->narrow ? (int) gtk_drop_down_get_selected (self->switcher) : 0;
  return kontor_board_column_get_stage (get_column (self, (guint) column));
}
