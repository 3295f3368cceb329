/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-sessions.h"

#include "accounts/kontord-access-table.h"
#include "accounts/kontord-devices.h"
#include "accounts/kontord-session-row.h"

struct _KontordSessions
{
  KontordControl *control;
  KontorClock *clock;
  KontordAccessTable *table;
};

void
kontord_grant_clear (KontordGrant *self)
{
  g_clear_pointer (&self->access, g_free);
  g_clear_pointer (&self->refresh, g_free);
  g_clear_pointer (&self->principal, kontord_principal_unref);
}

static void
take_up (const KontordSessionRow *row, gpointer table)
{
  kontord_access_table_add (table, &row->access, &row->principal);
}

KontordSessions *
kontord_sessions_new (KontordControl *control, GError **error)
{
  KontordSessions *self = g_new0 (KontordSessions, 1);
  gboolean is_loaded;

  self->control = control;
  self->clock = kontord_control_get_clock (control);
  self->table = kontord_access_table_new ();
  is_loaded
      = kontord_session_rows_each (kontord_control_begin_read (control),
                                   kontor_clock_now (self->clock), take_up, self->table, error);
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

/* New tokens for @session, whose generation is set; @grant is of no use until they are stored. */
static void
make_grant (KontordSessions *self,
            KontordSessionRow *session,
            const char *predecessor,
            gint64 now,
            KontordGrant *grant)
{
  session->principal.expires = now + KONTORD_ACCESS_TIME;
  grant->access = kontord_token_new_access (self->clock);
  grant->refresh = kontord_token_new_refresh (self->clock, predecessor);
}

static void
publish_grant (KontordSessions *self, const KontordSessionRow *session, KontordGrant *grant)
{
  KontordDigest access;

  kontord_token_digest_access (grant->access, &access);
  kontord_access_table_add (self->table, &access, &session->principal);
  grant->principal = kontord_principal_copy (&session->principal);
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
  KontordSessionRow session = { .principal.generation = 1 };
  g_autofree char *unique = NULL;
  gint64 ended = 0;
  gboolean is_done;

  if (database == NULL)
    return FALSE;
  if (installation == NULL)
    installation = unique = kontord_token_new_access (self->clock);
  make_grant (self, &session, NULL, now, grant);
  is_done = kontord_session_row_join (&session, database, account, tenant, error)
            && kontord_devices_enrol (database, account, session.tenant, installation, device_name,
                                      now, &session.principal.device, error)
            && kontord_session_row_insert (&session, database, grant, now, &ended, error);
  if (!kontord_control_end_write (self->control, is_done, error))
    return FALSE;
  kontord_access_table_remove_session (self->table, ended);
  publish_grant (self, &session, grant);
  return TRUE;
}

/* --- refreshing --- */

typedef enum
{
  REFRESH_GOOD,     /* the newest one */
  REFRESH_REPEATED, /* the one before, whose answer was lost */
  REFRESH_ENDED,    /* nobody has such a session, or not any more */
  REFRESH_COPIED,   /* one that was used up */
} RefreshState;

static RefreshState
judge_refresh (const KontordSessionRow *session, const KontordDigest *refresh, gint64 now)
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

/* Both the used-up one and the one after it could be the thief's: the session ends. Committed, though
 * the answer is a refusal. */
static gboolean
refuse_refresh (KontordSessions *self,
                KontorDatabase *database,
                const KontordSessionRow *session,
                GError **error)
{
  gint64 ended = session->principal.session;

  if (!kontord_control_end_write (
          self->control, ended == 0 || kontord_session_row_delete (database, ended, error), error))
    return FALSE;
  kontord_access_table_remove_session (self->table, ended);
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_DENIED, "The sign-in has ended");
  return FALSE;
}

static gboolean
rotate (KontordSessions *self,
        KontorDatabase *database,
        KontordSessionRow *session,
        const char *token,
        const KontordDigest *previous,
        KontordGrant *grant,
        GError **error)
{
  gint64 now = kontor_clock_now (self->clock);

  session->principal.generation++;
  make_grant (self, session, token, now, grant);
  if (!kontord_control_end_write (
          self->control,
          kontord_session_row_rotate (session, database, grant, previous, now, error), error))
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
  KontordSessionRow session;

  if (!kontord_token_digest_refresh (refresh, &family, &digest))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_DENIED, "That is no refresh token");
      return FALSE;
    }
  database = kontord_control_begin_write (self->control, error);
  if (database == NULL)
    return FALSE;
  if (!kontord_session_row_find (&session, database, &family, error))
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
      || !kontord_control_end_write (self->control,
                                     kontord_session_row_delete (database, session, error), error))
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

static gboolean
confirm (KontordSessions *self, const KontordPrincipal *principal, GError **error)
{
  KontorDatabase *database = kontord_control_begin_write (self->control, error);

  return database != NULL
         && kontord_control_end_write (
             self->control, kontord_session_row_confirm (database, principal, error), error);
}

gboolean
kontord_sessions_check (KontordSessions *self,
                        const KontordPrincipal *principal,
                        KontordRole *role,
                        GError **error)
{
  KontorDatabase *database = kontord_control_begin_read (self->control);
  gint64 confirmed = 0;
  gboolean is_read
      = kontord_session_row_get_standing (database, principal->session, role, &confirmed, error);

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
