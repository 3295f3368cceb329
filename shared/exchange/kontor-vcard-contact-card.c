/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-contact-private.h"
#include "exchange/kontor-vcard-convert-private.h"
#include "exchange/kontor-vcard-family-private.h"
#include "exchange/kontor-vcard-point-private.h"
#include "exchange/kontor-vcard-reader.h"

/* A card being put together from a contact and what its rest remembers. */
typedef struct
{
  const KontorVcardContact *contact;
  KontorVcard *rest;       /* as it was read */
  KontorVcardContact *was; /* what it says */
  GPtrArray *points;       /* of each of its properties the KontorVcardPoint, or NULL */
  gboolean *is_done;       /* of each of its properties: given out, or outdated */
  guint n_groups;          /* made for labels */
  KontorVcard *card;
} Composer;

static void
give (Composer *self, guint index)
{
  self->is_done[index] = TRUE;
  kontor_vcard_take (self->card, kontor_vcard_convert (kontor_vcard_get (self->rest, index),
                                                       self->rest->version, self->card->version));
}

/* Whether property @other stands in the group of @index only to say more of it: a label. What is a
 * point itself, or part of a family, is decided on by itself. */
static gboolean
goes_with (Composer *self, guint other, guint index)
{
  const KontorVcardProperty *property = kontor_vcard_get (self->rest, other);
  const char *group = kontor_vcard_get (self->rest, index)->group;

  return !self->is_done[other] && group != NULL && property->group != NULL
         && g_ascii_strcasecmp (property->group, group) == 0
         && g_ptr_array_index (self->points, other) == NULL
         && kontor_vcard_family_find (property) == KONTOR_VCARD_NO_FAMILY;
}

static void
give_group (Composer *self, guint index)
{
  give (self, index);
  for (guint i = 0; i < self->rest->properties->len; i++)
    if (goes_with (self, i, index))
      give (self, i);
}

static void
drop_group (Composer *self, guint index)
{
  self->is_done[index] = TRUE;
  for (guint i = 0; i < self->rest->properties->len; i++)
    if (goes_with (self, i, index))
      self->is_done[i] = TRUE;
}

static void
give_fresh (Composer *self, const KontorVcardProperty *fresh)
{
  kontor_vcard_take (self->card,
                     kontor_vcard_convert (fresh, KONTOR_VCARD_3_0, self->card->version));
}

/* What the rest remembers, if it still holds, and what the card lacks then. */
static void
compose_family (Composer *self, KontorVcardFamily family)
{
  g_autoptr (KontorVcard) fresh = kontor_vcard_new (KONTOR_VCARD_3_0);
  gboolean is_same = kontor_vcard_family_equal (family, self->contact, self->was);

  for (guint i = 0; i < self->rest->properties->len; i++)
    {
      if (self->is_done[i] || kontor_vcard_family_find (kontor_vcard_get (self->rest, i)) != family)
        continue;
      if (is_same)
        give_group (self, i);
      else
        drop_group (self, i);
    }
  kontor_vcard_family_write (family, self->contact, fresh);
  for (guint i = 0; i < fresh->properties->len; i++)
    if (kontor_vcard_find (self->card, kontor_vcard_get (fresh, i)->name) == NULL)
      give_fresh (self, kontor_vcard_get (fresh, i));
}

/* The property of the rest that says @point, or -1. */
static int
find_remembered (Composer *self, const KontorVcardPoint *point)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      const KontorVcardPoint *other = g_ptr_array_index (self->points, i);

      if (!self->is_done[i] && other != NULL && kontor_vcard_point_equal (point, other))
        return i;
    }
  return -1;
}

static void
compose_points (Composer *self)
{
  for (guint i = 0; i < self->contact->points->len; i++)
    {
      const KontorVcardPoint *point = g_ptr_array_index (self->contact->points, i);
      int remembered = find_remembered (self, point);
      g_autoptr (KontorVcard) fresh = NULL;

      if (remembered >= 0)
        {
          give_group (self, remembered);
          continue;
        }
      fresh = kontor_vcard_new (KONTOR_VCARD_3_0);
      kontor_vcard_point_write (point, self->rest, &self->n_groups, fresh);
      for (guint j = 0; j < fresh->properties->len; j++)
        give_fresh (self, kontor_vcard_get (fresh, j));
    }
}

static void
drop_removed_points (Composer *self)
{
  for (guint i = 0; i < self->points->len; i++)
    if (!self->is_done[i] && g_ptr_array_index (self->points, i) != NULL)
      drop_group (self, i);
}

static void
free_point (gpointer point)
{
  if (point != NULL)
    kontor_vcard_point_free (point);
}

/* Of each property of @rest its point, or NULL. */
static GPtrArray *
read_points (const KontorVcard *rest)
{
  GPtrArray *points = g_ptr_array_new_with_free_func (free_point);

  for (guint i = 0; i < rest->properties->len; i++)
    g_ptr_array_add (points, kontor_vcard_point_read (rest, kontor_vcard_get (rest, i)));
  return points;
}

static KontorVcard *
read_rest (const char *text)
{
  g_autoptr (GPtrArray) cards = text != NULL ? kontor_vcard_read_text (text, NULL) : NULL;

  if (cards == NULL || cards->len == 0)
    return kontor_vcard_new (KONTOR_VCARD_3_0);
  return g_ptr_array_steal_index (cards, 0);
}

KontorVcard *
kontor_vcard_contact_to_card (const KontorVcardContact *self, KontorVcardVersion version)
{
  g_autoptr (KontorVcard) rest = read_rest (self->rest);
  g_autoptr (KontorVcardContact) was = kontor_vcard_contact_new ();
  g_autoptr (GPtrArray) points = read_points (rest);
  g_autofree gboolean *is_done = g_new0 (gboolean, rest->properties->len + 1);
  KontorVcard *card = kontor_vcard_new (version);
  Composer composer = { self, rest, was, points, is_done, 0, card };

  kontor_vcard_contact_read (was, rest);
  for (int family = 0; family < KONTOR_VCARD_FAMILY_NOTE; family++)
    compose_family (&composer, family);
  compose_points (&composer);
  drop_removed_points (&composer);
  for (int family = KONTOR_VCARD_FAMILY_NOTE; family < KONTOR_VCARD_N_FAMILIES; family++)
    compose_family (&composer, family);
  for (guint i = 0; i < rest->properties->len; i++)
    if (!is_done[i])
      give (&composer, i);
  return card;
}
