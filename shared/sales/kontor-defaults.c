/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-defaults.h"

#include "model/entities/kontor-entities.h"
#include "model/kontor-rank.h"
#include "util/kontor-error.h"

static gboolean
is_absent (const KontorFields *fields, const char *name)
{
  return kontor_fields_get_named (fields, name) == NULL;
}

/* Reads the first row's id; FALSE without an error where there is none. */
static gboolean
read_id (KontorStatement *statement, KontorId *id, GError **error)
{
  gboolean row, found;

  if (statement == NULL || !kontor_statement_step (statement, &row, error) || !row)
    return FALSE;
  found = kontor_statement_get_id (statement, 0, id);
  kontor_statement_reset (statement);
  return found;
}

static gboolean
find_first_stage (KontorStore *store, KontorId *stage, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (store),
      "SELECT s.id FROM stage AS s JOIN pipeline AS p ON p.id = s.pipeline "
      "WHERE s.kind = 'open' AND s.deleted_at IS NULL AND p.deleted_at IS NULL "
      "ORDER BY p.position, p.id, s.position, s.id LIMIT 1",
      error);

  return read_id (statement, stage, error);
}

/* Whether a deal in @stage is over. A stage that is not there is an error of the check to come. */
static gboolean
is_closed (KontorStore *store, const KontorId *stage)
{
  g_autoptr (KontorRecord) record = kontor_store_get (store, &kontor_entity_stage, stage, NULL);
  const char *kind = record != NULL ? kontor_record_get_text (record, "kind") : NULL;

  return kind != NULL && !g_str_equal (kind, "open");
}

/* A rank after all of the stage's deals. */
static gboolean
put_last (KontorStore *store, const KontorId *stage, KontorFields *fields, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (store),
      "SELECT max(rank) FROM deal WHERE stage = ?1 AND deleted_at IS NULL", error);
  gboolean row;
  char *rank;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, stage);
  if (!kontor_statement_step (statement, &row, error))
    return FALSE;
  rank = kontor_rank_between (kontor_statement_get_text (statement, 0), NULL,
                              kontor_store_get_clock (store));
  kontor_statement_reset (statement);
  kontor_fields_take_named (fields, "rank", kontor_value_take_text (KONTOR_RANK, rank));
  return TRUE;
}

static void
give_to_me (KontorStore *store, KontorFields *fields, const char *name)
{
  KontorId me;

  if (!is_absent (fields, name))
    return;
  kontor_store_get_me (store, &me);
  if (!kontor_id_is_null (&me))
    kontor_fields_set_ref (fields, name, &me);
}

static gboolean
complete_deal (KontorStore *store, KontorFields *fields, KontorDate today, GError **error)
{
  g_autoptr (GError) local = NULL;
  KontorId stage;

  give_to_me (store, fields, "owner");
  if (is_absent (fields, "opened_on"))
    kontor_fields_set_integer (fields, "opened_on", today);
  if (is_absent (fields, "stage"))
    {
      if (find_first_stage (store, &stage, &local))
        kontor_fields_set_ref (fields, "stage", &stage);
      else if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  if (!kontor_fields_get_ref (fields, "stage", &stage))
    return TRUE;
  if (is_absent (fields, "closed_on") && is_closed (store, &stage))
    kontor_fields_set_integer (fields, "closed_on", today);
  return !is_absent (fields, "rank") || put_last (store, &stage, fields, error);
}

static void
complete_activity (KontorStore *store, KontorFields *fields)
{
  give_to_me (store, fields, "author");
  if (is_absent (fields, "kind"))
    kontor_fields_set_text (fields, "kind", "note");
  if (is_absent (fields, "at"))
    kontor_fields_set_integer (fields, "at", kontor_clock_now (kontor_store_get_clock (store)));
}

gboolean
kontor_defaults_fill (KontorStore *store, KontorFields *fields, KontorDate today, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  if (entity == &kontor_entity_deal)
    return complete_deal (store, fields, today, error);
  if (entity == &kontor_entity_activity)
    complete_activity (store, fields);
  else if (entity == &kontor_entity_task)
    give_to_me (store, fields, "owner");
  return TRUE;
}
