/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-cards-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ATTENTION_PAGE (kontor_attention_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorAttentionPage,
                      kontor_attention_page,
                      KONTOR,
                      ATTENTION_PAGE,
                      KontorCardsPage)

/**
 * KontorAttentionPage:
 *
 * The changes that somebody has to look at, newest first, each with its choice.
 */

G_END_DECLS
