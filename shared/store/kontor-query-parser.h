/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "model/kontor-value.h"
#include "util/kontor-error.h"

G_BEGIN_DECLS

/* The language in which saved views, filters and `kontorctl list --where` say which records they
 * mean. Reading it needs no store; what depends on one (me, today, the workspace's currency) stays
 * in the tree by name.
 *
 *   condition   = all { "or" all }
 *   all         = one { "and" one }
 *   one         = "not" one | "(" condition ")" | path test
 *   test        = operator value | [ "not" ] "in" "(" value { "," value } ")"
 *               | "is" [ "not" ] "none"
 *   operator    = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" (contains) | "^=" (begins with)
 *   path        = name { "." name }
 *   value       = "text" | 'text' | word | [ "-" ] number [ currency ] | date | instant | id
 *               | "me" | "true" | "false" | "today" [ ( "+" | "-" ) count ( "d" | "w" | "m" | "y" ) ]
 *
 * A name is a field; "title" or "id"; an entity whose records refer to this one (contact_point.email
 * asks whether there is such a record); or a field of what belongs to the record, where only one
 * has it (email for contact_point.email). A reference compared with a text means the title of what
 * it points to. Texts are compared without case and accents, phone numbers by their digits. An
 * amount without a currency is in the workspace's, and just amounts of one currency compare.
 *
 * Every condition holds or does not: what has no value equals nothing and is neither less nor
 * greater, and "not", "!=" and "not in" are the exact opposite of what they deny. */

#define KONTOR_QUERY_MAX_TEXT 8192 /* bytes */
#define KONTOR_QUERY_MAX_DEPTH 32  /* of parentheses and "not" */
#define KONTOR_QUERY_MAX_TESTS 256
#define KONTOR_QUERY_MAX_PATH 8 /* names in a path */

/* What is wrong with a condition, for a program that says it in words of its own. */
typedef enum
{
  KONTOR_QUERY_FAULT_NONE,
  KONTOR_QUERY_FAULT_CHARACTER,   /* it has no meaning here */
  KONTOR_QUERY_FAULT_OPEN_TEXT,   /* the closing quote is missing */
  KONTOR_QUERY_FAULT_FIELD,       /* a field was expected */
  KONTOR_QUERY_FAULT_NO_FIELD,    /* there is no field of that name */
  KONTOR_QUERY_FAULT_AMBIGUOUS,   /* several things have that name */
  KONTOR_QUERY_FAULT_OPERATOR,    /* an operator was expected */
  KONTOR_QUERY_FAULT_NOT_FOR,     /* the operator does not suit the field */
  KONTOR_QUERY_FAULT_VALUE,       /* a value was expected */
  KONTOR_QUERY_FAULT_WRONG_VALUE, /* the value does not suit the field */
  KONTOR_QUERY_FAULT_CONNECTIVE,  /* "and", "or" or the end was expected */
  KONTOR_QUERY_FAULT_PARENTHESIS, /* "(", ")" or "," was expected */
  KONTOR_QUERY_FAULT_LIMIT,       /* too long, too deep, too many tests */
} KontorQueryFault;

typedef struct
{
  KontorQueryFault fault;
  guint position; /* characters before it */
  guint length;   /* characters of the word it is about; 0 at the end of the text */
} KontorQueryProblem;

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

void kontor_expr_free (KontorExpr *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorExpr, kontor_expr_free)

/**
 * kontor_query_parse:
 * @problem: (out) (optional): what was wrong and where
 *
 * Any thread. KONTOR_ERROR_INVALID, or LIMIT for what is too long or too deep; the message names
 * the character and what was expected.
 *
 * Returns: (nullable): the tree.
 */
KontorExpr *kontor_query_parse (const KontorSchema *schema,
                                const KontorEntity *entity,
                                const char *text,
                                KontorQueryProblem *problem,
                                GError **error);

G_END_DECLS
