/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-json-private.h"

#include "sync/kontor-sync-limits.h"

#include <string.h>

#define HASH_BASIS G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_FACTOR G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/* More stamps than a row can have groups. */
#define MAX_STAMPS (KONTOR_MAX_FIELDS + KONTOR_N_COMMON_FIELDS + KONTOR_MAX_EXTRAS + 1)

gboolean
kontor_json_refuse (const char *what, guint line, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "line %u: %s", line, what);
  return FALSE;
}

static gboolean
read_number (yyjson_val *json, gint64 max, gint64 *number)
{
  if (!yyjson_is_uint (json) || yyjson_get_uint (json) > (guint64) max)
    return FALSE;
  *number = (gint64) yyjson_get_uint (json);
  return TRUE;
}

static gboolean
read_hlc (yyjson_val *json, KontorHlc *hlc)
{
  return yyjson_get_len (json) == KONTOR_HLC_TEXT_SIZE - 1 && yyjson_is_str (json)
         && kontor_hlc_from_text (hlc, yyjson_get_str (json));
}

gboolean
kontor_json_get_number (yyjson_val *object, const char *key, gint64 max, gint64 *number)
{
  return read_number (yyjson_obj_get (object, key), max, number);
}

gboolean
kontor_json_get_hlc (yyjson_val *object, const char *key, KontorHlc *hlc)
{
  return read_hlc (yyjson_obj_get (object, key), hlc);
}

gboolean
kontor_json_get_id (yyjson_val *object, const char *key, KontorId *id)
{
  yyjson_val *json = yyjson_obj_get (object, key);

  return yyjson_is_str (json) && yyjson_get_len (json) == KONTOR_ID_TEXT_SIZE - 1
         && kontor_id_from_text (id, yyjson_get_str (json));
}

const char *
kontor_json_get_text (yyjson_val *object, const char *key)
{
  yyjson_val *json = yyjson_obj_get (object, key);

  if (!yyjson_is_str (json) || strlen (yyjson_get_str (json)) != yyjson_get_len (json))
    return NULL;
  return yyjson_get_str (json);
}

void
kontor_json_add_number (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, gint64 number)
{
  yyjson_mut_obj_add_sint (doc, object, key, number);
}

static yyjson_mut_val *
make_hlc (yyjson_mut_doc *doc, KontorHlc hlc)
{
  char text[KONTOR_HLC_TEXT_SIZE];

  return yyjson_mut_strcpy (doc, kontor_hlc_to_text (hlc, text));
}

void
kontor_json_add_hlc (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, KontorHlc hlc)
{
  yyjson_mut_obj_add_val (doc, object, key, make_hlc (doc, hlc));
}

void
kontor_json_add_id (yyjson_mut_doc *doc,
                    yyjson_mut_val *object,
                    const char *key,
                    const KontorId *id)
{
  char text[KONTOR_ID_TEXT_SIZE];

  yyjson_mut_obj_add_strcpy (doc, object, key, kontor_id_to_text (id, text));
}

static yyjson_mut_val *
make_stamps (yyjson_mut_doc *doc, const KontorStamps *stamps)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);
  guint count;
  const KontorStamp *stamp = kontor_stamps_list (stamps, &count);

  for (guint i = 0; i < count; i++, stamp++)
    {
      yyjson_mut_val *one = yyjson_mut_arr (doc);

      yyjson_mut_arr_add_uint (doc, one, stamp->tag);
      yyjson_mut_arr_add_sint (doc, one, stamp->version);
      yyjson_mut_arr_append (one, make_hlc (doc, stamp->hlc));
      yyjson_mut_arr_add_uint (doc, one, stamp->device);
      yyjson_mut_arr_append (list, one);
    }
  return list;
}

yyjson_mut_val *
kontor_image_to_json (yyjson_mut_doc *doc, const KontorImage *image)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, object, "t", image->entity->name);
  kontor_json_add_id (doc, object, "id", &image->id);
  kontor_json_add_number (doc, object, "v", image->version);
  kontor_json_add_hlc (doc, object, "h", image->hlc);
  kontor_json_add_number (doc, object, "d", image->device);
  if (image->stamps != NULL)
    yyjson_mut_obj_add_val (doc, object, "s", make_stamps (doc, image->stamps));
  return object;
}

static gboolean
read_stamp (yyjson_val *json, KontorStamp *stamp)
{
  gint64 tag, device;

  if (yyjson_arr_size (json) != 4 || !read_number (yyjson_arr_get (json, 0), G_MAXUINT32, &tag)
      || !read_number (yyjson_arr_get (json, 1), G_MAXINT64, &stamp->version)
      || !read_hlc (yyjson_arr_get (json, 2), &stamp->hlc)
      || !read_number (yyjson_arr_get (json, 3), G_MAXUINT32, &device))
    return FALSE;
  stamp->tag = (guint32) tag;
  stamp->device = (guint32) device;
  return TRUE;
}

/* The creation comes first. */
static KontorStamps *
read_stamps (yyjson_val *json)
{
  g_autoptr (KontorStamps) stamps = NULL;
  yyjson_arr_iter iter = yyjson_arr_iter_with (json);
  yyjson_val *one;
  KontorStamp stamp;

  if (yyjson_arr_size (json) > MAX_STAMPS)
    return NULL;
  while ((one = yyjson_arr_iter_next (&iter)) != NULL)
    {
      if (!read_stamp (one, &stamp) || (stamps == NULL) != (stamp.tag == KONTOR_STAMP_MADE))
        return NULL;
      if (stamps == NULL)
        stamps = kontor_stamps_new (&stamp);
      else
        kontor_stamps_set (stamps, &stamp);
    }
  return g_steal_pointer (&stamps);
}

static const KontorEntity *
find_entity (const KontorSchema *schema, yyjson_val *json, GError **error)
{
  const char *name = kontor_json_get_text (json, "t");
  const KontorEntity *entity = name != NULL ? kontor_schema_find (schema, name) : NULL;

  if (entity == NULL)
    g_set_error (error, KONTOR_ERROR, name != NULL ? KONTOR_ERROR_TOO_NEW : KONTOR_ERROR_INVALID,
                 "a row of no known entity");
  return entity;
}

KontorImage *
kontor_image_from_json (const KontorSchema *schema, yyjson_val *json, GError **error)
{
  const KontorEntity *entity = find_entity (schema, json, error);
  yyjson_val *stamps = yyjson_obj_get (json, "s");
  g_autoptr (KontorImage) image = NULL;
  gint64 device;
  KontorId id;

  if (entity == NULL)
    return NULL;
  if (kontor_json_get_id (json, "id", &id))
    {
      image = kontor_image_new (entity, &id);
      image->stamps = read_stamps (stamps);
      if (kontor_json_get_number (json, "v", G_MAXINT64, &image->version) && image->version > 0
          && kontor_json_get_hlc (json, "h", &image->hlc)
          && kontor_json_get_number (json, "d", G_MAXUINT32, &device)
          && (stamps != NULL) == (image->stamps != NULL))
        {
          image->device = (guint32) device;
          return g_steal_pointer (&image);
        }
    }
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: a row that is none", entity->name);
  return NULL;
}

static guint64
mix (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * HASH_FACTOR;
  return hash ^ hash >> 32;
}

/* Eight bytes at a time. */
guint64
kontor_json_hash_bytes (guint64 hash, gconstpointer data, gsize length)
{
  const guint8 *bytes = data;
  guint64 word;

  if (hash == 0)
    hash = HASH_BASIS;
  for (; length >= sizeof word; length -= sizeof word, bytes += sizeof word)
    {
      memcpy (&word, bytes, sizeof word);
      hash = mix (hash, word);
    }
  word = 0;
  memcpy (&word, bytes, length);
  return mix (hash, word ^ (guint64) length << 56);
}

/* Its type, its length and what it holds, so that two values that differ give different bytes. */
static gboolean
hash_value (guint64 *hash, yyjson_val *value, guint depth)
{
  yyjson_type type = yyjson_get_type (value);
  const guint64 head[2]
      = { (guint64) type | (guint64) yyjson_get_subtype (value) << 8, yyjson_get_len (value) };
  gint64 number = yyjson_get_sint (value); /* of either sign; 0 for what is no integer */
  double real = yyjson_get_real (value);
  size_t i, max;
  yyjson_val *key, *one;

  if (depth > KONTOR_SYNC_MAX_DEPTH)
    return FALSE;
  *hash = kontor_json_hash_bytes (*hash, head, sizeof head);
  *hash = kontor_json_hash_bytes (*hash, &number, sizeof number);
  *hash = kontor_json_hash_bytes (*hash, &real, sizeof real);
  if (yyjson_is_str (value))
    *hash = kontor_json_hash_bytes (*hash, yyjson_get_str (value), yyjson_get_len (value));
  if (yyjson_is_arr (value))
    yyjson_arr_foreach (value, i, max, one) if (!hash_value (hash, one, depth + 1)) return FALSE;
  if (yyjson_is_obj (value))
    yyjson_obj_foreach (value, i, max, key,
                        one) if (!hash_value (hash, key, depth + 1)
                                 || !hash_value (hash, one, depth + 1)) return FALSE;
  return TRUE;
}

gboolean
kontor_json_hash_member (guint64 *hash, const char *key, yyjson_val *value)
{
  guint64 member = kontor_json_hash_bytes (0, key, strlen (key) + 1);

  if (!hash_value (&member, value, 0))
    return FALSE;
  /* Sums of less would cancel out too easily (the finaliser is MurmurHash3's). */
  member ^= member >> 33;
  member *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  member ^= member >> 33;
  *hash += member;
  return TRUE;
}
