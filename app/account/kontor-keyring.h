/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-token-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_KEYRING (kontor_keyring_get_type ())
G_DECLARE_FINAL_TYPE (KontorKeyring, kontor_keyring, KONTOR, KEYRING, GObject)

/**
 * KontorKeyring:
 *
 * Keeps sign-ins in the keyring of the desktop. Where there is none, or it stays locked, nothing is
 * kept and nothing fails: one signs in anew each time.
 *
 * Property: "keeps" (boolean), FALSE from when the keyring did not take or give something until it
 * does; notifies.
 */
KontorTokenStore *kontor_keyring_new (void);
gboolean kontor_keyring_get_keeps (KontorKeyring *self);

G_END_DECLS
