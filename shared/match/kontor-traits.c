/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "match/kontor-match-private.h"

#include "model/kontor-person-name.h"

#include <string.h>

KontorTraits *
kontor_traits_new (KontorTraitsKind kind)
{
  KontorTraits *self = g_new0 (KontorTraits, 1);

  self->kind = kind;
  self->first = g_strdup ("");
  self->last = g_strdup ("");
  self->emails = g_array_new (FALSE, FALSE, sizeof (KontorMatchEmail));
  g_array_set_clear_func (self->emails, (GDestroyNotify) kontor_match_email_clear);
  self->phones = g_array_new (FALSE, FALSE, sizeof (KontorMatchPhone));
  g_array_set_clear_func (self->phones, (GDestroyNotify) kontor_match_phone_clear);
  self->domains = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
kontor_traits_free (KontorTraits *self)
{
  g_free (self->first);
  g_free (self->last);
  g_free (self->legal_form);
  g_free (self->place);
  g_free (self->birthday);
  g_array_unref (self->emails);
  g_array_unref (self->phones);
  g_ptr_array_unref (self->domains);
  g_free (self);
}

KontorTraitsKind
kontor_traits_get_kind (const KontorTraits *self)
{
  return self->kind;
}

static void
take_reduced (char **place, const char *text)
{
  g_free (*place);
  *place = kontor_match_reduce (text != NULL ? text : "");
}

/* "Ada Lovelace" or "Lovelace, Ada" in one field. */
static void
split_whole_name (KontorTraits *self, const char *whole)
{
  KontorPersonName name;

  kontor_person_name_split (whole, &name);
  take_reduced (&self->first, name.first);
  take_reduced (&self->last, name.last);
  kontor_person_name_clear (&name);
}

void
kontor_traits_set_person (KontorTraits *self, const char *first, const char *last)
{
  take_reduced (&self->first, first);
  take_reduced (&self->last, last);
  if (*self->last == '\0' && strchr (self->first, ' ') != NULL)
    split_whole_name (self, first);
  else if (*self->first == '\0' && strchr (self->last, ' ') != NULL)
    split_whole_name (self, last);
}

void
kontor_traits_set_firm (KontorTraits *self, const char *name)
{
  g_free (self->last);
  g_clear_pointer (&self->legal_form, g_free);
  self->last = kontor_match_reduce_firm (name != NULL ? name : "", &self->legal_form);
}

static void
set_text (char **place, char *text)
{
  g_free (*place);
  *place = text;
  if (text != NULL && *text == '\0')
    g_clear_pointer (place, g_free);
}

void
kontor_traits_set_place (KontorTraits *self, const char *place)
{
  if (place == NULL)
    set_text (&self->place, NULL);
  else
    set_text (&self->place, self->kind == KONTOR_TRAITS_PERSON
                                ? kontor_match_reduce_firm (place, NULL)
                                : kontor_match_reduce (place));
}

void
kontor_traits_set_birthday (KontorTraits *self, const char *birthday)
{
  set_text (&self->birthday, g_strdup (birthday));
}

static void
add_domain (KontorTraits *self, const char *address)
{
  char *domain = kontor_match_dup_domain (address);

  if (domain == NULL || g_ptr_array_find_with_equal_func (self->domains, domain, g_str_equal, NULL))
    g_free (domain);
  else
    g_ptr_array_add (self->domains, domain);
}

void
kontor_traits_add_email (KontorTraits *self, const char *email)
{
  KontorMatchEmail read;

  if (!kontor_match_read_email (email, &read))
    return;
  if (self->kind == KONTOR_TRAITS_FIRM)
    add_domain (self, strrchr (read.address, '@') + 1);
  g_array_append_val (self->emails, read);
}

void
kontor_traits_add_phone (KontorTraits *self, const char *phone)
{
  KontorMatchPhone read;

  if (kontor_match_read_phone (phone, &read))
    g_array_append_val (self->phones, read);
}

void
kontor_traits_add_url (KontorTraits *self, const char *url)
{
  if (self->kind == KONTOR_TRAITS_FIRM)
    add_domain (self, url);
}

/* FNV-1a; what is hashed are parts of a key, each ended by a byte that no text has. */
static guint64
hash_text (guint64 hash, const char *text)
{
  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * G_GUINT64_CONSTANT (0x100000001b3);
  return (hash ^ 0xff) * G_GUINT64_CONSTANT (0x100000001b3);
}

#define KIND_BITS 4

static guint64
make_key (KontorTraitsKind traits, KontorMatchKeyKind kind, const char *a, const char *b)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) + traits;

  return (guint64) kind << (64 - KIND_BITS) | hash_text (hash_text (hash, a), b) >> KIND_BITS;
}

KontorMatchKeyKind
kontor_match_key_get_kind (guint64 key)
{
  return key >> (64 - KIND_BITS);
}

guint64
kontor_match_key_for_email (const KontorMatchEmail *email)
{
  return make_key (KONTOR_TRAITS_PERSON, KONTOR_MATCH_KEY_EMAIL, email->mailbox, "");
}

guint64
kontor_match_key_for_phone (const KontorMatchPhone *phone)
{
  return make_key (KONTOR_TRAITS_PERSON, KONTOR_MATCH_KEY_PHONE, phone->national, "");
}

static void
append_key (const KontorTraits *self,
            GArray *keys,
            KontorMatchKeyKind kind,
            const char *a,
            const char *b)
{
  guint64 key = make_key (self->kind, kind, a, b);

  g_array_append_val (keys, key);
}

/* The text with each of its letters left out in turn, and as it is: two texts with one letter
 * different have one of these in common. */
static void
append_slips (const KontorTraits *self, GArray *keys, const char *text)
{
  g_autofree char *shorter = g_malloc (strlen (text) + 1);

  append_key (self, keys, KONTOR_MATCH_KEY_SLIP, text, "");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      memcpy (shorter, text, p - text);
      strcpy (shorter + (p - text), g_utf8_next_char (p));
      append_key (self, keys, KONTOR_MATCH_KEY_SLIP, shorter, "");
    }
}

/* The first of several names, which is what the others call a person. */
static char *
dup_first_word (const char *name)
{
  return g_strndup (name, strcspn (name, " "));
}

static void
append_nicknames (const KontorTraits *self, GArray *keys, const char *first)
{
  const guint16 *groups = kontor_match_list_nickname_groups (first);

  for (; groups != NULL && *groups != 0; groups++)
    {
      char number[8];

      g_snprintf (number, sizeof number, "%u", *groups);
      append_key (self, keys, KONTOR_MATCH_KEY_NICKNAME, self->last, number);
    }
}

/* Shorter words of a last name are particles. */
#define LEAST_LETTERS 4

/* Who marries may keep the old name as one of two. */
static void
append_initials (const KontorTraits *self, GArray *keys, const char *first)
{
  g_auto (GStrv) words = g_strsplit (self->last, " ", -1);
  char initial[8] = "";

  g_utf8_strncpy (initial, first, 1);
  append_key (self, keys, KONTOR_MATCH_KEY_NAME, self->last, initial);
  for (guint i = 0; words[1] != NULL && words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= LEAST_LETTERS)
      append_key (self, keys, KONTOR_MATCH_KEY_NAME, words[i], initial);
}

static void
append_person_keys (const KontorTraits *self, GArray *keys)
{
  g_autofree char *first = dup_first_word (self->first);
  g_autofree char *whole = NULL;
  gboolean swap = strcmp (self->first, self->last) > 0;

  if (*self->last == '\0' || *self->first == '\0')
    return;
  append_key (self, keys, KONTOR_MATCH_KEY_NAME, swap ? self->last : self->first,
              swap ? self->first : self->last);
  append_initials (self, keys, first);
  append_nicknames (self, keys, first);
  whole = g_strconcat (first, " ", self->last, NULL);
  append_slips (self, keys, whole);
  if (self->place != NULL)
    append_key (self, keys, KONTOR_MATCH_KEY_NAME_AND_PLACE, self->last, self->place);
}

static void
append_firm_keys (const KontorTraits *self, GArray *keys)
{
  g_autofree char *first = dup_first_word (self->last);

  for (guint i = 0; i < self->domains->len; i++)
    append_key (self, keys, KONTOR_MATCH_KEY_DOMAIN, self->domains->pdata[i], "");
  if (*self->last == '\0')
    return;
  append_key (self, keys, KONTOR_MATCH_KEY_NAME, self->last, "");
  append_slips (self, keys, self->last);
  if (self->place != NULL)
    append_key (self, keys, KONTOR_MATCH_KEY_NAME_AND_PLACE, first, self->place);
}

void
kontor_traits_append_keys (const KontorTraits *self, GArray *keys)
{
  for (guint i = 0; i < self->emails->len; i++)
    {
      guint64 key = kontor_match_key_for_email (&g_array_index (self->emails, KontorMatchEmail, i));

      g_array_append_val (keys, key);
    }
  for (guint i = 0; i < self->phones->len; i++)
    {
      guint64 key = kontor_match_key_for_phone (&g_array_index (self->phones, KontorMatchPhone, i));

      g_array_append_val (keys, key);
    }
  if (self->kind == KONTOR_TRAITS_PERSON)
    append_person_keys (self, keys);
  else
    append_firm_keys (self, keys);
}
