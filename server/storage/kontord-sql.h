/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-database.h"

G_BEGIN_DECLS

/**
 * KontordSqlValue:
 *
 * A value for a parameter, with its type, so that a statement and its parameters are one call:
 *
 *     kontord_sql_run (database, error, "UPDATE t SET name = ?1 WHERE id = ?2",
 *                      KONTORD_TEXT (name), KONTORD_INT (id))
 */
typedef struct
{
  enum
  {
    KONTORD_SQL_NULL,
    KONTORD_SQL_INT,
    KONTORD_SQL_TEXT,
    KONTORD_SQL_BLOB,
  } kind;
  gint64 integer;
  gconstpointer data;
  gsize length;
} KontordSqlValue;

#define KONTORD_INT(value) ((KontordSqlValue) { .kind = KONTORD_SQL_INT, .integer = (value) })
#define KONTORD_TEXT(value) ((KontordSqlValue) { .kind = KONTORD_SQL_TEXT, .data = (value) })
#define KONTORD_BLOB(bytes, size)                                                                  \
  ((KontordSqlValue) { .kind = KONTORD_SQL_BLOB, .data = (bytes), .length = (size) })
#define KONTORD_ID(id) KONTORD_BLOB ((id)->bytes, KONTOR_ID_SIZE)
#define KONTORD_NOTHING ((KontordSqlValue) { .kind = KONTORD_SQL_NULL })

#define KONTORD_VALUES(...)                                                                        \
  G_N_ELEMENTS (((KontordSqlValue[]) { __VA_ARGS__ })), ((KontordSqlValue[]) { __VA_ARGS__ })

/* A statement that answers nothing. */
#define kontord_sql_run(database, error, sql, ...)                                                 \
  kontord_sql_run_values (database, error, sql, KONTORD_VALUES (__VA_ARGS__))
/* The statement at its first row, to be reset by the caller, or NULL in @row where there is none. */
#define kontord_sql_first(database, row, error, sql, ...)                                          \
  kontord_sql_first_values (database, row, error, sql, KONTORD_VALUES (__VA_ARGS__))
/* The statement before its first row, to be stepped to its end or reset; NULL with an error. */
#define kontord_sql_prepare(database, error, sql, ...)                                             \
  kontord_sql_prepare_values (database, error, sql, KONTORD_VALUES (__VA_ARGS__))

gboolean kontord_sql_run_values (KontorDatabase *database,
                                 GError **error,
                                 const char *sql,
                                 guint n_values,
                                 const KontordSqlValue *values);
gboolean kontord_sql_first_values (KontorDatabase *database,
                                   KontorStatement **row,
                                   GError **error,
                                   const char *sql,
                                   guint n_values,
                                   const KontordSqlValue *values);
KontorStatement *kontord_sql_prepare_values (KontorDatabase *database,
                                             GError **error,
                                             const char *sql,
                                             guint n_values,
                                             const KontordSqlValue *values);

G_END_DECLS
