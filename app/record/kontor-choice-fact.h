/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-fact-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CHOICE_FACT (kontor_choice_fact_get_type ())
G_DECLARE_FINAL_TYPE (KontorChoiceFact, kontor_choice_fact, KONTOR, CHOICE_FACT, KontorFactRow)

/* A fact that is one of the field's choices, or none where it may be. */

G_END_DECLS
