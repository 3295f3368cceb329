/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-operation.h"

#include "store/kontor-row.h"

static const char *const refusals[] = {
  [KONTOR_REFUSAL_NONE] = "",           [KONTOR_REFUSAL_PERMISSION] = "perm",
  [KONTOR_REFUSAL_QUOTA] = "quota",     [KONTOR_REFUSAL_GUARD] = "guard",
  [KONTOR_REFUSAL_CHANGED] = "changed", [KONTOR_REFUSAL_DELETED] = "deleted",
  [KONTOR_REFUSAL_PARENT] = "parent",   [KONTOR_REFUSAL_IMMUTABLE] = "immutable",
  [KONTOR_REFUSAL_INVALID] = "invalid", [KONTOR_REFUSAL_LARGE] = "large",
  [KONTOR_REFUSAL_SCHEMA] = "schema",   [KONTOR_REFUSAL_GROUP] = "group",
};

const char *
kontor_refusal_to_text (KontorRefusal self)
{
  return refusals[self];
}

gboolean
kontor_refusal_from_text (KontorRefusal *self, const char *text)
{
  for (guint i = KONTOR_REFUSAL_NONE + 1; i < G_N_ELEMENTS (refusals); i++)
    if (g_str_equal (refusals[i], text))
      {
        *self = (KontorRefusal) i;
        return TRUE;
      }
  return FALSE;
}

KontorOperation *
kontor_operation_new (KontorOperationKind kind)
{
  KontorOperation *self = g_new0 (KontorOperation, 1);

  self->kind = kind;
  return self;
}

void
kontor_operation_free (KontorOperation *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->fields, kontor_fields_free);
  g_free (self->sort_key);
  g_clear_pointer (&self->before, kontor_fields_free);
  g_clear_pointer (&self->bases, g_array_unref);
  g_free (self);
}

/* Every one is a value, and the client's to give. */
static gboolean
gives_its_own (const KontorOperation *self)
{
  for (guint64 rest = kontor_fields_get_mask (self->fields); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      guint first = kontor_entity_get_group (self->entity, index);

      if (kontor_value_is_none (kontor_fields_get (self->fields, index))
          || kontor_entity_get_field (self->entity, first)->policy == KONTOR_SERVER)
        return FALSE;
    }
  return TRUE;
}

void
kontor_operation_prepare (KontorOperation *self)
{
  gboolean is_insert = self->kind == KONTOR_OPERATION_INSERT;

  self->is_plain = kontor_fields_check_meaning (self->fields, is_insert, NULL)
                   && (!is_insert || gives_its_own (self));
  if (self->is_plain && is_insert)
    self->sort_key = kontor_row_dup_sort_key (self->fields);
}

gint64
kontor_operation_get_base (const KontorOperation *self, guint32 tag)
{
  for (guint i = 0; self->bases != NULL && i < self->bases->len; i++)
    if (g_array_index (self->bases, KontorBase, i).tag == tag)
      return g_array_index (self->bases, KontorBase, i).version;
  return 0;
}

void
kontor_operation_set_base (KontorOperation *self, guint32 tag, gint64 version)
{
  KontorBase base = { tag, version };

  if (self->bases == NULL)
    self->bases = g_array_new (FALSE, FALSE, sizeof (KontorBase));
  for (guint i = 0; i < self->bases->len; i++)
    if (g_array_index (self->bases, KontorBase, i).tag == tag)
      {
        g_array_index (self->bases, KontorBase, i) = base;
        return;
      }
  g_array_append_val (self->bases, base);
}

KontorImage *
kontor_image_new (const KontorEntity *entity, const KontorId *id)
{
  KontorImage *self = g_new0 (KontorImage, 1);

  self->entity = entity;
  self->id = *id;
  return self;
}

void
kontor_image_free (KontorImage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->stamps, kontor_stamps_free);
  g_clear_pointer (&self->fields, kontor_fields_free);
  g_free (self);
}

KontorVerdict *
kontor_verdict_new (gint64 n, KontorVerdictKind kind)
{
  KontorVerdict *self = g_new0 (KontorVerdict, 1);

  self->n = n;
  self->kind = kind;
  return self;
}

void
kontor_verdict_free (KontorVerdict *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->image, kontor_image_free);
  g_free (self);
}
