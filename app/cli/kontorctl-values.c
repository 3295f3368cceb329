/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-values.h"

#include "cli/kontorctl-names.h"
#include "model/entities/kontor-entities.h"
#include "model/kontor-fold.h"
#include "util/kontor-error.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
refuse_choice (Kontorctl *self, const KontorField *field, const char *text)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_auto (GStrv) suggestions = NULL;
  g_autoptr (GError) error = NULL;

  for (const KontorChoice *choice = field->choices; choice->key != NULL; choice++)
    g_strv_builder_add (keys, choice->key);
  suggestions = g_strv_builder_end (keys);
  g_set_error (&error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _ ("%s: “%s” is none of:"), field->name,
               text);
  kontorctl_refuse_with (self, error, (const char *const *) suggestions);
  return FALSE;
}

/* By its key or by its label, in English or in the language of the terminal. */
static gboolean
read_choice (Kontorctl *self, const KontorField *field, const char *text, KontorValue *value)
{
  g_autofree char *folded = kontor_fold (text);

  for (const KontorChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      g_autofree char *label = kontor_fold (choice->label);
      g_autofree char *translated = kontor_fold (_ (choice->label));

      if (g_str_equal (folded, choice->key) || g_str_equal (folded, label)
          || g_str_equal (folded, translated))
        {
          *value = kontor_value_text (KONTOR_CHOICE, choice->key);
          return TRUE;
        }
    }
  return refuse_choice (self, field, text);
}

static gboolean
read_ref (Kontorctl *self, const KontorField *field, const char *text, KontorValue *value)
{
  KontorId id;

  if (!kontorctl_find_target (self, field, text, &id))
    return FALSE;
  *value = kontor_value_ref (&id);
  return TRUE;
}

static gboolean
read_value (Kontorctl *self, const KontorField *field, const char *text, KontorValue *value)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr (GError) error = NULL;

  if (*trimmed != '\0' && field->type == KONTOR_CHOICE)
    return read_choice (self, field, trimmed, value);
  if (*trimmed != '\0' && field->type == KONTOR_REF)
    return read_ref (self, field, trimmed, value);
  if (kontor_value_from_text (field, text, kontor_store_get_currency (self->store), value, &error))
    return TRUE;
  kontorctl_refuse (self, error);
  return FALSE;
}

/* What a point of contact is, from the field that is given: "email" is an email, and what is no
 * kind of point by itself is a part of an address. */
static const char *
find_kind (const char *field)
{
  const KontorEntity *entity = &kontor_entity_contact_point;
  const KontorField *kind = &entity->fields[kontor_entity_find_field (entity, "kind")];

  return kontor_field_find_choice (kind, field) != NULL ? field : "address";
}

/* The point of that kind among @points, made where there is none. */
static KontorFields *
get_point (GPtrArray *points, const char *kind)
{
  KontorFields *point;

  for (guint i = 0; i < points->len; i++)
    if (g_str_equal (kontor_fields_get_text (points->pdata[i], "kind"), kind))
      return points->pdata[i];
  point = kontor_fields_new (&kontor_entity_contact_point);
  kontor_fields_set_text (point, "kind", kind);
  g_ptr_array_add (points, point);
  return point;
}

/* A value of a point that @entity may have; -1 where it is none. */
static int
find_point_field (const KontorEntity *entity, const char *name)
{
  const KontorEntity *point = &kontor_entity_contact_point;
  int index = kontorctl_look_up_field (point, name);

  if (kontor_entity_find_field (point, entity->name) < 0 || index < 0)
    return -1;
  return g_strcmp0 (kontor_entity_get_field (point, index)->group, "value") == 0 ? index : -1;
}

static KontorctlStatus
read_assignment (Kontorctl *self, const char *assignment, KontorFields *fields, GPtrArray *points)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  const char *equals = strchr (assignment, '=');
  g_autofree char *name = NULL;
  KontorValue value;
  int index = -1;

  if (equals == NULL || equals == assignment)
    return kontorctl_misuse (self, _ ("“%s” is not of the form FIELD=VALUE"), assignment);
  name = g_strndup (assignment, equals - assignment);
  if (kontorctl_look_up_field (entity, name) < 0)
    index = find_point_field (entity, name);
  if (index >= 0)
    {
      entity = &kontor_entity_contact_point;
      fields = get_point (points, find_kind (entity->fields[index].name));
    }
  else
    {
      index = kontorctl_find_field (self, entity, name);
    }
  if (index < 0 || !read_value (self, kontor_entity_get_field (entity, index), equals + 1, &value))
    return KONTORCTL_REFUSED;
  kontor_fields_take (fields, index, value);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_read_assignments (Kontorctl *self,
                            char **assignments,
                            KontorFields *fields,
                            GPtrArray *points)
{
  KontorctlStatus status = KONTORCTL_DONE;

  for (; *assignments != NULL && status == KONTORCTL_DONE; assignments++)
    status = read_assignment (self, *assignments, fields, points);
  return status;
}
