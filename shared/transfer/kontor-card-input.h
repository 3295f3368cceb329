/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard-reader.h"

G_BEGIN_DECLS

/* The property in which a file of refused cards says why; reading passes over it. */
#define KONTOR_CARD_REFUSED "X-KONTOR-REFUSED"

/* Cards of a file on the disk: a reader and what feeds it. */
typedef struct _KontorCardInput KontorCardInput;

KontorCardInput *kontor_card_input_open (const char *path, GError **error);
void kontor_card_input_close (KontorCardInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCardInput, kontor_card_input_close)

/* @card (out, to be freed) is NULL at the end. */
gboolean kontor_card_input_next (KontorCardInput *self, KontorVcard **card, GError **error);
gboolean kontor_card_input_rewind (KontorCardInput *self, GError **error);
double kontor_card_input_get_progress (KontorCardInput *self);

G_END_DECLS
