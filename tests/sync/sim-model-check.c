/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is there beside what the model says must be there. */

#include "sim.h"

#include "model/kontor-wire.h"
#include "store/kontor-row.h"

static void
fail_row (Sim *self, const SimDevice *device, const SimRow *row, const char *what)
{
  g_autofree char *id = kontor_id_dup_text (&row->id);
  g_autofree char *fields = kontor_fields_dup_json (row->fields);

  sim_fail (self, "device %u: %s of %s %s, which must be %s", device->index, what,
            row->entity->name, id, fields);
}

static void
check_row (Sim *self, SimDevice *device, const SimRow *must)
{
  const char *extra = kontor_fields_get_extra (must->fields, "311");
  g_auto (KontorRow) row = { 0 };

  if (!kontor_row_load (kontor_store_get_database (device->store), must->entity, &must->id, &row,
                        NULL))
    fail_row (self, device, must, "no row");
  for (guint i = 0; i < kontor_entity_get_n_fields (must->entity); i++)
    if (!sim_same_value (must->fields, row.fields, i))
      fail_row (self, device, must, kontor_entity_get_field (must->entity, i)->name);
  if (g_strcmp0 (extra, kontor_fields_get_extra (row.fields, "311")) != 0)
    fail_row (self, device, must, "an unknown field");
}

static guint
count_rows (Sim *self, const KontorEntity *entity)
{
  GHashTableIter iter;
  gpointer value;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->model->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    count += ((const SimRow *) value)->entity == entity;
  return count;
}

static void
check_counts (Sim *self, SimDevice *device)
{
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const KontorEntity *entity = self->schema->entities[i];
      gboolean is_conflict = g_str_equal (entity->name, "conflict");
      guint must
          = is_conflict ? g_hash_table_size (self->model->losers) : count_rows (self, entity);
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\"", entity->name);
      gint64 there = kontor_database_get_int (kontor_store_get_database (device->store), sql, -1);

      if (there != must)
        sim_fail (self, "device %u has %" G_GINT64_FORMAT " of %s and not %u", device->index, there,
                  entity->name, must);
    }
}

static KontorStatement *
prepare_kept (Sim *self, SimDevice *device, const SimLoser *loser)
{
  const KontordActor *author
      = loser->device != 0 ? &g_array_index (self->owners, KontordActor, loser->device - 1) : NULL;
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (device->store),
      "SELECT value FROM conflict WHERE subject = ?1 AND subject_group = ?2 AND written_at = ?3 "
      "AND author IS ?4",
      NULL);
  g_autofree char *subject = kontor_id_dup_text (&loser->id);

  kontor_statement_bind_text (statement, 1, subject);
  kontor_statement_bind_int (statement, 2, loser->tag);
  kontor_statement_bind_int (statement, 3, (gint64) (loser->hlc >> 16));
  kontor_statement_bind_id (statement, 4, author != NULL ? &author->member : NULL);
  return statement;
}

static gboolean
is_value_of (const char *json, const SimLoser *loser)
{
  g_autoptr (KontorFields) fields = kontor_fields_parse_json (loser->entity, json, -1, NULL);

  for (guint i = 0; fields != NULL && i < kontor_entity_get_n_fields (loser->entity); i++)
    if (!sim_same_value (fields, loser->value, i))
      return FALSE;
  return fields != NULL;
}

/* Of one millisecond there may be several. */
static void
check_loser (Sim *self, SimDevice *device, const SimLoser *loser)
{
  KontorStatement *statement = prepare_kept (self, device, loser);
  g_autofree char *must = kontor_fields_dup_json (loser->value);
  gboolean is_kept = FALSE, row = TRUE;

  while (!is_kept && kontor_statement_step (statement, &row, NULL) && row)
    is_kept = is_value_of (kontor_statement_get_text (statement, 0), loser);
  kontor_statement_reset (statement);
  if (!is_kept)
    sim_fail (self, "device %u does not keep what lost: %s", device->index, must);
}

/* What became of each operation is what the journal says. */
static void
check_journal (Sim *self, SimDevice *device)
{
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (device->store),
                                 "SELECT n, state, code FROM journal_op WHERE state >= 2", NULL);
  const SimModelDevice *model = sim_model_get_device (self->model, device->number);
  gboolean row;

  while (kontor_statement_step (statement, &row, NULL) && row)
    {
      gint64 n = kontor_statement_get_int (statement, 0);
      const SimAnswer *must
          = n >= 1 && n <= (gint64) model->answers->len ? model->answers->pdata[n - 1] : NULL;

      if (must == NULL || kontor_statement_get_int (statement, 1) != (gint64) must->kind
          || (must->kind == KONTOR_VERDICT_REFUSED
              && g_strcmp0 (kontor_statement_get_text (statement, 2),
                            kontor_refusal_to_text (must->refusal))
                     != 0))
        sim_fail (self, "device %u takes operation %" G_GINT64_FORMAT " for %d %s", device->index,
                  n, (int) kontor_statement_get_int (statement, 1),
                  kontor_statement_get_text (statement, 2));
    }
}

void
sim_check_model (Sim *self, SimDevice *device)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->model->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    check_row (self, device, value);
  g_hash_table_iter_init (&iter, self->model->losers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    check_loser (self, device, value);
  check_counts (self, device);
  if (!device->restored && !device->renewed)
    check_journal (self, device);
}
