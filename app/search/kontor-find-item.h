/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-search.h"
#include "window/kontor-actions.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FIND_ITEM (kontor_find_item_get_type ())
G_DECLARE_FINAL_TYPE (KontorFindItem, kontor_find_item, KONTOR, FIND_ITEM, GObject)

/**
 * KontorFindItem:
 *
 * Something that was found: a thing to do, or a record. Immutable. Properties: "icon-name",
 * "title" and "subtitle" (Pango markup, with what matched in bold), "name" (plain, for screen
 * readers), "detail" (a key, or the kind of record).
 */

KontorFindItem *kontor_find_item_new_action (const KontorAction *action);
/* Copies what it needs of @hit. */
KontorFindItem *kontor_find_item_new_hit (const KontorSearchHit *hit);

/* The place of the record, as KontorPlace's text; NULL for a thing to do. */
const char *kontor_find_item_get_place (KontorFindItem *self);
/* NULL for a record. */
const KontorAction *kontor_find_item_get_action (KontorFindItem *self);
const char *kontor_find_item_get_name (KontorFindItem *self);

/* @text with @spans (of KontorSpan, may be NULL) in bold, as markup. Free it. */
char *kontor_find_item_mark (const char *text, GArray *spans);

G_END_DECLS
