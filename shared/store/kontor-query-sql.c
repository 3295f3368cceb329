/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-sql.h"

#include "store/kontor-ddl.h"
#include "store/kontor-query-day.h"
#include "util/kontor-error.h"

/* Sorts after every text that begins like the one before it: the last character there is. */
#define LAST_CHARACTER "\364\217\277\277"

static const char *const operators[] = {
  [KONTOR_COMPARE_EQUAL] = "=",   [KONTOR_COMPARE_LESS] = "<",      [KONTOR_COMPARE_AT_MOST] = "<=",
  [KONTOR_COMPARE_GREATER] = ">", [KONTOR_COMPARE_AT_LEAST] = ">=",
};

void
kontor_query_sql_init (KontorQuerySql *self, KontorStore *store, GTimeZone *zone)
{
  *self = (KontorQuerySql) {
    .store = store,
    .zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local (),
    .text = g_string_new (NULL),
    .parameters = g_array_new (FALSE, FALSE, sizeof (KontorValue)),
  };
  g_array_set_clear_func (self->parameters, (GDestroyNotify) kontor_value_clear);
}

void
kontor_query_sql_clear (KontorQuerySql *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->parameters, g_array_unref);
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

void
kontor_query_sql_append (KontorQuerySql *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->text, format, args);
  va_end (args);
}

static void
append_value (KontorQuerySql *self, KontorValue value)
{
  g_array_append_val (self->parameters, value);
  kontor_query_sql_append (self, "?%u", self->parameters->len);
}

void
kontor_query_sql_append_text (KontorQuerySql *self, const char *text)
{
  append_value (self, (KontorValue) { KONTOR_TEXT, .text = g_strdup (text) });
}

void
kontor_query_sql_append_integer (KontorQuerySql *self, gint64 integer)
{
  append_value (self, (KontorValue) { KONTOR_INTEGER, .integer = integer });
}

void
kontor_query_sql_append_id (KontorQuerySql *self, const KontorId *id)
{
  append_value (self, (KontorValue) { KONTOR_REF, .id = *id });
}

static gboolean
is_titled_by (const KontorEntity *entity, int index)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (((entity->fields[i].flags & KONTOR_TITLE) != 0) != ((int) i == index))
      return FALSE;
  return TRUE;
}

/* The title of what has no sort_key, as kontor_fields_dup_title() joins it. */
static void
append_joined_title (KontorQuerySql *self, const KontorEntity *entity, const char *alias)
{
  gboolean any = FALSE;

  kontor_query_sql_append (self, "kontor_fold (");
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_TITLE)
      {
        kontor_query_sql_append (self, "%scoalesce (%s.\"%s\", '')", any ? " || ' ' || " : "",
                                 alias, entity->fields[i].name);
        any = TRUE;
      }
  kontor_query_sql_append (self, any ? ")" : "NULL)");
}

void
kontor_query_sql_append_key (KontorQuerySql *self,
                             const KontorEntity *entity,
                             int field,
                             const char *alias)
{
  gboolean has_sort_key = kontor_ddl_has_sort_key (entity);
  const KontorField *f = field < 0 ? NULL : kontor_entity_get_field (entity, field);

  if (field == KONTOR_EXPR_ID)
    kontor_query_sql_append (self, "%s.id", alias);
  else if (has_sort_key && (f == NULL || is_titled_by (entity, field)))
    kontor_query_sql_append (self, "%s.sort_key", alias);
  else if (f == NULL)
    append_joined_title (self, entity, alias);
  else if (f->type == KONTOR_PHONE)
    kontor_query_sql_append (self, "kontor_digits (%s.\"%s\")", alias, f->name);
  else if (f->type == KONTOR_TEXT || f->type == KONTOR_LONG_TEXT || f->type == KONTOR_EMAIL
           || f->type == KONTOR_URL)
    kontor_query_sql_append (self, "kontor_fold (%s.\"%s\")", alias, f->name);
  else
    kontor_query_sql_append (self, "%s.\"%s\"", alias, f->name);
}

static void
append_text_comparison (KontorQuerySql *self,
                        const KontorExpr *expr,
                        const char *key,
                        const char *text)
{
  g_autofree char *end = NULL;

  switch (expr->comparison)
    {
    case KONTOR_COMPARE_CONTAINS:
      kontor_query_sql_append (self, "instr (%s, ", key);
      kontor_query_sql_append_text (self, text);
      kontor_query_sql_append (self, ") > 0");
      break;

    case KONTOR_COMPARE_BEGINS:
      end = g_strconcat (text, LAST_CHARACTER, NULL);
      kontor_query_sql_append (self, "%s >= ", key);
      kontor_query_sql_append_text (self, text);
      kontor_query_sql_append (self, " AND %s < ", key);
      kontor_query_sql_append_text (self, end);
      break;

    default:
      kontor_query_sql_append (self, "%s %s ", key, operators[expr->comparison]);
      kontor_query_sql_append_text (self, text);
    }
}

static void
append_integer_comparison (KontorQuerySql *self,
                           KontorComparison comparison,
                           const char *key,
                           gint64 integer)
{
  kontor_query_sql_append (self, "%s %s ", key, operators[comparison]);
  kontor_query_sql_append_integer (self, integer);
}

/* A moment is compared with a whole day: it is in it, before it or after it. */
static void
append_day_of_instant (KontorQuerySql *self,
                       const KontorExpr *expr,
                       const char *key,
                       KontorDate day)
{
  gint64 begin = kontor_day_get_begin (day, self->zone);
  gint64 end = kontor_day_get_end (day, self->zone);

  switch (expr->comparison)
    {
    case KONTOR_COMPARE_LESS:
      append_integer_comparison (self, KONTOR_COMPARE_LESS, key, begin);
      break;

    case KONTOR_COMPARE_AT_MOST:
      append_integer_comparison (self, KONTOR_COMPARE_LESS, key, end);
      break;

    case KONTOR_COMPARE_GREATER:
      append_integer_comparison (self, KONTOR_COMPARE_AT_LEAST, key, end);
      break;

    case KONTOR_COMPARE_AT_LEAST:
      append_integer_comparison (self, KONTOR_COMPARE_AT_LEAST, key, begin);
      break;

    default:
      append_integer_comparison (self, KONTOR_COMPARE_AT_LEAST, key, begin);
      kontor_query_sql_append (self, " AND ");
      append_integer_comparison (self, KONTOR_COMPARE_LESS, key, end);
    }
}

static void
append_day (KontorQuerySql *self, const KontorExpr *expr, const char *key)
{
  KontorClock *clock = kontor_store_get_clock (self->store);
  KontorDate day = expr->operand.integer;
  g_autofree char *text = NULL, *day_key = NULL;

  if (expr->operand.kind == KONTOR_OPERAND_TODAY)
    day = kontor_day_move (kontor_date_at (kontor_clock_now (clock), self->zone),
                           expr->operand.months, expr->operand.integer);
  switch (kontor_entity_get_field (expr->entity, expr->field)->type)
    {
    case KONTOR_INSTANT:
      append_day_of_instant (self, expr, key, day);
      break;

    case KONTOR_WALL_TIME:
      text = kontor_date_dup_text (day);
      day_key = g_strdup_printf ("substr (%s, 1, 10)", key);
      append_text_comparison (self, expr, day_key, text);
      break;

    default:
      append_integer_comparison (self, expr->comparison, key, day);
    }
}

static gboolean
append_money (KontorQuerySql *self, const KontorExpr *expr, const char *alias, GError **error)
{
  const char *name = kontor_entity_get_field (expr->entity, expr->field)->name;
  KontorMoney money = expr->operand.money;

  if (expr->operand.kind == KONTOR_OPERAND_AMOUNT
      && !kontor_money_parse_marked (expr->operand.text, KONTOR_DECIMAL_POINT,
                                     kontor_store_get_currency (self->store), &money, error))
    return FALSE;
  kontor_query_sql_append (self, "%s.\"%s_currency\" = ", alias, name);
  kontor_query_sql_append_text (self, money.currency);
  kontor_query_sql_append (self, " AND %s.\"%s\" %s ", alias, name, operators[expr->comparison]);
  kontor_query_sql_append_integer (self, money.minor);
  return TRUE;
}

/* What @expr's field refers to, or what it is itself; NULL where nothing can be merged into that. */
static const KontorEntity *
find_merged (KontorQuerySql *self, const KontorExpr *expr)
{
  const KontorEntity *entity = expr->entity;
  const KontorField *field = expr->field < 0 ? NULL : kontor_entity_get_field (entity, expr->field);

  if (field != NULL && field->type == KONTOR_REF)
    entity = kontor_schema_find (kontor_store_get_schema (self->store), field->target);
  return kontor_entity_get_alias (entity) >= 0 ? entity : NULL;
}

/* A record that was merged into another is asked for by either id; and what another device wrote, which
 * did not know of it, may still refer to it. */
static void
append_id (KontorQuerySql *self, const KontorExpr *expr, const char *key, const KontorId *id)
{
  const KontorEntity *merged = find_merged (self, expr);
  const char *name = merged != NULL ? merged->name : NULL;
  const char *into = merged != NULL ? merged->fields[kontor_entity_get_alias (merged)].name : NULL;
  guint parameter = self->parameters->len + 1;

  kontor_query_sql_append (self, "(%s = coalesce ((SELECT new FROM alias WHERE old = ", key);
  kontor_query_sql_append_id (self, id);
  if (merged != NULL)
    kontor_query_sql_append (self,
                             "), (SELECT \"%s\" FROM \"%s\" WHERE id = ?%u AND deleted_at IS NOT "
                             "NULL",
                             into, name, parameter);
  kontor_query_sql_append (self, "), ?%u)", parameter);
  if (merged != NULL && expr->field >= 0)
    kontor_query_sql_append (self,
                             " OR %s IN (SELECT id FROM \"%s\" WHERE \"%s\" = ?%u "
                             "AND deleted_at IS NOT NULL)",
                             key, name, into, parameter);
  kontor_query_sql_append (self, ")");
}

static char *
dup_key (KontorQuerySql *self, const KontorExpr *expr, const char *alias)
{
  gsize before = self->text->len;
  char *key;

  kontor_query_sql_append_key (self, expr->entity, expr->field, alias);
  key = g_strdup (self->text->str + before);
  g_string_truncate (self->text, before);
  return key;
}

static gboolean
append_comparison (KontorQuerySql *self, const KontorExpr *expr, const char *alias, GError **error)
{
  g_autofree char *key = dup_key (self, expr, alias);
  KontorId me;

  switch (expr->operand.kind)
    {
    case KONTOR_OPERAND_FOLDED:
    case KONTOR_OPERAND_DIGITS:
    case KONTOR_OPERAND_EXACT:
      append_text_comparison (self, expr, key, expr->operand.text);
      return TRUE;

    case KONTOR_OPERAND_NUMBER:
      append_integer_comparison (self, expr->comparison, key, expr->operand.integer);
      return TRUE;

    case KONTOR_OPERAND_AMOUNT:
    case KONTOR_OPERAND_MONEY:
      return append_money (self, expr, alias, error);

    case KONTOR_OPERAND_DAY:
    case KONTOR_OPERAND_TODAY:
      append_day (self, expr, key);
      return TRUE;

    case KONTOR_OPERAND_ID:
      append_id (self, expr, key, &expr->operand.id);
      return TRUE;

    case KONTOR_OPERAND_ME:
    default:
      kontor_store_get_me (self->store, &me);
      append_id (self, expr, key, &me);
      return TRUE;
    }
}

/* Parts from @begin to before @end, as a tree that is as flat as can be: SQLite limits its depth. */
static gboolean
append_joined (KontorQuerySql *self,
               GPtrArray *parts,
               guint begin,
               guint end,
               const char *word,
               const char *alias,
               GError **error)
{
  guint middle = begin + (end - begin) / 2;

  if (end - begin == 1)
    return kontor_query_sql_append_expr (self, parts->pdata[begin], alias, error);
  kontor_query_sql_append (self, "(");
  if (!append_joined (self, parts, begin, middle, word, alias, error))
    return FALSE;
  kontor_query_sql_append (self, " %s ", word);
  if (!append_joined (self, parts, middle, end, word, alias, error))
    return FALSE;
  kontor_query_sql_append (self, ")");
  return TRUE;
}

/* The condition by itself, its values being parameters already. */
static char *
dup_condition (KontorQuerySql *self, const KontorExpr *expr, const char *alias, GError **error)
{
  gsize before = self->text->len;
  char *condition = NULL;

  if (kontor_query_sql_append_expr (self, expr, alias, error))
    condition = g_strdup (self->text->str + before);
  g_string_truncate (self->text, before);
  return condition;
}

static gboolean
is_found_by_title (const KontorExpr *expr)
{
  return expr->kind == KONTOR_EXPR_COMPARE && expr->field == KONTOR_EXPR_TITLE
         && kontor_ddl_has_sort_key (expr->entity);
}

static gboolean
append_target (KontorQuerySql *self, const KontorExpr *expr, const char *alias, GError **error)
{
  const char *field = kontor_entity_get_field (expr->entity, expr->field)->name;
  const char *target = expr->child->name;
  g_autofree char *inner = g_strdup_printf ("t%u", ++self->n_aliases);
  g_autofree char *condition = dup_condition (self, expr->parts->pdata[0], inner, error);

  if (condition == NULL)
    return FALSE;
  if (self->single_row)
    kontor_query_sql_append (self,
                             "EXISTS (SELECT 1 FROM \"%s\" AS %s WHERE %s.id = %s.\"%s\" AND %s)",
                             target, inner, inner, alias, field, condition);
  /* Titles have an index of what lives, and the trash has one of its own: a record may still refer
   * to what lies there. */
  else if (is_found_by_title (expr->parts->pdata[0]))
    kontor_query_sql_append (self,
                             "%s.\"%s\" IN (SELECT %s.id FROM \"%s\" AS %s "
                             "WHERE %s.deleted_at IS NULL AND %s UNION ALL "
                             "SELECT %s.id FROM \"%s\" AS %s "
                             "WHERE %s.deleted_at IS NOT NULL AND %s)",
                             alias, field, inner, target, inner, inner, condition, inner, target,
                             inner, inner, condition);
  else
    kontor_query_sql_append (self, "%s.\"%s\" IN (SELECT %s.id FROM \"%s\" AS %s WHERE %s)", alias,
                             field, inner, target, inner, condition);
  return TRUE;
}

static gboolean
append_child (KontorQuerySql *self, const KontorExpr *expr, const char *alias, GError **error)
{
  const char *field = kontor_entity_get_field (expr->child, expr->field)->name;
  const char *child = expr->child->name;
  g_autofree char *inner = g_strdup_printf ("t%u", ++self->n_aliases);
  g_autofree char *condition = dup_condition (self, expr->parts->pdata[0], inner, error);

  if (condition == NULL)
    return FALSE;
  if (self->single_row)
    kontor_query_sql_append (self,
                             "EXISTS (SELECT 1 FROM \"%s\" AS %s WHERE %s.\"%s\" = %s.id "
                             "AND %s.deleted_at IS NULL AND %s)",
                             child, inner, inner, field, alias, inner, condition);
  else
    kontor_query_sql_append (self,
                             "%s.id IN (SELECT %s.\"%s\" FROM \"%s\" AS %s "
                             "WHERE %s.\"%s\" IS NOT NULL AND %s.deleted_at IS NULL AND %s)",
                             alias, inner, field, child, inner, inner, field, inner, condition);
  return TRUE;
}

static void
append_present (KontorQuerySql *self, const KontorExpr *expr, const char *alias)
{
  if (expr->field == KONTOR_EXPR_TITLE)
    {
      kontor_query_sql_append_key (self, expr->entity, expr->field, alias);
      kontor_query_sql_append (self, " <> ''");
    }
  else if (expr->field == KONTOR_EXPR_ID)
    kontor_query_sql_append (self, "TRUE");
  else
    kontor_query_sql_append (self, "%s.\"%s\" IS NOT NULL", alias,
                             kontor_entity_get_field (expr->entity, expr->field)->name);
}

static gboolean
append_bare (KontorQuerySql *self, const KontorExpr *expr, const char *alias, GError **error)
{
  switch (expr->kind)
    {
    case KONTOR_EXPR_AND:
      return append_joined (self, expr->parts, 0, expr->parts->len, "AND", alias, error);

    case KONTOR_EXPR_OR:
      return append_joined (self, expr->parts, 0, expr->parts->len, "OR", alias, error);

    case KONTOR_EXPR_NOT:
      if (!kontor_query_sql_append_expr (self, expr->parts->pdata[0], alias, error))
        return FALSE;
      kontor_query_sql_append (self, " IS NOT TRUE");
      return TRUE;

    case KONTOR_EXPR_TARGET:
      return append_target (self, expr, alias, error);

    case KONTOR_EXPR_CHILD:
      return append_child (self, expr, alias, error);

    case KONTOR_EXPR_EXISTS:
      kontor_query_sql_append (self, "TRUE");
      return TRUE;

    case KONTOR_EXPR_PRESENT:
      append_present (self, expr, alias);
      return TRUE;

    case KONTOR_EXPR_COMPARE:
    default:
      return append_comparison (self, expr, alias, error);
    }
}

gboolean
kontor_query_sql_append_expr (KontorQuerySql *self,
                              const KontorExpr *expr,
                              const char *alias,
                              GError **error)
{
  kontor_query_sql_append (self, "(");
  if (!append_bare (self, expr, alias, error))
    return FALSE;
  kontor_query_sql_append (self, ")");
  return TRUE;
}

KontorStatement *
kontor_query_sql_prepare (KontorQuerySql *self, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (self->store);
  KontorStatement *statement = kontor_database_prepare (database, self->text->str, error);

  for (guint i = 0; statement != NULL && i < self->parameters->len; i++)
    {
      const KontorValue *value = &g_array_index (self->parameters, KontorValue, i);

      if (value->type == KONTOR_REF)
        kontor_statement_bind_id (statement, i + 1, &value->id);
      else if (value->type == KONTOR_INTEGER)
        kontor_statement_bind_int (statement, i + 1, value->integer);
      else
        kontor_statement_bind_text (statement, i + 1, value->text);
    }
  return statement;
}
