/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An archive from whomever. What begins with "t" is a tar file after that; anything else is what lies
 * in one, parted by bytes of 0x1e (records, journal, aliases, settings), with a manifest that is
 * right, since nobody guesses sums. What is taken in can be written again and taken in again. */

#include "exchange/kontor-tar.h"
#include "transfer/kontor-archive-reader.h"
#include "transfer/kontor-archive.h"

#include <string.h>

#define PART '\x1e'

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

static gboolean
take (const char *text, gsize length, gpointer bytes, GError **error)
{
  g_byte_array_append (bytes, (const guint8 *) text, length);
  return TRUE;
}

static void
add_file (GByteArray *tar, GString *manifest, const char *name, const guint8 *data, gsize length)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);
  static const char zeros[KONTOR_TAR_BLOCK];
  char block[KONTOR_TAR_BLOCK];

  g_assert_true (kontor_tar_make_header (name, length, 0, block, NULL));
  take (block, sizeof block, tar, NULL);
  take ((const char *) data, length, tar, NULL);
  take (zeros, kontor_tar_get_padding (length), tar, NULL);
  g_string_append_printf (manifest, "%s{\"name\":\"%s\",\"size\":%zu,\"sha256\":\"%s\"}",
                          g_str_has_suffix (manifest->str, "[") ? "" : ",", name, length, sum);
}

static GByteArray *
pack (const guint8 *data, gsize length)
{
  static const char *const names[]
      = { "records.txt", "journal.ndjson", "aliases.ndjson", "settings.json" };
  static const char zeros[2 * KONTOR_TAR_BLOCK];
  g_autoptr (GString) manifest
      = g_string_new ("{\"format\":\"kontor-archive\",\"version\":1,\"schema\":1,\"files\":[");
  GByteArray *tar = g_byte_array_new ();
  gsize size;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const guint8 *end = length == 0 ? NULL : memchr (data, PART, length);
      gsize part = end == NULL ? length : (gsize) (end - data);

      add_file (tar, manifest, names[i], data, part);
      data += part + (end != NULL);
      length -= part + (end != NULL);
    }
  g_string_append (manifest, "]}");
  size = manifest->len;
  add_file (tar, manifest, "manifest.json", (const guint8 *) manifest->str, size);
  take (zeros, sizeof zeros, tar, NULL);
  return tar;
}

static gboolean
restore (GByteArray *bytes, KontorStore *store)
{
  FILE *stream = bytes->len == 0 ? NULL : fmemopen (bytes->data, bytes->len, "rb");
  g_autoptr (KontorArchiveReader) reader = NULL;

  if (stream == NULL)
    return FALSE;
  reader = kontor_archive_reader_new (stream, kontor_schema_get_default (), NULL);
  return reader != NULL && kontor_archive_reader_restore (reader, store, NULL);
}

static KontorStore *
open_store (KontorTestClock *clock)
{
  KontorStore *store = kontor_store_open (":memory:", kontor_schema_get_default (), &clock->parent,
                                          KONTOR_STORE_CREATE, NULL);

  g_assert_nonnull (store);
  return store;
}

static GByteArray *
write_again (KontorStore *store)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  kontor_archive_write (store, take, bytes, &error);
  g_assert_no_error (error);
  return bytes;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  static KontorTestClock clock;
  static KontorStore *store; /* empty: what is refused leaves it so */
  g_autoptr (GByteArray) bytes = NULL, first = NULL, second = NULL;
  g_autoptr (KontorStore) other = NULL;

  if (store == NULL)
    {
      kontor_test_clock_init (&clock, G_GINT64_CONSTANT (1767225600000), 1);
      store = open_store (&clock);
    }
  bytes = length > 0 && *data == 't'
              ? g_byte_array_append (g_byte_array_new (), data + 1, (guint) (length - 1))
              : pack (data, length);
  if (!restore (bytes, store))
    return 0;
  first = write_again (store);
  other = open_store (&clock);
  g_assert_true (restore (first, other));
  second = write_again (other);
  g_assert_cmpuint (second->len, ==, first->len);
  g_clear_pointer (&store, kontor_store_close);
  return 0;
}
