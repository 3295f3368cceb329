/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "match/kontor-match-private.h"

#include <string.h>

/* How much each part says. Enough of one kind alone is what is unlikely to be by chance: a person's
 * own mailbox. A name is had by several, a telephone stands in an office. */
#define POINTS_SURE 90
#define POINTS_LIKELY 60
#define POINTS_POSSIBLE 40

/* So much at most where nothing but telephones and shared mailboxes speaks for it. */
#define POINTS_SHARED_AT_MOST 55

/* More have one mailbox or number than a person has records by mistake. */
#define MANY_HOLDERS 3

void
kontor_comparison_add (KontorComparison *self,
                       KontorMatchReason reason,
                       int points,
                       const char *text)
{
  KontorMatch *match = self->match;

  g_assert (match->n_parts < KONTOR_MATCH_MAX_PARTS);
  match->parts[match->n_parts++] = (KontorMatchPart) { reason, points, text };
  match->score += points;
}

static gboolean
has_many_holders (const KontorComparison *self, guint64 key)
{
  return self->count != NULL && self->count (key, self->user_data) > MANY_HOLDERS;
}

static KontorMatchPart
compare_email (const KontorComparison *self, const KontorMatchEmail *a, const KontorMatchEmail *b)
{
  if (!g_str_equal (a->mailbox, b->mailbox))
    return (KontorMatchPart) { 0 };
  if (a->shared || has_many_holders (self, kontor_match_key_for_email (a)))
    return (KontorMatchPart) { KONTOR_MATCH_EMAIL_SHARED, 15, a->address };
  if (g_str_equal (a->address, b->address))
    return (KontorMatchPart) { KONTOR_MATCH_EMAIL, 70, a->address };
  return (KontorMatchPart) { KONTOR_MATCH_EMAIL_ALIKE, 40, a->mailbox };
}

static KontorMatchPart
compare_phone (const KontorComparison *self, const KontorMatchPhone *a, const KontorMatchPhone *b)
{
  gboolean known = *a->country != '\0' && *b->country != '\0';

  if (!g_str_equal (a->national, b->national) || (known && !g_str_equal (a->country, b->country)))
    return (KontorMatchPart) { 0 };
  if (has_many_holders (self, kontor_match_key_for_phone (a)))
    return (KontorMatchPart) { KONTOR_MATCH_PHONE_SHARED, 10, a->national };
  if (known)
    return (KontorMatchPart) { KONTOR_MATCH_PHONE, 45, a->national };
  return (KontorMatchPart) { KONTOR_MATCH_PHONE_NATIONAL, 40, a->national };
}

/* The best of all pairs: two numbers in common are no more than one person. */
static void
add_emails (KontorComparison *self)
{
  KontorMatchPart best = { 0 };

  for (guint i = 0; i < self->a->emails->len; i++)
    for (guint j = 0; j < self->b->emails->len; j++)
      {
        KontorMatchPart part
            = compare_email (self, &g_array_index (self->a->emails, KontorMatchEmail, i),
                             &g_array_index (self->b->emails, KontorMatchEmail, j));

        if (part.points > best.points)
          best = part;
      }
  if (best.points > 0)
    kontor_comparison_add (self, best.reason, best.points, best.text);
}

static void
add_phones (KontorComparison *self)
{
  KontorMatchPart best = { 0 };

  for (guint i = 0; i < self->a->phones->len; i++)
    for (guint j = 0; j < self->b->phones->len; j++)
      {
        KontorMatchPart part
            = compare_phone (self, &g_array_index (self->a->phones, KontorMatchPhone, i),
                             &g_array_index (self->b->phones, KontorMatchPhone, j));

        if (part.points > best.points)
          best = part;
      }
  if (best.points > 0)
    kontor_comparison_add (self, best.reason, best.points, best.text);
}

/* Speaks for it by itself: anything but what several people may have together. */
static gboolean
is_own (const KontorMatchPart *part)
{
  switch (part->reason)
    {
    case KONTOR_MATCH_EMAIL_SHARED:
    case KONTOR_MATCH_PHONE:
    case KONTOR_MATCH_PHONE_NATIONAL:
    case KONTOR_MATCH_PHONE_SHARED:
    case KONTOR_MATCH_PLACE:
      return FALSE;

    default:
      return part->points > 0;
    }
}

static KontorMatchGrade
get_grade (int score)
{
  if (score >= POINTS_SURE)
    return KONTOR_MATCH_SURE;
  if (score >= POINTS_LIKELY)
    return KONTOR_MATCH_LIKELY;
  return score >= POINTS_POSSIBLE ? KONTOR_MATCH_POSSIBLE : KONTOR_MATCH_NONE;
}

void
kontor_match_compare (const KontorTraits *a,
                      const KontorTraits *b,
                      KontorMatchCount count,
                      gpointer user_data,
                      KontorMatch *match)
{
  KontorComparison comparison = { a, b, count, user_data, match };
  gboolean own = FALSE;

  g_assert (a->kind == b->kind);
  *match = (KontorMatch) { 0 };
  if (a->kind == KONTOR_TRAITS_PERSON)
    kontor_comparison_add_person (&comparison);
  else
    kontor_comparison_add_firm (&comparison);
  add_emails (&comparison);
  add_phones (&comparison);
  for (guint i = 0; i < match->n_parts; i++)
    own |= is_own (&match->parts[i]);
  match->score = CLAMP (match->score, 0, own ? 100 : POINTS_SHARED_AT_MOST);
  match->grade = get_grade (match->score);
}

const char *
kontor_match_reason_get_name (KontorMatchReason reason)
{
  static const char *const names[] = {
    [KONTOR_MATCH_EMAIL] = "email",
    [KONTOR_MATCH_EMAIL_ALIKE] = "email-alike",
    [KONTOR_MATCH_EMAIL_SHARED] = "email-shared",
    [KONTOR_MATCH_PHONE] = "phone",
    [KONTOR_MATCH_PHONE_NATIONAL] = "phone-national",
    [KONTOR_MATCH_PHONE_SHARED] = "phone-shared",
    [KONTOR_MATCH_NAME] = "name",
    [KONTOR_MATCH_NAME_SWAPPED] = "name-swapped",
    [KONTOR_MATCH_NAME_NICKNAME] = "name-nickname",
    [KONTOR_MATCH_NAME_SLIP] = "name-slip",
    [KONTOR_MATCH_NAME_SHORTER] = "name-shorter",
    [KONTOR_MATCH_NAME_OTHER] = "name-other",
    [KONTOR_MATCH_DOMAIN] = "domain",
    [KONTOR_MATCH_LEGAL_FORM_OTHER] = "legal-form-other",
    [KONTOR_MATCH_PLACE] = "place",
    [KONTOR_MATCH_PLACE_OTHER] = "place-other",
    [KONTOR_MATCH_BIRTHDAY] = "birthday",
    [KONTOR_MATCH_BIRTHDAY_OTHER] = "birthday-other",
  };

  return names[reason];
}

const char *
kontor_match_grade_get_name (KontorMatchGrade grade)
{
  static const char *const names[] = { "none", "possible", "likely", "sure" };

  return names[grade];
}
