/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A push as any device may send it. What the server takes to be in order is written as Kontor does,
 * and again: both must have the same hashes, or a retry would be taken for another operation. How
 * others write the same value, an id in capitals say, is theirs to keep to. */

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

static KontorPush *
read_again (const KontorPush *push)
{
  g_autoptr (GBytes) written = kontor_push_encode (push);

  return kontor_push_decode (kontor_schema_get_default (), written, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (GBytes) body = g_bytes_new_static (data, length);
  g_autoptr (KontorPush) push = kontor_push_decode (schema, body, NULL);
  g_autoptr (KontorPush) again = NULL, third = NULL;

  if (push == NULL || !is_in_order (push))
    return 0;
  again = read_again (push);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->operations->len, ==, push->operations->len);
  third = read_again (again);
  compare (again, third);
  return 0;
}
