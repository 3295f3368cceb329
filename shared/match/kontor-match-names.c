/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "match/kontor-match-private.h"

#include <string.h>

#define POINTS_OTHER (-25)

/* What two names have to do with each other. */
typedef struct
{
  KontorMatchReason reason;
  int points;
} Kinship;

/* The words of one are among those of the other: "Hans" and "Hans Peter", "Meier" and "Meier
 * Schmidt". Not where they are the same. */
static gboolean
is_part (const char *a, const char *b)
{
  const char *shorter = strlen (a) < strlen (b) ? a : b, *longer = shorter == a ? b : a;
  g_autofree char *words = g_strconcat (" ", longer, " ", NULL);
  g_autofree char *wanted = g_strconcat (" ", shorter, " ", NULL);

  return strlen (shorter) < strlen (longer) && strstr (words, wanted) != NULL;
}

static gboolean
is_initial (const char *a, const char *b)
{
  return g_utf8_get_char (a) == g_utf8_get_char (b)
         && (*g_utf8_next_char (a) == '\0' || *g_utf8_next_char (b) == '\0');
}

static Kinship
compare_first_names (const char *a, const char *b)
{
  g_autofree char *first_a = g_strndup (a, strcspn (a, " "));
  g_autofree char *first_b = g_strndup (b, strcspn (b, " "));

  if (g_str_equal (a, b))
    return (Kinship) { KONTOR_MATCH_NAME, 45 };
  if (is_initial (first_a, first_b) && !g_str_equal (first_a, first_b))
    return (Kinship) { KONTOR_MATCH_NAME_SHORTER, 20 };
  if (kontor_match_is_nickname (first_a, first_b))
    return (Kinship) { KONTOR_MATCH_NAME_NICKNAME, 40 };
  if (is_part (a, b) || g_str_equal (first_a, first_b))
    return (Kinship) { KONTOR_MATCH_NAME_SHORTER, 40 };
  if (kontor_match_is_slip (a, b))
    return (Kinship) { KONTOR_MATCH_NAME_SLIP, 40 };
  return (Kinship) { KONTOR_MATCH_NAME_OTHER, POINTS_OTHER };
}

/* Of those who have both. */
static Kinship
compare_names (const KontorTraits *a, const KontorTraits *b)
{
  Kinship first = compare_first_names (a->first, b->first);

  if (g_str_equal (a->last, b->last))
    return first;
  if (g_str_equal (a->first, b->last) && g_str_equal (a->last, b->first))
    return (Kinship) { KONTOR_MATCH_NAME_SWAPPED, 40 };
  if (first.reason == KONTOR_MATCH_NAME_OTHER)
    return first;
  if (kontor_match_is_slip (a->last, b->last))
    return (Kinship) { KONTOR_MATCH_NAME_SLIP, MIN (first.points - 5, 40) };
  if (is_part (a->last, b->last))
    return (Kinship) { KONTOR_MATCH_NAME_SHORTER, MIN (first.points - 10, 30) };
  return (Kinship) { KONTOR_MATCH_NAME_OTHER, -15 };
}

static void
add_name (KontorComparison *self)
{
  const KontorTraits *a = self->a, *b = self->b;
  Kinship kinship = { KONTOR_MATCH_NAME_SHORTER, 10 };

  if ((*a->first == '\0' && *a->last == '\0') || (*b->first == '\0' && *b->last == '\0'))
    return;
  if (*a->first != '\0' && *a->last != '\0' && *b->first != '\0' && *b->last != '\0')
    kinship = compare_names (a, b);
  /* One name of somebody: it says something where it is one of the other's. */
  else if (!(*a->last != '\0' && g_str_equal (a->last, b->last))
           && !(*a->first != '\0' && g_str_equal (a->first, b->first)))
    return;
  kontor_comparison_add (self, kinship.reason, kinship.points, NULL);
}

void
kontor_comparison_add_person (KontorComparison *self)
{
  const KontorTraits *a = self->a, *b = self->b;

  add_name (self);
  if (a->place != NULL && g_strcmp0 (a->place, b->place) == 0)
    kontor_comparison_add (self, KONTOR_MATCH_PLACE, 15, a->place);
  if (a->birthday == NULL || b->birthday == NULL)
    return;
  if (g_str_equal (a->birthday, b->birthday))
    kontor_comparison_add (self, KONTOR_MATCH_BIRTHDAY, 20, a->birthday);
  else
    kontor_comparison_add (self, KONTOR_MATCH_BIRTHDAY_OTHER, -30, a->birthday);
}

static gboolean
has_same_domain (const KontorTraits *a, const KontorTraits *b, const char **domain)
{
  for (guint i = 0; i < a->domains->len; i++)
    if (g_ptr_array_find_with_equal_func (b->domains, a->domains->pdata[i], g_str_equal, NULL))
      {
        *domain = a->domains->pdata[i];
        return TRUE;
      }
  return FALSE;
}

static Kinship
compare_firm_names (const char *a, const char *b)
{
  if (g_str_equal (a, b))
    return (Kinship) { KONTOR_MATCH_NAME, 60 };
  if (kontor_match_is_slip (a, b))
    return (Kinship) { KONTOR_MATCH_NAME_SLIP, 40 };
  if (is_part (a, b))
    return (Kinship) { KONTOR_MATCH_NAME_SHORTER, 25 };
  return (Kinship) { KONTOR_MATCH_NAME_OTHER, -20 };
}

void
kontor_comparison_add_firm (KontorComparison *self)
{
  const KontorTraits *a = self->a, *b = self->b;
  const char *domain;

  if (*a->last != '\0' && *b->last != '\0')
    {
      Kinship kinship = compare_firm_names (a->last, b->last);

      kontor_comparison_add (self, kinship.reason, kinship.points, NULL);
      if (kinship.points > 0 && a->legal_form != NULL && b->legal_form != NULL
          && !g_str_equal (a->legal_form, b->legal_form))
        kontor_comparison_add (self, KONTOR_MATCH_LEGAL_FORM_OTHER, -15, a->legal_form);
    }
  if (has_same_domain (a, b, &domain))
    kontor_comparison_add (self, KONTOR_MATCH_DOMAIN, 50, domain);
  if (a->place != NULL && b->place != NULL)
    kontor_comparison_add (
        self, g_str_equal (a->place, b->place) ? KONTOR_MATCH_PLACE : KONTOR_MATCH_PLACE_OTHER,
        g_str_equal (a->place, b->place) ? 10 : -10, a->place);
}
