/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-same-private.h"

#include "model/kontor-fold.h"

gboolean
kontor_import_is_known_by_name (const KontorEntity *entity)
{
  const KontorFieldFlags needed = KONTOR_KEY | KONTOR_REQUIRED;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & needed) == needed)
      return TRUE;
  return FALSE;
}

/* Fields that say within what a name means something: what the record belongs to, and the company
 * of a person. */
static gboolean
is_scope (const KontorField *field)
{
  return field->type == KONTOR_REF && (field->flags & (KONTOR_PARENT | KONTOR_KEY)) != 0;
}

const char *
kontor_import_get_origin (const KontorFields *fields, const KontorEntity *entity, guint tag)
{
  const KontorValue *value = kontor_fields_get (fields, kontor_entity_find_tag (entity, tag));

  return value == NULL || kontor_value_is_none (value) ? NULL : value->text;
}

static gboolean
is_same_text (const KontorField *field, const KontorValue *a, const KontorValue *b)
{
  g_autofree char *folded_a = NULL, *folded_b = NULL;

  if (a == NULL || kontor_value_is_none (a) || b == NULL || kontor_value_is_none (b))
    return (a == NULL || kontor_value_is_none (a)) && (b == NULL || kontor_value_is_none (b));
  folded_a = field->type == KONTOR_PHONE ? kontor_fold_phone (a->text) : kontor_fold (a->text);
  folded_b = field->type == KONTOR_PHONE ? kontor_fold_phone (b->text) : kontor_fold (b->text);
  return g_str_equal (folded_a, folded_b);
}

static gboolean
is_same_ref (const KontorImportRow *self,
             const KontorImportItem *item,
             guint field,
             const KontorFields *other)
{
  const KontorValue *value = kontor_fields_get (other, field);
  KontorId id;

  if (!kontor_import_row_get_ref (self, item, field, &id))
    return value == NULL || kontor_value_is_none (value);
  return value != NULL && value->type == KONTOR_REF && kontor_id_equal (&value->id, &id);
}

gboolean
kontor_import_is_same_part (const KontorImportRow *self,
                            const KontorImportItem *item,
                            const KontorFields *other)
{
  for (guint i = 0; i < item->entity->n_fields; i++)
    {
      const KontorField *field = &item->entity->fields[i];

      if ((field->flags & KONTOR_TITLE) != 0 && kontor_type_is_text (field->type)
          && !is_same_text (field, kontor_fields_get (item->fields, i),
                            kontor_fields_get (other, i)))
        return FALSE;
      if (field->type == KONTOR_REF && (field->flags & KONTOR_PARENT) == 0
          && !is_same_ref (self, item, i, other))
        return FALSE;
    }
  return TRUE;
}

KontorScope
kontor_import_compare_scope (KontorImportRow *self,
                             const KontorImportItem *item,
                             const KontorImportHit *hit,
                             const KontorFields *fields)
{
  gboolean made = kontor_import_view_is_made (self->view, item->entity, hit);
  KontorScope scope = KONTOR_SCOPE_OPEN;

  for (guint i = 0; i < item->entity->n_fields; i++)
    {
      KontorId id;
      gboolean told;

      if (!is_scope (&item->entity->fields[i]))
        continue;
      told = kontor_import_row_get_ref (self, item, i, &id);
      if ((told || made) && !is_same_ref (self, item, i, fields))
        return KONTOR_SCOPE_DIFFERS;
      if (told)
        scope = KONTOR_SCOPE_SAME;
    }
  return scope;
}

gboolean
kontor_import_has_other_key (const KontorImportItem *item, const KontorFields *fields)
{
  const char *source = kontor_import_get_origin (item->fields, item->entity, KONTOR_TAG_SOURCE);
  const char *key = kontor_import_get_origin (item->fields, item->entity, KONTOR_TAG_EXTERNAL_KEY);
  const char *other = kontor_import_get_origin (fields, item->entity, KONTOR_TAG_EXTERNAL_KEY);

  return source != NULL && key != NULL && other != NULL
         && g_strcmp0 (source, kontor_import_get_origin (fields, item->entity, KONTOR_TAG_SOURCE))
                == 0
         && !g_str_equal (key, other);
}

gboolean
kontor_import_is_same_scope (const KontorImportRow *self,
                             const KontorImportItem *a,
                             const KontorImportItem *b)
{
  for (guint i = 0; i < a->entity->n_fields; i++)
    {
      KontorId id_a = { 0 }, id_b = { 0 };

      if (!is_scope (&a->entity->fields[i]))
        continue;
      kontor_import_row_get_ref (self, a, i, &id_a);
      kontor_import_row_get_ref (self, b, i, &id_b);
      if (!kontor_id_equal (&id_a, &id_b))
        return FALSE;
    }
  return TRUE;
}

gboolean
kontor_import_is_same_named (const KontorFields *a, const KontorFields *b)
{
  g_autofree char *title_a = kontor_fields_dup_title (a);
  g_autofree char *title_b = kontor_fields_dup_title (b);
  g_autofree char *folded_a = kontor_fold (title_a);
  g_autofree char *folded_b = kontor_fold (title_b);

  return *folded_a != '\0' && g_str_equal (folded_a, folded_b);
}
