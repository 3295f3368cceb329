/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date-order.h"
#include "model/kontor-value.h"
#include "money/kontor-decimal.h"
#include "store/import/kontor-draft.h"

G_BEGIN_DECLS

/* How a column writes its values. */
typedef struct
{
  guint dates; /* the KontorDateOrder; 0: what has but one reading */
  KontorDecimalMark decimal;
  const char *currency; /* of amounts that name none */
} KontorCellForm;

/**
 * kontor_cell_read:
 * @field: not a reference
 * @problem: what is wrong, where it returns %FALSE
 *
 * Reads the text of a cell as people and programs write it: the canonical form, numbers with either
 * mark and grouped, dates in the orders of people, times without a zone as those of this machine,
 * yes and no in their many forms, choices by key or label. An empty text is no value. Leaves @value
 * alone where it fails.
 */
gboolean kontor_cell_read (const KontorField *field,
                           const char *text,
                           const KontorCellForm *form,
                           KontorValue *value,
                           KontorProblemKind *problem);

G_END_DECLS
