/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-match-words.h"

#include <glib/gi18n.h>

const char *
kontor_phrase_match_reason (KontorMatchReason reason)
{
  static const char *const words[] = {
    [KONTOR_MATCH_EMAIL] = N_ ("Same email address"),
    [KONTOR_MATCH_EMAIL_ALIKE] = N_ ("Same mailbox, written another way"),
    [KONTOR_MATCH_EMAIL_SHARED] = N_ ("Same shared mailbox"),
    [KONTOR_MATCH_PHONE] = N_ ("Same phone number"),
    [KONTOR_MATCH_PHONE_NATIONAL] = N_ ("Same phone number but for its country"),
    [KONTOR_MATCH_PHONE_SHARED] = N_ ("Same phone number, which many have"),
    [KONTOR_MATCH_NAME] = N_ ("Same name"),
    [KONTOR_MATCH_NAME_SWAPPED] = N_ ("First and last name swapped"),
    [KONTOR_MATCH_NAME_NICKNAME] = N_ ("Another form of the first name"),
    [KONTOR_MATCH_NAME_SLIP] = N_ ("One letter of the name differs"),
    [KONTOR_MATCH_NAME_SHORTER] = N_ ("One name is part of the other"),
    [KONTOR_MATCH_NAME_OTHER] = N_ ("Different names"),
    [KONTOR_MATCH_DOMAIN] = N_ ("Same web domain"),
    [KONTOR_MATCH_LEGAL_FORM_OTHER] = N_ ("Different legal form"),
    [KONTOR_MATCH_PLACE] = N_ ("Same company or place"),
    [KONTOR_MATCH_PLACE_OTHER] = N_ ("Different place"),
    [KONTOR_MATCH_BIRTHDAY] = N_ ("Same birthday"),
    [KONTOR_MATCH_BIRTHDAY_OTHER] = N_ ("Different birthdays"),
  };

  return _ (words[reason]);
}

/* What is the same is said where that is something to read; a day is kept as a number. */
static gboolean
has_words (const KontorMatchPart *part)
{
  return part->text != NULL && part->reason != KONTOR_MATCH_BIRTHDAY
         && part->reason != KONTOR_MATCH_BIRTHDAY_OTHER && part->points > 0;
}

char *
kontor_phrase_match_part (const KontorMatchPart *part)
{
  const char *reason = kontor_phrase_match_reason (part->reason);

  if (!has_words (part))
    return g_strdup (reason);
  /* Translators: why two records look alike, and what they have in common */
  return g_strdup_printf (_ ("%s: %s"), reason, part->text);
}

const char *
kontor_phrase_match_grade (KontorMatchGrade grade)
{
  static const char *const words[] = {
    [KONTOR_MATCH_NONE] = N_ ("Not the same"),
    [KONTOR_MATCH_POSSIBLE] = N_ ("Possibly the same"),
    [KONTOR_MATCH_LIKELY] = N_ ("Likely the same"),
    [KONTOR_MATCH_SURE] = N_ ("Almost certainly the same"),
  };

  return _ (words[grade]);
}
