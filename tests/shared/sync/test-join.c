/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-join.h"

#include "store/kontor-outbox.h"
#include "store/kontor-seed.h"
#include "support/kontor-test-device.h"
#include "sync/kontor-incoming.h"
#include "sync/kontor-outgoing.h"
#include "sync/kontor-sync-state.h"

/* Two workspaces that began apart, and a server that knows neither. */
static void
set_up (KontorTestOffice *self, gconstpointer data)
{
  self->anna = kontor_id_for_name ("test", "anna");
  self->ben = kontor_id_for_name ("test", "ben");
  kontor_test_store_set_up (&self->a, data);
  kontor_test_store_set_up (&self->b, data);
  kontor_test_clock_init (&self->b.clock, self->a.clock.time, 2);
  self->server = kontor_test_server_new (kontor_schema_get_default (), &self->a.clock.parent);
  g_assert_true (kontor_seed_plant (self->a.store, &kontor_seed_default, NULL));
  g_assert_true (kontor_seed_plant (self->b.store, &kontor_seed_default, NULL));
}

static void
test_present_state (KontorTestOffice *office, gconstpointer data)
{
  KontorId contact, point;
  g_autofree char *contact_text = NULL;

  contact = kontor_test_store_insert (&office->a, "contact", "first_name", "Ada", NULL);
  contact_text = kontor_id_dup_text (&contact);
  point = kontor_test_store_insert (&office->a, "contact_point", "contact", contact_text, "kind",
                                    "email", "email", "ada@example.org", NULL);
  kontor_test_store_update (&office->a, "contact", &contact, "first_name", "Augusta", NULL);
  kontor_test_store_trash (&office->a, "contact_point", &point);
  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_push (&office->a, office->server);
  g_assert_cmpuint (kontor_test_server_count (office->server, "stage"), ==, 6);
  g_assert_cmpuint (kontor_test_server_count (office->server, "contact_point"), ==, 1);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 0);
  /* Who works here is known to the server already. */
  g_assert_cmpuint (kontor_test_server_count (office->server, "member"), ==, 0);
}

static void
test_me (KontorTestOffice *office, gconstpointer data)
{
  KontorId before, after, lead;
  g_autofree char *text = NULL, *shown = NULL;
  KontorId team;

  kontor_store_get_me (office->a.store, &before);
  text = kontor_id_dup_text (&before);
  team = kontor_test_store_insert (&office->a, "team", "name", "North", "lead", text, NULL);
  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_store_get_me (office->a.store, &after);
  g_assert_true (kontor_id_equal (&after, &office->anna));
  shown = kontor_test_store_get (&office->a, "team", &team, "lead");
  g_assert_true (kontor_id_from_text (&lead, shown));
  g_assert_true (kontor_id_equal (&lead, &office->anna));
}

static void
rename_first_stage (KontorTestStore *store, const char *name)
{
  KontorId stage = kontor_id_for_name ("stage", "0");

  kontor_test_store_update (store, "stage", &stage, "name", name, NULL);
}

static void
assert_first_stage (KontorTestStore *store, const char *name)
{
  KontorId stage = kontor_id_for_name ("stage", "0");
  g_autofree char *shown = kontor_test_store_get (store, "stage", &stage, "name");

  g_assert_cmpstr (shown, ==, name);
}

/* What nobody wrote is no loss; what somebody made of it is. */
static void
test_seeds_yield (KontorTestOffice *office, gconstpointer touched)
{
  kontor_test_join (&office->a, office->server, &office->anna);
  rename_first_stage (&office->a, "Heard of");
  kontor_test_sync (&office->a, office->server);
  if (touched != NULL)
    rename_first_stage (&office->b, "Mine");
  kontor_test_join (&office->b, office->server, &office->ben);
  kontor_test_sync (&office->b, office->server);
  assert_first_stage (&office->b, "Heard of");
  g_assert_cmpuint (kontor_test_server_count (office->server, "conflict"), ==,
                    touched != NULL ? 1 : 0);
  g_assert_cmpint (kontor_outbox_count_refused (office->b.store), ==, 0);
}

/* Both began with the same pipeline: they have one in the end. */
static void
test_seeds (KontorTestOffice *office, gconstpointer data)
{
  kontor_test_store_insert (&office->a, "company", "name", "Analytical", NULL);
  kontor_test_store_insert (&office->b, "company", "name", "Difference", NULL);
  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_sync (&office->a, office->server);
  kontor_test_join (&office->b, office->server, &office->ben);
  kontor_test_sync (&office->b, office->server);
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpuint (kontor_test_server_count (office->server, "pipeline"), ==, 1);
  g_assert_cmpuint (kontor_test_server_count (office->server, "company"), ==, 2);
  g_assert_cmpuint (kontor_test_server_count (office->server, "conflict"), ==, 0);
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM stage"), ==, 6);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM company"), ==, 2);
}

/* Who may only look on sends nothing that nobody wrote, and sees what the server has of it. What he
 * made himself before he signed in is for the server to refuse. */
static void
test_looks_on (KontorTestOffice *office, gconstpointer data)
{
  KontorMembership membership = {
    .server = "http://127.0.0.1:8765",
    .account = "ben@example.org",
    .tenant = "office",
    .member = office->ben,
    .epoch = KONTOR_TEST_EPOCH,
    .looks_on = TRUE,
  };

  kontor_test_join (&office->a, office->server, &office->anna);
  rename_first_stage (&office->a, "Heard of");
  kontor_test_sync (&office->a, office->server);
  kontor_test_store_insert (&office->b, "company", "name", "Mine", NULL);
  membership.device = kontor_test_server_add_device (office->server, &office->ben);
  g_assert_true (kontor_join (office->b.store, &membership, NULL));
  g_assert_cmpint (kontor_outbox_count (office->b.store), ==, 1);
  g_assert_cmpint (kontor_outbox_count_refused (office->b.store), ==, 0);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM stage"), ==, 0);
  kontor_test_sync (&office->b, office->server);
  assert_first_stage (&office->b, "Heard of");
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM stage"), ==, 6);
  g_assert_cmpint (kontor_outbox_count_refused (office->b.store), ==, 0);
}

static void
test_later_edit (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (&office->a, "team", "name", "North", NULL);

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_store_update (&office->a, "team", &id, "name", "South", NULL);
  kontor_test_join (&office->b, office->server, &office->ben);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  g_assert_cmpint (
      kontor_test_store_count (&office->b, "SELECT count (*) FROM team WHERE name = 'South'"), ==,
      1);
}

/* Refuses operations without a row, as a server does for who may only look on. */
static void
refuse (KontorTestStore *store, gint64 first, gint64 last)
{
  g_autoptr (KontorAnswer) answer = kontor_answer_new ();
  g_autoptr (GError) error = NULL;

  g_strlcpy (answer->epoch, KONTOR_TEST_EPOCH, sizeof answer->epoch);
  answer->now = kontor_clock_now (&store->clock.parent);
  answer->last = last;
  for (gint64 n = first; n <= last; n++)
    {
      KontorVerdict *verdict = kontor_verdict_new (n, KONTOR_VERDICT_REFUSED);

      verdict->refusal = KONTOR_REFUSAL_PERMISSION;
      g_ptr_array_add (answer->verdicts, verdict);
    }
  kontor_incoming_take_answer (store->store, answer, &error);
  g_assert_no_error (error);
}

static void
refuse_all (KontorTestStore *store)
{
  g_autoptr (KontorSyncState) state = kontor_sync_state_load (store->store, NULL);

  refuse (store, state->next_n - kontor_outbox_count (store->store), state->next_n - 1);
}

/* What was refused may be there all the same: somebody else made it, and it has been pulled. */
static void
test_refused_seeds (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GArray) refused = NULL;
  g_autoptr (KontorFields) before = NULL, mine = NULL;

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_sync (&office->a, office->server);
  kontor_test_join (&office->b, office->server, &office->ben);
  sent = kontor_test_collect (&office->b);
  kontor_test_pull (&office->b, office->server, 1000);
  refuse_all (&office->b);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM stage"), ==, 6);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM pipeline"), ==, 1);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM confirmed"), ==, 0);
  refused = kontor_outbox_list_refused (office->b.store, NULL);
  g_assert_cmpuint (refused->len, ==, 7);
  g_assert_true (kontor_outbox_read (office->b.store, &g_array_index (refused, KontorOutboxOp, 0),
                                     &before, &mine, NULL));
  g_assert_cmpstr (kontor_fields_get_text (mine, "name"), ==, "Sales");
}

/* The other way round they go, and come with the page. */
static void
test_refused_seeds_come (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) sent = NULL;

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_sync (&office->a, office->server);
  kontor_test_join (&office->b, office->server, &office->ben);
  sent = kontor_test_collect (&office->b);
  refuse_all (&office->b);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM stage"), ==, 0);
  kontor_test_pull (&office->b, office->server, 1000);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM stage"), ==, 6);
}

static KontorMembership
describe (KontorTestOffice *office, guint32 device)
{
  return (KontorMembership) {
    .server = "http://127.0.0.1:8765",
    .account = "anna@example.org",
    .tenant = "office",
    .device = device,
    .member = office->anna,
    .epoch = KONTOR_TEST_EPOCH,
  };
}

static void
assert_refused (KontorTestOffice *office, const KontorMembership *membership)
{
  g_autofree char *before = kontor_test_store_dump (&office->a), *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_join (office->a.store, membership, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  after = kontor_test_store_dump (&office->a);
  g_assert_cmpstr (after, ==, before);
}

/* Another program imports into A's file, and A is connected between two of its steps. */
static void
join_beside (KontorStore *store, KontorChangeSet *changes, gpointer data)
{
  KontorTestOffice *office = data;
  KontorMembership membership = describe (office, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_join (office->a.store, &membership, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY);
}

static KontorAct *
begin_import (KontorTestOffice *office, KontorStore *store)
{
  KontorActInfo info = { "import", kontor_test_entity ("company"), KONTOR_ORIGIN_IMPORT, NULL };
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (&office->a, "company", "name", "Analytical", NULL);
  KontorAct *act = kontor_act_begin (store, &info, NULL);

  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_checkpoint (act, NULL));
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  return act;
}

static void
test_import (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorStore) other = kontor_store_open (office->a.path, kontor_schema_get_default (),
                                                     &office->a.clock.parent, 0, NULL);
  KontorAct *act;

  kontor_store_set_listener (other, join_beside, office);
  act = begin_import (office, other);
  kontor_store_set_listener (other, NULL, NULL);
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpuint (kontor_test_server_count (office->server, "company"), ==, 2);
}

/* A program has ended in the middle of one, and this one has not been started since. */
static void
test_half_import (KontorTestOffice *office, gconstpointer data)
{
  KontorAct *act = begin_import (office, office->a.store);

  g_assert_true (kontor_act_commit (act, NULL, NULL));
  g_assert_true (kontor_database_exec (
      kontor_store_get_database (office->a.store),
      "UPDATE journal_entry SET state = 0 WHERE entry = (SELECT max (entry) FROM journal_entry)",
      NULL));
  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpuint (kontor_test_server_count (office->server, "company"), ==, 0);
  kontor_test_store_insert (&office->a, "company", "name", "Difference", NULL);
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpuint (kontor_test_server_count (office->server, "company"), ==, 1);
}

static void
test_another (KontorTestOffice *office, gconstpointer data)
{
  KontorMembership membership;

  kontor_test_join (&office->a, office->server, &office->anna);
  membership = describe (office, 1);
  membership.server = "http://127.0.0.1:1";
  assert_refused (office, &membership);
  membership = describe (office, 1);
  membership.tenant = "another";
  assert_refused (office, &membership);
  membership = describe (office, 1);
  membership.member = office->ben;
  assert_refused (office, &membership);
  membership = describe (office, 1);
  membership.epoch[0] = 'f';
  assert_refused (office, &membership);
}

static void
test_again (KontorTestOffice *office, gconstpointer data)
{
  KontorMembership membership = describe (office, 1);
  g_autoptr (KontorSyncState) state = NULL;
  gint64 waiting;

  kontor_test_join (&office->a, office->server, &office->anna);
  waiting = kontor_outbox_count (office->a.store);
  g_assert_true (kontor_join (office->a.store, &membership, NULL));
  g_assert_cmpint (kontor_outbox_count (office->a.store), ==, waiting);
  state = kontor_sync_state_load (office->a.store, NULL);
  g_assert_cmpuint (state->device, ==, 1);
  g_assert_cmpint (state->next_n, ==, waiting + 1);
  g_assert_cmpstr (state->account, ==, "anna@example.org");
}

/* A copy of the file goes on under a number of its own; nothing is done twice or lost. */
static void
test_renew (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) body = NULL, lost = NULL, again = NULL, none = NULL;
  g_autoptr (KontorSyncState) state = NULL;
  KontorId id;
  gint64 expected;
  guint32 device;

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_join (&office->b, office->server, &office->ben);
  id = kontor_test_store_insert (&office->a, "team", "name", "North", NULL);
  kontor_test_sync (&office->a, office->server);
  kontor_test_store_update (&office->a, "team", &id, "name", "South", NULL);
  body = kontor_test_collect (&office->a);
  lost = kontor_test_send (office->server, body);
  kontor_test_store_insert (&office->a, "team", "name", "East", NULL);
  device = kontor_test_server_add_device (office->server, &office->anna);
  g_assert_true (kontor_join_renew (office->a.store, device, NULL));
  state = kontor_sync_state_load (office->a.store, NULL);
  g_assert_cmpuint (state->device, ==, device);
  again = kontor_test_collect (&office->a);
  g_assert_cmpuint (kontor_test_server_push (office->server, again, &none, &expected), ==, 200);
  kontor_test_take_answer (&office->a, none);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpuint (kontor_test_server_count (office->server, "team"), ==, 2);
  g_assert_cmpuint (kontor_test_server_count (office->server, "conflict"), ==, 0);
}

/* The numbers begin anew: what waits is not taken for what an image from before holds. */
static void
test_renew_keeps_view (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) sent = NULL;
  g_autofree char *name = NULL;
  KontorId id;

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_join (&office->b, office->server, &office->ben);
  id = kontor_test_store_insert (&office->a, "company", "name", "North", NULL);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  kontor_test_store_update (&office->a, "company", &id, "website", "https://a.example", NULL);
  kontor_test_store_update (&office->a, "company", &id, "name", "South", NULL);
  kontor_test_store_update (&office->b, "company", &id, "description", "Far away", NULL);
  kontor_test_sync (&office->b, office->server);
  kontor_test_pull (&office->a, office->server, 1000);
  g_assert_true (kontor_join_renew (
      office->a.store, kontor_test_server_add_device (office->server, &office->anna), NULL));
  sent = kontor_test_collect (&office->a);
  refuse (&office->a, 1, 1);
  name = kontor_test_store_get (&office->a, "company", &id, "name");
  g_assert_cmpstr (name, ==, "South");
}

/* What waits was written on top of what the server has answered to the same device under its number
 * of before: that is no conflict with oneself. */
static void
test_renew_after_answer (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) first = NULL, answer = NULL;
  KontorId id;

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_join (&office->b, office->server, &office->ben);
  id = kontor_test_make_deal (office);
  kontor_test_store_update (&office->a, "deal", &id, "value", "200 EUR", NULL);
  kontor_test_store_update (&office->a, "deal", &id, "value", "300 EUR", NULL);
  g_assert_true (kontor_outgoing_collect (office->a.store, 1, &first, NULL));
  answer = kontor_test_send (office->server, first);
  kontor_test_take_answer (&office->a, answer);
  g_assert_cmpint (kontor_outbox_count (office->a.store), ==, 1);
  g_assert_true (kontor_join_renew (
      office->a.store, kontor_test_server_add_device (office->server, &office->anna), NULL));
  kontor_test_push (&office->a, office->server);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 0);
  kontor_test_assert_field (&office->a, "deal", &id, "value", "300.00 EUR");
}

/* The same on top of the making of a record, of which nothing else is known yet. */
static void
test_renew_after_insert (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) first = NULL, answer = NULL;
  KontorId stage = kontor_id_for_name ("stage", "0"), id;
  g_autofree char *text = kontor_id_dup_text (&stage);

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_sync (&office->a, office->server);
  id = kontor_test_store_insert (&office->a, "deal", "title", "Engine", "stage", text, "value",
                                 "100 EUR", NULL);
  kontor_test_store_update (&office->a, "deal", &id, "value", "300 EUR", NULL);
  g_assert_true (kontor_outgoing_collect (office->a.store, 1, &first, NULL));
  answer = kontor_test_send (office->server, first);
  kontor_test_take_answer (&office->a, answer);
  g_assert_true (kontor_join_renew (
      office->a.store, kontor_test_server_add_device (office->server, &office->anna), NULL));
  kontor_test_push (&office->a, office->server);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 0);
}

/* The answer got lost, another member went on, and the device was given another number. */
static void
test_renew_after_lost_answer (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) lost = NULL;
  KontorId id;

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_join (&office->b, office->server, &office->ben);
  id = kontor_test_make_deal (office);
  kontor_test_store_update (&office->a, "deal", &id, "title", "Loom", NULL);
  lost = kontor_test_collect (&office->a);
  g_bytes_unref (kontor_test_send (office->server, lost));
  kontor_test_sync (&office->b, office->server);
  kontor_test_store_update (&office->b, "deal", &id, "title", "Mill", NULL);
  kontor_test_push (&office->b, office->server);
  for (guint i = 0; i < 2; i++)
    g_assert_true (kontor_join_renew (
        office->a.store, kontor_test_server_add_device (office->server, &office->anna), NULL));
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpuint (kontor_test_server_count (office->server, "conflict"), ==, 0);
  g_assert_cmpint (kontor_outbox_count (office->a.store), ==, 0);
  kontor_test_assert_field (&office->a, "deal", &id, "title", "Mill");
}

/* But where somebody else has written since, it is one. */
static void
test_renew_after_copy (KontorTestOffice *office, gconstpointer data)
{
  KontorId id;

  kontor_test_join (&office->a, office->server, &office->anna);
  kontor_test_join (&office->b, office->server, &office->ben);
  id = kontor_test_make_deal (office);
  kontor_test_store_update (&office->a, "deal", &id, "value", "200 EUR", NULL);
  kontor_test_push (&office->a, office->server);
  kontor_test_store_update (&office->a, "deal", &id, "value", "300 EUR", NULL);
  g_bytes_unref (kontor_test_collect (&office->a));
  kontor_test_store_update (&office->b, "deal", &id, "title", "Loom", NULL);
  kontor_test_sync (&office->b, office->server);
  kontor_test_store_update (&office->b, "deal", &id, "value", "400 EUR", NULL);
  kontor_test_push (&office->b, office->server);
  kontor_test_pull (&office->a, office->server, 1000);
  g_assert_true (kontor_join_renew (
      office->a.store, kontor_test_server_add_device (office->server, &office->anna), NULL));
  kontor_test_push (&office->a, office->server);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 1);
}

static void
test_installation (KontorTestOffice *office, gconstpointer data)
{
  g_autofree char *a = kontor_join_dup_installation (office->a.store, NULL);
  g_autofree char *again = kontor_join_dup_installation (office->a.store, NULL);
  g_autofree char *b = kontor_join_dup_installation (office->b.store, NULL);

  g_assert_cmpstr (a, ==, again);
  g_assert_cmpstr (a, !=, b);
}

/* Who signs in at the copy again is the device that it has become, and not the one that it was copied
 * from: that would be forked from the other at once. */
static void
test_copy_stays_what_it_is (KontorTestOffice *office, gconstpointer data)
{
  g_autofree char *original = kontor_join_dup_installation (office->a.store, NULL);
  g_autofree char *asked = NULL, *copy = NULL, *next = NULL;

  kontor_test_join (&office->a, office->server, &office->anna);
  asked = kontor_join_dup_renewal (office->a.store, NULL);
  g_assert_true (kontor_join_renew (
      office->a.store, kontor_test_server_add_device (office->server, &office->anna), NULL));
  copy = kontor_join_dup_installation (office->a.store, NULL);
  g_assert_cmpstr (copy, ==, asked);
  g_assert_cmpstr (copy, !=, original);
  next = kontor_join_dup_renewal (office->a.store, NULL);
  g_assert_cmpstr (next, !=, copy);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestOffice, NULL, set_up, test, kontor_test_office_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/join/what-is-there-is-sent-as-it-is", test_present_state);
  ADD ("/join/me-is-who-the-server-knows", test_me);
  ADD ("/join/two-beginnings-become-one", test_seeds);
  g_test_add ("/join/a-beginning-yields-to-what-is-there", KontorTestOffice, NULL, set_up,
              test_seeds_yield, kontor_test_office_tear_down);
  g_test_add ("/join/a-beginning-that-was-changed-is-kept", KontorTestOffice, "touched", set_up,
              test_seeds_yield, kontor_test_office_tear_down);
  ADD ("/join/refused-seeds-that-are-there-stay", test_refused_seeds);
  ADD ("/join/refused-seeds-come-with-the-page", test_refused_seeds_come);
  ADD ("/join/who-looks-on-sends-no-beginning", test_looks_on);
  ADD ("/join/edit-right-after-it-is-sent-by-itself", test_later_edit);
  ADD ("/join/workspace-stays-with-its-server", test_another);
  ADD ("/join/signing-in-again-changes-nothing", test_again);
  ADD ("/join/copy-goes-on-under-another-number", test_renew);
  ADD ("/join/copy-goes-on-showing-what-waits", test_renew_keeps_view);
  ADD ("/join/copy-does-not-fight-what-it-was-answered", test_renew_after_answer);
  ADD ("/join/copy-does-not-fight-what-it-made", test_renew_after_insert);
  ADD ("/join/what-got-no-answer-is-done-once", test_renew_after_lost_answer);
  ADD ("/join/copy-has-not-seen-what-others-wrote-since", test_renew_after_copy);
  ADD ("/join/installation-keeps-its-id", test_installation);
  ADD ("/join/copy-is-an-installation-of-its-own", test_copy_stays_what_it_is);
  ADD ("/join/waits-for-a-running-import", test_import);
  ADD ("/join/takes-back-an-import-that-ended-in-the-middle", test_half_import);
  return g_test_run ();
}
