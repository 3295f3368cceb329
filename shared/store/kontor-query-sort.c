/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-sort.h"

#include "store/kontor-query-affected.h"
#include "store/kontor-query-lexer.h"
#include "store/kontor-query-path.h"
#include "util/kontor-error.h"

typedef struct
{
  KontorQueryPath path; /* over references, and to the first of what belongs to a record */
  gboolean descending;
} Key;

struct _KontorQuerySort
{
  GArray *keys; /* of Key */
};

/* Appends one expression of the order, given the row the path leads to. */
typedef void (*AppendTerm) (KontorQuerySql *sql, const Key *key, const char *alias);

static void
clear_key (gpointer data)
{
  kontor_query_path_clear (&((Key *) data)->path);
}

static gboolean
has_title (const KontorEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_TITLE)
      return TRUE;
  return FALSE;
}

static gboolean
read_name (Key *key, const KontorToken *token, GError **error)
{
  g_autofree char *name = kontor_token_dup_text (token);
  g_autofree char *why = NULL;

  if (token->kind != KONTOR_TOKEN_WORD)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "expected a field to sort by");
      return FALSE;
    }
  if (kontor_query_path_step (&key->path, name, &why) != KONTOR_QUERY_FAULT_NONE)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, why);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_part (const KontorExpr *step)
{
  return step->kind == KONTOR_EXPR_CHILD
         && (step->child->fields[step->field].flags & KONTOR_PARENT) != 0;
}

/* Of what belongs to a record the first counts; what only refers to it has no first. */
static gboolean
is_single_valued (const KontorQueryPath *path)
{
  for (guint i = 0; i < path->steps->len; i++)
    {
      const KontorExpr *step = path->steps->pdata[i];

      if (step->kind != KONTOR_EXPR_TARGET && !is_part (step))
        return FALSE;
    }
  return path->field != KONTOR_EXPR_RECORDS;
}

/* A reference is sorted by what it points to, in the order that has by itself. */
static gboolean
finish_key (Key *key, GError **error)
{
  const KontorField *field = kontor_query_path_get_field (&key->path);
  const KontorEntity *target;
  g_autofree char *why = NULL;

  if (!is_single_valued (&key->path))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                           "a record can have many of these, and is sorted by none");
      return FALSE;
    }
  if (field == NULL || field->type != KONTOR_REF)
    return TRUE;
  target = kontor_schema_find (key->path.schema, field->target);
  if (kontor_query_path_step (&key->path, target->sort != NULL ? target->sort : "title", &why)
      == KONTOR_QUERY_FAULT_NONE)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, why);
  return FALSE;
}

/* Reads one key and leaves @token behind it. */
static gboolean
read_key (Key *key, KontorToken *token, GError **error)
{
  key->descending = kontor_token_is (token, "-");
  if (key->descending)
    *token = kontor_token_next (token->start + token->length);
  while (TRUE)
    {
      if (!read_name (key, token, error))
        return FALSE;
      *token = kontor_token_next (token->start + token->length);
      if (!kontor_token_is (token, "."))
        return finish_key (key, error);
      *token = kontor_token_next (token->start + token->length);
    }
}

static gboolean
read_keys (KontorQuerySort *self,
           const KontorSchema *schema,
           const KontorEntity *entity,
           const char *text,
           GError **error)
{
  KontorToken token = kontor_token_next (text);

  while (TRUE)
    {
      Key key = { 0 };

      if (self->keys->len == KONTOR_QUERY_MAX_KEYS)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "more than %d fields to sort by",
                       KONTOR_QUERY_MAX_KEYS);
          return FALSE;
        }
      kontor_query_path_init (&key.path, schema, entity);
      g_array_append_val (self->keys, key);
      if (!read_key (&g_array_index (self->keys, Key, self->keys->len - 1), &token, error))
        return FALSE;
      if (token.kind == KONTOR_TOKEN_END)
        return TRUE;
      if (!kontor_token_is (&token, ","))
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "expected “,” instead of “%.*s”",
                       (int) token.length, token.start);
          return FALSE;
        }
      token = kontor_token_next (token.start + token.length);
    }
}

KontorQuerySort *
kontor_query_sort_new (const KontorSchema *schema,
                       const KontorEntity *entity,
                       const char *text,
                       GError **error)
{
  g_autoptr (KontorQuerySort) self = g_atomic_rc_box_new0 (KontorQuerySort);

  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_array_set_clear_func (self->keys, clear_key);
  if (text == NULL)
    text = entity->sort != NULL ? entity->sort : has_title (entity) ? "title" : NULL;
  if (text != NULL && !read_keys (self, schema, entity, text, error))
    return NULL;
  return g_steal_pointer (&self);
}

KontorQuerySort *
kontor_query_sort_ref (KontorQuerySort *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_sort (gpointer data)
{
  g_array_unref (((KontorQuerySort *) data)->keys);
}

void
kontor_query_sort_unref (KontorQuerySort *self)
{
  g_atomic_rc_box_release_full (self, clear_sort);
}

static void
append_direction (KontorQuerySql *sql, const Key *key)
{
  kontor_query_sql_append (sql, "%s NULLS LAST, ", key->descending ? " DESC" : "");
}

/* Which rows a step leads to from @alias: the one referred to, or those that belong to it, of which
 * the first in their own order that has a value is taken, as kontor_store_dup_part_text() does. */
static void
append_step (KontorQuerySql *sql, const Key *key, guint step, const char *inner, const char *alias)
{
  const KontorExpr *expr = key->path.steps->pdata[step];
  const KontorField *field = kontor_query_path_get_field (&key->path);

  if (!is_part (expr))
    {
      kontor_query_sql_append (sql, " FROM \"%s\" AS %s WHERE %s.id = %s.\"%s\")",
                               expr->child->name, inner, inner, alias,
                               kontor_entity_get_field (expr->entity, expr->field)->name);
      return;
    }
  kontor_query_sql_append (sql,
                           " FROM \"%s\" AS %s WHERE %s.\"%s\" = %s.id AND %s.deleted_at IS NULL",
                           expr->child->name, inner, inner,
                           kontor_entity_get_field (expr->child, expr->field)->name, alias, inner);
  if (field != NULL && step + 1 == key->path.steps->len)
    kontor_query_sql_append (sql, " AND %s.\"%s\" IS NOT NULL", inner, field->name);
  kontor_query_sql_append (sql, " ORDER BY ");
  if (expr->child->sort != NULL)
    kontor_query_sql_append (sql, "%s.\"%s\", ", inner, expr->child->sort);
  kontor_query_sql_append (sql, "%s.rowid LIMIT 1)", inner);
}

/* @append for the row that is reached from @alias by the steps from @step on. */
static void
append_through (KontorQuerySql *sql,
                const Key *key,
                const char *alias,
                guint step,
                AppendTerm append)
{
  g_autofree char *inner = NULL;

  if (step == key->path.steps->len)
    {
      append (sql, key, alias);
      return;
    }
  inner = g_strdup_printf ("t%u", ++sql->n_aliases);
  kontor_query_sql_append (sql, "(SELECT ");
  append_through (sql, key, inner, step + 1, append);
  append_step (sql, key, step, inner, alias);
}

static void
append_key (KontorQuerySql *sql, const Key *key, const char *alias)
{
  kontor_query_sql_append_key (sql, key->path.entity, key->path.field, alias);
}

static void
append_choice (KontorQuerySql *sql, const Key *key, const char *alias)
{
  const KontorField *field = kontor_query_path_get_field (&key->path);

  kontor_query_sql_append (sql, "CASE %s.\"%s\"", alias, field->name);
  for (guint i = 0; field->choices[i].key != NULL; i++)
    {
      kontor_query_sql_append (sql, " WHEN ");
      kontor_query_sql_append_text (sql, field->choices[i].key);
      kontor_query_sql_append (sql, " THEN %u", i);
    }
  kontor_query_sql_append (sql, " END");
}

/* The workspace's own currency first, then the others by their codes, then nothing. */
static void
append_currency (KontorQuerySql *sql, const Key *key, const char *alias)
{
  const char *name = kontor_query_path_get_field (&key->path)->name;

  kontor_query_sql_append (sql, "nullif (%s.\"%s_currency\", ", alias, name);
  kontor_query_sql_append_text (sql, kontor_store_get_currency (sql->store));
  kontor_query_sql_append (sql, ")");
}

static void
append_has_no_amount (KontorQuerySql *sql, const Key *key, const char *alias)
{
  kontor_query_sql_append (sql, "%s.\"%s\" IS NULL", alias,
                           kontor_query_path_get_field (&key->path)->name);
}

void
kontor_query_sort_append (const KontorQuerySort *self, KontorQuerySql *sql, const char *alias)
{
  gboolean descending = self->keys->len > 0 && g_array_index (self->keys, Key, 0).descending;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *key = &g_array_index (self->keys, Key, i);
      const KontorField *field = kontor_query_path_get_field (&key->path);

      if (field != NULL && field->type == KONTOR_MONEY)
        {
          append_through (sql, key, alias, 0, append_has_no_amount);
          kontor_query_sql_append (sql, " NULLS LAST, ");
          append_through (sql, key, alias, 0, append_currency);
          kontor_query_sql_append (sql, " NULLS FIRST, ");
        }
      append_through (sql, key, alias, 0,
                      field != NULL && field->type == KONTOR_CHOICE ? append_choice : append_key);
      append_direction (sql, key);
    }
  kontor_query_sql_append (sql, "%s.rowid%s", alias, descending ? " DESC" : "");
}

/* What belongs to a record may come, go, be given to another, or change places. */
static gboolean
is_step_affected (const KontorExpr *step, const KontorRowChange *change)
{
  const KontorEntity *child = step->child;

  if (!is_part (step))
    return kontor_field_is_affected (step->entity, step->field, change);
  return kontor_field_is_affected (child, step->field, change)
         || kontor_field_is_affected (child, kontor_entity_get_deleted_at (child), change)
         || (child->sort != NULL
             && kontor_field_is_affected (child, kontor_entity_find_field (child, child->sort),
                                          change));
}

gboolean
kontor_query_sort_is_affected (const KontorQuerySort *self, const KontorRowChange *change)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const KontorQueryPath *path = &g_array_index (self->keys, Key, i).path;

      if (kontor_field_is_affected (path->entity, path->field, change))
        return TRUE;
      for (guint j = 0; j < path->steps->len; j++)
        if (is_step_affected (path->steps->pdata[j], change))
          return TRUE;
    }
  return FALSE;
}
