/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-schema.h"

#include "model/entities/kontor-entities.h"
#include "money/kontor-decimal.h"
#include "util/kontor-error.h"

#include <string.h>

#define MAX_NAME 40

const KontorSchema *
kontor_schema_get_default (void)
{
  return &kontor_default_schema;
}

const KontorEntity *
kontor_schema_find (const KontorSchema *schema, const char *name)
{
  for (guint i = 0; i < schema->n_entities; i++)
    if (g_str_equal (schema->entities[i]->name, name))
      return schema->entities[i];
  return NULL;
}

guint
kontor_schema_index (const KontorSchema *schema, const KontorEntity *entity)
{
  guint index = 0;

  while (index < schema->n_entities && schema->entities[index] != entity)
    index++;
  g_assert (index < schema->n_entities);
  return index;
}

/* Each of the checks below gives NULL where all is well, else what is wrong. */

static const char *
check_name (const char *name)
{
  if (name == NULL || !g_ascii_islower (name[0]) || strlen (name) > MAX_NAME)
    return "has no proper name";
  if (name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0')
    return "has other characters in its name than small letters, digits and _";
  return NULL;
}

static const char *
check_choices (const KontorField *field)
{
  const KontorChoice *choice = field->choices;

  if ((field->type == KONTOR_CHOICE) != (choice != NULL && choice->key != NULL))
    return field->type == KONTOR_CHOICE ? "has no choices" : "has choices and is none";
  for (; choice != NULL && choice->key != NULL; choice++)
    {
      if (check_name (choice->key) != NULL || choice->label == NULL)
        return "has a choice without a proper key or label";
      if (kontor_field_find_choice (field, choice->key) != choice)
        return "has a choice twice";
    }
  return NULL;
}

static const char *
check_flags (const KontorField *field)
{
  if (field->flags & KONTOR_PARENT && field->type != KONTOR_REF)
    return "is a parent and no reference";
  if (field->flags & KONTOR_ALIAS && field->type != KONTOR_REF)
    return "is an alias and no reference";
  if (field->flags & KONTOR_TITLE && !kontor_type_is_text (field->type))
    return "is part of the title and no text";
  if (field->flags & KONTOR_SEARCH && !kontor_type_is_text (field->type))
    return "is searched and no text";
  return NULL;
}

static const char *
check_type (const KontorSchema *schema, const KontorField *field)
{
  if (field->type == KONTOR_NONE || field->type > KONTOR_BOOLEAN)
    return "has no type";
  if ((field->type == KONTOR_REF) != (field->target != NULL))
    return field->target ? "has a target and is no reference" : "has no target";
  if (field->target != NULL && kontor_schema_find (schema, field->target) == NULL)
    return "points to an entity that is not there";
  if (field->digits > 0 && field->type != KONTOR_DECIMAL)
    return "has digits after a point it does not have";
  if (field->digits > KONTOR_DECIMAL_MAX_DIGITS)
    return "has too many digits";
  return check_choices (field);
}

static const char *
check_field (const KontorSchema *schema, const KontorField *field)
{
  const char *wrong = check_name (field->name);

  if (wrong == NULL && field->label == NULL)
    wrong = "has no label";
  if (wrong == NULL && (field->since < 1 || field->since > schema->version))
    wrong = "is of no version of the schema";
  if (wrong == NULL)
    wrong = check_type (schema, field);
  return wrong != NULL ? wrong : check_flags (field);
}

/* Names that records and tables have of their own. A field called "title" is the whole title. */
static const char *
check_reserved (const KontorEntity *entity, const KontorField *field)
{
  static const char *const reserved[] = { "id", "rowid", "trashed", "ext", NULL };

  if (g_strv_contains (reserved, field->name))
    return "has a name that every record has";
  if (g_str_equal (field->name, "title"))
    for (guint i = 0; i < entity->n_fields; i++)
      if ((&entity->fields[i] == field) != ((entity->fields[i].flags & KONTOR_TITLE) != 0))
        return "is called title and is not the title";
  return NULL;
}

/* A reference brings a property of its own, an amount a column: NAME_title, NAME_currency. */
static gboolean
is_derived (const KontorField *field, const char *name)
{
  const char *suffix = NULL;

  if (field->type == KONTOR_REF)
    suffix = "_title";
  else if (field->type == KONTOR_MONEY)
    suffix = "_currency";
  return suffix != NULL && g_str_has_prefix (name, field->name)
         && g_str_equal (name + strlen (field->name), suffix);
}

static const char *
check_pair (const KontorField *a, const KontorField *b)
{
  if (a->tag == b->tag)
    return "has the tag of another field";
  if (g_str_equal (a->name, b->name))
    return "has the name of another field";
  if (is_derived (a, b->name) || is_derived (b, a->name))
    return "has a name that follows from another field";
  if (a->group != NULL && g_strcmp0 (a->group, b->group) == 0 && b->policy != KONTOR_LWW
      && b->policy != a->policy)
    return "has another policy than its group";
  return NULL;
}

static const char *
check_own_field (const KontorSchema *schema, const KontorEntity *entity, guint index)
{
  const KontorField *field = &entity->fields[index];
  const char *wrong = check_field (schema, field);

  if (wrong == NULL && (field->tag == 0 || field->tag >= KONTOR_TAG_DELETED_AT))
    wrong = "has a tag that is not its to have";
  if (wrong == NULL)
    wrong = check_reserved (entity, field);
  for (guint i = 0; i < kontor_entity_get_n_fields (entity) && wrong == NULL; i++)
    if (i < index || i >= entity->n_fields)
      wrong = check_pair (kontor_entity_get_field (entity, i), field);
  return wrong;
}

static const char *
check_link (const KontorEntity *entity)
{
  guint refs = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    refs += entity->fields[i].type == KONTOR_REF;
  return refs < 2 ? "is a link and has no two references" : NULL;
}

static const char *
check_head (const KontorSchema *schema, const KontorEntity *entity)
{
  const char *wrong = check_name (entity->name);

  if (wrong != NULL)
    return wrong;
  if (kontor_schema_find (schema, entity->name) != entity)
    return "has the name of another entity";
  if (entity->label == NULL || entity->label_one == NULL || entity->icon == NULL)
    return "has no label or no icon";
  if (entity->since < 1 || entity->since > schema->version)
    return "is of no version of the schema";
  if (entity->n_fields == 0 || entity->n_fields > KONTOR_MAX_FIELDS)
    return "has no fields or too many";
  if (entity->sort != NULL && kontor_entity_find_field (entity, entity->sort) < 0)
    return "is sorted by a field that is not there";
  return entity->flags & KONTOR_LINK ? check_link (entity) : NULL;
}

static gboolean
check_entity (const KontorSchema *schema, const KontorEntity *entity, GError **error)
{
  const char *wrong = check_head (schema, entity);

  if (wrong != NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s", entity->name, wrong);
      return FALSE;
    }
  for (guint i = 0; i < entity->n_fields; i++)
    {
      wrong = check_own_field (schema, entity, i);
      if (wrong == NULL)
        continue;
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s.%s: %s", entity->name,
                   entity->fields[i].name, wrong);
      return FALSE;
    }
  return TRUE;
}

gboolean
kontor_schema_check (const KontorSchema *schema, GError **error)
{
  for (guint i = 0; i < schema->n_entities; i++)
    if (!check_entity (schema, schema->entities[i], error))
      return FALSE;
  return TRUE;
}
