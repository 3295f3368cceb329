/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard.h"

G_BEGIN_DECLS

/* @property of a card of version @from as one of version @to has it. */
KontorVcardProperty *kontor_vcard_convert (const KontorVcardProperty *property,
                                           KontorVcardVersion from,
                                           KontorVcardVersion to);

G_END_DECLS
