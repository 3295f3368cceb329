/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-same-private.h"

#include "model/kontor-fold.h"

#include <string.h>

/* The source of keys that are ids of records of ours. */
#define KONTOR_OWN_SOURCE "kontor"

static gboolean
has_key (const KontorEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_KEY)
      return TRUE;
  return FALSE;
}

static void
set_existing (KontorImportItem *item, const KontorImportHit *hit)
{
  item->state = KONTOR_ITEM_EXISTS;
  item->hit = *hit;
}

static KontorProblem *
add_problem (KontorImportRow *self, KontorImportItem *item, KontorProblemKind kind, int field)
{
  g_autofree char *title = kontor_import_item_dup_title (item);

  return kontor_draft_row_add_problem (self->row, kind, item->entity,
                                       field < 0 ? NULL
                                                 : kontor_entity_get_field (item->entity, field),
                                       field < 0 ? NULL : item->draft->columns[field], title);
}

/* The field by which a record is called, for a report; -1 where there is none. */
static int
find_title_field (const KontorImportItem *item)
{
  for (guint i = 0; i < item->entity->n_fields; i++)
    if ((item->entity->fields[i].flags & KONTOR_TITLE) != 0
        && kontor_fields_get (item->fields, i) != NULL)
      return i;
  return -1;
}

/* The record of that id, if it lives. */
static gboolean
match_live_id (KontorImportRow *self,
               KontorImportItem *item,
               const KontorId *id,
               gboolean *trashed,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  KontorImportHit hit;

  *trashed = FALSE;
  if (kontor_import_view_find_id (self->view, item->entity, id, &hit, trashed, &local) && !*trashed)
    set_existing (item, &hit);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
set_origin (KontorImportItem *item, guint tag, const char *text)
{
  kontor_fields_take (item->fields, kontor_entity_find_tag (item->entity, tag),
                      kontor_value_text (KONTOR_TEXT, text));
}

/* What lies in the trash stays there; what the row says is made anew, under another id, with the one
 * it names as its key. */
static gboolean
match_id (KontorImportRow *self, KontorImportItem *item, GError **error)
{
  char text[KONTOR_ID_TEXT_SIZE];
  gboolean trashed;

  item->hit.id = item->draft->id;
  if (kontor_id_is_null (&item->draft->id))
    return TRUE;
  if (!match_live_id (self, item, &item->draft->id, &trashed, error))
    return FALSE;
  if (!trashed)
    return TRUE;
  item->hit.id = (KontorId) { 0 };
  set_origin (item, KONTOR_TAG_SOURCE, KONTOR_OWN_SOURCE);
  set_origin (item, KONTOR_TAG_EXTERNAL_KEY, kontor_id_to_text (&item->draft->id, text));
  return TRUE;
}

/* A key that is the id of a record, as in a card that we exported. */
static gboolean
match_key_as_id (KontorImportRow *self, KontorImportItem *item, const char *key, GError **error)
{
  const char *text = g_str_has_prefix (key, "urn:uuid:") ? key + strlen ("urn:uuid:") : key;
  gboolean trashed;
  KontorId id;

  if (!kontor_id_from_text (&id, text))
    return TRUE;
  if (!match_live_id (self, item, &id, &trashed, error))
    return FALSE;
  if (item->state == KONTOR_ITEM_EXISTS)
    {
      kontor_fields_remove (item->fields, kontor_entity_find_tag (item->entity, KONTOR_TAG_SOURCE));
      kontor_fields_remove (item->fields,
                            kontor_entity_find_tag (item->entity, KONTOR_TAG_EXTERNAL_KEY));
    }
  return TRUE;
}

static gboolean
match_origin (KontorImportRow *self, KontorImportItem *item, GError **error)
{
  const char *source = kontor_import_get_origin (item->fields, item->entity, KONTOR_TAG_SOURCE);
  const char *key = kontor_import_get_origin (item->fields, item->entity, KONTOR_TAG_EXTERNAL_KEY);
  g_autoptr (GArray) hits = NULL;

  if (source == NULL || key == NULL)
    return TRUE;
  hits = g_array_new (FALSE, FALSE, sizeof (KontorImportHit));
  if (!kontor_import_view_find_origin (self->view, item->entity, source, key, hits, error))
    return FALSE;
  if (hits->len == 0)
    return match_key_as_id (self, item, key, error);
  set_existing (item, &g_array_index (hits, KontorImportHit, 0));
  return TRUE;
}

static gboolean
is_taken (const KontorImportRow *self, guint index, const KontorId *id)
{
  for (guint i = 0; i < index; i++)
    {
      const KontorImportItem *item = kontor_import_row_get (self, i);

      if (item->state == KONTOR_ITEM_EXISTS && kontor_id_equal (&item->hit.id, id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
match_part (KontorImportRow *self, guint index, guint field, const KontorId *whole, GError **error)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (KontorImportHit));
  KontorValue value = kontor_value_ref (whole);

  if (!kontor_import_view_find_value (self->view, item->entity, field, &value, hits, error))
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    {
      const KontorImportHit *hit = &g_array_index (hits, KontorImportHit, i);
      g_autoptr (KontorFields) fields = NULL;

      if (is_taken (self, index, &hit->id))
        continue;
      fields = kontor_import_view_load (self->view, item->entity, hit, error);
      if (fields == NULL)
        return FALSE;
      if (!kontor_import_is_same_part (self, item, fields))
        continue;
      set_existing (item, hit);
      item->named = TRUE;
      item->before = g_steal_pointer (&fields);
      return TRUE;
    }
  return TRUE;
}

/* The field by which the item belongs to something, or -1. */
static int
find_whole (const KontorImportRow *self, const KontorImportItem *item, KontorId *id)
{
  for (guint i = 0; i < item->entity->n_fields; i++)
    if ((item->entity->fields[i].flags & KONTOR_PARENT) != 0
        && kontor_import_row_get_ref (self, item, i, id))
      return i;
  return -1;
}

static gboolean
is_new_in_row (const KontorImportRow *self, const KontorId *id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const KontorImportItem *item = kontor_import_row_get (self, i);

      if (item->state == KONTOR_ITEM_NEW && kontor_id_equal (&item->hit.id, id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_email (const KontorFields *fields, guint email)
{
  const KontorValue *value = kontor_fields_get (fields, email);

  return value != NULL && !kontor_value_is_none (value);
}

/* Items of the row that are e-mail addresses of the item at @index. */
static KontorImportItem *
find_row_address (const KontorImportRow *self, guint index, guint *from)
{
  guint parent, email;
  const KontorEntity *part = kontor_import_names_find_address (
      self->schema, kontor_import_row_get (self, index)->entity, &parent, &email);

  for (; part != NULL && *from < self->items->len; (*from)++)
    {
      KontorImportItem *item = kontor_import_row_get (self, *from);
      const KontorDraftLink *link = item->entity == part && item->draft != NULL
                                        ? kontor_draft_find_link (item->draft, parent)
                                        : NULL;

      if (link != NULL && link->draft == (int) index && has_email (item->fields, email))
        {
          (*from)++;
          return item;
        }
    }
  return NULL;
}

/* Somebody of the same name with an address of their own is somebody else, unless they work at the
 * same place. */
static gboolean
has_other_address (KontorImportRow *self,
                   guint index,
                   const KontorImportHit *hit,
                   gboolean *other,
                   GError **error)
{
  const KontorEntity *entity = kontor_import_row_get (self, index)->entity;
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (KontorImportHit));
  KontorValue value = kontor_value_ref (&hit->id);
  guint parent, email, from = 0;
  const KontorEntity *part
      = kontor_import_names_find_address (self->schema, entity, &parent, &email);

  *other = FALSE;
  if (part == NULL || find_row_address (self, index, &from) == NULL)
    return TRUE;
  if (!kontor_import_view_find_value (self->view, part, parent, &value, parts, error))
    return FALSE;
  for (guint i = 0; i < parts->len && !*other; i++)
    {
      g_autoptr (KontorFields) fields = kontor_import_view_load (
          self->view, part, &g_array_index (parts, KontorImportHit, i), error);

      if (fields == NULL)
        return FALSE;
      *other = has_email (fields, email);
    }
  return TRUE;
}

/* Of rows that say by key or id which record they mean, no two mean the same one. */
static gboolean
is_anothers (KontorImportRow *self, const KontorImportItem *item, const KontorImportHit *hit)
{
  gboolean says_which
      = !kontor_id_is_null (&item->draft->id)
        || kontor_import_get_origin (item->fields, item->entity, KONTOR_TAG_EXTERNAL_KEY) != NULL;

  return says_which && kontor_import_is_touched (self, item->entity, hit);
}

/* Sets @accepted where the record at @hit, which has the item's name, is meant. */
static gboolean
accept_named (KontorImportRow *self,
              guint index,
              const KontorImportHit *hit,
              gboolean *accepted,
              GError **error)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  g_autoptr (KontorFields) fields = kontor_import_view_load (self->view, item->entity, hit, error);
  gboolean other = FALSE;
  KontorScope scope;

  *accepted = FALSE;
  if (fields == NULL)
    return FALSE;
  scope = kontor_import_compare_scope (self, item, hit, fields);
  if (scope == KONTOR_SCOPE_DIFFERS || kontor_import_has_other_key (item, fields)
      || is_anothers (self, item, hit))
    return TRUE;
  if (scope == KONTOR_SCOPE_OPEN && !kontor_import_is_known_by_name (item->entity)
      && !has_other_address (self, index, hit, &other, error))
    return FALSE;
  *accepted = !other;
  return TRUE;
}

static gboolean
match_title (KontorImportRow *self, guint index, GError **error)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  g_autofree char *title = kontor_import_item_dup_title (item);
  g_autofree char *folded = kontor_fold (title);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (KontorImportHit));
  guint n_accepted = 0;

  if (*folded == '\0')
    return TRUE;
  if (!kontor_import_view_find_title (self->view, item->entity, folded, hits, error))
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    {
      const KontorImportHit *hit = &g_array_index (hits, KontorImportHit, i);
      gboolean accepted;

      if (!accept_named (self, index, hit, &accepted, error))
        return FALSE;
      if (accepted && n_accepted++ == 0)
        set_existing (item, hit);
    }
  item->named = n_accepted > 0;
  if (n_accepted > 1)
    add_problem (self, item, KONTOR_PROBLEM_AMBIGUOUS, find_title_field (item));
  return TRUE;
}

static gboolean
match_other_keys (KontorImportRow *self, KontorImportItem *item, GError **error)
{
  const KontorFieldFlags needed = KONTOR_KEY | KONTOR_INDEXED;

  for (guint i = 0; i < item->entity->n_fields && item->state == KONTOR_ITEM_OPEN; i++)
    {
      const KontorField *field = &item->entity->fields[i];
      const KontorValue *value = kontor_fields_get (item->fields, i);
      g_autoptr (GArray) hits = NULL;

      if ((field->flags & needed) != needed || (field->flags & KONTOR_TITLE) != 0
          || !kontor_type_is_text (field->type) || value == NULL || kontor_value_is_none (value))
        continue;
      hits = g_array_new (FALSE, FALSE, sizeof (KontorImportHit));
      if (!kontor_import_view_find_value (self->view, item->entity, i, value, hits, error))
        return FALSE;
      if (hits->len == 1 && !is_anothers (self, item, &g_array_index (hits, KontorImportHit, 0)))
        set_existing (item, &g_array_index (hits, KontorImportHit, 0));
    }
  return TRUE;
}

static gboolean
is_nameless (const KontorFields *fields)
{
  g_autofree char *title = kontor_fields_dup_title (fields);

  return *title == '\0';
}

/* A row that has our own id is of a record that does without a name. */
static gboolean
needs_name (const KontorImportItem *item)
{
  return kontor_id_is_null (&item->draft->id) && is_nameless (item->fields);
}

/* How well the record at @hit, which has an address of the item's, fits: 0 not at all. */
static gboolean
rate_addressed (KontorImportRow *self,
                KontorImportItem *item,
                const KontorImportHit *hit,
                gboolean only,
                guint *rate,
                GError **error)
{
  g_autoptr (KontorFields) fields = kontor_import_view_load (self->view, item->entity, hit, error);

  *rate = 0;
  if (fields == NULL)
    return FALSE;
  if (kontor_import_has_other_key (item, fields) || is_anothers (self, item, hit))
    return TRUE;
  if (kontor_import_is_same_named (item->fields, fields)
      || (is_nameless (item->fields) && is_nameless (fields)))
    *rate = kontor_import_compare_scope (self, item, hit, fields) == KONTOR_SCOPE_DIFFERS ? 2 : 3;
  else if (only
           && (is_nameless (item->fields) || !kontor_import_is_touched (self, item->entity, hit)))
    *rate = 1;
  return TRUE;
}

/* Of those who have an address of the item's: the one of the same name, at the same company rather
 * than another, or the only one. Two rows of one file with one address and two names are two people
 * who share it; a row with an address and no name is about the one who has it. */
static gboolean
pick_addressed (KontorImportRow *self, KontorImportItem *item, GArray *hits, GError **error)
{
  guint best = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const KontorImportHit *hit = &g_array_index (hits, KontorImportHit, i);
      guint rate;

      if (!rate_addressed (self, item, hit, hits->len == 1, &rate, error))
        return FALSE;
      if (rate <= best)
        continue;
      best = rate;
      item->named = rate > 1;
      set_existing (item, hit);
    }
  return TRUE;
}

static gboolean
match_address (KontorImportRow *self, guint index, GError **error)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  guint parent, email, from = 0;
  KontorImportItem *address;

  if (kontor_import_names_find_address (self->schema, item->entity, &parent, &email) == NULL)
    return TRUE;
  while (item->state == KONTOR_ITEM_OPEN
         && (address = find_row_address (self, index, &from)) != NULL)
    {
      g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (KontorImportHit));
      const KontorValue *value = kontor_fields_get (address->fields, email);

      if (!kontor_import_names_find_email (self->schema, self->view, item->entity, value->text,
                                           hits, error)
          || !pick_addressed (self, item, hits, error))
        return FALSE;
    }
  return TRUE;
}

/* A row may name one record twice: a manager who is an agent too, one number in two columns. */
static void
match_earlier (const KontorImportRow *self, guint index)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  gboolean is_part = !has_key (item->entity);

  if (is_part && !kontor_entity_has_parent (item->entity))
    return;
  for (guint i = 0; i < index; i++)
    {
      const KontorImportItem *other = kontor_import_row_get (self, i);

      if (other->entity != item->entity
          || (other->state != KONTOR_ITEM_NEW && other->state != KONTOR_ITEM_EXISTS)
          || !kontor_import_is_same_scope (self, item, other)
          || !(is_part ? kontor_import_is_same_part (self, item, other->fields)
                       : kontor_import_is_same_named (item->fields, other->fields)))
        continue;
      item->state = KONTOR_ITEM_SAME;
      item->same_as = i;
      return;
    }
}

static gboolean
match_keys (KontorImportRow *self, guint index, GError **error)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  KontorId whole;
  int field = find_whole (self, item, &whole);

  if (field >= 0)
    return is_new_in_row (self, &whole) || match_part (self, index, field, &whole, error);
  if (!has_key (item->entity) || kontor_entity_has_parent (item->entity))
    return TRUE;
  if (kontor_import_is_known_by_name (item->entity))
    return match_title (self, index, error)
           && (item->state != KONTOR_ITEM_OPEN || match_other_keys (self, item, error));
  if (needs_name (item))
    kontor_import_call (self, index);
  if (!match_address (self, index, error))
    return FALSE;
  return item->state != KONTOR_ITEM_OPEN || match_title (self, index, error);
}

/* The id that a survey promised to others, or a new one. */
static gboolean
choose_id (KontorImportRow *self, KontorImportItem *item, GError **error)
{
  KontorSurveyPlace place = { self->source, self->row->number };
  g_autofree char *title = kontor_import_item_dup_title (item);
  g_autofree char *folded = kontor_fold (title);
  g_autoptr (GError) local = NULL;
  gboolean ambiguous, promised = FALSE;

  if (self->survey != NULL && *folded != '\0'
      && (!self->surveying || kontor_import_is_known_by_name (item->entity)))
    promised = self->surveying ? kontor_import_survey_find (self->survey, item->entity, folded,
                                                            &item->hit.id, &ambiguous, &local)
                               : kontor_import_survey_find_own (self->survey, place, item->entity,
                                                                folded, &item->hit.id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!promised && kontor_id_is_null (&item->hit.id))
    item->hit.id = kontor_import_view_next_id (self->view);
  return TRUE;
}

static gboolean
is_whole_skipped (const KontorImportRow *self, const KontorImportItem *item)
{
  for (guint i = 0; i < item->draft->links->len; i++)
    {
      const KontorDraftLink *link = &g_array_index (item->draft->links, KontorDraftLink, i);
      const KontorField *field = kontor_entity_get_field (item->entity, link->field);

      if (link->draft >= 0 && (field->flags & KONTOR_PARENT) != 0
          && kontor_import_row_get_root (self, link->draft)->state == KONTOR_ITEM_SKIPPED)
        return TRUE;
    }
  return FALSE;
}

/* Nothing of that name is there: makes it, or does what the draft says instead. */
static gboolean
settle_missing (KontorImportRow *self, KontorImportItem *item, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *title = NULL;
  KontorProblem *problem;

  if (item->draft->missing == KONTOR_MISSING_SKIP)
    {
      item->state = KONTOR_ITEM_SKIPPED;
      return TRUE;
    }
  item->state = KONTOR_ITEM_NEW;
  if (item->draft->missing == KONTOR_MISSING_CREATE)
    return choose_id (self, item, error);
  title = kontor_import_item_dup_title (item);
  problem = add_problem (self, item, KONTOR_PROBLEM_UNKNOWN, find_title_field (item));
  problem->suggestion
      = kontor_import_names_suggest (self->names, item->entity, title, FALSE, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
kontor_import_match (KontorImportRow *self, guint index, GError **error)
{
  KontorImportItem *item = kontor_import_row_get (self, index);

  if (is_whole_skipped (self, item))
    {
      item->state = KONTOR_ITEM_SKIPPED;
      return TRUE;
    }
  if (!match_id (self, item, error)
      || (item->state == KONTOR_ITEM_OPEN && !match_origin (self, item, error))
      || (item->state == KONTOR_ITEM_OPEN && !match_keys (self, index, error)))
    return FALSE;
  if (item->state == KONTOR_ITEM_OPEN)
    match_earlier (self, index);
  return item->state != KONTOR_ITEM_OPEN || settle_missing (self, item, error);
}
