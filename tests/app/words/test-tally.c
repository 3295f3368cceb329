/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-tally.h"

#include "model/entities/kontor-entities.h"
#include "words/kontor-phrases.h"

static void
assert_tallies (const KontorTally *tallies, guint count, guint most, const char *expected)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (KontorTally));
  g_autofree char *phrase = NULL;
  g_array_append_vals (array, tallies, count);
  phrase = kontor_phrase_tallies (array, most);
  g_assert_cmpstr (phrase, ==, expected);
}

static void
test_order (void)
{
  const KontorTally tallies[] = { { &kontor_entity_company, 85 },
                                  { &kontor_entity_product, 1 },
                                  { &kontor_entity_deal, 8800 },
                                  { &kontor_entity_team, 0 } };
  assert_tallies (tallies, 4, 9, "8,800 deals, 85 companies and 1 product");
  assert_tallies (tallies, 4, 3, "8,800 deals, 85 companies and 1 product");
  assert_tallies (tallies, 4, 2, "8,800 deals, 85 companies and 1 other record");
  assert_tallies (tallies, 4, 1, "8,800 deals and 86 other records");
}

static void
test_few (void)
{
  const KontorTally tallies[] = { { &kontor_entity_contact, 1 }, { NULL, 3 } };
  assert_tallies (tallies, 0, 2, "");
  assert_tallies (tallies, 1, 2, "1 contact");
  assert_tallies (&tallies[1], 1, 2, "3 records");
  assert_tallies (tallies, 2, 2, "1 contact and 3 other records");
}

static void
test_entry (void)
{
  KontorJournalEntry entry = {
    .verb = (char *) "import",
    .count = 17744,
    .args = (char *) "{\"records\":8940,\"counts\":{\"company\":85,\"deal\":8800,\"team\":6,"
                     "\"spaceship\":2}}",
  };
  g_autofree char *phrase = kontor_phrase_entry (&entry);
  g_assert_cmpstr (phrase, ==, "Imported 8,800 deals, 85 companies and 8 other records");
}

/* As imports wrote it before they counted kinds. */
static void
test_old_entry (void)
{
  KontorJournalEntry entry = { .verb = (char *) "import",
                               .entity = &kontor_entity_deal,
                               .count = 9,
                               .args = (char *) "{\"files\":[\"a.csv\"],\"records\":3}" };
  g_autofree char *phrase = kontor_phrase_entry (&entry);
  g_assert_cmpstr (phrase, ==, "Imported 3 deals");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tally/names-most-first-and-counts-the-rest", test_order);
  g_test_add_func ("/tally/few-kinds-read-as-they-are-spoken", test_few);
  g_test_add_func ("/tally/an-import-says-what-came-in", test_entry);
  g_test_add_func ("/tally/an-older-import-says-what-it-knows", test_old_entry);
  return g_test_run ();
}
