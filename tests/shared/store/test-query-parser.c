/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-parser.h"

#include "util/kontor-error.h"

#define ID "0192f0a1-7b1c-7def-8123-456789abcdef"

static const char *const comparisons[] = {
  [KONTOR_COMPARE_EQUAL] = "=",   [KONTOR_COMPARE_LESS] = "<",      [KONTOR_COMPARE_AT_MOST] = "<=",
  [KONTOR_COMPARE_GREATER] = ">", [KONTOR_COMPARE_AT_LEAST] = ">=", [KONTOR_COMPARE_CONTAINS] = "~",
  [KONTOR_COMPARE_BEGINS] = "^=",
};

static void print_expr (GString *out, const KontorExpr *expr);

static void
print_operand (GString *out, const KontorOperand *operand)
{
  g_autofree char *money = NULL;

  switch (operand->kind)
    {
    case KONTOR_OPERAND_FOLDED:
      g_string_append_printf (out, "“%s”", operand->text);
      break;
    case KONTOR_OPERAND_DIGITS:
      g_string_append_printf (out, "digits %s", operand->text);
      break;
    case KONTOR_OPERAND_EXACT:
      g_string_append_printf (out, "exactly %s", operand->text);
      break;
    case KONTOR_OPERAND_NUMBER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, operand->integer);
      break;
    case KONTOR_OPERAND_AMOUNT:
      g_string_append_printf (out, "amount %s", operand->text);
      break;
    case KONTOR_OPERAND_MONEY:
      money = kontor_money_dup_text (&operand->money);
      g_string_append (out, money);
      break;
    case KONTOR_OPERAND_DAY:
      g_string_append_printf (out, "day %" G_GINT64_FORMAT, operand->integer);
      break;
    case KONTOR_OPERAND_TODAY:
      g_string_append_printf (out, "today %+dm %+" G_GINT64_FORMAT "d", operand->months,
                              operand->integer);
      break;
    case KONTOR_OPERAND_ID:
      g_string_append (out, "id");
      break;
    case KONTOR_OPERAND_ME:
      g_string_append (out, "me");
      break;
    default:
      g_assert_not_reached ();
    }
}

static const char *
get_name (const KontorEntity *entity, int field)
{
  if (field == KONTOR_EXPR_TITLE)
    return "TITLE";
  if (field == KONTOR_EXPR_ID)
    return "ID";
  return kontor_entity_get_field (entity, field)->name;
}

static void
print_parts (GString *out, const char *word, const KontorExpr *expr)
{
  g_string_append_printf (out, "(%s", word);
  for (guint i = 0; i < expr->parts->len; i++)
    {
      const KontorExpr *part = expr->parts->pdata[i];

      g_string_append_c (out, ' ');
      print_expr (out, part);
    }
  g_string_append_c (out, ')');
}

static void
print_expr (GString *out, const KontorExpr *expr)
{
  g_autofree char *word = NULL;

  switch (expr->kind)
    {
    case KONTOR_EXPR_AND:
      print_parts (out, "and", expr);
      break;
    case KONTOR_EXPR_OR:
      print_parts (out, "or", expr);
      break;
    case KONTOR_EXPR_NOT:
      print_parts (out, "not", expr);
      break;
    case KONTOR_EXPR_TARGET:
      word = g_strdup_printf ("target %s", get_name (expr->entity, expr->field));
      print_parts (out, word, expr);
      break;
    case KONTOR_EXPR_CHILD:
      word = g_strdup_printf ("child %s by %s", expr->child->name,
                              get_name (expr->child, expr->field));
      print_parts (out, word, expr);
      break;
    case KONTOR_EXPR_EXISTS:
      g_string_append (out, "exists");
      break;
    case KONTOR_EXPR_PRESENT:
      g_string_append_printf (out, "(present %s)", get_name (expr->entity, expr->field));
      break;
    case KONTOR_EXPR_COMPARE:
      g_string_append_printf (out, "(%s %s ", get_name (expr->entity, expr->field),
                              comparisons[expr->comparison]);
      print_operand (out, &expr->operand);
      g_string_append_c (out, ')');
      break;
    default:
      g_assert_not_reached ();
    }
}

static const KontorEntity *
find_entity (const char *name)
{
  const KontorEntity *entity = kontor_schema_find (kontor_schema_get_default (), name);

  g_assert_nonnull (entity);
  return entity;
}

static void
assert_tree (const char *entity, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (KontorExpr) expr
      = kontor_query_parse (kontor_schema_get_default (), find_entity (entity), text, NULL, &error);

  g_assert_no_error (error);
  print_expr (found, expr);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
assert_refused (const char *entity,
                const char *text,
                KontorQueryFault fault,
                guint position,
                const char *message)
{
  gboolean is_limit = fault == KONTOR_QUERY_FAULT_LIMIT;
  int code = is_limit ? KONTOR_ERROR_LIMIT : KONTOR_ERROR_INVALID;
  g_autoptr (GError) error = NULL;
  KontorQueryProblem problem;

  g_assert_null (kontor_query_parse (kontor_schema_get_default (), find_entity (entity), text,
                                     &problem, &error));
  g_assert_error (error, KONTOR_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_cmpint (problem.fault, ==, fault);
  g_assert_cmpuint (problem.position, ==, position);
  if (message != NULL && g_strstr_len (error->message, -1, message) == NULL)
    g_error ("“%s” does not say “%s”", error->message, message);
}

static void
test_precedence (void)
{
  assert_tree ("deal", "title = a", "(title = “a”)");
  assert_tree ("deal", "title = a and title = b or title = c",
               "(or (and (title = “a”) (title = “b”)) (title = “c”))");
  assert_tree ("deal", "title = a and (title = b or title = c)",
               "(and (title = “a”) (or (title = “b”) (title = “c”)))");
  assert_tree ("deal", "not title = a and title = b", "(and (not (title = “a”)) (title = “b”))");
  assert_tree ("deal", "NOT (title = a AND title = b)", "(not (and (title = “a”) (title = “b”)))");
}

static void
test_operators (void)
{
  assert_tree ("company", "employees < 5", "(employees < 5)");
  assert_tree ("company", "employees <= 5", "(employees <= 5)");
  assert_tree ("company", "employees > -5", "(employees > -5)");
  assert_tree ("company", "employees >= 5", "(employees >= 5)");
  assert_tree ("company", "name ~ GmbH", "(name ~ “gmbh”)");
  assert_tree ("company", "name ^= \"Ünal \"", "(name ^= “unal”)");
  assert_tree ("company", "name != x", "(not (name = “x”))");
}

static void
test_lists (void)
{
  assert_tree ("company", "name in (a, 'b c')", "(or (name = “a”) (name = “b c”))");
  assert_tree ("company", "name not in (a)", "(not (or (name = “a”)))");
  assert_tree ("deal", "stage in (Won, Lost)",
               "(or (target stage (TITLE = “won”)) (target stage (TITLE = “lost”)))");
}

static void
test_none (void)
{
  assert_tree ("deal", "company is none", "(not (present company))");
  assert_tree ("deal", "company is not none", "(present company)");
  assert_tree ("deal", "company is null", "(not (present company))");
  assert_tree ("deal", "company is not empty", "(present company)");
  assert_tree ("deal", "company = none", "(not (present company))");
  assert_tree ("deal", "value != NULL", "(present value)");
  assert_tree ("deal", "contact.contact_point = null",
               "(not (target contact (child contact_point by contact exists)))");
  assert_tree ("company", "name = 'null'", "(name = “null”)");
  assert_tree ("deal", "company.parent is none", "(not (target company (present parent)))");
  assert_tree ("contact", "contact_point is none", "(not (child contact_point by contact exists))");
  assert_tree ("contact", "contact_point.email is none",
               "(not (child contact_point by contact (present email)))");
}

static void
test_references (void)
{
  assert_tree ("deal", "stage = \"Won\"", "(target stage (TITLE = “won”))");
  assert_tree ("deal", "stage != Won", "(not (target stage (TITLE = “won”)))");
  assert_tree ("deal", "company ~ gmbh", "(target company (TITLE ~ “gmbh”))");
  assert_tree ("deal", "company = " ID, "(company = id)");
  assert_tree ("deal", "owner = me", "(owner = me)");
  assert_tree ("deal", "owner = \"me\"", "(target owner (TITLE = “me”))");
  assert_tree ("deal", "company = me", "(target company (TITLE = “me”))");
  assert_tree ("deal", "id = " ID, "(ID = id)");
}

static void
test_paths (void)
{
  assert_tree ("deal", "company.name ~ x", "(target company (name ~ “x”))");
  assert_tree ("deal", "company.parent.name = x", "(target company (target parent (name = “x”)))");
  assert_tree ("deal", "company.contact_point.city = Köln",
               "(target company (child contact_point by company (city = “koln”)))");
  assert_tree ("deal", "stage.kind != open", "(not (target stage (kind = exactly open)))");
}

static void
test_children (void)
{
  assert_tree ("contact", "contact_point.email ~ x",
               "(child contact_point by contact (email ~ “x”))");
  assert_tree ("contact", "email ~ x", "(child contact_point by contact (email ~ “x”))");
  assert_tree ("contact", "tag = vip", "(child tagging by contact (target tag (TITLE = “vip”)))");
  assert_tree ("contact", "tag.color = red",
               "(child tagging by contact (target tag (color = exactly red)))");
  assert_tree ("company", "deal.value > 5", "(child deal by company (value > amount 5))");
  /* Where an entity refers twice, the reference to what it belongs to is meant. */
  assert_tree ("company", "company.name = x", "(child company by parent (name = “x”))");
}

static void
test_titles (void)
{
  assert_tree ("contact", "title ^= ana", "(TITLE ^= “ana”)");
  assert_tree ("deal", "title ^= ana", "(title ^= “ana”)");
  assert_tree ("deal", "contact.title = 'Ana Ruiz'", "(target contact (TITLE = “ana ruiz”))");
}

static void
test_numbers (void)
{
  assert_tree ("company", "revenue = 12.5", "(revenue = 1250)");
  assert_tree ("company", "revenue < -12", "(revenue < -1200)");
  assert_refused ("company", "revenue = 12.345", KONTOR_QUERY_FAULT_WRONG_VALUE, 10, "2 digits");
  assert_refused ("company", "employees = 1.5", KONTOR_QUERY_FAULT_WRONG_VALUE, 12, "whole");
  assert_refused ("company", "employees = many", KONTOR_QUERY_FAULT_WRONG_VALUE, 12, NULL);
  assert_refused ("company", "employees = 99999999999999999999", KONTOR_QUERY_FAULT_WRONG_VALUE, 12,
                  NULL);
  /* Digits are text where text is asked for. */
  assert_tree ("contact", "postal_code = 10115",
               "(child contact_point by contact (postal_code = “10115”))");
}

static void
test_money (void)
{
  assert_tree ("deal", "value > 1000", "(value > amount 1000)");
  assert_tree ("deal", "value > -10.50", "(value > amount -10.50)");
  assert_tree ("deal", "value > 1000 EUR", "(value > 1000.00 EUR)");
  assert_tree ("deal", "value = 1000 jpy and title = x", "(and (value = 1000 JPY) (title = “x”))");
  assert_tree ("deal", "value = 5 or title = x", "(or (value = amount 5) (title = “x”))");
  assert_tree ("deal", "value = '7.50 CHF'", "(value = 7.50 CHF)");
  assert_refused ("deal", "value = 1.005 EUR", KONTOR_QUERY_FAULT_WRONG_VALUE, 8, "amount");
  assert_refused ("deal", "value = 5 XQX", KONTOR_QUERY_FAULT_CONNECTIVE, 10, NULL);
}

static void
test_days (void)
{
  assert_tree ("deal", "closed_on >= 1970-01-11", "(closed_on >= day 10)");
  assert_tree ("deal", "closed_on = today", "(closed_on = today +0m +0d)");
  assert_tree ("deal", "expected_on < today + 7d", "(expected_on < today +0m +7d)");
  assert_tree ("deal", "expected_on < today - 2w", "(expected_on < today +0m -14d)");
  assert_tree ("deal", "expected_on < today + 3 m", "(expected_on < today +3m +0d)");
  assert_tree ("deal", "expected_on < TODAY - 1Y", "(expected_on < today -12m +0d)");
  assert_tree ("activity", "at >= 1970-01-11", "(at >= day 10)");
  assert_tree ("activity", "at >= 1970-01-01T00:00:01Z", "(at >= 1000)");
  assert_tree ("task", "remind_at < 1970-01-11", "(remind_at < day 10)");
  assert_refused ("deal", "closed_on = 2026-02-30", KONTOR_QUERY_FAULT_WRONG_VALUE, 12, "a date");
  assert_refused ("deal", "closed_on = today + 7", KONTOR_QUERY_FAULT_VALUE, 21, "d, w, m or y");
  assert_refused ("deal", "closed_on = today + x", KONTOR_QUERY_FAULT_VALUE, 20, "five digits");
  assert_refused ("deal", "closed_on = today + 123456d", KONTOR_QUERY_FAULT_VALUE, 26, NULL);
  assert_refused ("deal", "title = today + 7d", KONTOR_QUERY_FAULT_WRONG_VALUE, 8, "no day");
}

static void
test_choices (void)
{
  assert_tree ("stage", "kind = won", "(kind = exactly won)");
  assert_tree ("task", "important = true", "(important = 1)");
  assert_tree ("task", "important != FALSE", "(not (important = 0))");
  assert_refused ("stage", "kind = wonn", KONTOR_QUERY_FAULT_WRONG_VALUE, 7,
                  "one of open, won, lost");
  assert_refused ("stage", "kind > won", KONTOR_QUERY_FAULT_NOT_FOR, 5, NULL);
  assert_refused ("task", "important = 1", KONTOR_QUERY_FAULT_WRONG_VALUE, 12, "true or false");
}

static void
test_phones (void)
{
  assert_tree ("contact", "phone ~ '+34 (600) 12'",
               "(child contact_point by contact (phone ~ digits 3460012))");
  assert_refused ("contact", "phone = home", KONTOR_QUERY_FAULT_WRONG_VALUE, 8, "digits");
  assert_refused ("contact", "phone > 5", KONTOR_QUERY_FAULT_NOT_FOR, 6, NULL);
}

static void
test_unknown_fields (void)
{
  assert_refused ("deal", "colour = red", KONTOR_QUERY_FAULT_NO_FIELD, 0, "“colour” in deal");
  assert_refused ("deal", "company.colour = red", KONTOR_QUERY_FAULT_NO_FIELD, 8, "in company");
  assert_refused ("deal", "title.name = x", KONTOR_QUERY_FAULT_NO_FIELD, 6, "refers to nothing");
  assert_refused ("member", "conflict.value = x", KONTOR_QUERY_FAULT_AMBIGUOUS, 0, "several");
  assert_refused ("contact", "contact_point = x", KONTOR_QUERY_FAULT_NOT_FOR, 14, NULL);
  assert_refused ("contact", "contact_point in (x)", KONTOR_QUERY_FAULT_NOT_FOR, 14, NULL);
}

static void
test_places (void)
{
  assert_refused ("deal", "", KONTOR_QUERY_FAULT_FIELD, 0, "a field, but");
  assert_refused ("deal", "title", KONTOR_QUERY_FAULT_OPERATOR, 5, "an operator");
  assert_refused ("deal", "title =", KONTOR_QUERY_FAULT_VALUE, 7, "a value");
  assert_refused ("deal", "title = and", KONTOR_QUERY_FAULT_VALUE, 8, "instead of “and”");
  assert_refused ("deal", "title ~ none", KONTOR_QUERY_FAULT_VALUE, 8, "is none");
  assert_refused ("deal", "title < null", KONTOR_QUERY_FAULT_VALUE, 8, "is none");
  assert_refused ("deal", "title = a b", KONTOR_QUERY_FAULT_CONNECTIVE, 10, "instead of “b”");
  assert_refused ("deal", "title = a and", KONTOR_QUERY_FAULT_FIELD, 13, NULL);
  assert_refused ("deal", "(title = a", KONTOR_QUERY_FAULT_PARENTHESIS, 10, "“)”");
  assert_refused ("deal", "title = a)", KONTOR_QUERY_FAULT_CONNECTIVE, 9, NULL);
  assert_refused ("deal", "title in a", KONTOR_QUERY_FAULT_PARENTHESIS, 9, "“(”");
  assert_refused ("deal", "title in ()", KONTOR_QUERY_FAULT_VALUE, 10, NULL);
  assert_refused ("deal", "title in (a b)", KONTOR_QUERY_FAULT_PARENTHESIS, 12, "“,”");
  assert_refused ("deal", "title is nothing", KONTOR_QUERY_FAULT_VALUE, 9, "“none”");
  assert_refused ("deal", "title not a", KONTOR_QUERY_FAULT_OPERATOR, 10, "“in”");
  assert_refused ("deal", "title = -a", KONTOR_QUERY_FAULT_VALUE, 9, "a number");
  assert_refused ("deal", "title = \"a", KONTOR_QUERY_FAULT_OPEN_TEXT, 8, "quote");
  assert_refused ("deal", "title & a", KONTOR_QUERY_FAULT_CHARACTER, 6, "“&”");
  /* Places count characters, not bytes. */
  assert_refused ("deal", "title = größe und", KONTOR_QUERY_FAULT_CONNECTIVE, 14, NULL);
  assert_refused ("deal", "title = '\xff'", KONTOR_QUERY_FAULT_CHARACTER, 0, "UTF-8");
}

static char *
repeat (const char *before, const char *middle, const char *after, guint times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, before);
  g_string_append (text, middle);
  for (guint i = 0; i < times; i++)
    g_string_append (text, after);
  return g_string_free_and_steal (text);
}

static void
test_limits (void)
{
  g_autofree char *deep = repeat ("(", "title = a", ")", KONTOR_QUERY_MAX_DEPTH);
  g_autofree char *deeper = repeat ("(", "title = a", ")", KONTOR_QUERY_MAX_DEPTH + 1);
  g_autofree char *negative = repeat ("not ", "title = a", "", KONTOR_QUERY_MAX_DEPTH + 1);
  g_autofree char *many = repeat ("title=a or ", "title=a", "", KONTOR_QUERY_MAX_TESTS - 1);
  g_autofree char *more = repeat ("title=a or ", "title=a", "", KONTOR_QUERY_MAX_TESTS);
  g_autofree char *list = repeat ("", "title in (a", ",a", KONTOR_QUERY_MAX_TESTS + 1);
  g_autofree char *nones = repeat ("title is none or ", "title=a", "", KONTOR_QUERY_MAX_TESTS);
  g_autofree char *wide = repeat (" ", "title = a", "", KONTOR_QUERY_MAX_TEXT);
  g_autofree char *path = repeat ("parent.", "name = a", "", KONTOR_QUERY_MAX_PATH);
  g_autoptr (KontorExpr) expr = NULL;

  assert_tree ("deal", deep, "(title = “a”)");
  assert_refused ("deal", deeper, KONTOR_QUERY_FAULT_LIMIT, KONTOR_QUERY_MAX_DEPTH, "levels");
  assert_refused ("deal", negative, KONTOR_QUERY_FAULT_LIMIT, KONTOR_QUERY_MAX_DEPTH * 4, NULL);
  expr = kontor_query_parse (kontor_schema_get_default (), find_entity ("deal"), many, NULL, NULL);
  g_assert_nonnull (expr);
  g_assert_cmpuint (expr->parts->len, ==, KONTOR_QUERY_MAX_TESTS);
  assert_refused ("deal", more, KONTOR_QUERY_FAULT_LIMIT, KONTOR_QUERY_MAX_TESTS * 11 + 6, NULL);
  assert_refused ("deal", list, KONTOR_QUERY_FAULT_LIMIT, 10 + KONTOR_QUERY_MAX_TESTS * 2, NULL);
  assert_refused ("deal", nones, KONTOR_QUERY_FAULT_LIMIT, KONTOR_QUERY_MAX_TESTS * 17 + 6, NULL);
  assert_refused ("deal", wide, KONTOR_QUERY_FAULT_LIMIT, 0, "bytes");
  assert_refused ("company", path, KONTOR_QUERY_FAULT_LIMIT, KONTOR_QUERY_MAX_PATH * 7, "names");
}

/* Whatever is typed gives a tree or one error with a place inside the text. */
static void
test_any_text (void)
{
  static const char *const words[]
      = { "title", "value", "company", ".", "name",       "stage", "=",         "!=",    "<",
          "~",     "^=",    "(",       ")", ",",          "and",   "or",        "not",   "in",
          "is",    "none",  "today",   "+", "-",          "7",     "d",         "\"a\"", "EUR",
          "\"",    "&",     "me",      "é", "1970-01-01", "tag",   "deal_line", ID,      "true" };

  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorExpr) expr = NULL;
      KontorQueryProblem problem;
      int n = g_test_rand_int_range (0, 12);

      for (int j = 0; j < n; j++)
        g_string_append_printf (text, "%s%s",
                                words[g_test_rand_int_range (0, G_N_ELEMENTS (words))],
                                g_test_rand_bit () ? " " : "");
      expr = kontor_query_parse (kontor_schema_get_default (), find_entity ("deal"), text->str,
                                 &problem, &error);
      g_assert_true ((expr == NULL) == (error != NULL));
      g_assert_true ((expr == NULL) == (problem.fault != KONTOR_QUERY_FAULT_NONE));
      g_assert_cmpuint (problem.position + problem.length, <=, g_utf8_strlen (text->str, -1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/parser/and-binds-closer-than-or", test_precedence);
  g_test_add_func ("/query/parser/each-operator-is-read", test_operators);
  g_test_add_func ("/query/parser/lists-are-alternatives", test_lists);
  g_test_add_func ("/query/parser/none-is-asked-for", test_none);
  g_test_add_func ("/query/parser/references-mean-titles-ids-and-me", test_references);
  g_test_add_func ("/query/parser/paths-follow-references", test_paths);
  g_test_add_func ("/query/parser/children-are-found-by-name-and-field", test_children);
  g_test_add_func ("/query/parser/every-record-has-a-title", test_titles);
  g_test_add_func ("/query/parser/numbers-fit-their-field", test_numbers);
  g_test_add_func ("/query/parser/money-has-a-currency-or-the-workspaces", test_money);
  g_test_add_func ("/query/parser/days-are-absolute-or-from-today", test_days);
  g_test_add_func ("/query/parser/choices-are-known-keys", test_choices);
  g_test_add_func ("/query/parser/phones-are-digits", test_phones);
  g_test_add_func ("/query/parser/unknown-names-are-named", test_unknown_fields);
  g_test_add_func ("/query/parser/errors-say-the-place", test_places);
  g_test_add_func ("/query/parser/every-size-has-a-limit", test_limits);
  g_test_add_func ("/query/parser/any-text-gives-a-tree-or-an-error", test_any_text);
  return g_test_run ();
}
