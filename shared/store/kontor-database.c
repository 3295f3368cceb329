/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-database-private.h"

#include "store/kontor-bulk-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUSY_TIMEOUT (5 * G_USEC_PER_SEC)

/* Conditions that people type make new statements without end: past this many kept, those that were
 * not among the last so many prepared are let go of. A caller has but a few in hand at a time. */
#define MAX_STATEMENTS 512
#define RECENT_STATEMENTS 256

/* Places for the statements that were asked for last, one a hash. */
#define N_RECENT_BITS 6

struct _KontorStatement
{
  sqlite3_stmt *stmt;
  KontorDatabase *database;
  guint64 prepared; /* when it was last asked for, in askings */
};

/* What a statement was made from. */
typedef struct
{
  KontorSqlFunc func;
  gconstpointer subject;
  guint64 key;
} MadeKey;

typedef struct
{
  MadeKey key;
  KontorStatement *statement;
} Made;

struct _KontorDatabase
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements;          /* text to KontorStatement */
  GHashTable *made;                /* MadeKey to one of the statements, borrowed */
  Made recent[1 << N_RECENT_BITS]; /* some of those, found faster: rows come by the ten thousand */
  guint64 askings;
  gint64 waiting_since; /* while somebody else writes */
  gboolean beginning;   /* what it waits for is to write */
  int turn;             /* kontor_bulk_lock_ask() while it waits, or -1 */
};

static guint
hash_made_key (gconstpointer data)
{
  const MadeKey *made = data;
  guint64 hash = (guintptr) made->func ^ (guintptr) made->subject << 16 ^ made->key << 8;

  return hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32;
}

static gboolean
equal_made_keys (gconstpointer a, gconstpointer b)
{
  const MadeKey *one = a, *other = b;

  return one->func == other->func && one->subject == other->subject && one->key == other->key;
}

static GThread *guarded_thread;

void
kontor_database_guard_thread (GThread *thread)
{
  g_atomic_pointer_set (&guarded_thread, thread);
}

/* A scan or a sort takes time that grows with the table: not on the guarded thread. */
static void
check_guard (KontorStatement *self)
{
  if (g_atomic_pointer_get (&guarded_thread) != g_thread_self ())
    return;
  if (sqlite3_stmt_status (self->stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0) > 0
      || sqlite3_stmt_status (self->stmt, SQLITE_STMTSTATUS_SORT, 0) > 0
      || !sqlite3_stmt_readonly (self->stmt))
    g_error ("the main thread may only read rows by key: %s", sqlite3_sql (self->stmt));
}

static KontorError
translate_code (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
    case SQLITE_PROTOCOL:
      return KONTOR_ERROR_BUSY;

    case SQLITE_FULL:
      return KONTOR_ERROR_FULL;

    case SQLITE_READONLY:
    case SQLITE_PERM:
      return KONTOR_ERROR_READ_ONLY;

    case SQLITE_CORRUPT:
      return KONTOR_ERROR_CORRUPT;

    case SQLITE_NOTADB:
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return KONTOR_ERROR_INVALID;

    case SQLITE_TOOBIG:
      return KONTOR_ERROR_LIMIT;

    default:
      return KONTOR_ERROR_IO;
    }
}

/* A quota and a limit on the size of files are a full disk to whoever meets them. */
static gboolean
is_out_of_room (KontorDatabase *self, int code)
{
  int number = sqlite3_system_errno (self->handle);

  return (code & 0xff) == SQLITE_IOERR && (number == EDQUOT || number == EFBIG);
}

static gboolean
set_error (KontorDatabase *self, int code, GError **error)
{
  if ((code & 0xff) == SQLITE_NOTADB)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: not a workspace", self->path);
  else
    g_set_error (error, KONTOR_ERROR,
                 is_out_of_room (self, code) ? KONTOR_ERROR_FULL : translate_code (code), "%s: %s",
                 self->path, sqlite3_errmsg (self->handle));
  return FALSE;
}

static void
free_statement (gpointer data)
{
  KontorStatement *statement = data;

  sqlite3_finalize (statement->stmt);
  g_free (statement);
}

/* Called by SQLite for the @n-th time that a lock is taken; 0 gives up. A bulk act lets those in who
 * tell that they wait, between two steps. */
static int
wait_for_turn (void *data, int n)
{
  KontorDatabase *self = data;

  if (n == 0)
    self->waiting_since = g_get_monotonic_time ();
  else if (g_get_monotonic_time () - self->waiting_since > BUSY_TIMEOUT)
    return 0;
  if (self->beginning && self->turn < 0)
    self->turn = kontor_bulk_lock_ask (self->path);
  g_usleep (1000 * MIN (n + 1, self->turn >= 0 ? 2 : 25));
  return 1;
}

/* The schema of a file that somebody else made must not be able to run anything, and the default
 * of a thousand pages between checkpoints costs bulk loads dearly. */
static gboolean
configure (KontorDatabase *self, KontorDatabaseFlags flags, GError **error)
{
  int code;

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_handler (self->handle, wait_for_turn, self);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 0);
  code = kontor_database_add_functions (self->handle);
  if (code != SQLITE_OK)
    return set_error (self, code, error);
  if (flags & KONTOR_DATABASE_READ_ONLY)
    return kontor_database_exec (self, "PRAGMA query_only = 1; PRAGMA cache_size = -8000", error);
  return kontor_database_exec (self,
                               "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                               "PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000;"
                               "PRAGMA temp_store = MEMORY",
                               error);
}

/* Opening makes a database of an empty file. */
static gboolean
check_there (KontorDatabase *self, int code, GError **error)
{
  GStatBuf info;

  if (g_stat (self->path, &info) != 0)
    {
      if (code != SQLITE_CANTOPEN || errno != ENOENT)
        return TRUE;
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "%s: no such file", self->path);
      return FALSE;
    }
  return !S_ISREG (info.st_mode) || info.st_size > 0 || set_error (self, SQLITE_NOTADB, error);
}

/* What is in a workspace is for nobody else on the machine; what SQLite keeps beside a file gets its
 * mode from it. Where it can't be made, SQLite says why. */
static void
make_private (const char *path)
{
  int file = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (file >= 0)
    close (file);
}

KontorDatabase *
kontor_database_open (const char *path, KontorDatabaseFlags flags, GError **error)
{
  g_autoptr (KontorDatabase) self = g_new0 (KontorDatabase, 1);
  int mode = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  int code;

  /* A reader opens read-write too: only so can it make the -shm file when it comes first. */
  if (flags & KONTOR_DATABASE_CREATE)
    mode |= SQLITE_OPEN_CREATE;
  self->path = g_strdup (path);
  self->turn = -1;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statement);
  self->made = g_hash_table_new_full (hash_made_key, equal_made_keys, g_free, NULL);
  if ((flags & KONTOR_DATABASE_CREATE) != 0 && !g_str_equal (path, ":memory:"))
    make_private (path);
  code = sqlite3_open_v2 (path, &self->handle, mode, NULL);
  if (!(flags & KONTOR_DATABASE_CREATE) && !check_there (self, code, error))
    return NULL;
  if (code != SQLITE_OK)
    {
      set_error (self, code, error);
      return NULL;
    }
  if (!configure (self, flags, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kontor_database_close (KontorDatabase *self)
{
  g_hash_table_unref (self->made);
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

const char *
kontor_database_get_path (KontorDatabase *self)
{
  return self->path;
}

gboolean
kontor_database_exec (KontorDatabase *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || set_error (self, code, error);
}

static KontorStatement *
take_again (KontorStatement *statement)
{
  if (sqlite3_stmt_busy (statement->stmt))
    sqlite3_reset (statement->stmt);
  sqlite3_clear_bindings (statement->stmt);
  statement->prepared = ++statement->database->askings;
  return statement;
}

static gboolean
is_old (gpointer key, gpointer value, gpointer user_data)
{
  const KontorStatement *statement = value;

  return statement->prepared + RECENT_STATEMENTS < statement->database->askings
         && !sqlite3_stmt_busy (statement->stmt);
}

static void
forget_old_statements (KontorDatabase *self)
{
  if (g_hash_table_size (self->statements) < MAX_STATEMENTS)
    return;
  memset (self->recent, 0, sizeof self->recent);
  g_hash_table_foreach_remove (self->made, is_old, NULL);
  g_hash_table_foreach_remove (self->statements, is_old, NULL);
}

KontorStatement *
kontor_database_prepare (KontorDatabase *self, const char *sql, GError **error)
{
  KontorStatement *statement = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *stmt;
  int code;

  if (statement != NULL)
    return take_again (statement);
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, code, error);
      return NULL;
    }
  statement = g_new (KontorStatement, 1);
  statement->stmt = stmt;
  statement->database = self;
  statement->prepared = ++self->askings;
  forget_old_statements (self);
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

static KontorStatement *
find_or_make (KontorDatabase *self, const MadeKey *made, GError **error)
{
  KontorStatement *statement = g_hash_table_lookup (self->made, made);
  g_autofree char *sql = NULL;

  if (statement != NULL)
    return take_again (statement);
  sql = made->func (made->subject, made->key);
  statement = kontor_database_prepare (self, sql, error);
  if (statement != NULL)
    g_hash_table_insert (self->made, g_memdup2 (made, sizeof *made), statement);
  return statement;
}

KontorStatement *
kontor_database_prepare_for (KontorDatabase *self,
                             KontorSqlFunc func,
                             gconstpointer subject,
                             guint64 key,
                             GError **error)
{
  MadeKey made = { func, subject, key };
  Made *recent = &self->recent[hash_made_key (&made) >> (32 - N_RECENT_BITS)];

  if (recent->statement != NULL && equal_made_keys (&recent->key, &made))
    return take_again (recent->statement);
  *recent = (Made) { made, find_or_make (self, &made, error) };
  return recent->statement;
}

void
kontor_statement_bind_null (KontorStatement *self, int parameter)
{
  sqlite3_bind_null (self->stmt, parameter);
}

void
kontor_statement_bind_int (KontorStatement *self, int parameter, gint64 value)
{
  sqlite3_bind_int64 (self->stmt, parameter, value);
}

void
kontor_statement_bind_text (KontorStatement *self, int parameter, const char *text)
{
  sqlite3_bind_text (self->stmt, parameter, text, -1, SQLITE_TRANSIENT);
}

void
kontor_statement_bind_blob (KontorStatement *self, int parameter, gconstpointer data, gsize length)
{
  sqlite3_bind_blob64 (self->stmt, parameter, data, length, SQLITE_TRANSIENT);
}

void
kontor_statement_bind_id (KontorStatement *self, int parameter, const KontorId *id)
{
  if (id == NULL)
    sqlite3_bind_null (self->stmt, parameter);
  else
    sqlite3_bind_blob (self->stmt, parameter, id->bytes, KONTOR_ID_SIZE, SQLITE_TRANSIENT);
}

void
kontor_statement_lend_text (KontorStatement *self, int parameter, const char *text)
{
  sqlite3_bind_text (self->stmt, parameter, text, -1, SQLITE_STATIC);
}

void
kontor_statement_lend_id (KontorStatement *self, int parameter, const KontorId *id)
{
  sqlite3_bind_blob (self->stmt, parameter, id->bytes, KONTOR_ID_SIZE, SQLITE_STATIC);
}

gboolean
kontor_statement_step (KontorStatement *self, gboolean *row, GError **error)
{
  int code = sqlite3_step (self->stmt);

  check_guard (self);
  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    set_error (self->database, code, error);
  sqlite3_reset (self->stmt);
  return code == SQLITE_DONE;
}

gboolean
kontor_statement_run (KontorStatement *self, GError **error)
{
  gboolean row;

  do
    if (!kontor_statement_step (self, &row, error))
      return FALSE;
  while (row);
  return TRUE;
}

void
kontor_statement_reset (KontorStatement *self)
{
  sqlite3_reset (self->stmt);
}

gboolean
kontor_statement_is_null (KontorStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

gint64
kontor_statement_get_int (KontorStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

const char *
kontor_statement_get_text (KontorStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

gconstpointer
kontor_statement_get_blob (KontorStatement *self, int column, gsize *length)
{
  gconstpointer blob = sqlite3_column_blob (self->stmt, column);

  *length = sqlite3_column_bytes (self->stmt, column);
  return blob;
}

gboolean
kontor_statement_get_id (KontorStatement *self, int column, KontorId *id)
{
  gsize length;
  gconstpointer blob = kontor_statement_get_blob (self, column, &length);

  if (length != KONTOR_ID_SIZE)
    return FALSE;
  memcpy (id->bytes, blob, KONTOR_ID_SIZE);
  return TRUE;
}

int
kontor_statement_get_n_columns (KontorStatement *self)
{
  return sqlite3_column_count (self->stmt);
}

const char *
kontor_statement_get_column_name (KontorStatement *self, int column)
{
  return sqlite3_column_name (self->stmt, column);
}

gint64
kontor_database_get_int (KontorDatabase *self, const char *sql, gint64 otherwise)
{
  KontorStatement *statement = kontor_database_prepare (self, sql, NULL);
  gboolean row;
  gint64 value = otherwise;

  if (statement == NULL || !kontor_statement_step (statement, &row, NULL) || !row)
    return otherwise;
  if (!kontor_statement_is_null (statement, 0))
    value = kontor_statement_get_int (statement, 0);
  kontor_statement_reset (statement);
  return value;
}

gboolean
kontor_database_begin (KontorDatabase *self, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (self, "BEGIN IMMEDIATE", error);
  gboolean begun;

  self->beginning = TRUE;
  begun = statement != NULL && kontor_statement_run (statement, error);
  self->beginning = FALSE;
  if (self->turn >= 0)
    close (self->turn);
  self->turn = -1;
  return begun;
}

gboolean
kontor_database_begin_read (KontorDatabase *self, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (self, "BEGIN", error);

  return statement != NULL && kontor_statement_run (statement, error);
}

gboolean
kontor_database_commit (KontorDatabase *self, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (self, "COMMIT", error);

  return statement != NULL && kontor_statement_run (statement, error);
}

void
kontor_database_rollback (KontorDatabase *self)
{
  /* Some errors (a full disk, for one) have rolled back already. */
  if (kontor_database_in_transaction (self))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
kontor_database_in_transaction (KontorDatabase *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

gint64
kontor_database_get_last_rowid (KontorDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

int
kontor_database_get_changes (KontorDatabase *self)
{
  return sqlite3_changes (self->handle);
}

gint64
kontor_database_get_total_changes (KontorDatabase *self)
{
  return sqlite3_total_changes64 (self->handle);
}

gint64
kontor_database_get_data_version (KontorDatabase *self)
{
  return kontor_database_get_int (self, "PRAGMA data_version", 0);
}

gboolean
kontor_database_attach_words (KontorDatabase *self, const char *table, GError **error)
{
  gint64 query_only = kontor_database_get_int (self, "PRAGMA query_only", 0);
  g_autofree char *words = g_strconcat (table, "_words", NULL);
  g_autofree char *name = kontor_database_quote_name (words);
  g_autofree char *of = kontor_database_quote_text (table);
  /* What only this connection sees is no writing, but SQLite takes it for that. */
  g_autofree char *sql = g_strdup_printf (
      "PRAGMA query_only = 0;"
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.%s USING fts5vocab (main, %s, row);",
      name, of);
  gboolean made = kontor_database_exec (self, sql, error);

  return kontor_database_exec (self, query_only != 0 ? "PRAGMA query_only = 1" : "", NULL) && made;
}

void
kontor_database_interrupt (KontorDatabase *self)
{
  sqlite3_interrupt (self->handle);
}

static char *
quote (const char *format, const char *text)
{
  char *quoted = sqlite3_mprintf (format, text);
  char *copy = g_strdup (quoted);

  sqlite3_free (quoted);
  return copy;
}

char *
kontor_database_quote_name (const char *name)
{
  return quote ("\"%w\"", name);
}

char *
kontor_database_quote_text (const char *text)
{
  return quote ("%Q", text);
}
