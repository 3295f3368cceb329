/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard.h"

G_BEGIN_DECLS

/**
 * kontor_vcard_line_parse:
 * @line: (array length=length): a content line as bytes, unfolded
 * @is_damaged: (out): set to %TRUE where bytes are not of their charset; else left alone
 *
 * The property that a line holds: `group.name;param=value;…:value`. Parameters of vCard 2.1 that
 * have no name get theirs (TYPE, ENCODING, VALUE). ENCODING=QUOTED-PRINTABLE and CHARSET are undone
 * and gone; so are the blanks in base64.
 *
 * Returns: %NULL if the line is no property, or has more than @max_params parameters.
 */
KontorVcardProperty *kontor_vcard_line_parse (const char *line,
                                              gsize length,
                                              KontorVcardVersion version,
                                              guint max_params,
                                              gboolean *is_damaged);

/* @bytes as UTF-8: from @charset if it is told and known, else as they are, else from Windows-1252.
 * NUL becomes U+FFFD. */
char *kontor_vcard_line_decode (const char *bytes,
                                gsize length,
                                const char *charset,
                                gboolean *is_damaged);

/* Takes the white space out of @text, and returns it. */
char *kontor_vcard_line_drop_blanks (char *text);

/* The name that a bare parameter of vCard 2.1 leaves out: TYPE, ENCODING or VALUE. */
const char *kontor_vcard_line_find_bare_name (const char *value);

G_END_DECLS
