/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-store-private.h"

#include "store/kontor-bulk-lock.h"
#include "store/kontor-ddl.h"

#include <string.h>
#include <unistd.h>

#define DEFAULT_CURRENCY "EUR"

const KontorSchema *
kontor_store_get_schema (KontorStore *self)
{
  return self->schema;
}

KontorDatabase *
kontor_store_get_database (KontorStore *self)
{
  return self->database;
}

KontorClock *
kontor_store_get_clock (KontorStore *self)
{
  return self->clock;
}

const char *
kontor_store_get_currency (KontorStore *self)
{
  return self->currency;
}

void
kontor_store_get_me (KontorStore *self, KontorId *id)
{
  *id = self->me;
}

/* FALSE where it can't be read, which is something else than that there is none. */
static gboolean
read_setting (KontorStore *self, const char *key, char **value, GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (self->database, "SELECT value FROM setting WHERE key = ?1", error);
  gboolean row;

  *value = NULL;
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, key);
  if (!kontor_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *value = g_strdup (kontor_statement_get_text (statement, 0));
  kontor_statement_reset (statement);
  return TRUE;
}

char *
kontor_store_dup_setting (KontorStore *self, const char *key)
{
  char *value;

  return read_setting (self, key, &value, NULL) ? value : NULL;
}

/* There are few, and finding each by its key takes longer than looking at all of the keys. */
gboolean
kontor_store_read_each_setting (KontorStore *self,
                                const char *const *keys,
                                KontorSettingFunc func,
                                gpointer user_data,
                                GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (self->database, "SELECT key, value FROM setting", error);
  gboolean row;

  while (statement != NULL && kontor_statement_step (statement, &row, error))
    {
      const char *key;

      if (!row)
        return TRUE;
      key = kontor_statement_get_text (statement, 0);
      if (g_strv_contains (keys, key))
        func (key, kontor_statement_get_text (statement, 1), user_data);
    }
  return FALSE;
}

/* Settings that the store itself looks at, and has at hand. */
static gboolean
is_own_setting (const char *key)
{
  return g_str_equal (key, "currency") || g_str_equal (key, "me") || g_str_equal (key, "device")
         || g_str_equal (key, "enlisted");
}

gboolean
kontor_store_set_setting (KontorStore *self, const char *key, const char *value, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->database,
      value == NULL ? "DELETE FROM setting WHERE key = ?1"
                    : "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (key) "
                      "DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
      error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, key);
  if (value != NULL)
    kontor_statement_bind_text (statement, 2, value);
  return kontor_statement_run (statement, error)
         && (!is_own_setting (key) || kontor_store_read_settings (self, error));
}

gboolean
kontor_store_read_settings (KontorStore *self, GError **error)
{
  g_autofree char *currency = NULL, *me = NULL, *device = NULL, *enlisted = NULL;

  if (!read_setting (self, "currency", &currency, error) || !read_setting (self, "me", &me, error)
      || !read_setting (self, "device", &device, error)
      || !read_setting (self, "enlisted", &enlisted, error))
    return FALSE;
  /* Interned: whoever was given it may keep it through a change of the setting. */
  self->currency = g_intern_string (currency != NULL ? currency : DEFAULT_CURRENCY);
  if (me == NULL || !kontor_id_from_text (&self->me, me))
    memset (&self->me, 0, sizeof self->me);
  self->device = device == NULL ? 0 : g_ascii_strtoull (device, NULL, 10);
  self->connected = self->device != 0;
  self->enlisted = enlisted == NULL ? 0 : g_ascii_strtoll (enlisted, NULL, 10);
  return TRUE;
}

void
kontor_store_set_listener (KontorStore *self, KontorStoreListener listener, gpointer user_data)
{
  self->listener = listener;
  self->listener_data = user_data;
}

static gint64
find_name_number (KontorStore *self, const char *name, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->database, "SELECT number FROM journal_name WHERE name = ?1", error);
  gboolean row;
  gint64 number;

  if (statement == NULL)
    return 0;
  kontor_statement_bind_text (statement, 1, name);
  if (!kontor_statement_step (statement, &row, error))
    return 0;
  if (row)
    {
      number = kontor_statement_get_int (statement, 0);
      kontor_statement_reset (statement);
      return number;
    }
  statement = kontor_database_prepare (self->database,
                                       "INSERT INTO journal_name (name) VALUES (?1)", error);
  if (statement == NULL)
    return 0;
  kontor_statement_bind_text (statement, 1, name);
  if (!kontor_statement_run (statement, error))
    return 0;
  return kontor_database_get_last_rowid (self->database);
}

gint64
kontor_store_get_name_number (KontorStore *self, const KontorEntity *entity, GError **error)
{
  gint64 *number = &self->name_numbers[kontor_schema_index (self->schema, entity)];

  if (*number == 0)
    *number = find_name_number (self, entity->name, error);
  return *number;
}

void
kontor_store_forget_name_numbers (KontorStore *self)
{
  memset (self->name_numbers, 0, self->schema->n_entities * sizeof *self->name_numbers);
}

const KontorEntity *
kontor_store_get_numbered_entity (KontorStore *self, gint64 number)
{
  KontorStatement *statement = kontor_database_prepare (
      self->database, "SELECT name FROM journal_name WHERE number = ?1", NULL);
  const KontorEntity *entity;
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, number);
  if (!kontor_statement_step (statement, &row, NULL) || !row)
    return NULL;
  entity = kontor_schema_find (self->schema, kontor_statement_get_text (statement, 0));
  kontor_statement_reset (statement);
  return entity;
}

gboolean
kontor_store_lock_bulk (KontorStore *self, GError **error)
{
  const char *path = kontor_database_get_path (self->database);

  if (g_str_equal (path, ":memory:"))
    return TRUE;
  self->bulk_lock = kontor_bulk_lock_take (path, error);
  return self->bulk_lock >= 0;
}

void
kontor_store_unlock_bulk (KontorStore *self)
{
  if (self->bulk_lock >= 0)
    close (self->bulk_lock);
  self->bulk_lock = -1;
}

/* An empty file is a workspace only for who is to make one. */
static gboolean
check_file (KontorStore *self, KontorStoreFlags flags, gboolean *outdated, GError **error)
{
  KontorDatabase *database = self->database;
  const char *path = kontor_database_get_path (database);
  gint64 application = kontor_database_get_int (database, "PRAGMA application_id", 0);
  gint64 version = kontor_database_get_int (database, "PRAGMA user_version", 0);
  gint64 tables = kontor_database_get_int (database, "SELECT count(*) FROM sqlite_schema", 0);

  if (tables > 0 ? application != KONTOR_APPLICATION_ID : !(flags & KONTOR_STORE_CREATE))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: not a workspace", path);
      return FALSE;
    }
  if (version > self->schema->version)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW, "%s: schema %" G_GINT64_FORMAT, path,
                   version);
      return FALSE;
    }
  *outdated = version < self->schema->version;
  return TRUE;
}

static gboolean
rebuild_search (KontorStore *self, GPtrArray *entities, GError **error)
{
  for (guint i = 0; i < entities->len; i++)
    if (!kontor_search_index_rebuild (self->search_index, entities->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
migrate (KontorStore *self, KontorStoreFlags flags, GError **error)
{
  g_autoptr (GPtrArray) rebuild = g_ptr_array_new ();
  gboolean outdated;

  if (!kontor_database_begin (self->database, error))
    return FALSE;
  /* Somebody else may have done it while this one waited. */
  if (!check_file (self, flags, &outdated, error)
      || (outdated && !kontor_ddl_migrate (self->database, self->schema, rebuild, error))
      || !rebuild_search (self, rebuild, error) || !kontor_database_commit (self->database, error))
    {
      kontor_database_rollback (self->database);
      return FALSE;
    }
  return TRUE;
}

static gboolean
prepare (KontorStore *self, KontorStoreFlags flags, GError **error)
{
  gboolean outdated;

  if (!check_file (self, flags, &outdated, error))
    return FALSE;
  if (flags & KONTOR_STORE_READ_ONLY)
    {
      if (outdated)
        g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: has to be migrated first",
                     kontor_database_get_path (self->database));
      return !outdated;
    }
  return (!outdated || migrate (self, flags, error)) && kontor_store_recover (self, error);
}

KontorStore *
kontor_store_open (const char *path,
                   const KontorSchema *schema,
                   KontorClock *clock,
                   KontorStoreFlags flags,
                   GError **error)
{
  g_autoptr (KontorStore) self = g_new0 (KontorStore, 1);
  KontorDatabaseFlags mode = 0;

  if (flags & KONTOR_STORE_CREATE)
    mode |= KONTOR_DATABASE_CREATE;
  if (flags & KONTOR_STORE_READ_ONLY)
    mode |= KONTOR_DATABASE_READ_ONLY;
  self->bulk_lock = -1;
  self->schema = schema;
  self->clock = clock;
  self->name_numbers = g_new0 (gint64, schema->n_entities);
  kontor_id_source_init (&self->ids, clock);
  self->database = kontor_database_open (path, mode, error);
  if (self->database == NULL)
    return NULL;
  self->search_index = kontor_search_index_new (self->database, schema);
  if (!prepare (self, flags, error) || !kontor_store_read_settings (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kontor_store_close (KontorStore *self)
{
  kontor_store_unlock_bulk (self);
  g_clear_pointer (&self->search_index, kontor_search_index_free);
  g_clear_pointer (&self->database, kontor_database_close);
  g_free (self->name_numbers);
  g_free (self);
}
