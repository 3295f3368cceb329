/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-fact-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_SWITCH_FACT (kontor_switch_fact_get_type ())
G_DECLARE_FINAL_TYPE (KontorSwitchFact, kontor_switch_fact, KONTOR, SWITCH_FACT, KontorFactRow)

/* A fact that is so or not. */

G_END_DECLS
