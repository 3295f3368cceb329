/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-refused.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  KontorImportRefused *refused;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("kontor-refused-XXXXXX", NULL);
  self->refused = kontor_import_refused_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  kontor_import_refused_unref (self->refused);
}

static char *
write_file (Fixture *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
refuse (Fixture *self, const char *file, guint64 row, const char *column, KontorProblemKind kind)
{
  KontorProblem problem = { .kind = kind, .column = (char *) column, .value = (char *) "x" };
  KontorImportEvent event
      = { .verdict = KONTOR_VERDICT_REFUSED, .source = file, .row = row, .problem = &problem };
  kontor_import_refused_take (self->refused, &event);
}

/* The names of the files written, joined; what is in @name is @expected. */
static char *
save (Fixture *self, const char *path, const char *name, const char *expected)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = kontor_import_refused_save (self->refused, paths, self->folder, &error);
  g_assert_no_error (error);
  if (name)
    {
      g_autofree char *saved = g_build_filename (self->folder, name, NULL), *text = NULL;
      g_assert_true (g_file_get_contents (saved, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, expected);
    }
  return g_strjoinv ("|", names);
}

/* A row keeps its values as they stood, quotes and all; the row that came in is not there. */
static void
test_rows (Fixture *self, gconstpointer data)
{
  g_autofree char *path
      = write_file (self, "deals.csv", "title;product\n\"A; B\";GTXPro\nFine;GTX Pro\nShort\n");
  g_autofree char *names = NULL;
  refuse (self, "deals.csv", 2, "product", KONTOR_PROBLEM_CYCLE);
  refuse (self, "deals.csv", 2, "title", KONTOR_PROBLEM_RAGGED);
  refuse (self, "deals.csv", 4, NULL, KONTOR_PROBLEM_CYCLE);
  g_assert_cmpuint (kontor_import_refused_get_n (self->refused), ==, 2);
  names = save (self, path, "deals, refused.csv",
                "title,product,Refused because\r\n"
                "A; B,GTXPro,product: It would come to belong to itself.\r\n"
                "Short,,It would come to belong to itself.\r\n");
  g_assert_cmpstr (names, ==, "deals, refused.csv");
}

static void
test_overwrites_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "deals.csv", "title\nA\n");
  g_autofree char *there = write_file (self, "deals, refused.csv", "mine");
  g_autofree char *names = NULL, *text = NULL;
  refuse (self, "deals.csv", 2, "title", KONTOR_PROBLEM_CYCLE);
  names = save (self, path, NULL, NULL);
  g_assert_cmpstr (names, ==, "deals, refused 2.csv");
  g_assert_true (g_file_get_contents (there, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "deals.csv", "title\nA\n");
  g_autofree char *names = NULL;
  KontorImportEvent created
      = { .verdict = KONTOR_VERDICT_CREATED, .source = "deals.csv", .row = 2 };
  kontor_import_refused_take (self->refused, &created);
  refuse (self, "others.csv", 2, "title", KONTOR_PROBLEM_CYCLE);
  names = save (self, path, NULL, NULL);
  g_assert_cmpstr (names, ==, "");
}

/* Cards too: as they stood, each with the reason, which is no part of it when it is read again. */
static void
test_cards (Fixture *self, gconstpointer data)
{
  g_autofree char *path
      = write_file (self, "phone.vcf",
                    "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n"
                    "BEGIN:VCARD\nVERSION:2.1\nitem1.X-ODD;TYPE=a:b\nNOTE:Who?\nEND:VCARD\n"
                    "BEGIN:VCARD\nVERSION:4.0\nFN:Bo\nEND:VCARD\n");
  g_autofree char *names = NULL;
  refuse (self, "phone.vcf", 2, NULL, KONTOR_PROBLEM_CYCLE);
  refuse (self, "phone.vcf", 3, "FN", KONTOR_PROBLEM_CYCLE);
  names = save (self, path, "phone, refused.vcf",
                "BEGIN:VCARD\r\nVERSION:2.1\r\nitem1.X-ODD;a:b\r\nNOTE:Who?\r\n"
                "X-KONTOR-REFUSED:It would come to belong to itself.\r\nEND:VCARD\r\n"
                "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bo\r\n"
                "X-KONTOR-REFUSED:FN: It would come to belong to itself.\r\nEND:VCARD\r\n");
  g_assert_cmpstr (names, ==, "phone, refused.vcf");
  /* Refused once more it says why only once. */
  {
    g_autofree char *again = g_build_filename (self->folder, "phone, refused.vcf", NULL);
    g_autofree char *saved = NULL;
    refuse (self, "phone, refused.vcf", 2, NULL, KONTOR_PROBLEM_CYCLE);
    saved = save (self, again, "phone, refused, refused.vcf",
                  "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bo\r\n"
                  "X-KONTOR-REFUSED:It would come to belong to itself.\r\nEND:VCARD\r\n");
  }
}

/* Of two files of one name each gives its own rows; one that was given twice gives them once. */
static void
test_same_names (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "old", NULL);
  g_autofree char *first = write_file (self, "deals.csv", "title\nA\nB\n");
  g_autofree char *second = g_build_filename (folder, "deals.csv", NULL);
  const char *paths[] = { first, second, first, NULL };
  g_autofree char *a = g_build_filename (self->folder, "deals, refused.csv", NULL);
  g_autofree char *b = g_build_filename (self->folder, "deals, refused 2.csv", NULL);
  g_autofree char *in_a = NULL, *in_b = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (second, "title\nC\n", -1, NULL));
  refuse (self, "deals.csv", 3, NULL, KONTOR_PROBLEM_CYCLE);
  refuse (self, "old/deals.csv", 2, NULL, KONTOR_PROBLEM_CYCLE);
  names = kontor_import_refused_save (self->refused, paths, self->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_true (g_file_get_contents (a, &in_a, NULL, NULL));
  g_assert_true (g_file_get_contents (b, &in_b, NULL, NULL));
  g_assert_true (g_str_has_prefix (in_a, "title,Refused because\r\nB,"));
  g_assert_true (g_str_has_prefix (in_b, "title,Refused because\r\nC,"));
  g_unlink (second);
  g_rmdir (folder);
}

static void
test_fails (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "deals.csv", "title\nA\n");
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  refuse (self, "deals.csv", 2, "title", KONTOR_PROBLEM_CYCLE);
  g_assert_null (kontor_import_refused_save (self->refused, paths, "/nonexistent/folder", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_unlink (path);
  g_assert_null (kontor_import_refused_save (self->refused, paths, self->folder, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/refused/rows-are-as-they-stood-and-say-why", test_rows);
  ADD ("/refused/nothing-is-overwritten", test_overwrites_nothing);
  ADD ("/refused/where-none-was-there-is-no-file", test_none);
  ADD ("/refused/cards-are-as-they-stood-and-say-why", test_cards);
  ADD ("/refused/files-of-one-name-are-two", test_same_names);
  ADD ("/refused/says-when-it-fails", test_fails);
  return g_test_run ();
}
