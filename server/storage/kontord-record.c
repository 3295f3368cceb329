/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-record.h"

#include "storage/kontord-sql.h"

void
kontord_record_clear (KontordRecord *self)
{
  kontor_row_clear (&self->row);
  g_clear_pointer (&self->stamps, kontor_stamps_free);
  self->state = KONTOR_ROW_ABSENT;
}

/* --- reading --- */

static gboolean
load_last (KontordRecord *self, KontorDatabase *database, GError **error)
{
  KontorStatement *row;

  if (!kontord_sql_first (database, &row, error, "SELECT hlc, device FROM change WHERE seq = ?1",
                          KONTORD_INT (self->row.version)))
    return FALSE;
  if (row == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT,
                   "Change %" G_GINT64_FORMAT " is missing", self->row.version);
      return FALSE;
    }
  self->last = (KontorStamp) {
    .version = self->row.version,
    .hlc = kontor_statement_get_int (row, 0),
    .device = kontor_statement_get_int (row, 1),
  };
  kontor_statement_reset (row);
  return TRUE;
}

/* Whether @statement, whose one parameter is an id, finds something. */
static gboolean
finds (KontorStatement *statement, const KontorId *id, gboolean *found, GError **error)
{
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  if (!kontor_statement_step (statement, found, error))
    return FALSE;
  kontor_statement_reset (statement);
  return TRUE;
}

static char *
dup_tombstone_sql (gconstpointer subject, guint64 key)
{
  return g_strdup ("SELECT 1 FROM tombstone WHERE id = ?1");
}

gboolean
kontord_record_expect_new (KontordRecord *self,
                           KontorDatabase *database,
                           const KontorId *id,
                           GError **error)
{
  gboolean purged;

  *self = (KontordRecord) { 0 };
  if (!finds (kontor_database_prepare_for (database, dup_tombstone_sql, NULL, 0, error), id,
              &purged, error))
    return FALSE;
  self->state = purged ? KONTOR_ROW_PURGED : KONTOR_ROW_ABSENT;
  return TRUE;
}

gboolean
kontord_record_load (KontordRecord *self,
                     KontorDatabase *database,
                     const KontorEntity *entity,
                     const KontorId *id,
                     GError **error)
{
  GError *own = NULL;

  *self = (KontordRecord) { .state = KONTOR_ROW_PRESENT };
  if (kontor_row_load (database, entity, id, &self->row, &own))
    return load_last (self, database, error)
           && kontor_stamps_unpack (self->row.stamps, &self->stamps, error);
  if (!g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  g_error_free (own);
  return kontord_record_expect_new (self, database, id, error);
}

gboolean
kontord_record_load_changed (KontordRecord *self,
                             KontorDatabase *database,
                             const KontorEntity *entity,
                             gint64 record,
                             const KontorStamp *last,
                             GError **error)
{
  *self = (KontordRecord) { .state = KONTOR_ROW_PRESENT, .last = *last };
  return kontor_row_load_at (database, entity, record, &self->row, error)
         && kontor_stamps_unpack (self->row.stamps, &self->stamps, error);
}

static char *
dup_exists_sql (gconstpointer entity, guint64 key)
{
  return g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id = ?1",
                          ((const KontorEntity *) entity)->name);
}

gboolean
kontord_record_exists (KontorDatabase *database,
                       const KontorEntity *entity,
                       const KontorId *id,
                       gboolean *exists,
                       GError **error)
{
  return finds (kontor_database_prepare_for (database, dup_exists_sql, entity, 0, error), id,
                exists, error);
}

/* --- writing --- */

gboolean
kontord_record_insert (KontordTenantFile *file,
                       KontorDatabase *database,
                       KontordNewChanges *changes,
                       KontorRow *row,
                       const char *sort_key,
                       const KontorStamp *stamp,
                       gboolean *is_new,
                       GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);

  row->version = stamp->version;
  if (!kontor_row_insert_new (database, row, sort_key, is_new, error))
    return FALSE;
  return !*is_new
         || kontord_new_changes_add (changes, database,
                                     kontord_tenant_file_get_number (file, entity), row->rowid,
                                     stamp, error);
}

/* FALSE where @changes has none. */
static gboolean
take_extras (KontorFields *fields, const KontorFields *changes)
{
  g_autofree const char **keys = kontor_fields_list_extra (changes);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const char *json = kontor_fields_get_extra (changes, keys[i]);

      kontor_fields_set_extra (fields, keys[i], g_str_equal (json, "null") ? NULL : json);
    }
  return keys != NULL;
}

static gboolean
write_changes (KontordRecord *self,
               KontorDatabase *database,
               const KontorFields *changes,
               GError **error)
{
  guint64 mask = kontor_fields_get_mask (changes);
  gboolean extras = take_extras (self->row.fields, changes);

  for (guint64 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint index = __builtin_ctzll (rest);

      kontor_fields_set (self->row.fields, index, kontor_fields_get (changes, index));
    }
  return (mask == 0 && !extras) || kontor_row_update (database, &self->row, mask, extras, error);
}

gboolean
kontord_record_update (KontordRecord *self,
                       KontorDatabase *database,
                       const KontorFields *changes,
                       const KontorStamps *stamps,
                       const KontorStamp *stamp,
                       GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (self->row.fields);
  gint64 before = self->row.version;

  g_clear_pointer (&self->row.stamps, g_bytes_unref);
  g_clear_pointer (&self->stamps, kontor_stamps_free);
  self->stamps = kontor_stamps_copy (stamps);
  self->row.stamps = stamps != NULL ? kontor_stamps_pack (stamps) : NULL;
  self->row.version = stamp->version;
  self->last = *stamp;
  return write_changes (self, database, changes, error)
         && kontor_row_set_stamps (database, entity, self->row.rowid, stamp->version,
                                   self->row.stamps, error)
         && kontord_sql_run (database, error,
                             "UPDATE change SET seq = ?2, hlc = ?3, device = ?4 WHERE seq = ?1",
                             KONTORD_INT (before), KONTORD_INT (stamp->version),
                             KONTORD_INT (stamp->hlc), KONTORD_INT (stamp->device));
}

KontorImage *
kontord_record_dup_image (const KontordRecord *self)
{
  const KontorEntity *entity = kontor_fields_get_entity (self->row.fields);
  KontorImage *image = kontor_image_new (entity, &self->row.id);

  image->version = self->row.version;
  image->hlc = self->last.hlc;
  image->device = self->last.device;
  image->stamps = kontor_stamps_copy (self->stamps);
  image->fields = kontor_fields_copy (self->row.fields);
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorValue *value = kontor_fields_get (image->fields, i);

      if (value != NULL && kontor_value_is_none (value))
        kontor_fields_remove (image->fields, i);
    }
  return image;
}
