/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-person-name.h"

static void
assert_split (const char *text, const char *expected)
{
  g_autofree char *found = NULL;
  KontorPersonName name;

  kontor_person_name_split (text, &name);
  found = g_strjoin ("|", name.prefix, name.first, name.middle, name.last, name.suffix, NULL);
  kontor_person_name_clear (&name);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_plain_names_are_split (void)
{
  assert_split ("Ada Lovelace", "|Ada||Lovelace|");
  assert_split ("Ada King Noel Lovelace", "|Ada|King Noel|Lovelace|");
  assert_split ("  Ada \t Lovelace ", "|Ada||Lovelace|");
  assert_split ("Prince", "|Prince|||");
  assert_split ("", "||||");
}

static void
test_particles_belong_to_the_last_name (void)
{
  assert_split ("Ludwig van Beethoven", "|Ludwig||van Beethoven|");
  assert_split ("Oscar de la Renta", "|Oscar||de la Renta|");
  assert_split ("Carl Maria von Weber", "|Carl|Maria|von Weber|");
  assert_split ("Van Morrison", "|Van||Morrison|");
}

static void
test_forms_of_address_are_known (void)
{
  assert_split ("Dr. Ada Lovelace", "Dr.|Ada||Lovelace|");
  assert_split ("Prof. Dr. Grace B. Hopper PhD", "Prof. Dr.|Grace|B.|Hopper|PhD");
  assert_split ("Martin King Jr.", "|Martin||King|Jr.");
  assert_split ("Frau Müller", "Frau|||Müller|");
  assert_split ("Dr.", "|Dr.|||");
}

static void
test_commas_turn_names_round (void)
{
  assert_split ("Lovelace, Ada", "|Ada||Lovelace|");
  assert_split ("van Beethoven, Dr. Ludwig M.", "Dr.|Ludwig|M.|van Beethoven|");
  assert_split ("Martin King, Jr.", "|Martin||King|Jr.");
  assert_split ("Grace Hopper PhD, MBA", "|Grace||Hopper|PhD, MBA");
  assert_split ("Hopper, Grace, Navy", "|Hopper|||Grace, Navy");
  assert_split ("Lovelace,", "|Lovelace|||");
  assert_split (", Ada", "||||Ada");
}

static void
test_parts_join (void)
{
  KontorPersonName name
      = { (char *) "Dr.", (char *) "Ada", (char *) "", (char *) "Lovelace", NULL };
  g_autofree char *text = kontor_person_name_join (&name);

  g_assert_cmpstr (text, ==, "Dr. Ada Lovelace");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person-name/plain-names-are-split", test_plain_names_are_split);
  g_test_add_func ("/person-name/particles-belong-to-the-last-name",
                   test_particles_belong_to_the_last_name);
  g_test_add_func ("/person-name/forms-of-address-are-known", test_forms_of_address_are_known);
  g_test_add_func ("/person-name/commas-turn-names-round", test_commas_turn_names_round);
  g_test_add_func ("/person-name/parts-join", test_parts_join);
  return g_test_run ();
}
