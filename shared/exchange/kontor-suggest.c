/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-suggest.h"

#include "model/kontor-fold.h"

#include <string.h>

/* Longer names are not compared letter by letter. */
#define MAX_LETTERS 128

/* A name as it is compared: its letters and digits, folded. */
typedef struct
{
  gunichar letters[MAX_LETTERS];
  guint length;
} Skeleton;

static gboolean
make_skeleton (const char *name, Skeleton *skeleton)
{
  g_autofree char *folded = kontor_fold (name);

  skeleton->length = 0;
  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isalnum (letter) && !g_unichar_ismark (letter))
        continue;
      if (skeleton->length == MAX_LETTERS)
        return FALSE;
      skeleton->letters[skeleton->length++] = letter;
    }
  return skeleton->length > 0;
}

static guint
min3 (guint a, guint b, guint c)
{
  return MIN (MIN (a, b), c);
}

/* Optimal string alignment: three rows of the table at a time. */
static guint
measure (const gunichar *a, guint a_length, const gunichar *b, guint b_length, guint limit)
{
  guint rows[3][MAX_LETTERS + 1];

  if (a_length > b_length + limit || b_length > a_length + limit)
    return limit + 1;
  for (guint j = 0; j <= b_length; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
      guint least = row[0] = i;

      for (guint j = 1; j <= b_length; j++)
        {
          row[j] = min3 (above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
          least = MIN (least, row[j]);
        }
      if (least > limit)
        return limit + 1;
    }
  return MIN (rows[a_length % 3][b_length], limit + 1);
}

guint
kontor_suggest_distance (const char *a, const char *b, guint limit)
{
  g_autofree gunichar *a_letters = NULL, *b_letters = NULL;
  glong a_length, b_length;

  a_letters = g_utf8_to_ucs4_fast (a, -1, &a_length);
  b_letters = g_utf8_to_ucs4_fast (b, -1, &b_length);
  if (a_length > MAX_LETTERS || b_length > MAX_LETTERS)
    return limit + 1;
  return measure (a_letters, a_length, b_letters, b_length, limit);
}

static gboolean
has_same_digits (const Skeleton *a, const Skeleton *b)
{
  guint i = 0, j = 0;

  for (;;)
    {
      while (i < a->length && !g_unichar_isdigit (a->letters[i]))
        i++;
      while (j < b->length && !g_unichar_isdigit (b->letters[j]))
        j++;
      if (i == a->length || j == b->length)
        return i == a->length && j == b->length;
      if (a->letters[i++] != b->letters[j++])
        return FALSE;
    }
}

static guint
get_limit (guint length)
{
  return length >= 8 ? 2 : (length >= 4 ? 1 : 0);
}

const char *
kontor_suggest (const char *name, const char *const *candidates)
{
  Skeleton wanted, skeleton;
  const char *best = NULL;
  gboolean is_tied = FALSE;
  guint best_distance;

  if (!make_skeleton (name, &wanted))
    return NULL;
  best_distance = get_limit (wanted.length) + 1;
  for (; *candidates != NULL; candidates++)
    {
      guint distance;

      if (!make_skeleton (*candidates, &skeleton) || !has_same_digits (&wanted, &skeleton))
        continue;
      distance = measure (wanted.letters, wanted.length, skeleton.letters, skeleton.length,
                          MIN (best_distance, get_limit (wanted.length)));
      if (distance < best_distance)
        {
          best = *candidates;
          best_distance = distance;
          is_tied = FALSE;
        }
      else if (best != NULL && distance == best_distance && strcmp (best, *candidates) != 0)
        {
          is_tied = TRUE;
        }
    }
  return is_tied ? NULL : best;
}
