/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-filter.h"

#include "words/kontor-format.h"

#include <glib/gi18n.h>
#include <string.h>

/* Moves over a quoted text; @at is at its opening quote. */
static const char *
skip_quoted (const char *at)
{
  char quote = *at++;
  while (*at && *at != quote)
    at += *at == '\\' && at[1] ? 2 : 1;
  return *at ? at + 1 : at;
}

static gboolean
is_word_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

/* Whether the word @word, in either case, stands at @at, as a word of its own. */
static gboolean
is_word_at (const char *text, const char *at, const char *word)
{
  gsize length = strlen (word);
  return (at == text || !is_word_character (at[-1])) && g_ascii_strncasecmp (at, word, length) == 0
         && !is_word_character (at[length]);
}

/* The next @word outside of quotes and parentheses; NULL where there is none. */
static const char *
find_word (const char *text, const char *from, const char *word)
{
  int depth = 0;
  for (const char *at = from; *at;)
    {
      if (*at == '"' || *at == '\'')
        {
          at = skip_quoted (at);
          continue;
        }
      if (*at == '(')
        depth++;
      else if (*at == ')')
        depth--;
      else if (depth == 0 && is_word_at (text, at, word))
        return at;
      at++;
    }
  return NULL;
}

/* Whether the parenthesis that @text begins with is closed at its very end. */
static gboolean
is_wrapped (const char *text)
{
  int depth = 0;
  if (*text != '(')
    return FALSE;
  for (const char *at = text; *at;)
    {
      if (*at == '"' || *at == '\'')
        {
          at = skip_quoted (at);
          continue;
        }
      if (*at == '(')
        depth++;
      else if (*at == ')' && --depth == 0)
        return at[1] == '\0';
      at++;
    }
  return FALSE;
}

static char *
take_part (const char *start, gsize length)
{
  char *part = g_strstrip (g_strndup (start, length));
  while (is_wrapped (part))
    {
      char *inner = g_strstrip (g_strndup (part + 1, strlen (part) - 2));
      g_free (part);
      part = inner;
    }
  return part;
}

char **
kontor_filter_split (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *start = text ? text : "";
  gboolean whole = find_word (start, start, "or") != NULL;
  while (TRUE)
    {
      const char *and_word = whole ? NULL : find_word (start, start, "and");
      gsize length = and_word ? (gsize) (and_word - start) : strlen (start);
      char *part = take_part (start, length);
      if (*part)
        g_strv_builder_take (builder, part);
      else
        g_free (part);
      if (and_word == NULL)
        return g_strv_builder_end (builder);
      start = and_word + strlen ("and");
    }
}

char *
kontor_filter_join (const char *const *parts)
{
  GString *text = g_string_new (NULL);
  for (gsize i = 0; parts[i]; i++)
    {
      gboolean wrap = parts[1] && find_word (parts[i], parts[i], "or") != NULL;
      if (i > 0)
        g_string_append (text, " and ");
      g_string_append_printf (text, wrap ? "(%s)" : "%s", parts[i]);
    }
  return g_string_free (text, FALSE);
}

char *
kontor_filter_remove_part (const char *text, guint index)
{
  g_auto (GStrv) parts = kontor_filter_split (text);
  guint count = g_strv_length (parts);
  g_return_val_if_fail (index < count, NULL);
  g_free (parts[index]);
  memmove (&parts[index], &parts[index + 1], (count - index) * sizeof (char *));
  return kontor_filter_join ((const char *const *) parts);
}

char *
kontor_filter_add_part (const char *text, const char *part)
{
  g_auto (GStrv) parts = kontor_filter_split (text);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) more = NULL;
  g_strv_builder_addv (builder, (const char **) parts);
  g_strv_builder_add (builder, part);
  more = g_strv_builder_end (builder);
  return kontor_filter_join ((const char *const *) more);
}

/* The text that @part ends with, as it was written: the tree holds it folded. NULL where it ends
 * with something else. */
static char *
find_quoted_end (const char *part)
{
  gsize length = strlen (part);
  const char *start = NULL;
  for (const char *at = part; *at;)
    {
      start = NULL;
      if (*at == '"' || *at == '\'')
        {
          start = at;
          at = skip_quoted (at);
        }
      else
        at++;
    }
  return start && length >= 2 ? g_strndup (start + 1, (gsize) (part + length - start) - 2) : NULL;
}

/* What it takes to say one part. */
typedef struct
{
  const KontorSchema *schema;
  const char *part;
  KontorFilterNamer namer;
  gpointer data;
} Saying;

static char *
say_text (const KontorField *field, const char *text, const char *part)
{
  const KontorChoice *choice = NULL;
  char *written;
  if (field && field->type == KONTOR_CHOICE)
    choice = kontor_field_find_choice (field, text);
  if (choice)
    return g_strdup (_ (choice->label));
  written = find_quoted_end (part);
  return written ? written : g_strdup (text);
}

static char *
say_id (const Saying *saying, const KontorField *field, const KontorId *id)
{
  char *title;
  if (field == NULL || field->target == NULL)
    return NULL;
  title = saying->namer (kontor_schema_find (saying->schema, field->target), id, saying->data);
  return title ? title : g_strdup (_ ("something that is gone"));
}

static char *
say_operand (const Saying *saying, const KontorField *field, const KontorOperand *operand)
{
  KontorValue value = KONTOR_VALUE_NONE;
  switch (operand->kind)
    {
    case KONTOR_OPERAND_EXACT:
    case KONTOR_OPERAND_FOLDED:
    case KONTOR_OPERAND_DIGITS:
    case KONTOR_OPERAND_AMOUNT:
      return say_text (field, operand->text, saying->part);
    case KONTOR_OPERAND_NUMBER:
      value = kontor_value_integer (field ? field->type : KONTOR_INTEGER, operand->integer);
      return field ? kontor_format_value (field, &value) : NULL;
    case KONTOR_OPERAND_MONEY:
      return kontor_format_money (&operand->money);
    case KONTOR_OPERAND_DAY:
      return kontor_format_date ((KontorDate) operand->integer, kontor_format_today ());
    case KONTOR_OPERAND_ME:
      return g_strdup (_ ("me"));
    case KONTOR_OPERAND_TODAY:
      return operand->months == 0 && operand->integer == 0 ? g_strdup (_ ("today")) : NULL;
    case KONTOR_OPERAND_ID:
      return say_id (saying, field, &operand->id);
    default:
      return NULL;
    }
}

static const char *
say_comparison (KontorComparison comparison, gboolean denied)
{
  switch (comparison)
    {
    case KONTOR_COMPARE_EQUAL:
      return denied ? _ ("is not") : _ ("is");
    case KONTOR_COMPARE_LESS:
      return denied ? "≥" : "<";
    case KONTOR_COMPARE_AT_MOST:
      return denied ? ">" : "≤";
    case KONTOR_COMPARE_GREATER:
      return denied ? "≤" : ">";
    case KONTOR_COMPARE_AT_LEAST:
      return denied ? "<" : "≥";
    case KONTOR_COMPARE_CONTAINS:
      return denied ? _ ("does not contain") : _ ("contains");
    case KONTOR_COMPARE_BEGINS:
    default:
      return denied ? _ ("does not begin with") : _ ("begins with");
    }
}

/* A moment is in a field once something has happened. */
static char *
say_presence (const KontorField *field, const char *name, gboolean denied)
{
  if (field && field->type == KONTOR_INSTANT)
    /* Translators: what happens, and that it has: "Done: not yet" */
    return g_strdup_printf (denied ? _ ("%s: not yet") : _ ("%s: yes"), name);
  return g_strdup_printf (denied ? _ ("%s is empty") : _ ("%s is filled in"), name);
}

/* The reference is named, not the title of what it points to: "Stage is Won". */
static char *
say_test (const Saying *saying, const KontorExpr *expr, const char *label, gboolean denied)
{
  const KontorField *field
      = expr->field >= 0 ? kontor_entity_get_field (expr->entity, (guint) expr->field) : NULL;
  const char *name = label ? label : field ? _ (field->label) : _ ("Name");
  g_autofree char *operand = NULL;
  switch (expr->kind)
    {
    case KONTOR_EXPR_NOT:
      return say_test (saying, g_ptr_array_index (expr->parts, 0), label, !denied);
    case KONTOR_EXPR_TARGET:
      return say_test (saying, g_ptr_array_index (expr->parts, 0), name, denied);
    case KONTOR_EXPR_PRESENT:
      return say_presence (field, name, denied);
    case KONTOR_EXPR_COMPARE:
      operand = say_operand (saying, field, &expr->operand);
      if (operand == NULL)
        return NULL;
      /* Translators: a field, how it is compared, and a value: "Stage is Won" */
      return g_strdup_printf (C_ ("filter", "%s %s %s"), name,
                              say_comparison (expr->comparison, denied), operand);
    default:
      return NULL;
    }
}

char *
kontor_filter_say_part (const KontorSchema *schema,
                        const KontorEntity *entity,
                        const char *part,
                        KontorFilterNamer namer,
                        gpointer data)
{
  g_autoptr (KontorExpr) expr = kontor_query_parse (schema, entity, part, NULL, NULL);
  const Saying saying = { schema, part, namer, data };
  char *said = expr ? say_test (&saying, expr, NULL, FALSE) : NULL;
  return said ? said : g_strdup (part);
}

static const char *
explain_fault (KontorQueryFault fault)
{
  switch (fault)
    {
    case KONTOR_QUERY_FAULT_CHARACTER:
      return _ ("This sign has no meaning here");
    case KONTOR_QUERY_FAULT_OPEN_TEXT:
      return _ ("The closing quote is missing");
    case KONTOR_QUERY_FAULT_FIELD:
      return _ ("The name of a field goes here");
    case KONTOR_QUERY_FAULT_NO_FIELD:
      return _ ("There is no such field");
    case KONTOR_QUERY_FAULT_AMBIGUOUS:
      return _ ("Several things have this name");
    case KONTOR_QUERY_FAULT_OPERATOR:
      return _ ("A comparison goes here, such as = or >");
    case KONTOR_QUERY_FAULT_NOT_FOR:
      return _ ("This field can't be compared like that");
    case KONTOR_QUERY_FAULT_VALUE:
      return _ ("A value goes here");
    case KONTOR_QUERY_FAULT_WRONG_VALUE:
      return _ ("This field can't have such a value");
    case KONTOR_QUERY_FAULT_CONNECTIVE:
      return _ ("“and” or “or” goes here");
    case KONTOR_QUERY_FAULT_PARENTHESIS:
      return _ ("A parenthesis or a comma is missing here");
    case KONTOR_QUERY_FAULT_LIMIT:
      return _ ("This is too long");
    case KONTOR_QUERY_FAULT_NONE:
    default:
      return _ ("This can't be understood");
    }
}

char *
kontor_filter_say_problem (const char *text, const KontorQueryProblem *problem)
{
  g_autofree char *word = NULL;
  glong length = g_utf8_strlen (text, -1);
  if (problem->length == 0 || (glong) problem->position >= length)
    return g_strdup (explain_fault (problem->fault));
  word = g_utf8_substring (text, problem->position,
                           MIN ((glong) (problem->position + problem->length), length));
  /* Translators: what is wrong with a condition, and the word it is about */
  return g_strdup_printf (_ ("%s: “%s”"), explain_fault (problem->fault), word);
}

static gboolean
has_order (const KontorField *field)
{
  return kontor_format_is_numeric (field) || field->type == KONTOR_DATE
         || field->type == KONTOR_INSTANT;
}

gboolean
kontor_filter_suits (const KontorField *field, KontorFilterTest test)
{
  gboolean wordy = kontor_type_is_text (field->type) && field->type != KONTOR_CHOICE;
  switch (test)
    {
    case KONTOR_FILTER_IS:
    case KONTOR_FILTER_IS_NOT:
      return field->type != KONTOR_LONG_TEXT;
    case KONTOR_FILTER_CONTAINS:
    case KONTOR_FILTER_BEGINS:
      return wordy || field->type == KONTOR_REF;
    case KONTOR_FILTER_LESS:
    case KONTOR_FILTER_AT_MOST:
    case KONTOR_FILTER_AT_LEAST:
    case KONTOR_FILTER_MORE:
      return has_order (field);
    case KONTOR_FILTER_EMPTY:
    case KONTOR_FILTER_FILLED:
      return !(field->flags & KONTOR_REQUIRED);
    case KONTOR_N_FILTERS:
    default:
      return FALSE;
    }
}

const char *
kontor_filter_get_label (const KontorField *field, KontorFilterTest test)
{
  gboolean date = field->type == KONTOR_DATE || field->type == KONTOR_INSTANT;
  switch (test)
    {
    case KONTOR_FILTER_IS:
      return _ ("is");
    case KONTOR_FILTER_IS_NOT:
      return _ ("is not");
    case KONTOR_FILTER_CONTAINS:
      return _ ("contains");
    case KONTOR_FILTER_BEGINS:
      return _ ("begins with");
    case KONTOR_FILTER_LESS:
      return date ? _ ("is before") : _ ("is less than");
    case KONTOR_FILTER_AT_MOST:
      return date ? _ ("is not after") : _ ("is at most");
    case KONTOR_FILTER_AT_LEAST:
      return date ? _ ("is not before") : _ ("is at least");
    case KONTOR_FILTER_MORE:
      return date ? _ ("is after") : _ ("is more than");
    case KONTOR_FILTER_EMPTY:
      return _ ("is empty");
    case KONTOR_FILTER_FILLED:
      return _ ("is filled in");
    case KONTOR_N_FILTERS:
    default:
      g_return_val_if_reached ("");
    }
}

gboolean
kontor_filter_needs_value (KontorFilterTest test)
{
  return test != KONTOR_FILTER_EMPTY && test != KONTOR_FILTER_FILLED;
}

/* Numbers, dates and true or false stand as they are; everything else may hold anything. */
static char *
quote_value (const KontorField *field, const char *value)
{
  GString *text;
  if (has_order (field) || field->type == KONTOR_BOOLEAN)
    return g_strdup (value);
  text = g_string_new ("\"");
  for (const char *at = value; *at; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}

char *
kontor_filter_make_part (const KontorField *field, KontorFilterTest test, const char *value)
{
  const char *const operators[KONTOR_N_FILTERS]
      = { "=", "!=", "~", "^=", "<", "<=", ">=", ">", "is none", "is not none" };
  g_autofree char *quoted = NULL;
  if (!kontor_filter_needs_value (test))
    return g_strdup_printf ("%s %s", field->name, operators[test]);
  quoted = quote_value (field, value);
  return g_strdup_printf ("%s %s %s", field->name, operators[test], quoted);
}
