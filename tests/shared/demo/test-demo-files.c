/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo-files.h"

#include "model/kontor-date.h"

#include <glib/gstdio.h>
#include <string.h>

static KontorDemoFiles *files;

/* The rows of a file below its header, as lists of cells. The files need no quotes. */
static GPtrArray *
read_rows (const char *name, guint n_columns)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *text = kontor_demo_files_get_text (files, name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);

  g_assert_null (strchr (text, '"'));
  g_assert_cmpstr (lines[n_lines - 1], ==, "");
  for (guint i = 1; i + 1 < n_lines; i++)
    {
      char **cells = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, n_columns);
      g_ptr_array_add (rows, cells);
    }
  return rows;
}

static const char *
get_cell (GPtrArray *rows, guint row, guint column)
{
  return ((char **) rows->pdata[row])[column];
}

static guint
count_cells (GPtrArray *rows, guint column, const char *text)
{
  guint count = 0;

  for (guint i = 0; i < rows->len; i++)
    count += g_str_equal (get_cell (rows, i, column), text);
  return count;
}

/* Each different cell of a column. */
static GHashTable *
collect_cells (GPtrArray *rows, guint column)
{
  GHashTable *cells = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (cells, (gpointer) get_cell (rows, i, column));
  return cells;
}

static void
test_accounts (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("accounts.csv", 7);
  g_autoptr (GHashTable) names = collect_cells (rows, 0);

  g_assert_cmpuint (rows->len, ==, KONTOR_DEMO_N_ACCOUNTS);
  g_assert_cmpuint (g_hash_table_size (names), ==, KONTOR_DEMO_N_ACCOUNTS);
  g_assert_cmpuint (count_cells (rows, 6, ""), ==, KONTOR_DEMO_N_ACCOUNTS - KONTOR_DEMO_N_PARENTED);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *parent = get_cell (rows, i, 6);

      g_assert_true (*parent == '\0' || g_hash_table_contains (names, parent));
      g_assert_cmpstr (parent, !=, get_cell (rows, i, 0));
    }
  g_assert_cmpuint (count_cells (rows, 1, "manufactring"), >, 0);
  g_assert_cmpuint (count_cells (rows, 5, "Philipines"), ==, 1);
}

static void
test_teams (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("sales_teams.csv", 3);
  g_autoptr (GHashTable) agents = collect_cells (rows, 0);
  g_autoptr (GHashTable) managers = collect_cells (rows, 1);
  g_autoptr (GHashTable) offices = collect_cells (rows, 2);
  GHashTableIter iter;
  gpointer name;

  g_assert_cmpuint (g_hash_table_size (agents), ==, KONTOR_DEMO_N_AGENTS);
  g_assert_cmpuint (g_hash_table_size (managers), ==, KONTOR_DEMO_N_MANAGERS);
  g_assert_cmpuint (g_hash_table_size (offices), ==, 3);
  g_hash_table_iter_init (&iter, managers);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_assert_false (g_hash_table_contains (agents, name));
      g_assert_cmpuint (count_cells (rows, 1, name), >=, 5);
    }
}

static void
test_counts_of_deals (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("sales_pipeline.csv", 8);
  g_autoptr (GHashTable) keys = collect_cells (rows, 0);

  g_assert_cmpuint (rows->len, ==, KONTOR_DEMO_N_DEALS);
  g_assert_cmpuint (g_hash_table_size (keys), ==, KONTOR_DEMO_N_DEALS);
  g_assert_cmpuint (count_cells (rows, 4, "Won"), ==, 4238);
  g_assert_cmpuint (count_cells (rows, 4, "Lost"), ==, 2473);
  g_assert_cmpuint (count_cells (rows, 4, "Engaging"), ==, 1589);
  g_assert_cmpuint (count_cells (rows, 4, "Prospecting"), ==, 500);
  g_assert_cmpuint (count_cells (rows, 3, ""), ==, 1425);
  g_assert_cmpuint (count_cells (rows, 2, KONTOR_DEMO_MISSPELT), ==, 1480);
  g_assert_cmpuint (count_cells (rows, 2, KONTOR_DEMO_MEANT), ==, 0);
}

static void
test_deals_name_what_is_there (void)
{
  g_autoptr (GPtrArray) accounts = read_rows ("accounts.csv", 7);
  g_autoptr (GPtrArray) products = read_rows ("products.csv", 3);
  g_autoptr (GPtrArray) teams = read_rows ("sales_teams.csv", 3);
  g_autoptr (GPtrArray) rows = read_rows ("sales_pipeline.csv", 8);
  g_autoptr (GHashTable) account_names = collect_cells (accounts, 0);
  g_autoptr (GHashTable) product_names = collect_cells (products, 0);
  g_autoptr (GHashTable) agents = collect_cells (teams, 0);
  g_autoptr (GHashTable) selling = collect_cells (rows, 1);

  g_assert_cmpuint (g_hash_table_size (product_names), ==, KONTOR_DEMO_N_PRODUCTS);
  g_assert_true (g_hash_table_contains (product_names, KONTOR_DEMO_MEANT));
  for (guint i = 0; i < rows->len; i++)
    {
      const char *product = get_cell (rows, i, 2), *account = get_cell (rows, i, 3);

      g_assert_true (g_hash_table_contains (agents, get_cell (rows, i, 1)));
      g_assert_true (g_str_equal (product, KONTOR_DEMO_MISSPELT)
                     || g_hash_table_contains (product_names, product));
      g_assert_true (*account == '\0' || g_hash_table_contains (account_names, account));
    }
  g_assert_cmpuint (g_hash_table_size (selling), <, KONTOR_DEMO_N_AGENTS);
}

static void
test_dates_and_values_fit_the_stage (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("sales_pipeline.csv", 8);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *stage = get_cell (rows, i, 4);
      const char *value = get_cell (rows, i, 7);
      gboolean is_won = g_str_equal (stage, "Won");
      gboolean is_closed = is_won || g_str_equal (stage, "Lost");
      KontorDate engaged = 0, closed = 0;

      g_assert_cmpint (kontor_date_from_text (get_cell (rows, i, 5), &engaged), ==,
                       !g_str_equal (stage, "Prospecting"));
      g_assert_cmpint (kontor_date_from_text (get_cell (rows, i, 6), &closed), ==, is_closed);
      if (is_closed)
        g_assert_cmpint (engaged, <, closed);
      if (is_won)
        g_assert_cmpint (g_ascii_strtoll (value, NULL, 10), >, 0);
      else
        g_assert_cmpstr (value, ==, is_closed ? "0" : "");
      /* Only open deals lack an account. */
      g_assert_true (!is_closed || *get_cell (rows, i, 3) != '\0');
    }
}

static void
test_follows_from_seed (void)
{
  g_autoptr (KontorDemoFiles) again = kontor_demo_files_new (1);
  g_autoptr (KontorDemoFiles) other = kontor_demo_files_new (2);

  for (const char *const *name = kontor_demo_files_get_names (); *name != NULL; name++)
    {
      const char *text = kontor_demo_files_get_text (files, *name);

      g_assert_cmpstr (kontor_demo_files_get_text (again, *name), ==, text);
      if (!g_str_equal (*name, "products.csv"))
        g_assert_cmpstr (kontor_demo_files_get_text (other, *name), !=, text);
    }
  g_assert_null (kontor_demo_files_get_text (files, "deals.csv"));
}

static void
test_writes (void)
{
  g_autofree char *top = g_dir_make_tmp ("kontor-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (top, "new", "folder", NULL);
  g_autofree char *parent = g_build_filename (top, "new", NULL);
  g_autoptr (GError) error = NULL;

  kontor_demo_files_write (files, folder, &error);
  g_assert_no_error (error);
  kontor_demo_files_write (files, folder, &error); /* again, over them */
  g_assert_no_error (error);
  for (const char *const *name = kontor_demo_files_get_names (); *name != NULL; name++)
    {
      g_autofree char *path = g_build_filename (folder, *name, NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, kontor_demo_files_get_text (files, *name));
      g_unlink (path);
    }
  g_rmdir (folder);
  g_rmdir (parent);
  g_rmdir (top);
}

static void
test_says_where_it_can_not_write (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_demo_files_write (files, "/dev/null/folder", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "/dev/null/folder"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  files = kontor_demo_files_new (1);
  g_test_add_func ("/demo-files/accounts-with-parents-and-dirt", test_accounts);
  g_test_add_func ("/demo-files/agents-and-managers-are-forty-one", test_teams);
  g_test_add_func ("/demo-files/deals-have-the-promised-counts", test_counts_of_deals);
  g_test_add_func ("/demo-files/deals-name-what-is-there", test_deals_name_what_is_there);
  g_test_add_func ("/demo-files/dates-and-values-fit-the-stage",
                   test_dates_and_values_fit_the_stage);
  g_test_add_func ("/demo-files/follow-from-the-seed", test_follows_from_seed);
  g_test_add_func ("/demo-files/are-written-into-a-new-folder", test_writes);
  g_test_add_func ("/demo-files/a-folder-that-can-not-be-made", test_says_where_it_can_not_write);
  status = g_test_run ();
  kontor_demo_files_free (files);
  return status;
}
