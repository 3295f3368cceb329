/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TODAY_PAGE (kontor_today_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorTodayPage, kontor_today_page, KONTOR, TODAY_PAGE, KontorPage)

/* What needs me: the first section. What it does to tasks has the prefix "task". */

G_END_DECLS
