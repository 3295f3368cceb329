/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-cursor.h"

#include <string.h>

#define EPOCH "0123456789abcdef0123456789abcdef"
#define OTHER_EPOCH "0123456789abcdef0123456789abcdee"

static const guint8 key[KONTORD_CURSOR_KEY_SIZE] = { 1, 2, 3 };
static const guint8 other_key[KONTORD_CURSOR_KEY_SIZE] = { 1, 2, 4 };

static void
test_goes_round (void)
{
  static const gint64 places[] = { 0, 1, 71240, G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *cursor = kontord_cursor_new (places[i], EPOCH, key);
      gint64 seq;

      g_assert_true (kontord_cursor_parse (cursor, EPOCH, key, &seq));
      g_assert_cmpint (seq, ==, places[i]);
    }
}

static void
test_of_somebody_else (void)
{
  g_autofree char *cursor = kontord_cursor_new (5, EPOCH, key);
  gint64 seq;

  g_assert_false (kontord_cursor_parse (cursor, OTHER_EPOCH, key, &seq));
  g_assert_false (kontord_cursor_parse (cursor, EPOCH, other_key, &seq));
}

/* Any other character at any place. */
static void
test_changed (void)
{
  g_autofree char *cursor = kontord_cursor_new (5, EPOCH, key);
  gint64 seq;

  for (gsize i = 0; i < strlen (cursor); i++)
    {
      g_autofree char *changed = g_strdup (cursor);

      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      g_assert_false (kontord_cursor_parse (changed, EPOCH, key, &seq));
    }
}

static void
test_other_forms (void)
{
  g_autofree char *cursor = kontord_cursor_new (5, EPOCH, key);
  g_autofree char *longer = g_strconcat (cursor, "A", NULL);
  g_autofree char *shorter = g_strndup (cursor, strlen (cursor) - 1);
  gint64 seq;

  g_assert_false (kontord_cursor_parse ("", EPOCH, key, &seq));
  g_assert_false (kontord_cursor_parse ("5", EPOCH, key, &seq));
  g_assert_false (kontord_cursor_parse (longer, EPOCH, key, &seq));
  g_assert_false (kontord_cursor_parse (shorter, EPOCH, key, &seq));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cursor/goes-round", test_goes_round);
  g_test_add_func ("/cursor/of-another-life-or-server-is-refused", test_of_somebody_else);
  g_test_add_func ("/cursor/a-changed-one-is-refused", test_changed);
  g_test_add_func ("/cursor/other-forms-are-refused", test_other_forms);
  return g_test_run ();
}
