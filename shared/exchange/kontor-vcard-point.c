/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-point-private.h"

#include "model/kontor-value-form.h"

#include <string.h>

/* The words of a label and the types that say them. Labels are put together in this order. */
static const struct
{
  const char *word;
  const char *type;
} label_types[] = {
  { "work", "WORK" }, { "home", "HOME" },   { "main", "MAIN" }, { "mobile", "CELL" },
  { "fax", "FAX" },   { "pager", "PAGER" }, { "car", "CAR" },   { "other", "OTHER" },
};

static const struct
{
  const char *name;
  KontorVcardPointKind kind;
} point_names[] = {
  { "EMAIL", KONTOR_VCARD_EMAIL },
  { "TEL", KONTOR_VCARD_PHONE },
  { "ADR", KONTOR_VCARD_ADDRESS },
  { "URL", KONTOR_VCARD_URL },
};

char *
kontor_vcard_dup_line (const char *text)
{
  GString *line = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        g_string_append (line, line->len > 0 && text[1] != '\0' ? ", " : "");
      else if (*text == '\t')
        g_string_append_c (line, ' ');
      else if (g_ascii_iscntrl (*text))
        g_string_append_unichar (line, 0xfffd);
      else
        g_string_append_c (line, *text);
    }
  g_strstrip (line->str);
  if (*line->str == '\0' || strlen (line->str) > KONTOR_MAX_TEXT)
    {
      g_string_free (line, TRUE);
      return NULL;
    }
  return g_string_free (line, FALSE);
}

char *
kontor_vcard_dup_lines (const char *text)
{
  GString *lines = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text) && *text != '\n' && *text != '\t')
      g_string_append_unichar (lines, 0xfffd);
    else
      g_string_append_c (lines, *text);
  return g_string_free (lines, FALSE);
}

KontorVcardPoint *
kontor_vcard_point_new (KontorVcardPointKind kind)
{
  KontorVcardPoint *self = g_new0 (KontorVcardPoint, 1);

  self->kind = kind;
  return self;
}

void
kontor_vcard_point_free (KontorVcardPoint *self)
{
  g_free (self->label);
  g_free (self->value);
  g_free (self->street);
  g_free (self->postal_code);
  g_free (self->city);
  g_free (self->region);
  g_free (self->country);
  g_free (self);
}

gboolean
kontor_vcard_point_equal (const KontorVcardPoint *a, const KontorVcardPoint *b)
{
  return a->kind == b->kind && g_strcmp0 (a->label, b->label) == 0
         && g_strcmp0 (a->value, b->value) == 0 && g_strcmp0 (a->street, b->street) == 0
         && g_strcmp0 (a->postal_code, b->postal_code) == 0 && g_strcmp0 (a->city, b->city) == 0
         && g_strcmp0 (a->region, b->region) == 0 && g_strcmp0 (a->country, b->country) == 0;
}

/* _$!<HomePage>!$_ is what Apple writes for its own labels; a label of the user's is the text. */
static char *
read_label_text (const char *text)
{
  g_autoptr (GString) words = NULL;

  if (!g_str_has_prefix (text, "_$!<") || !g_str_has_suffix (text, ">!$_"))
    return kontor_vcard_dup_line (text);
  words = g_string_new (NULL);
  for (const char *c = text + strlen ("_$!<"); *c != '>' && *c != '\0'; c++)
    {
      if (g_ascii_isupper (*c) && words->len > 0 && g_ascii_islower (c[-1]))
        g_string_append_c (words, ' ');
      g_string_append_c (words, g_ascii_tolower (*c));
    }
  return kontor_vcard_dup_line (words->str);
}

static char *
read_label (const KontorVcard *card, const KontorVcardProperty *property)
{
  const KontorVcardProperty *text = kontor_vcard_find_in_group (card, property, "X-ABLabel");
  const char *custom = kontor_vcard_property_get_param (property, "X-CUSTOM");
  g_autoptr (GString) label = g_string_new (NULL);

  if (text == NULL && custom != NULL && *custom != '\0')
    return read_label_text (custom);
  if (text != NULL)
    {
      g_autofree char *plain = kontor_vcard_property_dup_text (text);

      return read_label_text (plain);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (label_types); i++)
    if (kontor_vcard_property_has_type (property, label_types[i].type))
      g_string_append_printf (label, "%s%s", label->len > 0 ? " " : "", label_types[i].word);
  return label->len > 0 ? g_strdup (label->str) : NULL;
}

static gboolean
has_form (KontorType type, const char *text)
{
  KontorField field = { .name = "value", .type = type };
  g_auto (KontorValue) value = kontor_value_text (type, text);

  return kontor_value_check_form (&field, &value, NULL);
}

static gboolean
read_value (const KontorVcardProperty *property, KontorVcardPoint *point)
{
  static const KontorType types[] = {
    [KONTOR_VCARD_EMAIL] = KONTOR_EMAIL,
    [KONTOR_VCARD_PHONE] = KONTOR_PHONE,
    [KONTOR_VCARD_URL] = KONTOR_URL,
  };
  g_autofree char *text = kontor_vcard_property_dup_text (property);
  const char *value = text;

  if (point->kind == KONTOR_VCARD_PHONE
      && g_ascii_strncasecmp (value, "tel:", strlen ("tel:")) == 0)
    value += strlen ("tel:");
  point->value = kontor_vcard_dup_line (value);
  return point->value != NULL && has_form (types[point->kind], point->value);
}

/* Post office box and extended address stand with the street. */
static char *
join_street (const char *street, const char *extended, const char *box)
{
  const char *parts[] = { street, extended, box };
  g_autoptr (GString) joined = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *line = kontor_vcard_dup_line (parts[i]);

      if (line != NULL)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", line);
    }
  return kontor_vcard_dup_line (joined->str);
}

static gboolean
read_address (const KontorVcardProperty *property, KontorVcardPoint *point)
{
  g_auto (GStrv) components = kontor_vcard_property_dup_components (property);
  const char *parts[7] = { "", "", "", "", "", "", "" };

  for (guint i = 0; i < G_N_ELEMENTS (parts) && components[i] != NULL; i++)
    parts[i] = components[i];
  point->street = join_street (parts[2], parts[1], parts[0]);
  point->city = kontor_vcard_dup_line (parts[3]);
  point->region = kontor_vcard_dup_line (parts[4]);
  point->postal_code = kontor_vcard_dup_line (parts[5]);
  point->country = kontor_vcard_dup_line (parts[6]);
  return point->street != NULL || point->city != NULL || point->region != NULL
         || point->postal_code != NULL || point->country != NULL;
}

KontorVcardPoint *
kontor_vcard_point_read (const KontorVcard *card, const KontorVcardProperty *property)
{
  KontorVcardPoint *point = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (point_names) && point == NULL; i++)
    if (kontor_vcard_property_is (property, point_names[i].name))
      point = kontor_vcard_point_new (point_names[i].kind);
  if (point == NULL)
    return NULL;
  if (point->kind == KONTOR_VCARD_ADDRESS ? !read_address (property, point)
                                          : !read_value (property, point))
    {
      kontor_vcard_point_free (point);
      return NULL;
    }
  point->label = read_label (card, property);
  return point;
}

static const char *
find_type (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (label_types); i++)
    if (strcmp (word, label_types[i].word) == 0)
      return label_types[i].type;
  return NULL;
}

/* FALSE where the label has a word that is no type. */
static gboolean
add_types (const char *label, KontorVcardProperty *property)
{
  g_auto (GStrv) words = g_strsplit (label, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (find_type (words[i]) == NULL)
      return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    kontor_vcard_property_add_param (property, "TYPE", find_type (words[i]));
  return TRUE;
}

static gboolean
has_group (const KontorVcard *card, const char *group)
{
  for (guint i = 0; card != NULL && i < card->properties->len; i++)
    {
      const char *other = kontor_vcard_get (card, i)->group;

      if (other != NULL && g_ascii_strcasecmp (other, group) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
make_group (const KontorVcard *taken, guint *n_groups)
{
  for (;;)
    {
      g_autofree char *group = g_strdup_printf ("item%u", ++*n_groups);

      if (!has_group (taken, group))
        return g_steal_pointer (&group);
    }
}

/* Commas and semicolons of a web address are its own; readers undo backslashes in it all the same. */
static char *
escape_address (const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, "\\", -1);

  return g_strjoinv ("\\\\", parts);
}

static char *
make_value (const KontorVcardPoint *point)
{
  const char *components[] = {
    "",
    "",
    point->street != NULL ? point->street : "",
    point->city != NULL ? point->city : "",
    point->region != NULL ? point->region : "",
    point->postal_code != NULL ? point->postal_code : "",
    point->country != NULL ? point->country : "",
    NULL,
  };

  if (point->kind == KONTOR_VCARD_ADDRESS)
    return kontor_vcard_join_components (components);
  return point->kind == KONTOR_VCARD_URL ? escape_address (point->value)
                                         : kontor_vcard_escape (point->value);
}

void
kontor_vcard_point_write (const KontorVcardPoint *point,
                          const KontorVcard *taken,
                          guint *n_groups,
                          KontorVcard *card)
{
  g_autofree char *value = make_value (point);
  g_autofree char *label = NULL;
  KontorVcardProperty *property = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (point_names); i++)
    if (point_names[i].kind == point->kind)
      property = kontor_vcard_property_new (NULL, point_names[i].name, value);
  if (point->kind == KONTOR_VCARD_EMAIL)
    kontor_vcard_property_add_param (property, "TYPE", "INTERNET");
  kontor_vcard_take (card, property);
  if (point->label == NULL || add_types (point->label, property))
    return;
  label = kontor_vcard_escape (point->label);
  property->group = make_group (taken, n_groups);
  kontor_vcard_take (card, kontor_vcard_property_new (property->group, "X-ABLabel", label));
}
