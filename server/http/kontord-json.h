/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text as a JSON string with its quotes. What is no UTF-8 becomes U+FFFD. */
void kontord_json_append_text (GString *json, const char *text);

G_END_DECLS
