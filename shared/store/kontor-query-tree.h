/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "model/kontor-value.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_EXPR_AND,     /* all of parts */
  KONTOR_EXPR_OR,      /* one of parts */
  KONTOR_EXPR_NOT,     /* not parts[0] */
  KONTOR_EXPR_TARGET,  /* parts[0] holds of what reference field points to */
  KONTOR_EXPR_CHILD,   /* parts[0] holds of a live record of entity that refers here by field */
  KONTOR_EXPR_EXISTS,  /* true: what stands below a CHILD that need only be there */
  KONTOR_EXPR_PRESENT, /* field has a value */
  KONTOR_EXPR_COMPARE, /* field, operation, operand */
} KontorExprKind;

typedef enum
{
  KONTOR_COMPARE_EQUAL,
  KONTOR_COMPARE_LESS,
  KONTOR_COMPARE_AT_MOST,
  KONTOR_COMPARE_GREATER,
  KONTOR_COMPARE_AT_LEAST,
  KONTOR_COMPARE_CONTAINS,
  KONTOR_COMPARE_BEGINS,
} KontorComparison;

/* In place of a field's index. */
#define KONTOR_EXPR_TITLE (-1)
#define KONTOR_EXPR_ID (-2)

typedef enum
{
  KONTOR_OPERAND_FOLDED, /* text: folded, to compare with the folded value */
  KONTOR_OPERAND_DIGITS, /* text: the digits of a phone number */
  KONTOR_OPERAND_EXACT,  /* text */
  KONTOR_OPERAND_NUMBER, /* integer, in the units of the field; milliseconds for an instant */
  KONTOR_OPERAND_AMOUNT, /* text: a decimal, in the workspace's currency */
  KONTOR_OPERAND_MONEY,  /* money */
  KONTOR_OPERAND_DAY,    /* integer: days since 1970-01-01 */
  KONTOR_OPERAND_TODAY,  /* today, months later, and then integer days later */
  KONTOR_OPERAND_ID,     /* id */
  KONTOR_OPERAND_ME,     /* the member who works here */
} KontorOperandKind;

typedef struct
{
  KontorOperandKind kind;
  gint64 integer;
  int months;
  char *text;
  KontorMoney money;
  KontorId id;
} KontorOperand;

/**
 * KontorExpr:
 *
 * A condition as a tree, of @entity's records. @field is an index among that entity's fields or one
 * of KONTOR_EXPR_TITLE and ID; for CHILD it is among those of @child.
 */
typedef struct
{
  KontorExprKind kind;
  const KontorEntity *entity;
  const KontorEntity *child; /* CHILD: whose records; TARGET: what the reference points to */
  int field;
  KontorComparison comparison;
  KontorOperand operand;
  GPtrArray *parts; /* KontorExpr */
} KontorExpr;

/* @part (nullable) becomes its first part. */
KontorExpr *kontor_expr_new (KontorExprKind kind, const KontorEntity *entity, KontorExpr *part);
KontorExpr *kontor_expr_copy (const KontorExpr *self);
void kontor_expr_free (KontorExpr *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorExpr, kontor_expr_free)

G_END_DECLS
