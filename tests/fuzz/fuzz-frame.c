/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A compressed body: it never grows beyond its limit, and what it holds can be packed again. */

#include "sync/kontor-frame.h"

#define LIMIT (256 * 1024)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  g_autoptr (GBytes) packed = g_bytes_new_static (data, length);
  g_autoptr (GBytes) plain = kontor_frame_expand (packed, LIMIT, NULL);
  g_autoptr (GBytes) again = NULL, back = NULL;

  if (plain == NULL)
    return 0;
  g_assert_cmpuint (g_bytes_get_size (plain), <=, LIMIT);
  again = kontor_frame_compress (plain);
  back = kontor_frame_expand (again, LIMIT, NULL);
  g_assert_nonnull (back);
  g_assert_true (g_bytes_equal (plain, back));
  return 0;
}
