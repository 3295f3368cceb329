/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-tenant.h"

#include "util/kontor-error.h"

#include <string.h>

/* A company with one name, made by device 1 as its first operation: version 1. */
static void
make_company (TestTenant *tenant)
{
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Acme|website=https://acme.example");
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (test_answer_get (answer, 0)->kind, ==, KONTOR_VERDICT_OK);
}

/* One update by @device, its operation @n. */
static KontorAnswer *
update (TestTenant *tenant,
        guint32 device,
        gint64 n,
        const char *entity,
        guint id,
        gint64 base,
        const char *text)
{
  KontorPush *push = test_push_new (tenant, "acme", device, n);

  test_push_update (tenant, push, entity, id, base, text);
  return test_tenant_push (tenant, push);
}

static void
check_text (const KontorImage *image, const char *name, const char *expected)
{
  g_assert_cmpstr (kontor_fields_get_text (image->fields, name), ==, expected);
}

static void
test_other_groups (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;
  g_autoptr (KontorImage) row = NULL;

  make_company (tenant);
  first = update (tenant, 2, 1, "company", 1, 1, "name=Acme Ltd");
  second = update (tenant, 3, 1, "company", 1, 1, "website=https://acme.test");
  g_assert_cmpint (test_answer_get (second, 0)->kind, ==, KONTOR_VERDICT_OK);
  row = test_tenant_dup_row (tenant, 1);
  check_text (row, "name", "Acme Ltd");
  check_text (row, "website", "https://acme.test");
  g_assert_cmpint (row->version, ==, 3);
  g_assert_cmpint (row->device, ==, 3);
  g_assert_cmpint (test_tenant_count (tenant, "conflict"), ==, 0);
}

static void
test_later_wins (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;
  g_autoptr (KontorImage) row = NULL;

  make_company (tenant);
  kontor_test_clock_advance (&tenant->clock, 1000);
  first = update (tenant, 2, 1, "company", 1, 1, "name=Earlier");
  kontor_test_clock_advance (&tenant->clock, 1000);
  second = update (tenant, 3, 1, "company", 1, 1, "name=Later");
  row = test_tenant_dup_row (tenant, 1);
  check_text (row, "name", "Later");
  g_assert_cmpint (test_tenant_count (tenant, "conflict"), ==, 1);
}

/* By the clock of who wrote it, not by arrival. */
static void
test_late_arrival_loses (TestTenant *tenant, gconstpointer data)
{
  KontorPush *late;
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;
  g_autoptr (KontorImage) row = NULL;

  make_company (tenant);
  late = test_push_new (tenant, "acme", 3, 1);
  kontor_test_clock_advance (&tenant->clock, 1000);
  test_push_update (tenant, late, "company", 1, 1, "name=Two weeks ago");
  kontor_test_clock_advance (&tenant->clock, 14 * 24 * 3600000);
  first = update (tenant, 2, 1, "company", 1, 1, "name=Today");
  second = test_tenant_push (tenant, late);
  g_assert_cmpint (test_answer_get (second, 0)->kind, ==, KONTOR_VERDICT_MERGED);
  check_text (test_answer_get (second, 0)->image, "name", "Today");
  row = test_tenant_dup_row (tenant, 1);
  check_text (row, "name", "Today");
}

/* The loser, with who wrote what, and pulled like any other record. */
static void
test_loser_is_kept (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;
  g_autoptr (KontorPage) page = NULL;
  const KontorImage *conflict = NULL;
  KontorId author, winner, id;
  char text[KONTOR_ID_TEXT_SIZE];

  make_company (tenant);
  kontor_test_clock_advance (&tenant->clock, 1000);
  first = update (tenant, 2, 1, "company", 1, 1, "name=Earlier");
  kontor_test_clock_advance (&tenant->clock, 1000);
  second = update (tenant, 3, 1, "company", 1, 1, "name=Later");
  page = test_tenant_pull (tenant, 9, NULL, 100);
  for (guint i = 0; i < page->rows->len; i++)
    {
      if (g_str_equal (((KontorImage *) page->rows->pdata[i])->entity->name, "conflict"))
        conflict = page->rows->pdata[i];
    }
  g_assert_nonnull (conflict);
  id = test_id (1);
  check_text (conflict, "subject_entity", "company");
  check_text (conflict, "subject", kontor_id_to_text (&id, text));
  check_text (conflict, "value", "{\"1\":\"Earlier\"}");
  check_text (conflict, "winner", "{\"1\":\"Later\"}");
  g_assert_true (kontor_fields_get_ref (conflict->fields, "author", &author));
  g_assert_true (kontor_fields_get_ref (conflict->fields, "winner_author", &winner));
  id = test_id (2);
  g_assert_true (kontor_id_equal (&author, &id));
  id = test_id (3);
  g_assert_true (kontor_id_equal (&winner, &id));
  g_assert_cmpint (conflict->device, ==, 0);
}

static void
test_conflicts_are_the_server_s (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "conflict", 1,
                    "subject_entity=company|subject=x|subject_group=1|value={}");
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (test_answer_get (answer, 0)->refusal, ==, KONTOR_REFUSAL_INVALID);
}

static void
test_own_chain (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;

  make_company (tenant);
  /* offline, both on what was seen at version 1 */
  first = update (tenant, 1, 2, "company", 1, 1, "name=Second");
  second = update (tenant, 1, 3, "company", 1, 1, "name=Third");
  g_assert_cmpint (test_answer_get (second, 0)->kind, ==, KONTOR_VERDICT_OK);
  g_assert_cmpint (test_tenant_count (tenant, "conflict"), ==, 0);
}

/* A deal in a stage of that kind, made by device 1: pipeline 10, stages 11 (open) and 12 (won),
 * deal 13 at version 4. */
static void
make_deal (TestTenant *tenant, const char *stage)
{
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  g_autofree char *deal = g_strdup_printf ("title=Deal|stage=%s|value=100.00 EUR", stage);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "pipeline", 10, "name=Sales");
  test_push_insert (tenant, push, "stage", 11, "pipeline=@10|name=New|kind=open");
  test_push_insert (tenant, push, "stage", 12, "pipeline=@10|name=Won|kind=won");
  test_push_insert (tenant, push, "deal", 13, deal);
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (test_answer_get (answer, 3)->kind, ==, KONTOR_VERDICT_OK);
}

static void
test_guarded (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;
  g_autoptr (KontorImage) row = NULL;

  make_deal (tenant, "@11");
  first = update (tenant, 2, 1, "deal", 13, 4, "value=200.00 EUR");
  kontor_test_clock_advance (&tenant->clock, 1000);
  second = update (tenant, 3, 1, "deal", 13, 4, "value=300.00 EUR");
  g_assert_cmpint (test_answer_get (first, 0)->kind, ==, KONTOR_VERDICT_OK);
  g_assert_cmpint (test_answer_get (second, 0)->refusal, ==, KONTOR_REFUSAL_GUARD);
  /* with the server's row, to compare with */
  g_assert_cmpint (
      kontor_fields_get_named (test_answer_get (second, 0)->image->fields, "value")->money.minor,
      ==, 20000);
  row = test_tenant_dup_row (tenant, 13);
  g_assert_cmpint (kontor_fields_get_named (row->fields, "value")->money.minor, ==, 20000);
}

static void
test_guarded_while (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) open = NULL;
  g_autoptr (KontorAnswer) closed = NULL;

  make_deal (tenant, "@11");
  first = update (tenant, 2, 1, "deal", 13, 4, "stage=@12");
  kontor_test_clock_advance (&tenant->clock, 1000);
  /* the stage was open when both moved it, but now it is won */
  closed = update (tenant, 3, 1, "deal", 13, 4, "stage=@11");
  g_assert_cmpint (test_answer_get (closed, 0)->refusal, ==, KONTOR_REFUSAL_GUARD);
}

static void
test_not_guarded_while_open (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;

  make_deal (tenant, "@12");
  first = update (tenant, 2, 1, "deal", 13, 4, "stage=@11");
  kontor_test_clock_advance (&tenant->clock, 1000);
  second = update (tenant, 3, 1, "deal", 13, 4, "stage=@12");
  g_assert_cmpint (test_answer_get (second, 0)->kind, !=, KONTOR_VERDICT_REFUSED);
}

static void
test_parents (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "stage", 11, "pipeline=@10|name=New|kind=open");
  test_push_insert (tenant, push, "pipeline", 10, "name=Sales");
  test_push_insert (tenant, push, "stage", 12, "pipeline=@10|name=New|kind=open");
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (test_answer_get (answer, 0)->refusal, ==, KONTOR_REFUSAL_PARENT);
  g_assert_cmpint (test_answer_get (answer, 1)->kind, ==, KONTOR_VERDICT_OK);
  g_assert_cmpint (test_answer_get (answer, 2)->kind, ==, KONTOR_VERDICT_OK);
}

/* What would be wrong with a new record is no reason to refuse one that is there: it stands as it is,
 * and what differs is kept. */
static void
test_insert_again (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  KontorPush *again = test_push_new (tenant, "acme", 2, 1);
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;
  g_autoptr (KontorImage) row = NULL;

  test_push_insert (tenant, push, "pipeline", 10, "name=Sales");
  test_push_insert (tenant, push, "stage", 11, "pipeline=@10|name=New|kind=open");
  first = test_tenant_push (tenant, push);
  test_push_insert (tenant, again, "pipeline", 10, "name=Sales");
  test_push_insert (tenant, again, "stage", 11, "pipeline=@99|name=New|kind=open");
  test_push_insert (tenant, again, "stage", 12, "pipeline=@10|name=Won|kind=won");
  second = test_tenant_push (tenant, again);
  g_assert_cmpint (test_answer_get (second, 0)->kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_cmpint (test_answer_get (second, 1)->kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_cmpint (test_answer_get (second, 1)->version, ==, 2);
  g_assert_cmpint (test_answer_get (second, 2)->kind, ==, KONTOR_VERDICT_OK);
  g_assert_cmpint (test_tenant_count (tenant, "conflict"), ==, 1);
  /* the numbers go on where the conflict ended */
  g_assert_cmpint (test_answer_get (second, 2)->version, ==, 4);
  row = test_tenant_dup_row (tenant, 11);
  g_assert_true (kontor_id_equal (&kontor_fields_get_named (row->fields, "pipeline")->id,
                                  &(KontorId[]) { test_id (10) }[0]));
}

/* A clock that is a year ahead must not win for a year. */
static void
test_wrong_clock (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push;
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;
  g_autoptr (KontorImage) row = NULL;

  make_company (tenant);
  push = test_push_new (tenant, "acme", 2, 1);
  test_push_update (tenant, push, "company", 1, 1, "name=From the future");
  ((KontorOperation *) push->operations->pdata[0])->hlc
      = kontor_hlc_new (TEST_TENANT_START + 365 * 24 * G_GINT64_CONSTANT (3600000), 0);
  first = test_tenant_push (tenant, push);
  row = test_tenant_dup_row (tenant, 1);
  g_assert_cmpint (kontor_hlc_get_time (row->hlc), <=, TEST_TENANT_START + 5 * 60 * 1000);
  kontor_test_clock_advance (&tenant->clock, 6 * 60 * 1000);
  second = update (tenant, 3, 1, "company", 1, 1, "name=From today");
  g_clear_pointer (&row, kontor_image_free);
  row = test_tenant_dup_row (tenant, 1);
  check_text (row, "name", "From today");
}

static void
test_trash (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) deleted = NULL;
  g_autoptr (KontorAnswer) edited = NULL;
  g_autoptr (KontorImage) row = NULL;

  make_company (tenant);
  deleted = update (tenant, 2, 1, "company", 1, 1, "deleted_at=2025-11-22T10:00:00Z");
  edited = update (tenant, 3, 1, "company", 1, 1, "name=Edited");
  g_assert_cmpint (test_answer_get (deleted, 0)->kind, ==, KONTOR_VERDICT_OK);
  row = test_tenant_dup_row (tenant, 1);
  g_assert_false (kontor_value_is_none (kontor_fields_get_named (row->fields, "deleted_at")));
  g_assert_cmpint (test_tenant_count (tenant, "conflict"), ==, 1);
}

static void
test_invalid_values (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  KontorOperation *operation;
  g_autoptr (KontorAnswer) answer = NULL;
  g_autofree char *long_name = g_strnfill (KONTOR_MAX_TEXT + 1, 'x');

  test_push_insert (tenant, push, "company", 1, NULL); /* no name */
  operation = test_push_insert (tenant, push, "company", 2, NULL);
  kontor_fields_set_text (operation->fields, "name", long_name);
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (test_answer_get (answer, 0)->refusal, ==, KONTOR_REFUSAL_INVALID);
  g_assert_cmpint (test_answer_get (answer, 1)->kind, ==, KONTOR_VERDICT_REFUSED);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 0);
}

static void
test_unknown_fields (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  KontorOperation *operation;
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;
  g_autoptr (KontorImage) row = NULL;

  operation = test_push_insert (tenant, push, "company", 1, "name=Acme");
  kontor_fields_set_extra (operation->fields, "77", "{\"new\":[1,true]}");
  kontor_fields_set_extra (operation->fields, "78", "\"gone soon\"");
  first = test_tenant_push (tenant, push);
  push = test_push_new (tenant, "acme", 1, 2);
  operation = test_push_update (tenant, push, "company", 1, 1, NULL);
  kontor_fields_set_extra (operation->fields, "78", "null");
  second = test_tenant_push (tenant, push);
  row = test_tenant_dup_row (tenant, 1);
  g_assert_cmpstr (kontor_fields_get_extra (row->fields, "77"), ==, "{\"new\":[1,true]}");
  g_assert_null (kontor_fields_get_extra (row->fields, "78"));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestTenant, NULL, test_tenant_set_up, test, test_tenant_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/operation/other-groups-do-not-meet", test_other_groups);
  ADD ("/operation/the-later-edit-wins", test_later_wins);
  ADD ("/operation/late-arrival-does-not-beat-a-later-edit", test_late_arrival_loses);
  ADD ("/operation/the-loser-is-kept-with-its-author", test_loser_is_kept);
  ADD ("/operation/conflicts-are-the-server-s-to-make", test_conflicts_are_the_server_s);
  ADD ("/operation/one-s-own-edits-do-not-fight", test_own_chain);
  ADD ("/operation/a-guarded-group-is-refused-with-the-row", test_guarded);
  ADD ("/operation/a-closed-deal-s-stage-is-guarded", test_guarded_while);
  ADD ("/operation/an-open-deal-s-stage-is-not", test_not_guarded_while_open);
  ADD ("/operation/what-belongs-to-nothing-is-refused", test_parents);
  ADD ("/operation/what-is-there-is-not-refused-as-new", test_insert_again);
  ADD ("/operation/a-wrong-clock-does-not-win-for-ever", test_wrong_clock);
  ADD ("/operation/an-edit-of-the-trashed-is-kept-as-a-conflict", test_trash);
  ADD ("/operation/values-of-no-form-are-refused", test_invalid_values);
  ADD ("/operation/unknown-fields-are-kept-until-cleared", test_unknown_fields);
  return g_test_run ();
}
