/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-token-store.h"

G_BEGIN_DECLS

#define KONTORCTL_TYPE_SIGN_IN (kontorctl_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (KontorctlSignIn, kontorctl_sign_in, KONTORCTL, SIGN_IN, GObject)

/**
 * KontorctlSignIn:
 *
 * Keeps the sign-in of a workspace in a file beside it that only its owner can read: scripts run
 * where there is no keyring.
 */
KontorTokenStore *kontorctl_sign_in_new (const char *workspace);

G_END_DECLS
