/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard.h"

G_BEGIN_DECLS

/**
 * kontor_vcard_write:
 * @version: of the card to write, which may be another than the card's
 * @bytes: the card is appended
 *
 * Writes every property of @card, in its order: UTF-8, CRLF, lines folded at 75 bytes between
 * characters; 2.1 with quoted-printable where a value needs it. Into another version the forms go
 * that the two write differently: types, preference, base64 and data: addresses, tel: addresses,
 * commas in text. In its own version a card comes back with the same properties, parameters and
 * values.
 */
void kontor_vcard_write (const KontorVcard *card, KontorVcardVersion version, GString *bytes);

G_END_DECLS
