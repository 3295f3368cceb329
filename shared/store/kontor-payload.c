/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-payload.h"

#include "model/kontor-wire.h"
#include "util/kontor-error.h"

#include <string.h>
#include <yyjson.h>

static void
add_pair (yyjson_mut_doc *doc,
          yyjson_mut_val *root,
          const char *key,
          yyjson_mut_val *before,
          yyjson_mut_val *after)
{
  yyjson_mut_val *pair = yyjson_mut_arr (doc);

  yyjson_mut_arr_append (pair, before);
  yyjson_mut_arr_append (pair, after);
  yyjson_mut_obj_add (root, yyjson_mut_strcpy (doc, key), pair);
}

static yyjson_mut_val *
parse_extra (yyjson_mut_doc *doc, const KontorFields *fields, const char *key)
{
  const char *json = kontor_fields_get_extra (fields, key);

  return json == NULL ? yyjson_mut_null (doc) : yyjson_mut_rawcpy (doc, json);
}

static void
add_extras (yyjson_mut_doc *doc,
            yyjson_mut_val *root,
            const KontorFields *before,
            const KontorFields *after)
{
  g_autofree const char **keys = kontor_fields_list_extra (after);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    add_pair (doc, root, keys[i], parse_extra (doc, before, keys[i]),
              parse_extra (doc, after, keys[i]));
}

char *
kontor_payload_write (const KontorFields *before, const KontorFields *after)
{
  const KontorEntity *entity = kontor_fields_get_entity (after);
  guint64 mask = kontor_fields_get_mask (after);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  char *json, *payload;

  yyjson_mut_doc_set_root (doc, root);
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (entity, i);
      char tag[12];

      if ((mask >> i & 1) == 0)
        continue;
      g_snprintf (tag, sizeof tag, "%u", field->tag);
      add_pair (doc, root, tag, kontor_value_to_json (doc, field, kontor_fields_get (before, i)),
                kontor_value_to_json (doc, field, kontor_fields_get (after, i)));
    }
  add_extras (doc, root, before, after);
  json = yyjson_mut_write (doc, 0, NULL);
  payload = g_strdup (json);
  free (json);
  yyjson_mut_doc_free (doc);
  return payload;
}

static void
set_extra (KontorFields *fields, const char *key, yyjson_val *value)
{
  char *json = yyjson_val_write (value, 0, NULL);

  kontor_fields_set_extra (fields, key, json);
  free (json);
}

static gboolean
read_side (KontorFields *fields, const char *key, yyjson_val *json, GError **error)
{
  const KontorEntity *entity;
  KontorValue value;
  int index;

  if (fields == NULL)
    return TRUE;
  entity = kontor_fields_get_entity (fields);
  index = kontor_entity_find_tag (entity, g_ascii_strtoull (key, NULL, 10));
  if (index < 0)
    {
      set_extra (fields, key, json);
      return TRUE;
    }
  if (!kontor_value_from_json (kontor_entity_get_field (entity, index), json, &value, error))
    return FALSE;
  kontor_fields_take (fields, index, value);
  return TRUE;
}

static gboolean
read_pairs (yyjson_val *root, KontorFields *before, KontorFields *after, GError **error)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (root);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      yyjson_val *pair = yyjson_obj_iter_get_val (key);

      if (yyjson_arr_size (pair) != 2)
        {
          g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT, "journal payload");
          return FALSE;
        }
      if (!read_side (before, yyjson_get_str (key), yyjson_arr_get (pair, 0), error)
          || !read_side (after, yyjson_get_str (key), yyjson_arr_get (pair, 1), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kontor_payload_read (const char *payload,
                     const KontorEntity *entity,
                     KontorFields **before,
                     KontorFields **after,
                     GError **error)
{
  yyjson_doc *doc = payload == NULL ? NULL : yyjson_read (payload, strlen (payload), 0);
  g_autoptr (KontorFields) old = before == NULL ? NULL : kontor_fields_new (entity);
  g_autoptr (KontorFields) new = after == NULL ? NULL : kontor_fields_new (entity);
  gboolean done = FALSE;

  if (!yyjson_is_obj (yyjson_doc_get_root (doc)))
    g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT, "journal payload");
  else
    done = read_pairs (yyjson_doc_get_root (doc), old, new, error);
  yyjson_doc_free (doc);
  if (done && before != NULL)
    *before = g_steal_pointer (&old);
  if (done && after != NULL)
    *after = g_steal_pointer (&new);
  return done;
}

char *
kontor_payload_list_unknown (const char *payload, const KontorEntity *entity)
{
  yyjson_doc *doc = payload == NULL ? NULL : yyjson_read (payload, strlen (payload), 0);
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_doc_get_root (doc));
  yyjson_mut_doc *found = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *keys = yyjson_mut_arr (found), *copy;
  yyjson_val *key;
  char *json = NULL, *list = NULL;

  yyjson_mut_doc_set_root (found, keys);
  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    if (kontor_entity_find_tag (entity, g_ascii_strtoull (yyjson_get_str (key), NULL, 10)) < 0)
      {
        copy = yyjson_mut_strcpy (found, yyjson_get_str (key));
        yyjson_mut_arr_append (keys, copy);
      }
  if (yyjson_mut_arr_size (keys) > 0)
    json = yyjson_mut_write (found, 0, NULL);
  list = g_strdup (json);
  free (json);
  yyjson_mut_doc_free (found);
  yyjson_doc_free (doc);
  return list;
}
