/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-rank.h"

#include <string.h>

/* A key is a fraction in base 62 without zeros at its end (nothing would fit between "a" and "a0").
 * It is worked on four digits at a time: a step of one side only, at the end of a list or before
 * its beginning, is then small beside the room there is, and thousands of them make no key longer. */
#define BASE 62
#define DIGITS 4
#define ROOM (BASE * BASE * BASE * BASE)
#define STEP 1000

#define RANDOM_DIGITS 6                                /* 35 bits */
#define RANDOM_ROOM (G_GUINT64_CONSTANT (56800235584)) /* 62^6 */

#define SPREAD_DIGITS 8
#define SPREAD_ROOM (G_GUINT64_CONSTANT (218340105584896)) /* 62^8 */

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static int
read_digit (char c)
{
  if (g_ascii_isdigit (c))
    return c - '0';
  if (g_ascii_isupper (c))
    return c - 'A' + 10;
  if (g_ascii_islower (c))
    return c - 'a' + 36;
  return -1;
}

/* The four digits of @key at @offset as one number; those behind its end are zeros. */
static int
read_part (const char *key, gsize offset)
{
  gsize length = strlen (key);
  int part = 0;

  for (gsize i = offset; i < offset + DIGITS; i++)
    part = BASE * part + (i < length ? read_digit (key[i]) : 0);
  return part;
}

static void
append_number (GString *key, guint64 number, guint n_digits)
{
  char text[SPREAD_DIGITS];

  for (guint i = n_digits; i-- > 0; number /= BASE)
    text[i] = digits[number % BASE];
  g_string_append_len (key, text, n_digits);
}

static void
append_random (GString *key, KontorClock *clock)
{
  guint64 number;

  kontor_clock_random (clock, (guint8 *) &number, sizeof number);
  number %= RANDOM_ROOM;
  append_number (key, number % BASE == 0 ? number + 1 : number, RANDOM_DIGITS);
}

/* A number strictly between the two, or @low where there is none. */
static int
choose_between (int low, int high, gboolean open_below, gboolean open_above)
{
  if (high - low < 2)
    return low;
  if (open_below == open_above)
    return low + (high - low) / 2;
  return open_above ? MIN (low + STEP, high - 1) : MAX (high - STEP, low + 1);
}

char *
kontor_rank_between (const char *before, const char *after, KontorClock *clock)
{
  GString *key = g_string_sized_new (16);
  gboolean below_after = after == NULL; /* whatever follows */
  int chosen, low;

  g_assert (before == NULL || kontor_rank_is_valid (before));
  g_assert (after == NULL || kontor_rank_is_valid (after));
  if (before != NULL && after != NULL && strcmp (before, after) >= 0)
    {
      g_string_append (key, before);
      append_random (key, clock);
      return g_string_free_and_steal (key);
    }
  do
    {
      int high = below_after ? ROOM : read_part (after, key->len);

      low = before != NULL ? read_part (before, key->len) : 0;
      chosen = choose_between (low, high, before == NULL, after == NULL);
      append_number (key, chosen, DIGITS);
      below_after = below_after || chosen < high;
    }
  while (chosen == low);
  append_random (key, clock);
  return g_string_free_and_steal (key);
}

char *
kontor_rank_spread (guint index, guint count)
{
  GString *key = g_string_sized_new (SPREAD_DIGITS + 1);

  g_assert (index < count);
  append_number (key, SPREAD_ROOM / ((guint64) count + 1) * ((guint64) index + 1), SPREAD_DIGITS);
  while (key->str[key->len - 1] == digits[0])
    g_string_truncate (key, key->len - 1);
  return g_string_free_and_steal (key);
}

gboolean
kontor_rank_is_valid (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > KONTOR_MAX_RANK || text[length - 1] == digits[0])
    return FALSE;
  return strspn (text, digits) == length;
}
