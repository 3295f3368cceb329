/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "browse/kontor-record-list.h"
#include "window/kontor-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_BROWSE_PAGE (kontor_browse_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorBrowsePage, kontor_browse_page, KONTOR, BROWSE_PAGE, KontorPage)

/**
 * KontorBrowsePage:
 *
 * The records of one entity, and beside or over them the one that is open. Which entity it is
 * follows from the section.
 *
 * Properties: "narrow": no room for list and record side by side; "record-open"; "state":
 * "loading", "rows", "empty" or "nothing-found"; "summary": how many records there are.
 */
const KontorEntity *kontor_browse_page_get_entity (KontorBrowsePage *self);

G_END_DECLS
