/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-convert-private.h"

#include <string.h>

/* Properties whose value is text in which 3.0 and 4.0 escape commas and 2.1 does not. */
static gboolean
is_text (const KontorVcardProperty *property)
{
  static const char *const names[]
      = { "FN", "N", "ADR", "LABEL", "ORG", "TITLE", "ROLE", "NOTE", "NICKNAME", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (kontor_vcard_property_is (property, names[i]))
      return TRUE;
  return FALSE;
}

static void
take_value (KontorVcardProperty *property, char *value)
{
  g_free (property->value);
  property->value = value;
}

static char *
escape_commas (const char *value)
{
  GString *escaped = g_string_new (NULL);

  for (; *value != '\0'; value++)
    {
      if (*value == '\\' && value[1] != '\0')
        g_string_append_c (escaped, *value++);
      else if (*value == ',')
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *value);
    }
  return g_string_free (escaped, FALSE);
}

/* What 2.1 knows no escape for stands there as it is. */
static char *
drop_escapes (const char *value)
{
  GString *plain = g_string_new (NULL);

  for (; *value != '\0'; value++)
    {
      if (*value != '\\')
        g_string_append_c (plain, *value);
      else if (value[1] == 'n' || value[1] == 'N')
        g_string_append_c (plain, (value++, '\n'));
      else if (value[1] == ',' || value[1] == ':')
        g_string_append_c (plain, *++value);
      else if (value[1] != '\0')
        {
          g_string_append_c (plain, *value++);
          g_string_append_c (plain, *value);
        }
      else
        g_string_append_c (plain, *value);
    }
  return g_string_free (plain, FALSE);
}

/* PHOTO;ENCODING=b;TYPE=JPEG:… becomes PHOTO:data:image/jpeg;base64,… */
static void
make_data_address (KontorVcardProperty *property)
{
  const char *type = kontor_vcard_property_get_param (property, "TYPE");
  g_autofree char *media_type = NULL;

  if (kontor_vcard_property_is (property, "KEY"))
    media_type = g_strdup ("application/pgp-keys");
  else if (type != NULL && strchr (type, '/') == NULL)
    media_type = g_strdup_printf (
        "%s/%s", kontor_vcard_property_is (property, "SOUND") ? "audio" : "image", type);
  else
    media_type = g_strdup (type != NULL ? type : "application/octet-stream");
  for (char *c = media_type; *c != '\0'; c++)
    *c = g_ascii_tolower (*c);
  take_value (property, g_strdup_printf ("data:%s;base64,%s", media_type, property->value));
  kontor_vcard_property_remove_param (property, "ENCODING");
  kontor_vcard_property_remove_param (property, "VALUE");
  if (type != NULL && !kontor_vcard_property_is (property, "KEY"))
    {
      g_autofree char *spoken = g_strdup (type);

      kontor_vcard_property_remove_param_value (property, "TYPE", spoken);
    }
}

static gboolean
is_base64 (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("+/=", *text) == NULL)
      return FALSE;
  return TRUE;
}

/* And the other way round. */
static void
unmake_data_address (KontorVcardProperty *property)
{
  const char *comma = strchr (property->value, ',');
  const char *slash = strchr (property->value, '/');
  const char *semicolon = strchr (property->value, ';');
  g_autofree char *type = NULL;

  if (g_ascii_strncasecmp (property->value, "data:", strlen ("data:")) != 0 || comma == NULL
      || semicolon == NULL
      || g_strstr_len (property->value, comma - property->value, ";base64") == NULL
      || !is_base64 (comma + 1))
    return;
  if (slash != NULL && slash < semicolon)
    type = g_ascii_strup (slash + 1, semicolon - slash - 1);
  take_value (property, g_strdup (comma + 1));
  kontor_vcard_property_remove_param (property, "VALUE");
  kontor_vcard_property_add_param (property, "ENCODING", "b");
  if (type != NULL)
    kontor_vcard_property_add_param (property, "TYPE", type);
}

/* TEL;VALUE=uri:tel:+1… becomes TEL:+1… */
static void
unmake_tel_address (KontorVcardProperty *property)
{
  g_autofree char *number = NULL;

  if (!kontor_vcard_property_is (property, "TEL")
      || g_ascii_strncasecmp (property->value, "tel:", strlen ("tel:")) != 0)
    return;
  number = kontor_vcard_unescape (property->value + strlen ("tel:"));
  take_value (property, kontor_vcard_escape (number));
  kontor_vcard_property_remove_param (property, "VALUE");
}

/* RFC 6350 has dates without dashes, RFC 2426 with them. */
static gboolean
is_date (const KontorVcardProperty *property, const char *form)
{
  if (!kontor_vcard_property_is (property, "BDAY")
      && !kontor_vcard_property_is (property, "ANNIVERSARY"))
    return FALSE;
  if (strlen (property->value) != strlen (form))
    return FALSE;
  for (gsize i = 0; form[i] != '\0'; i++)
    if (form[i] == '-' ? property->value[i] != '-' : !g_ascii_isdigit (property->value[i]))
      return FALSE;
  return TRUE;
}

static void
add_dashes (KontorVcardProperty *property)
{
  const char *value = property->value;

  if (is_date (property, "00000000"))
    take_value (property, g_strdup_printf ("%.4s-%.2s-%.2s", value, value + 4, value + 6));
}

static void
drop_dashes (KontorVcardProperty *property)
{
  const char *value = property->value;

  if (is_date (property, "0000-00-00"))
    take_value (property, g_strdup_printf ("%.4s%.2s%.2s", value, value + 5, value + 8));
}

static void
leave_2_1 (KontorVcardProperty *property)
{
  if (kontor_vcard_property_has_param (property, "ENCODING", "7BIT")
      || kontor_vcard_property_has_param (property, "ENCODING", "8BIT"))
    kontor_vcard_property_remove_param (property, "ENCODING");
  if (kontor_vcard_property_has_param (property, "ENCODING", "BASE64"))
    {
      kontor_vcard_property_remove_param (property, "ENCODING");
      kontor_vcard_property_add_param (property, "ENCODING", "b");
    }
  if (kontor_vcard_property_has_param (property, "VALUE", "URL"))
    {
      kontor_vcard_property_remove_param (property, "VALUE");
      kontor_vcard_property_add_param (property, "VALUE", "uri");
    }
  if (is_text (property) && !kontor_vcard_property_is_base64 (property))
    take_value (property, escape_commas (property->value));
}

static void
enter_2_1 (KontorVcardProperty *property)
{
  if (kontor_vcard_property_is_base64 (property))
    {
      kontor_vcard_property_remove_param (property, "ENCODING");
      kontor_vcard_property_add_param (property, "ENCODING", "BASE64");
    }
  if (kontor_vcard_property_has_param (property, "VALUE", "uri"))
    {
      kontor_vcard_property_remove_param (property, "VALUE");
      kontor_vcard_property_add_param (property, "VALUE", "URL");
    }
  if (!kontor_vcard_property_is (property, "AGENT") && !kontor_vcard_property_is_base64 (property))
    take_value (property, drop_escapes (property->value));
}

static void
leave_4_0 (KontorVcardProperty *property)
{
  if (kontor_vcard_property_has_param (property, "PREF", "1"))
    {
      kontor_vcard_property_remove_param (property, "PREF");
      kontor_vcard_property_add_param (property, "TYPE", "pref");
    }
  unmake_data_address (property);
  unmake_tel_address (property);
}

static void
enter_4_0 (KontorVcardProperty *property)
{
  if (kontor_vcard_property_has_type (property, "pref"))
    {
      kontor_vcard_property_remove_param_value (property, "TYPE", "pref");
      kontor_vcard_property_add_param (property, "PREF", "1");
    }
  if (kontor_vcard_property_is_base64 (property))
    make_data_address (property);
}

KontorVcardProperty *
kontor_vcard_convert (const KontorVcardProperty *property,
                      KontorVcardVersion from,
                      KontorVcardVersion to)
{
  KontorVcardProperty *converted = kontor_vcard_property_copy (property);

  if (from == to)
    return converted;
  if (from == KONTOR_VCARD_2_1)
    leave_2_1 (converted);
  if (from == KONTOR_VCARD_4_0)
    leave_4_0 (converted);
  if (to == KONTOR_VCARD_4_0)
    enter_4_0 (converted);
  if (to == KONTOR_VCARD_4_0)
    drop_dashes (converted);
  else
    add_dashes (converted);
  if (to == KONTOR_VCARD_2_1)
    enter_2_1 (converted);
  return converted;
}
