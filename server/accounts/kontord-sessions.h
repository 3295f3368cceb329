/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "accounts/kontord-control.h"
#include "accounts/kontord-principal.h"
#include "accounts/kontord-token.h"

G_BEGIN_DECLS

/* Devices of one account in one workspace. Where there are more, the one that was not seen for the
 * longest makes room, unless all of them were seen within KONTORD_DEVICE_REST. */
#define KONTORD_MAX_DEVICES 100
#define KONTORD_DEVICE_REST (30 * 24 * G_GINT64_CONSTANT (3600000)) /* milliseconds */
#define KONTORD_MAX_DEVICE_NAME 200                                 /* bytes */

/* What a device gets when it signs in or refreshes. */
typedef struct
{
  char *access;
  char *refresh;
  KontordPrincipal *principal;
} KontordGrant;

void kontord_grant_clear (KontordGrant *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontordGrant, kontord_grant_clear)

/**
 * KontordSessions:
 *
 * Who is signed in. A session is one sign-in on one device; its tokens are pairs of an access and a
 * refresh token. Refreshing replaces the pair; the refresh token before it stays good until
 * something of the new pair is used for the first time, since its answer may have been lost. Any
 * other old one that is shown ends the session: somebody has copied it.
 *
 * The access tokens that are good are held in memory too, so that HTTP threads ask no file. What
 * another program changes in the control file (a member disabled, a password changed) is noticed by
 * kontord_sessions_check(), which everything that reads or writes a tenant's data passes.
 * Thread-safe.
 */
typedef struct _KontordSessions KontordSessions;

/* Takes up the sessions that are in @control. */
KontordSessions *kontord_sessions_new (KontordControl *control, GError **error);
void kontord_sessions_free (KontordSessions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordSessions, kontord_sessions_free)

/**
 * kontord_sessions_sign_in:
 * @installation: what tells this installation from others of the account, or NULL for a new one;
 *   the same one keeps its device number, and its session before ends
 *
 * KONTOR_ERROR_DENIED where @account may not sign in to @tenant, which also says of a tenant that is
 * not there; LIMIT where it has too many devices.
 */
gboolean kontord_sessions_sign_in (KontordSessions *self,
                                   gint64 account,
                                   const char *tenant,
                                   const char *installation,
                                   const char *device_name,
                                   KontordGrant *grant,
                                   GError **error);
/* DENIED where @refresh is good no more. */
gboolean kontord_sessions_refresh (KontordSessions *self,
                                   const char *refresh,
                                   KontordGrant *grant,
                                   GError **error);
gboolean kontord_sessions_sign_out (KontordSessions *self, gint64 session, GError **error);

/* From memory, on any thread: who holds @access, or NULL. Full transfer. */
KontordPrincipal *kontord_sessions_authenticate (KontordSessions *self, const char *access);

/* From the file: what the role of @principal is by now; KONTOR_ERROR_DENIED where the session has
 * ended. Notes that its pair is in use. */
gboolean kontord_sessions_check (KontordSessions *self,
                                 const KontordPrincipal *principal,
                                 KontordRole *role,
                                 GError **error);

/* Forgets access tokens that have ended. To be called now and then. */
void kontord_sessions_tick (KontordSessions *self);
guint kontord_sessions_get_n_tokens (KontordSessions *self);

G_END_DECLS
