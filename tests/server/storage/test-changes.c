/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-tenant.h"

#include <string.h>

static void
fill (TestTenant *tenant, guint32 device, guint first, guint count)
{
  KontorPush *push = test_push_new (tenant, "acme", device, 1);
  g_autoptr (KontorAnswer) answer = NULL;

  for (guint i = 0; i < count; i++)
    test_push_insert (tenant, push, "company", first + i, "name=Acme");
  answer = test_tenant_push (tenant, push);
  g_assert_cmpint (answer->last, ==, count);
}

static void
test_empty (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorPage) page = test_tenant_pull (tenant, 1, NULL, 100);

  g_assert_cmpint (page->rows->len, ==, 0);
  g_assert_cmpint (page->seq, ==, 0);
  g_assert_cmpint (page->head.seq, ==, 0);
  g_assert_cmpint (page->head.n, ==, 0);
  g_assert_false (page->more);
}

static void
test_pages (TestTenant *tenant, gconstpointer data)
{
  g_autofree char *cursor = NULL;
  gint64 last = 0;
  guint rows = 0;
  gboolean more = TRUE;

  fill (tenant, 1, 1, 25);
  for (guint pages = 0; more; pages++)
    {
      g_autoptr (KontorPage) page = test_tenant_pull (tenant, 2, cursor, 10);

      g_assert_cmpint (pages, <, 3);
      g_assert_cmpint (page->rows->len, ==, pages < 2 ? 10 : 5);
      for (guint i = 0; i < page->rows->len; i++)
        {
          const KontorImage *image = page->rows->pdata[i];

          g_assert_cmpint (image->version, >, last);
          last = image->version;
        }
      rows += page->rows->len;
      more = page->more;
      g_assert_cmpint (page->seq, ==, last);
      g_free (cursor);
      cursor = g_strdup (page->cursor);
    }
  g_assert_cmpint (rows, ==, 25);
}

/* Exactly a page: no empty one follows. */
static void
test_full_page (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorPage) page = NULL;

  fill (tenant, 1, 1, 10);
  page = test_tenant_pull (tenant, 2, NULL, 10);
  g_assert_cmpint (page->rows->len, ==, 10);
  g_assert_false (page->more);
}

static void
test_changed_row_comes_once (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorPage) first = NULL;
  g_autoptr (KontorPage) second = NULL;
  KontorPush *push;
  g_autoptr (KontorAnswer) answer = NULL;

  fill (tenant, 1, 1, 3);
  first = test_tenant_pull (tenant, 2, NULL, 100);
  push = test_push_new (tenant, "acme", 1, 4);
  test_push_update (tenant, push, "company", 1, 1, "name=New");
  test_push_update (tenant, push, "company", 1, 0, "name=Newer");
  answer = test_tenant_push (tenant, push);
  second = test_tenant_pull (tenant, 2, first->cursor, 100);
  g_assert_cmpint (second->rows->len, ==, 1);
  g_assert_cmpstr (
      kontor_fields_get_text (((KontorImage *) second->rows->pdata[0])->fields, "name"), ==,
      "Newer");
  g_assert_cmpint (second->seq, ==, 5);
}

static void
test_devices (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorPage) page = NULL;
  KontorPush *push;
  g_autoptr (KontorAnswer) answer = NULL;

  fill (tenant, 1, 1, 2);
  fill (tenant, 7, 11, 2);
  push = test_push_new (tenant, "acme", 8, 1);
  test_push_update (tenant, push, "company", 1, 1, "name=New");
  answer = test_tenant_push (tenant, push);
  page = test_tenant_pull (tenant, 2, NULL, 100);
  /* 1 too, which has but the stamp of the creation left */
  g_assert_cmpint (page->devices->len, ==, 3);
  for (guint i = 0; i < page->devices->len; i++)
    {
      const KontorPageDevice *device = &g_array_index (page->devices, KontorPageDevice, i);
      KontorId member = test_id (device->device);

      g_assert_true (kontor_id_equal (&device->member, &member));
    }
}

static void
test_own_n (TestTenant *tenant, gconstpointer data)
{
  g_autoptr (KontorPage) mine = NULL;
  g_autoptr (KontorPage) other = NULL;

  fill (tenant, 1, 1, 3);
  mine = test_tenant_pull (tenant, 1, NULL, 100);
  other = test_tenant_pull (tenant, 2, NULL, 100);
  g_assert_cmpint (mine->head.n, ==, 3);
  g_assert_cmpint (other->head.n, ==, 0);
}

static void
test_stamps (TestTenant *tenant, gconstpointer data)
{
  KontorPush *push;
  g_autoptr (KontorAnswer) answer = NULL;
  g_autoptr (KontorImage) untouched = NULL;
  g_autoptr (KontorImage) touched = NULL;

  fill (tenant, 1, 1, 2);
  push = test_push_new (tenant, "acme", 3, 1);
  test_push_update (tenant, push, "company", 2, 2, "name=New");
  answer = test_tenant_push (tenant, push);
  untouched = test_tenant_dup_row (tenant, 1);
  touched = test_tenant_dup_row (tenant, 2);
  g_assert_null (untouched->stamps);
  g_assert_cmpint (kontor_stamps_get (touched->stamps, 1)->version, ==, 3);
  g_assert_cmpint (kontor_stamps_get (touched->stamps, 1)->device, ==, 3);
  g_assert_cmpint (kontor_stamps_get (touched->stamps, 2)->version, ==, 2);
  g_assert_cmpint (kontor_stamps_get (touched->stamps, 2)->device, ==, 1);
}

static void
test_bad_cursors (TestTenant *tenant, gconstpointer data)
{
  static const char *const cursors[] = { "", "x", "AQAAAAAAAAABW74jjINNAyQiuuCY3ZESpw" };
  KontordActor actor = { .device = 1, .role = KONTORD_ROLE_VIEWER };

  for (gsize i = 0; i < G_N_ELEMENTS (cursors); i++)
    {
      g_autoptr (GBytes) page = NULL;
      g_autoptr (GError) error = NULL;
      KontordOutcome outcome;

      g_assert_true (kontord_storage_list_changes (tenant->storage, "acme", &actor, cursors[i], 10,
                                                   &outcome, &page, &error));
      g_assert_cmpint (outcome, ==, KONTORD_OUTCOME_CURSOR);
      g_assert_null (page);
    }
}

static void
test_cursor_of_another_tenant (TestTenant *tenant, gconstpointer data)
{
  KontordActor actor = { .device = 1, .role = KONTORD_ROLE_VIEWER };
  g_autoptr (KontorPage) mine = NULL;
  g_autoptr (GBytes) page = NULL;
  g_autoptr (GError) error = NULL;
  KontordOutcome outcome;

  fill (tenant, 1, 1, 2);
  mine = test_tenant_pull (tenant, 1, NULL, 100);
  g_assert_true (kontord_storage_list_changes (tenant->storage, "zeta", &actor, mine->cursor, 10,
                                               &outcome, &page, &error));
  g_assert_cmpint (outcome, ==, KONTORD_OUTCOME_CURSOR);
}

/* A page ends when it is large, whatever was asked for. */
static void
test_large_rows (TestTenant *tenant, gconstpointer data)
{
  g_autofree char *text = g_strnfill (900000, 'x');
  g_autoptr (KontorPage) page = NULL;

  for (guint i = 0; i < 8; i++)
    {
      KontorPush *push = test_push_new (tenant, "acme", 1, i + 1);
      KontorOperation *operation = test_push_insert (tenant, push, "company", i, "name=Acme");
      g_autoptr (KontorAnswer) answer = NULL;

      kontor_fields_set_text (operation->fields, "description", text);
      answer = test_tenant_push (tenant, push);
      g_assert_cmpint (test_answer_get (answer, 0)->kind, ==, KONTOR_VERDICT_OK);
    }
  page = test_tenant_pull (tenant, 2, NULL, 5000);
  g_assert_cmpint (page->rows->len, >=, 4);
  g_assert_cmpint (page->rows->len, <, 8);
  g_assert_true (page->more);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestTenant, NULL, test_tenant_set_up, test, test_tenant_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/changes/of-an-empty-workspace-are-none", test_empty);
  ADD ("/changes/come-in-pages-in-order", test_pages);
  ADD ("/changes/a-page-that-is-just-full-is-the-last", test_full_page);
  ADD ("/changes/a-row-that-changed-twice-comes-once", test_changed_row_comes_once);
  ADD ("/changes/say-whose-each-device-is", test_devices);
  ADD ("/changes/tell-a-device-its-own-last-operation", test_own_n);
  ADD ("/changes/carry-stamps-of-changed-groups-only", test_stamps);
  ADD ("/changes/a-made-up-cursor-is-refused", test_bad_cursors);
  ADD ("/changes/another-tenant-s-cursor-is-refused", test_cursor_of_another_tenant);
  ADD ("/changes/a-page-of-large-rows-ends-early", test_large_rows);
  return g_test_run ();
}
