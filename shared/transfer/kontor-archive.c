/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-archive.h"

#include "exchange/kontor-tar.h"
#include "transfer/kontor-archive-private.h"
#include "transfer/kontor-exporter.h"
#include "util/kontor-error.h"

#include <stdio.h>
#include <string.h>
#include <yyjson.h>

#define PIECE (64 * 1024)

const char *const kontor_archive_settings[] = { "name", "currency", "me", NULL };

typedef struct
{
  KontorStore *store;
  KontorSink sink;
  gpointer sink_data;
  gint64 now; /* seconds */
  yyjson_mut_doc *manifest;
  yyjson_mut_val *files;
  /* The file being written: its size comes before it, so it is put down somewhere first. */
  FILE *spool;
  GChecksum *checksum;
  guint64 size;
} Archive;

typedef gboolean (*FillFunc) (Archive *self, gconstpointer data, GError **error);

static gboolean
fail_spool (GError **error)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_FULL, "no room for temporary files");
  return FALSE;
}

/* A KontorSink. */
static gboolean
spool (const char *text, gsize length, gpointer user_data, GError **error)
{
  Archive *self = user_data;

  if (fwrite (text, 1, length, self->spool) != length)
    return fail_spool (error);
  g_checksum_update (self->checksum, (const guchar *) text, length);
  self->size += length;
  return TRUE;
}

static gboolean
copy_spool (Archive *self, GError **error)
{
  g_autofree char *piece = g_malloc (PIECE);
  guint64 left = self->size;

  if (fflush (self->spool) != 0 || fseek (self->spool, 0, SEEK_SET) != 0)
    return fail_spool (error);
  while (left > 0)
    {
      gsize length = fread (piece, 1, MIN (left, PIECE), self->spool);

      if (length == 0)
        return fail_spool (error);
      if (!self->sink (piece, length, self->sink_data, error))
        return FALSE;
      left -= length;
    }
  return TRUE;
}

static gboolean
put_file (Archive *self, const char *name, GError **error)
{
  char block[KONTOR_TAR_BLOCK];
  static const char zeros[KONTOR_TAR_BLOCK];

  return kontor_tar_make_header (name, self->size, self->now, block, error)
         && self->sink (block, sizeof block, self->sink_data, error) && copy_spool (self, error)
         && self->sink (zeros, kontor_tar_get_padding (self->size), self->sink_data, error);
}

static void
list_file (Archive *self, const char *name)
{
  yyjson_mut_val *file = yyjson_mut_arr_add_obj (self->manifest, self->files);

  yyjson_mut_obj_add_strcpy (self->manifest, file, "name", name);
  yyjson_mut_obj_add_uint (self->manifest, file, "size", self->size);
  yyjson_mut_obj_add_strcpy (self->manifest, file, "sha256",
                             g_checksum_get_string (self->checksum));
}

static gboolean
write_file (Archive *self, const char *name, FillFunc fill, gconstpointer data, GError **error)
{
  gboolean ok;

  self->spool = tmpfile ();
  if (self->spool == NULL)
    return fail_spool (error);
  self->size = 0;
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  ok = fill (self, data, error) && put_file (self, name, error);
  if (ok)
    list_file (self, name);
  g_clear_pointer (&self->checksum, g_checksum_free);
  fclose (self->spool);
  return ok;
}

static gboolean
fill_records (Archive *self, gconstpointer data, GError **error)
{
  return kontor_store_dump (self->store, spool, self, error);
}

static gboolean
fill_list (Archive *self, gconstpointer data, GError **error)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_store_get_schema (self->store), data);
  KontorExportOptions options = { 0 };

  return kontor_export_csv (self->store, query, &options, spool, self, error);
}

static gboolean
fill_cards (Archive *self, gconstpointer data, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);
  g_autoptr (KontorQuery) query = kontor_query_new (schema, kontor_schema_find (schema, "contact"));
  KontorExportOptions options = { .vcard = KONTOR_VCARD_4_0 };

  return kontor_export_vcards (self->store, query, &options, spool, self, error);
}

static gboolean
fill_journal (Archive *self, gconstpointer data, GError **error)
{
  return kontor_archive_write_journal (self->store, spool, self, error);
}

static gboolean
spool_alias (const KontorId *old, const KontorId *id, gpointer user_data, GError **error)
{
  char from[KONTOR_ID_TEXT_SIZE], to[KONTOR_ID_TEXT_SIZE];
  g_autofree char *line
      = g_strdup_printf ("{\"old\":\"%s\",\"new\":\"%s\"}\n", kontor_id_to_text (old, from),
                         kontor_id_to_text (id, to));

  return spool (line, strlen (line), user_data, error);
}

static gboolean
fill_aliases (Archive *self, gconstpointer data, GError **error)
{
  return kontor_store_read_each_alias (self->store, spool_alias, self, error);
}

static gboolean
spool_json (Archive *self, yyjson_mut_doc *doc, GError **error)
{
  gsize length;
  char *text = yyjson_mut_write (doc, YYJSON_WRITE_PRETTY | YYJSON_WRITE_NEWLINE_AT_END, &length);
  gboolean ok = spool (text, length, self, error);

  free (text);
  return ok;
}

static gboolean
fill_settings (Archive *self, gconstpointer data, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  gboolean ok;

  yyjson_mut_doc_set_root (doc, root);
  for (const char *const *key = kontor_archive_settings; *key != NULL; key++)
    {
      g_autofree char *value = kontor_store_dup_setting (self->store, *key);

      if (value != NULL)
        yyjson_mut_obj_add_strcpy (doc, root, *key, value);
    }
  ok = spool_json (self, doc, error);
  yyjson_mut_doc_free (doc);
  return ok;
}

static gboolean
fill_manifest (Archive *self, gconstpointer data, GError **error)
{
  return spool_json (self, self->manifest, error);
}

static gboolean
write_lists (Archive *self, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *entity = schema->entities[i];
      g_autofree char *name = g_strconcat (entity->name, ".csv", NULL);

      if ((entity->flags & KONTOR_INTERNAL) == 0 && kontor_store_count (self->store, entity) > 0
          && !write_file (self, name, fill_list, entity, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (Archive *self, GError **error)
{
  static const char end[2 * KONTOR_TAR_BLOCK];

  return write_file (self, "records.txt", fill_records, NULL, error) && write_lists (self, error)
         && write_file (self, "contacts.vcf", fill_cards, NULL, error)
         && write_file (self, "journal.ndjson", fill_journal, NULL, error)
         && write_file (self, "aliases.ndjson", fill_aliases, NULL, error)
         && write_file (self, "settings.json", fill_settings, NULL, error)
         && write_file (self, "manifest.json", fill_manifest, NULL, error)
         && self->sink (end, sizeof end, self->sink_data, error);
}

static void
begin_manifest (Archive *self)
{
  yyjson_mut_val *root;

  self->manifest = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (self->manifest);
  yyjson_mut_doc_set_root (self->manifest, root);
  yyjson_mut_obj_add_str (self->manifest, root, "format", "kontor-archive");
  yyjson_mut_obj_add_uint (self->manifest, root, "version", KONTOR_ARCHIVE_VERSION);
  yyjson_mut_obj_add_uint (self->manifest, root, "schema",
                           kontor_store_get_schema (self->store)->version);
  yyjson_mut_obj_add_int (self->manifest, root, "time", self->now);
  self->files = yyjson_mut_obj_add_arr (self->manifest, root, "files");
}

gboolean
kontor_archive_write (KontorStore *store, KontorSink sink, gpointer sink_data, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (store);
  Archive self = { .store = store, .sink = sink, .sink_data = sink_data };
  gboolean ok;

  self.now = kontor_clock_now (kontor_store_get_clock (store)) / 1000;
  if (!kontor_database_begin_read (database, error))
    return FALSE;
  if (kontor_store_has_open_entry (store))
    {
      kontor_database_rollback (database);
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_BUSY, "an import is not at its end");
      return FALSE;
    }
  begin_manifest (&self);
  ok = write_all (&self, error);
  kontor_database_rollback (database);
  yyjson_mut_doc_free (self.manifest);
  return ok;
}
