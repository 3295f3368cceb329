/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "accounts/kontord-sessions.h"

G_BEGIN_DECLS

/* Steps of kontord_sessions_sign_in(), inside its transaction. */

/* The number of the device: that of @installation where the account has it in the tenant, else a
 * new one, never used before. KONTOR_ERROR_LIMIT where it has too many. */
gboolean kontord_devices_enrol (KontorDatabase *database,
                                gint64 account,
                                gint64 tenant,
                                const char *installation,
                                const char *name,
                                gint64 now,
                                guint32 *number,
                                GError **error);

G_END_DECLS
