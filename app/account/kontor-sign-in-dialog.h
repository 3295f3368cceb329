/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "account/kontor-entrance.h"
#include "account/kontor-keyring.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SIGN_IN_DIALOG (kontor_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KontorSignInDialog, kontor_sign_in_dialog, KONTOR, SIGN_IN_DIALOG, AdwDialog)

/**
 * KontorSignInDialog:
 *
 * Asks for a server, an e-mail address and a password, and for the workspace where the account has
 * several. Closes itself when somebody got in.
 *
 * Signals:
 *  - "entered": the entrance has a workspace and its syncer
 *
 * Properties, for its own page: "busy", "trouble" (string), "keeps" (boolean).
 */
AdwDialog *kontor_sign_in_dialog_new (KontorEntrance *entrance, KontorKeyring *keyring);

KontorEntrance *kontor_sign_in_dialog_get_entrance (KontorSignInDialog *self);

G_END_DECLS
