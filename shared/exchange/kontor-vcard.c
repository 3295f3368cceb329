/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard.h"

#include <string.h>

static void
clear_param (gpointer data)
{
  KontorVcardParam *param = data;

  g_free (param->name);
  g_free (param->value);
}

KontorVcardProperty *
kontor_vcard_property_new (const char *group, const char *name, const char *value)
{
  KontorVcardProperty *self = g_new0 (KontorVcardProperty, 1);

  self->group = g_strdup (group);
  self->name = g_strdup (name);
  self->value = g_strdup (value);
  self->params = g_array_new (FALSE, FALSE, sizeof (KontorVcardParam));
  g_array_set_clear_func (self->params, clear_param);
  return self;
}

KontorVcardProperty *
kontor_vcard_property_copy (const KontorVcardProperty *self)
{
  KontorVcardProperty *copy = kontor_vcard_property_new (self->group, self->name, self->value);

  copy->line = self->line;
  for (guint i = 0; i < self->params->len; i++)
    {
      KontorVcardParam *param = &g_array_index (self->params, KontorVcardParam, i);

      kontor_vcard_property_add_param (copy, param->name, param->value);
    }
  return copy;
}

void
kontor_vcard_property_free (KontorVcardProperty *self)
{
  g_free (self->group);
  g_free (self->name);
  g_free (self->value);
  g_array_unref (self->params);
  g_free (self);
}

gboolean
kontor_vcard_property_is (const KontorVcardProperty *self, const char *name)
{
  return g_ascii_strcasecmp (self->name, name) == 0;
}

void
kontor_vcard_property_add_param (KontorVcardProperty *self, const char *name, const char *value)
{
  KontorVcardParam param = { g_strdup (name), g_strdup (value) };

  g_array_append_val (self->params, param);
}

void
kontor_vcard_property_remove_param (KontorVcardProperty *self, const char *name)
{
  for (guint i = self->params->len; i-- > 0;)
    if (g_ascii_strcasecmp (g_array_index (self->params, KontorVcardParam, i).name, name) == 0)
      g_array_remove_index (self->params, i);
}

void
kontor_vcard_property_remove_param_value (KontorVcardProperty *self,
                                          const char *name,
                                          const char *value)
{
  for (guint i = self->params->len; i-- > 0;)
    {
      KontorVcardParam *param = &g_array_index (self->params, KontorVcardParam, i);

      if (g_ascii_strcasecmp (param->name, name) == 0
          && g_ascii_strcasecmp (param->value, value) == 0)
        g_array_remove_index (self->params, i);
    }
}

const char *
kontor_vcard_property_get_param (const KontorVcardProperty *self, const char *name)
{
  for (guint i = 0; i < self->params->len; i++)
    {
      KontorVcardParam *param = &g_array_index (self->params, KontorVcardParam, i);

      if (g_ascii_strcasecmp (param->name, name) == 0)
        return param->value;
    }
  return NULL;
}

gboolean
kontor_vcard_property_has_param (const KontorVcardProperty *self,
                                 const char *name,
                                 const char *value)
{
  for (guint i = 0; i < self->params->len; i++)
    {
      KontorVcardParam *param = &g_array_index (self->params, KontorVcardParam, i);

      if (g_ascii_strcasecmp (param->name, name) == 0
          && g_ascii_strcasecmp (param->value, value) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
kontor_vcard_property_has_type (const KontorVcardProperty *self, const char *type)
{
  return kontor_vcard_property_has_param (self, "TYPE", type);
}

gboolean
kontor_vcard_property_is_base64 (const KontorVcardProperty *self)
{
  return kontor_vcard_property_has_param (self, "ENCODING", "b")
         || kontor_vcard_property_has_param (self, "ENCODING", "BASE64");
}

/* The characters that a backslash stands before; before a letter or digit it means itself, but for
 * the n of a line break. */
static gboolean
is_escape (const char *text)
{
  return text[0] == '\\' && g_ascii_ispunct (text[1]);
}

static void
append_unescaped (GString *text, const char *value, const char *end)
{
  for (; value < end; value++)
    {
      if (value[0] == '\\' && value + 1 < end && (value[1] == 'n' || value[1] == 'N'))
        {
          g_string_append_c (text, '\n');
          value++;
          continue;
        }
      if (value + 1 < end && is_escape (value))
        value++;
      g_string_append_c (text, *value);
    }
}

char *
kontor_vcard_unescape (const char *value)
{
  GString *text = g_string_sized_new (strlen (value));

  append_unescaped (text, value, value + strlen (value));
  return g_string_free (text, FALSE);
}

char *
kontor_vcard_escape (const char *text)
{
  GString *value = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        {
          g_string_append (value, "\\n");
          continue;
        }
      if (*text == '\\' || *text == ',' || *text == ';')
        g_string_append_c (value, '\\');
      if (*text != '\r')
        g_string_append_c (value, *text);
    }
  return g_string_free (value, FALSE);
}

char *
kontor_vcard_join_components (const char *const *components)
{
  GString *value = g_string_new (NULL);

  for (guint i = 0; components[i] != NULL; i++)
    {
      g_autofree char *escaped = kontor_vcard_escape (components[i]);

      if (i > 0)
        g_string_append_c (value, ';');
      g_string_append (value, escaped);
    }
  return g_string_free (value, FALSE);
}

/* The texts between the separators in @value that no backslash stands before. */
static char **
split_value (const char *value, char separator)
{
  GStrvBuilder *parts = g_strv_builder_new ();
  const char *start = value;
  char **split;

  for (;; value++)
    {
      if (*value == '\\' && value[1] != '\0')
        {
          value++;
          continue;
        }
      if (*value == separator || *value == '\0')
        {
          GString *part = g_string_new (NULL);

          append_unescaped (part, start, value);
          g_strv_builder_take (parts, g_string_free (part, FALSE));
          start = value + 1;
        }
      if (*value == '\0')
        break;
    }
  split = g_strv_builder_end (parts);
  g_strv_builder_unref (parts);
  return split;
}

char *
kontor_vcard_property_dup_text (const KontorVcardProperty *self)
{
  return kontor_vcard_unescape (self->value);
}

char **
kontor_vcard_property_dup_components (const KontorVcardProperty *self)
{
  return split_value (self->value, ';');
}

char **
kontor_vcard_property_dup_list (const KontorVcardProperty *self)
{
  return split_value (self->value, ',');
}

/* image/jpeg from TYPE=JPEG or MEDIATYPE=image/jpeg. */
static char *
find_media_type (const KontorVcardProperty *self)
{
  const char *type = kontor_vcard_property_get_param (self, "MEDIATYPE");
  g_autofree char *lower = NULL;

  if (type == NULL)
    type = kontor_vcard_property_get_param (self, "TYPE");
  if (type == NULL)
    return NULL;
  lower = g_ascii_strdown (type, -1);
  return strchr (lower, '/') != NULL ? g_steal_pointer (&lower)
                                     : g_strconcat ("image/", lower, NULL);
}

static GBytes *
decode_base64 (const char *base64, gsize max_size)
{
  gsize length;
  guchar *bytes;

  if (strlen (base64) / 4 * 3 > max_size + 3)
    return NULL;
  bytes = g_base64_decode (base64, &length);
  if (length > 0 && length <= max_size)
    return g_bytes_new_take (bytes, length);
  g_free (bytes);
  return NULL;
}

GBytes *
kontor_vcard_property_dup_bytes (const KontorVcardProperty *self, gsize max_size, char **media_type)
{
  const char *data = self->value;
  const char *comma;

  *media_type = NULL;
  if (kontor_vcard_property_is_base64 (self))
    {
      *media_type = find_media_type (self);
      return decode_base64 (data, max_size);
    }
  comma = strchr (data, ',');
  if (g_ascii_strncasecmp (data, "data:", strlen ("data:")) != 0 || comma == NULL)
    return NULL;
  data += strlen ("data:");
  if (g_strstr_len (data, comma - data, ";base64") == NULL)
    return NULL;
  *media_type = g_strndup (data, strcspn (data, ";\\"));
  return decode_base64 (comma + 1, max_size);
}

KontorVcard *
kontor_vcard_new (KontorVcardVersion version)
{
  KontorVcard *self = g_new0 (KontorVcard, 1);

  self->version = version;
  self->properties = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_vcard_property_free);
  return self;
}

void
kontor_vcard_free (KontorVcard *self)
{
  g_ptr_array_unref (self->properties);
  g_free (self);
}

KontorVcardProperty *
kontor_vcard_get (const KontorVcard *self, guint index)
{
  return g_ptr_array_index (self->properties, index);
}

KontorVcardProperty *
kontor_vcard_find (const KontorVcard *self, const char *name)
{
  for (guint i = 0; i < self->properties->len; i++)
    if (kontor_vcard_property_is (kontor_vcard_get (self, i), name))
      return kontor_vcard_get (self, i);
  return NULL;
}

KontorVcardProperty *
kontor_vcard_find_in_group (const KontorVcard *self,
                            const KontorVcardProperty *property,
                            const char *name)
{
  if (property->group == NULL)
    return NULL;
  for (guint i = 0; i < self->properties->len; i++)
    {
      KontorVcardProperty *other = kontor_vcard_get (self, i);

      if (other != property && other->group != NULL && kontor_vcard_property_is (other, name)
          && g_ascii_strcasecmp (other->group, property->group) == 0)
        return other;
    }
  return NULL;
}

KontorVcardProperty *
kontor_vcard_add (KontorVcard *self, const char *name, const char *value)
{
  KontorVcardProperty *property = kontor_vcard_property_new (NULL, name, value);

  kontor_vcard_take (self, property);
  return property;
}

void
kontor_vcard_take (KontorVcard *self, KontorVcardProperty *property)
{
  g_ptr_array_add (self->properties, property);
}

const char *
kontor_vcard_version_get_name (KontorVcardVersion version)
{
  switch (version)
    {
    case KONTOR_VCARD_2_1:
      return "2.1";
    case KONTOR_VCARD_4_0:
      return "4.0";
    case KONTOR_VCARD_3_0:
    default:
      return "3.0";
    }
}
