/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-guards.h"

#include "model/kontor-fold.h"
#include "store/kontor-query-parser.h"

typedef struct
{
  guint group; /* its first field */
  KontorExpr *condition;
} Guard;

struct _KontordGuards
{
  GHashTable *by_entity; /* KontorEntity → GArray of Guard */
};

static void
clear_guard (gpointer data)
{
  kontor_expr_free (((Guard *) data)->condition);
}

static gboolean
is_supported (const KontorExpr *expr)
{
  switch (expr->kind)
    {
    case KONTOR_EXPR_AND:
    case KONTOR_EXPR_OR:
    case KONTOR_EXPR_NOT:
    case KONTOR_EXPR_TARGET:
      for (guint i = 0; i < expr->parts->len; i++)
        {
          if (!is_supported (expr->parts->pdata[i]))
            return FALSE;
        }
      return TRUE;

    case KONTOR_EXPR_PRESENT:
      return expr->field >= 0;

    case KONTOR_EXPR_COMPARE:
      return expr->field >= 0 && expr->comparison == KONTOR_COMPARE_EQUAL
             && (expr->operand.kind == KONTOR_OPERAND_FOLDED
                 || expr->operand.kind == KONTOR_OPERAND_EXACT
                 || expr->operand.kind == KONTOR_OPERAND_NUMBER
                 || expr->operand.kind == KONTOR_OPERAND_ID);

    case KONTOR_EXPR_CHILD:
    case KONTOR_EXPR_EXISTS:
    default:
      return FALSE;
    }
}

static gboolean
add_guard (KontordGuards *self,
           const KontorSchema *schema,
           const KontorEntity *entity,
           guint group,
           const char *text,
           GError **error)
{
  GArray *guards = g_hash_table_lookup (self->by_entity, entity);
  Guard guard = { group, kontor_query_parse (schema, entity, text, NULL, error) };

  if (guard.condition == NULL)
    return FALSE;
  if (!is_supported (guard.condition))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: “%s” asks for too much",
                   entity->name, text);
      kontor_expr_free (guard.condition);
      return FALSE;
    }
  if (guards == NULL)
    {
      guards = g_array_new (FALSE, FALSE, sizeof (Guard));
      g_array_set_clear_func (guards, clear_guard);
      g_hash_table_insert (self->by_entity, (gpointer) entity, guards);
    }
  g_array_append_val (guards, guard);
  return TRUE;
}

KontordGuards *
kontord_guards_new (const KontorSchema *schema, GError **error)
{
  g_autoptr (KontordGuards) self = g_new0 (KontordGuards, 1);

  self->by_entity = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *entity = schema->entities[i];

      for (guint j = 0; j < entity->n_fields; j++)
        {
          const char *text = entity->fields[j].guarded_while;

          if (text != NULL && !add_guard (self, schema, entity, j, text, error))
            return NULL;
        }
    }
  return g_steal_pointer (&self);
}

void
kontord_guards_free (KontordGuards *self)
{
  g_hash_table_unref (self->by_entity);
  g_free (self);
}

/* --- asking --- */

/* Conditions are about one record and what it refers to, so they are answered from rows; that a
 * record is not there is an answer too. */
static gboolean holds (const KontorExpr *expr,
                       KontorDatabase *database,
                       const KontorFields *fields,
                       gboolean *result,
                       GError **error);

static gboolean
equals (const KontorExpr *expr, const KontorFields *fields)
{
  const KontorValue *value = kontor_fields_get (fields, expr->field);
  const KontorOperand *operand = &expr->operand;
  g_autofree char *folded = NULL;

  if (value == NULL || kontor_value_is_none (value))
    return FALSE;
  switch (operand->kind)
    {
    case KONTOR_OPERAND_FOLDED:
      folded = kontor_fold (value->text);
      return g_str_equal (folded, operand->text);
    case KONTOR_OPERAND_EXACT:
      return g_str_equal (value->text, operand->text);
    case KONTOR_OPERAND_NUMBER:
      return value->integer == operand->integer;
    case KONTOR_OPERAND_ID:
    default:
      return kontor_id_equal (&value->id, &operand->id);
    }
}

static gboolean
holds_of_target (const KontorExpr *expr,
                 KontorDatabase *database,
                 const KontorFields *fields,
                 gboolean *result,
                 GError **error)
{
  const KontorValue *reference = kontor_fields_get (fields, expr->field);
  g_auto (KontorRow) row = { 0 };
  g_autoptr (GError) own = NULL;

  *result = FALSE;
  if (reference == NULL || kontor_value_is_none (reference))
    return TRUE;
  if (kontor_row_load (database, expr->child, &reference->id, &row, &own))
    return holds (expr->parts->pdata[0], database, row.fields, result, error);
  if (g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

/* AND until one does not hold, OR until one does. */
static gboolean
holds_of_parts (const KontorExpr *expr,
                KontorDatabase *database,
                const KontorFields *fields,
                gboolean *result,
                GError **error)
{
  gboolean is_or = expr->kind == KONTOR_EXPR_OR;

  *result = !is_or;
  for (guint i = 0; i < expr->parts->len && *result != is_or; i++)
    {
      if (!holds (expr->parts->pdata[i], database, fields, result, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
holds (const KontorExpr *expr,
       KontorDatabase *database,
       const KontorFields *fields,
       gboolean *result,
       GError **error)
{
  const KontorValue *value;

  switch (expr->kind)
    {
    case KONTOR_EXPR_AND:
    case KONTOR_EXPR_OR:
      return holds_of_parts (expr, database, fields, result, error);
    case KONTOR_EXPR_NOT:
      if (!holds (expr->parts->pdata[0], database, fields, result, error))
        return FALSE;
      *result = !*result;
      return TRUE;
    case KONTOR_EXPR_TARGET:
      return holds_of_target (expr, database, fields, result, error);
    case KONTOR_EXPR_PRESENT:
      value = kontor_fields_get (fields, expr->field);
      *result = value != NULL && !kontor_value_is_none (value);
      return TRUE;
    case KONTOR_EXPR_COMPARE:
    default:
      *result = equals (expr, fields);
      return TRUE;
    }
}

gboolean
kontord_guards_check (const KontordGuards *self,
                      KontorDatabase *database,
                      const KontorRow *row,
                      guint64 *groups,
                      GError **error)
{
  GArray *guards = g_hash_table_lookup (self->by_entity, kontor_fields_get_entity (row->fields));

  *groups = 0;
  for (guint i = 0; guards != NULL && i < guards->len; i++)
    {
      const Guard *guard = &g_array_index (guards, Guard, i);
      gboolean result;

      if (!holds (guard->condition, database, row->fields, &result, error))
        return FALSE;
      if (result)
        *groups |= G_GUINT64_CONSTANT (1) << guard->group;
    }
  return TRUE;
}
