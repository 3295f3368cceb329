/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-database-private.h"

#include "model/kontor-fold.h"

static void
answer_folded (sqlite3_context *context, sqlite3_value *value, char *(*fold) (const char *text))
{
  const char *text = (const char *) sqlite3_value_text (value);

  if (text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, fold (text), -1, g_free);
}

static void
fold_value (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  answer_folded (context, values[0], kontor_fold);
}

static void
fold_digits (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  answer_folded (context, values[0], kontor_fold_phone);
}

int
kontor_database_add_functions (sqlite3 *handle)
{
  /* Not for the schema: a file must be readable by every SQLite. */
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  int code = sqlite3_create_function_v2 (handle, "kontor_fold", 1, flags, NULL, fold_value, NULL,
                                         NULL, NULL);

  if (code != SQLITE_OK)
    return code;
  return sqlite3_create_function_v2 (handle, "kontor_digits", 1, flags, NULL, fold_digits, NULL,
                                     NULL, NULL);
}
