/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-deal-tags.h"

#include "store/kontor-seed.h"
#include "support/kontor-test-store.h"

static void
set_up (KontorTestStore *test, gconstpointer data)
{
  kontor_test_store_set_up (test, data);
  g_assert_true (kontor_seed_plant (test->store, &kontor_seed_default, NULL));
}

static KontorId
add_deal (KontorTestStore *test)
{
  KontorId stage = kontor_id_for_name ("stage", "0");
  g_autofree char *id = kontor_id_dup_text (&stage);

  return kontor_test_store_insert (test, "deal", "title", "x", "stage", id, NULL);
}

static KontorId
put (KontorTestStore *test, const KontorId *tag, const char *kind, const KontorId *record)
{
  g_autofree char *tag_text = kontor_id_dup_text (tag), *text = kontor_id_dup_text (record);

  return kontor_test_store_insert (test, "tagging", "tag", tag_text, kind, text, NULL);
}

static void
assert_tags (KontorTestStore *test, const KontorId *deal, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) tags = kontor_deal_tags_load (test->store, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (tags, deal), ==, expected);
}

static void
test_names (KontorTestStore *test, gconstpointer data)
{
  KontorId deal = add_deal (test), other = add_deal (test);
  KontorId vip = kontor_test_store_insert (test, "tag", "name", "VIP", NULL);
  KontorId fair = kontor_test_store_insert (test, "tag", "name", "fair", NULL);

  assert_tags (test, &deal, NULL);
  put (test, &vip, "deal", &deal);
  put (test, &fair, "deal", &deal);
  put (test, &fair, "deal", &other);
  assert_tags (test, &deal, "fair · VIP");
  assert_tags (test, &other, "fair");
}

/* A tag that was taken off, and one that is in the trash. */
static void
test_gone (KontorTestStore *test, gconstpointer data)
{
  KontorId deal = add_deal (test);
  KontorId vip = kontor_test_store_insert (test, "tag", "name", "VIP", NULL);
  KontorId fair = kontor_test_store_insert (test, "tag", "name", "Fair", NULL);
  KontorId on = put (test, &vip, "deal", &deal);

  put (test, &fair, "deal", &deal);
  kontor_test_store_trash (test, "tagging", &on);
  assert_tags (test, &deal, "Fair");
  kontor_test_store_trash (test, "tag", &fair);
  assert_tags (test, &deal, NULL);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestStore, NULL, set_up, test, kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/deal-tags/names-are-joined-in-their-order", test_names);
  ADD ("/deal-tags/what-is-gone-is-not-named", test_gone);
  return g_test_run ();
}
