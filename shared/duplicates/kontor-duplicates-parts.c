/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-private.h"

#include "match/kontor-match-text.h"
#include "store/kontor-row.h"

#include <string.h>

GArray *
kontor_duplicates_list_referring (KontorStore *store,
                                  const KontorEntity *entity,
                                  guint field,
                                  const KontorId *id,
                                  GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\" = ?1 AND deleted_at IS NULL "
                         "ORDER BY rowid",
                         entity->name, entity->fields[field].name);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  KontorId found;
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  while (TRUE)
    {
      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      if (kontor_statement_get_id (statement, 0, &found))
        g_array_append_val (ids, found);
    }
}

static gboolean
is_same_email (const char *a, const char *b)
{
  KontorMatchEmail of_a = { 0 }, of_b = { 0 };
  gboolean same = kontor_match_read_email (a, &of_a) && kontor_match_read_email (b, &of_b)
                  && g_str_equal (of_a.address, of_b.address);

  kontor_match_email_clear (&of_a);
  kontor_match_email_clear (&of_b);
  return same;
}

/* However it is written; where one does not say its country, by its digits. */
static gboolean
is_same_phone (const char *a, const char *b)
{
  KontorMatchPhone of_a = { 0 }, of_b = { 0 };
  gboolean same = kontor_match_read_phone (a, &of_a) && kontor_match_read_phone (b, &of_b)
                  && g_str_equal (of_a.national, of_b.national)
                  && (*of_a.country == '\0' || *of_b.country == '\0'
                      || g_str_equal (of_a.country, of_b.country));

  kontor_match_phone_clear (&of_a);
  kontor_match_phone_clear (&of_b);
  return same;
}

static gboolean
is_same_value (const KontorField *field, const KontorValue *a, const KontorValue *b)
{
  if (kontor_value_is_none (a) || kontor_value_is_none (b))
    return kontor_value_is_none (a) && kontor_value_is_none (b);
  if (field->type == KONTOR_EMAIL && is_same_email (a->text, b->text))
    return TRUE;
  if (field->type == KONTOR_PHONE && is_same_phone (a->text, b->text))
    return TRUE;
  return kontor_value_equal (a, b);
}

/* What it is called and where it stands in a list say nothing of what it is. */
static gboolean
is_told (const KontorField *field)
{
  return (field->flags & KONTOR_HIDDEN) == 0 && field->sample != KONTOR_SAMPLE_LABEL;
}

gboolean
kontor_duplicates_is_same_part (const KontorFields *a, const KontorFields *b, guint parent)
{
  const KontorEntity *entity = kontor_fields_get_entity (a);

  for (guint i = 0; i < entity->n_fields; i++)
    if (i != parent && is_told (&entity->fields[i])
        && !is_same_value (&entity->fields[i], kontor_fields_get (a, i), kontor_fields_get (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
kontor_duplicates_count_merges (KontorAct *act,
                                const KontorEntity *entity,
                                const KontorId *id,
                                int difference,
                                GError **error)
{
  KontorDatabase *database = kontor_store_get_database (kontor_act_get_store (act));
  g_autoptr (KontorFields) changes = kontor_fields_new (entity);
  g_auto (KontorRow) row = { 0 };
  gint64 merges;

  if (!kontor_row_load (database, entity, id, &row, error))
    return FALSE;
  merges = kontor_fields_get_integer (row.fields, KONTOR_MERGES, 0) + difference;
  if (merges > 0)
    kontor_fields_set_integer (changes, KONTOR_MERGES, merges);
  else
    kontor_fields_take_named (changes, KONTOR_MERGES, KONTOR_VALUE_NONE);
  return kontor_act_update (act, id, changes, error);
}
