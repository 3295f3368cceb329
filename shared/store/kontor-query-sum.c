/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-private.h"

#include "util/kontor-error.h"

/* Amounts are summed in two halves, neither of which can overflow for any number of rows that a
 * file can hold; SQLite's own sum would end the whole query. */
#define HALF_BITS 32

enum
{
  COLUMN_COUNT,
  COLUMN_CURRENCY,
  COLUMN_HIGH,
  COLUMN_LOW,
  COLUMN_VALUE,
};

void
kontor_query_group_free (KontorQueryGroup *self)
{
  kontor_value_clear (&self->value);
  g_clear_pointer (&self->sums, g_array_unref);
  g_free (self);
}

static gboolean
is_same_value (const KontorValue *a, const KontorValue *b)
{
  return kontor_value_is_none (a) ? kontor_value_is_none (b) : kontor_value_equal (a, b);
}

static KontorValue
read_group_value (KontorStatement *statement, const KontorField *field)
{
  KontorId id;

  if (field == NULL || kontor_statement_is_null (statement, COLUMN_VALUE))
    return KONTOR_VALUE_NONE;
  if (kontor_type_is_text (field->type))
    return kontor_value_text (field->type, kontor_statement_get_text (statement, COLUMN_VALUE));
  if (field->type != KONTOR_REF)
    return kontor_value_integer (field->type, kontor_statement_get_int (statement, COLUMN_VALUE));
  return kontor_statement_get_id (statement, COLUMN_VALUE, &id) ? kontor_value_ref (&id)
                                                                : KONTOR_VALUE_NONE;
}

/* The rows come by group, so that one with the same value can only be the last. */
static KontorQueryGroup *
take_group (GPtrArray *groups, KontorValue value)
{
  KontorQueryGroup *group = groups->len == 0 ? NULL : groups->pdata[groups->len - 1];

  if (group != NULL && is_same_value (&group->value, &value))
    {
      kontor_value_clear (&value);
      return group;
    }
  group = g_new0 (KontorQueryGroup, 1);
  group->value = value;
  group->sums = g_array_new (FALSE, FALSE, sizeof (KontorMoney));
  g_ptr_array_add (groups, group);
  return group;
}

static void
read_sum (KontorStatement *statement, KontorQueryGroup *group)
{
  gint64 high = kontor_statement_get_int (statement, COLUMN_HIGH);
  gint64 low = kontor_statement_get_int (statement, COLUMN_LOW);
  KontorMoney sum;
  gint64 minor;

  if (__builtin_mul_overflow (high, G_GINT64_CONSTANT (1) << HALF_BITS, &minor)
      || __builtin_add_overflow (minor, low, &minor)
      || !kontor_money_init (&sum, minor, kontor_statement_get_text (statement, COLUMN_CURRENCY),
                             NULL))
    group->too_large = TRUE;
  else
    g_array_append_val (group->sums, sum);
}

static void
append_select (KontorQuerySql *sql, const KontorField *group, const KontorField *money)
{
  kontor_query_sql_append (sql, "SELECT count(*)");
  if (money != NULL)
    kontor_query_sql_append (sql,
                             ", t.\"%s_currency\", sum (t.\"%s\" >> %d), sum (t.\"%s\" & 0x%x)",
                             money->name, money->name, HALF_BITS, money->name, G_MAXUINT32);
  else
    kontor_query_sql_append (sql, ", NULL, NULL, NULL");
  if (group != NULL)
    kontor_query_sql_append (sql, ", t.\"%s\"", group->name);
}

static void
append_groups (KontorQuerySql *sql, const KontorField *group, const KontorField *money)
{
  const char *const words[] = { "GROUP", "ORDER" };

  for (guint i = 0; i < G_N_ELEMENTS (words) && (group != NULL || money != NULL); i++)
    {
      kontor_query_sql_append (sql, " %s BY ", words[i]);
      if (group != NULL)
        kontor_query_sql_append (sql, "t.\"%s\"%s", group->name, money != NULL ? ", " : "");
      if (money != NULL)
        kontor_query_sql_append (sql, "t.\"%s_currency\"", money->name);
    }
}

static gboolean
find_field (const KontorQuery *self,
            const char *name,
            gboolean money,
            const KontorField **field,
            GError **error)
{
  int index = name == NULL ? -1 : kontor_entity_find_field (self->entity, name);

  *field = NULL;
  if (name == NULL)
    return TRUE;
  if (index >= 0)
    *field = kontor_entity_get_field (self->entity, index);
  if (*field != NULL && ((*field)->type == KONTOR_MONEY) == money)
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s has no field “%s” to %s by",
               self->entity->name, name, money ? "sum" : "group");
  return FALSE;
}

GPtrArray *
kontor_query_sum (const KontorQuery *self,
                  KontorStore *store,
                  const char *group_field,
                  const char *money_field,
                  GError **error)
{
  g_autoptr (GPtrArray) groups
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_query_group_free);
  g_auto (KontorQuerySql) sql = { 0 };
  const KontorField *group, *money;
  KontorStatement *statement;
  gboolean row;

  if (!find_field (self, group_field, FALSE, &group, error)
      || !find_field (self, money_field, TRUE, &money, error))
    return NULL;
  kontor_query_sql_init (&sql, store, self->zone);
  append_select (&sql, group, money);
  if (!kontor_query_append_rows (self, &sql, error))
    return NULL;
  append_groups (&sql, group, money);
  statement = kontor_query_sql_prepare (&sql, error);
  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      KontorQueryGroup *made;
      gint64 count;

      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&groups);
      count = kontor_statement_get_int (statement, COLUMN_COUNT);
      if (count == 0)
        continue;
      made = take_group (groups, read_group_value (statement, group));
      made->count += count;
      if (!kontor_statement_is_null (statement, COLUMN_CURRENCY))
        read_sum (statement, made);
    }
}
