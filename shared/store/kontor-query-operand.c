/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-operand.h"

#include "model/kontor-date.h"
#include "model/kontor-fold.h"
#include "money/kontor-currency.h"

#include <string.h>

/* Digits of a distance in time: enough for ages, too few to leave the calendar by much. */
#define MAX_OFFSET_DIGITS 5

static const struct
{
  const char *sign;
  KontorComparison comparison;
  gboolean negative;
} comparisons[] = {
  { "=", KONTOR_COMPARE_EQUAL },    { "!=", KONTOR_COMPARE_EQUAL, TRUE },
  { "<", KONTOR_COMPARE_LESS },     { "<=", KONTOR_COMPARE_AT_MOST },
  { ">", KONTOR_COMPARE_GREATER },  { ">=", KONTOR_COMPARE_AT_LEAST },
  { "~", KONTOR_COMPARE_CONTAINS }, { "^=", KONTOR_COMPARE_BEGINS },
};

gboolean
kontor_comparison_from_token (const KontorToken *token,
                              KontorComparison *comparison,
                              gboolean *negative)
{
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    if (kontor_token_is (token, comparisons[i].sign))
      {
        *comparison = comparisons[i].comparison;
        *negative = comparisons[i].negative;
        return TRUE;
      }
  return FALSE;
}

gboolean
kontor_comparison_suits (KontorComparison comparison, const KontorQueryPath *path)
{
  const KontorField *field = kontor_query_path_get_field (path);
  gboolean matches = comparison == KONTOR_COMPARE_CONTAINS || comparison == KONTOR_COMPARE_BEGINS;

  if (path->field == KONTOR_EXPR_RECORDS)
    return FALSE;
  if (comparison == KONTOR_COMPARE_EQUAL || path->field == KONTOR_EXPR_TITLE)
    return TRUE;
  if (path->field == KONTOR_EXPR_ID)
    return FALSE;
  switch (field->type)
    {
    case KONTOR_BOOLEAN:
    case KONTOR_CHOICE:
      return FALSE;

    case KONTOR_PHONE:
      return matches;

    case KONTOR_REF:
      return TRUE;

    default:
      return !matches || kontor_type_is_text (field->type);
    }
}

gboolean
kontor_query_value_set_currency (KontorQueryValue *self, const KontorToken *token)
{
  g_autofree char *code = g_strndup (token->start, token->length);

  if (token->kind != KONTOR_TOKEN_WORD || kontor_currency_find (code) == NULL)
    return FALSE;
  self->currency = *token;
  return TRUE;
}

gboolean
kontor_query_value_set_offset (KontorQueryValue *self,
                               const KontorToken *count,
                               const KontorToken *unit,
                               gboolean back)
{
  g_autofree char *digits = g_strndup (count->start, count->length);
  int number = atoi (digits) * (back ? -1 : 1);

  if (count->kind != KONTOR_TOKEN_NUMBER || count->length > MAX_OFFSET_DIGITS
      || strchr (digits, '.') != NULL)
    return FALSE;
  if (kontor_token_is (unit, "d"))
    self->days = number;
  else if (kontor_token_is (unit, "w"))
    self->days = number * 7;
  else if (kontor_token_is (unit, "m"))
    self->months = number;
  else if (kontor_token_is (unit, "y"))
    self->months = number * 12;
  else
    return FALSE;
  self->relative = TRUE;
  return TRUE;
}

static gboolean
is_word (const KontorQueryValue *self, const char *word)
{
  return self->token.kind == KONTOR_TOKEN_WORD && kontor_token_is (&self->token, word);
}

static char *
dup_text (const KontorQueryValue *self)
{
  g_autofree char *text = kontor_token_dup_text (&self->token);

  if (self->currency.length > 0)
    return g_strdup_printf ("%s%s %.*s", self->negative ? "-" : "", text,
                            (int) self->currency.length, self->currency.start);
  return g_strconcat (self->negative ? "-" : "", text, NULL);
}

static KontorExpr *
new_leaf (const KontorEntity *entity, int field, KontorComparison comparison)
{
  KontorExpr *leaf = kontor_expr_new (KONTOR_EXPR_COMPARE, entity, NULL);

  leaf->field = field;
  leaf->comparison = comparison;
  return leaf;
}

static KontorExpr *
compare_folded (const KontorQueryValue *self,
                const KontorEntity *entity,
                int field,
                KontorComparison comparison)
{
  KontorExpr *leaf = new_leaf (entity, field, comparison);
  g_autofree char *text = dup_text (self);

  leaf->operand.kind = KONTOR_OPERAND_FOLDED;
  leaf->operand.text = kontor_fold (text);
  return leaf;
}

/* A record is known by its id, by being oneself, or by its title. */
static KontorExpr *
compare_reference (const KontorQueryValue *self,
                   const KontorQueryPath *path,
                   KontorComparison comparison)
{
  const KontorField *field = kontor_query_path_get_field (path);
  const KontorEntity *target = kontor_schema_find (path->schema, field->target);
  KontorExpr *leaf, *step;

  if (comparison == KONTOR_COMPARE_EQUAL && self->token.kind == KONTOR_TOKEN_ID)
    {
      g_autofree char *text = dup_text (self);

      leaf = new_leaf (path->entity, path->field, comparison);
      leaf->operand.kind = KONTOR_OPERAND_ID;
      kontor_id_from_text (&leaf->operand.id, text);
      return leaf;
    }
  if (comparison == KONTOR_COMPARE_EQUAL && is_word (self, "me")
      && g_str_equal (field->target, "member"))
    {
      leaf = new_leaf (path->entity, path->field, comparison);
      leaf->operand.kind = KONTOR_OPERAND_ME;
      return leaf;
    }
  step = kontor_expr_new (KONTOR_EXPR_TARGET, path->entity,
                          compare_folded (self, target, KONTOR_EXPR_TITLE, comparison));
  step->child = target;
  step->field = path->field;
  return step;
}

static gboolean
read_number (const KontorQueryValue *self, guint digits, KontorOperand *operand)
{
  g_autofree char *text = dup_text (self);

  operand->kind = KONTOR_OPERAND_NUMBER;
  return self->token.kind == KONTOR_TOKEN_NUMBER
         && kontor_decimal_parse_marked (text, KONTOR_DECIMAL_POINT, digits, &operand->integer,
                                         NULL);
}

static gboolean
read_amount (const KontorQueryValue *self, KontorOperand *operand)
{
  g_autofree char *text = dup_text (self);

  if (self->token.kind == KONTOR_TOKEN_NUMBER && self->currency.length == 0)
    {
      operand->kind = KONTOR_OPERAND_AMOUNT;
      operand->text = g_steal_pointer (&text);
      return TRUE;
    }
  operand->kind = KONTOR_OPERAND_MONEY;
  return (self->token.kind == KONTOR_TOKEN_NUMBER || self->token.kind == KONTOR_TOKEN_TEXT)
         && kontor_money_parse_marked (text, KONTOR_DECIMAL_POINT, NULL, &operand->money, NULL);
}

static gboolean
read_day (const KontorQueryValue *self, KontorOperand *operand)
{
  g_autofree char *text = dup_text (self);
  KontorDate date;

  if (is_word (self, "today"))
    {
      operand->kind = KONTOR_OPERAND_TODAY;
      operand->months = self->months;
      operand->integer = self->days;
      return TRUE;
    }
  if (!kontor_date_from_text (text, &date))
    return FALSE;
  operand->kind = KONTOR_OPERAND_DAY;
  operand->integer = date;
  return TRUE;
}

static gboolean
read_instant (const KontorQueryValue *self, KontorOperand *operand)
{
  g_autofree char *text = dup_text (self);

  operand->kind = KONTOR_OPERAND_NUMBER;
  return read_day (self, operand) || kontor_instant_from_text (text, &operand->integer);
}

static gboolean
read_boolean (const KontorQueryValue *self, KontorOperand *operand)
{
  operand->kind = KONTOR_OPERAND_NUMBER;
  operand->integer = is_word (self, "true");
  return is_word (self, "true") || is_word (self, "false");
}

static gboolean
read_phone (const KontorQueryValue *self, KontorOperand *operand)
{
  g_autofree char *text = dup_text (self);

  operand->kind = KONTOR_OPERAND_DIGITS;
  operand->text = kontor_fold_phone (text);
  return *operand->text != '\0';
}

static gboolean
read_exact (const KontorQueryValue *self, KontorOperand *operand)
{
  operand->kind = KONTOR_OPERAND_EXACT;
  operand->text = dup_text (self);
  return TRUE;
}

static gboolean
read_operand (const KontorQueryValue *self, const KontorField *field, KontorOperand *operand)
{
  switch (field->type)
    {
    case KONTOR_INTEGER:
    case KONTOR_DECIMAL:
      return read_number (self, field->type == KONTOR_DECIMAL ? field->digits : 0, operand);

    case KONTOR_MONEY:
      return read_amount (self, operand);

    case KONTOR_DATE:
      return read_day (self, operand);

    case KONTOR_INSTANT:
      return read_instant (self, operand);

    case KONTOR_BOOLEAN:
      return read_boolean (self, operand);

    case KONTOR_PHONE:
      return read_phone (self, operand);

    case KONTOR_CHOICE:
      return read_exact (self, operand) && kontor_field_find_choice (field, operand->text) != NULL;

    case KONTOR_WALL_TIME:
      return read_day (self, operand) || read_exact (self, operand);

    default:
      return read_exact (self, operand);
    }
}

static char *
describe_choices (const KontorField *field)
{
  GString *text = g_string_new ("expected one of");

  for (const KontorChoice *choice = field->choices; choice->key != NULL; choice++)
    g_string_append_printf (text, "%s %s", choice == field->choices ? "" : ",", choice->key);
  return g_string_free_and_steal (text);
}

static char *
describe_expected (const KontorField *field)
{
  switch (field->type)
    {
    case KONTOR_INTEGER:
      return g_strdup ("expected a whole number");

    case KONTOR_DECIMAL:
      return g_strdup_printf ("expected a number with at most %u digits after the point",
                              field->digits);

    case KONTOR_MONEY:
      return g_strdup ("expected an amount, such as 1000 or 1000.50 EUR");

    case KONTOR_DATE:
      return g_strdup ("expected a date, such as 2026-11-22 or today - 7d");

    case KONTOR_INSTANT:
      return g_strdup ("expected a date or a time, such as 2026-11-22 or 2026-11-22T10:15:00Z");

    case KONTOR_BOOLEAN:
      return g_strdup ("expected true or false");

    case KONTOR_PHONE:
      return g_strdup ("expected digits");

    case KONTOR_CHOICE:
      return describe_choices (field);

    default:
      return g_strdup ("expected a text");
    }
}

static gboolean
has_days (const KontorField *field)
{
  return field != NULL
         && (field->type == KONTOR_DATE || field->type == KONTOR_INSTANT
             || field->type == KONTOR_WALL_TIME);
}

static KontorExpr *
compare_id (const KontorQueryValue *self, const KontorQueryPath *path)
{
  g_autoptr (KontorExpr) leaf = new_leaf (path->entity, KONTOR_EXPR_ID, KONTOR_COMPARE_EQUAL);
  g_autofree char *text = dup_text (self);

  leaf->operand.kind = KONTOR_OPERAND_ID;
  return kontor_id_from_text (&leaf->operand.id, text) ? g_steal_pointer (&leaf) : NULL;
}

static KontorExpr *
compare_field (const KontorQueryValue *self,
               const KontorQueryPath *path,
               KontorComparison comparison)
{
  const KontorField *field = kontor_query_path_get_field (path);
  g_autoptr (KontorExpr) leaf = NULL;

  switch (field->type)
    {
    case KONTOR_REF:
      return compare_reference (self, path, comparison);

    case KONTOR_TEXT:
    case KONTOR_LONG_TEXT:
    case KONTOR_EMAIL:
    case KONTOR_URL:
      return compare_folded (self, path->entity, path->field, comparison);

    default:
      leaf = new_leaf (path->entity, path->field, comparison);
      return read_operand (self, field, &leaf->operand) ? g_steal_pointer (&leaf) : NULL;
    }
}

KontorExpr *
kontor_query_value_compare (const KontorQueryValue *self,
                            const KontorQueryPath *path,
                            KontorComparison comparison,
                            char **why)
{
  const KontorField *field = kontor_query_path_get_field (path);
  KontorExpr *leaf = NULL;

  if (path->field == KONTOR_EXPR_ID)
    leaf = compare_id (self, path);
  else if (self->relative && !has_days (field))
    *why = g_strdup ("this field is no day");
  else if (path->field == KONTOR_EXPR_TITLE)
    leaf = compare_folded (self, path->entity, KONTOR_EXPR_TITLE, comparison);
  else
    leaf = compare_field (self, path, comparison);
  if (leaf == NULL && *why == NULL)
    *why = field == NULL ? g_strdup ("expected an id") : describe_expected (field);
  return leaf;
}
