/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-push.h"

#include "model/kontor-wire.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

#define EPOCH "0123456789abcdef0123456789abcdef"
#define ID "01980000-0000-7000-8000-000000000001"
#define HEAD                                                                                       \
  "{\"proto\":1,\"schema\":1,\"dev\":17,\"epoch\":\"" EPOCH "\",\"from\":901,\"ack\":880}\n"
#define TAGS "{\"t\":\"contact\",\"tags\":[2,4,7]}\n"
#define STAMP "\"h\":\"019b2c7a12340000\",\"t\":\"contact\",\"id\":\"" ID "\""

static KontorPush *
decode (const char *body, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));

  return kontor_push_decode (kontor_schema_get_default (), bytes, error);
}

static const KontorOperation *
get (const KontorPush *push, guint index)
{
  g_assert_cmpuint (index, <, push->operations->len);
  return push->operations->pdata[index];
}

static void
assert_fields (const KontorFields *fields, const char *json)
{
  g_autofree char *text = kontor_fields_dup_json (fields);

  g_assert_cmpstr (text, ==, json);
}

static void
test_golden (void)
{
  static const char body[]
      = HEAD TAGS "{\"n\":901,\"g\":901," STAMP ",\"r\":[\"Ada\",\"Byron\"]}\n"
                  "{\"n\":902,\"g\":901," STAMP ",\"r\":[null,\"King\"]}\n"
                  "{\"n\":903,\"g\":903," STAMP ",\"s\":true,\"b\":{\"1\":71233,\"13\":71000},"
                  "\"f\":{\"2\":\"Ada\",\"13\":\"new\",\"77\":[1]},\"o\":{\"13\":\"old\"}}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPush) push = decode (body, &error);
  const KontorOperation *operation;

  g_assert_no_error (error);
  g_assert_cmpuint (push->device, ==, 17);
  g_assert_cmpstr (push->epoch, ==, EPOCH);
  g_assert_cmpint (push->from, ==, 901);
  g_assert_cmpint (push->ack, ==, 880);
  g_assert_cmpuint (push->operations->len, ==, 3);
  operation = get (push, 0);
  g_assert_cmpint (operation->kind, ==, KONTOR_OPERATION_INSERT);
  g_assert_cmpint (operation->refusal, ==, KONTOR_REFUSAL_NONE);
  assert_fields (operation->fields, "{\"2\":\"Ada\",\"4\":\"Byron\"}");
  assert_fields (get (push, 1)->fields, "{\"4\":\"King\"}");
  g_assert_cmpint (get (push, 1)->group, ==, 901);
  operation = get (push, 2);
  g_assert_cmpint (operation->kind, ==, KONTOR_OPERATION_UPDATE);
  g_assert_true (operation->strict);
  g_assert_cmpuint (operation->hlc, ==, G_GUINT64_CONSTANT (0x019b2c7a12340000));
  g_assert_cmpint (kontor_operation_get_base (operation, 1), ==, 71233);
  g_assert_cmpint (kontor_operation_get_base (operation, 13), ==, 71000);
  g_assert_cmpint (kontor_operation_get_base (operation, 7), ==, 0);
  assert_fields (operation->fields, "{\"2\":\"Ada\",\"13\":\"new\",\"77\":[1]}");
  assert_fields (operation->before, "{\"13\":\"old\"}");
}

static void
test_round_trip (void)
{
  static const char body[]
      = HEAD TAGS "{\"n\":901,\"g\":901," STAMP ",\"r\":[\"Ada\",\"Byron\"]}\n"
                  "{\"n\":902,\"g\":902," STAMP ",\"s\":true,\"w\":[16,7],\"b\":{\"1\":71233},"
                  "\"f\":{\"2\":\"Ada\",\"4\":null},\"o\":{\"13\":\"old\"}}\n"
                  "{\"t\":\"contact\",\"tags\":[2,4,8]}\n"
                  "{\"n\":903,\"g\":903," STAMP ",\"r\":[null,\"King\",\"Countess\"]}\n";
  g_autoptr (KontorPush) push = decode (body, NULL), again = NULL;
  g_autoptr (GBytes) encoded = kontor_push_encode (push);
  g_autoptr (GError) error = NULL;

  again = kontor_push_decode (kontor_schema_get_default (), encoded, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->operations->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (get (again, i)->hash, ==, get (push, i)->hash);
      g_assert_cmpint (get (again, i)->strict, ==, get (push, i)->strict);
    }
  g_assert_cmpuint (get (again, 0)->was_device, ==, 0);
  g_assert_cmpuint (get (again, 1)->was_device, ==, 16);
  g_assert_cmpint (get (again, 1)->was_n, ==, 7);
  assert_fields (get (again, 1)->fields, "{\"2\":\"Ada\",\"4\":null}");
  assert_fields (get (again, 2)->fields, "{\"4\":\"King\",\"8\":\"Countess\"}");
}

static guint64
hash_of (const char *lines)
{
  g_autofree char *body = g_strconcat (HEAD, lines, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPush) push = decode (body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (push->operations->len, ==, 1);
  return get (push, 0)->hash;
}

/* A retry after an update of Kontor declares other columns, and says the same. */
static void
test_hash_same (void)
{
  guint64 hash = hash_of (TAGS "{\"n\":901,\"g\":901," STAMP ",\"r\":[\"Ada\",null,null]}\n");

  g_assert_cmpuint (hash_of (TAGS "{\"n\":901,\"g\":901," STAMP ",\"r\":[\"Ada\"]}\n"), ==, hash);
  g_assert_cmpuint (hash_of ("{\"t\":\"contact\",\"tags\":[9,2,314]}\n"
                             "{\"n\":901,\"g\":901," STAMP ",\"r\":[null,\"Ada\"]}\n"),
                    ==, hash);
  g_assert_cmpuint (
      hash_of ("{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\",\"4\":\"b\"}}\n"), ==,
      hash_of ("{\"f\":{\"4\":\"b\",\"2\":\"a\"},\"b\":{\"1\":5},\"n\":901,\"g\":901," STAMP
               "}\n"));
}

static void
test_hash_differs (void)
{
  static const char *const lines[] = {
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\"}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"b\"}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":null}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"4\":\"a\"}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\",\"4\":null}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"s\":true,\"f\":{\"2\":\"a\"}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\",\"77\":[1,2]}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\",\"77\":[[1],2]}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\",\"77\":-1}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\",\"77\":0.5}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\",\"77\":true}}\n",
    "{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\",\"77\":false}}\n",
    TAGS "{\"n\":901,\"g\":901," STAMP ",\"r\":[\"a\"]}\n",
    "{\"n\":901,\"g\":901,\"h\":\"019b2c7a12340001\",\"t\":\"contact\",\"id\":\"" ID
    "\",\"f\":{\"2\":\"a\"}}\n",
    "{\"n\":901,\"g\":901,\"h\":\"019b2c7a12340000\",\"t\":\"company\",\"id\":\"" ID
    "\",\"f\":{\"2\":null}}\n",
    "{\"n\":901,\"g\":901,\"h\":\"019b2c7a12340000\",\"t\":\"contact\","
    "\"id\":\"01980000-0000-7000-8000-000000000002\",\"f\":{\"2\":\"a\"}}\n",
  };
  guint64 hashes[G_N_ELEMENTS (lines)];

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      hashes[i] = hash_of (lines[i]);
      for (guint j = 0; j < i; j++)
        g_assert_cmpuint (hashes[i], !=, hashes[j]);
    }
}

static void
assert_refused (const char *line, KontorRefusal refusal)
{
  g_autofree char *body = g_strconcat (HEAD TAGS, line, "\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPush) push = decode (body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (push->operations->len, ==, 1);
  g_assert_cmpint (get (push, 0)->refusal, ==, refusal);
  g_assert_null (get (push, 0)->fields);
}

/* One that can't be done is answered; those after it are not held up. */
static void
test_refused (void)
{
  g_autofree char *text = g_strnfill (KONTOR_MAX_TEXT + 1, 'x');
  g_autofree char *large
      = g_strdup_printf ("{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"%s\"}}", text);

  assert_refused ("{\"n\":901,\"g\":901,\"h\":\"019b2c7a12340000\",\"t\":\"spaceship\",\"id\":\"" ID
                  "\",\"f\":{\"1\":2}}",
                  KONTOR_REFUSAL_SCHEMA);
  assert_refused ("{\"n\":901,\"g\":901," STAMP "}", KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901," STAMP ",\"f\":[]}", KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":7}}", KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901," STAMP ",\"r\":[1,2,3,4]}", KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901," STAMP ",\"r\":{}}", KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901,\"h\":\"019B\",\"t\":\"contact\",\"id\":\"" ID
                  "\",\"f\":{}}",
                  KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901,\"h\":\"019b2c7a12340000\",\"t\":\"contact\",\"id\":\"x\","
                  "\"f\":{}}",
                  KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901," STAMP ",\"b\":{\"1\":-5},\"f\":{}}",
                  KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901," STAMP ",\"b\":{\"one\":5},\"f\":{}}",
                  KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901," STAMP ",\"f\":{\"2\":\"a\"},\"o\":7}",
                  KONTOR_REFUSAL_INVALID);
  assert_refused ("{\"n\":901,\"g\":901," STAMP ",\"f\":{\"77\":[[[[[[[[[[[1]]]]]]]]]]]}}",
                  KONTOR_REFUSAL_INVALID);
  assert_refused (large, KONTOR_REFUSAL_LARGE);
}

static void
assert_invalid (const char *body, KontorError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (body, &error));
  g_assert_error (error, KONTOR_ERROR, (int) code);
}

static void
test_invalid (void)
{
  assert_invalid ("", KONTOR_ERROR_INVALID);
  assert_invalid ("{}\n", KONTOR_ERROR_INVALID);
  assert_invalid ("[]\n", KONTOR_ERROR_INVALID);
  assert_invalid ("{\"proto\":2}\n", KONTOR_ERROR_TOO_NEW);
  assert_invalid ("{\"proto\":1,\"schema\":1,\"dev\":0,\"epoch\":\"" EPOCH
                  "\",\"from\":901,\"ack\":880}\n",
                  KONTOR_ERROR_INVALID);
  assert_invalid ("{\"proto\":1,\"schema\":1,\"dev\":1,\"epoch\":\"" EPOCH
                  "\",\"from\":901,\"ack\":901}\n",
                  KONTOR_ERROR_INVALID);
  assert_invalid ("{\"proto\":1,\"schema\":1,\"dev\":1,\"epoch\":\"short\",\"from\":1,\"ack\":0}\n",
                  KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":902,\"g\":902," STAMP ",\"f\":{}}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"g\":901," STAMP ",\"f\":{}}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"g\":900," STAMP ",\"f\":{}}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"g\":902," STAMP ",\"f\":{}}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"g\":901," STAMP ",\"f\":{}}\n"
                       "{\"n\":902,\"g\":902," STAMP ",\"f\":{}}\n"
                       "{\"n\":903,\"g\":901," STAMP ",\"f\":{}}\n",
                  KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\"g\":901," STAMP ",\"f\":{}}", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"n\":901,\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"t\":\"contact\",\"tags\":7}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"t\":\"contact\",\"tags\":[2,2]}\n", KONTOR_ERROR_INVALID);
  assert_invalid (HEAD "{\"tags\":[2]}\n", KONTOR_ERROR_INVALID);
}

static void
append_operations (GString *body, guint count, guint group, const char *value)
{
  for (guint i = 0; i < count; i++)
    g_string_append_printf (body, "{\"n\":%u,\"g\":%u," STAMP ",\"f\":{\"13\":\"%s\"}}\n", 901 + i,
                            901 + i / group * group, value);
}

static void
assert_size (guint count, guint group, gsize length, gboolean fits)
{
  g_autoptr (GString) body = g_string_new (HEAD);
  g_autofree char *value = g_strnfill (length, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPush) push = NULL;

  append_operations (body, count, group, value);
  push = decode (body->str, &error);
  if (fits)
    g_assert_no_error (error);
  else
    g_assert_nonnull (error);
}

static void
test_limits (void)
{
  assert_size (KONTOR_SYNC_MAX_OPERATIONS, 1, 1, TRUE);
  assert_size (KONTOR_SYNC_MAX_OPERATIONS + 1, 1, 1, FALSE);
  assert_size (KONTOR_SYNC_MAX_GROUP, KONTOR_SYNC_MAX_GROUP, 1, TRUE);
  assert_size (KONTOR_SYNC_MAX_GROUP + 1, KONTOR_SYNC_MAX_GROUP + 1, 1, FALSE);
  assert_size (2, 2, KONTOR_SYNC_MAX_BATCH, TRUE);
  assert_size (2, 1, KONTOR_SYNC_MAX_BATCH, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/push/is-read-as-it-is-written-down", test_golden);
  g_test_add_func ("/push/written-and-read-is-the-same", test_round_trip);
  g_test_add_func ("/push/hash-is-of-what-is-said-not-how", test_hash_same);
  g_test_add_func ("/push/hash-tells-operations-apart", test_hash_differs);
  g_test_add_func ("/push/bad-operation-is-refused-by-itself", test_refused);
  g_test_add_func ("/push/what-is-no-push-is-refused", test_invalid);
  g_test_add_func ("/push/limits-hold", test_limits);
  return g_test_run ();
}
