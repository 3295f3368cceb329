/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard-contact.h"

G_BEGIN_DECLS

/* @text as one line, without blanks at its ends: line ends become ", ", tabs blanks, other control
 * characters U+FFFD. NULL if nothing is left or it is longer than a text may be. */
char *kontor_vcard_dup_line (const char *text);

/* The point that @property of @card is; NULL if it is none, or its value can't be in a field of its
 * kind. */
KontorVcardPoint *kontor_vcard_point_read (const KontorVcard *card,
                                           const KontorVcardProperty *property);

/* Adds the properties that say @point to @card, which is of 3.0: one, or, where the label is no type,
 * two in a group of their own. @taken: a card whose groups must not be used, or NULL; @n_groups: the
 * number of the last group made. */
void kontor_vcard_point_write (const KontorVcardPoint *point,
                               const KontorVcard *taken,
                               guint *n_groups,
                               KontorVcard *card);

/* The same for a text of several lines: it keeps tabs and line ends. Never NULL. */
char *kontor_vcard_dup_lines (const char *text);

gboolean kontor_vcard_point_equal (const KontorVcardPoint *a, const KontorVcardPoint *b);

G_END_DECLS
