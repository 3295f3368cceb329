/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-stamps.h"

#include "model/kontor-schema.h"

static const KontorStamp made = { 99, 17, 71240, G_GUINT64_CONSTANT (0x019b2c7a12340000) };

static void
assert_stamp (const KontorStamp *stamp, guint32 tag, gint64 version, guint32 device, KontorHlc hlc)
{
  g_assert_nonnull (stamp);
  g_assert_cmpuint (stamp->tag, ==, tag);
  g_assert_cmpint (stamp->version, ==, version);
  g_assert_cmpuint (stamp->device, ==, device);
  g_assert_cmpuint (stamp->hlc, ==, hlc);
}

static void
test_unchanged_groups (void)
{
  g_autoptr (KontorStamps) stamps = kontor_stamps_new (&made);

  g_assert_null (kontor_stamps_find (stamps, 4));
  assert_stamp (kontor_stamps_get (stamps, 4), KONTOR_STAMP_MADE, 71240, 17, made.hlc);
}

static void
test_round_trip (void)
{
  g_autoptr (KontorStamps) stamps = kontor_stamps_new (&made), copy = NULL, again = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GError) error = NULL;
  const KontorStamp *list;
  guint count;

  kontor_stamps_set (stamps, &(KontorStamp) { 900, 3, 71300, 55 });
  kontor_stamps_set (stamps, &(KontorStamp) { 4, 3, 71299, 54 });
  kontor_stamps_set (stamps, &(KontorStamp) { 0xffffffff, G_MAXUINT32, G_MAXINT64, G_MAXUINT64 });
  kontor_stamps_set (stamps, &(KontorStamp) { 4, 5, 71310, 60 });
  copy = kontor_stamps_copy (stamps);
  kontor_stamps_set (stamps, &(KontorStamp) { 4, 9, 9, 9 });
  packed = kontor_stamps_pack (copy);
  g_assert_true (kontor_stamps_unpack (packed, &again, &error));
  g_assert_no_error (error);
  list = kontor_stamps_list (again, &count);
  g_assert_cmpuint (count, ==, 4);
  assert_stamp (&list[0], KONTOR_STAMP_MADE, 71240, 17, made.hlc);
  assert_stamp (&list[1], 4, 71310, 5, 60);
  assert_stamp (&list[2], 900, 71300, 3, 55);
  assert_stamp (&list[3], 0xffffffff, G_MAXINT64, G_MAXUINT32, G_MAXUINT64);
}

static void
test_small (void)
{
  g_autoptr (KontorStamps) stamps = kontor_stamps_new (&made);
  g_autoptr (GBytes) before = kontor_stamps_pack (stamps), after = NULL;

  kontor_stamps_set (stamps, &(KontorStamp) { 6, 17, 1000000, made.hlc });
  after = kontor_stamps_pack (stamps);
  g_assert_cmpuint (g_bytes_get_size (after) - g_bytes_get_size (before), <=, 15);
}

static void
assert_damaged (gconstpointer data, gsize length)
{
  g_autoptr (GBytes) packed = g_bytes_new (data, length);
  g_autoptr (KontorStamps) stamps = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_stamps_unpack (packed, &stamps, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT);
  g_assert_null (stamps);
}

static void
test_none (void)
{
  g_autoptr (KontorStamps) stamps = NULL;

  g_assert_true (kontor_stamps_unpack (NULL, &stamps, NULL));
  g_assert_null (stamps);
}

static void
test_cut (void)
{
  g_autoptr (KontorStamps) stamps = kontor_stamps_new (&made);
  g_autoptr (GBytes) one = kontor_stamps_pack (stamps), two = NULL;
  gsize length;
  const guint8 *data;

  kontor_stamps_set (stamps, &(KontorStamp) { 6, 17, 71300, made.hlc });
  two = kontor_stamps_pack (stamps);
  data = g_bytes_get_data (two, &length);
  for (gsize cut = 0; cut < length; cut++)
    if (cut != g_bytes_get_size (one)) /* there it ends after a whole stamp */
      assert_damaged (data, cut);
}

static void
test_damaged (void)
{
  static const guint8 format[] = { 2, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1 };
  static const guint8 no_creation[] = { 1, 4, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1 };
  static const guint8 twice[]
      = { 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1 };
  static const guint8 padded[] = { 1, 0x80, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1 };
  static const guint8 wide_tag[]
      = { 1, 0, 1, 0xff, 0xff, 0xff, 0xff, 0x1f, 0, 0, 0, 0, 0, 0, 0, 1 };
  static const guint8 negative[] = { 1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                     1, 1, 0,    0,    0,    0,    0,    0,    0,    1 };

  assert_damaged (format, sizeof format);
  assert_damaged (no_creation, sizeof no_creation);
  assert_damaged (twice, sizeof twice);
  assert_damaged (padded, sizeof padded);
  assert_damaged (wide_tag, sizeof wide_tag);
  assert_damaged (negative, sizeof negative);
}

static void
test_tags (void)
{
  const KontorEntity *deal = kontor_schema_find (kontor_schema_get_default (), "deal");
  int rank = kontor_entity_find_field (deal, "rank");

  g_assert_cmpuint (kontor_stamp_tag_for_field (deal, (guint) rank), ==, 4);
  g_assert_cmpuint (kontor_stamp_tag_for_field (deal, (guint) kontor_entity_get_deleted_at (deal)),
                    ==, KONTOR_TAG_DELETED_AT);
  g_assert_cmpuint (kontor_stamp_tag_for_extra ("314"), ==, 314);
  g_assert_cmpuint (kontor_stamp_tag_for_extra ("0314"), >=, 0x80000000);
  g_assert_cmpuint (kontor_stamp_tag_for_extra ("65536"), >=, 0x80000000);
  g_assert_cmpuint (kontor_stamp_tag_for_extra ("0198c0de-0000-7000-8000-000000000001"), >=,
                    0x80000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stamps/unchanged-group-has-the-creations", test_unchanged_groups);
  g_test_add_func ("/stamps/packed-and-back-are-the-same", test_round_trip);
  g_test_add_func ("/stamps/none-are-none", test_none);
  g_test_add_func ("/stamps/changed-group-costs-fifteen-bytes", test_small);
  g_test_add_func ("/stamps/cut-off-is-damaged", test_cut);
  g_test_add_func ("/stamps/only-the-packed-form-is-read", test_damaged);
  g_test_add_func ("/stamps/groups-are-named-by-their-first-field", test_tags);
  return g_test_run ();
}
