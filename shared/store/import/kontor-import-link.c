/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-row-private.h"

#include "model/kontor-fold.h"

static void
set_ref (KontorImportItem *item, guint field, const KontorId *id)
{
  kontor_fields_take (item->fields, field, kontor_value_ref (id));
}

/* The field that a name goes into, of entities that are made from nothing but a name; -1 of those
 * that need more. */
static int
find_name_field (const KontorEntity *entity)
{
  int name = -1;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];

      if ((field->flags & KONTOR_REQUIRED) == 0)
        continue;
      if (name >= 0 || (field->flags & KONTOR_TITLE) == 0 || !kontor_type_is_text (field->type))
        return -1;
      name = i;
    }
  return name;
}

/* Makes a record for a reference that names one. */
static gboolean
imply (KontorImportRow *self, const KontorEntity *entity, const char *name, KontorId *id)
{
  KontorImportItem item = { .state = KONTOR_ITEM_NEW, .entity = entity };
  int field = find_name_field (entity);

  for (guint i = 0; i < self->items->len; i++)
    {
      const KontorImportItem *other = kontor_import_row_get (self, i);
      g_autofree char *title = NULL;

      if (other->draft != NULL || other->entity != entity)
        continue;
      title = kontor_fields_dup_title (other->fields);
      if (g_str_equal (title, name))
        {
          *id = other->hit.id;
          return TRUE;
        }
    }
  item.hit.id = kontor_import_view_next_id (self->view);
  item.fields = kontor_fields_new (entity);
  kontor_fields_take (item.fields, field, kontor_value_text (entity->fields[field].type, name));
  g_array_append_val (self->items, item);
  *id = item.hit.id;
  return TRUE;
}

static gboolean
refuse_name (KontorImportRow *self,
             const KontorEntity *target,
             const KontorDraftLink *link,
             const KontorField *field,
             KontorProblemKind kind,
             char *suggestion)
{
  KontorProblem *problem
      = kontor_draft_row_add_problem (self->row, kind, target, field, link->column, link->name);

  problem->suggestion = suggestion;
  return TRUE;
}

/* Nothing is called so, in the workspace or in what is to come. */
static gboolean
resolve_unknown (KontorImportRow *self,
                 guint index,
                 const KontorDraftLink *link,
                 const KontorEntity *target,
                 GError **error)
{
  const KontorImportItem *item = kontor_import_row_get (self, index);
  const KontorField *field = kontor_entity_get_field (item->entity, link->field);
  gboolean create = link->missing == KONTOR_MISSING_CREATE && find_name_field (target) >= 0;
  g_autofree char *suggestion = NULL;
  g_autoptr (GError) local = NULL;
  KontorId id;

  if (link->missing == KONTOR_MISSING_SKIP)
    return TRUE;
  if (self->surveying && !create)
    {
      KontorImportNeed need = { index, link->field, target, kontor_fold (link->name) };

      g_array_append_val (self->needs, need);
      return TRUE;
    }
  suggestion = kontor_import_names_suggest (self->names, target, link->name, create, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!create || suggestion != NULL)
    return refuse_name (self, target, link, field, KONTOR_PROBLEM_UNKNOWN,
                        g_steal_pointer (&suggestion));
  imply (self, target, link->name, &id);
  set_ref (kontor_import_row_get (self, index), link->field, &id);
  return TRUE;
}

/* Several are called so; which one may follow from what the record refers to already. */
static void
leave_open (KontorImportRow *self, guint index, const KontorDraftLink *link)
{
  KontorImportOpenLink open = { index, link };

  g_array_append_val (self->open, open);
}

static gboolean
resolve_announced (KontorImportRow *self,
                   guint index,
                   const KontorDraftLink *link,
                   const KontorEntity *target,
                   GError **error)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  g_autofree char *folded = kontor_fold (link->name);
  g_autoptr (GError) local = NULL;
  gboolean ambiguous = FALSE;
  KontorId id;

  if (self->survey == NULL || self->surveying
      || !kontor_import_survey_find (self->survey, target, folded, &id, &ambiguous, &local))
    {
      if (local == NULL)
        return resolve_unknown (self, index, link, target, error);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (ambiguous)
    {
      leave_open (self, index, link);
      return TRUE;
    }
  set_ref (item, link->field, &id);
  return TRUE;
}

static gboolean
resolve_name (KontorImportRow *self, guint index, const KontorDraftLink *link, GError **error)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  const KontorField *field = kontor_entity_get_field (item->entity, link->field);
  const KontorEntity *target = kontor_schema_find (self->schema, field->target);
  KontorImportHit hit;

  switch (kontor_import_names_resolve (self->names, target, link->name, &hit, error))
    {
    case KONTOR_NAME_FOUND:
      set_ref (item, link->field, &hit.id);
      return TRUE;

    case KONTOR_NAME_UNKNOWN:
      return resolve_announced (self, index, link, target, error);

    case KONTOR_NAME_AMBIGUOUS:
      leave_open (self, index, link);
      return TRUE;

    case KONTOR_NAME_FAILED:
    default:
      return FALSE;
    }
}

gboolean
kontor_import_resolve_names (KontorImportRow *self, guint index, GError **error)
{
  const KontorDraft *draft = kontor_import_row_get (self, index)->draft;

  for (guint i = 0; i < draft->links->len; i++)
    {
      const KontorDraftLink *link = &g_array_index (draft->links, KontorDraftLink, i);

      if (link->draft < 0 && !resolve_name (self, index, link, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether what the record refers to now by the link's field is called as the link says. */
static gboolean
is_present_target (KontorImportRow *self,
                   KontorImportItem *item,
                   const KontorDraftLink *link,
                   gboolean *is_it,
                   GError **error)
{
  const KontorField *field = kontor_entity_get_field (item->entity, link->field);
  const KontorEntity *target = kontor_schema_find (self->schema, field->target);
  g_autoptr (KontorFields) fields = NULL;
  g_autofree char *title = NULL, *folded = NULL, *name = NULL;
  g_autoptr (GError) local = NULL;
  const KontorValue *value;
  KontorImportHit hit;
  gboolean trashed;

  *is_it = FALSE;
  if (item->state != KONTOR_ITEM_EXISTS)
    return TRUE;
  if (!kontor_import_row_load_before (self, item, error))
    return FALSE;
  value = kontor_fields_get (item->before, link->field);
  if (value == NULL || value->type != KONTOR_REF)
    return TRUE;
  if (!kontor_import_view_find_id (self->view, target, &value->id, &hit, &trashed, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  fields = kontor_import_view_load (self->view, target, &hit, error);
  if (fields == NULL)
    return FALSE;
  title = kontor_fields_dup_title (fields);
  folded = kontor_fold (title);
  name = kontor_fold (link->name);
  *is_it = g_str_equal (folded, name);
  return TRUE;
}

gboolean
kontor_import_settle_open_links (KontorImportRow *self, GError **error)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      const KontorImportOpenLink *open = &g_array_index (self->open, KontorImportOpenLink, i);
      KontorImportItem *item = kontor_import_row_get (self, open->item);
      const KontorField *field = kontor_entity_get_field (item->entity, open->link->field);
      gboolean is_it;

      if (!is_present_target (self, item, open->link, &is_it, error))
        return FALSE;
      if (!is_it)
        refuse_name (self, kontor_schema_find (self->schema, field->target), open->link, field,
                     KONTOR_PROBLEM_AMBIGUOUS, NULL);
    }
  return TRUE;
}
