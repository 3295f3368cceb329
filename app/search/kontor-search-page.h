/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_SEARCH_PAGE (kontor_search_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorSearchPage, kontor_search_page, KONTOR, SEARCH_PAGE, KontorPage)

/* The search through everything: what was found, by kind. Property "state": "begin", "rows" or
 * "nothing". */

G_END_DECLS
