/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-cards-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DUPLICATES_PAGE (kontor_duplicates_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorDuplicatesPage,
                      kontor_duplicates_page,
                      KONTOR,
                      DUPLICATES_PAGE,
                      KontorCardsPage)

/* Records that look alike, a card each, to be merged or kept separate. Property "state": "loading",
 * "list" or "nothing". */

G_END_DECLS
