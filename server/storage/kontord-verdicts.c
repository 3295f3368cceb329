/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-verdicts.h"

#include "storage/kontord-sql.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

/* One verdict: the operation's hash, the version (of a refused one less than nothing: why), the length
 * of what follows (0 for one that was done as asked), and its JSON. Numbers in the machine's order: the
 * file does not leave it. */
typedef struct __attribute__ ((packed))
{
  guint64 hash;
  gint64 version;
  guint32 length;
} Head;

/* What is left of it once the device has it. */
typedef struct __attribute__ ((packed))
{
  guint64 hash;
  guint32 refusal; /* KontorRefusal */
} Trace;

void
kontord_verdicts_append (GByteArray *packed, guint64 hash, const KontorVerdict *verdict)
{
  Head head = { .hash = hash, .version = verdict->version };
  g_autofree char *json = NULL;
  gsize length = 0;

  if (verdict->kind == KONTOR_VERDICT_REFUSED)
    head.version = -(gint64) verdict->refusal;
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

/* Takes the next verdict off *bytes; FALSE where there is none. */
static gboolean
take_head (const char **bytes, gsize *length, Head *head)
{
  if (*length < sizeof *head)
    return FALSE;
  memcpy (head, *bytes, sizeof *head);
  if (*length - sizeof *head < head->length)
    return FALSE;
  *bytes += sizeof *head + head->length;
  *length -= sizeof *head + head->length;
  return TRUE;
}

static KontorRefusal
get_refusal (const Head *head)
{
  return head->version < 0 ? (KontorRefusal) -head->version : KONTOR_REFUSAL_NONE;
}

/* Keeps traces of the verdicts in a row of `first_n, last_n, verdicts`. */
static gboolean
settle (KontorDatabase *database, guint32 device, KontorStatement *row, GError **error)
{
  g_autoptr (GByteArray) traces = g_byte_array_new ();
  gsize length;
  const char *bytes = kontor_statement_get_blob (row, 2, &length);
  Head head;

  while (take_head (&bytes, &length, &head))
    {
      Trace trace = { head.hash, get_refusal (&head) };

      g_byte_array_append (traces, (const guint8 *) &trace, sizeof trace);
    }
  return kontord_sql_run (database, error, "INSERT OR REPLACE INTO settled VALUES (?1, ?2, ?3, ?4)",
                          KONTORD_INT (device), KONTORD_INT (kontor_statement_get_int (row, 0)),
                          KONTORD_INT (kontor_statement_get_int (row, 1)),
                          KONTORD_BLOB (traces->data, traces->len));
}

static gboolean
settle_acknowledged (KontorDatabase *database, guint32 device, gint64 ack, GError **error)
{
  KontorStatement *statement
      = kontord_sql_prepare (database, error,
                             "SELECT first_n, last_n, verdicts FROM answer WHERE device = ?1"
                             " AND last_n <= ?2",
                             KONTORD_INT (device), KONTORD_INT (ack));
  gboolean row;

  if (statement == NULL)
    return FALSE;
  while (kontor_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (!settle (database, device, statement, error))
        {
          kontor_statement_reset (statement);
          return FALSE;
        }
    }
  return FALSE;
}

gboolean
kontord_verdicts_forget (KontorDatabase *database,
                         guint32 device,
                         gint64 ack,
                         gint64 last_n,
                         GError **error)
{
  gint64 old = last_n - KONTORD_MAX_KEPT_VERDICTS;

  return settle_acknowledged (database, device, ack, error)
         && kontord_sql_run (database, error,
                             "DELETE FROM answer WHERE device = ?1 AND last_n <= ?2",
                             KONTORD_INT (device), KONTORD_INT (MAX (ack, old)))
         && kontord_sql_run (database, error,
                             "DELETE FROM settled WHERE device = ?1 AND last_n <= ?2",
                             KONTORD_INT (device), KONTORD_INT (old));
}

static gboolean
look_into_answer (KontorStatement *row, gint64 n, guint64 hash, KontorRefusal *refusal)
{
  gsize length;
  const char *bytes = kontor_statement_get_blob (row, 1, &length);
  gint64 place = kontor_statement_get_int (row, 0);
  Head head;

  for (; take_head (&bytes, &length, &head); place++)
    if (place == n)
      {
        *refusal = get_refusal (&head);
        return head.hash == hash;
      }
  return FALSE;
}

static gboolean
look_into_settled (KontorStatement *row, gint64 n, guint64 hash, KontorRefusal *refusal)
{
  gsize length, place = (gsize) (n - kontor_statement_get_int (row, 0));
  const char *bytes = kontor_statement_get_blob (row, 1, &length);
  Trace trace;

  if (place >= length / sizeof trace)
    return FALSE;
  memcpy (&trace, bytes + place * sizeof trace, sizeof trace);
  *refusal = (KontorRefusal) trace.refusal;
  return trace.hash == hash;
}

gboolean
kontord_verdicts_find (KontorDatabase *database,
                       guint32 device,
                       gint64 n,
                       guint64 hash,
                       gboolean *found,
                       KontorRefusal *refusal,
                       GError **error)
{
  KontorStatement *row;

  *found = FALSE;
  if (!kontord_sql_first (database, &row, error,
                          "SELECT first_n, verdicts FROM answer WHERE device = ?1 AND first_n <= ?2"
                          " AND last_n >= ?2",
                          KONTORD_INT (device), KONTORD_INT (n)))
    return FALSE;
  if (row != NULL)
    {
      *found = look_into_answer (row, n, hash, refusal);
      kontor_statement_reset (row);
      return TRUE;
    }
  if (!kontord_sql_first (database, &row, error,
                          "SELECT first_n, verdicts FROM settled WHERE device = ?1"
                          " AND first_n <= ?2 AND last_n >= ?2",
                          KONTORD_INT (device), KONTORD_INT (n)))
    return FALSE;
  if (row != NULL)
    {
      *found = look_into_settled (row, n, hash, refusal);
      kontor_statement_reset (row);
    }
  return TRUE;
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
