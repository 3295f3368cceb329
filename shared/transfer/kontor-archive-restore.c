/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-archive-private.h"

#include "model/kontor-wire.h"
#include "money/kontor-currency.h"
#include "store/kontor-restore.h"
#include "util/kontor-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <yyjson.h>

#define RECORDS "records.txt"
#define JOURNAL "journal.ndjson"
#define ALIASES "aliases.ndjson"
#define SETTINGS "settings.json"

typedef struct
{
  const KontorSchema *schema;
  KontorRestore *restore;
} Restoration;

/* Whatever is wrong with a value, it is the archive that is. */
static gboolean
blame (GError **error, const char *file, GError *own)
{
  gboolean is_value = g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_INVALID)
                      || g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_LIMIT);

  if (!is_value)
    {
      g_propagate_prefixed_error (error, own, "%s: ", file);
      return FALSE;
    }
  kontor_archive_fail (error, file, own->message);
  g_error_free (own);
  return FALSE;
}

/* "ENTITY ID {…}", a line of a dump. */
static gboolean
take_record (char *line, gsize length, gpointer user_data, GError **error)
{
  Restoration *self = user_data;
  char *id_text = strchr (line, ' '), *json = id_text == NULL ? NULL : strchr (id_text + 1, ' ');
  g_autoptr (KontorFields) fields = NULL;
  const KontorEntity *entity;
  GError *own = NULL;
  KontorId id;

  if (json == NULL)
    return kontor_archive_fail (error, RECORDS, "a line that is no record");
  *id_text++ = '\0';
  *json++ = '\0';
  entity = kontor_schema_find (self->schema, line);
  if (entity == NULL || (entity->flags & KONTOR_INTERNAL) != 0
      || !kontor_id_from_text (&id, id_text) || kontor_id_is_null (&id))
    return kontor_archive_fail (error, RECORDS, "a line that is no record");
  fields = kontor_fields_parse_json (entity, json, (gssize) (length - (gsize) (json - line)), &own);
  if (fields == NULL || !kontor_restore_add_record (self->restore, &id, fields, &own))
    return blame (error, RECORDS, own);
  return TRUE;
}

static const char *
get_text (yyjson_val *root, const char *key)
{
  return yyjson_get_str (yyjson_obj_get (root, key));
}

static gboolean
get_id (yyjson_val *root, const char *key, KontorId *id)
{
  const char *text = get_text (root, key);

  return text != NULL && kontor_id_from_text (id, text);
}

/* A whole number that is there, or 0; one that is none is below all that can be. */
static gint64
get_number (yyjson_val *root, const char *key)
{
  yyjson_val *value = yyjson_obj_get (root, key);

  if (value == NULL)
    return 0;
  return yyjson_is_int (value) && (yyjson_is_sint (value) || yyjson_get_uint (value) <= G_MAXINT64)
             ? yyjson_get_sint (value)
             : G_MININT64;
}

static gboolean
take_entry (Restoration *self, yyjson_val *root, GError **error)
{
  KontorJournalEntry entry = { 0 };
  gint64 origin = get_number (root, "origin"), device = get_number (root, "device");
  yyjson_val *args = yyjson_obj_get (root, "args");
  const char *entity = get_text (root, "entity");
  gboolean ok;

  entry.entry = get_number (root, "entry");
  entry.time = get_number (root, "time");
  entry.verb = (char *) get_text (root, "verb");
  entry.undoes = get_number (root, "undoes");
  entry.undone_by = get_number (root, "undone_by");
  entry.entity = entity == NULL ? NULL : kontor_schema_find (self->schema, entity);
  if (entry.verb == NULL || origin < 0 || origin > KONTOR_ORIGIN_REMOTE || device < 0
      || device > G_MAXUINT32 || (args != NULL && !yyjson_is_obj (args))
      || (yyjson_obj_get (root, "author") != NULL && !get_id (root, "author", &entry.author)))
    return kontor_archive_fail (error, JOURNAL, "a line that is no entry");
  entry.origin = (KontorOrigin) origin;
  entry.device = (guint32) device;
  if (args != NULL)
    entry.args = yyjson_val_write (args, 0, NULL);
  ok = kontor_restore_add_entry (self->restore, &entry, error);
  free (entry.args);
  return ok;
}

static gboolean
read_fields (const KontorEntity *entity,
             yyjson_val *root,
             const char *key,
             KontorFields **fields,
             GError **error)
{
  yyjson_val *json = yyjson_obj_get (root, key);

  if (json == NULL)
    return TRUE;
  *fields = kontor_fields_from_json (entity, json, error);
  return *fields != NULL;
}

static gboolean
take_change (Restoration *self, yyjson_val *root, GError **error)
{
  const char *kind = get_text (root, "kind"), *entity = get_text (root, "entity");
  g_autoptr (KontorFields) before = NULL, after = NULL;
  gint64 group = get_number (root, "group");
  KontorChange change = { .op = get_number (root, "op") };

  change.entity = entity == NULL ? NULL : kontor_schema_find (self->schema, entity);
  change.kind = g_strcmp0 (kind, "insert") == 0 ? KONTOR_CHANGE_INSERT : KONTOR_CHANGE_UPDATE;
  if (change.entity == NULL || !get_id (root, "id", &change.id) || group < 0 || group > G_MAXUINT
      || (change.kind == KONTOR_CHANGE_UPDATE && g_strcmp0 (kind, "update") != 0))
    return kontor_archive_fail (error, JOURNAL, "a line that is no change");
  change.group = (guint) group;
  change.refused = yyjson_get_bool (yyjson_obj_get (root, "refused"));
  if (!read_fields (change.entity, root, "before", &before, error)
      || !read_fields (change.entity, root, "after", &after, error))
    return FALSE;
  change.before = before;
  change.after = after;
  return kontor_restore_add_change (self->restore, &change, error);
}

static gboolean
take_journal (char *line, gsize length, gpointer user_data, GError **error)
{
  yyjson_doc *doc = yyjson_read (line, length, 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  GError *own = NULL;
  gboolean ok = FALSE;

  if (!yyjson_is_obj (root))
    kontor_archive_fail (&own, JOURNAL, "a line that is no entry");
  else if (yyjson_obj_get (root, "entry") != NULL)
    ok = take_entry (user_data, root, &own);
  else
    ok = take_change (user_data, root, &own);
  yyjson_doc_free (doc);
  return ok || blame (error, JOURNAL, own);
}

static gboolean
take_alias (char *line, gsize length, gpointer user_data, GError **error)
{
  Restoration *self = user_data;
  yyjson_doc *doc = yyjson_read (line, length, 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  KontorId old, id;
  gboolean ok = get_id (root, "old", &old) && get_id (root, "new", &id);

  yyjson_doc_free (doc);
  return ok ? kontor_restore_add_alias (self->restore, &old, &id, error)
            : kontor_archive_fail (error, ALIASES, "a line that is no pair of ids");
}

static gboolean
is_valid_setting (const char *key, const char *value)
{
  KontorId id;

  if (g_str_equal (key, "currency"))
    return kontor_currency_find (value) != NULL;
  return !g_str_equal (key, "me") || kontor_id_from_text (&id, value);
}

static gboolean
take_settings (Restoration *self, yyjson_val *root, GError **error)
{
  for (const char *const *key = kontor_archive_settings; *key != NULL; key++)
    {
      const char *value = get_text (root, *key);

      if (value != NULL && !is_valid_setting (*key, value))
        return kontor_archive_fail (error, SETTINGS, *key);
      if (!kontor_restore_set_setting (self->restore, *key, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_settings (KontorArchiveReader *reader, Restoration *self, GError **error)
{
  gsize length;
  g_autofree char *text = kontor_archive_reader_dup_file (reader, SETTINGS, &length, error);
  yyjson_doc *doc;
  gboolean ok;

  if (text == NULL)
    return FALSE;
  doc = yyjson_read (text, length, 0);
  ok = yyjson_is_obj (yyjson_doc_get_root (doc))
           ? take_settings (self, yyjson_doc_get_root (doc), error)
           : kontor_archive_fail (error, SETTINGS, "not an object");
  yyjson_doc_free (doc);
  return ok;
}

static gboolean
read_all (KontorArchiveReader *reader, Restoration *self, GError **error)
{
  return read_settings (reader, self, error)
         && kontor_archive_reader_read_lines (reader, RECORDS, TRUE, take_record, self, error)
         && kontor_archive_reader_read_lines (reader, JOURNAL, TRUE, take_journal, self, error)
         && kontor_archive_reader_read_lines (reader, ALIASES, FALSE, take_alias, self, error);
}

gboolean
kontor_archive_reader_restore (KontorArchiveReader *self, KontorStore *store, GError **error)
{
  g_autoptr (KontorRestore) restore = NULL;
  Restoration restoration = { .schema = kontor_archive_reader_get_schema (self) };

  if (!kontor_archive_reader_verify (self, error))
    return FALSE;
  restoration.restore = restore = kontor_restore_begin (store, error);
  return restore != NULL && read_all (self, &restoration, error)
         && kontor_restore_commit (g_steal_pointer (&restore), error);
}

/* A name beside @path that nobody has. The file is made, empty, for its owner alone. */
static char *
make_beside (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".XXXXXX", NULL);
  int file = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);

  if (file < 0)
    {
      g_set_error (error, KONTOR_ERROR,
                   errno == ENOSPC ? KONTOR_ERROR_FULL : KONTOR_ERROR_READ_ONLY, "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }
  close (file);
  return g_steal_pointer (&name);
}

/* What SQLite left beside a file that was closed in the middle of something. */
static void
remove_file (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal", "-bulk" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

static gboolean
fill_file (KontorArchiveReader *self, const char *path, KontorClock *clock, GError **error)
{
  g_autoptr (KontorStore) store = kontor_store_open (path, kontor_archive_reader_get_schema (self),
                                                     clock, KONTOR_STORE_CREATE, error);

  return store != NULL && kontor_archive_reader_restore (self, store, error);
}

/* Not over what somebody else has made there since, where the disk knows how. */
static gboolean
rename_to (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  return (errno == EINVAL || errno == ENOSYS) && g_rename (from, to) == 0;
}

static gboolean
move (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  int descriptor;

  if (!rename_to (from, to))
    {
      g_set_error (error, KONTOR_ERROR, errno == EEXIST ? KONTOR_ERROR_CONFLICT : KONTOR_ERROR_IO,
                   "%s: %s", to, g_strerror (errno));
      return FALSE;
    }
  /* The name is on the disk as well: where a folder can't be asked for that, it is when it will. */
  descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (descriptor >= 0)
    {
      fsync (descriptor);
      close (descriptor);
    }
  return TRUE;
}

gboolean
kontor_archive_reader_restore_to (KontorArchiveReader *self,
                                  const char *path,
                                  KontorClock *clock,
                                  GError **error)
{
  g_autofree char *beside = NULL;
  gboolean ok;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, "%s is there already", path);
      return FALSE;
    }
  beside = make_beside (path, error);
  if (beside == NULL)
    return FALSE;
  ok = fill_file (self, beside, clock, error) && move (beside, path, error);
  if (!ok)
    remove_file (beside);
  return ok;
}
