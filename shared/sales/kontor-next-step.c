/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-next-step.h"

void
kontor_next_step_clear (KontorNextStep *self)
{
  g_clear_pointer (&self->kind, g_free);
}

static KontorNextState
get_state (gboolean dated, KontorDate due_on, KontorDate today)
{
  if (!dated || due_on > today)
    return KONTOR_NEXT_LATER;
  return due_on < today ? KONTOR_NEXT_OVERDUE : KONTOR_NEXT_TODAY;
}

/* From columns that count the tasks, give the soonest day and that task's kind. */
static void
read_step (KontorStatement *statement, int column, KontorDate today, KontorNextStep *step)
{
  const char *kind = kontor_statement_get_text (statement, column + 2);

  *step = (KontorNextStep) { .state = KONTOR_NEXT_NOTHING };
  if (kontor_statement_get_int (statement, column) == 0)
    return;
  step->dated = !kontor_statement_is_null (statement, column + 1);
  step->due_on = kontor_statement_get_int (statement, column + 1);
  step->state = get_state (step->dated, step->due_on, today);
  step->kind = g_strdup (kind == NULL ? "todo" : kind);
}

/* With min(), SQLite takes the other columns from the row that has the minimum: no sort. */
#define SOONEST "count(*), min (due_on), kind FROM task"
#define IS_OPEN "done_at IS NULL AND deleted_at IS NULL"

gboolean
kontor_next_step_get (KontorStore *store,
                      const KontorId *deal,
                      KontorDate today,
                      KontorNextStep *step,
                      GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (store), "SELECT " SOONEST " WHERE deal = ?1 AND " IS_OPEN, error);
  gboolean row;

  *step = (KontorNextStep) { .state = KONTOR_NEXT_NOTHING };
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, deal);
  if (!kontor_statement_step (statement, &row, error))
    return FALSE;
  read_step (statement, 0, today, step);
  kontor_statement_reset (statement);
  return TRUE;
}

static void
free_step (gpointer data)
{
  kontor_next_step_clear (data);
  g_free (data);
}

GHashTable *
kontor_next_step_load (KontorStore *store, KontorDate today, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (store),
      "SELECT deal, " SOONEST " WHERE deal IS NOT NULL AND " IS_OPEN " GROUP BY deal", error);
  g_autoptr (GHashTable) steps
      = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, free_step);
  KontorId deal;
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      KontorNextStep *step;

      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&steps);
      if (!kontor_statement_get_id (statement, 0, &deal))
        continue;
      step = g_new (KontorNextStep, 1);
      read_step (statement, 1, today, step);
      g_hash_table_insert (steps, kontor_id_copy (&deal), step);
    }
}

static void
add_count (GArray *counts, const KontorId *stage, KontorNextState state, gint64 count)
{
  KontorNextCounts fresh = { .stage = *stage };
  KontorNextCounts *last
      = counts->len == 0 ? NULL : &g_array_index (counts, KontorNextCounts, counts->len - 1);

  if (last == NULL || !kontor_id_equal (&last->stage, stage))
    {
      g_array_append_val (counts, fresh);
      last = &g_array_index (counts, KontorNextCounts, counts->len - 1);
    }
  last->counts[state] += count;
}

/* The numbers in the statement are those of KontorNextState. */
static const char count_sql[]
    = "SELECT d.stage, CASE WHEN t.deal IS NULL THEN 0 WHEN t.due < ?1 THEN 1 WHEN t.due = ?1 THEN "
      "2 "
      "ELSE 3 END AS state, count(*) FROM deal AS d LEFT JOIN "
      "(SELECT deal, min (due_on) AS due FROM task WHERE deal IS NOT NULL AND done_at IS NULL "
      "AND deleted_at IS NULL GROUP BY deal) AS t ON t.deal = d.id "
      "WHERE d.deleted_at IS NULL GROUP BY d.stage, state ORDER BY d.stage";

GArray *
kontor_next_step_count (KontorStore *store, KontorDate today, GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), count_sql, error);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (KontorNextCounts));
  KontorId stage;
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, today);
  while (TRUE)
    {
      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&counts);
      if (kontor_statement_get_id (statement, 0, &stage))
        add_count (counts, &stage, kontor_statement_get_int (statement, 1),
                   kontor_statement_get_int (statement, 2));
    }
}
