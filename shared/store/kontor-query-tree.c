/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-tree.h"

KontorExpr *
kontor_expr_new (KontorExprKind kind, const KontorEntity *entity, KontorExpr *part)
{
  KontorExpr *self = g_new0 (KontorExpr, 1);

  self->kind = kind;
  self->entity = entity;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_expr_free);
  if (part != NULL)
    g_ptr_array_add (self->parts, part);
  return self;
}

KontorExpr *
kontor_expr_copy (const KontorExpr *self)
{
  KontorExpr *copy = kontor_expr_new (self->kind, self->entity, NULL);

  copy->child = self->child;
  copy->field = self->field;
  copy->comparison = self->comparison;
  copy->operand = self->operand;
  copy->operand.text = g_strdup (self->operand.text);
  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_add (copy->parts, kontor_expr_copy (self->parts->pdata[i]));
  return copy;
}

void
kontor_expr_free (KontorExpr *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self->operand.text);
  g_free (self);
}
