/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "duplicates/kontor-duplicates-search.h"

G_BEGIN_DECLS

/* Why two records look alike, as words; static. */
const char *kontor_phrase_match_reason (KontorMatchReason reason);
/* The same with what is the same: "Same email address: ada@example.com". Free it. */
char *kontor_phrase_match_part (const KontorMatchPart *part);
/* "Likely the same"; static. */
const char *kontor_phrase_match_grade (KontorMatchGrade grade);

G_END_DECLS
