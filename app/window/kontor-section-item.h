/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"
#include "window/kontor-sections.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SECTION_ITEM (kontor_section_item_get_type ())
G_DECLARE_FINAL_TYPE (KontorSectionItem, kontor_section_item, KONTOR, SECTION_ITEM, GObject)

/**
 * KontorSectionItem:
 *
 * A section as rows bind it. Properties: "name", "label" (translated), "icon-name", "count" (int64,
 * -1 while it is not known or where there is nothing to count).
 */
const KontorSection *kontor_section_item_get_section (KontorSectionItem *self);

/* A list of the sections that are shown in the sidebar. */
GListModel *kontor_section_items_new (void);
/* Counts anew, off the main thread, what they are about. Resolves when the items say so. */
DexFuture *kontor_section_items_count (GListModel *items, KontorWorkspace *workspace);

G_END_DECLS
