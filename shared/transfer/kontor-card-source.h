/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "store/import/kontor-draft.h"

G_BEGIN_DECLS

/* Keys of records that came from a card are keys of this, whatever the file was called: a card's UID
 * is the same everywhere. */
#define KONTOR_CARD_SOURCE "vcard"

/**
 * kontor_card_source_new:
 * @path: a file of vCards
 * @name: what it is called in reports
 *
 * The cards of a file as drafts of contacts or companies with what belongs to them: ways to reach
 * them, the company of a person, tags; what has no field of its own is kept with them. A card that is
 * a list of others is refused. KONTOR_ERROR_NOT_FOUND, DENIED, IO.
 */
KontorDraftSource *kontor_card_source_new (const KontorSchema *schema,
                                           const char *path,
                                           const char *name,
                                           GError **error);

G_END_DECLS
