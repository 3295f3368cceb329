/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-fact-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TEXT_FACT (kontor_text_fact_get_type ())
G_DECLARE_FINAL_TYPE (KontorTextFact, kontor_text_fact, KONTOR, TEXT_FACT, KontorFactRow)

/* A fact of one line: words, numbers, amounts, dates, addresses; read as people write them. */

G_END_DECLS
