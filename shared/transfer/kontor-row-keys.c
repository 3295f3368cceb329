/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-row-keys-private.h"

#include "store/kontor-database.h"

/* Bytes of the digest that stand in a key: 80 bits, no two rows of a file meet by chance. */
#define KEY_BYTES 10

struct _KontorRowKeys
{
  KontorDatabase *seen;
  GChecksum *checksum;
};

KontorRowKeys *
kontor_row_keys_new (GError **error)
{
  g_autoptr (KontorRowKeys) self = g_new0 (KontorRowKeys, 1);

  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->seen = kontor_database_open ("", KONTOR_DATABASE_CREATE, error);
  if (self->seen == NULL
      || !kontor_database_exec (self->seen,
                                "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;"
                                "CREATE TABLE seen (key TEXT PRIMARY KEY, count INTEGER) "
                                "WITHOUT ROWID",
                                error)
      || !kontor_database_begin (self->seen, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kontor_row_keys_free (KontorRowKeys *self)
{
  g_clear_pointer (&self->seen, kontor_database_close);
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self);
}

void
kontor_row_keys_rewind (KontorRowKeys *self)
{
  kontor_database_exec (self->seen, "DELETE FROM seen", NULL);
}

static char *
digest (KontorRowKeys *self, const KontorCsvRow *row)
{
  guint8 bytes[32];
  gsize length = sizeof bytes;
  GString *key = g_string_new ("row ");

  g_checksum_reset (self->checksum);
  for (guint i = 0; i < row->n_fields; i++)
    {
      const KontorCsvField *field = &row->fields[i];

      /* The NUL behind each keeps "ab","c" from being "a","bc". */
      g_checksum_update (self->checksum, (const guchar *) field->text, field->length + 1);
    }
  g_checksum_get_digest (self->checksum, bytes, &length);
  for (guint i = 0; i < KEY_BYTES; i++)
    g_string_append_printf (key, "%02x", bytes[i]);
  return g_string_free_and_steal (key);
}

char *
kontor_row_keys_next (KontorRowKeys *self, const KontorCsvRow *row, GError **error)
{
  g_autofree char *key = digest (self, row);
  KontorStatement *statement
      = kontor_database_prepare (self->seen,
                                 "INSERT INTO seen (key, count) VALUES (?1, 1) ON CONFLICT DO "
                                 "UPDATE SET count = count + 1 RETURNING count",
                                 error);
  gboolean found;
  gint64 count;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_text (statement, 1, key);
  if (!kontor_statement_step (statement, &found, error))
    return NULL;
  count = kontor_statement_get_int (statement, 0);
  /* To its end: before that it has not been carried out for sure. */
  if (!kontor_statement_step (statement, &found, error))
    return NULL;
  return count == 1 ? g_steal_pointer (&key) : g_strdup_printf ("%s %" G_GINT64_FORMAT, key, count);
}
