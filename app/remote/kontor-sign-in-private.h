/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-connection.h"

G_BEGIN_DECLS

/* What is said and answered when one signs in, as JSON. */

GBytes *kontor_sign_in_make (const KontorCredentials *credentials);
GBytes *kontor_sign_in_make_refresh (const char *refresh);
GBytes *kontor_sign_in_make_device (const char *installation);

/* The answer to a login; errors as kontor_connection_sign_in() has them. */
KontorSignIn *kontor_sign_in_read (KontorHttpAnswer *answer, GError **error);
/* The tokens in an answer, which end by this machine's clock; NULL where there are none. */
KontorTokens *kontor_sign_in_read_tokens (GBytes *body, gint64 now);

G_END_DECLS
