/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-operation.h"

#include "model/kontor-wire.h"
#include "sync/kontor-merge.h"

static const KontorChoice colours[] = { { "red", "Red" }, { NULL, NULL } };

static const KontorField thing_fields[] = {
  { 1, "title", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE, .since = 1, .label = "Title" },
  { 2, "total", KONTOR_INTEGER, 0, .since = 1, .label = "Total", .policy = KONTOR_SERVER },
  { 3, "colour", KONTOR_CHOICE, 0, .since = 1, .label = "Colour", .choices = colours },
  { 4, "sum", KONTOR_INTEGER, 0, .since = 1, .label = "Sum", .group = "sums",
    .policy = KONTOR_SERVER },
  { 5, "tax", KONTOR_INTEGER, 0, .since = 1, .label = "Tax", .group = "sums" },
};

static const KontorEntity thing = {
  "thing",           KONTOR_FIELDS (thing_fields), .since = 1,
  .label = "Things", .label_one = "Thing",         .icon = "thing",
};

static KontorOperation *
prepare (KontorOperationKind kind, const char *json)
{
  KontorOperation *operation = kontor_operation_new (kind);
  g_autoptr (GError) error = NULL;

  operation->entity = &thing;
  operation->fields = kontor_fields_parse_json (&thing, json, -1, &error);
  g_assert_no_error (error);
  kontor_operation_prepare (operation);
  return operation;
}

static void
test_plain_insert (void)
{
  g_autoptr (KontorOperation) titled
      = prepare (KONTOR_OPERATION_INSERT, "{\"1\":\" Über  Uns\",\"3\":\"red\",\"77\":[1]}");
  g_autoptr (KontorOperation) blank = prepare (KONTOR_OPERATION_INSERT, "{\"1\":\" \"}");

  g_assert_true (titled->is_plain);
  g_assert_cmpstr (titled->sort_key, ==, "uber uns");
  g_assert_true (blank->is_plain);
  g_assert_null (blank->sort_key);
}

/* What has no value is no value of a new record, and what is the server's is not asked for. */
static void
test_not_plain (void)
{
  static const char *const inserts[] = {
    "{\"3\":\"red\"}",       "{\"1\":\"t\",\"3\":\"blue\"}", "{\"1\":\"t\",\"3\":null}",
    "{\"1\":\"t\",\"2\":9}", "{\"1\":\"t\",\"5\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (inserts); i++)
    {
      g_autoptr (KontorOperation) operation = prepare (KONTOR_OPERATION_INSERT, inserts[i]);
      g_autofree char *json = kontor_fields_dup_json (operation->fields);

      g_assert_false (operation->is_plain);
      g_assert_null (operation->sort_key);
      g_assert_cmpstr (json, ==, inserts[i]);
    }
}

/* An update need not be whole, and clears what it names; whose its groups are is decided later. */
static void
test_update (void)
{
  g_autoptr (KontorOperation) plain = prepare (KONTOR_OPERATION_UPDATE, "{\"2\":9,\"3\":null}");
  g_autoptr (KontorOperation) blue = prepare (KONTOR_OPERATION_UPDATE, "{\"3\":\"blue\"}");
  g_autoptr (KontorOperation) bare = prepare (KONTOR_OPERATION_UPDATE, "{\"1\":null}");

  g_assert_true (plain->is_plain);
  g_assert_null (plain->sort_key);
  g_assert_false (blue->is_plain);
  g_assert_false (bare->is_plain);
}

/* It is only found out before: the decision is the same. */
static void
test_prepared_or_not (void)
{
  static const char *const texts[] = {
    "{\"1\":\"t\"}",   "{\"1\":\"t\",\"3\":null}",     "{\"1\":\"t\",\"2\":9}",
    "{\"3\":\"red\"}", "{\"1\":\"t\",\"3\":\"blue\"}",
  };
  KontorMergeRow absent = { .state = KONTOR_ROW_ABSENT };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KontorOperation) operation = prepare (KONTOR_OPERATION_INSERT, texts[i]);
      g_auto (KontorMerge) one = { 0 }, other = { 0 };
      g_autofree char *first = NULL, *second = NULL;

      kontor_merge_apply (&one, &absent, operation, 1, 200, 11);
      operation->is_plain = FALSE;
      kontor_merge_apply (&other, &absent, operation, 1, 200, 11);
      g_assert_cmpint (one.kind, ==, other.kind);
      g_assert_cmpint (one.refusal, ==, other.refusal);
      g_assert_cmpint (one.writes, ==, other.writes);
      if (!one.writes)
        continue;
      first = kontor_fields_dup_json (one.changes != NULL ? one.changes : operation->fields);
      second = kontor_fields_dup_json (other.changes);
      g_assert_cmpstr (first, ==, second);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operation/a-plain-insert-has-its-sort-key", test_plain_insert);
  g_test_add_func ("/operation/what-has-to-be-looked-into-is-not-plain", test_not_plain);
  g_test_add_func ("/operation/an-update-need-not-be-whole", test_update);
  g_test_add_func ("/operation/prepared-or-not-it-does-the-same", test_prepared_or_not);
  return g_test_run ();
}
