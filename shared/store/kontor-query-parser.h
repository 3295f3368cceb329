/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query-tree.h"

G_BEGIN_DECLS

/* The language in which saved views, filters and `kontorctl list --where` say which records they
 * mean. Reading it needs no store; what depends on one (me, today, the workspace's currency) stays
 * in the tree by name.
 *
 *   condition   = all { "or" all }
 *   all         = one { "and" one }
 *   one         = "not" one | "(" condition ")" | path test
 *   test        = operator value | [ "not" ] "in" "(" value { "," value } ")"
 *               | "is" [ "not" ] ( none | "empty" ) | ( "=" | "!=" ) none
 *   none        = "none" | "null"
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
