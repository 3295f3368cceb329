/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer to a push, as something that is not a server may give it. What is understood is written
 * again, and says the same. */

#include "sync/kontor-push.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (GBytes) body = g_bytes_new_static (data, length);
  g_autoptr (KontorAnswer) answer = kontor_answer_decode (schema, body, NULL);
  g_autoptr (KontorAnswer) again = NULL;
  g_autoptr (GBytes) written = NULL;

  if (answer == NULL)
    return 0;
  written = kontor_answer_encode (answer);
  again = kontor_answer_decode (schema, written, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->verdicts->len, ==, answer->verdicts->len);
  for (guint i = 0; i < answer->verdicts->len; i++)
    {
      const KontorVerdict *one = answer->verdicts->pdata[i], *other = again->verdicts->pdata[i];

      g_assert_cmpint (other->n, ==, one->n);
      g_assert_cmpint (other->kind, ==, one->kind);
      g_assert_cmpint (other->refusal, ==, one->refusal);
      g_assert_cmpint (other->version, ==, one->version);
    }
  return 0;
}
