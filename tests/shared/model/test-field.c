/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-field.h"

static const KontorChoice choices[] = { { "open", "Open" }, { "won", "Won" }, { NULL } };

static void
test_find_choice (void)
{
  KontorField field = { 1, "kind", KONTOR_CHOICE, .choices = choices };

  g_assert_true (kontor_field_find_choice (&field, "won") == &choices[1]);
  g_assert_null (kontor_field_find_choice (&field, "Won"));
  g_assert_null (kontor_field_find_choice (&field, ""));
  field.choices = NULL;
  g_assert_null (kontor_field_find_choice (&field, "won"));
}

static void
test_text_types (void)
{
  static const KontorType texts[]
      = { KONTOR_TEXT,  KONTOR_LONG_TEXT, KONTOR_WALL_TIME, KONTOR_EMAIL,
          KONTOR_PHONE, KONTOR_URL,       KONTOR_CHOICE,    KONTOR_RANK };
  static const KontorType others[]
      = { KONTOR_NONE, KONTOR_INTEGER, KONTOR_DECIMAL, KONTOR_MONEY,
          KONTOR_DATE, KONTOR_INSTANT, KONTOR_REF,     KONTOR_BOOLEAN };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (kontor_type_is_text (texts[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kontor_type_is_text (others[i]));
  g_assert_cmpuint (G_N_ELEMENTS (texts) + G_N_ELEMENTS (others), ==, KONTOR_BOOLEAN + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/choices-are-found-by-exact-key", test_find_choice);
  g_test_add_func ("/field/every-type-is-text-or-not", test_text_types);
  return g_test_run ();
}
