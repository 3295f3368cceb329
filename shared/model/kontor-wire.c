/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-wire.h"

#include "model/kontor-value-form.h"
#include "util/kontor-error.h"

#include <string.h>

/* The integers that every reader of JSON keeps exactly (RFC 8259, section 6). */
#define MAX_JSON_INTEGER (G_GINT64_CONSTANT (1) << 53)

static yyjson_mut_val *
make_integer (yyjson_mut_doc *doc, gint64 integer)
{
  char text[24];

  if (integer >= -MAX_JSON_INTEGER && integer <= MAX_JSON_INTEGER)
    return yyjson_mut_sint (doc, integer);
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, integer);
  return yyjson_mut_strcpy (doc, text);
}

static yyjson_mut_val *
make_money (yyjson_mut_doc *doc, const KontorMoney *money)
{
  yyjson_mut_val *pair = yyjson_mut_arr (doc);

  yyjson_mut_arr_append (pair, make_integer (doc, money->minor));
  yyjson_mut_arr_append (pair, yyjson_mut_strcpy (doc, money->currency));
  return pair;
}

static yyjson_mut_val *
make_ref (yyjson_mut_doc *doc, const KontorId *id)
{
  char text[KONTOR_ID_TEXT_SIZE];

  return yyjson_mut_strncpy (doc, kontor_id_to_text (id, text), KONTOR_ID_TEXT_SIZE - 1);
}

yyjson_mut_val *
kontor_value_to_json (yyjson_mut_doc *doc, const KontorField *field, const KontorValue *value)
{
  if (kontor_type_is_text (value->type))
    return yyjson_mut_strcpy (doc, value->text);
  switch (value->type)
    {
    case KONTOR_NONE:
      return yyjson_mut_null (doc);

    case KONTOR_BOOLEAN:
      return yyjson_mut_bool (doc, value->integer != 0);

    case KONTOR_MONEY:
      return make_money (doc, &value->money);

    case KONTOR_REF:
      return make_ref (doc, &value->id);

    default:
      return make_integer (doc, value->integer);
    }
}

static gboolean
refuse (const char *name, const char *what, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s", name, what);
  return FALSE;
}

static gboolean
exceed (const char *name, const char *what, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "%s: %s", name, what);
  return FALSE;
}

/* A number of JSON without a fraction, or a text with one that JSON can't be trusted with. */
static gboolean
read_integer (yyjson_val *json, gint64 *integer)
{
  const char *text = yyjson_get_str (json);

  if (yyjson_is_sint (json))
    *integer = yyjson_get_sint (json);
  else if (yyjson_is_uint (json) && yyjson_get_uint (json) <= G_MAXINT64)
    *integer = yyjson_get_uint (json);
  else if (text == NULL || !(*text == '-' || g_ascii_isdigit (*text))
           || strlen (text) != yyjson_get_len (json))
    return FALSE;
  else
    return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, integer, NULL);
  return TRUE;
}

static gboolean
read_money (yyjson_val *json, KontorValue *value)
{
  yyjson_val *minor = yyjson_arr_get (json, 0);
  yyjson_val *currency = yyjson_arr_get (json, 1);

  value->type = KONTOR_MONEY;
  if (yyjson_arr_size (json) != 2 || yyjson_get_len (currency) != 3 || !yyjson_is_str (currency))
    return FALSE;
  memcpy (value->money.currency, yyjson_get_str (currency), 4);
  return read_integer (minor, &value->money.minor);
}

static gboolean
read_text (const KontorField *field, yyjson_val *json, KontorValue *value)
{
  if (!yyjson_is_str (json) || strlen (yyjson_get_str (json)) != yyjson_get_len (json))
    return FALSE;
  *value = kontor_value_text (field->type, yyjson_get_str (json));
  return TRUE;
}

static gboolean
read_ref (yyjson_val *json, KontorValue *value)
{
  value->type = KONTOR_REF;
  return yyjson_is_str (json) && yyjson_get_len (json) == KONTOR_ID_TEXT_SIZE - 1
         && kontor_id_from_text (&value->id, yyjson_get_str (json));
}

static gboolean
read_boolean (yyjson_val *json, KontorValue *value)
{
  *value = kontor_value_integer (KONTOR_BOOLEAN, yyjson_is_true (json));
  return yyjson_is_bool (json);
}

static gboolean
read_value (const KontorField *field, yyjson_val *json, KontorValue *value)
{
  if (kontor_type_is_text (field->type))
    return read_text (field, json, value);
  switch (field->type)
    {
    case KONTOR_BOOLEAN:
      return read_boolean (json, value);

    case KONTOR_MONEY:
      return read_money (json, value);

    case KONTOR_REF:
      return read_ref (json, value);

    default:
      value->type = field->type;
      return read_integer (json, &value->integer);
    }
}

gboolean
kontor_value_from_json (const KontorField *field,
                        yyjson_val *json,
                        KontorValue *value,
                        GError **error)
{
  KontorValue read = KONTOR_VALUE_NONE;

  if (yyjson_is_null (json))
    {
      *value = read;
      return TRUE;
    }
  if (!read_value (field, json, &read))
    return refuse (field->name, "is not of its form", error);
  if (read.type != KONTOR_NONE && !kontor_value_check_form (field, &read, error))
    {
      kontor_value_clear (&read);
      return FALSE;
    }
  *value = read;
  return TRUE;
}

yyjson_mut_val *
kontor_extra_to_json (yyjson_mut_doc *doc, const char *json)
{
  yyjson_doc *parsed = yyjson_read (json, strlen (json), 0);
  yyjson_mut_val *copy;

  g_assert (parsed != NULL); /* extras come out of documents */
  copy = yyjson_val_mut_copy (doc, yyjson_doc_get_root (parsed));
  yyjson_doc_free (parsed);
  return copy;
}

/* A tag in decimal, or the id of a custom field. */
static gboolean
is_extra_key (const char *key)
{
  gsize length = strlen (key);

  if (!g_ascii_isalnum (key[0]) || length > KONTOR_MAX_EXTRA_KEY)
    return FALSE;
  if (strspn (key, "0123456789") == length)
    return key[0] != '0';
  return strspn (key, "0123456789abcdefghijklmnopqrstuvwxyz-_") == length;
}

gboolean
kontor_extra_from_json (KontorFields *fields, const char *key, yyjson_val *json, GError **error)
{
  g_autofree const char **present = kontor_fields_list_extra (fields);
  char *text;
  size_t length;

  if (!is_extra_key (key))
    return refuse ("extra", "has no key of a field", error);
  if (kontor_fields_get_extra (fields, key) != NULL)
    return refuse (key, "is there twice", error);
  if (present != NULL && g_strv_length ((char **) present) >= KONTOR_MAX_EXTRAS)
    return exceed (key, "is one unknown field too many", error);
  text = yyjson_val_write (json, 0, &length);
  if (text == NULL)
    return refuse (key, "can't be written", error);
  if (length <= KONTOR_MAX_EXTRA)
    kontor_fields_set_extra (fields, key, text);
  free (text);
  return length <= KONTOR_MAX_EXTRA || exceed (key, "is too long", error);
}

yyjson_mut_val *
kontor_fields_to_json (yyjson_mut_doc *doc, const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  g_autofree const char **extra = kontor_fields_list_extra (fields);
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  char tag[8];

  for (guint64 rest = kontor_fields_get_mask (fields); rest != 0; rest &= rest - 1)
    {
      guint index = __builtin_ctzll (rest);
      const KontorField *field = kontor_entity_get_field (entity, index);

      g_snprintf (tag, sizeof tag, "%u", field->tag);
      yyjson_mut_obj_add (object, yyjson_mut_strcpy (doc, tag),
                          kontor_value_to_json (doc, field, kontor_fields_get (fields, index)));
    }
  for (guint i = 0; extra != NULL && extra[i] != NULL; i++)
    yyjson_mut_obj_add (object, yyjson_mut_strcpy (doc, extra[i]),
                        kontor_extra_to_json (doc, kontor_fields_get_extra (fields, extra[i])));
  return object;
}

/* The index of the field with that tag, -1 for a key that is none of the entity's. */
static int
find_key (const KontorEntity *entity, const char *key)
{
  guint64 tag;

  if (!g_ascii_isdigit (*key) || *key == '0'
      || !g_ascii_string_to_unsigned (key, 10, 1, G_MAXUINT16, &tag, NULL))
    return -1;
  return kontor_entity_find_tag (entity, tag);
}

static gboolean
read_member (KontorFields *fields, yyjson_val *key, yyjson_val *json, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  const char *name = yyjson_get_str (key);
  int index = find_key (entity, name);
  KontorValue value;

  if (strlen (name) != yyjson_get_len (key))
    return refuse ("extra", "has no key of a field", error);
  if (index < 0)
    return kontor_extra_from_json (fields, name, json, error);
  if (kontor_fields_get (fields, index) != NULL)
    return refuse (kontor_entity_get_field (entity, index)->name, "is there twice", error);
  if (!kontor_value_from_json (kontor_entity_get_field (entity, index), json, &value, error))
    return FALSE;
  kontor_fields_take (fields, index, value);
  return TRUE;
}

KontorFields *
kontor_fields_from_json (const KontorEntity *entity, yyjson_val *json, GError **error)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (entity);
  yyjson_obj_iter iter;
  yyjson_val *key;

  if (!yyjson_obj_iter_init (json, &iter))
    {
      refuse (entity->name, "values are no object", error);
      return NULL;
    }
  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    if (!read_member (fields, key, yyjson_obj_iter_get_val (key), error))
      return NULL;
  return g_steal_pointer (&fields);
}

char *
kontor_fields_dup_json (const KontorFields *fields)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  char *text, *copy;

  yyjson_mut_doc_set_root (doc, kontor_fields_to_json (doc, fields));
  text = yyjson_mut_write (doc, 0, NULL);
  copy = g_strdup (text); /* GLib's callers free it with g_free() */
  free (text);
  yyjson_mut_doc_free (doc);
  return copy;
}

KontorFields *
kontor_fields_parse_json (const KontorEntity *entity,
                          const char *text,
                          gssize length,
                          GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  yyjson_doc *doc = yyjson_read (text, size, 0);
  KontorFields *fields;

  if (doc == NULL)
    {
      refuse (entity->name, "values are no JSON", error);
      return NULL;
    }
  fields = kontor_fields_from_json (entity, yyjson_doc_get_root (doc), error);
  yyjson_doc_free (doc);
  return fields;
}
