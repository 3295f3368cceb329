/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes a key and a certificate that it signed itself, for @name, to @folder/NAME.key and
 * NAME.pem; returns what both begin with, without the dot. */
char *tls_make_certificate (const char *folder, const char *name);

/* Sends @request over TLS and reads until the other side closes. *@seen gets the common name of the
 * certificate that was shown. NULL where no handshake succeeded with @priorities. */
char *tls_exchange (guint port, const char *priorities, const char *request, char **seen);

G_END_DECLS
