/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-family-private.h"

#include "exchange/kontor-vcard-point-private.h"
#include "model/kontor-date-order.h"
#include "model/kontor-person-name.h"
#include "model/kontor-value.h"

#include <string.h>

static const struct
{
  const char *name;
  KontorVcardFamily family;
} families[] = {
  { "N", KONTOR_VCARD_FAMILY_NAME },
  { "FN", KONTOR_VCARD_FAMILY_NAME },
  { "NICKNAME", KONTOR_VCARD_FAMILY_NICKNAME },
  { "ORG", KONTOR_VCARD_FAMILY_ORG },
  { "TITLE", KONTOR_VCARD_FAMILY_TITLE },
  { "NOTE", KONTOR_VCARD_FAMILY_NOTE },
  { "BDAY", KONTOR_VCARD_FAMILY_BDAY },
  { "CATEGORIES", KONTOR_VCARD_FAMILY_CATEGORIES },
  { "UID", KONTOR_VCARD_FAMILY_UID },
};

KontorVcardFamily
kontor_vcard_family_find (const KontorVcardProperty *property)
{
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    if (kontor_vcard_property_is (property, families[i].name))
      return families[i].family;
  return KONTOR_VCARD_NO_FAMILY;
}

/* The text of the first property called @name, as one line. */
static char *
read_line (const KontorVcard *card, const char *name)
{
  const KontorVcardProperty *property = kontor_vcard_find (card, name);
  g_autofree char *text = NULL;

  if (property == NULL)
    return NULL;
  text = kontor_vcard_property_dup_text (property);
  return kontor_vcard_dup_line (text);
}

/* `Doe;John;Richter,James`: several names of one kind stand side by side. */
static void
read_structured_name (const KontorVcardProperty *property, KontorVcardContact *contact)
{
  char **parts[] = { &contact->last_name, &contact->first_name, &contact->middle_name,
                     &contact->prefix, &contact->suffix };
  g_auto (GStrv) components = kontor_vcard_property_dup_components (property);

  for (guint i = 0; i < G_N_ELEMENTS (parts) && components[i] != NULL; i++)
    {
      g_autofree char *component = kontor_vcard_dup_lines (components[i]);
      g_auto (GStrv) names = g_strsplit (component, ",", -1);
      g_autofree char *joined = NULL;

      for (guint j = 0; names[j] != NULL; j++)
        g_strstrip (names[j]);
      joined = g_strjoinv (i < 2 ? " " : ", ", names);
      *parts[i] = kontor_vcard_dup_line (joined);
    }
}

static void
read_whole_name (const char *text, KontorVcardContact *contact)
{
  KontorPersonName name;

  kontor_person_name_split (text, &name);
  contact->prefix = kontor_vcard_dup_line (name.prefix);
  contact->first_name = kontor_vcard_dup_line (name.first);
  contact->middle_name = kontor_vcard_dup_line (name.middle);
  contact->last_name = kontor_vcard_dup_line (name.last);
  contact->suffix = kontor_vcard_dup_line (name.suffix);
  kontor_person_name_clear (&name);
}

static gboolean
has_name (const KontorVcardContact *contact)
{
  return contact->prefix != NULL || contact->first_name != NULL || contact->middle_name != NULL
         || contact->last_name != NULL || contact->suffix != NULL;
}

static void
read_name (const KontorVcard *card, KontorVcardContact *contact)
{
  const KontorVcardProperty *structured = kontor_vcard_find (card, "N");
  g_autofree char *whole = read_line (card, "FN");

  if (structured != NULL)
    read_structured_name (structured, contact);
  if (!has_name (contact) && whole != NULL && contact->kind == KONTOR_VCARD_PERSON)
    read_whole_name (whole, contact);
}

static void
read_company (const KontorVcard *card, KontorVcardContact *contact)
{
  const KontorVcardProperty *org = kontor_vcard_find (card, "ORG");
  g_auto (GStrv) units = NULL;

  if (org == NULL)
    return;
  units = kontor_vcard_property_dup_components (org);
  contact->company = kontor_vcard_dup_line (units[0]);
}

static void
read_note (const KontorVcard *card, KontorVcardContact *contact)
{
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = 0; i < card->properties->len; i++)
    {
      const KontorVcardProperty *property = kontor_vcard_get (card, i);
      g_autofree char *text = NULL, *lines = NULL;

      if (!kontor_vcard_property_is (property, "NOTE"))
        continue;
      text = kontor_vcard_property_dup_text (property);
      lines = g_strstrip (kontor_vcard_dup_lines (text));
      if (*lines != '\0')
        g_string_append_printf (note, "%s%s", note->len > 0 ? "\n\n" : "", lines);
    }
  if (note->len > 0 && note->len <= KONTOR_MAX_LONG_TEXT)
    contact->note = g_strdup (note->str);
}

/* 19800322, 1980-03-22, and either with a time of day behind it. A day without its year (--0322, or
 * Apple's 1604-03-22) is none that a field can hold. */
static void
read_birthday (const KontorVcard *card, KontorVcardContact *contact)
{
  const KontorVcardProperty *property = kontor_vcard_find (card, "BDAY");
  g_autofree char *day = NULL;

  if (property == NULL || kontor_vcard_property_get_param (property, "X-APPLE-OMIT-YEAR") != NULL)
    return;
  day = g_strndup (property->value, strcspn (property->value, "T "));
  if (g_ascii_isdigit (day[0]) && strspn (day, "0123456789-") == strlen (day) && strlen (day) >= 8)
    contact->has_birthday
        = kontor_date_from_text_in_order (day, KONTOR_DATE_YMD, &contact->birthday);
}

static void
read_categories (const KontorVcard *card, KontorVcardContact *contact)
{
  for (guint i = 0; i < card->properties->len; i++)
    {
      const KontorVcardProperty *property = kontor_vcard_get (card, i);
      g_auto (GStrv) list = NULL;

      if (!kontor_vcard_property_is (property, "CATEGORIES"))
        continue;
      list = kontor_vcard_property_dup_list (property);
      for (guint j = 0; list[j] != NULL; j++)
        {
          char *category = kontor_vcard_dup_line (list[j]);

          if (category != NULL)
            g_ptr_array_add (contact->categories, category);
        }
    }
}

void
kontor_vcard_family_read (KontorVcardFamily family,
                          const KontorVcard *card,
                          KontorVcardContact *contact)
{
  switch (family)
    {
    case KONTOR_VCARD_FAMILY_NAME:
      read_name (card, contact);
      break;
    case KONTOR_VCARD_FAMILY_NICKNAME:
      contact->nickname = read_line (card, "NICKNAME");
      break;
    case KONTOR_VCARD_FAMILY_ORG:
      read_company (card, contact);
      break;
    case KONTOR_VCARD_FAMILY_TITLE:
      contact->job_title = read_line (card, "TITLE");
      break;
    case KONTOR_VCARD_FAMILY_NOTE:
      read_note (card, contact);
      break;
    case KONTOR_VCARD_FAMILY_BDAY:
      read_birthday (card, contact);
      break;
    case KONTOR_VCARD_FAMILY_CATEGORIES:
      read_categories (card, contact);
      break;
    case KONTOR_VCARD_FAMILY_UID:
      contact->uid = read_line (card, "UID");
      break;
    case KONTOR_VCARD_N_FAMILIES:
    case KONTOR_VCARD_NO_FAMILY:
    default:
      break;
    }
}

static void
write_text (KontorVcard *card, const char *name, const char *text)
{
  g_autofree char *value = NULL;

  if (text == NULL)
    return;
  value = kontor_vcard_escape (text);
  kontor_vcard_add (card, name, value);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Cards must have both; a card of a company, or of somebody nameless, is called as it can be. */
static void
write_name (const KontorVcardContact *contact, KontorVcard *card)
{
  const char *components[] = { or_empty (contact->last_name),   or_empty (contact->first_name),
                               or_empty (contact->middle_name), or_empty (contact->prefix),
                               or_empty (contact->suffix),      NULL };
  KontorPersonName name = { contact->prefix, contact->first_name, contact->middle_name,
                            contact->last_name, contact->suffix };
  g_autofree char *whole = kontor_person_name_join (&name);
  g_autofree char *structured = kontor_vcard_join_components (components);
  const char *called = *whole != '\0' ? whole : or_empty (contact->company);

  kontor_vcard_add (card, "N", structured);
  write_text (card, "FN", *called != '\0' ? called : or_empty (contact->nickname));
}

static void
write_birthday (const KontorVcardContact *contact, KontorVcard *card)
{
  g_autofree char *text = NULL;

  if (!contact->has_birthday)
    return;
  text = kontor_date_dup_text (contact->birthday);
  kontor_vcard_add (card, "BDAY", text);
}

static void
write_categories (const KontorVcardContact *contact, KontorVcard *card)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < contact->categories->len; i++)
    {
      g_autofree char *escaped = kontor_vcard_escape (g_ptr_array_index (contact->categories, i));

      g_string_append_printf (value, "%s%s", i > 0 ? "," : "", escaped);
    }
  if (contact->categories->len > 0)
    kontor_vcard_add (card, "CATEGORIES", value->str);
}

void
kontor_vcard_family_write (KontorVcardFamily family,
                           const KontorVcardContact *contact,
                           KontorVcard *card)
{
  switch (family)
    {
    case KONTOR_VCARD_FAMILY_NAME:
      write_name (contact, card);
      break;
    case KONTOR_VCARD_FAMILY_NICKNAME:
      write_text (card, "NICKNAME", contact->nickname);
      break;
    case KONTOR_VCARD_FAMILY_ORG:
      write_text (card, "ORG", contact->company);
      break;
    case KONTOR_VCARD_FAMILY_TITLE:
      write_text (card, "TITLE", contact->job_title);
      break;
    case KONTOR_VCARD_FAMILY_NOTE:
      write_text (card, "NOTE", contact->note);
      break;
    case KONTOR_VCARD_FAMILY_BDAY:
      write_birthday (contact, card);
      break;
    case KONTOR_VCARD_FAMILY_CATEGORIES:
      write_categories (contact, card);
      break;
    case KONTOR_VCARD_FAMILY_UID:
      write_text (card, "UID", contact->uid);
      break;
    case KONTOR_VCARD_N_FAMILIES:
    case KONTOR_VCARD_NO_FAMILY:
    default:
      break;
    }
}

static gboolean
has_same_categories (const KontorVcardContact *a, const KontorVcardContact *b)
{
  if (a->categories->len != b->categories->len)
    return FALSE;
  for (guint i = 0; i < a->categories->len; i++)
    if (strcmp (g_ptr_array_index (a->categories, i), g_ptr_array_index (b->categories, i)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
has_same_name (const KontorVcardContact *a, const KontorVcardContact *b)
{
  return g_strcmp0 (a->prefix, b->prefix) == 0 && g_strcmp0 (a->first_name, b->first_name) == 0
         && g_strcmp0 (a->middle_name, b->middle_name) == 0
         && g_strcmp0 (a->last_name, b->last_name) == 0 && g_strcmp0 (a->suffix, b->suffix) == 0;
}

gboolean
kontor_vcard_family_equal (KontorVcardFamily family,
                           const KontorVcardContact *a,
                           const KontorVcardContact *b)
{
  switch (family)
    {
    case KONTOR_VCARD_FAMILY_NAME:
      return has_same_name (a, b);
    case KONTOR_VCARD_FAMILY_NICKNAME:
      return g_strcmp0 (a->nickname, b->nickname) == 0;
    case KONTOR_VCARD_FAMILY_ORG:
      return g_strcmp0 (a->company, b->company) == 0;
    case KONTOR_VCARD_FAMILY_TITLE:
      return g_strcmp0 (a->job_title, b->job_title) == 0;
    case KONTOR_VCARD_FAMILY_NOTE:
      return g_strcmp0 (a->note, b->note) == 0;
    case KONTOR_VCARD_FAMILY_BDAY:
      return a->has_birthday == b->has_birthday && (!a->has_birthday || a->birthday == b->birthday);
    case KONTOR_VCARD_FAMILY_CATEGORIES:
      return has_same_categories (a, b);
    case KONTOR_VCARD_FAMILY_UID:
      return g_strcmp0 (a->uid, b->uid) == 0;
    case KONTOR_VCARD_N_FAMILIES:
    case KONTOR_VCARD_NO_FAMILY:
    default:
      return TRUE;
    }
}
