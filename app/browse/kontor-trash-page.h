/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TRASH_PAGE (kontor_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorTrashPage, kontor_trash_page, KONTOR, TRASH_PAGE, KontorPage)

/* What was deleted, by kind, with a way back. Property "state": "loading", "rows" or "empty". */

G_END_DECLS
