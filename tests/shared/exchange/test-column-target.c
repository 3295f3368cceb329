/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-target.h"

static const KontorEntity *
find (const char *name)
{
  return kontor_schema_find (kontor_schema_get_default (), name);
}

/* Of every kind of record: what is offered has a word of its own, which is read as the same. */
static void
test_words_are_read_as_they_are_written (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();

  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *about = schema->entities[i];
      g_autoptr (GArray) targets = kontor_column_target_list (schema, about);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint j = 0; j < targets->len; j++)
        {
          const KontorColumnTarget *target = &g_array_index (targets, KontorColumnTarget, j);
          char *word = kontor_column_target_to_word (target, about);
          KontorColumnTarget again;

          g_assert_true (kontor_column_target_from_word (schema, about, word, &again));
          g_assert_cmpint (again.target, ==, target->target);
          g_assert_true (again.entity == target->entity);
          g_assert_cmpint (again.field, ==, target->field);
          g_assert_cmpint (again.via, ==, target->via);
          g_assert_true (g_hash_table_add (seen, word));
        }
    }
}

static void
assert_offered (const char *about, const char *word, gboolean offered)
{
  KontorColumnTarget target;
  gboolean found
      = kontor_column_target_from_word (kontor_schema_get_default (), find (about), word, &target);

  if (found != offered)
    g_error ("%s: %s %s offered", about, word, found ? "is" : "is not");
}

static void
test_what_is_offered_is_what_one_can_say (void)
{
  assert_offered ("contact", "-", TRUE);
  assert_offered ("contact", "*", TRUE);
  assert_offered ("contact", "#", TRUE);
  assert_offered ("contact", "nickname", TRUE);
  assert_offered ("contact", "contact_point.email", TRUE);
  assert_offered ("contact", "contact_point.city", TRUE);
  assert_offered ("contact", "company>industry", TRUE);
  assert_offered ("deal", "value$", TRUE);
  assert_offered ("deal", "deal_line.product", TRUE);
  /* What is not for people, what has one name only, what another kind of record has. */
  assert_offered ("contact", "card", FALSE);
  assert_offered ("contact", "external_key", FALSE);
  assert_offered ("contact", "contact_point.kind", FALSE);
  assert_offered ("contact", "contact_point.contact", FALSE);
  assert_offered ("contact", "value$", FALSE);
  assert_offered ("contact", "owner>name", FALSE);
  assert_offered ("company", "*", FALSE);
  assert_offered ("product", "contact_point.email", FALSE);
  assert_offered ("contact", "", FALSE);
  assert_offered ("contact", "contact_point.", FALSE);
}

static KontorTableGuess *
guess (const char *header)
{
  g_auto (GStrv) names = g_strsplit (header, "|", -1);
  guint n_columns = g_strv_length (names);
  g_autoptr (GPtrArray) profiles
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_column_profile_free);

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (profiles, kontor_column_profile_new ());
  return kontor_table_guess_new (kontor_schema_get_default (), find ("contact"), NULL,
                                 (const char *const *) names, n_columns,
                                 (KontorColumnProfile *const *) profiles->pdata);
}

static void
choose (KontorTableGuess *guess, guint column, const char *word)
{
  KontorColumnTarget target;

  g_assert_true (
      kontor_column_target_from_word (kontor_schema_get_default (), guess->entity, word, &target));
  kontor_table_guess_choose (guess, column, &target);
}

static void
test_a_choice_takes_the_field_from_another_column (void)
{
  g_autoptr (KontorTableGuess) table = guess ("Nickname|Spitzname|Job title");

  choose (table, 1, "nickname");
  g_assert_cmpint (table->targets[0].target, ==, KONTOR_TARGET_NONE);
  g_assert_cmpint (table->targets[1].target, ==, KONTOR_TARGET_FIELD);
  g_assert_true (table->targets[1].chosen);
  g_assert_cmpint (table->targets[2].target, ==, KONTOR_TARGET_FIELD);
  choose (table, 1, "-");
  g_assert_cmpint (table->targets[1].target, ==, KONTOR_TARGET_NONE);
  g_assert_true (table->targets[1].chosen);
}

/* Several addresses are several; what makes one address goes together. */
static void
test_parts_are_put_together (void)
{
  g_autoptr (KontorTableGuess) table = guess ("Email|Street|Xyz|Stadtname|Ortsteil");

  choose (table, 2, "contact_point.email");
  g_assert_cmpint (table->targets[0].target, ==, KONTOR_TARGET_PART);
  g_assert_cmpuint (table->targets[2].part, !=, table->targets[0].part);
  g_assert_cmpuint (table->targets[2].part, !=, table->targets[1].part);
  choose (table, 3, "contact_point.city");
  g_assert_cmpuint (table->targets[3].part, ==, table->targets[1].part);
  choose (table, 4, "contact_point.city");
  g_assert_cmpuint (table->targets[4].part, !=, table->targets[1].part);
  g_assert_cmpuint (table->targets[4].part, !=, table->targets[2].part);
  /* The same choice once more changes nothing. */
  choose (table, 3, "contact_point.city");
  g_assert_cmpuint (table->targets[3].part, ==, table->targets[1].part);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-target/words-are-read-as-they-are-written",
                   test_words_are_read_as_they_are_written);
  g_test_add_func ("/column-target/what-is-offered-is-what-one-can-say",
                   test_what_is_offered_is_what_one_can_say);
  g_test_add_func ("/column-target/a-choice-takes-the-field-from-another-column",
                   test_a_choice_takes_the_field_from_another_column);
  g_test_add_func ("/column-target/parts-are-put-together", test_parts_are_put_together);
  return g_test_run ();
}
