/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-dialect.h"

#include <string.h>

static void
assert_dialect (const char *sample, char delimiter, char quote)
{
  KontorCsvDialect dialect = kontor_csv_dialect_detect (sample, strlen (sample), TRUE, '\0');

  if (dialect.delimiter != delimiter || dialect.quote != quote)
    g_error ("delimiter '%c', quote '%c' in:\n%s", dialect.delimiter, dialect.quote, sample);
}

static void
test_finds_the_delimiter (void)
{
  assert_dialect ("a,b,c\n1,2,3\n", ',', '"');
  assert_dialect ("a;b;c\n1;2;3\n", ';', '"');
  assert_dialect ("a\tb\tc\n1\t2\t3\n", '\t', '"');
  assert_dialect ("a|b|c\n1|2|3\n", '|', '"');
  assert_dialect ("a;b\r1;2\r", ';', '"');
  assert_dialect ("a,b\n", ',', '"');
}

static void
test_other_delimiters_in_values_do_not_mislead (void)
{
  assert_dialect ("name;address\nSmith, John;1 Main st, York\nDoe, Jane;2 Side st, Hull\n", ';',
                  '"');
  assert_dialect ("name,tags,note\nA,x;y,1|2\nB,p;q,3|4\n", ',', '"');
  assert_dialect ("name,tags\n\"A;B;C\",x\n\"D;E;F\",y\n", ',', '"');
  assert_dialect ("name\tplace\nDoe, J\tYork, UK\nRoe, R\tHull, UK\n", '\t', '"');
  assert_dialect ("a,b,c\n1,2,3\nx;y,5\n7,8,9\n", ',', '"');
}

static void
test_decimal_comma_is_no_delimiter (void)
{
  assert_dialect ("product;price\nA;1,50\nB;2,75\n", ';', '"');
  assert_dialect ("1,50;2,75\n3,25;4,50\n", ';', '"');
  assert_dialect ("1,2,3\n4,5,6\n", ',', '"');
}

static void
test_one_column_stays_whole (void)
{
  assert_dialect ("", ',', '"');
  assert_dialect ("name\nAda\nGrace\n", ',', '"');
  assert_dialect ("name\nLovelace, Ada\nHopper, Grace\n", ';', '"');
}

static void
test_told_delimiter_is_not_guessed (void)
{
  const char *sample = "a,b\n1,2\n";
  KontorCsvDialect dialect = kontor_csv_dialect_detect (sample, strlen (sample), TRUE, ';');

  g_assert_cmpint (dialect.delimiter, ==, ';');
}

static void
test_finds_the_quote (void)
{
  assert_dialect ("'a','b'\n'x, y','2'\n'it''s','3'\n", ',', '\'');
  assert_dialect ("name,town\n'Aisha,'s Gravenhage\nJan,'t Harde\n", ',', '"');
  assert_dialect ("a\tb\n\"12 inch\t1\n15 inch\t2\nx\t3\n", '\t', '\0');
  assert_dialect ("a,b\n\"x \"y\" z\",1\nu,2\n", ',', '"');
}

static void
test_blanks_before_quotes_are_found (void)
{
  const char *spaced = "a, \"b\", c\n1, \"x, y\", 3\n";
  const char *plain = "a,b,c\n1,\"x, y\",3\n";

  g_assert_true (kontor_csv_dialect_detect (spaced, strlen (spaced), TRUE, '\0').blanks_before);
  g_assert_false (kontor_csv_dialect_detect (plain, strlen (plain), TRUE, '\0').blanks_before);
}

static void
test_preamble_is_found (void)
{
  const char *linkedin = "Notes:\n\"When exporting, some may be missing.\"\n\n"
                         "First Name,Last Name,Company\nAda,Lovelace,AE Ltd\nGrace,Hopper,Navy\n";
  const char *title = "Contacts\n\na;b\n1;2\n3;4\n";
  const char *none = "name\nLovelace, Ada\nHopper, Grace\n";

  g_assert_cmpuint (kontor_csv_dialect_detect (linkedin, strlen (linkedin), TRUE, '\0').n_preamble,
                    ==, 2);
  g_assert_cmpuint (kontor_csv_dialect_detect (title, strlen (title), TRUE, '\0').n_preamble, ==,
                    1);
  g_assert_cmpuint (kontor_csv_dialect_detect (title, strlen (title), TRUE, '\0').delimiter, ==,
                    ';');
  g_assert_cmpuint (kontor_csv_dialect_detect (none, strlen (none), TRUE, '\0').n_preamble, ==, 0);
}

static void
test_sample_may_end_anywhere (void)
{
  const char *sample
      = "name;note;price\nA;\"one\ntwo; three\";1,50\nB;\"four\";2,75\nC;five;3,00\n";

  for (gsize length = strlen ("name;note;price\nA;\"one\ntwo; three\";1,5");
       length < strlen (sample); length++)
    {
      KontorCsvDialect dialect = kontor_csv_dialect_detect (sample, length, FALSE, '\0');

      g_assert_cmpint (dialect.delimiter, ==, ';');
      g_assert_cmpint (dialect.quote, ==, '"');
    }
}

static void
test_sep_line_is_known (void)
{
  char delimiter = 'x';

  g_assert_cmpuint (kontor_csv_dialect_find_sep_line (";", 1, &delimiter), ==, 0);
  g_assert_cmpuint (kontor_csv_dialect_find_sep_line ("sep=", 4, &delimiter), ==, 0);
  g_assert_cmpuint (kontor_csv_dialect_find_sep_line ("sep=x\n", 6, &delimiter), ==, 0);
  g_assert_cmpuint (kontor_csv_dialect_find_sep_line ("sep=;a\n", 7, &delimiter), ==, 0);
  g_assert_cmpint (delimiter, ==, 'x');
  g_assert_cmpuint (kontor_csv_dialect_find_sep_line ("sep=;\r\na", 8, &delimiter), ==, 7);
  g_assert_cmpint (delimiter, ==, ';');
  g_assert_cmpuint (kontor_csv_dialect_find_sep_line ("SEP=\t\n", 6, &delimiter), ==, 6);
  g_assert_cmpint (delimiter, ==, '\t');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-dialect/finds-the-delimiter", test_finds_the_delimiter);
  g_test_add_func ("/csv-dialect/other-delimiters-in-values-do-not-mislead",
                   test_other_delimiters_in_values_do_not_mislead);
  g_test_add_func ("/csv-dialect/decimal-comma-is-no-delimiter",
                   test_decimal_comma_is_no_delimiter);
  g_test_add_func ("/csv-dialect/one-column-stays-whole", test_one_column_stays_whole);
  g_test_add_func ("/csv-dialect/told-delimiter-is-not-guessed",
                   test_told_delimiter_is_not_guessed);
  g_test_add_func ("/csv-dialect/finds-the-quote", test_finds_the_quote);
  g_test_add_func ("/csv-dialect/blanks-before-quotes-are-found",
                   test_blanks_before_quotes_are_found);
  g_test_add_func ("/csv-dialect/preamble-is-found", test_preamble_is_found);
  g_test_add_func ("/csv-dialect/sample-may-end-anywhere", test_sample_may_end_anywhere);
  g_test_add_func ("/csv-dialect/sep-line-is-known", test_sep_line_is_known);
  return g_test_run ();
}
