/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-value-form.h"

#include "util/kontor-error.h"

#include <string.h>

static void
assert_text (KontorType type, const char *text, gboolean expected)
{
  KontorField field = { 1, "field", type };
  KontorValue value = { .type = type, .text = (char *) text };
  g_autoptr (GError) error = NULL;
  gboolean is_right = kontor_value_check_form (&field, &value, &error);

  if (is_right != expected)
    g_error ("%d \"%s\": %s", type, g_strescape (text, NULL), error ? error->message : "right");
  if (expected)
    g_assert_no_error (error);
  else
    {
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "field: "));
    }
}

static void
test_other_type (void)
{
  KontorField field = { 1, "field", KONTOR_TEXT };
  KontorValue value = { .type = KONTOR_INTEGER, .integer = 3 };
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_value_check_form (&field, &value, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  field.type = KONTOR_DATE;
  g_assert_false (kontor_value_check_form (&field, &value, NULL));
  /* A text type of the other kind is no less wrong. */
  field.type = KONTOR_EMAIL;
  value = (KontorValue) { .type = KONTOR_TEXT, .text = (char *) "a@b" };
  g_assert_false (kontor_value_check_form (&field, &value, NULL));
}

static void
test_text (void)
{
  assert_text (KONTOR_TEXT, "", FALSE);
  assert_text (KONTOR_TEXT, "\xff", FALSE);
  assert_text (KONTOR_TEXT, "\xed\xa0\x80", FALSE); /* a lone surrogate */
  assert_text (KONTOR_TEXT, "two\nlines", FALSE);
  assert_text (KONTOR_TEXT, "tab\t", FALSE);
  assert_text (KONTOR_TEXT, "\x7f", FALSE);
  assert_text (KONTOR_TEXT, "Ünal ŞAHIN 🦊", TRUE);
  assert_text (KONTOR_LONG_TEXT, "two\r\nlines\tand a tab", TRUE);
  assert_text (KONTOR_LONG_TEXT, "bell\a", FALSE);
  assert_text (KONTOR_LONG_TEXT, "\x1b[31m", FALSE);
}

static void
test_email (void)
{
  static const char *const wrong[] = {
    "a",    "@",    "a@",     "@b",   "a@b@c", "a b@c.de",       "a@b c",
    "a@.b", "a@b.", "a@b..c", "a@-b", "a@b\n", "a\xc2\xa0@b.de",
  };
  static const char *const right[] = {
    "a@b", "anna.meier+crm@example.com", "jørn@bücher.example", "o'brien@x.ie", "a_b%c@x-y.co.uk",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_text (KONTOR_EMAIL, wrong[i], FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    assert_text (KONTOR_EMAIL, right[i], TRUE);
}

static void
test_other_texts (void)
{
  assert_text (KONTOR_PHONE, "none", FALSE);
  assert_text (KONTOR_PHONE, "+49\n30", FALSE);
  assert_text (KONTOR_PHONE, "+49 (0)30 12 34 ext. 5", TRUE);
  assert_text (KONTOR_PHONE, "٠٥٠", TRUE);
  assert_text (KONTOR_URL, "https://a b", FALSE);
  assert_text (KONTOR_URL, "https://example.com/?q=ä", TRUE);
  assert_text (KONTOR_URL, "example.com", TRUE);
  assert_text (KONTOR_CHOICE, "Won", FALSE);
  assert_text (KONTOR_CHOICE, "2nd", FALSE);
  assert_text (KONTOR_CHOICE, "newer_choice_2", TRUE);
  assert_text (KONTOR_RANK, "a0", FALSE);
  assert_text (KONTOR_RANK, "a1", TRUE);
  assert_text (KONTOR_WALL_TIME, "2026-03-29T09:30", FALSE);
  assert_text (KONTOR_WALL_TIME, "2026-03-29T09:30[Europe/Berlin]", TRUE);
}

static void
assert_longest (KontorType type, gsize limit, const char *prefix)
{
  KontorField field = { 1, "field", type };
  g_autofree char *filler = g_strnfill (limit - strlen (prefix), '1');
  g_autofree char *longest = g_strconcat (prefix, filler, NULL);
  g_autofree char *too_long = g_strconcat (longest, "1", NULL);
  KontorValue value = { .type = type, .text = longest };
  g_autoptr (GError) error = NULL;

  kontor_value_check_form (&field, &value, &error);
  g_assert_no_error (error);
  value.text = too_long;
  g_assert_false (kontor_value_check_form (&field, &value, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

static void
test_lengths (void)
{
  assert_longest (KONTOR_TEXT, KONTOR_MAX_TEXT, "");
  assert_longest (KONTOR_LONG_TEXT, KONTOR_MAX_LONG_TEXT, "");
  assert_longest (KONTOR_EMAIL, KONTOR_MAX_EMAIL, "a@");
  assert_longest (KONTOR_PHONE, KONTOR_MAX_TEXT, "");
  assert_longest (KONTOR_URL, KONTOR_MAX_TEXT, "https://");
  assert_longest (KONTOR_CHOICE, KONTOR_MAX_TEXT, "a");
  assert_longest (KONTOR_RANK, 255, "");
}

static void
assert_plain (KontorValue value, gboolean expected)
{
  KontorField field = { 1, "field", value.type };

  g_assert_cmpint (kontor_value_check_form (&field, &value, NULL), ==, expected);
}

static void
test_plain (void)
{
  assert_plain (kontor_value_integer (KONTOR_INTEGER, G_MININT64), TRUE);
  assert_plain (kontor_value_integer (KONTOR_DECIMAL, G_MAXINT64), TRUE);
  assert_plain (kontor_value_integer (KONTOR_DATE, -719163), FALSE);
  assert_plain (kontor_value_integer (KONTOR_DATE, -719162), TRUE);
  assert_plain (kontor_value_integer (KONTOR_DATE, 2932897), FALSE);
  assert_plain (kontor_value_integer (KONTOR_INSTANT, G_MAXINT64), FALSE);
  assert_plain (kontor_value_integer (KONTOR_INSTANT, 253402300799999), TRUE);
  assert_plain (kontor_value_integer (KONTOR_INSTANT, 253402300800000), FALSE);
  assert_plain (kontor_value_integer (KONTOR_BOOLEAN, 1), TRUE);
  assert_plain (kontor_value_integer (KONTOR_BOOLEAN, 2), FALSE);
  assert_plain (kontor_value_money (5, "EUR"), TRUE);
  assert_plain (kontor_value_money (5, "QQQ"), TRUE);
  assert_plain (kontor_value_money (5, "eur"), FALSE);
  assert_plain (kontor_value_money (5, ""), FALSE);
  assert_plain (kontor_value_money (5, "EU"), FALSE);
  assert_plain ((KontorValue) { .type = KONTOR_REF }, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value-form/refuses-another-type", test_other_type);
  g_test_add_func ("/value-form/texts-are-utf8-without-control-characters", test_text);
  g_test_add_func ("/value-form/email-addresses", test_email);
  g_test_add_func ("/value-form/phones-urls-keys-ranks-and-wall-times", test_other_texts);
  g_test_add_func ("/value-form/lengths-are-kept-to-the-byte", test_lengths);
  g_test_add_func ("/value-form/numbers-money-and-references", test_plain);
  return g_test_run ();
}
