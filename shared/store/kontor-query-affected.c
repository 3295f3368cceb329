/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-affected.h"

static guint64
mask_of (const KontorEntity *entity, KontorFieldFlags flags)
{
  guint64 mask = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & flags)
      mask |= G_GUINT64_CONSTANT (1) << i;
  return mask;
}

static guint64
mask_of_life (const KontorEntity *entity)
{
  return G_GUINT64_CONSTANT (1) << kontor_entity_get_deleted_at (entity);
}

gboolean
kontor_field_is_affected (const KontorEntity *entity, int field, const KontorRowChange *change)
{
  if (entity != change->entity)
    return FALSE;
  if (change->inserted)
    return TRUE;
  if (field == KONTOR_EXPR_TITLE)
    return (change->mask & mask_of (entity, KONTOR_TITLE)) != 0;
  return field >= 0 && (change->mask >> field & 1) != 0;
}

static gboolean
is_child_affected (const KontorExpr *expr, const KontorRowChange *change)
{
  return kontor_field_is_affected (expr->child, expr->field, change)
         || (expr->child == change->entity && (change->mask & mask_of_life (expr->child)) != 0);
}

gboolean
kontor_expr_is_affected (const KontorExpr *expr, const KontorRowChange *change)
{
  gboolean affected = FALSE;

  if (expr->kind == KONTOR_EXPR_CHILD)
    affected = is_child_affected (expr, change);
  else if (expr->kind == KONTOR_EXPR_TARGET || expr->kind == KONTOR_EXPR_PRESENT
           || expr->kind == KONTOR_EXPR_COMPARE)
    affected = kontor_field_is_affected (expr->entity, expr->field, change);
  for (guint i = 0; i < expr->parts->len && !affected; i++)
    affected = kontor_expr_is_affected (expr->parts->pdata[i], change);
  return affected;
}

gboolean
kontor_search_is_affected (const KontorEntity *entity, const KontorRowChange *change)
{
  guint64 searched = mask_of (change->entity, KONTOR_SEARCH | KONTOR_TITLE);

  if (entity == change->entity)
    return change->inserted || (change->mask & searched) != 0;
  /* Records are found by what belongs to them. */
  for (guint i = 0; i < change->entity->n_fields; i++)
    {
      const KontorField *field = &change->entity->fields[i];

      if ((field->flags & KONTOR_PARENT) != 0 && g_str_equal (field->target, entity->name))
        return TRUE;
    }
  return FALSE;
}
