/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-value.h"

#include "util/kontor-error.h"

#include <string.h>

#define ID "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

static const KontorChoice choices[] = { { "open", "Open" }, { "won", "Won" }, { NULL } };

/* A field of each type. */
static KontorField
make_field (KontorType type)
{
  KontorField field = { 1, "field", type };

  if (type == KONTOR_CHOICE)
    field.choices = choices;
  if (type == KONTOR_DECIMAL)
    field.digits = 3;
  return field;
}

static void
assert_refused (KontorType type, const char *text, KontorError code)
{
  KontorField field = make_field (type);
  g_autoptr (GError) error = NULL;
  KontorValue value = { .type = KONTOR_INTEGER, .integer = 77 };

  g_assert_false (kontor_value_from_text (&field, text, NULL, &value, &error));
  g_assert_error (error, KONTOR_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, "field: "));
  g_assert_cmpint (value.integer, ==, 77);
}

static void
test_refuses_numbers (void)
{
  static const char *const wrong[] = {
    "x",   "1x", "x1",  "1,000", "1 000", "--1", "+-1", "0x10",
    "1e3", "∞",  "NaN", ".",     "1.",    ".5",  "١",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      assert_refused (KONTOR_INTEGER, wrong[i], KONTOR_ERROR_INVALID);
      assert_refused (KONTOR_DECIMAL, wrong[i], KONTOR_ERROR_INVALID);
    }
  assert_refused (KONTOR_INTEGER, "1.5", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_INTEGER, "9223372036854775808", KONTOR_ERROR_LIMIT);
  assert_refused (KONTOR_INTEGER, "-9223372036854775809", KONTOR_ERROR_LIMIT);
  assert_refused (KONTOR_DECIMAL, "1.2345", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_DECIMAL, "9223372036854775.808", KONTOR_ERROR_LIMIT);
}

static void
test_refuses_money (void)
{
  assert_refused (KONTOR_MONEY, "12.50", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_MONEY, "EUR", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_MONEY, "12.50 XXX", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_MONEY, "12.50  EUR", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_MONEY, "12.50 EUR x", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_MONEY, "12.505 EUR", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_MONEY, "12.5 JPY", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_MONEY, "1,250 EUR", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_MONEY, "92233720368547758.08 EUR", KONTOR_ERROR_LIMIT);
}

static void
test_refuses_others (void)
{
  assert_refused (KONTOR_TEXT, "\xff", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_TEXT, "bell\a", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_BOOLEAN, "yes", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_BOOLEAN, "True", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_BOOLEAN, "1", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_DATE, "22.11.2026", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_INSTANT, "2026-11-22", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_WALL_TIME, "2026-11-22T09:00", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_EMAIL, "anna", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_PHONE, "anna", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_CHOICE, "Won", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_CHOICE, "lost", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_REF, "1", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_REF, "00000000-0000-0000-0000-000000000000", KONTOR_ERROR_INVALID);
  assert_refused (KONTOR_RANK, "a0", KONTOR_ERROR_INVALID);
}

static void
test_refuses_long (void)
{
  g_autofree char *long_text = g_strnfill (KONTOR_MAX_TEXT + 1, 'x');
  g_autofree char *padded = g_strconcat ("  ", long_text + 1, " \n", NULL);
  KontorField field = make_field (KONTOR_TEXT);
  KontorValue value;

  assert_refused (KONTOR_TEXT, long_text, KONTOR_ERROR_LIMIT);
  g_assert_true (kontor_value_from_text (&field, padded, NULL, &value, NULL));
  g_assert_cmpuint (strlen (value.text), ==, KONTOR_MAX_TEXT);
  kontor_value_clear (&value);
}

static void
test_required (void)
{
  KontorField field = make_field (KONTOR_TEXT);
  g_autoptr (GError) error = NULL;
  KontorValue value = KONTOR_VALUE_NONE;

  g_assert_true (kontor_value_check (&field, &value, NULL));
  field.flags = KONTOR_REQUIRED;
  g_assert_false (kontor_value_check (&field, &value, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_false (kontor_value_from_text (&field, " \n ", NULL, &value, NULL));
}

static void
test_unknown_currency (void)
{
  KontorField field = make_field (KONTOR_MONEY);
  KontorValue value = kontor_value_money (1250, "QQQ");
  g_autofree char *text = kontor_value_dup_text (&field, &value);

  g_assert_false (kontor_value_check (&field, &value, NULL));
  g_assert_cmpstr (text, ==, "1250 QQQ");
}

static const struct
{
  KontorType type;
  const char *text;
  const char *canonical; /* NULL: the same */
} texts[] = {
  { KONTOR_TEXT, "Ünal ŞAHIN" },
  { KONTOR_TEXT, "  a\tb\r\n c ", "a b   c" },
  { KONTOR_LONG_TEXT, "two\nlines\n", "two\nlines" },
  { KONTOR_INTEGER, "-9223372036854775808" },
  { KONTOR_INTEGER, "+7", "7" },
  { KONTOR_INTEGER, "007", "7" },
  { KONTOR_DECIMAL, "12.5", "12.500" },
  { KONTOR_DECIMAL, "-0.001" },
  { KONTOR_DECIMAL, "1.5000", "1.500" },
  { KONTOR_MONEY, "12.50 EUR" },
  { KONTOR_MONEY, "-12 EUR", "-12.00 EUR" },
  { KONTOR_MONEY, "12 eur", "12.00 EUR" },
  { KONTOR_MONEY, "1250 JPY" },
  { KONTOR_MONEY, "1.255 KWD" },
  { KONTOR_DATE, "2026-11-22" },
  { KONTOR_INSTANT, "2026-11-22T10:15:00Z" },
  { KONTOR_INSTANT, "2026-11-22T11:15:00+01:00", "2026-11-22T10:15:00Z" },
  { KONTOR_WALL_TIME, "2026-03-29T09:30[Europe/Berlin]" },
  { KONTOR_EMAIL, "Anna@Example.com" },
  { KONTOR_PHONE, "+34 (600) 12-34" },
  { KONTOR_URL, "example.com" },
  { KONTOR_CHOICE, "won" },
  { KONTOR_REF, ID },
  { KONTOR_RANK, "V1" },
  { KONTOR_BOOLEAN, "true" },
  { KONTOR_BOOLEAN, "false" },
};

static void
test_text_goes_round (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KontorField field = make_field (texts[i].type);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      KontorValue value, again;

      kontor_value_from_text (&field, texts[i].text, NULL, &value, &error);
      g_assert_no_error (error);
      g_assert_cmpint (value.type, ==, texts[i].type);
      text = kontor_value_dup_text (&field, &value);
      g_assert_cmpstr (text, ==, texts[i].canonical ? texts[i].canonical : texts[i].text);
      g_assert_true (kontor_value_from_text (&field, text, NULL, &again, NULL));
      g_assert_true (kontor_value_equal (&value, &again));
      kontor_value_clear (&value);
      kontor_value_clear (&again);
    }
}

static void
test_default_currency (void)
{
  KontorField field = make_field (KONTOR_MONEY);
  KontorValue value;

  g_assert_true (kontor_value_from_text (&field, "12.5", "EUR", &value, NULL));
  g_assert_cmpint (value.money.minor, ==, 1250);
  g_assert_cmpstr (value.money.currency, ==, "EUR");
  g_assert_true (kontor_value_from_text (&field, "12.5 USD", "EUR", &value, NULL));
  g_assert_cmpstr (value.money.currency, ==, "USD");
  g_assert_false (kontor_value_from_text (&field, "12.5", "nothing", &value, NULL));
}

static void
test_empty_is_none (void)
{
  KontorId null_id = { { 0 } };

  for (KontorType type = KONTOR_TEXT; type <= KONTOR_BOOLEAN; type++)
    {
      KontorField field = make_field (type);
      KontorValue value = kontor_value_money (1, "EUR");
      g_autofree char *text = NULL;

      g_assert_true (kontor_value_from_text (&field, " ", NULL, &value, NULL));
      g_assert_true (kontor_value_is_none (&value));
      text = kontor_value_dup_text (&field, &value);
      g_assert_cmpstr (text, ==, "");
    }
  g_assert_cmpint (kontor_value_text (KONTOR_TEXT, "").type, ==, KONTOR_NONE);
  g_assert_cmpint (kontor_value_text (KONTOR_TEXT, NULL).type, ==, KONTOR_NONE);
  g_assert_cmpint (kontor_value_take_text (KONTOR_URL, g_strdup ("")).type, ==, KONTOR_NONE);
  g_assert_cmpint (kontor_value_ref (NULL).type, ==, KONTOR_NONE);
  g_assert_cmpint (kontor_value_ref (&null_id).type, ==, KONTOR_NONE);
}

static void
test_equality (void)
{
  KontorId a = { { 1 } }, b = { { 2 } };
  const KontorValue values[] = {
    KONTOR_VALUE_NONE,
    kontor_value_integer (KONTOR_INTEGER, 1),
    kontor_value_integer (KONTOR_INTEGER, 2),
    kontor_value_integer (KONTOR_DATE, 1),
    kontor_value_money (1, "EUR"),
    kontor_value_money (1, "USD"),
    kontor_value_money (2, "EUR"),
    kontor_value_ref (&a),
    kontor_value_ref (&b),
    { .type = KONTOR_TEXT, .text = (char *) "a" },
    { .type = KONTOR_TEXT, .text = (char *) "A" },
    { .type = KONTOR_EMAIL, .text = (char *) "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        KontorValue *copy = kontor_value_dup (&values[j]);

        g_assert_cmpint (kontor_value_equal (&values[i], copy), ==, i == j);
        kontor_value_free (copy);
      }
}

static void
test_boxed_copies (void)
{
  g_auto (GValue) boxed = G_VALUE_INIT;
  KontorValue value = kontor_value_text (KONTOR_TEXT, "first");
  const KontorValue *inside;

  g_value_init (&boxed, KONTOR_TYPE_VALUE);
  g_value_set_boxed (&boxed, &value);
  value.text[0] = 'F';
  inside = g_value_get_boxed (&boxed);
  g_assert_cmpstr (inside->text, ==, "first");
  kontor_value_clear (&value);
  g_assert_true (kontor_value_is_none (&value));
  kontor_value_clear (&value);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/refuses-numbers-not-of-the-plain-form", test_refuses_numbers);
  g_test_add_func ("/value/refuses-amounts-rather-than-guess-or-round", test_refuses_money);
  g_test_add_func ("/value/refuses-other-forms", test_refuses_others);
  g_test_add_func ("/value/refuses-too-long-texts-after-trimming", test_refuses_long);
  g_test_add_func ("/value/required-fields-refuse-none", test_required);
  g_test_add_func ("/value/unknown-currency-is-refused-but-shown", test_unknown_currency);
  g_test_add_func ("/value/canonical-text-goes-round", test_text_goes_round);
  g_test_add_func ("/value/bare-amounts-take-the-given-currency", test_default_currency);
  g_test_add_func ("/value/empty-text-and-null-id-are-none", test_empty_is_none);
  g_test_add_func ("/value/equal-only-to-itself", test_equality);
  g_test_add_func ("/value/boxed-values-are-copies", test_boxed_copies);
  return g_test_run ();
}
