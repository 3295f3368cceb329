/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-pull.h"

#include "model/kontor-wire.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

#define EPOCH "0123456789abcdef0123456789abcdef"
#define ID "01980000-0000-7000-8000-000000000001"
#define HEAD                                                                                       \
  "{\"proto\":1,\"schema\":1,\"epoch\":\"" EPOCH                                                   \
  "\",\"now\":1766400000000,\"n\":903,\"seq\":71300}\n"
#define TAGS "{\"t\":\"contact\",\"tags\":[2,4]}\n"
#define ROW(version)                                                                               \
  "{\"t\":\"contact\",\"id\":\"" ID "\",\"v\":" version                                            \
  ",\"h\":\"019b2c7a12340000\",\"d\":17,\"r\":[\"Ada\",\"Byron\"]}\n"
#define END_LINE "{\"cursor\":\"abc\",\"seq\":71251,\"more\":true}\n"

static const char whole[] = HEAD "{\"dev\":17,\"member\":\"" ID "\"}\n" TAGS ROW (
    "71240") "{\"t\":\"contact\",\"tags\":[2,4,8]}\n"
             "{\"t\":\"contact\",\"id\":\"" ID "\",\"v\":71251,\"h\":\"019b2c7a12340000\",\"d\":17,"
             "\"s\":[[0,71003,\"019b2c7a12340000\",16],[8,71251,\"019b2c7a12340000\",17]],"
             "\"r\":[null,null,\"Countess\"]}\n" END_LINE;

static KontorPage *
decode (const char *body, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));

  return kontor_page_decode (kontor_schema_get_default (), bytes, error);
}

static void
test_golden (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPage) page = decode (whole, &error);
  g_autofree char *json = NULL;
  const KontorImage *image;

  g_assert_no_error (error);
  g_assert_cmpstr (page->head.epoch, ==, EPOCH);
  g_assert_cmpint (page->head.n, ==, 903);
  g_assert_cmpint (page->head.seq, ==, 71300);
  g_assert_cmpuint (page->devices->len, ==, 1);
  g_assert_cmpuint (g_array_index (page->devices, KontorPageDevice, 0).device, ==, 17);
  g_assert_cmpstr (page->cursor, ==, "abc");
  g_assert_cmpint (page->seq, ==, 71251);
  g_assert_true (page->more);
  g_assert_cmpuint (page->rows->len, ==, 2);
  image = page->rows->pdata[0];
  g_assert_null (image->stamps);
  g_assert_cmpint (image->version, ==, 71240);
  image = page->rows->pdata[1];
  g_assert_cmpint (kontor_stamps_get (image->stamps, 8)->version, ==, 71251);
  json = kontor_fields_dup_json (image->fields);
  g_assert_cmpstr (json, ==, "{\"8\":\"Countess\"}");
}

static void
test_round_trip (void)
{
  g_autoptr (KontorPage) page = decode (whole, NULL);
  g_autoptr (KontorPageWriter) writer = kontor_page_writer_new (&page->head);
  g_autoptr (GBytes) encoded = NULL;

  for (guint i = 0; i < page->rows->len; i++)
    {
      const KontorImage *image = page->rows->pdata[i];

      g_assert_cmpint (kontor_page_writer_wants_device (writer, image->device), ==, i == 0);
      if (i == 0)
        kontor_page_writer_add_device (writer, image->device,
                                       &g_array_index (page->devices, KontorPageDevice, 0).member);
      kontor_page_writer_add_row (writer, image);
    }
  encoded = kontor_page_writer_end (writer, page->cursor, page->seq, page->more);
  g_assert_cmpmem (g_bytes_get_data (encoded, NULL), g_bytes_get_size (encoded), whole,
                   strlen (whole));
}

static void
assert_refused (const char *body, KontorError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (body, &error));
  g_assert_error (error, KONTOR_ERROR, (int) code);
}

static void
test_cut (void)
{
  for (gsize length = 0; length < strlen (whole); length++)
    {
      g_autofree char *cut = g_strndup (whole, length);

      assert_refused (cut, KONTOR_ERROR_INVALID);
    }
}

static void
test_rubbish (void)
{
  g_autofree char *cursor = g_strnfill (KONTOR_SYNC_MAX_CURSOR + 1, 'c');
  g_autofree char *long_cursor
      = g_strconcat (HEAD "{\"cursor\":\"", cursor, "\",\"seq\":1,\"more\":false}\n", NULL);

  assert_refused ("<html></html>\n", KONTOR_ERROR_INVALID);
  assert_refused (HEAD TAGS ROW ("71240") ROW ("71240") END_LINE, KONTOR_ERROR_INVALID);
  assert_refused (HEAD TAGS ROW ("0") END_LINE, KONTOR_ERROR_INVALID);
  assert_refused (HEAD ROW ("71240") END_LINE, KONTOR_ERROR_INVALID);
  assert_refused (HEAD END_LINE TAGS, KONTOR_ERROR_INVALID);
  assert_refused (HEAD "{\"dev\":17}\n" END_LINE, KONTOR_ERROR_INVALID);
  assert_refused (HEAD "{\"cursor\":\"\",\"seq\":1,\"more\":false}\n", KONTOR_ERROR_INVALID);
  assert_refused (HEAD "{\"cursor\":\"c\",\"seq\":1}\n", KONTOR_ERROR_INVALID);
  assert_refused (long_cursor, KONTOR_ERROR_INVALID);
  assert_refused (HEAD TAGS
                  "{\"t\":\"contact\",\"id\":\"" ID "\",\"v\":5,"
                  "\"h\":\"019b2c7a12340000\",\"d\":17,\"s\":[[4,5,\"019b2c7a12340000\",1]],"
                  "\"r\":[]}\n" END_LINE,
                  KONTOR_ERROR_INVALID);
}

static void
test_newer (void)
{
  assert_refused (HEAD "{\"del\":\"" ID "\"}\n" END_LINE, KONTOR_ERROR_TOO_NEW);
  assert_refused (HEAD "{\"t\":\"spaceship\",\"id\":\"" ID
                       "\",\"v\":5,\"h\":\"019b2c7a12340000\",\"d\":17,\"r\":[]}\n" END_LINE,
                  KONTOR_ERROR_TOO_NEW);
  assert_refused ("{\"proto\":2,\"schema\":1,\"epoch\":\"" EPOCH
                  "\",\"now\":1,\"n\":903,\"seq\":71300}\n" END_LINE,
                  KONTOR_ERROR_TOO_NEW);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pull/page-is-read-as-it-is-written-down", test_golden);
  g_test_add_func ("/pull/written-and-read-is-the-same", test_round_trip);
  g_test_add_func ("/pull/page-that-is-cut-off-is-thrown-away", test_cut);
  g_test_add_func ("/pull/rubbish-is-refused", test_rubbish);
  g_test_add_func ("/pull/what-is-newer-is-said-to-be", test_newer);
  return g_test_run ();
}
