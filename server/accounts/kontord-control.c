/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-control.h"

#include <errno.h>
#include <glib/gstdio.h>

#define SCHEMA_VERSION 2

#define SESSION                                                                                    \
  "CREATE TABLE session (session INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL,"     \
  " tenant INTEGER NOT NULL, device INTEGER NOT NULL, family BLOB NOT NULL UNIQUE,"                \
  " refresh BLOB NOT NULL, previous BLOB, generation INTEGER NOT NULL, confirmed INTEGER NOT "     \
  "NULL,"                                                                                          \
  " access BLOB NOT NULL, access_ends_at INTEGER NOT NULL, ends_at INTEGER NOT NULL) STRICT;"      \
  "CREATE INDEX session_by_account ON session (account);"                                          \
  "CREATE INDEX session_by_device ON session (tenant, device);"

/* Times are milliseconds since 1970, digests SHA-256. A tenant's last_device counts up only: the
 * number of a device that is gone means nobody else, ever. */
static const char schema[]
    = "CREATE TABLE tenant (tenant INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"
      " title TEXT NOT NULL, created_at INTEGER NOT NULL, last_device INTEGER NOT NULL DEFAULT 0)"
      " STRICT;"
      "CREATE TABLE account (account INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE,"
      " password TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;"
      "CREATE TABLE membership (account INTEGER NOT NULL REFERENCES account,"
      " tenant INTEGER NOT NULL REFERENCES tenant, member BLOB NOT NULL, role TEXT NOT NULL,"
      " disabled_at INTEGER, PRIMARY KEY (account, tenant)) STRICT, WITHOUT ROWID;"
      "CREATE INDEX membership_by_tenant ON membership (tenant);"
      "CREATE TABLE device (tenant INTEGER NOT NULL REFERENCES tenant, number INTEGER NOT NULL,"
      " account INTEGER NOT NULL REFERENCES account, installation TEXT NOT NULL, name TEXT NOT "
      "NULL,"
      " created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (tenant, number))"
      " STRICT, WITHOUT ROWID;"
      "CREATE UNIQUE INDEX device_by_installation ON device (account, tenant, "
      "installation);" SESSION;

/* From version 1, where a device had one session. The numbers that were given stay used up. */
static const char more_sessions[]
    = "ALTER TABLE session RENAME TO old_session;"
      "DROP INDEX session_by_account;" SESSION
      "INSERT INTO session SELECT session, account, tenant, device, family, refresh, previous,"
      " generation, confirmed, access, access_ends_at, ends_at FROM old_session;"
      "DELETE FROM sqlite_sequence WHERE name = 'session';"
      "UPDATE sqlite_sequence SET name = 'session' WHERE name = 'old_session';"
      "DROP TABLE old_session;";

struct _KontordControl
{
  KontorClock *clock;
  KontorDatabase *reader, *writer;
  GMutex reader_mutex, writer_mutex;
};

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_IO, "Can't make the folder %s: %s", folder,
               g_strerror (errno));
  return FALSE;
}

static gboolean
make_tables (KontorDatabase *database, const char *sql, GError **error)
{
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", SCHEMA_VERSION);

  return kontor_database_exec (database, sql, error)
         && kontor_database_exec (database, version, error);
}

static gboolean
migrate (KontorDatabase *database, GError **error)
{
  gint64 version;

  if (!kontor_database_begin (database, error))
    return FALSE;
  version = kontor_database_get_int (database, "PRAGMA user_version", -1);
  if (version == SCHEMA_VERSION || (version == 0 && make_tables (database, schema, error))
      || (version == 1 && make_tables (database, more_sessions, error)))
    return kontor_database_commit (database, error);
  kontor_database_rollback (database);
  if (version != 0 && version != 1)
    g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW,
                         "The control file was written by a newer Kontor");
  return FALSE;
}

static gboolean
open_connections (KontordControl *self, const char *path, GError **error)
{
  self->writer = kontor_database_open (path, KONTOR_DATABASE_CREATE, error);
  if (self->writer == NULL || g_chmod (path, 0600) < 0 || !migrate (self->writer, error))
    return FALSE;
  self->reader = kontor_database_open (path, KONTOR_DATABASE_READ_ONLY, error);
  return self->reader != NULL;
}

KontordControl *
kontord_control_open (const char *folder, KontorClock *clock, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "control.db", NULL);
  KontordControl *self;

  if (!make_folder (folder, error))
    return NULL;
  self = g_new0 (KontordControl, 1);
  self->clock = clock;
  g_mutex_init (&self->reader_mutex);
  g_mutex_init (&self->writer_mutex);
  if (open_connections (self, path, error))
    return self;
  kontord_control_close (self);
  return NULL;
}

void
kontord_control_close (KontordControl *self)
{
  g_clear_pointer (&self->reader, kontor_database_close);
  g_clear_pointer (&self->writer, kontor_database_close);
  g_mutex_clear (&self->reader_mutex);
  g_mutex_clear (&self->writer_mutex);
  g_free (self);
}

KontorClock *
kontord_control_get_clock (KontordControl *self)
{
  return self->clock;
}

KontorDatabase *
kontord_control_begin_read (KontordControl *self)
{
  g_mutex_lock (&self->reader_mutex);
  return self->reader;
}

void
kontord_control_end_read (KontordControl *self)
{
  g_mutex_unlock (&self->reader_mutex);
}

KontorDatabase *
kontord_control_begin_write (KontordControl *self, GError **error)
{
  g_mutex_lock (&self->writer_mutex);
  if (kontor_database_begin (self->writer, error))
    return self->writer;
  g_mutex_unlock (&self->writer_mutex);
  return NULL;
}

gboolean
kontord_control_end_write (KontordControl *self, gboolean keep, GError **error)
{
  gboolean is_kept = keep && kontor_database_commit (self->writer, error);

  if (!is_kept && kontor_database_in_transaction (self->writer))
    kontor_database_rollback (self->writer);
  g_mutex_unlock (&self->writer_mutex);
  return is_kept;
}
