/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard-contact.h"

G_BEGIN_DECLS

/**
 * KontorVcardFamily:
 *
 * Properties that together say one thing of a contact, and that are therefore kept, replaced or
 * dropped together.
 */
typedef enum
{
  KONTOR_VCARD_FAMILY_NAME, /* N and FN */
  KONTOR_VCARD_FAMILY_NICKNAME,
  KONTOR_VCARD_FAMILY_ORG,
  KONTOR_VCARD_FAMILY_TITLE,
  KONTOR_VCARD_FAMILY_NOTE,
  KONTOR_VCARD_FAMILY_BDAY,
  KONTOR_VCARD_FAMILY_CATEGORIES,
  KONTOR_VCARD_FAMILY_UID,
  KONTOR_VCARD_N_FAMILIES,
  KONTOR_VCARD_NO_FAMILY = -1,
} KontorVcardFamily;

KontorVcardFamily kontor_vcard_family_find (const KontorVcardProperty *property);

/* Reads what @card says by the family into @contact, whose members of it are NULL so far. */
void kontor_vcard_family_read (KontorVcardFamily family,
                               const KontorVcard *card,
                               KontorVcardContact *contact);

/* Adds what @contact says of it to @card, which is of 3.0. */
void kontor_vcard_family_write (KontorVcardFamily family,
                                const KontorVcardContact *contact,
                                KontorVcard *card);

/* Whether both contacts say the same of it. */
gboolean kontor_vcard_family_equal (KontorVcardFamily family,
                                    const KontorVcardContact *a,
                                    const KontorVcardContact *b);

G_END_DECLS
