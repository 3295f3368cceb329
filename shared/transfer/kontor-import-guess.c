/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-guess-private.h"

#include "util/kontor-error.h"

#include <string.h>

/* Between the titles that one is made of. */
#define TITLE_SEPARATOR " – "
static const struct
{
  KontorNamePart part;
  const char *field;
} name_parts[] = {
  { KONTOR_NAME_PREFIX, "prefix" },      { KONTOR_NAME_FIRST, "first_name" },
  { KONTOR_NAME_MIDDLE, "middle_name" }, { KONTOR_NAME_LAST, "last_name" },
  { KONTOR_NAME_SUFFIX, "suffix" },
};

int
kontor_guessing_find_name (const KontorEntity *entity)
{
  int name = -1;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      if ((entity->fields[i].flags & KONTOR_TITLE) == 0)
        continue;
      if (name >= 0 || !kontor_type_is_text (entity->fields[i].type))
        return -1;
      name = i;
    }
  return name;
}

gboolean
kontor_guessing_is_made_of_name (const KontorEntity *entity)
{
  int name = kontor_guessing_find_name (entity);

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & KONTOR_REQUIRED) != 0 && (int) i != name)
      return FALSE;
  return name >= 0;
}

gboolean
kontor_guessing_is_listed (const KontorGuessing *self, const KontorEntity *entity)
{
  return (self->listed >> kontor_schema_index (self->schema, entity) & 1) != 0;
}

KontorMissing
kontor_guessing_choose_missing (const KontorGuessing *self, const KontorEntity *entity)
{
  return kontor_guessing_is_listed (self, entity) ? KONTOR_MISSING_REFUSE : KONTOR_MISSING_CREATE;
}

int
kontor_guessing_find_whole (const KontorEntity *entity)
{
  const KontorFieldFlags needed = KONTOR_PARENT | KONTOR_REQUIRED;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & needed) == needed)
      return i;
  return -1;
}

const char *
kontor_guessing_get_column (const KontorGuessing *self, guint column)
{
  return self->inspection->columns[column];
}

void
kontor_guessing_bind_name (KontorRecordPlan *record, const char *column)
{
  int name = kontor_guessing_find_name (record->entity);

  if (name >= 0)
    {
      kontor_record_plan_bind_column (record, record->entity->fields[name].name, column);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (name_parts); i++)
    if (kontor_entity_find_field (record->entity, name_parts[i].field) >= 0
        && kontor_record_plan_find (record, name_parts[i].field) == NULL)
      kontor_record_plan_bind_column (record, name_parts[i].field, column)->part
          = name_parts[i].part;
}

/* The plan of a record of the row, made where there is none. */
KontorRecordPlan *
kontor_guessing_get_record (const KontorGuessing *self,
                            const char *name,
                            const KontorEntity *entity)
{
  KontorRecordPlan *record = kontor_file_plan_find_record (self->plan, name);

  return record != NULL ? record : kontor_file_plan_add_record (self->plan, name, entity);
}

void
kontor_guessing_bind_record (KontorRecordPlan *record, const char *field, const char *target)
{
  if (kontor_record_plan_find (record, field) == NULL)
    kontor_record_plan_bind (record, field)->record = g_strdup (target);
}

void
kontor_guessing_bind_constant (KontorRecordPlan *record, const char *field, const char *value)
{
  KontorBinding *binding;

  if (kontor_record_plan_find (record, field) != NULL)
    return;
  binding = kontor_record_plan_bind (record, field);
  binding->value = g_strdup (value);
  binding->initial = TRUE;
}

/* How the column writes its values, as far as they tell. */
static void
plan_form (const KontorGuessing *self, guint index, const KontorField *field)
{
  const KontorColumnProfile *profile = self->inspection->profiles[index];
  const char *name = kontor_guessing_get_column (self, index);
  guint orders = profile->date_orders;

  if ((field->type == KONTOR_DATE || field->type == KONTOR_INSTANT) && orders != 0
      && (orders & (orders - 1)) == 0)
    kontor_file_plan_get_column (self->plan, name)->dates = orders;
  if ((field->type == KONTOR_DECIMAL || field->type == KONTOR_MONEY
       || field->type == KONTOR_INTEGER)
      && kontor_column_profile_get_mark (profile) != KONTOR_DECIMAL_ANY)
    kontor_file_plan_get_column (self->plan, name)->decimal
        = kontor_column_profile_get_mark (profile);
}

/* A person named in a column of their own becomes a record with a name in parts. */
static void
plan_person (const KontorGuessing *self,
             KontorRecordPlan *record,
             const KontorField *field,
             const KontorEntity *target,
             const char *column)
{
  KontorRecordPlan *person = kontor_guessing_get_record (self, field->name, target);

  person->existing = KONTOR_EXISTING_KEEP;
  kontor_guessing_bind_name (person, column);
  kontor_guessing_bind_record (record, field->name, person->name);
}

static gboolean
plan_reference (const KontorGuessing *self,
                KontorRecordPlan *record,
                guint index,
                const KontorField *field,
                GError **error)
{
  const KontorEntity *target = kontor_schema_find (self->schema, field->target);
  const char *column = kontor_guessing_get_column (self, index);

  if (record == self->main && kontor_guessing_find_whole (target) >= 0)
    return kontor_guessing_plan_steps (self, index, field, error);
  if (self->own == NULL && !kontor_guessing_is_made_of_name (target)
      && !kontor_guessing_is_listed (self, target) && kontor_guessing_find_name (target) < 0)
    plan_person (self, record, field, target, column);
  else
    kontor_record_plan_bind_column (record, field->name, column)->missing
        = kontor_guessing_choose_missing (self, target);
  return TRUE;
}

gboolean
kontor_guessing_plan_field (const KontorGuessing *self,
                            KontorRecordPlan *record,
                            guint index,
                            int field,
                            GError **error)
{
  const KontorField *of = kontor_entity_get_field (record->entity, field);

  if (kontor_record_plan_find (record, of->name) != NULL)
    return TRUE;
  if (of->type == KONTOR_REF)
    return plan_reference (self, record, index, of, error);
  kontor_record_plan_bind_column (record, of->name, kontor_guessing_get_column (self, index));
  plan_form (self, index, of);
  return TRUE;
}

/* Whether a column is what the record is found again by. */
static gboolean
is_bound_as_key (const KontorGuessing *self, const char *column)
{
  static const char *const fields[] = { "id", "external_key" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const KontorBinding *binding = kontor_record_plan_find (self->main, fields[i]);

      if (binding != NULL && binding->columns != NULL && g_str_equal (binding->columns[0], column))
        return TRUE;
    }
  return FALSE;
}

/* Whether a column has been made use of although its target is not a field. */
static gboolean
is_used (const KontorGuessing *self, guint index, const char *column)
{
  const KontorOwnColumn *own
      = self->own == NULL ? NULL : kontor_own_columns_find (self->own, column);

  if (self->guess->targets[index].chosen
      && self->guess->targets[index].target == KONTOR_TARGET_NONE)
    return FALSE;
  return is_bound_as_key (self, column) || kontor_guessing_plan_tags (self, index)
         || (own != NULL && own->kind == KONTOR_OWN_WHOLE);
}

/* What the amounts in another column are in. */
static void
plan_currency (const KontorGuessing *self, guint index, const KontorColumnTarget *target)
{
  const char *column = kontor_guessing_get_column (self, index);
  KontorBinding *binding = kontor_record_plan_find (
      self->main, kontor_entity_get_field (target->entity, target->field)->name);

  if (binding != NULL && binding->columns != NULL && binding->currency == NULL)
    binding->currency = g_strdup (column);
  else
    g_ptr_array_add (self->plan->ignored, g_strdup (column));
}

gboolean
kontor_guessing_plan_column (const KontorGuessing *self,
                             guint index,
                             KontorTargetKind kind,
                             GError **error)
{
  const KontorColumnTarget *target = &self->guess->targets[index];
  const char *column = kontor_guessing_get_column (self, index);

  if (target->target != kind)
    return TRUE;
  switch (kind)
    {
    case KONTOR_TARGET_FIELD:
      return kontor_guessing_plan_field (self, self->main, index, target->field, error);

    case KONTOR_TARGET_TITLE:
      kontor_guessing_bind_name (self->main, column);
      return TRUE;

    case KONTOR_TARGET_PART:
      return kontor_guessing_plan_part (self, index, target, error);

    case KONTOR_TARGET_LINKED:
      return kontor_guessing_plan_linked (self, index, target, error);

    case KONTOR_TARGET_CURRENCY:
      plan_currency (self, index, target);
      return TRUE;

    case KONTOR_TARGET_TAGS:
    case KONTOR_TARGET_NONE:
    default:
      if (!is_used (self, index, column))
        g_ptr_array_add (self->plan->ignored, g_strdup (column));
      return TRUE;
    }
}

/* Whether every row has a value of its own in the column, as far as was looked. */
static gboolean
is_distinct (const KontorGuessing *self, guint index)
{
  const KontorColumnProfile *profile = self->inspection->profiles[index];

  return profile->n_values > 0 && profile->n_empty == 0
         && profile->n_distinct > MIN (profile->n_values, KONTOR_PROFILE_MAX_DISTINCT + 1) - 1;
}

/* The last word of a column's name: "id" of "opportunity_id", "Record ID" and "DealId". */
static char *
dup_last_word (const char *name)
{
  const char *end = name + strlen (name), *start;

  while (end > name && !g_ascii_isalnum (end[-1]))
    end--;
  for (start = end; start > name && g_ascii_isalnum (start[-1]); start--)
    if (start < end && g_ascii_isupper (*start) && g_ascii_islower (start[-1]))
      break;
  return g_ascii_strdown (start, end - start);
}

/* Whether a column is called as keys are. */
static gboolean
is_called_key (const char *name)
{
  static const char *const keys[] = { "id", "key", "uuid", "guid", NULL };
  g_autofree char *word = dup_last_word (name);

  return g_strv_contains (keys, word);
}

static gboolean
is_own_id (const KontorGuessing *self, guint index)
{
  const char *const *samples = (const char *const *) self->inspection->profiles[index]->samples;
  KontorId id;

  return g_ascii_strcasecmp (kontor_guessing_get_column (self, index), "id") == 0
         && samples[0] != NULL && kontor_id_from_text (&id, samples[0]);
}

static gboolean
has_key (const KontorEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_KEY)
      return TRUE;
  return FALSE;
}

/* The column by which a record is found again, and, for what has no name of its own, the row. */
static void
plan_key (const KontorGuessing *self)
{
  for (guint i = 0; i < self->guess->n_columns; i++)
    {
      const char *column = kontor_guessing_get_column (self, i);

      if (self->guess->targets[i].chosen)
        continue;
      if (is_own_id (self, i))
        kontor_record_plan_bind_column (self->main, "id", column);
      else if (self->guess->targets[i].target == KONTOR_TARGET_NONE && is_distinct (self, i)
               && is_called_key (column)
               && kontor_record_plan_find (self->main, "external_key") == NULL)
        kontor_record_plan_bind_column (self->main, "external_key", column);
    }
  if (!has_key (self->main->entity) && !kontor_entity_has_parent (self->main->entity)
      && kontor_record_plan_find (self->main, "external_key") == NULL
      && kontor_record_plan_find (self->main, "id") == NULL)
    kontor_record_plan_bind (self->main, "external_key")->place = TRUE;
}

/* A column that says what the record is about: a product or a company, not who works on it. */
static gboolean
is_subject (const KontorGuessing *self, guint index)
{
  const KontorColumnTarget *target = &self->guess->targets[index];
  const KontorField *field;
  const KontorEntity *to;

  if (target->target != KONTOR_TARGET_FIELD && target->target != KONTOR_TARGET_PART)
    return FALSE;
  field = kontor_entity_get_field (target->entity, target->field);
  if (field->type != KONTOR_REF || g_str_equal (field->target, "member"))
    return FALSE;
  to = kontor_schema_find (self->schema, field->target);
  return kontor_guessing_find_whole (to) < 0;
}

/* A record that has to have a title and is given none is called after what it is about. */
static void
plan_title (const KontorGuessing *self)
{
  int name = kontor_guessing_find_name (self->main->entity);
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  KontorBinding *binding;
  guint n_columns = 0;

  if (name < 0 || (self->main->entity->fields[name].flags & KONTOR_REQUIRED) == 0
      || kontor_record_plan_find (self->main, self->main->entity->fields[name].name) != NULL)
    return;
  for (guint i = 0; i < self->guess->n_columns; i++)
    if (is_subject (self, i))
      {
        g_strv_builder_add (columns, kontor_guessing_get_column (self, i));
        n_columns++;
      }
  if (n_columns == 0)
    return;
  binding = kontor_record_plan_bind (self->main, self->main->entity->fields[name].name);
  binding->columns = g_strv_builder_end (columns);
  binding->separator = g_strdup (TITLE_SEPARATOR);
  binding->initial = TRUE;
}

static void
plan_places (const KontorGuessing *self)
{
  for (guint i = 0; i < self->main->entity->n_fields; i++)
    {
      const KontorField *field = &self->main->entity->fields[i];
      KontorBinding *binding;

      if (field->type != KONTOR_RANK || kontor_record_plan_find (self->main, field->name) != NULL)
        continue;
      binding = kontor_record_plan_bind (self->main, field->name);
      binding->place = TRUE;
      binding->initial = TRUE;
    }
}

void
kontor_guessing_plan_missing_steps (const KontorGuessing *self)
{
  for (guint i = 0; i < self->main->entity->n_fields; i++)
    {
      const KontorField *field = &self->main->entity->fields[i];

      if (field->type == KONTOR_REF && (field->flags & KONTOR_REQUIRED) != 0
          && (field->flags & KONTOR_PARENT) == 0
          && kontor_record_plan_find (self->main, field->name) == NULL)
        kontor_guessing_plan_first_step (self, field);
    }
}

static char *
dup_stem (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot == NULL || dot == name ? g_strdup (name) : g_strndup (name, dot - name);
}

static gboolean
plan_columns (const KontorGuessing *self, GError **error)
{
  static const KontorTargetKind order[]
      = { KONTOR_TARGET_FIELD, KONTOR_TARGET_TITLE, KONTOR_TARGET_PART, KONTOR_TARGET_LINKED,
          KONTOR_TARGET_CURRENCY };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < self->guess->n_columns; j++)
      if (!kontor_guessing_plan_column (self, j, order[i], error))
        return FALSE;
  kontor_guessing_complete_parts (self);
  kontor_guessing_drop_nameless (self);
  plan_key (self);
  for (guint j = 0; j < self->guess->n_columns; j++)
    kontor_guessing_plan_column (self, j, KONTOR_TARGET_TAGS, error);
  for (guint j = 0; j < self->guess->n_columns; j++)
    kontor_guessing_plan_column (self, j, KONTOR_TARGET_NONE, error);
  plan_title (self);
  plan_places (self);
  kontor_guessing_plan_missing_steps (self);
  return TRUE;
}

KontorFilePlan *
kontor_import_guess_file (const KontorSchema *schema,
                          KontorStore *store,
                          const KontorInspection *inspection,
                          const KontorTableGuess *guess,
                          const KontorOwnColumns *own,
                          guint64 listed,
                          GError **error)
{
  g_autoptr (KontorFilePlan) plan = kontor_file_plan_new (inspection->name);
  KontorGuessing self = { schema, store, inspection, guess, own, listed, plan, NULL };

  if (guess->entity == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   "%s: nothing tells what its rows are about", inspection->name);
      return NULL;
    }
  plan->source = dup_stem (inspection->name);
  self.main = kontor_file_plan_add_record (plan, guess->entity->name, guess->entity);
  return plan_columns (&self, error) ? g_steal_pointer (&plan) : NULL;
}

KontorTableGuess *
kontor_import_guess_table (const KontorSchema *schema,
                           const KontorInspection *inspection,
                           const KontorEntity *entity)
{
  return kontor_table_guess_new (schema, entity, inspection->name,
                                 inspection->has_header ? (const char *const *) inspection->columns
                                                        : NULL,
                                 inspection->n_columns, inspection->profiles);
}
