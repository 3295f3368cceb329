/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-origins.h"

#include "support/test-tenant.h"

/* What was to be sent: a company, and its name. As device 1, or later as another one that says so. */
static KontorPush *
make_push (TestTenant *tenant, guint32 device)
{
  KontorPush *push = test_push_new (tenant, "acme", device, 1);

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  test_push_update (tenant, push, "company", 1, 0, "name=Loom");
  for (guint i = 0; device != 1 && i < push->operations->len; i++)
    {
      KontorOperation *operation = push->operations->pdata[i];

      operation->was_device = 1;
      operation->was_n = i + 1;
    }
  return push;
}

static KontorAnswer *
send_as (TestTenant *tenant, KontorPush *push, const char *member)
{
  g_autoptr (KontorPush) arrived = test_push_travel (tenant, push);
  KontordActor actor
      = { arrived->device, kontor_id_for_name ("test", member), KONTORD_ROLE_MEMBER };
  g_autoptr (GError) error = NULL;
  KontorAnswer *answer = NULL;
  KontordOutcome outcome;
  gint64 expected;

  kontord_storage_apply (tenant->storage, "acme", &actor, arrived, NULL, &outcome, &answer,
                         &expected, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, KONTORD_OUTCOME_DONE);
  return answer;
}

static void
push (TestTenant *tenant, KontorPush *what)
{
  kontor_answer_free (send_as (tenant, what, "anna"));
}

/* Somebody else has written since: what was answered long ago takes nothing of that back. */
static void
rename_by_another (TestTenant *tenant)
{
  KontorPush *other = test_push_new (tenant, "acme", 9, 1);
  KontorOperation *operation = test_push_update (tenant, other, "company", 1, 2, "name=Other");

  operation->hlc += G_GINT64_CONSTANT (1000) << 16;
  kontor_answer_free (send_as (tenant, other, "ben"));
}

static void
check_name (TestTenant *tenant, const char *name)
{
  KontorImage *image = test_tenant_dup_row (tenant, 1);

  g_assert_cmpstr (kontor_fields_get_text (image->fields, "name"), ==, name);
  kontor_image_free (image);
}

/* All of it is answered with the row as it stands, and nothing is written. */
static void
check_repeated (TestTenant *tenant, guint32 device)
{
  g_autoptr (KontorAnswer) answer = send_as (tenant, make_push (tenant, device), "anna");

  g_assert_cmpint (answer->seq, ==, 3);
  g_assert_cmpint (answer->last, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const KontorVerdict *verdict = test_answer_get (answer, i);

      g_assert_cmpint (verdict->kind, ==, KONTOR_VERDICT_MERGED);
      g_assert_cmpint (verdict->version, ==, 3);
      g_assert_cmpstr (kontor_fields_get_text (verdict->image->fields, "name"), ==, "Other");
    }
  check_name (tenant, "Other");
}

static void
test_answer_lost (TestTenant *tenant, gconstpointer data)
{
  push (tenant, make_push (tenant, 1));
  rename_by_another (tenant);
  check_repeated (tenant, 2);
  check_repeated (tenant, 3);
}

/* The file is older than what it was answered, and acknowledged. */
static void
test_acknowledged (TestTenant *tenant, gconstpointer data)
{
  KontorPush *next = test_push_new (tenant, "acme", 1, 3);

  push (tenant, make_push (tenant, 1));
  rename_by_another (tenant);
  next->ack = 2;
  push (tenant, next);
  test_tenant_reopen (tenant);
  check_repeated (tenant, 2);
}

/* Done under the number that it got later, and then by a copy that still has the first one. */
static void
test_first_comes_last (TestTenant *tenant, gconstpointer data)
{
  push (tenant, make_push (tenant, 2));
  rename_by_another (tenant);
  check_repeated (tenant, 1);
}

/* Neither of the later numbers is the first. */
static void
test_carried_twice (TestTenant *tenant, gconstpointer data)
{
  push (tenant, make_push (tenant, 2));
  rename_by_another (tenant);
  check_repeated (tenant, 3);
}

/* What was refused is not tried again behind the user's back. */
static void
test_refused (TestTenant *tenant, gconstpointer data)
{
  for (guint32 device = 1; device <= 3; device++)
    {
      KontorPush *lost = test_push_new (tenant, "acme", device, 1);
      KontorOperation *operation = test_push_update (tenant, lost, "company", 1, 0, "name=Nobody");
      g_autoptr (KontorAnswer) answer = NULL;

      operation->was_device = device != 1 ? 1 : 0;
      operation->was_n = device != 1 ? 1 : 0;
      answer = send_as (tenant, lost, "anna");
      g_assert_cmpint (test_answer_get (answer, 0)->refusal, ==, KONTOR_REFUSAL_PARENT);
      if (device == 1)
        push (tenant, make_push (tenant, 7));
    }
  check_name (tenant, "Loom");
}

/* Another operation had that number: a copy went another way. */
static void
test_another_operation (TestTenant *tenant, gconstpointer data)
{
  KontorPush *other = test_push_new (tenant, "acme", 1, 1);

  test_push_insert (tenant, other, "company", 2, "name=Byron");
  push (tenant, other);
  push (tenant, make_push (tenant, 2));
  check_name (tenant, "Loom");
  g_assert_cmpint (test_tenant_count (tenant, "company"), ==, 2);
}

/* Whoever says that he had the number of somebody else's device learns nothing, and loses nothing. */
static void
test_of_another_member (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorAnswer) answer = NULL;

  push (tenant, make_push (tenant, 1));
  rename_by_another (tenant);
  answer = send_as (tenant, make_push (tenant, 2), "ben");
  g_assert_cmpint (test_answer_get (answer, 1)->kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_cmpint (answer->seq, >, 3); /* what lost is kept */
  check_name (tenant, "Other");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestTenant, NULL, test_tenant_set_up, test, test_tenant_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/origins/what-was-answered-is-not-done-again", test_answer_lost);
  ADD ("/origins/nor-what-was-acknowledged", test_acknowledged);
  ADD ("/origins/nor-by-who-has-the-first-number-still", test_first_comes_last);
  ADD ("/origins/nor-under-a-third-number", test_carried_twice);
  ADD ("/origins/what-was-refused-stays-refused", test_refused);
  ADD ("/origins/another-operation-of-that-number-is-another", test_another_operation);
  ADD ("/origins/others-operations-are-not-asked-about", test_of_another_member);
  return g_test_run ();
}
