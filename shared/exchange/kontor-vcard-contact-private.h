/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard-contact.h"

G_BEGIN_DECLS

/* Fills the empty @contact with what @card says, but for its rest. */
void kontor_vcard_contact_read (KontorVcardContact *contact, const KontorVcard *card);

G_END_DECLS
