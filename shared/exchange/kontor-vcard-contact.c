/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-contact.h"

#include "exchange/kontor-vcard-contact-private.h"
#include "exchange/kontor-vcard-convert-private.h"
#include "exchange/kontor-vcard-family-private.h"
#include "exchange/kontor-vcard-point-private.h"
#include "exchange/kontor-vcard-writer.h"

#include <string.h>

KontorVcardContact *
kontor_vcard_contact_new (void)
{
  KontorVcardContact *self = g_new0 (KontorVcardContact, 1);

  self->categories = g_ptr_array_new_with_free_func (g_free);
  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_vcard_point_free);
  return self;
}

void
kontor_vcard_contact_free (KontorVcardContact *self)
{
  g_free (self->prefix);
  g_free (self->first_name);
  g_free (self->middle_name);
  g_free (self->last_name);
  g_free (self->suffix);
  g_free (self->nickname);
  g_free (self->company);
  g_free (self->job_title);
  g_free (self->note);
  g_free (self->uid);
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->points);
  g_free (self->rest);
  g_free (self->left_out);
  g_free (self);
}

static gboolean
has_value (const KontorVcard *card, const char *name, const char *value)
{
  const KontorVcardProperty *property = kontor_vcard_find (card, name);

  return property != NULL && g_ascii_strcasecmp (property->value, value) == 0;
}

/* Whether no part of N says anything. */
static gboolean
has_empty_name (const KontorVcard *card)
{
  const KontorVcardProperty *name = kontor_vcard_find (card, "N");

  return name == NULL || strspn (name->value, "; ") == strlen (name->value);
}

static KontorVcardKind
read_kind (const KontorVcard *card)
{
  const KontorVcardProperty *org = kontor_vcard_find (card, "ORG");
  const KontorVcardProperty *whole = kontor_vcard_find (card, "FN");
  g_auto (GStrv) units = NULL;
  g_autofree char *text = NULL;

  if (has_value (card, "KIND", "group") || has_value (card, "X-ADDRESSBOOKSERVER-KIND", "group"))
    return KONTOR_VCARD_GROUP;
  if (has_value (card, "KIND", "org") || has_value (card, "X-ABShowAs", "COMPANY"))
    return KONTOR_VCARD_COMPANY;
  if (org == NULL || !has_empty_name (card))
    return KONTOR_VCARD_PERSON;
  units = kontor_vcard_property_dup_components (org);
  text = whole != NULL ? kontor_vcard_property_dup_text (whole) : g_strdup (units[0]);
  return g_strcmp0 (text, units[0]) == 0 ? KONTOR_VCARD_COMPANY : KONTOR_VCARD_PERSON;
}

static gboolean
is_preferred (const KontorVcardProperty *property)
{
  return kontor_vcard_property_has_type (property, "pref")
         || kontor_vcard_property_has_param (property, "PREF", "1");
}

/* Where the first point of its kind stands, or the end. */
static guint
find_first_of_kind (GPtrArray *points, KontorVcardPointKind kind)
{
  guint i = 0;

  while (i < points->len && ((KontorVcardPoint *) g_ptr_array_index (points, i))->kind != kind)
    i++;
  return i;
}

static void
read_points (const KontorVcard *card, KontorVcardContact *contact)
{
  for (guint i = 0; i < card->properties->len; i++)
    {
      const KontorVcardProperty *property = kontor_vcard_get (card, i);
      KontorVcardPoint *point = kontor_vcard_point_read (card, property);

      if (point == NULL)
        continue;
      if (is_preferred (property))
        g_ptr_array_insert (contact->points, find_first_of_kind (contact->points, point->kind),
                            point);
      else
        g_ptr_array_add (contact->points, point);
    }
}

/* Types that are meant where none stands. */
static gboolean
is_needless_type (const KontorVcardProperty *property, const KontorVcardParam *param)
{
  if (g_ascii_strcasecmp (param->name, "TYPE") != 0)
    return FALSE;
  return (kontor_vcard_property_is (property, "EMAIL")
          && g_ascii_strcasecmp (param->value, "INTERNET") == 0)
         || (kontor_vcard_property_is (property, "TEL")
             && g_ascii_strcasecmp (param->value, "VOICE") == 0);
}

static gboolean
has_params_of (const KontorVcardProperty *a, const KontorVcardProperty *b)
{
  for (guint i = 0; i < b->params->len; i++)
    {
      const KontorVcardParam *param = &g_array_index (b->params, KontorVcardParam, i);

      if (!is_needless_type (b, param)
          && !kontor_vcard_property_has_param (a, param->name, param->value))
        return FALSE;
    }
  return TRUE;
}

/* Equal but for components at the end that are empty. */
static gboolean
is_same_value (const char *a, const char *b)
{
  gsize a_length = strlen (a), b_length = strlen (b);

  while (a_length > 0 && a[a_length - 1] == ';')
    a_length--;
  while (b_length > 0 && b[b_length - 1] == ';')
    b_length--;
  return a_length == b_length && memcmp (a, b, a_length) == 0;
}

static gboolean
is_same_property (const KontorVcardProperty *a, const KontorVcardProperty *b)
{
  return a->group == NULL && b->group == NULL && kontor_vcard_property_is (a, b->name)
         && is_same_value (a->value, b->value) && has_params_of (a, b) && has_params_of (b, a);
}

/* Whether @card, of 3.0, has a property that says all that @property, of @version, says. */
static gboolean
says_all (const KontorVcard *card, const KontorVcardProperty *property, KontorVcardVersion version)
{
  g_autoptr (KontorVcardProperty) converted
      = kontor_vcard_convert (property, version, KONTOR_VCARD_3_0);

  for (guint i = 0; i < card->properties->len; i++)
    if (is_same_property (kontor_vcard_get (card, i), converted))
      return TRUE;
  return FALSE;
}

/* Whether the contact alone gives all properties of the family back. */
static gboolean
says_family (const KontorVcard *card, KontorVcardFamily family, const KontorVcardContact *contact)
{
  g_autoptr (KontorVcard) fresh = kontor_vcard_new (KONTOR_VCARD_3_0);
  guint count = 0;

  kontor_vcard_family_write (family, contact, fresh);
  for (guint i = 0; i < card->properties->len; i++)
    {
      const KontorVcardProperty *property = kontor_vcard_get (card, i);

      if (kontor_vcard_family_find (property) != family)
        continue;
      count++;
      if (!says_all (fresh, property, card->version))
        return FALSE;
    }
  return count <= fresh->properties->len;
}

static gboolean
says_point (const KontorVcard *card, const KontorVcardProperty *property)
{
  g_autoptr (KontorVcard) fresh = kontor_vcard_new (KONTOR_VCARD_3_0);
  KontorVcardPoint *point = kontor_vcard_point_read (card, property);
  guint n_groups = 0;

  if (point == NULL)
    return FALSE;
  kontor_vcard_point_write (point, NULL, &n_groups, fresh);
  kontor_vcard_point_free (point);
  return says_all (fresh, property, card->version);
}

static void
replace_controls (char **text)
{
  char *clean = kontor_vcard_dup_lines (*text);

  g_free (*text);
  *text = clean;
}

/* A text of a record has no control characters but for tabs and line ends. */
static KontorVcardProperty *
copy_clean (const KontorVcardProperty *property)
{
  KontorVcardProperty *copy = kontor_vcard_property_copy (property);

  replace_controls (&copy->value);
  for (guint i = 0; i < copy->params->len; i++)
    replace_controls (&g_array_index (copy->params, KontorVcardParam, i).value);
  return copy;
}

/* The properties that the contact's own members do not say exactly. */
static KontorVcard *
collect_rest (const KontorVcard *card, const KontorVcardContact *contact)
{
  KontorVcard *rest = kontor_vcard_new (card->version);
  gboolean is_said[KONTOR_VCARD_N_FAMILIES];

  for (int family = 0; family < KONTOR_VCARD_N_FAMILIES; family++)
    is_said[family] = says_family (card, family, contact);
  /* By its name beside that of the company a card is known to be one of a company. */
  if (contact->kind == KONTOR_VCARD_COMPANY && !is_said[KONTOR_VCARD_FAMILY_NAME])
    is_said[KONTOR_VCARD_FAMILY_ORG] = FALSE;
  for (guint i = 0; i < card->properties->len; i++)
    {
      const KontorVcardProperty *property = kontor_vcard_get (card, i);
      KontorVcardFamily family = kontor_vcard_family_find (property);

      if (family != KONTOR_VCARD_NO_FAMILY ? !is_said[family] : !says_point (card, property))
        kontor_vcard_take (rest, copy_clean (property));
    }
  return rest;
}

static char *
write_rest (const KontorVcard *rest)
{
  GString *text = g_string_new (NULL);

  kontor_vcard_write (rest, rest->version, text);
  return g_string_free (text, FALSE);
}

/* How much longer a card is with @property. */
static gsize
measure_property (const KontorVcard *card, const KontorVcardProperty *property)
{
  g_autoptr (KontorVcard) alone = kontor_vcard_new (card->version);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize frame;

  kontor_vcard_write (alone, card->version, text);
  frame = text->len;
  kontor_vcard_take (alone, kontor_vcard_property_copy (property));
  kontor_vcard_write (alone, card->version, text);
  return text->len - 2 * frame;
}

static guint
find_largest (GArray *sizes)
{
  guint largest = 0;

  for (guint i = 1; i < sizes->len; i++)
    if (g_array_index (sizes, gsize, i) > g_array_index (sizes, gsize, largest))
      largest = i;
  return largest;
}

/* Leaves the largest properties out of @rest until it is at most @max_rest long. */
static void
shrink_rest (KontorVcard *rest, gsize length, gsize max_rest, GString *left_out)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint i = 0; i < rest->properties->len; i++)
    {
      gsize size = measure_property (rest, kontor_vcard_get (rest, i));

      g_array_append_val (sizes, size);
    }
  while (length > max_rest && sizes->len > 0)
    {
      guint largest = find_largest (sizes);

      g_string_append_printf (left_out, "%s%s", left_out->len > 0 ? ", " : "",
                              kontor_vcard_get (rest, largest)->name);
      length -= g_array_index (sizes, gsize, largest);
      g_array_remove_index (sizes, largest);
      g_ptr_array_remove_index (rest->properties, largest);
    }
}

static void
keep_rest (KontorVcard *rest, gsize max_rest, KontorVcardContact *contact)
{
  g_autoptr (GString) left_out = g_string_new (NULL);

  if (rest->properties->len == 0)
    return;
  contact->rest = write_rest (rest);
  if (strlen (contact->rest) <= max_rest)
    return;
  shrink_rest (rest, strlen (contact->rest), max_rest, left_out);
  g_clear_pointer (&contact->rest, g_free);
  if (rest->properties->len > 0)
    contact->rest = write_rest (rest);
  contact->left_out = g_strdup (left_out->str);
}

void
kontor_vcard_contact_read (KontorVcardContact *contact, const KontorVcard *card)
{
  contact->kind = read_kind (card);
  for (int family = 0; family < KONTOR_VCARD_N_FAMILIES; family++)
    kontor_vcard_family_read (family, card, contact);
  read_points (card, contact);
}

KontorVcardContact *
kontor_vcard_contact_from_card (const KontorVcard *card, gsize max_rest)
{
  KontorVcardContact *contact = kontor_vcard_contact_new ();
  g_autoptr (KontorVcard) rest = NULL;

  kontor_vcard_contact_read (contact, card);
  rest = collect_rest (card, contact);
  keep_rest (rest, max_rest, contact);
  return contact;
}
