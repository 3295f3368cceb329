/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-verdicts.h"

#include "storage/kontord-sql.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

/* One verdict: the operation's hash, the version, the length of what follows (0 for one that was
 * done as asked), and its JSON. Numbers in the machine's order: the file does not leave it. */
typedef struct __attribute__ ((packed))
{
  guint64 hash;
  gint64 version;
  guint32 length;
} Head;

void
kontord_verdicts_append (GByteArray *packed, guint64 hash, const KontorVerdict *verdict)
{
  Head head = { .hash = hash, .version = verdict->version };
  g_autofree char *json = NULL;
  gsize length = 0;

  if (verdict->kind != KONTOR_VERDICT_OK)
    json = kontor_verdict_to_json (verdict, &length);
  head.length = length;
  g_byte_array_append (packed, (const guint8 *) &head, sizeof head);
  if (json != NULL)
    g_byte_array_append (packed, (const guint8 *) json, length);
}

gboolean
kontord_verdicts_store (KontorDatabase *database,
                        guint32 device,
                        gint64 first_n,
                        guint n_verdicts,
                        GByteArray *packed,
                        GError **error)
{
  return kontord_sql_run (database, error,
                          "INSERT INTO answer (device, first_n, last_n, verdicts)"
                          " VALUES (?1, ?2, ?3, ?4)",
                          KONTORD_INT (device), KONTORD_INT (first_n),
                          KONTORD_INT (first_n + n_verdicts - 1),
                          KONTORD_BLOB (packed->data, packed->len));
}

gboolean
kontord_verdicts_forget (KontorDatabase *database,
                         guint32 device,
                         gint64 ack,
                         gint64 last_n,
                         GError **error)
{
  return kontord_sql_run (database, error, "DELETE FROM answer WHERE device = ?1 AND last_n <= ?2",
                          KONTORD_INT (device),
                          KONTORD_INT (MAX (ack, last_n - KONTORD_MAX_KEPT_VERDICTS)));
}

/* A walk through the operations of a push and the verdicts that are kept for them. */
typedef struct
{
  const KontorSchema *schema;
  const KontorPush *push;
  guint count; /* operations to be found */
  guint found;
  gsize length; /* of their rows */
  GPtrArray *verdicts;
  gboolean is_same;
} Walk;

static KontorVerdict *
unpack (const Walk *walk, const Head *head, const char *json, gint64 n, GError **error)
{
  KontorVerdict *verdict;

  if (head->length > 0)
    return kontor_verdict_from_json (walk->schema, json, head->length, error);
  verdict = kontor_verdict_new (n, KONTOR_VERDICT_OK);
  verdict->version = head->version;
  return verdict;
}

static gboolean
take_verdict (Walk *walk, const Head *head, const char *json, gint64 n, GError **error)
{
  const KontorOperation *operation = walk->push->operations->pdata[walk->found];
  KontorVerdict *verdict;

  if (n > operation->n || head->hash != operation->hash)
    {
      walk->is_same = FALSE;
      return TRUE;
    }
  verdict = unpack (walk, head, json, n, error);
  if (verdict == NULL)
    return FALSE;
  g_ptr_array_add (walk->verdicts, verdict);
  walk->found++;
  walk->length += head->length;
  return TRUE;
}

/* Nothing more is to be found, or what was is enough for one answer: whole groups. */
static gboolean
is_done (const Walk *walk)
{
  const KontorOperation *next;

  if (!walk->is_same || walk->found == walk->count)
    return TRUE;
  next = walk->push->operations->pdata[walk->found];
  return walk->length >= KONTOR_SYNC_PAGE_BYTES && next->group == next->n;
}

static gboolean
walk_blob (Walk *walk, const char *bytes, gsize length, gint64 n, GError **error)
{
  while (length > 0 && !is_done (walk))
    {
      const KontorOperation *wanted = walk->push->operations->pdata[walk->found];
      Head head;

      if (length < sizeof head)
        break;
      memcpy (&head, bytes, sizeof head);
      if (length - sizeof head < head.length)
        break;
      if (n >= wanted->n && !take_verdict (walk, &head, bytes + sizeof head, n, error))
        return FALSE;
      n++;
      bytes += sizeof head + head.length;
      length -= sizeof head + head.length;
    }
  return TRUE;
}

gboolean
kontord_verdicts_recall (KontorDatabase *database,
                         const KontorSchema *schema,
                         const KontorPush *push,
                         guint count,
                         GPtrArray *verdicts,
                         gsize *length,
                         gboolean *is_same,
                         GError **error)
{
  Walk walk = { schema, push, count, 0, 0, verdicts, TRUE };
  KontorStatement *statement
      = kontord_sql_prepare (database, error,
                             "SELECT first_n, verdicts FROM answer WHERE device = ?1"
                             " AND last_n >= ?2 ORDER BY last_n",
                             KONTORD_INT (push->device), KONTORD_INT (push->from));
  gboolean row;

  if (statement == NULL)
    return FALSE;
  while (!is_done (&walk))
    {
      const char *bytes;
      gsize size;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;
      bytes = kontor_statement_get_blob (statement, 1, &size);
      if (!walk_blob (&walk, bytes, size, kontor_statement_get_int (statement, 0), error))
        {
          kontor_statement_reset (statement);
          return FALSE;
        }
    }
  kontor_statement_reset (statement);
  *length = walk.length;
  *is_same = walk.is_same && is_done (&walk);
  return TRUE;
}
