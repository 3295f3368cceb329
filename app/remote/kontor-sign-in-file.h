/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-token-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_SIGN_IN_FILE (kontor_sign_in_file_get_type ())
G_DECLARE_FINAL_TYPE (KontorSignInFile, kontor_sign_in_file, KONTOR, SIGN_IN_FILE, GObject)

/**
 * KontorSignInFile:
 *
 * Keeps the sign-in of a workspace in a file beside it that only its owner can read: scripts run
 * where there is no keyring.
 */
KontorTokenStore *kontor_sign_in_file_new (const char *workspace);

/* Whether a script has signed @workspace in. */
gboolean kontor_sign_in_file_exists (const char *workspace);

G_END_DECLS
