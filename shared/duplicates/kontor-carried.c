/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-private.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

KontorCarried *
kontor_carried_new (void)
{
  KontorCarried *self = g_new0 (KontorCarried, 1);

  self->moved = g_array_new (FALSE, FALSE, sizeof (KontorMoved));
  self->made = g_array_new (FALSE, FALSE, sizeof (KontorMoved));
  self->values = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
kontor_carried_free (KontorCarried *self)
{
  g_array_unref (self->moved);
  g_array_unref (self->made);
  g_ptr_array_unref (self->values);
  g_free (self);
}

/* [ENTITY, FIELD, ID], the field by its tag, 0 for none. */
static gboolean
read_moved (const KontorSchema *schema, yyjson_val *json, KontorMoved *moved)
{
  const char *name = yyjson_get_str (yyjson_arr_get (json, 0));
  guint tag = yyjson_get_uint (yyjson_arr_get (json, 1));
  const char *id = yyjson_get_str (yyjson_arr_get (json, 2));
  int field;

  moved->entity = name == NULL ? NULL : kontor_schema_find (schema, name);
  if (moved->entity == NULL || id == NULL || !kontor_id_from_text (&moved->id, id))
    return FALSE;
  field = tag == 0 ? 0 : kontor_entity_find_tag (moved->entity, tag);
  moved->field = MAX (field, 0);
  return field >= 0;
}

static void
read_all_moved (const KontorSchema *schema, yyjson_val *list, GArray *all)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);

  for (yyjson_val *json; (json = yyjson_arr_iter_next (&iter)) != NULL;)
    {
      KontorMoved moved;

      if (read_moved (schema, json, &moved))
        g_array_append_val (all, moved);
    }
}

KontorCarried *
kontor_carried_parse (const KontorSchema *schema, const char *text)
{
  KontorCarried *self = kontor_carried_new ();
  yyjson_doc *doc = text == NULL ? NULL : yyjson_read (text, strlen (text), 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (root, "values"));

  read_all_moved (schema, yyjson_obj_get (root, "moved"), self->moved);
  read_all_moved (schema, yyjson_obj_get (root, "made"), self->made);
  for (yyjson_val *json; (json = yyjson_arr_iter_next (&iter)) != NULL;)
    if (yyjson_is_str (json))
      g_ptr_array_add (self->values, g_strdup (yyjson_get_str (json)));
  yyjson_doc_free (doc);
  return self;
}

static void
add_all_moved (yyjson_mut_doc *doc, const char *key, GArray *all, gboolean with_field)
{
  yyjson_mut_val *list = yyjson_mut_obj_add_arr (doc, yyjson_mut_doc_get_root (doc), key);

  for (guint i = 0; i < all->len; i++)
    {
      const KontorMoved *moved = &g_array_index (all, KontorMoved, i);
      yyjson_mut_val *json = yyjson_mut_arr_add_arr (doc, list);
      char id[KONTOR_ID_TEXT_SIZE];

      yyjson_mut_arr_add_str (doc, json, moved->entity->name);
      yyjson_mut_arr_add_uint (doc, json, with_field ? moved->entity->fields[moved->field].tag : 0);
      yyjson_mut_arr_add_strcpy (doc, json, kontor_id_to_text (&moved->id, id));
    }
}

char *
kontor_carried_dup_text (const KontorCarried *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *values;
  char *written, *text;

  yyjson_mut_doc_set_root (doc, root);
  add_all_moved (doc, "moved", self->moved, TRUE);
  add_all_moved (doc, "made", self->made, FALSE);
  values = yyjson_mut_obj_add_arr (doc, root, "values");
  for (guint i = 0; i < self->values->len; i++)
    yyjson_mut_arr_add_str (doc, values, self->values->pdata[i]);
  written = yyjson_mut_write (doc, 0, NULL);
  text = g_strdup (written);
  free (written);
  yyjson_mut_doc_free (doc);
  return text;
}

char *
kontor_duplicates_make_args (const char *title, guint records)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  char *written, *args;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "title", title);
  yyjson_mut_obj_add_uint (doc, root, "records", records);
  written = yyjson_mut_write (doc, 0, NULL);
  args = g_strdup (written);
  free (written);
  yyjson_mut_doc_free (doc);
  return args;
}
