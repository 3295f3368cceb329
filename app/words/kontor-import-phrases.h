/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-draft.h"

G_BEGIN_DECLS

/* Why a row is refused, as a sentence, with what was probably meant: "Nothing in “Products” is
 * called that. Did you mean “GTX Pro”?" Free the result. */
char *kontor_phrase_problem (const KontorProblem *problem);

/* The word that stands for the kind of a problem in what programs read: "unknown". */
const char *kontor_problem_kind_get_code (KontorProblemKind kind);

G_END_DECLS
