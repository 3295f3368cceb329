/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-names.h"

#include "exchange/kontor-suggest.h"
#include "model/kontor-fold.h"
#include "store/kontor-query.h"
#include "util/kontor-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* As many as help; more would hide the reason. */
#define MAX_SUGGESTIONS 10
/* Of more titles than these none is looked at. */
#define MAX_TITLES 20000

/* "Contact points" and "contact-points" are contact_points. */
static char *
dup_key (const char *text)
{
  return g_strdelimit (kontor_fold (text), " -", '_');
}

static gboolean
is_called (const char *key, const char *name, const char *label)
{
  g_autofree char *label_key = dup_key (label);

  return g_str_equal (key, name) || g_str_equal (key, label_key);
}

static const KontorEntity *
look_up_entity (const KontorSchema *schema, const char *name)
{
  g_autofree char *key = dup_key (name);

  for (guint i = 0; i < schema->n_entities; i++)
    if (is_called (key, schema->entities[i]->name, schema->entities[i]->label)
        || is_called (key, schema->entities[i]->name, schema->entities[i]->label_one))
      return schema->entities[i];
  return NULL;
}

/* The one of @names that was probably meant; where none is near, all. */
static char **
choose_names (const char *name, char **names)
{
  const char *near = kontor_suggest (name, (const char *const *) names);
  char **chosen;

  if (near == NULL)
    return names;
  chosen = g_strdupv ((char *[]) { (char *) near, NULL });
  g_strfreev (names);
  return chosen;
}

const KontorEntity *
kontorctl_find_entity (Kontorctl *self, const char *name)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  const KontorEntity *entity = look_up_entity (schema, name);
  g_autoptr (GStrvBuilder) names = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) suggestions = NULL;

  if (entity != NULL)
    return entity;
  names = g_strv_builder_new ();
  for (guint i = 0; i < schema->n_entities; i++)
    if (!(schema->entities[i]->flags & KONTOR_INTERNAL))
      g_strv_builder_add (names, schema->entities[i]->name);
  suggestions = choose_names (name, g_strv_builder_end (names));
  g_set_error (&error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
               suggestions[1] == NULL ? _ ("there is no kind of record called “%s”; perhaps it is:")
                                      : _ ("there is no kind of record called “%s”; there are:"),
               name);
  kontorctl_refuse_with (self, error, (const char *const *) suggestions);
  return NULL;
}

int
kontorctl_look_up_field (const KontorEntity *entity, const char *name)
{
  g_autofree char *key = dup_key (name);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (entity, i);

      if (is_called (key, field->name, field->label))
        return i;
    }
  return -1;
}

int
kontorctl_find_field (Kontorctl *self, const KontorEntity *entity, const char *name)
{
  int index = kontorctl_look_up_field (entity, name);
  g_autoptr (GStrvBuilder) names = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) suggestions = NULL;

  if (index >= 0)
    return index;
  names = g_strv_builder_new ();
  for (guint i = 0; i < entity->n_fields; i++)
    g_strv_builder_add (names, entity->fields[i].name);
  suggestions = choose_names (name, g_strv_builder_end (names));
  g_set_error (&error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
               suggestions[1] == NULL ? _ ("%s has no field called “%s”; perhaps it is:")
                                      : _ ("%s has no field called “%s”; it has:"),
               entity->name, name);
  kontorctl_refuse_with (self, error, (const char *const *) suggestions);
  return -1;
}

const char *
kontorctl_look_up_parent (const KontorEntity *entity, const KontorEntity *owner)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_PARENT
        && g_str_equal (entity->fields[i].target, owner->name))
      return entity->fields[i].name;
  return NULL;
}

KontorRecord *
kontorctl_find_record (Kontorctl *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorRecord *record = NULL;
  KontorId id;

  if (kontor_id_from_text (&id, text))
    record = kontor_store_find (self->store, &id, &error);
  else
    g_set_error (&error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _ ("“%s” is not the id of a record"),
                 text);
  if (record == NULL)
    kontorctl_refuse (self, error);
  return record;
}

static char *
describe (KontorRecord *record)
{
  g_autofree char *id = kontor_id_dup_text (kontor_record_get_id (record));

  return g_strdup_printf ("%s  %s", id, kontor_record_get_title (record));
}

static void
refuse_several (Kontorctl *self, const KontorField *field, const char *name, GPtrArray *records)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) suggestions = NULL;

  for (guint i = 0; i < records->len; i++)
    g_strv_builder_take (names, describe (records->pdata[i]));
  suggestions = g_strv_builder_end (names);
  g_set_error (&error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
               _ ("%s: several are called “%s”; name one by its id:"), field->name, name);
  kontorctl_refuse_with (self, error, (const char *const *) suggestions);
}

typedef struct
{
  KontorStore *store;
  const KontorEntity *entity;
  GStrvBuilder *titles;
} Titles;

static gboolean
collect_title (gint64 rowid, gpointer data)
{
  Titles *titles = data;
  g_autoptr (KontorRecord) record
      = kontor_store_get_row (titles->store, titles->entity, rowid, NULL);

  if (record != NULL)
    g_strv_builder_add (titles->titles, kontor_record_get_title (record));
  return record != NULL;
}

/* The title that was probably meant, or NULL. */
static char *
suggest_title (Kontorctl *self, const KontorEntity *entity, const char *name)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_store_get_schema (self->store), entity);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  Titles titles = { self->store, entity, builder };

  if (kontor_store_count (self->store, entity) > MAX_TITLES)
    return NULL;
  kontor_query_each (query, self->store, collect_title, &titles, NULL);
  all = g_strv_builder_end (builder);
  return g_strdup (kontor_suggest (name, (const char *const *) all));
}

static void
refuse_none (Kontorctl *self, const KontorField *field, const char *name)
{
  const KontorEntity *target = kontor_schema_find (kontor_schema_get_default (), field->target);
  g_autofree char *near = suggest_title (self, target, name);
  const char *suggestions[] = { near, NULL };
  g_autoptr (GError) error = NULL;

  g_set_error (&error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
               near != NULL ? _ ("%s: there is no %s called “%s”; perhaps it is:")
                            : _ ("%s: there is no %s called “%s”"),
               field->name, field->target, name);
  kontorctl_refuse_with (self, error, suggestions);
}

/* By its id, in the trash or not. */
static gboolean
find_by_id (Kontorctl *self, const KontorEntity *target, KontorId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, target, id, &error);

  if (record != NULL)
    return TRUE;
  kontorctl_refuse (self, error);
  return FALSE;
}

gboolean
kontorctl_find_target (Kontorctl *self, const KontorField *field, const char *name, KontorId *id)
{
  const KontorEntity *target = kontor_schema_find (kontor_schema_get_default (), field->target);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  if (kontor_id_from_text (id, name))
    return find_by_id (self, target, id);
  found = kontor_store_find_titled (self->store, target, name, MAX_SUGGESTIONS, &error);
  if (found == NULL)
    kontorctl_refuse (self, error);
  else if (found->len == 0)
    refuse_none (self, field, name);
  else if (found->len > 1)
    refuse_several (self, field, name, found);
  else
    *id = *kontor_record_get_id (found->pdata[0]);
  return found != NULL && found->len == 1;
}
