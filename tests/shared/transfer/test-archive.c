/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"
#include "transfer/kontor-archive.h"
#include "util/kontor-error.h"

#include <string.h>
#include <yyjson.h>

#define BLOCK 512

typedef struct
{
  KontorTestStore store;
  GByteArray *bytes;
  GHashTable *files; /* name to GBytes */
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  KontorId ana, tag;

  kontor_test_store_set_up (&test->store, NULL);
  test->bytes = g_byte_array_new ();
  test->files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_assert_true (kontor_store_set_setting (test->store.store, "currency", "SEK", NULL));
  g_assert_true (kontor_store_set_setting (test->store.store, "secret", "tell nobody", NULL));
  kontor_test_store_insert (&test->store, "company", "name", "Acme, \"Inc\"", NULL);
  ana = kontor_test_store_insert (&test->store, "contact", "last_name", "Ruiz", NULL);
  kontor_test_store_update (&test->store, "contact", &ana, "nickname", "Anita", NULL);
  tag = kontor_test_store_insert (&test->store, "tag", "name", "VIP", NULL);
  kontor_test_store_trash (&test->store, "tag", &tag);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_byte_array_unref (test->bytes);
  g_hash_table_unref (test->files);
  kontor_test_store_tear_down (&test->store, NULL);
}

static gboolean
take (const char *text, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, (const guint8 *) text, length);
  return TRUE;
}

/* Takes the archive apart by what the standard says. */
static void
unpack (Test *test)
{
  gsize at = 0;

  while (test->bytes->data[at] != '\0')
    {
      const char *header = (const char *) test->bytes->data + at;
      gsize size = g_ascii_strtoull (header + 124, NULL, 8);

      g_assert_cmpmem (header + 257, 6, "ustar", 6);
      g_hash_table_insert (test->files, g_strdup (header), g_bytes_new (header + BLOCK, size));
      at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
  g_assert_cmpuint (test->bytes->len, ==, at + 2 * BLOCK);
}

static void
write_archive (Test *test)
{
  g_autoptr (GError) error = NULL;

  kontor_archive_write (test->store.store, take, test->bytes, &error);
  g_assert_no_error (error);
  unpack (test);
}

static char *
dup_file (Test *test, const char *name)
{
  GBytes *bytes = g_hash_table_lookup (test->files, name);

  g_assert_nonnull (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_holds_every_record (Test *test, gconstpointer data)
{
  g_autofree char *dump = kontor_test_store_dump (&test->store);
  g_autofree char *records = NULL, *companies = NULL, *cards = NULL, *settings = NULL;

  write_archive (test);
  records = dup_file (test, "records.txt");
  g_assert_cmpstr (records, ==, dump);
  companies = dup_file (test, "company.csv");
  g_assert_nonnull (strstr (companies, "\"Acme, \"\"Inc\"\"\""));
  cards = dup_file (test, "contacts.vcf");
  g_assert_true (g_str_has_prefix (cards, "BEGIN:VCARD\r\nVERSION:4.0\r\n"));
  settings = dup_file (test, "settings.json");
  g_assert_nonnull (strstr (settings, "\"currency\": \"SEK\""));
  g_assert_null (strstr (settings, "tell nobody"));
  /* A list of what there is none of says nothing. */
  g_assert_null (g_hash_table_lookup (test->files, "deal.csv"));
  g_assert_null (g_hash_table_lookup (test->files, "tag.csv"));
}

static void
test_holds_the_journal (Test *test, gconstpointer data)
{
  g_autofree char *journal = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 last = 0, n_entries = 0, n_changes = 0;
  gboolean changed = FALSE, trashed = FALSE;

  write_archive (test);
  journal = dup_file (test, "journal.ndjson");
  lines = g_strsplit (journal, "\n", -1);
  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      yyjson_doc *doc = yyjson_read (lines[i], strlen (lines[i]), 0);
      yyjson_val *root = yyjson_doc_get_root (doc), *entry = yyjson_obj_get (root, "entry");

      g_assert_nonnull (doc);
      if (entry != NULL)
        {
          g_assert_cmpint (yyjson_get_sint (entry), >, last);
          last = yyjson_get_sint (entry);
          n_entries++;
        }
      else
        n_changes++;
      changed |= strstr (lines[i], "\"before\":{\"6\":null},\"after\":{\"6\":\"Anita\"}") != NULL;
      trashed |= strstr (lines[i], "\"verb\":\"delete\"") != NULL;
      yyjson_doc_free (doc);
    }
  g_assert_cmpint (n_entries, ==,
                   kontor_test_store_count (&test->store, "SELECT count(*) FROM journal_entry"));
  g_assert_cmpint (n_changes, ==,
                   kontor_test_store_count (&test->store, "SELECT count(*) FROM journal_op"));
  g_assert_true (changed);
  g_assert_true (trashed);
}

static void
test_the_manifest_holds (Test *test, gconstpointer data)
{
  g_autofree char *manifest = NULL;
  yyjson_doc *doc;
  yyjson_val *files;

  write_archive (test);
  manifest = dup_file (test, "manifest.json");
  doc = yyjson_read (manifest, strlen (manifest), 0);
  files = yyjson_obj_get (yyjson_doc_get_root (doc), "files");
  g_assert_cmpuint (yyjson_arr_size (files) + 1, ==, g_hash_table_size (test->files));
  for (guint i = 0; i < yyjson_arr_size (files); i++)
    {
      yyjson_val *file = yyjson_arr_get (files, i);
      GBytes *bytes
          = g_hash_table_lookup (test->files, yyjson_get_str (yyjson_obj_get (file, "name")));
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

      g_assert_cmpstr (sum, ==, yyjson_get_str (yyjson_obj_get (file, "sha256")));
      g_assert_cmpuint (g_bytes_get_size (bytes), ==,
                        yyjson_get_uint (yyjson_obj_get (file, "size")));
    }
  yyjson_doc_free (doc);
}

/* Fails when it has been called often enough. */
static gboolean
fail_later (const char *text, gsize length, gpointer user_data, GError **error)
{
  if ((*(guint *) user_data)-- > 0)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_FULL, "full");
  return FALSE;
}

/* Wherever writing fails, the error comes through, and the store is free for what comes next. */
static void
test_failure_is_told (Test *test, gconstpointer data)
{
  for (guint calls = 0; calls < 1000; calls++)
    {
      g_autoptr (GError) error = NULL;
      guint left = calls;

      if (kontor_archive_write (test->store.store, fail_later, &left, &error))
        {
          g_assert_cmpuint (calls, >, 10);
          return;
        }
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_FULL);
      g_assert_false (
          kontor_database_in_transaction (kontor_store_get_database (test->store.store)));
    }
  g_assert_not_reached ();
}

#define ADD(path, func) g_test_add ("/archive/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("holds-every-record", test_holds_every_record);
  ADD ("holds-the-journal", test_holds_the_journal);
  ADD ("the-manifest-holds", test_the_manifest_holds);
  ADD ("failure-is-told", test_failure_is_told);
  return g_test_run ();
}
