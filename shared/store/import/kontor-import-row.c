/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-tally-private.h"

#include "util/kontor-error.h"

static void
clear_item (gpointer data)
{
  KontorImportItem *item = data;

  g_clear_pointer (&item->fields, kontor_fields_free);
  g_clear_pointer (&item->before, kontor_fields_free);
  g_clear_pointer (&item->changes, kontor_fields_free);
  g_clear_pointer (&item->called, g_free);
}

static void
clear_need (gpointer data)
{
  g_free (((KontorImportNeed *) data)->name);
}

void
kontor_import_row_init (KontorImportRow *self, const KontorSchema *schema)
{
  *self = (KontorImportRow) { .schema = schema };
  self->items = g_array_new (FALSE, TRUE, sizeof (KontorImportItem));
  g_array_set_clear_func (self->items, clear_item);
  self->needs = g_array_new (FALSE, TRUE, sizeof (KontorImportNeed));
  g_array_set_clear_func (self->needs, clear_need);
  self->open = g_array_new (FALSE, FALSE, sizeof (KontorImportOpenLink));
}

void
kontor_import_row_clear (KontorImportRow *self)
{
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->needs, g_array_unref);
  g_clear_pointer (&self->open, g_array_unref);
}

KontorImportItem *
kontor_import_row_get (const KontorImportRow *self, guint index)
{
  return &g_array_index (self->items, KontorImportItem, index);
}

KontorImportItem *
kontor_import_row_get_root (const KontorImportRow *self, guint index)
{
  KontorImportItem *item = kontor_import_row_get (self, index);

  return item->state == KONTOR_ITEM_SAME ? kontor_import_row_get (self, item->same_as) : item;
}

gboolean
kontor_import_is_touched (const KontorImportRow *self,
                          const KontorEntity *entity,
                          const KontorImportHit *hit)
{
  return kontor_import_view_is_made (self->view, entity, hit)
         || kontor_import_tally_is_touched (self->tally, entity, hit->rowid);
}

gboolean
kontor_import_row_load_before (KontorImportRow *self, KontorImportItem *item, GError **error)
{
  if (item->before == NULL)
    item->before = kontor_import_view_load (self->view, item->entity, &item->hit, error);
  return item->before != NULL;
}

gboolean
kontor_import_row_get_ref (const KontorImportRow *self,
                           const KontorImportItem *item,
                           guint field,
                           KontorId *id)
{
  const KontorValue *value = kontor_fields_get (item->fields, field);
  const KontorDraftLink *link
      = item->draft == NULL ? NULL : kontor_draft_find_link (item->draft, field);
  const KontorImportItem *target;

  if (value != NULL && value->type == KONTOR_REF)
    {
      *id = value->id;
      return TRUE;
    }
  if (link == NULL || link->draft < 0)
    return FALSE;
  target = kontor_import_row_get_root (self, link->draft);
  if (target->state != KONTOR_ITEM_EXISTS && target->state != KONTOR_ITEM_NEW)
    return FALSE;
  *id = target->hit.id;
  return TRUE;
}

static void
set_ref (KontorImportItem *item, guint field, const KontorId *id)
{
  kontor_fields_take (item->fields, field, kontor_value_ref (id));
}

static void
add_items (KontorImportRow *self)
{
  g_array_set_size (self->items, 0);
  g_array_set_size (self->needs, 0);
  g_array_set_size (self->open, 0);
  for (guint i = 0; i < self->row->n_drafts; i++)
    {
      KontorDraft *draft = kontor_draft_row_get (self->row, i);
      KontorImportItem item = { .entity = draft->entity, .draft = draft };

      item.fields = self->keeps_drafts ? kontor_fields_copy (draft->fields)
                                       : g_steal_pointer (&draft->fields);
      g_array_append_val (self->items, item);
    }
}

/* References to records of the row are known once all of them are. */
static void
set_draft_refs (KontorImportRow *self, KontorImportItem *item)
{
  for (guint i = 0; item->draft != NULL && i < item->draft->links->len; i++)
    {
      const KontorDraftLink *link = &g_array_index (item->draft->links, KontorDraftLink, i);
      KontorId id;

      if (link->draft >= 0 && kontor_import_row_get_ref (self, item, link->field, &id))
        set_ref (item, link->field, &id);
    }
}

static gboolean
is_none (const KontorFields *fields, guint field)
{
  const KontorValue *value = kontor_fields_get (fields, field);

  return value == NULL || kontor_value_is_none (value);
}

/* What a new record is told twice, the first one said. */
static void
merge_same (KontorImportRow *self, const KontorImportItem *item)
{
  KontorImportItem *root = kontor_import_row_get (self, item->same_as);

  if (root->state != KONTOR_ITEM_NEW)
    return;
  for (guint i = 0; i < kontor_entity_get_n_fields (item->entity); i++)
    if (is_none (root->fields, i) && !is_none (item->fields, i))
      kontor_fields_set (root->fields, i, kontor_fields_get (item->fields, i));
}

/* Whether the row may say anything new in @field of an existing record. A record keeps its place,
 * what it belongs to and where it came from, and its spelling where it was found by it. */
static gboolean
may_change (const KontorImportItem *item, guint field)
{
  const KontorField *of = kontor_entity_get_field (item->entity, field);

  if (item->draft->existing == KONTOR_EXISTING_KEEP || is_none (item->fields, field)
      || (item->draft->initial >> field & 1) != 0
      || (item->named && (of->flags & KONTOR_TITLE) != 0)
      || kontor_value_equal (kontor_fields_get (item->fields, field),
                             kontor_fields_get (item->before, field)))
    return FALSE;
  return is_none (item->before, field)
         || (item->draft->existing == KONTOR_EXISTING_OVERWRITE && of->type != KONTOR_RANK
             && (of->flags & KONTOR_PARENT) == 0 && of->tag != KONTOR_TAG_SOURCE
             && of->tag != KONTOR_TAG_EXTERNAL_KEY);
}

/* Source and key are one: half of them would name something else. */
static void
keep_origin (KontorImportItem *item)
{
  int source = kontor_entity_find_tag (item->entity, KONTOR_TAG_SOURCE);
  int key = kontor_entity_find_tag (item->entity, KONTOR_TAG_EXTERNAL_KEY);

  if (is_none (item->before, source) && is_none (item->before, key))
    return;
  kontor_fields_remove (item->changes, source);
  kontor_fields_remove (item->changes, key);
}

static const char *
find_column (const KontorImportItem *item, guint field)
{
  const KontorDraftLink *link;

  if (item->draft == NULL)
    return NULL;
  link = kontor_draft_find_link (item->draft, field);
  return link != NULL ? link->column : item->draft->columns[field];
}

/* Of two rows that say different things of one record the first holds: else the second would change
 * it, and the first change it back when the files are imported again. */
static void
note_disagreement (KontorImportRow *self, const KontorImportItem *item, guint i)
{
  const KontorField *field = kontor_entity_get_field (item->entity, i);
  const KontorDraftLink *link = kontor_draft_find_link (item->draft, i);
  g_autofree char *text = NULL;

  if (field->type == KONTOR_REF)
    text = g_strdup (link == NULL ? NULL : link->name);
  else
    text = kontor_value_dup_text (field, kontor_fields_get (item->fields, i));
  kontor_draft_row_add_notice (self->row, KONTOR_PROBLEM_DISAGREES, item->entity, field,
                               find_column (item, i), text);
}

static gboolean
compare (KontorImportRow *self, KontorImportItem *item, GError **error)
{
  gboolean touched;

  if (!kontor_import_row_load_before (self, item, error))
    return FALSE;
  item->changes = kontor_fields_new (item->entity);
  touched = kontor_import_is_touched (self, item->entity, &item->hit);
  for (guint i = 0; i < kontor_entity_get_n_fields (item->entity); i++)
    {
      if (!may_change (item, i))
        continue;
      if (touched && !is_none (item->before, i))
        note_disagreement (self, item, i);
      else
        kontor_fields_set (item->changes, i, kontor_fields_get (item->fields, i));
    }
  keep_origin (item);
  return TRUE;
}

static gboolean
is_needed (const KontorImportRow *self, const KontorImportItem *item, guint field)
{
  for (guint i = 0; i < self->needs->len; i++)
    {
      const KontorImportNeed *need = &g_array_index (self->needs, KontorImportNeed, i);

      if (kontor_import_row_get (self, need->item) == item && need->field == field)
        return TRUE;
    }
  return FALSE;
}

static void
check_field (KontorImportRow *self, const KontorImportItem *item, guint i)
{
  const KontorField *field = kontor_entity_get_field (item->entity, i);
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;

  if (is_none (item->fields, i))
    {
      if (item->state == KONTOR_ITEM_NEW && (field->flags & KONTOR_REQUIRED) != 0
          && !is_needed (self, item, i))
        kontor_draft_row_add_problem (self->row, KONTOR_PROBLEM_MISSING, item->entity, field,
                                      find_column (item, i), NULL);
      return;
    }
  if (kontor_value_check (field, kontor_fields_get (item->fields, i), &local))
    return;
  text = kontor_value_dup_text (field, kontor_fields_get (item->fields, i));
  kontor_draft_row_add_problem (self->row,
                                g_error_matches (local, KONTOR_ERROR, KONTOR_ERROR_LIMIT)
                                    ? KONTOR_PROBLEM_LIMIT
                                    : KONTOR_PROBLEM_FORM,
                                item->entity, field, find_column (item, i), text);
}

/* Nobody is under themselves. */
static void
check_circle (KontorImportRow *self, const KontorImportItem *item, guint i)
{
  const KontorField *field = kontor_entity_get_field (item->entity, i);
  const KontorValue *value = kontor_fields_get (item->fields, i);
  g_autofree char *title = NULL;

  if (field->type != KONTOR_REF || !g_str_equal (field->target, item->entity->name) || value == NULL
      || !kontor_id_equal (&value->id, &item->hit.id))
    return;
  title = kontor_import_item_dup_title (item);
  kontor_draft_row_add_problem (self->row, KONTOR_PROBLEM_CYCLE, item->entity, field,
                                find_column (item, i), title);
}

static void
check (KontorImportRow *self, const KontorImportItem *item)
{
  for (guint i = 0; i < kontor_entity_get_n_fields (item->entity); i++)
    {
      check_field (self, item, i);
      check_circle (self, item, i);
    }
}

/* A circle over several rows, which the survey found. */
static gboolean
check_survey (KontorImportRow *self, GError **error)
{
  KontorSurveyPlace place = { self->source, self->row->number };
  gboolean circle = FALSE;

  if (self->survey == NULL || self->surveying)
    return TRUE;
  if (!kontor_import_survey_is_circle (self->survey, place, &circle, error))
    return FALSE;
  for (guint i = 0; circle && i < self->items->len; i++)
    {
      const KontorImportItem *item = kontor_import_row_get (self, i);

      for (guint j = 0; j < item->entity->n_fields && self->row->problems->len == 0; j++)
        {
          const KontorField *field = &item->entity->fields[j];
          const KontorDraftLink *link = field->type == KONTOR_REF && item->draft != NULL
                                            ? kontor_draft_find_link (item->draft, j)
                                            : NULL;

          if (link != NULL && link->draft < 0 && g_str_equal (field->target, item->entity->name))
            kontor_draft_row_add_problem (self->row, KONTOR_PROBLEM_CYCLE, item->entity, field,
                                          link->column, link->name);
        }
    }
  return TRUE;
}

static gboolean
complete (KontorImportRow *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    set_draft_refs (self, kontor_import_row_get (self, i));
  for (guint i = 0; i < self->items->len; i++)
    if (kontor_import_row_get (self, i)->state == KONTOR_ITEM_SAME)
      merge_same (self, kontor_import_row_get (self, i));
  for (guint i = 0; i < self->items->len; i++)
    {
      KontorImportItem *item = kontor_import_row_get (self, i);

      if (item->state != KONTOR_ITEM_EXISTS && item->state != KONTOR_ITEM_NEW)
        continue;
      check (self, item);
      if (item->state == KONTOR_ITEM_EXISTS && !compare (self, item, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kontor_import_row_decide (KontorImportRow *self, GError **error)
{
  guint n_drafts = self->row->n_drafts;

  add_items (self);
  for (guint i = 0; i < n_drafts; i++)
    if (!kontor_import_resolve_names (self, i, error) || !kontor_import_match (self, i, error))
      return FALSE;
  if (!kontor_import_settle_open_links (self, error))
    return FALSE;
  if (self->row->problems->len > 0)
    return TRUE;
  return complete (self, error) && check_survey (self, error);
}
