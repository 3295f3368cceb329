/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date.h"
#include "model/kontor-value.h"

G_BEGIN_DECLS

/**
 * kontor_input_parse:
 * @text: what a person typed; "" clears the field
 * @currency: of an amount that names none
 * @today: what "tomorrow" and "+3d" count from
 *
 * Reads a value as people of this locale write it, and also in its canonical form. The error's
 * message is a sentence for the person who typed, in her language.
 */
gboolean kontor_input_parse (const KontorField *field,
                             const char *text,
                             const char *currency,
                             KontorDate today,
                             KontorValue *value,
                             GError **error);

/* Days as people write them: 2026-11-22, 22.11.2026 and 22.11. (or month first, as the locale has
 * it), "today", "tomorrow", a weekday (the next one), "+3d", "+2w". */
gboolean kontor_input_parse_date (const char *text, KontorDate today, KontorDate *date);

G_END_DECLS
