/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-sessions.h"

#include "accounts/kontord-access-table.h"
#include "accounts/kontord-devices.h"
#include "storage/kontord-sql.h"

#include <string.h>

struct _KontordSessions
{
  KontordControl *control;
  KontorClock *clock;
  KontordAccessTable *table;
};

/* A session as it stands in the file, in the middle of being changed. */
typedef struct
{
  KontordPrincipal principal;
  gint64 tenant;
  gint64 confirmed;
  gint64 ends_at;
  KontordDigest refresh, previous;
  gboolean has_previous;
} Session;

void
kontord_grant_clear (KontordGrant *self)
{
  g_clear_pointer (&self->access, g_free);
  g_clear_pointer (&self->refresh, g_free);
  g_clear_pointer (&self->principal, kontord_principal_unref);
}

/* --- rows --- */

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
read_session (KontorStatement *statement, Session *session)
{
  KontordPrincipal *principal = &session->principal;

  *session = (Session) { 0 };
  principal->session = kontor_statement_get_int (statement, 0);
  principal->account = kontor_statement_get_int (statement, 1);
  g_strlcpy (principal->tenant, kontor_statement_get_text (statement, 2), sizeof principal->tenant);
  principal->device = kontor_statement_get_int (statement, 3);
  kontor_statement_get_id (statement, 4, &principal->member);
  principal->role = kontord_role_from_name (kontor_statement_get_text (statement, 5));
  principal->generation = kontor_statement_get_int (statement, 6);
  principal->expires = kontor_statement_get_int (statement, 7);
  session->tenant = kontor_statement_get_int (statement, 8);
  session->confirmed = kontor_statement_get_int (statement, 9);
  session->ends_at = kontor_statement_get_int (statement, 10);
  get_digest (statement, 11, &session->refresh);
  session->has_previous = get_digest (statement, 12, &session->previous);
}

static gboolean
load_tokens (KontordSessions *self, KontorDatabase *database, gint64 now, GError **error)
{
  KontorStatement *statement = kontord_sql_prepare (
      database, error, SESSIONS " WHERE s.access_ends_at > ?1", KONTORD_INT (now));
  gboolean row;

  while (statement != NULL && kontor_statement_step (statement, &row, error))
    {
      KontordDigest access;
      Session session;

      if (!row)
        return TRUE;
      read_session (statement, &session);
      if (get_digest (statement, 13, &access))
        kontord_access_table_add (self->table, &access, &session.principal);
    }
  return FALSE;
}

KontordSessions *
kontord_sessions_new (KontordControl *control, GError **error)
{
  KontordSessions *self = g_new0 (KontordSessions, 1);
  gboolean is_loaded;

  self->control = control;
  self->clock = kontord_control_get_clock (control);
  self->table = kontord_access_table_new ();
  is_loaded = load_tokens (self, kontord_control_begin_read (control),
                           kontor_clock_now (self->clock), error);
  kontord_control_end_read (control);
  if (!is_loaded)
    g_clear_pointer (&self, kontord_sessions_free);
  return self;
}

void
kontord_sessions_free (KontordSessions *self)
{
  kontord_access_table_free (self->table);
  g_free (self);
}

/* --- granting --- */

#define DIGEST(digest) KONTORD_BLOB ((digest)->bytes, KONTORD_DIGEST_SIZE)

/* New tokens for @session, whose generation is set; @grant is of no use until they are stored. */
static void
make_grant (KontordSessions *self,
            Session *session,
            const char *predecessor,
            gint64 now,
            KontordGrant *grant)
{
  session->principal.expires = now + KONTORD_ACCESS_TIME;
  grant->access = kontord_token_new_access (self->clock);
  grant->refresh = kontord_token_new_refresh (self->clock, predecessor);
}

static void
publish_grant (KontordSessions *self, const Session *session, KontordGrant *grant)
{
  KontordDigest access;

  kontord_token_digest_access (grant->access, &access);
  kontord_access_table_add (self->table, &access, &session->principal);
  grant->principal = kontord_principal_copy (&session->principal);
}

static gboolean
find_membership (KontorDatabase *database,
                 gint64 account,
                 const char *tenant,
                 Session *session,
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
  session->principal.account = account;
  g_strlcpy (session->principal.tenant, tenant, sizeof session->principal.tenant);
  session->tenant = kontor_statement_get_int (row, 0);
  kontor_statement_get_id (row, 1, &session->principal.member);
  session->principal.role = kontord_role_from_name (kontor_statement_get_text (row, 2));
  kontor_statement_reset (row);
  return TRUE;
}

static gboolean
insert_session (KontorDatabase *database,
                Session *session,
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
          KONTORD_INT (session->principal.account), KONTORD_INT (session->tenant),
          KONTORD_INT (session->principal.device), DIGEST (&family), DIGEST (&refresh),
          KONTORD_INT (session->principal.generation), DIGEST (&access),
          KONTORD_INT (session->principal.expires), KONTORD_INT (now + KONTORD_REFRESH_TIME)))
    return FALSE;
  session->principal.session = kontor_database_get_last_rowid (database);
  return TRUE;
}

/* Ends what the device had before, and tells which session that was. */
static gboolean
end_device_session (KontorDatabase *database, const Session *session, gint64 *ended, GError **error)
{
  KontorStatement *row;

  *ended = 0;
  if (!kontord_sql_first (database, &row, error,
                          "DELETE FROM session WHERE tenant = ?1 AND device = ?2 RETURNING session",
                          KONTORD_INT (session->tenant), KONTORD_INT (session->principal.device)))
    return FALSE;
  if (row != NULL)
    {
      *ended = kontor_statement_get_int (row, 0);
      kontor_statement_reset (row);
    }
  return TRUE;
}

gboolean
kontord_sessions_sign_in (KontordSessions *self,
                          gint64 account,
                          const char *tenant,
                          const char *installation,
                          const char *device_name,
                          KontordGrant *grant,
                          GError **error)
{
  KontorDatabase *database = kontord_control_begin_write (self->control, error);
  gint64 now = kontor_clock_now (self->clock);
  Session session = { .principal.generation = 1 };
  g_autofree char *unique = NULL;
  gint64 ended = 0;
  gboolean is_done;

  if (database == NULL)
    return FALSE;
  if (installation == NULL)
    installation = unique = kontord_token_new_access (self->clock);
  make_grant (self, &session, NULL, now, grant);
  is_done = find_membership (database, account, tenant, &session, error)
            && kontord_devices_enrol (database, account, session.tenant, installation, device_name,
                                      now, &session.principal.device, error)
            && end_device_session (database, &session, &ended, error)
            && insert_session (database, &session, grant, now, error);
  if (!kontord_control_end_write (self->control, is_done, error))
    return FALSE;
  kontord_access_table_remove_session (self->table, ended);
  publish_grant (self, &session, grant);
  return TRUE;
}

/* --- refreshing --- */

static gboolean
find_family (KontorDatabase *database,
             const KontordDigest *family,
             Session *session,
             GError **error)
{
  KontorStatement *row;

  *session = (Session) { 0 };
  if (!kontord_sql_first (database, &row, error, SESSIONS " WHERE s.family = ?1", DIGEST (family)))
    return FALSE;
  if (row != NULL)
    {
      read_session (row, session);
      kontor_statement_reset (row);
    }
  return TRUE;
}

typedef enum
{
  REFRESH_GOOD,     /* the newest one */
  REFRESH_REPEATED, /* the one before, whose answer was lost */
  REFRESH_ENDED,    /* nobody has such a session, or not any more */
  REFRESH_COPIED,   /* one that was used up */
} RefreshState;

static RefreshState
judge_refresh (const Session *session, const KontordDigest *refresh, gint64 now)
{
  if (session->principal.session == 0 || session->ends_at <= now)
    return REFRESH_ENDED;
  if (kontord_digest_equal (&session->refresh, refresh))
    return REFRESH_GOOD;
  if (session->has_previous && session->confirmed < session->principal.generation
      && kontord_digest_equal (&session->previous, refresh))
    return REFRESH_REPEATED;
  return REFRESH_COPIED;
}

static gboolean
update_session (KontorDatabase *database,
                const Session *session,
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
             KONTORD_INT (session->principal.session), DIGEST (&refresh), DIGEST (previous),
             KONTORD_INT (session->principal.generation), DIGEST (&access),
             KONTORD_INT (session->principal.expires), KONTORD_INT (now + KONTORD_REFRESH_TIME))
         && kontord_sql_run (database, error,
                             "UPDATE device SET seen_at = ?3 WHERE tenant = ?1 AND number = ?2",
                             KONTORD_INT (session->tenant), KONTORD_INT (session->principal.device),
                             KONTORD_INT (now));
}

static gboolean
delete_session (KontorDatabase *database, gint64 session, GError **error)
{
  return kontord_sql_run (database, error, "DELETE FROM session WHERE session = ?1",
                          KONTORD_INT (session));
}

/* Both the used-up one and the one after it could be the thief's: the session ends. Committed, though
 * the answer is a refusal. */
static gboolean
refuse_refresh (KontordSessions *self,
                KontorDatabase *database,
                const Session *session,
                GError **error)
{
  gint64 ended = session->principal.session;

  if (!kontord_control_end_write (self->control,
                                  ended == 0 || delete_session (database, ended, error), error))
    return FALSE;
  kontord_access_table_remove_session (self->table, ended);
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_DENIED, "The sign-in has ended");
  return FALSE;
}

static gboolean
rotate (KontordSessions *self,
        KontorDatabase *database,
        Session *session,
        const char *token,
        const KontordDigest *previous,
        KontordGrant *grant,
        GError **error)
{
  gint64 now = kontor_clock_now (self->clock);

  session->principal.generation++;
  make_grant (self, session, token, now, grant);
  if (!kontord_control_end_write (
          self->control, update_session (database, session, grant, previous, now, error), error))
    return FALSE;
  publish_grant (self, session, grant);
  return TRUE;
}

gboolean
kontord_sessions_refresh (KontordSessions *self,
                          const char *refresh,
                          KontordGrant *grant,
                          GError **error)
{
  KontordDigest family, digest;
  KontorDatabase *database;
  Session session;

  if (!kontord_token_digest_refresh (refresh, &family, &digest))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_DENIED, "That is no refresh token");
      return FALSE;
    }
  database = kontord_control_begin_write (self->control, error);
  if (database == NULL)
    return FALSE;
  if (!find_family (database, &family, &session, error))
    return kontord_control_end_write (self->control, FALSE, NULL);
  switch (judge_refresh (&session, &digest, kontor_clock_now (self->clock)))
    {
    case REFRESH_GOOD:
      return rotate (self, database, &session, refresh, &session.refresh, grant, error);
    case REFRESH_REPEATED:
      return rotate (self, database, &session, refresh, &session.previous, grant, error);
    case REFRESH_ENDED:
    case REFRESH_COPIED:
    default:
      return refuse_refresh (self, database, &session, error);
    }
}

gboolean
kontord_sessions_sign_out (KontordSessions *self, gint64 session, GError **error)
{
  KontorDatabase *database = kontord_control_begin_write (self->control, error);

  if (database == NULL
      || !kontord_control_end_write (self->control, delete_session (database, session, error),
                                     error))
    return FALSE;
  kontord_access_table_remove_session (self->table, session);
  return TRUE;
}

/* --- asking --- */

KontordPrincipal *
kontord_sessions_authenticate (KontordSessions *self, const char *access)
{
  KontordDigest digest;

  if (!kontord_token_digest_access (access, &digest))
    return NULL;
  return kontord_access_table_find (self->table, &digest, kontor_clock_now (self->clock));
}

/* The session's role, NONE where it has ended, and the newest generation that was seen in use. */
static gboolean
read_standing (KontorDatabase *database,
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

static gboolean
update_confirmed (KontorDatabase *database, const KontordPrincipal *principal, GError **error)
{
  return kontord_sql_run (database, error,
                          "UPDATE session SET confirmed = ?2 WHERE session = ?1 AND confirmed < ?2",
                          KONTORD_INT (principal->session), KONTORD_INT (principal->generation));
}

static gboolean
confirm (KontordSessions *self, const KontordPrincipal *principal, GError **error)
{
  KontorDatabase *database = kontord_control_begin_write (self->control, error);

  return database != NULL
         && kontord_control_end_write (self->control, update_confirmed (database, principal, error),
                                       error);
}

gboolean
kontord_sessions_check (KontordSessions *self,
                        const KontordPrincipal *principal,
                        KontordRole *role,
                        GError **error)
{
  KontorDatabase *database = kontord_control_begin_read (self->control);
  gint64 confirmed = 0;
  gboolean is_read = read_standing (database, principal->session, role, &confirmed, error);

  kontord_control_end_read (self->control);
  if (!is_read)
    return FALSE;
  if (*role != KONTORD_ROLE_NONE)
    return confirmed >= principal->generation || confirm (self, principal, error);
  kontord_access_table_remove_session (self->table, principal->session);
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_DENIED, "The sign-in has ended");
  return FALSE;
}

void
kontord_sessions_tick (KontordSessions *self)
{
  kontord_access_table_expire (self->table, kontor_clock_now (self->clock));
}

guint
kontord_sessions_get_n_tokens (KontordSessions *self)
{
  return kontord_access_table_get_size (self->table);
}
