/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-error.h"
#include "util/kontor-id.h"

G_BEGIN_DECLS

/**
 * KontorDatabase:
 *
 * One connection to one SQLite file: the only way Kontor speaks to SQLite. One thread at a time.
 * Errors are KONTOR_ERROR: BUSY, FULL, READ_ONLY, CORRUPT, LIMIT, IO, or INVALID for a mistake in
 * the statement.
 */
typedef struct _KontorDatabase KontorDatabase;
typedef struct _KontorStatement KontorStatement;

typedef enum
{
  KONTOR_DATABASE_CREATE = 1 << 0,    /* make the file where there is none, for its owner alone */
  KONTOR_DATABASE_READ_ONLY = 1 << 1, /* a reader beside the writer */
} KontorDatabaseFlags;

/* Opens @path (":memory:" for one that lives in memory) in WAL mode with synchronous=FULL,
 * defensive, with an untrusted schema, and waits up to five seconds for other writers. */
KontorDatabase *kontor_database_open (const char *path, KontorDatabaseFlags flags, GError **error);
void kontor_database_close (KontorDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDatabase, kontor_database_close)

const char *kontor_database_get_path (KontorDatabase *self);

/* Runs statements that answer nothing. */
gboolean kontor_database_exec (KontorDatabase *self, const char *sql, GError **error);

/**
 * kontor_database_prepare:
 *
 * The statement for @sql, reset and with all parameters NULL. Statements are kept by their text
 * and belong to the database: there is nothing to free, but a statement that is being stepped must
 * be run to its end or reset before the same text is prepared again.
 */
KontorStatement *kontor_database_prepare (KontorDatabase *self, const char *sql, GError **error);

/* Writes the statement for @subject and @key; the caller frees it. */
typedef char *(*KontorSqlFunc) (gconstpointer subject, guint64 key);

/* The same for statements that are made from tables: kept by the function and what it is given, so
 * that each is written just once. @subject is a constant, such as an entity. */
KontorStatement *kontor_database_prepare_for (KontorDatabase *self,
                                              KontorSqlFunc func,
                                              gconstpointer subject,
                                              guint64 key,
                                              GError **error);

/* Parameters count from 1, as ?1, ?2. The statement copies what it is given. */
void kontor_statement_bind_null (KontorStatement *self, int parameter);
void kontor_statement_bind_int (KontorStatement *self, int parameter, gint64 value);
void
kontor_statement_bind_text (KontorStatement *self, int parameter, const char *text); /* NULL too */
void
kontor_statement_bind_blob (KontorStatement *self, int parameter, gconstpointer data, gsize length);
void
kontor_statement_bind_id (KontorStatement *self, int parameter, const KontorId *id); /* NULL too */

/* The same without a copy: what is given has to stay as it is until the statement has been run. */
void kontor_statement_lend_text (KontorStatement *self, int parameter, const char *text);
void kontor_statement_lend_id (KontorStatement *self, int parameter, const KontorId *id);

/* Steps on; @row says whether there is one. At the end, or on an error, the statement is reset. */
gboolean kontor_statement_step (KontorStatement *self, gboolean *row, GError **error);
/* For statements that answer nothing. */
gboolean kontor_statement_run (KontorStatement *self, GError **error);
void kontor_statement_reset (KontorStatement *self);

/* Columns count from 0 and are borrowed until the next step. */
gboolean kontor_statement_is_null (KontorStatement *self, int column);
gint64 kontor_statement_get_int (KontorStatement *self, int column);
const char *kontor_statement_get_text (KontorStatement *self, int column); /* NULL for NULL */
gconstpointer kontor_statement_get_blob (KontorStatement *self, int column, gsize *length);
gboolean kontor_statement_get_id (KontorStatement *self, int column, KontorId *id);
int kontor_statement_get_n_columns (KontorStatement *self);
const char *kontor_statement_get_column_name (KontorStatement *self, int column);

/* The first column of the first row, or @otherwise where there is none. */
gint64 kontor_database_get_int (KontorDatabase *self, const char *sql, gint64 otherwise);

/* BEGIN IMMEDIATE: other writers wait. */
gboolean kontor_database_begin (KontorDatabase *self, GError **error);
/* A transaction that only reads: everything in it sees one state. */
gboolean kontor_database_begin_read (KontorDatabase *self, GError **error);
gboolean kontor_database_commit (KontorDatabase *self, GError **error);
void kontor_database_rollback (KontorDatabase *self);
gboolean kontor_database_in_transaction (KontorDatabase *self);

gint64 kontor_database_get_last_rowid (KontorDatabase *self);
int kontor_database_get_changes (KontorDatabase *self);
/* Grows when this connection has written, be it taken back or not. */
gint64 kontor_database_get_total_changes (KontorDatabase *self);
/* Changes when another connection, of whatever program, has written. */
gint64 kontor_database_get_data_version (KontorDatabase *self);

/**
 * kontor_database_attach_words:
 *
 * Makes the words of the full-text table @table readable, as a table temp."TABLE_words" (term, doc,
 * cnt) of this connection: each word, in how many rows it is, and how often. A connection that only
 * reads has it too.
 */
gboolean kontor_database_attach_words (KontorDatabase *self, const char *table, GError **error);

/* From another thread: makes what runs on this connection end with KONTOR_ERROR_BUSY. */
void kontor_database_interrupt (KontorDatabase *self);

/* SQL's names in double quotes, text in single ones. Free the result. */
char *kontor_database_quote_name (const char *name);
char *kontor_database_quote_text (const char *text);

/**
 * kontor_database_guard_thread:
 *
 * For test builds of the app: from now on any statement that runs on @thread aborts the program,
 * unless it finds its rows by a key (no full scan, no sort). NULL lifts it.
 */
void kontor_database_guard_thread (GThread *thread);

G_END_DECLS
