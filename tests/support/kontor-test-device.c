/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-device.h"

#include "store/kontor-outbox.h"
#include "sync/kontor-incoming.h"
#include "sync/kontor-join.h"
#include "sync/kontor-outgoing.h"
#include "sync/kontor-sync-state.h"

void
kontor_test_join (KontorTestStore *store, KontorTestServer *server, const KontorId *member)
{
  KontorMembership membership = {
    .server = "http://127.0.0.1:8765",
    .account = "me@example.org",
    .tenant = "office",
    .device = kontor_test_server_add_device (server, member),
    .member = *member,
    .epoch = KONTOR_TEST_EPOCH,
  };
  g_autoptr (GError) error = NULL;

  kontor_join (store->store, &membership, &error);
  g_assert_no_error (error);
}

void
kontor_test_office_set_up (KontorTestOffice *self, gconstpointer data)
{
  self->anna = kontor_id_for_name ("test", "anna");
  self->ben = kontor_id_for_name ("test", "ben");
  kontor_test_store_set_up (&self->a, data);
  kontor_test_store_set_up (&self->b, data);
  kontor_test_clock_init (&self->b.clock, self->a.clock.time, 2);
  self->server = kontor_test_server_new (kontor_schema_get_default (), &self->a.clock.parent);
  kontor_test_join (&self->a, self->server, &self->anna);
  kontor_test_join (&self->b, self->server, &self->ben);
}

void
kontor_test_office_tear_down (KontorTestOffice *self, gconstpointer data)
{
  kontor_test_store_assert_whole (&self->a);
  kontor_test_store_assert_whole (&self->b);
  kontor_test_store_tear_down (&self->a, data);
  kontor_test_store_tear_down (&self->b, data);
  kontor_test_server_free (self->server);
}

GBytes *
kontor_test_collect (KontorTestStore *store)
{
  g_autoptr (GError) error = NULL;
  GBytes *body;

  kontor_outgoing_collect (store->store, 2000, &body, &error);
  g_assert_no_error (error);
  return body;
}

GBytes *
kontor_test_send (KontorTestServer *server, GBytes *body)
{
  GBytes *answer;
  gint64 expected;

  g_assert_cmpuint (kontor_test_server_push (server, body, &answer, &expected), ==, 200);
  return answer;
}

void
kontor_test_take_answer (KontorTestStore *store, GBytes *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorAnswer) decoded
      = kontor_answer_decode (kontor_store_get_schema (store->store), answer, &error);

  g_assert_no_error (error);
  kontor_incoming_take_answer (store->store, decoded, &error);
  g_assert_no_error (error);
}

void
kontor_test_push (KontorTestStore *store, KontorTestServer *server)
{
  while (kontor_outbox_count (store->store) > 0)
    {
      g_autoptr (GBytes) body = kontor_test_collect (store), answer = NULL;

      g_assert_nonnull (body);
      answer = kontor_test_send (server, body);
      kontor_test_take_answer (store, answer);
    }
}

static gboolean
pull_page (KontorTestStore *store, KontorTestServer *server, guint max)
{
  g_autoptr (KontorSyncState) state = kontor_sync_state_load (store->store, NULL);
  g_autoptr (GBytes) body = kontor_test_server_pull (server, state->device, state->cursor, max);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPage) page
      = kontor_page_decode (kontor_store_get_schema (store->store), body, &error);

  g_assert_no_error (error);
  kontor_incoming_take_page (store->store, page, &error);
  g_assert_no_error (error);
  return page->more;
}

void
kontor_test_pull (KontorTestStore *store, KontorTestServer *server, guint max)
{
  while (pull_page (store, server, max))
    ;
}

void
kontor_test_sync (KontorTestStore *store, KontorTestServer *server)
{
  kontor_test_push (store, server);
  kontor_test_pull (store, server, 1000);
}

void
kontor_test_assert_same (KontorTestStore *a, KontorTestStore *b)
{
  g_autofree char *first = kontor_test_store_dump (a), *second = kontor_test_store_dump (b);

  g_assert_cmpstr (first, ==, second);
}

void
kontor_test_assert_field (KontorTestStore *store,
                          const char *entity,
                          const KontorId *id,
                          const char *field,
                          const char *expected)
{
  g_autofree char *text = kontor_test_store_get (store, entity, id, field);

  g_assert_cmpstr (text, ==, expected);
}

gint64
kontor_test_count_conflicts (KontorTestStore *store)
{
  return kontor_test_store_count (store, "SELECT count (*) FROM conflict");
}

KontorId
kontor_test_make_contact (KontorTestOffice *office)
{
  KontorId id = kontor_test_store_insert (&office->a, "contact", "first_name", "Ada", "last_name",
                                          "Byron", "job_title", "Mathematician", NULL);

  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  kontor_test_assert_same (&office->a, &office->b);
  return id;
}

KontorId
kontor_test_make_deal (KontorTestOffice *office)
{
  KontorId stage = kontor_id_for_name ("test", "stage"), id;
  g_autofree char *stage_text = kontor_id_dup_text (&stage);

  id = kontor_test_store_insert (&office->a, "deal", "title", "Engine", "stage", stage_text,
                                 "value", "100 EUR", NULL);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  return id;
}

void
kontor_test_sync_both (KontorTestOffice *office)
{
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  kontor_test_pull (&office->a, office->server, 1000);
  kontor_test_assert_same (&office->a, &office->b);
}
