/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "accounts/kontord-sessions.h"

G_BEGIN_DECLS

/**
 * KontordSessionRow:
 *
 * A session as it lies in the control file. These functions are steps of what KontordSessions does,
 * inside its transactions.
 */
typedef struct
{
  KontordPrincipal principal; /* session is 0 where there is none */
  gint64 tenant;
  gint64 confirmed; /* the newest generation that was seen in use */
  gint64 ends_at;
  KontordDigest access, refresh, previous;
  gboolean has_previous;
} KontordSessionRow;

/* Those whose access token is good at @now, to @func. */
typedef void (*KontordSessionRowFunc) (const KontordSessionRow *row, gpointer data);
gboolean kontord_session_rows_each (KontorDatabase *database,
                                    gint64 now,
                                    KontordSessionRowFunc func,
                                    gpointer data,
                                    GError **error);

/* The one of that family, of a member who is not disabled. */
gboolean kontord_session_row_find (KontordSessionRow *self,
                                   KontorDatabase *database,
                                   const KontordDigest *family,
                                   GError **error);

/* Who @account is in @tenant; KONTOR_ERROR_DENIED where it is nobody, or there is no such tenant. */
gboolean kontord_session_row_join (KontordSessionRow *self,
                                   KontorDatabase *database,
                                   gint64 account,
                                   const char *tenant,
                                   GError **error);

/* Writes a new one with the tokens of @grant. A device has few: *ended gets the one that it took the
 * place of, or 0. */
gboolean kontord_session_row_insert (KontordSessionRow *self,
                                     KontorDatabase *database,
                                     const KontordGrant *grant,
                                     gint64 now,
                                     gint64 *ended,
                                     GError **error);
/* Writes the next generation with the tokens of @grant; @previous stays good beside them. */
gboolean kontord_session_row_rotate (const KontordSessionRow *self,
                                     KontorDatabase *database,
                                     const KontordGrant *grant,
                                     const KontordDigest *previous,
                                     gint64 now,
                                     GError **error);
gboolean kontord_session_row_delete (KontorDatabase *database, gint64 session, GError **error);

/* The role that @session gives by now, NONE where it has ended, and what was confirmed of it. */
gboolean kontord_session_row_get_standing (KontorDatabase *database,
                                           gint64 session,
                                           KontordRole *role,
                                           gint64 *confirmed,
                                           GError **error);
gboolean kontord_session_row_confirm (KontorDatabase *database,
                                      const KontordPrincipal *principal,
                                      GError **error);

G_END_DECLS
