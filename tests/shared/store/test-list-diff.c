/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-list-diff.h"

typedef GArray Rows; /* of gint64 */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rows, g_array_unref)

static Rows *
read_rows (const char *text)
{
  Rows *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *text != '\0'; text++)
    {
      gint64 rowid = *text;

      g_array_append_val (rows, rowid);
    }
  return rows;
}

static GArray *
diff (const Rows *before, const Rows *after)
{
  return kontor_list_diff ((const gint64 *) (gpointer) before->data, before->len,
                           (const gint64 *) (gpointer) after->data, after->len);
}

/* Carries @ranges out on @before, as a view does. */
static Rows *
carry_out (const Rows *before, const Rows *after, const GArray *ranges)
{
  Rows *rows = g_array_copy ((Rows *) before);
  guint end_before = 0, end_after = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const KontorListRange *range = &g_array_index (ranges, KontorListRange, i);

      g_assert_cmpuint (range->removed + range->added, >, 0);
      /* In order, with at least a row between them. */
      g_assert_true (i == 0 || range->before > end_before);
      g_assert_cmpuint (range->before - end_before, ==, range->after - end_after);
      end_before = range->before + range->removed;
      end_after = range->after + range->added;
      if (range->removed > 0)
        g_array_remove_range (rows, range->after, range->removed);
      g_array_insert_vals (rows, range->after, &g_array_index (after, gint64, range->after),
                           range->added);
    }
  return rows;
}

static void
assert_leads (const Rows *before, const Rows *after, const GArray *ranges)
{
  g_autoptr (Rows) made = carry_out (before, after, ranges);

  g_assert_cmpuint (made->len, ==, after->len);
  for (guint i = 0; i < made->len; i++)
    g_assert_cmpint (g_array_index (made, gint64, i), ==, g_array_index (after, gint64, i));
}

static void
assert_diff (const char *from, const char *to, const char *expected)
{
  g_autoptr (Rows) before = read_rows (from), after = read_rows (to);
  g_autoptr (GArray) ranges = diff (before, after);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      const KontorListRange *range = &g_array_index (ranges, KontorListRange, i);

      g_string_append_printf (found, "%s%u-%u+%u", i > 0 ? " " : "", range->after, range->removed,
                              range->added);
    }
  g_assert_cmpstr (found->str, ==, expected);
  assert_leads (before, after, ranges);
}

static void
test_equal (void)
{
  assert_diff ("", "", "");
  assert_diff ("abc", "abc", "");
}

static void
test_simple (void)
{
  assert_diff ("", "abc", "0-0+3");
  assert_diff ("abc", "", "0-3+0");
  assert_diff ("ac", "abc", "1-0+1");
  assert_diff ("abc", "ac", "1-1+0");
  assert_diff ("abc", "axc", "1-1+1");
  assert_diff ("abc", "abcde", "3-0+2");
  assert_diff ("abc", "xyabc", "0-0+2");
  assert_diff ("abc", "xyz", "0-3+3");
}

static void
test_several (void)
{
  assert_diff ("abcdef", "xabdefy", "0-0+1 3-1+0 6-0+1");
  assert_diff ("abcdef", "bdf", "0-1+0 1-1+0 2-1+0");
}

/* The row that moves is told of, not those it passes. */
static void
test_moves (void)
{
  assert_diff ("abcdef", "bcdefa", "0-1+0 5-0+1");
  assert_diff ("abcdef", "fabcde", "0-0+1 6-1+0");
  assert_diff ("abcdef", "aecdbf", "1-1+1 4-1+1");
  assert_diff ("abcdef", "adbcef", "1-0+1 4-1+0");
}

static Rows *
make_random (guint n, guint n_possible)
{
  g_autoptr (Rows) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  Rows *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_possible; i++)
    {
      /* Rowids far apart and beside each other, negative too. */
      gint64 rowid = i % 3 == 0 ? (gint64) i << 40 : -(gint64) i;

      g_array_append_val (all, rowid);
    }
  for (guint i = 0; i < n && all->len > 0; i++)
    {
      guint place = g_test_rand_int_range (0, all->len);

      g_array_append_val (rows, g_array_index (all, gint64, place));
      g_array_remove_index_fast (all, place);
    }
  return rows;
}

/* The longest common subsequence, by the book: n × m steps. */
static guint
measure_common (const Rows *a, const Rows *b)
{
  g_autofree guint *lengths = g_new0 (guint, (a->len + 1) * (b->len + 1));
  guint width = b->len + 1;

  for (guint i = 1; i <= a->len; i++)
    for (guint j = 1; j <= b->len; j++)
      lengths[i * width + j] = g_array_index (a, gint64, i - 1) == g_array_index (b, gint64, j - 1)
                                   ? lengths[(i - 1) * width + j - 1] + 1
                                   : MAX (lengths[(i - 1) * width + j], lengths[i * width + j - 1]);
  return lengths[a->len * width + b->len];
}

static void
test_random (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      guint n_possible = g_test_rand_int_range (1, 40);
      g_autoptr (Rows) before = make_random (g_test_rand_int_range (0, 30), n_possible);
      g_autoptr (Rows) after = make_random (g_test_rand_int_range (0, 30), n_possible);
      g_autoptr (GArray) ranges = diff (before, after);
      guint removed = 0;

      assert_leads (before, after, ranges);
      for (guint i = 0; i < ranges->len; i++)
        removed += g_array_index (ranges, KontorListRange, i).removed;
      g_assert_cmpuint (before->len - removed, ==, measure_common (before, after));
    }
}

static void
shuffle_some (Rows *rows, guint n_moves)
{
  for (guint i = 0; i < n_moves; i++)
    {
      guint from = g_test_rand_int_range (0, rows->len);
      gint64 rowid = g_array_index (rows, gint64, from);

      g_array_remove_index (rows, from);
      g_array_insert_val (rows, g_test_rand_int_range (0, rows->len + 1), rowid);
    }
}

static void
test_many (void)
{
  static const guint n_moves[] = { 1, 5, 30, 300, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (n_moves); i++)
    {
      g_autoptr (Rows) before = make_random (5000, 5000);
      g_autoptr (Rows) after = g_array_copy (before);
      g_autoptr (GArray) ranges = NULL;

      shuffle_some (after, n_moves[i]);
      ranges = diff (before, after);
      assert_leads (before, after, ranges);
      g_assert_cmpuint (ranges->len, <=, MIN (2 * n_moves[i], KONTOR_LIST_MAX_RANGES));
    }
}

static void
test_million (void)
{
  g_autoptr (Rows) before = g_array_sized_new (FALSE, FALSE, sizeof (gint64), 1000000);
  g_autoptr (Rows) after = g_array_sized_new (FALSE, FALSE, sizeof (gint64), 1000000);
  g_autoptr (GArray) ranges = NULL;

  for (gint64 i = 0; i < 1000000; i++)
    {
      gint64 turned = 999999 - i;

      g_array_append_val (before, i);
      g_array_append_val (after, turned);
    }
  ranges = diff (before, after);
  g_assert_cmpuint (ranges->len, <=, 2);
  assert_leads (before, after, ranges);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-diff/equal-lists-have-none", test_equal);
  g_test_add_func ("/list-diff/one-change-is-one-range", test_simple);
  g_test_add_func ("/list-diff/changes-apart-stay-apart", test_several);
  g_test_add_func ("/list-diff/only-what-moves-is-told", test_moves);
  g_test_add_func ("/list-diff/random-lists-lead-to-each-other-by-the-shortest-way", test_random);
  g_test_add_func ("/list-diff/many-ranges-are-joined", test_many);
  g_test_add_func ("/list-diff/a-million-rows-turned-round-are-no-trouble", test_million);
  return g_test_run ();
}
