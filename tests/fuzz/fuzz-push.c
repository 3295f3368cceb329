/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A push as any device may send it. What the server takes to be in order is written again, and says
 * the same: a retry by another Kontor must have the same hashes. */

#include "sync/kontor-push.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

static gboolean
is_in_order (const KontorPush *push)
{
  for (guint i = 0; i < push->operations->len; i++)
    if (((const KontorOperation *) push->operations->pdata[i])->refusal != KONTOR_REFUSAL_NONE)
      return FALSE;
  return TRUE;
}

static void
compare (const KontorPush *push, const KontorPush *again)
{
  g_assert_nonnull (again);
  g_assert_cmpuint (again->operations->len, ==, push->operations->len);
  g_assert_cmpint (again->from, ==, push->from);
  for (guint i = 0; i < push->operations->len; i++)
    {
      const KontorOperation *one = push->operations->pdata[i];
      const KontorOperation *other = again->operations->pdata[i];

      g_assert_cmpint (other->n, ==, one->n);
      g_assert_cmpuint (other->hash, ==, one->hash);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (GBytes) body = g_bytes_new_static (data, length);
  g_autoptr (KontorPush) push = kontor_push_decode (schema, body, NULL);
  g_autoptr (KontorPush) again = NULL;
  g_autoptr (GBytes) written = NULL;

  if (push == NULL || !is_in_order (push))
    return 0;
  written = kontor_push_encode (push);
  again = kontor_push_decode (schema, written, NULL);
  compare (push, again);
  return 0;
}
