/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-fact-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_REF_FACT (kontor_ref_fact_get_type ())
G_DECLARE_FINAL_TYPE (KontorRefFact, kontor_ref_fact, KONTOR, REF_FACT, KontorFactRow)

/* A fact that is another record: found as one types, with a way to it. */

G_END_DECLS
