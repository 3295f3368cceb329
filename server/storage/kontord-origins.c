/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-origins.h"

#include "storage/kontord-sql.h"
#include "storage/kontord-verdicts.h"

static gboolean
exists (KontorStatement *row)
{
  if (row == NULL)
    return FALSE;
  kontor_statement_reset (row);
  return TRUE;
}

gboolean
kontord_origins_begin (KontordOrigins *self,
                       KontorDatabase *database,
                       const KontordActor *actor,
                       gint64 from,
                       GError **error)
{
  KontorStatement *row;

  *self = (KontordOrigins) { .database = database, .actor = actor };
  if (!kontord_sql_first (database, &row, error,
                          "SELECT 1 FROM carried WHERE device = ?1 AND n >= ?2 LIMIT 1",
                          KONTORD_INT (actor->device), KONTORD_INT (from)))
    return FALSE;
  self->is_carried = exists (row);
  return TRUE;
}

/* Nobody is told what came of another's operations. */
static gboolean
check_owner (KontordOrigins *self, guint32 device, GError **error)
{
  KontorStatement *row;

  if (self->asked == device)
    return TRUE;
  if (!kontord_sql_first (self->database, &row, error,
                          "SELECT 1 FROM device WHERE device = ?1 AND member = ?2",
                          KONTORD_INT (device), KONTORD_ID (&self->actor->member)))
    return FALSE;
  self->asked = device;
  self->is_own = exists (row);
  return TRUE;
}

static gboolean
find_carried (KontordOrigins *self,
              guint32 device,
              gint64 n,
              guint64 hash,
              gboolean *found,
              KontorRefusal *refusal,
              GError **error)
{
  KontorStatement *row;

  if (!kontord_sql_first (self->database, &row, error,
                          "SELECT refusal FROM carried AS c JOIN device AS d"
                          " ON d.device = c.by_device WHERE c.device = ?1 AND n = ?2 AND hash = ?3"
                          " AND d.member = ?4",
                          KONTORD_INT (device), KONTORD_INT (n), KONTORD_INT ((gint64) hash),
                          KONTORD_ID (&self->actor->member)))
    return FALSE;
  *found = row != NULL;
  if (row != NULL)
    {
      *refusal = (KontorRefusal) kontor_statement_get_int (row, 0);
      kontor_statement_reset (row);
    }
  return TRUE;
}

gboolean
kontord_origins_find (KontordOrigins *self,
                      const KontorOperation *operation,
                      gboolean *found,
                      KontorRefusal *refusal,
                      GError **error)
{
  guint32 device = operation->was_device;

  *found = FALSE;
  *refusal = KONTOR_REFUSAL_NONE;
  if (operation->refusal != KONTOR_REFUSAL_NONE)
    return TRUE;
  if (device == 0)
    return !self->is_carried
           || find_carried (self, self->actor->device, operation->n, operation->hash, found,
                            refusal, error);
  if (!check_owner (self, device, error))
    return FALSE;
  if (self->is_own
      && !kontord_verdicts_find (self->database, device, operation->was_n, operation->hash, found,
                                 refusal, error))
    return FALSE;
  return *found
         || find_carried (self, device, operation->was_n, operation->hash, found, refusal, error);
}

/* As many as verdicts are kept. */
static gboolean
forget_old (KontorDatabase *database, const KontorPush *push, gint64 last, GError **error)
{
  return kontord_sql_run (
      database, error, "DELETE FROM carried WHERE by_device = ?1 AND by_n <= ?2",
      KONTORD_INT (push->device), KONTORD_INT (last - KONTORD_MAX_KEPT_VERDICTS));
}

gboolean
kontord_origins_keep (KontorDatabase *database,
                      const KontorPush *push,
                      const GPtrArray *verdicts,
                      guint first,
                      GError **error)
{
  gint64 last = 0;

  for (guint i = first; i < verdicts->len; i++)
    {
      const KontorOperation *operation = push->operations->pdata[i];
      const KontorVerdict *verdict = verdicts->pdata[i];

      if (operation->was_device == 0)
        continue;
      if (!kontord_sql_run (database, error,
                            "INSERT OR IGNORE INTO carried VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                            KONTORD_INT (operation->was_device), KONTORD_INT (operation->was_n),
                            KONTORD_INT ((gint64) operation->hash), KONTORD_INT (verdict->refusal),
                            KONTORD_INT (push->device), KONTORD_INT (operation->n)))
        return FALSE;
      last = operation->n;
    }
  return last == 0 || forget_old (database, push, last, error);
}
