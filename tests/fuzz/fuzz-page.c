/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of a pull, as something that is not a server may send it. Rows that are understood are
 * written again, and are as many. */

#include "sync/kontor-pull.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

static GBytes *
write_again (const KontorPage *page)
{
  g_autoptr (KontorPageWriter) writer = kontor_page_writer_new (&page->head);

  for (guint i = 0; i < page->devices->len; i++)
    {
      const KontorPageDevice *device = &g_array_index (page->devices, KontorPageDevice, i);

      if (kontor_page_writer_wants_device (writer, device->device))
        kontor_page_writer_add_device (writer, device->device, &device->member);
    }
  for (guint i = 0; i < page->rows->len; i++)
    kontor_page_writer_add_row (writer, page->rows->pdata[i]);
  return kontor_page_writer_end (writer, page->cursor, page->seq, page->more);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (GBytes) body = g_bytes_new_static (data, length);
  g_autoptr (KontorPage) page = kontor_page_decode (schema, body, NULL);
  g_autoptr (KontorPage) again = NULL;
  g_autoptr (GBytes) written = NULL;

  if (page == NULL)
    return 0;
  written = write_again (page);
  again = kontor_page_decode (schema, written, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->rows->len, ==, page->rows->len);
  g_assert_cmpint (again->seq, ==, page->seq);
  return 0;
}
