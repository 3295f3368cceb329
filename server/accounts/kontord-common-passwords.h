/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @folded, in lower case, is among the passwords of eight characters and more that lists of
 * leaked ones begin with. */
gboolean kontord_common_passwords_contain (const char *folded);

G_END_DECLS
