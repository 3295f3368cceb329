/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-fact-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LONG_TEXT_FACT (kontor_long_text_fact_get_type ())
G_DECLARE_FINAL_TYPE (KontorLongTextFact,
                      kontor_long_text_fact,
                      KONTOR,
                      LONG_TEXT_FACT,
                      KontorFactRow)

/* A fact of several lines. Enter is a line; Ctrl+Enter, or leaving, saves. */

G_END_DECLS
