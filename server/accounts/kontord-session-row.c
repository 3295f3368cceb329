/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-session-row.h"

#include "storage/kontord-sql.h"

#include <string.h>

#define DIGEST(digest) KONTORD_BLOB ((digest)->bytes, KONTORD_DIGEST_SIZE)

#define SESSIONS                                                                                   \
  "SELECT s.session, s.account, tenant.name, s.device, m.member, m.role, s.generation,"            \
  " s.access_ends_at, s.tenant, s.confirmed, s.ends_at, s.refresh, s.previous, s.access"           \
  " FROM session AS s JOIN tenant USING (tenant)"                                                  \
  " JOIN membership AS m ON m.account = s.account AND m.tenant = s.tenant"                         \
  " AND m.disabled_at IS NULL"

static gboolean
get_digest (KontorStatement *statement, int column, KontordDigest *digest)
{
  gsize length;
  gconstpointer bytes = kontor_statement_get_blob (statement, column, &length);

  if (bytes == NULL || length != sizeof *digest)
    return FALSE;
  memcpy (digest->bytes, bytes, length);
  return TRUE;
}

static void
read_row (KontorStatement *statement, KontordSessionRow *self)
{
  KontordPrincipal *principal = &self->principal;

  *self = (KontordSessionRow) { 0 };
  principal->session = kontor_statement_get_int (statement, 0);
  principal->account = kontor_statement_get_int (statement, 1);
  g_strlcpy (principal->tenant, kontor_statement_get_text (statement, 2), sizeof principal->tenant);
  principal->device = kontor_statement_get_int (statement, 3);
  kontor_statement_get_id (statement, 4, &principal->member);
  principal->role = kontord_role_from_name (kontor_statement_get_text (statement, 5));
  principal->generation = kontor_statement_get_int (statement, 6);
  principal->expires = kontor_statement_get_int (statement, 7);
  self->tenant = kontor_statement_get_int (statement, 8);
  self->confirmed = kontor_statement_get_int (statement, 9);
  self->ends_at = kontor_statement_get_int (statement, 10);
  get_digest (statement, 11, &self->refresh);
  self->has_previous = get_digest (statement, 12, &self->previous);
  get_digest (statement, 13, &self->access);
}

gboolean
kontord_session_rows_each (KontorDatabase *database,
                           gint64 now,
                           KontordSessionRowFunc func,
                           gpointer data,
                           GError **error)
{
  KontorStatement *statement = kontord_sql_prepare (
      database, error, SESSIONS " WHERE s.access_ends_at > ?1", KONTORD_INT (now));
  gboolean there;

  while (statement != NULL && kontor_statement_step (statement, &there, error))
    {
      KontordSessionRow row;

      if (!there)
        return TRUE;
      read_row (statement, &row);
      func (&row, data);
    }
  return FALSE;
}

gboolean
kontord_session_row_find (KontordSessionRow *self,
                          KontorDatabase *database,
                          const KontordDigest *family,
                          GError **error)
{
  KontorStatement *row;

  *self = (KontordSessionRow) { 0 };
  if (!kontord_sql_first (database, &row, error, SESSIONS " WHERE s.family = ?1", DIGEST (family)))
    return FALSE;
  if (row != NULL)
    {
      read_row (row, self);
      kontor_statement_reset (row);
    }
  return TRUE;
}

gboolean
kontord_session_row_join (KontordSessionRow *self,
                          KontorDatabase *database,
                          gint64 account,
                          const char *tenant,
                          GError **error)
{
  KontorStatement *row;

  if (!kontord_sql_first (database, &row, error,
                          "SELECT tenant, member, role FROM membership JOIN tenant USING (tenant)"
                          " WHERE account = ?1 AND name = ?2 AND disabled_at IS NULL",
                          KONTORD_INT (account), KONTORD_TEXT (tenant)))
    return FALSE;
  if (row == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_DENIED,
                           "The account is no member of such a workspace");
      return FALSE;
    }
  self->principal.account = account;
  g_strlcpy (self->principal.tenant, tenant, sizeof self->principal.tenant);
  self->tenant = kontor_statement_get_int (row, 0);
  kontor_statement_get_id (row, 1, &self->principal.member);
  self->principal.role = kontord_role_from_name (kontor_statement_get_text (row, 2));
  kontor_statement_reset (row);
  return TRUE;
}

/* A workspace's file may be open in the app and in a program beside it, or lie on two machines: each
 * signs in for itself. */
#define MAX_SESSIONS 4

/* Ends the one of the device's sessions that was used least lately, where one more would be too many,
 * and tells which that was. */
static gboolean
make_room (const KontordSessionRow *self, KontorDatabase *database, gint64 *ended, GError **error)
{
  KontorStatement *row;

  *ended = 0;
  if (!kontord_sql_first (database, &row, error,
                          "DELETE FROM session WHERE session = (SELECT session FROM session"
                          " WHERE tenant = ?1 AND device = ?2"
                          " ORDER BY access_ends_at DESC, session DESC LIMIT 1 OFFSET ?3)"
                          " RETURNING session",
                          KONTORD_INT (self->tenant), KONTORD_INT (self->principal.device),
                          KONTORD_INT (MAX_SESSIONS - 1)))
    return FALSE;
  if (row != NULL)
    {
      *ended = kontor_statement_get_int (row, 0);
      kontor_statement_reset (row);
    }
  return TRUE;
}

static gboolean
insert (KontordSessionRow *self,
        KontorDatabase *database,
        const KontordGrant *grant,
        gint64 now,
        GError **error)
{
  KontordDigest family, refresh, access;

  kontord_token_digest_refresh (grant->refresh, &family, &refresh);
  kontord_token_digest_access (grant->access, &access);
  if (!kontord_sql_run (
          database, error,
          "INSERT INTO session (account, tenant, device, family, refresh, generation, confirmed,"
          " access, access_ends_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9)",
          KONTORD_INT (self->principal.account), KONTORD_INT (self->tenant),
          KONTORD_INT (self->principal.device), DIGEST (&family), DIGEST (&refresh),
          KONTORD_INT (self->principal.generation), DIGEST (&access),
          KONTORD_INT (self->principal.expires), KONTORD_INT (now + KONTORD_REFRESH_TIME)))
    return FALSE;
  self->principal.session = kontor_database_get_last_rowid (database);
  return TRUE;
}

gboolean
kontord_session_row_insert (KontordSessionRow *self,
                            KontorDatabase *database,
                            const KontordGrant *grant,
                            gint64 now,
                            gint64 *ended,
                            GError **error)
{
  return make_room (self, database, ended, error) && insert (self, database, grant, now, error);
}

gboolean
kontord_session_row_rotate (const KontordSessionRow *self,
                            KontorDatabase *database,
                            const KontordGrant *grant,
                            const KontordDigest *previous,
                            gint64 now,
                            GError **error)
{
  KontordDigest family, refresh, access;

  kontord_token_digest_refresh (grant->refresh, &family, &refresh);
  kontord_token_digest_access (grant->access, &access);
  return kontord_sql_run (
             database, error,
             "UPDATE session SET refresh = ?2, previous = ?3, generation = ?4, access = ?5,"
             " access_ends_at = ?6, ends_at = ?7 WHERE session = ?1",
             KONTORD_INT (self->principal.session), DIGEST (&refresh), DIGEST (previous),
             KONTORD_INT (self->principal.generation), DIGEST (&access),
             KONTORD_INT (self->principal.expires), KONTORD_INT (now + KONTORD_REFRESH_TIME))
         && kontord_sql_run (
             database, error, "UPDATE device SET seen_at = ?3 WHERE tenant = ?1 AND number = ?2",
             KONTORD_INT (self->tenant), KONTORD_INT (self->principal.device), KONTORD_INT (now));
}

gboolean
kontord_session_row_delete (KontorDatabase *database, gint64 session, GError **error)
{
  return kontord_sql_run (database, error, "DELETE FROM session WHERE session = ?1",
                          KONTORD_INT (session));
}

gboolean
kontord_session_row_get_standing (KontorDatabase *database,
                                  gint64 session,
                                  KontordRole *role,
                                  gint64 *confirmed,
                                  GError **error)
{
  KontorStatement *row;

  *role = KONTORD_ROLE_NONE;
  if (!kontord_sql_first (database, &row, error,
                          "SELECT m.role, s.confirmed FROM session AS s"
                          " JOIN membership AS m USING (account, tenant)"
                          " WHERE s.session = ?1 AND m.disabled_at IS NULL",
                          KONTORD_INT (session)))
    return FALSE;
  if (row != NULL)
    {
      *role = kontord_role_from_name (kontor_statement_get_text (row, 0));
      *confirmed = kontor_statement_get_int (row, 1);
      kontor_statement_reset (row);
    }
  return TRUE;
}

gboolean
kontord_session_row_confirm (KontorDatabase *database,
                             const KontordPrincipal *principal,
                             GError **error)
{
  return kontord_sql_run (database, error,
                          "UPDATE session SET confirmed = ?2 WHERE session = ?1 AND confirmed < ?2",
                          KONTORD_INT (principal->session), KONTORD_INT (principal->generation));
}
