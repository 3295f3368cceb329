/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Both are pure, and may be called from any thread. */

/* @text without case, accents and needless white space: what sorting and matching names compare.
 * "Ünal  ŞAHIN" gives "unal sahin"; ß gives ss, ø o, a typographic apostrophe '. Marks without which
 * a script can't be read (Devanagari, Thai, kana) stay. Bytes that are no UTF-8 give U+FFFD. */
char *kontor_fold (const char *text);

/* The digits of a phone number as typed: "+34 (600) 12-34" gives "346001234"; "00" in front is "+".
 * Letters, commas, semicolons and # after the first digit end it (an extension), and the "(0)" of an
 * international number is left out. Digits of other scripts count. */
char *kontor_fold_phone (const char *text);

G_END_DECLS
