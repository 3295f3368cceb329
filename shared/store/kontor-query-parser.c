/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-parser.h"

#include "store/kontor-query-operand.h"
#include "store/kontor-query-path.h"
#include "util/kontor-error.h"

#include <string.h>

/* A condition is read by descent, one function for each rule of the grammar in the header. Each
 * returns NULL once a problem is noted, and the first problem is the one that is told. */
typedef struct
{
  const KontorSchema *schema;
  const KontorEntity *entity;
  const char *text;
  KontorToken token; /* the one that is looked at */
  guint depth;
  guint n_tests;
  KontorQueryProblem *problem;
  GError **error;
} Parser;

static KontorExpr *parse_any (Parser *self);
static KontorExpr *parse_one (Parser *self);

static gpointer G_GNUC_PRINTF (4, 5)
    fail (Parser *self, KontorQueryFault fault, const KontorToken *at, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  self->problem->fault = fault;
  self->problem->position = g_utf8_strlen (self->text, at->start - self->text);
  self->problem->length = g_utf8_strlen (at->start, at->length);
  g_set_error (self->error, KONTOR_ERROR,
               fault == KONTOR_QUERY_FAULT_LIMIT ? KONTOR_ERROR_LIMIT : KONTOR_ERROR_INVALID,
               "at character %u: %s", self->problem->position + 1, message);
  return NULL;
}

/* What is wrong wherever it stands comes before what would have been right in its place. */
static gpointer
fail_expecting (Parser *self, KontorQueryFault fault, const char *expected)
{
  const KontorToken *token = &self->token;

  if (token->kind == KONTOR_TOKEN_OPEN_TEXT)
    return fail (self, KONTOR_QUERY_FAULT_OPEN_TEXT, token, "the closing quote is missing");
  if (token->kind == KONTOR_TOKEN_STRANGE)
    return fail (self, KONTOR_QUERY_FAULT_CHARACTER, token, "“%.*s” means nothing here",
                 (int) token->length, token->start);
  if (token->kind == KONTOR_TOKEN_END)
    return fail (self, fault, token, "expected %s, but the condition ends", expected);
  return fail (self, fault, token, "expected %s instead of “%.*s”", expected, (int) token->length,
               token->start);
}

static void
advance (Parser *self)
{
  self->token = kontor_token_next (self->token.start + self->token.length);
}

static gboolean
take (Parser *self, const char *word)
{
  if (!kontor_token_is (&self->token, word))
    return FALSE;
  advance (self);
  return TRUE;
}

static KontorExpr *
negate (KontorExpr *expr)
{
  return expr == NULL ? NULL : kontor_expr_new (KONTOR_EXPR_NOT, expr->entity, expr);
}

static gboolean
parse_path (Parser *self, KontorQueryPath *path)
{
  kontor_query_path_init (path, self->schema, self->entity);
  do
    {
      g_autofree char *name = NULL;
      g_autofree char *why = NULL;
      KontorQueryFault fault;

      if (self->token.kind != KONTOR_TOKEN_WORD)
        {
          fail_expecting (self, KONTOR_QUERY_FAULT_FIELD, "a field");
          return FALSE;
        }
      name = kontor_token_dup_text (&self->token);
      fault = kontor_query_path_step (path, name, &why);
      if (fault != KONTOR_QUERY_FAULT_NONE)
        {
          fail (self, fault, &self->token, "%s", why);
          return FALSE;
        }
      advance (self);
    }
  while (take (self, "."));
  return TRUE;
}

static gboolean
parse_relative_day (Parser *self, KontorQueryValue *value)
{
  gboolean back = kontor_token_is (&self->token, "-");
  KontorToken count;

  if (!back && !kontor_token_is (&self->token, "+"))
    return TRUE;
  advance (self);
  count = self->token;
  if (count.kind == KONTOR_TOKEN_NUMBER)
    advance (self);
  if (!kontor_query_value_set_offset (value, &count, &self->token, back))
    {
      fail_expecting (self, KONTOR_QUERY_FAULT_VALUE, "up to five digits and d, w, m or y");
      return FALSE;
    }
  advance (self);
  return TRUE;
}

static gboolean
is_reserved (const KontorToken *token)
{
  static const char *const words[] = { "and", "or", "not", "in", "is", "none", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (kontor_token_is (token, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
parse_value (Parser *self, KontorQueryValue *value)
{
  *value = (KontorQueryValue) { .negative = take (self, "-") };
  value->token = self->token;
  switch (self->token.kind)
    {
    case KONTOR_TOKEN_NUMBER:
      advance (self);
      if (kontor_query_value_set_currency (value, &self->token))
        advance (self);
      return TRUE;

    case KONTOR_TOKEN_TEXT:
    case KONTOR_TOKEN_WORD:
    case KONTOR_TOKEN_DATE:
    case KONTOR_TOKEN_INSTANT:
    case KONTOR_TOKEN_ID:
      if (value->negative || is_reserved (&self->token))
        break;
      advance (self);
      return !kontor_token_is (&value->token, "today") || parse_relative_day (self, value);

    default:
      break;
    }
  fail_expecting (self, KONTOR_QUERY_FAULT_VALUE,
                  value->negative ? "a number" : "a value (“is none” asks for no value)");
  return FALSE;
}

/* One comparison with the value that is looked at, without the steps that lead there. */
static KontorExpr *
parse_comparison (Parser *self, const KontorQueryPath *path, KontorComparison comparison)
{
  g_autofree char *why = NULL;
  KontorQueryValue value;
  KontorExpr *leaf;

  if (++self->n_tests > KONTOR_QUERY_MAX_TESTS)
    return fail (self, KONTOR_QUERY_FAULT_LIMIT, &self->token, "more than %d comparisons",
                 KONTOR_QUERY_MAX_TESTS);
  if (!parse_value (self, &value))
    return NULL;
  leaf = kontor_query_value_compare (&value, path, comparison, &why);
  return leaf != NULL ? leaf : fail (self, KONTOR_QUERY_FAULT_WRONG_VALUE, &value.token, "%s", why);
}

static gpointer
fail_unsuited (Parser *self)
{
  return fail (self, KONTOR_QUERY_FAULT_NOT_FOR, &self->token,
               "“%.*s” can't be asked of this field", (int) self->token.length, self->token.start);
}

static KontorExpr *
parse_list (Parser *self, const KontorQueryPath *path)
{
  g_autoptr (KontorExpr) list = kontor_expr_new (KONTOR_EXPR_OR, path->entity, NULL);

  if (!take (self, "("))
    return fail_expecting (self, KONTOR_QUERY_FAULT_PARENTHESIS, "“(”");
  do
    {
      KontorExpr *part = parse_comparison (self, path, KONTOR_COMPARE_EQUAL);

      if (part == NULL)
        return NULL;
      g_ptr_array_add (list->parts, part);
    }
  while (take (self, ","));
  if (!take (self, ")"))
    return fail_expecting (self, KONTOR_QUERY_FAULT_PARENTHESIS, "“,” or “)”");
  return kontor_query_path_wrap (path, g_steal_pointer (&list));
}

/* What other languages say for no value is understood as well: read as a text it would find nothing,
 * silently. */
static gboolean
take_none (Parser *self)
{
  return take (self, "none") || take (self, "null");
}

static KontorExpr *
ask_presence (Parser *self, const KontorQueryPath *path, gboolean present)
{
  if (++self->n_tests > KONTOR_QUERY_MAX_TESTS)
    return fail (self, KONTOR_QUERY_FAULT_LIMIT, &self->token, "more than %d comparisons",
                 KONTOR_QUERY_MAX_TESTS);
  return present ? kontor_query_path_exists (path) : negate (kontor_query_path_exists (path));
}

static KontorExpr *
parse_none (Parser *self, const KontorQueryPath *path)
{
  gboolean present = take (self, "not");

  if (!take_none (self) && !take (self, "empty"))
    return fail_expecting (self, KONTOR_QUERY_FAULT_VALUE, present ? "“none”" : "“none” or “not”");
  return ask_presence (self, path, present);
}

/* Whether "none" stands behind the operator. */
static gboolean
is_none_next (const Parser *self)
{
  KontorToken next = kontor_token_next (self->token.start + self->token.length);

  return kontor_token_is (&next, "none") || kontor_token_is (&next, "null");
}

static KontorExpr *
parse_test (Parser *self, const KontorQueryPath *path)
{
  KontorComparison comparison;
  KontorExpr *leaf;
  gboolean negative;

  if (take (self, "is"))
    return parse_none (self, path);
  negative = take (self, "not");
  if (kontor_token_is (&self->token, "in") && !kontor_comparison_suits (KONTOR_COMPARE_EQUAL, path))
    return fail_unsuited (self);
  if (take (self, "in"))
    {
      KontorExpr *list = parse_list (self, path);

      return negative ? negate (list) : list;
    }
  if (negative)
    return fail_expecting (self, KONTOR_QUERY_FAULT_OPERATOR, "“in”");
  if (!kontor_comparison_from_token (&self->token, &comparison, &negative))
    return fail_expecting (self, KONTOR_QUERY_FAULT_OPERATOR,
                           "an operator (=, !=, <, <=, >, >=, ~, ^=, in, is)");
  if (comparison == KONTOR_COMPARE_EQUAL && is_none_next (self))
    {
      advance (self);
      advance (self);
      return ask_presence (self, path, negative);
    }
  if (!kontor_comparison_suits (comparison, path))
    return fail_unsuited (self);
  advance (self);
  leaf = parse_comparison (self, path, comparison);
  if (leaf == NULL)
    return NULL;
  leaf = kontor_query_path_wrap (path, leaf);
  return negative ? negate (leaf) : leaf;
}

/* "not" and "(" each lead one level down, where text of any length could lead without end. */
static KontorExpr *
parse_deeper (Parser *self)
{
  KontorToken start = self->token;
  KontorExpr *expr;

  if (++self->depth > KONTOR_QUERY_MAX_DEPTH)
    return fail (self, KONTOR_QUERY_FAULT_LIMIT, &start, "more than %d levels",
                 KONTOR_QUERY_MAX_DEPTH);
  advance (self);
  if (kontor_token_is (&start, "not"))
    expr = negate (parse_one (self));
  else
    expr = parse_any (self);
  self->depth--;
  if (expr == NULL || kontor_token_is (&start, "not") || take (self, ")"))
    return expr;
  kontor_expr_free (expr);
  return fail_expecting (self, KONTOR_QUERY_FAULT_PARENTHESIS, "“and”, “or” or “)”");
}

static KontorExpr *
parse_one (Parser *self)
{
  g_auto (KontorQueryPath) path = { 0 };

  if (kontor_token_is (&self->token, "not") || kontor_token_is (&self->token, "("))
    return parse_deeper (self);
  return parse_path (self, &path) ? parse_test (self, &path) : NULL;
}

/* Parts joined by @word; a single one stays what it is. */
static KontorExpr *
parse_joined (Parser *self,
              KontorExprKind kind,
              const char *word,
              KontorExpr *(*parse_part) (Parser *self))
{
  g_autoptr (KontorExpr) joined = NULL;
  KontorExpr *part = parse_part (self);

  if (part == NULL || !kontor_token_is (&self->token, word))
    return part;
  joined = kontor_expr_new (kind, part->entity, part);
  while (take (self, word))
    {
      part = parse_part (self);
      if (part == NULL)
        return NULL;
      g_ptr_array_add (joined->parts, part);
    }
  return g_steal_pointer (&joined);
}

static KontorExpr *
parse_all (Parser *self)
{
  return parse_joined (self, KONTOR_EXPR_AND, "and", parse_one);
}

static KontorExpr *
parse_any (Parser *self)
{
  return parse_joined (self, KONTOR_EXPR_OR, "or", parse_all);
}

KontorExpr *
kontor_query_parse (const KontorSchema *schema,
                    const KontorEntity *entity,
                    const char *text,
                    KontorQueryProblem *problem,
                    GError **error)
{
  KontorQueryProblem local;
  Parser self
      = { schema, entity, text, .problem = problem != NULL ? problem : &local, .error = error };
  g_autoptr (KontorExpr) expr = NULL;

  *self.problem = (KontorQueryProblem) { 0 };
  self.token = (KontorToken) { KONTOR_TOKEN_END, text, 0 };
  if (strnlen (text, KONTOR_QUERY_MAX_TEXT + 1) > KONTOR_QUERY_MAX_TEXT)
    return fail (&self, KONTOR_QUERY_FAULT_LIMIT, &self.token, "more than %d bytes",
                 KONTOR_QUERY_MAX_TEXT);
  if (!g_utf8_validate (text, -1, NULL))
    return fail (&self, KONTOR_QUERY_FAULT_CHARACTER, &self.token, "this is no UTF-8");
  advance (&self);
  expr = parse_any (&self);
  if (expr == NULL)
    return NULL;
  if (self.token.kind != KONTOR_TOKEN_END)
    return fail_expecting (&self, KONTOR_QUERY_FAULT_CONNECTIVE, "“and”, “or” or the end");
  return g_steal_pointer (&expr);
}
