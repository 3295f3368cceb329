/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-tenant-file.h"

#include "storage/kontord-sql.h"
#include "store/kontor-ddl.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define FILE_VERSION 2
#define KEY_SIZE 32
/* Readers that are kept open when nobody reads. */
#define MAX_IDLE_READERS 2

/* Hundreds of tenants may be open at once: small caches, and a log that is large enough for a bulk
 * load, since checkpoints in its middle cost most. It is emptied in quiet moments. */
#define WRITER_SETTINGS                                                                            \
  "PRAGMA wal_autocheckpoint = 20000; PRAGMA journal_size_limit = 16777216;"                       \
  "PRAGMA cache_size = -4000"
#define READER_SETTINGS "PRAGMA cache_size = -2000"

static const char server_tables[]
    = "CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value ANY NOT NULL)"
      " STRICT, WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS entity (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"
      " STRICT;"
      "CREATE TABLE IF NOT EXISTS change (seq INTEGER PRIMARY KEY, entity INTEGER NOT NULL,"
      " record INTEGER NOT NULL, hlc INTEGER NOT NULL, device INTEGER NOT NULL) STRICT;"
      "CREATE TABLE IF NOT EXISTS tombstone (id BLOB PRIMARY KEY, entity INTEGER NOT NULL,"
      " seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS device (device INTEGER PRIMARY KEY, member BLOB NOT NULL,"
      " last_n INTEGER NOT NULL) STRICT;"
      "CREATE TABLE IF NOT EXISTS answer (device INTEGER NOT NULL, first_n INTEGER NOT NULL,"
      " last_n INTEGER NOT NULL, verdicts BLOB NOT NULL, PRIMARY KEY (device, last_n))"
      " STRICT, WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS settled (device INTEGER NOT NULL, first_n INTEGER NOT NULL,"
      " last_n INTEGER NOT NULL, verdicts BLOB NOT NULL, PRIMARY KEY (device, last_n))"
      " STRICT, WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS carried (device INTEGER NOT NULL, n INTEGER NOT NULL,"
      " hash INTEGER NOT NULL, refusal INTEGER NOT NULL, by_device INTEGER NOT NULL,"
      " by_n INTEGER NOT NULL, PRIMARY KEY (device, n, hash)) STRICT, WITHOUT ROWID;";

struct _KontordTenantFile
{
  char *path;
  const KontorSchema *schema;
  char epoch[KONTOR_EPOCH_SIZE];
  guint8 key[KEY_SIZE];
  guint *numbers;        /* of the schema's entities, in its order */
  GHashTable *by_number; /* number → KontorEntity */

  GMutex writer_mutex;
  KontorDatabase *writer;
  GMutex readers_mutex;
  GPtrArray *readers; /* idle ones */
};

/* --- making --- */

static char *
dup_random_hex (KontorClock *clock, guint size)
{
  g_autofree guint8 *bytes = g_malloc (size);
  GString *hex = g_string_new (NULL);

  kontor_clock_random (clock, bytes, size);
  for (guint i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free_and_steal (hex);
}

static gboolean
set_setting (KontorDatabase *database, const char *key, const char *value, GError **error)
{
  return kontord_sql_run (database, error, "INSERT INTO setting VALUES (?1, ?2)",
                          KONTORD_TEXT (key), KONTORD_TEXT (value));
}

static gboolean
migrate (KontorDatabase *database, const KontorSchema *schema, GError **error)
{
  g_autofree char *marks
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u",
                         KONTORD_APPLICATION_ID, schema->version << 8 | FILE_VERSION);

  if (!kontor_database_exec (database, server_tables, error)
      || !kontor_ddl_migrate_records (database, schema, error))
    return FALSE;
  for (guint i = 0; i < schema->n_entities; i++)
    {
      if (!kontord_sql_run (database, error, "INSERT OR IGNORE INTO entity (name) VALUES (?1)",
                            KONTORD_TEXT (schema->entities[i]->name)))
        return FALSE;
    }
  return kontor_database_exec (database, marks, error);
}

static gboolean
fill (KontorDatabase *database, const KontorSchema *schema, KontorClock *clock, GError **error)
{
  g_autofree char *epoch = dup_random_hex (clock, (KONTOR_EPOCH_SIZE - 1) / 2);
  g_autofree char *key = dup_random_hex (clock, KEY_SIZE);

  if (!kontor_database_begin (database, error))
    return FALSE;
  if (migrate (database, schema, error) && set_setting (database, "epoch", epoch, error)
      && set_setting (database, "cursor_key", key, error)
      && kontor_database_commit (database, error))
    return TRUE;
  if (kontor_database_in_transaction (database))
    kontor_database_rollback (database);
  return FALSE;
}

static gboolean
make_at (const char *path, const KontorSchema *schema, KontorClock *clock, GError **error)
{
  g_autoptr (KontorDatabase) database = kontor_database_open (path, KONTOR_DATABASE_CREATE, error);

  /* Closing the last connection empties the log into the file and removes it. */
  return database != NULL && g_chmod (path, 0600) == 0 && fill (database, schema, clock, error);
}

gboolean
kontord_tenant_file_create (const char *path,
                            const KontorSchema *schema,
                            KontorClock *clock,
                            GError **error)
{
  g_autofree char *tail = dup_random_hex (clock, 8);
  g_autofree char *unfinished = g_strdup_printf ("%s.%s.new", path, tail);
  gboolean is_made = make_at (unfinished, schema, clock, error);

  /* link() fails where there is one, which rename() would replace. */
  if (is_made && link (unfinished, path) < 0)
    {
      g_set_error (error, KONTOR_ERROR, errno == EEXIST ? KONTOR_ERROR_CONFLICT : KONTOR_ERROR_IO,
                   "Can't make the workspace's file: %s", g_strerror (errno));
      is_made = FALSE;
    }
  g_unlink (unfinished);
  return is_made;
}

/* --- opening --- */

static gboolean
check_marks (KontorDatabase *database, const KontorSchema *schema, GError **error)
{
  gint64 version = kontor_database_get_int (database, "PRAGMA user_version", -1);

  if (kontor_database_get_int (database, "PRAGMA application_id", -1) != KONTORD_APPLICATION_ID)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                           "The file is not one of a server's workspaces");
      return FALSE;
    }
  if ((version & 0xff) > FILE_VERSION || version >> 8 > schema->version)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW,
                           "The workspace was written by a newer Kontor");
      return FALSE;
    }
  if (version == (schema->version << 8 | FILE_VERSION))
    return TRUE;
  if (!kontor_database_begin (database, error))
    return FALSE;
  if (migrate (database, schema, error))
    return kontor_database_commit (database, error);
  kontor_database_rollback (database);
  return FALSE;
}

static gboolean
read_setting (KontorDatabase *database, const char *key, char *value, gsize size, GError **error)
{
  KontorStatement *row;

  if (!kontord_sql_first (database, &row, error, "SELECT value FROM setting WHERE key = ?1",
                          KONTORD_TEXT (key)))
    return FALSE;
  if (row == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT, "The workspace has no %s", key);
      return FALSE;
    }
  g_strlcpy (value, kontor_statement_get_text (row, 0), size);
  kontor_statement_reset (row);
  return TRUE;
}

static gboolean
read_key (KontordTenantFile *self, GError **error)
{
  char hex[2 * KEY_SIZE + 1];

  if (!read_setting (self->writer, "cursor_key", hex, sizeof hex, error))
    return FALSE;
  for (guint i = 0; i < KEY_SIZE; i++)
    self->key[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);
  return TRUE;
}

static gboolean
read_numbers (KontordTenantFile *self, GError **error)
{
  KontorStatement *statement
      = kontord_sql_prepare (self->writer, error, "SELECT number, name FROM entity");
  gboolean row;

  self->numbers = g_new0 (guint, self->schema->n_entities);
  self->by_number = g_hash_table_new (NULL, NULL);
  while (statement != NULL && kontor_statement_step (statement, &row, error))
    {
      const KontorEntity *entity;
      guint number;

      if (!row)
        return TRUE;
      number = kontor_statement_get_int (statement, 0);
      entity = kontor_schema_find (self->schema, kontor_statement_get_text (statement, 1));
      if (entity == NULL)
        continue;
      self->numbers[kontor_schema_index (self->schema, entity)] = number;
      g_hash_table_insert (self->by_number, GUINT_TO_POINTER (number), (gpointer) entity);
    }
  return FALSE;
}

static gboolean
open_writer (KontordTenantFile *self, GError **error)
{
  self->writer = kontor_database_open (self->path, 0, error);
  return self->writer != NULL && kontor_database_exec (self->writer, WRITER_SETTINGS, error)
         && check_marks (self->writer, self->schema, error)
         && read_setting (self->writer, "epoch", self->epoch, sizeof self->epoch, error)
         && read_key (self, error) && read_numbers (self, error);
}

static void
clear (gpointer data)
{
  KontordTenantFile *self = data;

  g_clear_pointer (&self->readers, g_ptr_array_unref);
  g_clear_pointer (&self->writer, kontor_database_close);
  g_clear_pointer (&self->by_number, g_hash_table_unref);
  g_free (self->numbers);
  g_free (self->path);
  g_mutex_clear (&self->writer_mutex);
  g_mutex_clear (&self->readers_mutex);
}

KontordTenantFile *
kontord_tenant_file_open (const char *path, const KontorSchema *schema, GError **error)
{
  g_autoptr (KontordTenantFile) self = g_atomic_rc_box_new0 (KontordTenantFile);

  self->path = g_strdup (path);
  self->schema = schema;
  g_mutex_init (&self->writer_mutex);
  g_mutex_init (&self->readers_mutex);
  self->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_database_close);
  return open_writer (self, error) ? g_steal_pointer (&self) : NULL;
}

KontordTenantFile *
kontord_tenant_file_ref (KontordTenantFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
kontord_tenant_file_unref (KontordTenantFile *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
kontord_tenant_file_get_epoch (KontordTenantFile *self)
{
  return self->epoch;
}

const guint8 *
kontord_tenant_file_get_key (KontordTenantFile *self)
{
  return self->key;
}

guint
kontord_tenant_file_get_number (KontordTenantFile *self, const KontorEntity *entity)
{
  return self->numbers[kontor_schema_index (self->schema, entity)];
}

const KontorEntity *
kontord_tenant_file_get_entity (KontordTenantFile *self, guint number)
{
  return g_hash_table_lookup (self->by_number, GUINT_TO_POINTER (number));
}

const KontorSchema *
kontord_tenant_file_get_schema (KontordTenantFile *self)
{
  return self->schema;
}

/* --- connections --- */

KontorDatabase *
kontord_tenant_file_begin_write (KontordTenantFile *self, GError **error)
{
  g_mutex_lock (&self->writer_mutex);
  if (kontor_database_begin (self->writer, error))
    return self->writer;
  g_mutex_unlock (&self->writer_mutex);
  return NULL;
}

gboolean
kontord_tenant_file_end_write (KontordTenantFile *self, gboolean keep, GError **error)
{
  gboolean is_kept = keep && kontor_database_commit (self->writer, error);

  if (!is_kept && kontor_database_in_transaction (self->writer))
    kontor_database_rollback (self->writer);
  g_mutex_unlock (&self->writer_mutex);
  return is_kept;
}

static KontorDatabase *
open_reader (KontordTenantFile *self, GError **error)
{
  g_autoptr (KontorDatabase) reader
      = kontor_database_open (self->path, KONTOR_DATABASE_READ_ONLY, error);

  if (reader == NULL || !kontor_database_exec (reader, READER_SETTINGS, error))
    return NULL;
  return g_steal_pointer (&reader);
}

static KontorDatabase *
take_idle_reader (KontordTenantFile *self)
{
  KontorDatabase *reader = NULL;

  g_mutex_lock (&self->readers_mutex);
  if (self->readers->len > 0)
    reader = g_ptr_array_steal_index_fast (self->readers, self->readers->len - 1);
  g_mutex_unlock (&self->readers_mutex);
  return reader;
}

KontorDatabase *
kontord_tenant_file_begin_read (KontordTenantFile *self, GError **error)
{
  KontorDatabase *reader = take_idle_reader (self);

  if (reader == NULL)
    reader = open_reader (self, error);
  if (reader == NULL || kontor_database_begin_read (reader, error))
    return reader;
  kontor_database_close (reader);
  return NULL;
}

void
kontord_tenant_file_end_read (KontordTenantFile *self, KontorDatabase *database)
{
  kontor_database_rollback (database);
  g_mutex_lock (&self->readers_mutex);
  if (self->readers->len < MAX_IDLE_READERS)
    g_ptr_array_add (self->readers, g_steal_pointer (&database));
  g_mutex_unlock (&self->readers_mutex);
  g_clear_pointer (&database, kontor_database_close);
}

gint64
kontord_tenant_file_read_seq (KontorDatabase *database)
{
  return kontor_database_get_int (database, "SELECT seq FROM change ORDER BY seq DESC LIMIT 1", 0);
}

void
kontord_tenant_file_checkpoint (KontordTenantFile *self)
{
  if (!g_mutex_trylock (&self->writer_mutex))
    return;
  /* A reader that is under way only leaves some of the log for the next time. */
  kontor_database_get_int (self->writer, "PRAGMA wal_checkpoint (PASSIVE)", 0);
  g_mutex_unlock (&self->writer_mutex);
}
