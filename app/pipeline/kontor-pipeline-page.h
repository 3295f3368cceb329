/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PIPELINE_PAGE (kontor_pipeline_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorPipelinePage, kontor_pipeline_page, KONTOR, PIPELINE_PAGE, KontorPage)

/* The deals as a board. Its actions have the prefix "board". */

G_END_DECLS
