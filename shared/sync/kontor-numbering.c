/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-numbering.h"

#include "store/kontor-journal.h"
#include "store/kontor-row.h"
#include "sync/kontor-stamps.h"

/* So many at a time are held in memory. */
#define CHUNK 2000

/* The versions of a row's groups. */
typedef struct
{
  gint64 version;
  KontorStamps *stamps; /* NULL where every group is at @version */
} Versions;

static gint64
get_version (const Versions *versions, guint32 tag)
{
  return versions->stamps != NULL ? kontor_stamps_get (versions->stamps, tag)->version
                                  : versions->version;
}

static void
append_base (GString *json, const Versions *versions, guint32 tag)
{
  g_string_append_printf (json, "%s\"%u\":%" G_GINT64_FORMAT, json->len > 1 ? "," : "{", tag,
                          get_version (versions, tag));
}

/* The groups that @after changes. */
static void
append_bases (GString *json, const Versions *versions, const KontorFields *after)
{
  const KontorEntity *entity = kontor_fields_get_entity (after);
  g_autofree const char **keys = kontor_fields_list_extra (after);
  guint64 rest = kontor_fields_get_mask (after);

  while (rest != 0)
    {
      guint index = (guint) __builtin_ctzll (rest);

      append_base (json, versions, kontor_stamp_tag_for_field (entity, index));
      rest &= ~kontor_entity_get_group_mask (entity, kontor_entity_get_group (entity, index));
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    append_base (json, versions, kontor_stamp_tag_for_extra (keys[i]));
}

/* Whether the record was in the trash when @op was done on it, which its author then knew. */
static gboolean
find_trashed (KontorStore *store, const KontorOutboxOp *op, gboolean *trashed, GError **error)
{
  guint index = (guint) kontor_entity_get_deleted_at (op->entity);
  g_autoptr (KontorFields) then
      = kontor_journal_get_fields_after (store, op->entity, &op->id, op->op, error);
  const KontorValue *life;

  if (then == NULL)
    return FALSE;
  life = kontor_fields_get (then, index);
  *trashed = life != NULL && !kontor_value_is_none (life);
  return TRUE;
}

/* What the author of an update saw, as JSON. NULL without an error where there is nothing to say:
 * the server has not got the row yet. */
static char *
make_base (KontorStore *store, const KontorOutboxOp *op, GError **error)
{
  g_auto (KontorRow) row = { 0 };
  g_autoptr (KontorStamps) stamps = NULL;
  g_autoptr (KontorFields) before = NULL, after = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  Versions versions;
  gboolean trashed;

  if (!kontor_row_load (kontor_store_get_database (store), op->entity, &op->id, &row, error)
      || row.version == 0)
    return NULL;
  if (!kontor_stamps_unpack (row.stamps, &stamps, error)
      || !kontor_outbox_read (store, op, &before, &after, error)
      || !find_trashed (store, op, &trashed, error))
    return NULL;
  versions = (Versions) { row.version, stamps };
  append_bases (json, &versions, after);
  if (trashed
      && kontor_fields_get (after, (guint) kontor_entity_get_deleted_at (op->entity)) == NULL)
    append_base (json, &versions, KONTOR_TAG_DELETED_AT);
  if (json->len > 0)
    g_string_append_c (json, '}');
  return g_string_free_and_steal (g_steal_pointer (&json));
}

/* FALSE on an error. A row that is gone (its creation was refused) has no versions. */
static gboolean
find_base (KontorStore *store, const KontorOutboxOp *op, char **base, GError **error)
{
  GError *own = NULL;

  *base = NULL;
  if (op->kind != KONTOR_CHANGE_UPDATE || op->base != NULL || op->entity == NULL)
    return TRUE;
  *base = make_base (store, op, &own);
  if (g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    g_clear_error (&own);
  if (own == NULL)
    return TRUE;
  g_propagate_error (error, own);
  return FALSE;
}

static gboolean
number (KontorStore *store, KontorSyncState *state, const KontorOutboxOp *op, GError **error)
{
  g_autofree char *base = NULL;
  KontorHlc hlc;

  if (!find_base (store, op, &base, error))
    return FALSE;
  hlc = kontor_hlc_send (state->hlc, op->time + state->offset);
  if (!kontor_outbox_number (store, op->op, state->next_n, hlc, base, error))
    return FALSE;
  state->next_n++;
  state->hlc = hlc;
  return TRUE;
}

gboolean
kontor_numbering_run (KontorStore *store, KontorSyncState *state, GError **error)
{
  guint found = CHUNK;

  while (found == CHUNK)
    {
      g_autoptr (GArray) ops = kontor_outbox_list_new (store, CHUNK, error);

      if (ops == NULL)
        return FALSE;
      for (guint i = 0; i < ops->len; i++)
        if (!number (store, state, &g_array_index (ops, KontorOutboxOp, i), error))
          return FALSE;
      found = ops->len;
    }
  return TRUE;
}

gboolean
kontor_numbering_freeze (KontorStore *store, const KontorOutboxOp *op, GError **error)
{
  g_autofree char *base = NULL;

  if (!find_base (store, op, &base, error))
    return FALSE;
  return base == NULL || kontor_outbox_set_base (store, op->op, base, error);
}
