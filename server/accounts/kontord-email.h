/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The form by which an account is found: "Ada@Example.ORG" is "ada@example.org". NULL for what can
 * be no address, or is longer than 254 bytes. */
char *kontord_email_fold (const char *email);

G_END_DECLS
