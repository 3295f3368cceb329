/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-match-private.h"

#include <string.h>

/* How sure a match is, before the values are looked at. */
#define BY_NAME 1.0
#define BY_ALIAS 0.95
#define BY_PREFIX 0.9 /* `Deal - Title` */
#define BY_PART 0.9
#define BY_KEY 0.9
#define BY_VALUES 0.5 /* an e-mail address in a column without a name */
#define BY_LINK 0.6
#define BY_LINK_ALONE 0.4 /* nothing but a field of another entity is called so */

/* The column being matched. */
typedef struct
{
  KontorColumnNames *names;
  const KontorSchema *schema;
  const KontorEntity *entity;
  guint column;
  const KontorColumnProfile *profile;
  GPtrArray *words;
  char *joined;
  GArray *candidates;
} Matcher;

/* @target's label is taken over. Values that do not fit leave little of a match. */
static void
add (Matcher *self, KontorColumnTarget target, guint number)
{
  KontorColumnCandidate candidate = { self->column, number, target };

  if (target.field >= 0 && target.target != KONTOR_TARGET_CURRENCY)
    {
      KontorType type = kontor_entity_get_field (target.entity, target.field)->type;

      if (kontor_column_profile_get_fit (self->profile, type) < 0.5)
        candidate.target.certainty *= 0.3;
    }
  g_array_append_val (self->candidates, candidate);
}

gboolean
kontor_column_is_importable (const KontorField *field)
{
  return !(field->flags & KONTOR_HIDDEN);
}

/* Long texts, and those that do not come again, are a column of lists rather than a form of address:
 * decides between two fields of one alias, such as Title. */
static double
prefer_by_length (Matcher *self, const KontorField *field)
{
  gboolean is_wordy = self->profile->n_bytes > 6 * self->profile->n_values;

  return is_wordy == ((field->flags & KONTOR_COLUMN) != 0) ? 0 : 0.02;
}

static void
match_fields (Matcher *self, const char *joined, double most)
{
  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const KontorField *field = &self->entity->fields[i];
      gboolean is_alias;

      if (!kontor_column_is_importable (field)
          || !kontor_column_name_is_field (self->names, joined, field, &is_alias))
        continue;
      add (self,
           (KontorColumnTarget) { .target = KONTOR_TARGET_FIELD,
                                  .entity = self->entity,
                                  .field = i,
                                  .via = -1,
                                  .certainty = MIN (is_alias ? BY_ALIAS : BY_NAME, most)
                                               - (is_alias ? prefer_by_length (self, field) : 0) },
           0);
    }
}

static gboolean
names_entity (Matcher *self, const char *joined, const KontorEntity *entity)
{
  return kontor_column_name_is_entity (self->names, joined, entity, self->schema->entities,
                                       self->schema->n_entities);
}

static guint
count_title_fields (const KontorEntity *entity)
{
  guint count = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    count += (entity->fields[i].flags & KONTOR_TITLE) != 0;
  return count;
}

/* `Name`, `Full name`, `Contact name`, `Contact`. */
static void
match_title (Matcher *self)
{
  static const char *const names[] = { "name", "fullname", "displayname", "fileas" };
  guint n_words = self->words->len;
  gboolean is_title = FALSE;

  if (count_title_fields (self->entity) < 2 || n_words == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    is_title = is_title || strcmp (self->joined, names[i]) == 0;
  if (strcmp (g_ptr_array_index (self->words, n_words - 1), "name") == 0 && n_words > 1)
    {
      g_autofree char *before = kontor_column_name_join (self->words, 0, n_words - 1);

      is_title = is_title || names_entity (self, before, self->entity);
    }
  if (is_title || names_entity (self, self->joined, self->entity))
    add (self,
         (KontorColumnTarget) { .target = KONTOR_TARGET_TITLE,
                                .entity = self->entity,
                                .field = -1,
                                .via = -1,
                                .certainty = BY_ALIAS },
         0);
}

/* `Id`, `Record ID`, `opportunity_id`: the key it has where it comes from, if no two rows share
 * it. */
static void
match_external_key (Matcher *self)
{
  guint n_words = self->words->len;
  guint n_values = MIN (self->profile->n_values, KONTOR_PROFILE_MAX_DISTINCT);
  g_autofree char *before = NULL;
  const char *last;

  if (n_words == 0 || self->profile->n_distinct < n_values)
    return;
  last = g_ptr_array_index (self->words, n_words - 1);
  if (strcmp (last, "id") != 0 && strcmp (last, "key") != 0 && strcmp (last, "uuid") != 0)
    return;
  before = kontor_column_name_join (self->words, 0, n_words - 1);
  if (*before != '\0' && strcmp (before, "record") != 0 && strcmp (before, "external") != 0
      && !names_entity (self, before, self->entity))
    return;
  add (self,
       (KontorColumnTarget) { .target = KONTOR_TARGET_FIELD,
                              .entity = self->entity,
                              .field
                              = kontor_entity_find_tag (self->entity, KONTOR_TAG_EXTERNAL_KEY),
                              .via = -1,
                              .certainty = BY_KEY },
       0);
}

const char *
kontor_column_find_kind (const KontorEntity *part, const KontorField *field)
{
  int at = kontor_entity_find_field (part, "kind");
  const KontorChoice *choices = at >= 0 ? part->fields[at].choices : NULL;
  const char *other = NULL;

  for (; choices != NULL && choices->key != NULL; choices++)
    {
      if (strcmp (choices->key, field->name) == 0)
        return choices->key;
      if (kontor_entity_find_field (part, choices->key) < 0)
        other = choices->key;
    }
  return other;
}

gboolean
kontor_column_is_part_value (const KontorField *field)
{
  return kontor_column_is_importable (field) && !(field->flags & KONTOR_PARENT)
         && strcmp (field->name, "kind") != 0 && strcmp (field->name, "label") != 0;
}

static void
add_part (Matcher *self,
          const KontorEntity *part,
          int via,
          guint field,
          const KontorColumnLabel *label,
          double certainty)
{
  int target
      = label != NULL && label->is_label ? kontor_entity_find_field (part, "label") : (int) field;

  if (target < 0)
    return;
  add (self,
       (KontorColumnTarget) { .target = KONTOR_TARGET_PART,
                              .entity = part,
                              .field = target,
                              .via = via,
                              .kind = kontor_column_find_kind (part, &part->fields[field]),
                              .label = label != NULL ? g_strdup (label->label) : NULL,
                              .certainty = certainty },
       label != NULL ? label->number : 0);
}

/* `Address 1 - City`: what is left is the field, maybe behind the kind. */
static gboolean
is_labelled (Matcher *self,
             const KontorColumnLabel *label,
             const KontorEntity *part,
             const KontorField *field)
{
  const char *kind = kontor_column_find_kind (part, field);
  const char *rest = label->rest;
  gboolean is_alias;

  if (*rest == '\0')
    return label->is_phone && field->type == KONTOR_PHONE;
  /* `Street 2` is the second line of a street, not that of a second address. */
  if (label->ends_with_number && kind != NULL && strcmp (kind, field->name) != 0)
    return FALSE;
  if (kontor_column_name_is_field (self->names, rest, field, &is_alias))
    return TRUE;
  return kind != NULL && g_str_has_prefix (rest, kind)
         && kontor_column_name_is_field (self->names, rest + strlen (kind), field, &is_alias);
}

/* With the column's words from @from on. */
static void
match_part (Matcher *self, const KontorEntity *part, int via, guint from)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *joined = kontor_column_name_join (self->words, from, self->words->len);
  KontorColumnLabel label;

  for (guint i = from; i < self->words->len; i++)
    g_ptr_array_add (words, g_ptr_array_index (self->words, i));
  kontor_column_label_read (words, &label);
  for (guint i = 0; i < part->n_fields; i++)
    {
      const KontorField *field = &part->fields[i];
      gboolean is_alias;

      if (!kontor_column_is_part_value (field))
        continue;
      if (is_labelled (self, &label, part, field))
        add_part (self, part, via, i, kontor_column_find_kind (part, field) != NULL ? &label : NULL,
                  BY_PART);
      else if (kontor_column_name_is_field (self->names, joined, field, &is_alias))
        add_part (self, part, via, i, NULL, BY_PART);
    }
  kontor_column_label_clear (&label);
}

/* Where what comes behind the name of the row's entity begins: `Person - Email - Work`. */
static guint
skip_entity (Matcher *self)
{
  g_autofree char *first = kontor_column_name_join (self->words, 0, MIN (1, self->words->len));

  return self->words->len > 1 && names_entity (self, first, self->entity) ? 1 : 0;
}

static void
match_parts (Matcher *self)
{
  guint behind_entity = skip_entity (self);

  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const KontorEntity *part = self->schema->entities[i];

      for (guint j = 0; j < part->n_fields; j++)
        {
          const KontorField *field = &part->fields[j];

          if (field->type != KONTOR_REF || !(field->flags & KONTOR_PARENT)
              || g_strcmp0 (field->target, self->entity->name) != 0)
            continue;
          match_part (self, part, j, 0);
          if (behind_entity > 0)
            match_part (self, part, j, behind_entity);
        }
    }
}

/* The address of a picture is not one of the person. */
static gboolean
is_of_picture (const char *joined)
{
  static const char *const words[] = { "photo", "picture", "image", "avatar", "logo" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (joined, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* In a column without a telling name the values speak for themselves. */
static void
match_values (Matcher *self)
{
  KontorType type = kontor_column_profile_get_type (self->profile);

  if (type == KONTOR_URL && is_of_picture (self->joined))
    return;
  if (type != KONTOR_EMAIL && type != KONTOR_PHONE && type != KONTOR_URL)
    return;
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const KontorEntity *part = self->schema->entities[i];

      for (guint j = 0; j < part->n_fields; j++)
        for (guint k = 0; k < part->n_fields; k++)
          if (part->fields[j].flags & KONTOR_PARENT && part->fields[k].type == type
              && g_strcmp0 (part->fields[j].target, self->entity->name) == 0)
            add_part (self, part, j, k, NULL, BY_VALUES);
    }
}

static void
add_link (Matcher *self, guint via, const KontorEntity *linked, guint field, double certainty)
{
  add (self,
       (KontorColumnTarget) { .target = KONTOR_TARGET_LINKED,
                              .entity = linked,
                              .field = field,
                              .via = via,
                              .certainty = certainty },
       0);
}

/* `Currency`, `Deal - Currency of Value`: of the one amount of money that the record has, or the one
 * that the name says. */
static void
match_currency (Matcher *self)
{
  int found = -1;

  if (self->words->len == 0 || strstr (self->joined, "currency") == NULL)
    return;
  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const KontorField *field = &self->entity->fields[i];

      if (field->type != KONTOR_MONEY)
        continue;
      if (found < 0 || strstr (self->joined, field->name) != NULL)
        found = i;
    }
  if (found >= 0)
    add (self,
         (KontorColumnTarget) { .target = KONTOR_TARGET_CURRENCY,
                                .entity = self->entity,
                                .field = found,
                                .via = -1,
                                .certainty = BY_KEY },
         0);
}

/* Fields of what reference @via points to, called so with its name in front (`Company website`) or
 * alone (`Industry`). What a record is recognised by is no detail of it. */
static void
match_linked (Matcher *self, guint via, const KontorEntity *linked, guint from)
{
  for (guint split = from; split < self->words->len; split++)
    {
      g_autofree char *before = kontor_column_name_join (self->words, from, split);
      g_autofree char *rest = NULL;

      if (split > from && !names_entity (self, before, linked))
        continue;
      rest = kontor_column_name_join (self->words, split, self->words->len);
      for (guint i = 0; i < linked->n_fields; i++)
        {
          const KontorField *field = &linked->fields[i];
          gboolean is_alias;

          if (kontor_column_is_importable (field) && !(field->flags & KONTOR_KEY)
              && kontor_column_name_is_field (self->names, rest, field, &is_alias))
            add_link (self, via, linked, i, split > from ? BY_LINK : BY_LINK_ALONE);
        }
    }
}

/* A reference that is guarded says who is responsible: a file about something else says nothing of
 * that person. */
static void
match_links (Matcher *self)
{
  guint behind_entity = skip_entity (self);

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const KontorField *field = &self->entity->fields[i];
      const KontorEntity *linked;

      if (field->type != KONTOR_REF || field->policy == KONTOR_GUARDED || field->target == NULL)
        continue;
      linked = kontor_schema_find (self->schema, field->target);
      if (linked == NULL || linked == self->entity)
        continue;
      match_linked (self, i, linked, 0);
      if (behind_entity > 0)
        match_linked (self, i, linked, behind_entity);
    }
}

/* `Deal - Title`, `Contact First Name`, and `Organization - Name` for the reference itself. */
static void
match_prefixed (Matcher *self)
{
  for (guint split = 1; split < self->words->len; split++)
    {
      g_autofree char *before = kontor_column_name_join (self->words, 0, split);
      g_autofree char *rest = kontor_column_name_join (self->words, split, self->words->len);

      if (names_entity (self, before, self->entity))
        match_fields (self, rest, BY_PREFIX);
      else if (strcmp (rest, "name") == 0)
        match_fields (self, before, BY_PREFIX);
    }
}

void
kontor_column_match (KontorColumnNames *names,
                     const KontorSchema *schema,
                     const KontorEntity *entity,
                     guint index,
                     GPtrArray *words,
                     const KontorColumnProfile *profile,
                     GArray *candidates)
{
  g_autofree char *joined = kontor_column_name_join (words, 0, words->len);
  Matcher matcher = { names, schema, entity, index, profile, words, joined, candidates };

  match_fields (&matcher, joined, BY_NAME);
  match_title (&matcher);
  match_external_key (&matcher);
  match_prefixed (&matcher);
  match_currency (&matcher);
  match_parts (&matcher);
  match_links (&matcher);
  match_values (&matcher);
}
