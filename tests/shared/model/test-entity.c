/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-entity.h"

static const KontorField table[] = {
  { 1, "name", KONTOR_TEXT, 0, .since = 1, .label = "Name" },
  { 7, "street", KONTOR_TEXT, KONTOR_SEARCH, .since = 1, .label = "Street", .group = "address" },
  { 3, "number", KONTOR_INTEGER, 0, .since = 1, .label = "Number" },
  { 4, "city", KONTOR_TEXT, 0, .since = 1, .label = "City", .group = "address" },
};
static const KontorEntity thing = { "thing", KONTOR_FIELDS (table), .since = 1 };

static const KontorField child_table[] = {
  { 1, "thing", KONTOR_REF, KONTOR_PARENT, .since = 1, .label = "Thing", .target = "thing" },
  { 2, "name", KONTOR_TEXT, KONTOR_SEARCH, .since = 1, .label = "Name" },
};
static const KontorEntity child = { "child", KONTOR_FIELDS (child_table), .since = 1 };

static void
test_finds_nothing (void)
{
  g_assert_cmpint (kontor_entity_find_field (&thing, "Name"), ==, -1);
  g_assert_cmpint (kontor_entity_find_field (&thing, ""), ==, -1);
  g_assert_cmpint (kontor_entity_find_tag (&thing, 0), ==, -1);
  g_assert_cmpint (kontor_entity_find_tag (&thing, 2), ==, -1);
}

static void
test_common_fields_follow (void)
{
  g_assert_cmpuint (kontor_entity_get_n_fields (&thing), ==, 7);
  g_assert_cmpstr (kontor_entity_get_field (&thing, 3)->name, ==, "city");
  g_assert_cmpstr (kontor_entity_get_field (&thing, 4)->name, ==, "deleted_at");
  g_assert_cmpint (kontor_entity_get_deleted_at (&thing), ==, 4);
  g_assert_cmpint (kontor_entity_find_field (&thing, "external_key"), ==, 6);
  g_assert_cmpint (kontor_entity_find_tag (&thing, KONTOR_TAG_SOURCE), ==, 5);
  g_assert_cmpint (kontor_entity_find_tag (&thing, 7), ==, 1);
}

static void
test_groups (void)
{
  g_assert_cmpuint (kontor_entity_get_group (&thing, 0), ==, 0);
  g_assert_cmpuint (kontor_entity_get_group (&thing, 1), ==, 1);
  g_assert_cmpuint (kontor_entity_get_group (&thing, 2), ==, 2);
  g_assert_cmpuint (kontor_entity_get_group (&thing, 3), ==, 1);
  g_assert_cmpuint (kontor_entity_get_group (&thing, 6), ==, 5);
  g_assert_cmpuint (kontor_entity_get_group_mask (&thing, 0), ==, 1 << 0);
  g_assert_cmpuint (kontor_entity_get_group_mask (&thing, 1), ==, 1 << 1 | 1 << 3);
  g_assert_cmpuint (kontor_entity_get_group_mask (&thing, 5), ==, 1 << 5 | 1 << 6);
}

static void
test_every_field_is_in_one_group (void)
{
  guint64 all = 0;

  for (guint i = 0; i < kontor_entity_get_n_fields (&thing); i++)
    {
      guint64 mask;

      if (kontor_entity_get_group (&thing, i) != i)
        continue;
      mask = kontor_entity_get_group_mask (&thing, i);
      g_assert_cmpuint (all & mask, ==, 0);
      all |= mask;
    }
  g_assert_cmpuint (all, ==, (1 << 7) - 1);
}

static void
test_search (void)
{
  const KontorEntity unsearched = { "plain", table, 1, .since = 1 };

  g_assert_true (kontor_entity_is_searchable (&thing));
  g_assert_false (kontor_entity_is_searchable (&child));
  g_assert_false (kontor_entity_is_searchable (&unsearched));
  g_assert_true (kontor_entity_has_parent (&child));
  g_assert_false (kontor_entity_has_parent (&thing));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entity/finds-nothing-by-a-wrong-name-or-tag", test_finds_nothing);
  g_test_add_func ("/entity/common-fields-follow-its-own", test_common_fields_follow);
  g_test_add_func ("/entity/groups-need-not-lie-together", test_groups);
  g_test_add_func ("/entity/every-field-is-in-one-group", test_every_field_is_in_one_group);
  g_test_add_func ("/entity/what-belongs-to-another-is-found-with-it", test_search);
  return g_test_run ();
}
