/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/temp-folder.h"
#include "support/test-tenant.h"

#include "util/kontor-error.h"

#include <glib/gstdio.h>

static void
test_names (TestTenant *tenant, gconstpointer data)
{
  static const char *const names[] = { "", "..", "../control", "a/b", "Acme", "a.b", "nobody" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      KontordTenantState state;

      g_assert_false (kontord_storage_get_state (tenant->storage, names[i], &state, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
    }
}

static void
test_created_twice (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kontord_storage_create (tenant->storage, "acme", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
}

static void
test_state (TestTenant *tenant, gconstpointer data)
{
  KontordTenantState acme, zeta, again;
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Acme");
  answer = test_tenant_push (tenant, push);
  g_assert_true (kontord_storage_get_state (tenant->storage, "acme", &acme, NULL));
  g_assert_true (kontord_storage_get_state (tenant->storage, "zeta", &zeta, NULL));
  g_assert_cmpint (acme.seq, ==, 1);
  g_assert_cmpint (zeta.seq, ==, 0);
  g_assert_cmpstr (acme.epoch, !=, zeta.epoch);
  test_tenant_reopen (tenant);
  g_assert_true (kontord_storage_get_state (tenant->storage, "acme", &again, NULL));
  g_assert_cmpstr (acme.epoch, ==, again.epoch);
  g_assert_cmpint (again.seq, ==, 1);
}

/* The same ids in two tenants are two records. */
static void
test_tenants_are_apart (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = test_push_new (tenant, "zeta", 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;
  g_autoptr (KontorPage) page = NULL;

  test_push_insert (tenant, push, "company", 1, "name=Secret of zeta");
  answer = test_tenant_apply (tenant, "zeta", push, KONTORD_OUTCOME_DONE);
  page = test_tenant_pull (tenant, 1, NULL, 100);
  g_assert_cmpint (page->rows->len, ==, 0);
  push = test_push_new (tenant, "acme", 1, 1);
  test_push_update (tenant, push, "company", 1, 1, "name=Taken over");
  g_clear_pointer (&answer, kontor_answer_free);
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (test_answer_get (answer, 0)->refusal, ==, KONTOR_REFUSAL_PARENT);
  g_assert_null (test_answer_get (answer, 0)->image);
}

static void
test_enrols_members (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPage) page = NULL;
  KontorId ada, again, bob;

  g_assert_true (kontord_storage_enrol_member (tenant->storage, "acme", "Ada Byron",
                                               "ada@example.org", &ada, &error));
  g_assert_true (kontord_storage_enrol_member (tenant->storage, "acme", "Somebody else",
                                               "ada@example.org", &again, &error));
  g_assert_true (kontord_storage_enrol_member (tenant->storage, "acme", "Bob", "bob@example.org",
                                               &bob, &error));
  g_assert_no_error (error);
  g_assert_true (kontor_id_equal (&ada, &again));
  g_assert_false (kontor_id_equal (&ada, &bob));
  page = test_tenant_pull (tenant, 1, NULL, 100);
  g_assert_cmpint (page->rows->len, ==, 2);
  g_assert_cmpstr (kontor_fields_get_text (((KontorImage *) page->rows->pdata[0])->fields, "name"),
                   ==, "Ada Byron");
}

/* One that came by an import, with an address in capitals. */
static void
test_finds_imported_member (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  KontorId id = test_id (1), found;

  test_push_insert (tenant, push, "member", 1, "name=Ada|email=Ada@Example.org");
  answer = test_tenant_push (tenant, push);
  g_assert_true (kontord_storage_enrol_member (tenant->storage, "acme", "Ada Byron",
                                               "ada@example.org", &found, &error));
  g_assert_true (kontor_id_equal (&id, &found));
}

static void
test_member_of_no_form (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strnfill (KONTOR_MAX_TEXT + 1, 'x');
  KontorId id;

  g_assert_false (kontord_storage_enrol_member (tenant->storage, "acme", "", "a@b", &id, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (kontord_storage_enrol_member (tenant->storage, "acme", name, "a@b", &id, &error));
  g_assert_nonnull (error);
}

static void
test_many_tenants (TestTenant *tenant, gconstpointer data)
{
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < 70; i++)
        {
          g_autofree char *name = g_strdup_printf ("t%u", i);
          g_autoptr (GError) error = NULL;
          KontordTenantState state;

          if (round == 0)
            kontord_storage_create (tenant->storage, name, &error);
          kontord_storage_get_state (tenant->storage, name, &state, &error);
          g_assert_no_error (error);
        }
    }
}

/* Not in the middle of a bulk load, where it would cost most. */
static void
test_tidies (TestTenant *tenant, gconstpointer data)
{
  g_autofree char *path = g_build_filename (tenant->folder, "tenants", "acme.db", NULL);
  KontorPush *push = test_push_new (tenant, "acme", 1, 1);
  g_autoptr (KontorAnswer) answer = NULL;
  GStatBuf before, after;

  g_assert_cmpint (g_stat (path, &before), ==, 0);
  for (guint i = 0; i < 2000; i++)
    test_push_insert (tenant, push, "company", i, "name=Acme");
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpint (after.st_size, ==, before.st_size);
  kontord_storage_tidy (tenant->storage, 60000);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpint (after.st_size, ==, before.st_size);
  kontord_storage_tidy (tenant->storage, 0);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpint (after.st_size, >, before.st_size);
}

typedef struct
{
  TestTenant *tenant;
  guint32 device;
} Pusher;

static gpointer
push_a_lot (gpointer data)
{
  Pusher *pusher = data;

  for (gint64 n = 1; n <= 20; n++)
    {
      KontorPush *push = test_push_new (pusher->tenant, "acme", pusher->device, n);
      g_autoptr (KontorAnswer) answer = NULL;

      test_push_insert (pusher->tenant, push, "company", pusher->device * 100 + n, "name=Acme");
      answer = test_tenant_push (pusher->tenant, push);
      g_assert_cmpint (answer->last, ==, n);
    }
  return NULL;
}

static void
test_threads (TestTenant *tenant, gconstpointer data)
{
  Pusher pushers[4];
  GThread *threads[4];
  g_autoptr (KontorPage) page = NULL;

  for (guint i = 0; i < 4; i++)
    {
      pushers[i] = (Pusher) { tenant, i + 1 };
      threads[i] = g_thread_new ("pusher", push_a_lot, &pushers[i]);
    }
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  page = test_tenant_pull (tenant, 9, NULL, 5000);
  g_assert_cmpint (page->rows->len, ==, 80);
  /* every number was given once, without a hole */
  for (guint i = 0; i < 80; i++)
    g_assert_cmpint (((KontorImage *) page->rows->pdata[i])->version, ==, i + 1);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestTenant, NULL, test_tenant_set_up, test, test_tenant_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sqlite-storage/a-name-leads-to-a-tenant-or-nowhere", test_names);
  ADD ("/sqlite-storage/a-tenant-is-created-once", test_created_twice);
  ADD ("/sqlite-storage/state-outlives-a-restart", test_state);
  ADD ("/sqlite-storage/tenants-are-apart", test_tenants_are_apart);
  ADD ("/sqlite-storage/a-member-is-enrolled-once", test_enrols_members);
  ADD ("/sqlite-storage/an-imported-member-is-found", test_finds_imported_member);
  ADD ("/sqlite-storage/a-member-of-no-form-is-refused", test_member_of_no_form);
  ADD ("/sqlite-storage/more-tenants-than-stay-open", test_many_tenants);
  ADD ("/sqlite-storage/tidying-empties-logs-of-quiet-tenants", test_tidies);
  ADD ("/sqlite-storage/many-threads-push-one-after-the-other", test_threads);
  return g_test_run ();
}
