/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-same-private.h"

#include "store/kontor-called.h"

/* The field that would take the name of a record that has none; -1 where one has to be given. */
static int
find_name_field (const KontorEntity *entity)
{
  const KontorFieldFlags name = KONTOR_TITLE | KONTOR_KEY;
  int found = -1;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];

      if ((field->flags & KONTOR_TITLE) != 0 && (field->flags & KONTOR_REQUIRED) != 0)
        return -1;
      if ((field->flags & name) == name && field->type == KONTOR_TEXT)
        found = i;
    }
  return found;
}

static const char *
get_text (const KontorFields *fields, guint field)
{
  const KontorValue *value = kontor_fields_get (fields, field);

  return value == NULL || kontor_value_is_none (value) || !kontor_type_is_text (value->type)
             ? NULL
             : value->text;
}

/* What the first of the item's parts says that says the field. */
static const char *
find_in_parts (const KontorImportRow *self,
               guint index,
               const KontorEntity *part,
               guint parent,
               guint field)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const KontorImportItem *item = kontor_import_row_get (self, i);
      const KontorDraftLink *link = item->entity == part && item->draft != NULL
                                        ? kontor_draft_find_link (item->draft, parent)
                                        : NULL;
      const char *text
          = link != NULL && link->draft == (int) index ? get_text (item->fields, field) : NULL;

      if (text != NULL)
        return text;
    }
  return NULL;
}

static const char *
find_address (const KontorImportRow *self, guint index)
{
  const KontorEntity *entity = kontor_import_row_get (self, index)->entity;
  const char *text = NULL;
  guint parent, email;
  const KontorEntity *part
      = kontor_import_names_find_address (self->schema, entity, &parent, &email);

  for (guint i = 0; part != NULL && i < part->n_fields && text == NULL; i++)
    if ((part->fields[i].flags & KONTOR_TITLE) != 0)
      text = find_in_parts (self, index, part, parent, i);
  return text;
}

static const char *
find_reference (const KontorImportItem *item)
{
  for (guint i = 0; item->draft != NULL && i < item->draft->links->len; i++)
    {
      const KontorDraftLink *link = &g_array_index (item->draft->links, KontorDraftLink, i);

      if (link->name != NULL
          && (kontor_entity_get_field (item->entity, link->field)->flags & KONTOR_KEY) != 0)
        return link->name;
    }
  return NULL;
}

gboolean
kontor_import_call (KontorImportRow *self, guint index)
{
  KontorImportItem *item = kontor_import_row_get (self, index);
  int field = find_name_field (item->entity);
  g_autofree char *title = kontor_fields_dup_title (item->fields);
  const char *name;

  g_clear_pointer (&item->called, g_free);
  if (field < 0 || *title != '\0')
    return TRUE;
  name = find_address (self, index);
  if (name == NULL)
    name = kontor_fields_get_called (item->fields);
  if (name == NULL)
    name = find_reference (item);
  if (name != NULL)
    item->called = g_strdup (name);
  else
    kontor_draft_row_add_problem (self->row, KONTOR_PROBLEM_MISSING, item->entity,
                                  kontor_entity_get_field (item->entity, field),
                                  item->draft == NULL ? NULL : item->draft->columns[field], NULL);
  return name != NULL;
}

char *
kontor_import_item_dup_title (const KontorImportItem *item)
{
  g_autofree char *title = kontor_fields_dup_title (item->fields);

  return *title == '\0' && item->called != NULL ? g_strdup (item->called)
                                                : g_steal_pointer (&title);
}
