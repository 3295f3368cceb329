/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query-lexer.h"
#include "store/kontor-query-path.h"

G_BEGIN_DECLS

/* A value as it stands in a condition: what it means follows from the field it is compared with. */
typedef struct
{
  KontorToken token;
  KontorToken currency; /* after a number; of length 0: none */
  gboolean negative;
  gboolean relative; /* "today" with a number of days, weeks, months or years */
  int months;
  int days;
} KontorQueryValue;

/* Takes @token as the currency of a number; FALSE where it is none. */
gboolean kontor_query_value_set_currency (KontorQueryValue *self, const KontorToken *token);
/* Takes what stands after "today" and its sign; FALSE where that is no distance. */
gboolean kontor_query_value_set_offset (KontorQueryValue *self,
                                        const KontorToken *count,
                                        const KontorToken *unit,
                                        gboolean back);

/* What the sign @token asks; @negative where it asks for the opposite (!=). */
gboolean kontor_comparison_from_token (const KontorToken *token,
                                       KontorComparison *comparison,
                                       gboolean *negative);
/* Whether it can be asked of what @path leads to. */
gboolean kontor_comparison_suits (KontorComparison comparison, const KontorQueryPath *path);

/**
 * kontor_query_value_compare:
 * @why: (inout): what was expected in its place, where it returns NULL
 *
 * Returns: (nullable): the comparison of what @path leads to with the value, as a condition on the
 *   entity it leads to.
 */
KontorExpr *kontor_query_value_compare (const KontorQueryValue *self,
                                        const KontorQueryPath *path,
                                        KontorComparison comparison,
                                        char **why);

G_END_DECLS
