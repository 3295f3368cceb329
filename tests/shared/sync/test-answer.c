/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-wire.h"
#include "sync/kontor-push.h"

#include <string.h>

#define EPOCH "0123456789abcdef0123456789abcdef"
#define ID "01980000-0000-7000-8000-000000000001"
#define HEAD                                                                                       \
  "{\"proto\":1,\"epoch\":\"" EPOCH "\",\"now\":1766400000000,\"last\":904,\"seq\":71242}\n"
#define ROW                                                                                        \
  "{\"t\":\"contact\",\"id\":\"" ID "\",\"v\":71242,\"h\":\"019b2c7a12340000\",\"d\":17,"          \
  "\"s\":[[0,71003,\"019b2c7a12340000\",16],[1,71242,\"019b2c7a12340000\",17]],"                   \
  "\"f\":{\"2\":\"Ada\"}}"

static const char whole[] = HEAD "{\"n\":901,\"to\":902,\"st\":\"ok\",\"v\":71240}\n"
                                 "{\"n\":903,\"st\":\"merged\",\"v\":71242,\"row\":" ROW "}\n"
                                 "{\"n\":904,\"st\":\"refused\",\"code\":\"guard\"}\n";

static KontorAnswer *
decode (const char *body, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));

  return kontor_answer_decode (kontor_schema_get_default (), bytes, error);
}

static void
assert_verdict (const KontorAnswer *answer,
                guint index,
                gint64 n,
                KontorVerdictKind kind,
                gint64 version)
{
  const KontorVerdict *verdict;

  g_assert_cmpuint (index, <, answer->verdicts->len);
  verdict = answer->verdicts->pdata[index];
  g_assert_cmpint (verdict->n, ==, n);
  g_assert_cmpint (verdict->kind, ==, kind);
  g_assert_cmpint (verdict->version, ==, version);
}

static void
test_golden (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorAnswer) answer = decode (whole, &error);
  g_autofree char *json = NULL;
  const KontorVerdict *verdict;

  g_assert_no_error (error);
  g_assert_cmpint (answer->now, ==, 1766400000000);
  g_assert_cmpint (answer->last, ==, 904);
  g_assert_cmpint (answer->seq, ==, 71242);
  g_assert_cmpuint (answer->verdicts->len, ==, 4);
  assert_verdict (answer, 0, 901, KONTOR_VERDICT_OK, 71240);
  assert_verdict (answer, 1, 902, KONTOR_VERDICT_OK, 71241);
  assert_verdict (answer, 2, 903, KONTOR_VERDICT_MERGED, 71242);
  assert_verdict (answer, 3, 904, KONTOR_VERDICT_REFUSED, 0);
  verdict = answer->verdicts->pdata[2];
  g_assert_cmpint (verdict->image->version, ==, 71242);
  g_assert_cmpuint (verdict->image->device, ==, 17);
  g_assert_cmpint (kontor_stamps_get (verdict->image->stamps, 9)->version, ==, 71003);
  json = kontor_fields_dup_json (verdict->image->fields);
  g_assert_cmpstr (json, ==, "{\"2\":\"Ada\"}");
  verdict = answer->verdicts->pdata[3];
  g_assert_cmpint (verdict->refusal, ==, KONTOR_REFUSAL_GUARD);
}

static void
test_round_trip (void)
{
  g_autoptr (KontorAnswer) answer = decode (whole, NULL);
  g_autoptr (GBytes) encoded = kontor_answer_encode (answer);

  g_assert_cmpmem (g_bytes_get_data (encoded, NULL), g_bytes_get_size (encoded), whole,
                   strlen (whole));
}

static void
test_verdict_alone (void)
{
  g_autoptr (KontorAnswer) answer = decode (whole, NULL);

  for (guint i = 0; i < answer->verdicts->len; i++)
    {
      gsize length, again_length;
      g_autofree char *json = kontor_verdict_to_json (answer->verdicts->pdata[i], &length);
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorVerdict) verdict
          = kontor_verdict_from_json (kontor_schema_get_default (), json, length, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      again = kontor_verdict_to_json (verdict, &again_length);
      g_assert_cmpstr (again, ==, json);
      g_assert_cmpuint (again_length, ==, length);
    }
}

static void
assert_invalid (const char *body, KontorError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (body, &error));
  g_assert_error (error, KONTOR_ERROR, (int) code);
}

static void
test_rubbish (void)
{
  assert_invalid ("", KONTOR_ERROR_INVALID);
  assert_invalid ("<html></html>\n", KONTOR_ERROR_INVALID);
  assert_invalid ("{\"proto\":9,\"epoch\":\"" EPOCH "\",\"now\":1,\"last\":1,\"seq\":1}\n",
                  KONTOR_ERROR_TOO_NEW);
  assert_invalid (HEAD "{\"n\":901,\"st\":\"ok\"}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":0,\"st\":\"ok\",\"v\":1}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"st\":\"maybe\",\"v\":1}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"st\":\"merged\",\"v\":1}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"st\":\"refused\",\"code\":\"mood\"}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"st\":\"refused\",\"code\":\"\"}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"st\":\"ok\",\"v\":1}\n{\"n\":903,\"st\":\"ok\",\"v\":2}\n",
                  KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"to\":900,\"st\":\"ok\",\"v\":1}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":1,\"to\":99999999,\"st\":\"ok\",\"v\":1}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"to\":902,\"st\":\"refused\",\"code\":\"guard\"}\n",
                  KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"st\":\"merged\",\"v\":1,\"row\":{\"t\":\"spaceship\"}}\n",
                  KONTOR_ERROR_TOO_NEW);
  assert_invalid (HEAD "{\"n\":901,\"st\":\"merged\",\"v\":1,\"row\":{\"t\":\"contact\"}}\n",
                  KONTOR_ERROR_INVALID);
}

static void
test_cut (void)
{
  for (gsize length = 0; length < strlen (whole); length++)
    {
      g_autofree char *cut = g_strndup (whole, length);
      g_autoptr (KontorAnswer) answer = decode (cut, NULL);

      g_assert_true (answer == NULL || cut[length - 1] == '\n');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/is-read-as-it-is-written-down", test_golden);
  g_test_add_func ("/answer/written-and-read-is-the-same", test_round_trip);
  g_test_add_func ("/answer/stored-verdict-is-given-word-for-word", test_verdict_alone);
  g_test_add_func ("/answer/rubbish-is-refused", test_rubbish);
  g_test_add_func ("/answer/cut-line-is-refused", test_cut);
  return g_test_run ();
}
