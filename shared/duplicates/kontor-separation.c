/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-private.h"

#include "util/kontor-error.h"

/* The two references of a separation that point to @entity. */
static gboolean
find_ends (KontorStore *store,
           const KontorEntity *entity,
           const KontorEntity **separation,
           guint ends[2],
           GError **error)
{
  guint n = 0;

  *separation = kontor_schema_find (kontor_store_get_schema (store), "separation");
  for (guint i = 0; *separation != NULL && i < (*separation)->n_fields && n < 2; i++)
    if (g_str_equal ((*separation)->fields[i].target, entity->name))
      ends[n++] = i;
  if (n < 2)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s is not kept separate",
                 entity->name);
  return n == 2;
}

gboolean
kontor_duplicates_separate (KontorAct *act,
                            const KontorEntity *entity,
                            const KontorId *a,
                            const KontorId *b,
                            GError **error)
{
  const KontorEntity *separation;
  g_autoptr (KontorFields) fields = NULL;
  gboolean swap = kontor_id_compare (a, b) > 0;
  guint ends[2];

  if (!find_ends (kontor_act_get_store (act), entity, &separation, ends, error))
    return FALSE;
  fields = kontor_fields_new (separation);
  kontor_fields_take (fields, ends[0], kontor_value_ref (swap ? b : a));
  kontor_fields_take (fields, ends[1], kontor_value_ref (swap ? a : b));
  return kontor_act_insert (act, NULL, fields, NULL, error);
}

static gboolean
append_ends (KontorStore *store,
             const KontorEntity *separation,
             guint near,
             guint far,
             const KontorId *id,
             GArray *ids,
             GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT \"%s\" FROM separation WHERE \"%s\" = ?1 AND deleted_at IS NULL",
                         separation->fields[far].name, separation->fields[near].name);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), sql, error);
  KontorId found;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  while (TRUE)
    {
      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (kontor_statement_get_id (statement, 0, &found))
        g_array_append_val (ids, found);
    }
}

GArray *
kontor_duplicates_list_separate (KontorStore *store,
                                 const KontorEntity *entity,
                                 const KontorId *id,
                                 GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  const KontorEntity *separation;
  guint ends[2];

  if (!find_ends (store, entity, &separation, ends, error)
      || !append_ends (store, separation, ends[0], ends[1], id, ids, error)
      || !append_ends (store, separation, ends[1], ends[0], id, ids, error))
    return NULL;
  return g_steal_pointer (&ids);
}

static gboolean
separate_all (KontorAct *act, const KontorEntity *entity, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    for (guint j = i + 1; j < ids->len; j++)
      {
        const KontorId *a = &g_array_index (ids, KontorId, i);
        const KontorId *b = &g_array_index (ids, KontorId, j);

        if (kontor_id_equal (a, b))
          {
            g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                                 "a record can't be kept separate from itself");
            return FALSE;
          }
        if (!kontor_duplicates_separate (act, entity, a, b, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
kontor_duplicates_keep_separate (KontorStore *store,
                                 const KontorEntity *entity,
                                 GArray *ids,
                                 gint64 *entry,
                                 GError **error)
{
  KontorActInfo info = { "keep-separate", entity, KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorRecord) first = NULL;
  g_autofree char *args = NULL;
  KontorAct *act;

  g_return_val_if_fail (ids->len > 0, FALSE);
  for (guint i = ids->len; i > 0; i--)
    {
      g_clear_object (&first);
      first = kontor_store_get (store, entity, &g_array_index (ids, KontorId, i - 1), error);
      if (first == NULL)
        return FALSE;
    }
  info.args = args = kontor_duplicates_make_args (kontor_record_get_title (first), 1);
  act = kontor_act_begin (store, &info, error);
  if (act == NULL)
    return FALSE;
  if (separate_all (act, entity, ids, error))
    return kontor_act_commit (act, entry, error);
  kontor_act_cancel (act);
  return FALSE;
}
