/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-tenant.h"

#include "storage/kontord-sql.h"
#include "storage/kontord-storage.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

#define OTHER_EPOCH "0123456789abcdef0123456789abcdef"

static KontorPush *
new_push (TestTenant *tenant, guint32 device, gint64 from)
{
  return test_push_new (tenant, "acme", device, from);
}

static void
check_verdict (KontorAnswer *answer, guint index, gint64 n, KontorVerdictKind kind)
{
  const KontorVerdict *verdict = test_answer_get (answer, index);

  g_assert_cmpint (verdict->n, ==, n);
  g_assert_cmpint (verdict->kind, ==, kind);
}

static void
check_refused (KontorAnswer *answer, guint index, gint64 n, KontorRefusal refusal)
{
  check_verdict (answer, index, n, KONTOR_VERDICT_REFUSED);
  g_assert_cmpint (test_answer_get (answer, index)->refusal, ==, refusal);
}

static void
test_takes (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (answer->last, ==, 2);
  g_assert_cmpint (answer->seq, ==, 2);
  g_assert_cmpint (answer->now, ==, TEST_TENANT_START);
  g_assert_cmpint (answer->verdicts->len, ==, 2);
  check_verdict (answer, 0, 1, KONTOR_VERDICT_OK);
  g_assert_cmpint (test_answer_get (answer, 0)->version, ==, 1);
  check_verdict (answer, 1, 2, KONTOR_VERDICT_OK);
  g_assert_cmpint (test_answer_get (answer, 1)->version, ==, 2);
}

static void
test_empty (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) answer = test_tenant_push (tenant, new_push (tenant, 1, 1));

  g_assert_cmpint (answer->last, ==, 0);
  g_assert_cmpint (answer->seq, ==, 0);
  g_assert_cmpint (answer->verdicts->len, ==, 0);
}

static KontorPush *
make_mixed_push (TestTenant *tenant)
{
  KontorPush *push = new_push (tenant, 1, 1);

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  test_push_update (tenant, push, "company", 9, 0, "name=Nobody");
  test_push_insert (tenant, push, "company", 1, "name=Again");
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  return push;
}

static char *
dup_answer_text (KontorAnswer *answer)
{
  g_autoptr (GBytes) bytes = kontor_answer_encode (answer);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_retry (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = test_tenant_push (tenant, make_mixed_push (tenant));
  g_autoptr (KontorAnswer) again = NULL;
  g_autofree char *first_text = dup_answer_text (first);
  g_autofree char *again_text = NULL;

  check_verdict (first, 2, 3, KONTOR_VERDICT_MERGED);
  test_tenant_reopen (tenant);
  again = test_tenant_push (tenant, make_mixed_push (tenant));
  again_text = dup_answer_text (again);
  g_assert_cmpstr (first_text, ==, again_text);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 2);
}

/* The retry begins in the middle of what was answered, and goes beyond it. */
static void
test_overlap (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  first = test_tenant_push (tenant, push);
  push = new_push (tenant, 1, 2);
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  test_push_insert (tenant, push, "company", 3, "name=Curie");
  /* the decoder's hash covers the stamp, which has to be that of the first try */
  ((KontorOperation *) push->operations->pdata[0])->hlc = kontor_hlc_new (TEST_TENANT_START, 1);
  second = test_tenant_push (tenant, push);
  g_assert_cmpint (second->last, ==, 3);
  g_assert_cmpint (test_answer_get (second, 0)->version, ==, 2);
  g_assert_cmpint (test_answer_get (second, 1)->version, ==, 3);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 3);
}

static void
test_gap (TestTenant *tenant, gconstpointer data)
{
  KontordActor actor = { .device = 1, .role = KONTORD_ROLE_MEMBER };
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;
  g_autoptr (KontorAnswer) none = NULL;
  g_autoptr (KontorPush) arrived = NULL;
  g_autoptr (GError) error = NULL;
  KontordOutcome outcome;
  gint64 expected = 0;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  answer = test_tenant_push (tenant, push);
  push = new_push (tenant, 1, 3);
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  arrived = test_push_travel (tenant, push);
  g_assert_true (kontord_storage_apply (tenant->storage, "acme", &actor, arrived, NULL, &outcome,
                                        &none, &expected, &error));
  g_assert_cmpint (outcome, ==, KONTORD_OUTCOME_GAP);
  g_assert_cmpint (expected, ==, 2);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 1);
}

/* What is gone for good does not come back. */
static void
test_purged (TestTenant *tenant, gconstpointer data)
{
  g_autofree char *path = g_build_filename (tenant->folder, "tenants", "acme.db", NULL);
  g_autoptr (KontorDatabase) database = kontor_database_open (path, 0, NULL);
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;
  KontorId gone = test_id (2);

  g_assert_true (kontord_sql_run (database, NULL, "INSERT INTO tombstone VALUES (?1, 1, 1)",
                                  KONTORD_ID (&gone)));
  test_push_insert (tenant, push, "company", 1, "name=Acme");
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  answer = test_tenant_push (tenant, push);
  check_verdict (answer, 0, 1, KONTOR_VERDICT_OK);
  check_refused (answer, 1, 2, KONTOR_REFUSAL_DELETED);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 1);
}

/* More than is decoded before it is applied; @tail is added to the body. */
static KontordOutcome
apply_reading (TestTenant *tenant, KontordQueue *queue, const char *tail, KontorAnswer **answer)
{
  KontordActor actor = { .device = 1, .role = KONTORD_ROLE_MEMBER };
  g_autoptr (KontorPush) push = new_push (tenant, 1, 1);
  g_autoptr (KontordReading) reading = NULL;
  g_autoptr (GBytes) body = NULL, plain = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  KontordOutcome outcome;
  gint64 expected;

  for (guint i = 1; i <= 1000; i++)
    test_push_insert (tenant, push, "company", i, "name=Acme|website=https://acme.example");
  test_push_join (push, 200);
  plain = kontor_push_encode (push);
  g_byte_array_append (bytes, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  g_byte_array_append (bytes, (const guint8 *) tail, strlen (tail));
  body = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_assert_cmpuint (g_bytes_get_size (body), >, KONTORD_SMALL_PUSH);
  reading = kontord_reading_start (queue, tenant->schema, body);
  kontord_storage_apply (tenant->storage, "acme", &actor, kontord_reading_get_push (reading),
                         reading, &outcome, answer, &expected, &error);
  g_assert_no_error (error);
  return outcome;
}

static void
test_applied_while_read (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontordQueue) queue = kontord_queue_new (1, 0);
  g_autoptr (KontorAnswer) first = NULL, again = NULL;
  g_autofree char *first_text = NULL, *again_text = NULL;

  g_assert_cmpint (apply_reading (tenant, queue, "", &first), ==, KONTORD_OUTCOME_DONE);
  g_assert_cmpint (first->last, ==, 1000);
  check_verdict (first, 999, 1000, KONTOR_VERDICT_OK);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 1000);
  g_assert_cmpint (apply_reading (tenant, queue, "", &again), ==, KONTORD_OUTCOME_DONE);
  first_text = dup_answer_text (first);
  again_text = dup_answer_text (again);
  g_assert_cmpstr (first_text, ==, again_text);
}

/* All of it goes, though what came before has been applied. */
static void
test_unreadable_end (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontordQueue) queue = kontord_queue_new (1, 0);
  g_autoptr (KontorAnswer) none = NULL, answer = NULL;

  g_assert_cmpint (apply_reading (tenant, queue, "{\"n\":1001,", &none), ==,
                   KONTORD_OUTCOME_UNREADABLE);
  g_assert_null (none);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 0);
  g_assert_cmpint (apply_reading (tenant, queue, "", &answer), ==, KONTORD_OUTCOME_DONE);
  g_assert_cmpint (answer->seq, ==, 1000);
}

static void
test_forked (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  answer = test_tenant_push (tenant, push);
  push = new_push (tenant, 1, 1);
  test_push_insert (tenant, push, "company", 1, "name=Other");
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  g_assert_null (test_tenant_apply (tenant, "acme", push, KONTORD_OUTCOME_FORKED));
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 1);
}

static void
test_acknowledged (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  first = test_tenant_push (tenant, push);
  push = new_push (tenant, 1, 2);
  push->ack = 1;
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  second = test_tenant_push (tenant, push);
  /* what was acknowledged is forgotten, and can't be asked for again */
  push = new_push (tenant, 1, 1);
  test_push_insert (tenant, push, "company", 1, "name=Acme");
  g_assert_null (test_tenant_apply (tenant, "acme", push, KONTORD_OUTCOME_FORKED));
}

static void
test_other_epoch (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  g_strlcpy (push->epoch, OTHER_EPOCH, sizeof push->epoch);
  g_assert_null (test_tenant_apply (tenant, "acme", push, KONTORD_OUTCOME_EPOCH));
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 0);
}

/* The epoch of one tenant is another one in every other. */
static void
test_other_tenant (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  g_assert_null (test_tenant_apply (tenant, "zeta", push, KONTORD_OUTCOME_EPOCH));
}

static void
test_group_is_whole (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  test_push_insert (tenant, push, "contact", 2, "first_name=Ada");
  test_push_insert (tenant, push, "contact_point", 3,
                    "contact=@2|kind=email|email=ada@example.org");
  test_push_join (push, 2);
  answer = test_tenant_push (tenant, push);
  check_verdict (answer, 1, 2, KONTOR_VERDICT_OK);
  check_verdict (answer, 2, 3, KONTOR_VERDICT_OK);
  g_assert_cmpint (test_tenant_count (tenant, "contact_point"), ==, 1);
}

static void
test_group_falls (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  test_push_update (tenant, push, "company", 99, 0, "name=Nobody");
  test_push_insert (tenant, push, "company", 3, "name=Curie");
  test_push_join (push, 3);
  test_push_insert (tenant, push, "company", 4, "name=Darwin");
  answer = test_tenant_push (tenant, push);
  check_verdict (answer, 0, 1, KONTOR_VERDICT_OK);
  check_refused (answer, 1, 2, KONTOR_REFUSAL_GROUP);
  check_refused (answer, 2, 3, KONTOR_REFUSAL_PARENT);
  check_refused (answer, 3, 4, KONTOR_REFUSAL_GROUP);
  check_verdict (answer, 4, 5, KONTOR_VERDICT_OK);
  g_assert_cmpint (answer->last, ==, 5);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 2);
  /* and the numbers that the group had taken are given again */
  g_assert_cmpint (answer->seq, ==, 2);
}

/* What a group made and lost again is nothing that anything can belong to. */
static void
test_fallen_is_no_parent (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_update (tenant, push, "company", 99, 0, "name=Nobody");
  test_push_insert (tenant, push, "contact", 2, "first_name=Ada");
  test_push_insert (tenant, push, "contact_point", 3,
                    "contact=@2|kind=email|email=ada@example.org");
  test_push_update (tenant, push, "company", 99, 0, "name=Nobody");
  test_push_join (push, 3);
  test_push_insert (tenant, push, "contact_point", 4,
                    "contact=@2|kind=email|email=byron@example.org");
  answer = test_tenant_push (tenant, push);
  check_refused (answer, 3, 4, KONTOR_REFUSAL_PARENT);
  check_refused (answer, 4, 5, KONTOR_REFUSAL_PARENT);
  g_assert_cmpint (test_tenant_count (tenant, "contact_point"), ==, 0);
}

static void
test_refused_one_advances (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorAnswer) first = NULL;
  g_autoptr (KontorAnswer) second = NULL;

  test_push_update (tenant, push, "company", 99, 0, "name=Nobody");
  first = test_tenant_push (tenant, push);
  check_refused (first, 0, 1, KONTOR_REFUSAL_PARENT);
  g_assert_cmpint (first->last, ==, 1);
  push = new_push (tenant, 1, 2);
  test_push_insert (tenant, push, "company", 1, "name=Acme");
  second = test_tenant_push (tenant, push);
  check_verdict (second, 0, 2, KONTOR_VERDICT_OK);
}

static void
test_devices_are_apart (TestTenant *tenant, gconstpointer data)
{
  for (guint32 device = 1; device <= 3; device++)
    {
      KontorPush *push = new_push (tenant, device, 1);
      g_autoptr (KontorAnswer) answer = NULL;

      test_push_insert (tenant, push, "company", device, "name=Acme");
      answer = test_tenant_push (tenant, push);
      g_assert_cmpint (answer->last, ==, 1);
      g_assert_cmpint (answer->seq, ==, device);
    }
}

static void
test_viewer (TestTenant *tenant, gconstpointer data)
{
  KontordActor viewer = { .device = 1, .role = KONTORD_ROLE_VIEWER };
  KontorPush *push = new_push (tenant, 1, 1);
  g_autoptr (KontorPush) arrived = NULL;
  g_autoptr (KontorAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  KontordOutcome outcome;
  gint64 expected;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  test_push_insert (tenant, push, "company", 2, "name=Byron");
  arrived = test_push_travel (tenant, push);
  g_assert_true (kontord_storage_apply (tenant->storage, "acme", &viewer, arrived, NULL, &outcome,
                                        &answer, &expected, &error));
  check_refused (answer, 0, 1, KONTOR_REFUSAL_PERMISSION);
  check_refused (answer, 1, 2, KONTOR_REFUSAL_PERMISSION);
  g_assert_cmpint (answer->last, ==, 2);
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 0);
}

/* A device that never acknowledges anything does not fill the disk. */
static void
test_kept_verdicts_are_bounded (TestTenant *tenant, gconstpointer data)
{
  gint64 from = 1;

  while (from <= KONTORD_MAX_KEPT_VERDICTS + 4000)
    {
      KontorPush *push = new_push (tenant, 1, from);
      g_autoptr (KontorAnswer) answer = NULL;

      for (int i = 0; i < 2000; i++)
        test_push_update (tenant, push, "company", 1, 0, "name=Nobody");
      answer = test_tenant_push (tenant, push);
      from += 2000;
    }
  {
    g_autoptr (KontorPush) old = new_push (tenant, 1, 1);

    test_push_update (tenant, old, "company", 1, 0, "name=Nobody");
    g_assert_null (
        test_tenant_apply (tenant, "acme", g_steal_pointer (&old), KONTORD_OUTCOME_FORKED));
  }
  {
    KontorPush *recent = new_push (tenant, 1, from - 2000);
    g_autoptr (KontorAnswer) answer = NULL;

    test_push_update (tenant, recent, "company", 1, 0, "name=Nobody");
    answer = test_tenant_push (tenant, recent);
    check_refused (answer, 0, from - 2000, KONTOR_REFUSAL_PARENT);
  }
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestTenant, NULL, test_tenant_set_up, test, test_tenant_tear_down)

#define LARGE 900000

/* A contact with a large card, and a name that was changed since it was made. */
static void
make_large_contact (TestTenant *tenant)
{
  KontorPush *push = new_push (tenant, 1, 1);
  g_autofree char *card = g_strnfill (LARGE, 'x');
  g_autofree char *text = g_strconcat ("first_name=Ada|card=", card, NULL);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "contact", 1, text);
  test_push_update (tenant, push, "contact", 1, 1, "first_name=Augusta");
  answer = test_tenant_push (tenant, push);
  check_verdict (answer, 1, 2, KONTOR_VERDICT_OK);
}

/* Names that come too late, of which each is answered with the whole contact. */
static KontorPush *
make_late_names (TestTenant *tenant, gint64 from, gint64 to)
{
  KontorPush *push = new_push (tenant, 2, from);

  for (gint64 n = from; n <= to; n++)
    {
      g_autofree char *text = g_strdup_printf ("first_name=%d", (int) n);

      test_push_update (tenant, push, "contact", 1, 1, text)->hlc
          = kontor_hlc_new (TEST_TENANT_START - 1000, (guint) n);
    }
  return push;
}

static void
check_length (KontorAnswer *answer)
{
  g_autoptr (GBytes) body = kontor_answer_encode (answer);

  g_assert_cmpuint (g_bytes_get_size (body), <, KONTOR_SYNC_MAX_BODY);
}

/* A small push that meets a large row must not make an answer without limit. */
static void
test_answer_is_bounded (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL, again = NULL, second = NULL, all = NULL;

  make_large_contact (tenant);
  first = test_tenant_push (tenant, make_late_names (tenant, 1, 8));
  check_length (first);
  g_assert_cmpuint (first->verdicts->len, ==, 5);
  g_assert_cmpint (first->last, ==, 5);
  check_verdict (first, 4, 5, KONTOR_VERDICT_MERGED);
  again = test_tenant_push (tenant, make_late_names (tenant, 1, 8));
  check_length (again);
  g_assert_cmpuint (again->verdicts->len, ==, 5);
  second = test_tenant_push (tenant, make_late_names (tenant, 6, 8));
  g_assert_cmpuint (second->verdicts->len, ==, 3);
  g_assert_cmpint (second->last, ==, 8);
  g_assert_cmpint (test_tenant_count (tenant, "conflict"), ==, 8);
  all = test_tenant_push (tenant, make_late_names (tenant, 1, 8));
  check_length (all);
  g_assert_cmpuint (all->verdicts->len, ==, 5);
}

/* What is answered again and what is new make one answer. */
static void
test_retry_is_bounded (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) first = NULL, second = NULL;

  make_large_contact (tenant);
  first = test_tenant_push (tenant, make_late_names (tenant, 1, 2));
  second = test_tenant_push (tenant, make_late_names (tenant, 1, 8));
  g_assert_cmpuint (second->verdicts->len, ==, 5);
  g_assert_cmpint (second->last, ==, 5);
}

static void
test_group_answer_is_bounded (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push;
  g_autoptr (KontorAnswer) answer = NULL;

  make_large_contact (tenant);
  push = make_late_names (tenant, 1, 20);
  test_push_join (push, 20);
  answer = test_tenant_push (tenant, push);
  check_length (answer);
  g_assert_cmpuint (answer->verdicts->len, ==, 20);
  g_assert_cmpint (answer->last, ==, 20);
  check_refused (answer, 0, 1, KONTOR_REFUSAL_GROUP);
  check_refused (answer, 9, 10, KONTOR_REFUSAL_LARGE);
  check_refused (answer, 19, 20, KONTOR_REFUSAL_GROUP);
  g_assert_cmpint (test_tenant_count (tenant, "conflict"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/apply/takes-a-push-in-order", test_takes);
  ADD ("/apply/an-empty-push-tells-where-one-stands", test_empty);
  ADD ("/apply/a-retry-gets-the-same-words-and-does-nothing", test_retry);
  ADD ("/apply/a-retry-may-go-on-beyond-what-was-answered", test_overlap);
  ADD ("/apply/a-gap-is-told-and-nothing-done", test_gap);
  ADD ("/apply/another-operation-of-the-same-number-is-a-fork", test_forked);
  ADD ("/apply/what-was-acknowledged-is-forgotten", test_acknowledged);
  ADD ("/apply/another-epoch-is-told-and-nothing-done", test_other_epoch);
  ADD ("/apply/a-push-to-another-tenant-is-of-another-epoch", test_other_tenant);
  ADD ("/apply/what-was-purged-stays-purged", test_purged);
  ADD ("/apply/a-large-push-is-applied-while-it-is-read", test_applied_while_read);
  ADD ("/apply/nothing-is-done-of-what-ends-unreadable", test_unreadable_end);
  ADD ("/apply/a-group-may-build-on-itself", test_group_is_whole);
  ADD ("/apply/a-group-falls-with-one-of-it-and-alone", test_group_falls);
  ADD ("/apply/nothing-belongs-to-what-fell", test_fallen_is_no_parent);
  ADD ("/apply/a-refused-operation-does-not-block-the-queue", test_refused_one_advances);
  ADD ("/apply/devices-count-for-themselves", test_devices_are_apart);
  ADD ("/apply/a-viewer-is-refused-operation-by-operation", test_viewer);
  ADD ("/apply/an-answer-is-bounded-and-the-rest-comes-later", test_answer_is_bounded);
  ADD ("/apply/a-retry-is-bounded-with-what-is-new", test_retry_is_bounded);
  ADD ("/apply/a-group-with-too-large-an-answer-is-refused", test_group_answer_is_bounded);
  ADD ("/apply/kept-verdicts-are-bounded", test_kept_verdicts_are_bounded);
  return g_test_run ();
}
