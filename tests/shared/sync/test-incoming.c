/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-incoming.h"

#include "store/kontor-outbox.h"
#include "support/kontor-test-device.h"
#include "sync/kontor-outgoing.h"
#include "sync/kontor-sync-state.h"

static void
test_arrives (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);

  kontor_test_assert_field (&office->b, "contact", &id, "last_name", "Byron");
  g_assert_cmpint (kontor_outbox_count (office->a.store), ==, 0);
  g_assert_cmpint (kontor_outbox_count (office->b.store), ==, 0);
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT version FROM contact"), ==, 1);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT version FROM contact"), ==, 1);
}

static void
test_pages (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorSyncState) state = NULL;

  for (guint i = 0; i < 7; i++)
    kontor_test_store_insert (&office->a, "team", "name", "Team", NULL);
  kontor_test_push (&office->a, office->server);
  kontor_test_pull (&office->b, office->server, 2);
  kontor_test_pull (&office->a, office->server, 3);
  kontor_test_assert_same (&office->a, &office->b);
  state = kontor_sync_state_load (office->b.store, NULL);
  g_assert_cmpint (state->seq, ==, 7);
}

/* What was there before one came is no history, however many pages it takes; what comes after is. */
static void
test_first_load (KontorTestOffice *office, gconstpointer data)
{
  for (guint i = 0; i < 7; i++)
    kontor_test_store_insert (&office->a, "team", "name", "Team", NULL);
  kontor_test_push (&office->a, office->server);
  kontor_test_pull (&office->b, office->server, 2);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM team"), ==, 7);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM journal_op"), ==, 0);
  kontor_test_store_insert (&office->a, "team", "name", "Team", NULL);
  kontor_test_push (&office->a, office->server);
  kontor_test_pull (&office->b, office->server, 2);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM journal_op"), ==, 1);
}

static void
test_different_groups (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);

  kontor_test_store_update (&office->a, "contact", &id, "last_name", "Lovelace", NULL);
  kontor_test_store_update (&office->b, "contact", &id, "job_title", "Countess", NULL);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->a, "contact", &id, "last_name", "Lovelace");
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Countess");
  g_assert_cmpint (kontor_test_count_conflicts (&office->a), ==, 0);
}

static void
test_same_group (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);

  kontor_test_store_update (&office->a, "contact", &id, "last_name", "Early", NULL);
  kontor_test_clock_advance (&office->b.clock, 60000);
  kontor_test_store_update (&office->b, "contact", &id, "last_name", "Late", NULL);
  kontor_test_sync (&office->b, office->server);
  kontor_test_sync (&office->a, office->server);
  kontor_test_assert_field (&office->a, "contact", &id, "last_name", "Late");
  kontor_test_sync (&office->b, office->server);
  kontor_test_assert_same (&office->a, &office->b);
  g_assert_cmpint (kontor_test_count_conflicts (&office->a), ==, 1);
  g_assert_cmpint (kontor_test_count_conflicts (&office->b), ==, 1);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM conflict "
                                                        "WHERE value LIKE '%Early%'"),
                   ==, 1);
}

/* Two offline edits of one amount on one device do not fight each other. */
static void
test_own_chain (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_deal (office);

  kontor_test_store_update (&office->a, "deal", &id, "value", "200 EUR", NULL);
  kontor_test_store_update (&office->a, "deal", &id, "value", "300 EUR", NULL);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->b, "deal", &id, "value", "300.00 EUR");
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 0);
}

static void
test_refused (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_deal (office);
  g_autoptr (GArray) refused = NULL;
  g_autoptr (KontorFields) before = NULL, mine = NULL;
  const KontorOutboxOp *op;

  kontor_test_store_update (&office->a, "deal", &id, "value", "200 EUR", NULL);
  kontor_test_store_update (&office->b, "deal", &id, "title", "Difference engine", NULL);
  kontor_test_store_update (&office->b, "deal", &id, "value", "300 EUR", NULL);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  kontor_test_assert_field (&office->b, "deal", &id, "value", "200.00 EUR");
  kontor_test_assert_field (&office->b, "deal", &id, "title", "Difference engine");
  refused = kontor_outbox_list_refused (office->b.store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  op = &g_array_index (refused, KontorOutboxOp, 0);
  g_assert_cmpstr (op->code, ==, "guard");
  g_assert_true (kontor_outbox_read (office->b.store, op, &before, &mine, NULL));
  g_assert_cmpint (kontor_fields_get_named (mine, "value")->money.minor, ==, 30000);
  kontor_test_pull (&office->a, office->server, 1000);
  kontor_test_assert_same (&office->a, &office->b);
}

/* A later edit of the same record, of another group, survives the refusal before it. */
static void
assert_undone (KontorTestStore *store, gint64 entry)
{
  g_autoptr (GError) error = NULL;

  kontor_journal_undo (store->store, entry, 0, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What was refused is no longer there to be undone, and not in the way of what is. */
static void
test_undo_past_refused (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  gint64 edit = kontor_test_store_update (&office->a, "contact", &id, "job_title", "Analyst", NULL);

  kontor_test_server_refuse_inserts (office->server, kontor_test_entity ("contact"));
  kontor_test_store_insert (&office->a, "contact", "first_name", "Ben", NULL);
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 1);
  g_assert_cmpint (kontor_journal_get_undoable (office->a.store), ==, edit);
  assert_undone (&office->a, edit);
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Mathematician");
}

/* An import of which one record was refused. */
static void
test_undo_of_partly_refused (KontorTestOffice *office, gconstpointer data)
{
  KontorActInfo info = { "import", kontor_test_entity ("contact"), KONTOR_ORIGIN_IMPORT, NULL };
  KontorAct *act = kontor_act_begin (office->a.store, &info, NULL);
  g_autoptr (KontorFields) contact
      = kontor_test_store_fields (&office->a, "contact", "first_name", "Ada", NULL);
  g_autoptr (KontorFields) company
      = kontor_test_store_fields (&office->a, "company", "name", "Analytical", NULL);
  gint64 entry;

  g_assert_true (kontor_act_insert (act, NULL, contact, NULL, NULL));
  kontor_act_next_group (act);
  g_assert_true (kontor_act_insert (act, NULL, company, NULL, NULL));
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  kontor_test_server_refuse_inserts (office->server, kontor_test_entity ("contact"));
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpint (kontor_store_count (office->a.store, kontor_test_entity ("contact")), ==, 0);
  g_assert_cmpint (kontor_journal_get_undoable (office->a.store), ==, entry);
  assert_undone (&office->a, entry);
  g_assert_cmpint (kontor_store_count (office->a.store, kontor_test_entity ("company")), ==, 0);
  g_assert_cmpint (kontor_journal_get_undoable (office->a.store), ==, 0);
}

static void
test_refused_alone (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_deal (office);

  kontor_test_store_update (&office->a, "deal", &id, "value", "200 EUR", NULL);
  kontor_test_push (&office->a, office->server);
  kontor_test_store_update (&office->b, "deal", &id, "value", "300 EUR", NULL);
  kontor_test_store_update (&office->b, "deal", &id, "lost_reason", "Price", NULL);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->a, "deal", &id, "lost_reason", "Price");
  kontor_test_assert_field (&office->a, "deal", &id, "value", "200.00 EUR");
}

static void
test_refused_insert (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GArray) refused = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (KontorFields) before = NULL, mine = NULL;
  KontorId id;

  kontor_test_server_refuse_inserts (office->server, kontor_test_entity ("contact"));
  id = kontor_test_store_insert (&office->a, "contact", "first_name", "Ada", NULL);
  kontor_test_store_update (&office->a, "contact", &id, "first_name", "Augusta", NULL);
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM contact"), ==, 0);
  refused = kontor_outbox_list_refused (office->a.store, NULL);
  g_assert_cmpuint (refused->len, ==, 2);
  g_assert_cmpstr (g_array_index (refused, KontorOutboxOp, 0).code, ==, "quota");
  g_assert_cmpstr (g_array_index (refused, KontorOutboxOp, 1).code, ==, "parent");
  g_assert_true (kontor_outbox_read (office->a.store, &g_array_index (refused, KontorOutboxOp, 0),
                                     &before, &mine, NULL));
  g_assert_cmpstr (kontor_fields_get_text (mine, "first_name"), ==, "Ada");
  history
      = kontor_journal_list_record (office->a.store, kontor_test_entity ("contact"), &id, 9, NULL);
  g_assert_nonnull (history);
  g_assert_cmpuint (history->len, ==, 2);
}

/* The answer gets lost: what was done is asked again, and done once. */
static void
test_lost_answer (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  g_autoptr (GBytes) first = NULL, second = NULL, lost = NULL, answer = NULL;

  kontor_test_store_update (&office->a, "contact", &id, "last_name", "Lovelace", NULL);
  first = kontor_test_collect (&office->a);
  lost = kontor_test_send (office->server, first);
  kontor_test_pull (&office->a, office->server, 1000);
  kontor_test_assert_field (&office->a, "contact", &id, "last_name", "Lovelace");
  second = kontor_test_collect (&office->a);
  g_assert_true (g_bytes_equal (first, second));
  answer = kontor_test_send (office->server, second);
  kontor_test_take_answer (&office->a, answer);
  g_assert_cmpint (kontor_outbox_count (office->a.store), ==, 0);
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM confirmed"), ==, 0);
  kontor_test_sync_both (office);
  g_assert_cmpint (kontor_test_server_get_seq (office->server), ==, 2);
}

/* The answer says how the row was merged, but a page has brought what came of it since. */
static void
test_overtaken_answer (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  g_autoptr (GBytes) body = NULL, answer = NULL;

  kontor_test_store_update (&office->a, "contact", &id, "last_name", "Early", NULL);
  kontor_test_clock_advance (&office->b.clock, 60000);
  kontor_test_store_update (&office->b, "contact", &id, "last_name", "Late", NULL);
  kontor_test_push (&office->b, office->server);
  body = kontor_test_collect (&office->a);
  answer = kontor_test_send (office->server, body);
  kontor_test_store_update (&office->b, "contact", &id, "last_name", "Later", NULL);
  kontor_test_push (&office->b, office->server);
  kontor_test_pull (&office->a, office->server, 1000);
  kontor_test_take_answer (&office->a, answer);
  kontor_test_assert_field (&office->a, "contact", &id, "last_name", "Later");
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM confirmed"), ==, 0);
  kontor_test_sync_both (office);
}

static void
test_answer_twice (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) body = NULL, answer = NULL;

  kontor_test_store_insert (&office->a, "team", "name", "North", NULL);
  body = kontor_test_collect (&office->a);
  answer = kontor_test_send (office->server, body);
  kontor_test_take_answer (&office->a, answer);
  kontor_test_take_answer (&office->a, answer);
  kontor_test_sync_both (office);
}

/* What the user sees is the server's row with what he wrote since on top. */
static void
test_view (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);

  kontor_test_store_update (&office->a, "contact", &id, "last_name", "Mine", NULL);
  kontor_test_store_update (&office->b, "contact", &id, "last_name", "Theirs", NULL);
  kontor_test_store_update (&office->b, "contact", &id, "job_title", "Countess", NULL);
  kontor_test_push (&office->b, office->server);
  kontor_test_pull (&office->a, office->server, 1000);
  kontor_test_assert_field (&office->a, "contact", &id, "last_name", "Mine");
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Countess");
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM confirmed"), ==, 1);
  kontor_test_sync_both (office);
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM confirmed"), ==, 0);
}

/* What the user saw is what counts, not what came in between his edit and its sending. */
static void
test_base_is_what_was_seen (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_deal (office);

  kontor_test_store_update (&office->b, "deal", &id, "value", "300 EUR", NULL);
  kontor_test_store_update (&office->a, "deal", &id, "value", "200 EUR", NULL);
  kontor_test_push (&office->a, office->server);
  kontor_test_pull (&office->b, office->server, 1000);
  kontor_test_push (&office->b, office->server);
  g_assert_cmpint (kontor_outbox_count_refused (office->b.store), ==, 1);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->b, "deal", &id, "value", "200.00 EUR");
}

static void
test_texts (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);

  kontor_test_store_update (&office->a, "contact", &id, "description", "one\ntwo\nthree", NULL);
  kontor_test_sync_both (office);
  kontor_test_store_update (&office->a, "contact", &id, "description", "ONE\ntwo\nthree", NULL);
  kontor_test_store_update (&office->b, "contact", &id, "description", "one\ntwo\nTHREE", NULL);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->a, "contact", &id, "description", "ONE\ntwo\nTHREE");
  g_assert_cmpint (kontor_test_count_conflicts (&office->a), ==, 0);
}

static void
test_trash (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  g_autofree char *deleted = NULL;

  kontor_test_store_trash (&office->a, "contact", &id);
  kontor_test_push (&office->a, office->server);
  kontor_test_store_update (&office->b, "contact", &id, "job_title", "Countess", NULL);
  kontor_test_sync_both (office);
  deleted = kontor_test_store_get (&office->b, "contact", &id, "deleted_at");
  g_assert_cmpstr (deleted, !=, "");
  kontor_test_assert_field (&office->b, "contact", &id, "job_title", "Mathematician");
  g_assert_cmpint (kontor_test_count_conflicts (&office->b), ==, 1);
  /* Who knows that it is in the trash may edit it there. */
  kontor_test_store_update (&office->b, "contact", &id, "job_title", "Countess", NULL);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Countess");
  g_assert_cmpint (kontor_test_count_conflicts (&office->b), ==, 1);
}

static void
test_undo_is_strict (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  gint64 entry
      = kontor_test_store_update (&office->a, "contact", &id, "job_title", "Countess", NULL);

  kontor_test_sync_both (office);
  kontor_test_store_update (&office->b, "contact", &id, "job_title", "Analyst", NULL);
  kontor_test_push (&office->b, office->server);
  kontor_test_clock_advance (&office->a.clock, 3600000);
  g_assert_true (
      kontor_journal_undo (office->a.store, entry, KONTOR_UNDO_ALL_OR_NOTHING, NULL, NULL, NULL));
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Analyst");
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 1);
}

/* An undo that the server refused has undone nothing: its act can be undone, and it not redone. */
static void
test_refused_undo (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  gint64 entry = kontor_test_store_update (&office->a, "contact", &id, "job_title", "Countess",
                                           "nickname", "Ada", NULL);
  gint64 undo;
  g_autoptr (KontorJournalEntry) undone = NULL, stands = NULL;

  kontor_test_sync_both (office);
  kontor_test_store_update (&office->b, "contact", &id, "job_title", "Analyst", NULL);
  kontor_test_push (&office->b, office->server);
  g_assert_true (kontor_journal_undo (office->a.store, entry, 0, &undo, NULL, NULL));
  undone = kontor_journal_get (office->a.store, entry, NULL);
  g_assert_cmpint (undone->undone_by, ==, undo);
  kontor_test_sync_both (office);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 1);
  stands = kontor_journal_get (office->a.store, entry, NULL);
  g_assert_cmpint (stands->undone_by, ==, 0);
  g_assert_cmpint (kontor_journal_get_undoable (office->a.store), ==, entry);
  g_assert_cmpint (kontor_journal_get_redoable (office->a.store), ==, 0);
  g_assert_true (kontor_journal_undo (office->a.store, entry, KONTOR_UNDO_REST, NULL, NULL, NULL));
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->b, "contact", &id, "job_title", "Analyst");
  kontor_test_assert_field (&office->b, "contact", &id, "nickname", "");
}

/* One that was refused in part has undone the rest. */
static void
test_partly_refused_undo (KontorTestOffice *office, gconstpointer data)
{
  KontorActInfo info = { "edit", kontor_test_entity ("contact"), KONTOR_ORIGIN_IMPORT, NULL };
  KontorId first = kontor_test_make_contact (office), second = kontor_test_make_contact (office);
  g_autoptr (KontorFields) title
      = kontor_test_store_fields (&office->a, "contact", "job_title", "Countess", NULL);
  g_autoptr (KontorJournalEntry) undone = NULL;
  KontorAct *act = kontor_act_begin (office->a.store, &info, NULL);
  gint64 entry, undo;

  g_assert_true (kontor_act_update (act, &first, title, NULL));
  g_assert_true (kontor_act_update (act, &second, title, NULL));
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  kontor_test_sync_both (office);
  kontor_test_store_update (&office->b, "contact", &first, "job_title", "Analyst", NULL);
  kontor_test_push (&office->b, office->server);
  g_assert_true (kontor_journal_undo (office->a.store, entry, 0, &undo, NULL, NULL));
  kontor_test_sync_both (office);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 1);
  undone = kontor_journal_get (office->a.store, entry, NULL);
  g_assert_cmpint (undone->undone_by, ==, undo);
  kontor_test_assert_field (&office->b, "contact", &second, "job_title", "Mathematician");
}

static void
test_group (KontorTestOffice *office, gconstpointer data)
{
  KontorActInfo info = { "edit", kontor_test_entity ("deal"), KONTOR_ORIGIN_USER, NULL };
  KontorId id = kontor_test_make_deal (office), team;
  g_autoptr (KontorFields) value
      = kontor_test_store_fields (&office->b, "deal", "value", "300 EUR", NULL);
  g_autoptr (KontorFields) name
      = kontor_test_store_fields (&office->b, "team", "name", "North", NULL);
  KontorAct *act;

  kontor_test_store_update (&office->a, "deal", &id, "value", "200 EUR", NULL);
  kontor_test_push (&office->a, office->server);
  act = kontor_act_begin (office->b.store, &info, NULL);
  g_assert_true (kontor_act_insert (act, NULL, name, &team, NULL));
  g_assert_true (kontor_act_update (act, &id, value, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  kontor_test_sync_both (office);
  g_assert_cmpuint (kontor_test_server_count (office->server, "team"), ==, 0);
  g_assert_cmpint (kontor_test_store_count (&office->b, "SELECT count (*) FROM team"), ==, 0);
  g_assert_cmpint (kontor_outbox_count_refused (office->b.store), ==, 2);
}

static void
test_authors (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  g_autoptr (KontorChange) change = NULL;
  g_autoptr (GPtrArray) history = NULL;

  kontor_test_store_update (&office->a, "contact", &id, "job_title", "Countess", NULL);
  kontor_test_sync_both (office);
  history
      = kontor_journal_list_record (office->b.store, kontor_test_entity ("contact"), &id, 1, NULL);
  change = g_ptr_array_steal_index (history, 0);
  g_assert_cmpint (change->entry->origin, ==, KONTOR_ORIGIN_REMOTE);
  g_assert_true (kontor_id_equal (&change->entry->author, &office->anna));
  g_assert_cmpint (change->entry->time, ==, office->a.clock.time);
  g_assert_cmpstr (kontor_fields_get_text (change->before, "job_title"), ==, "Mathematician");
}

/* Between two pulls two have changed a record: each of them has changed what he did. */
static void
test_two_authors (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office), carl = kontor_id_for_name ("test", "carl");
  g_autoptr (GPtrArray) history = NULL;
  g_auto (GStrv) said = g_new0 (char *, 3);
  KontorTestStore c;

  kontor_test_store_set_up (&c, NULL);
  kontor_test_join (&c, office->server, &carl);
  kontor_test_sync (&c, office->server);
  kontor_test_store_update (&office->a, "contact", &id, "job_title", "Countess", NULL);
  kontor_test_sync (&office->a, office->server);
  kontor_test_clock_advance (&c.clock, 3600000);
  kontor_test_store_update (&c, "contact", &id, "nickname", "Ada", NULL);
  kontor_test_sync (&c, office->server);
  kontor_test_pull (&office->b, office->server, 1000);
  history
      = kontor_journal_list_record (office->b.store, kontor_test_entity ("contact"), &id, 9, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KontorChange) change = g_ptr_array_steal_index (history, 0);
      gboolean first = kontor_fields_get_text (change->after, "job_title") != NULL;

      g_assert_true (kontor_id_equal (&change->entry->author, first ? &office->anna : &carl));
      said[i] = g_strdup (first ? "job_title" : "nickname");
    }
  g_assert_cmpstr (said[0], ==, "nickname");
  g_assert_cmpstr (said[1], ==, "job_title");
  kontor_test_sync (&c, office->server);
  kontor_test_assert_same (&office->b, &c);
  kontor_test_store_tear_down (&c, NULL);
}

static void
test_epoch (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = kontor_test_server_pull (office->server, 1, NULL, 10);
  g_autoptr (KontorPage) page = kontor_page_decode (kontor_schema_get_default (), body, NULL);

  page->head.epoch[0] = 'f';
  g_assert_false (kontor_incoming_take_page (office->a.store, page, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
}

/* A clock that is ahead of the server's does not make what comes after it look older. */
static void
test_clock (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  g_autoptr (KontorSyncState) a = NULL, b = NULL;

  kontor_test_clock_advance (&office->b.clock, 3600000);
  kontor_test_store_update (&office->b, "contact", &id, "job_title", "Countess", NULL);
  kontor_test_sync_both (office);
  a = kontor_sync_state_load (office->a.store, NULL);
  b = kontor_sync_state_load (office->b.store, NULL);
  g_assert_cmpint (b->offset, ==, office->a.clock.time - office->b.clock.time);
  kontor_test_store_update (&office->a, "contact", &id, "job_title", "Analyst", NULL);
  kontor_test_store_update (&office->b, "contact", &id, "nickname", "Ada", NULL);
  kontor_test_sync_both (office);
  g_clear_pointer (&b, kontor_sync_state_free);
  b = kontor_sync_state_load (office->b.store, NULL);
  g_assert_cmpuint (b->hlc, >, a->hlc);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestOffice, NULL, kontor_test_office_set_up, test,                       \
              kontor_test_office_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/incoming/record-arrives-on-the-other-device", test_arrives);
  ADD ("/incoming/one-page-or-many-give-the-same", test_pages);
  ADD ("/incoming/first-load-is-no-history", test_first_load);
  ADD ("/incoming/different-groups-are-both-kept", test_different_groups);
  ADD ("/incoming/later-edit-wins-and-both-see-the-loser", test_same_group);
  ADD ("/incoming/own-edits-do-not-fight-each-other", test_own_chain);
  ADD ("/incoming/refused-edit-is-taken-back-and-kept", test_refused);
  ADD ("/incoming/refusal-leaves-later-edits-alone", test_refused_alone);
  ADD ("/incoming/what-was-refused-is-not-in-the-way-of-undo", test_undo_past_refused);
  ADD ("/incoming/the-rest-of-what-was-refused-in-part-is-undone", test_undo_of_partly_refused);
  ADD ("/incoming/refused-record-goes-and-its-values-stay", test_refused_insert);
  ADD ("/incoming/lost-answer-is-asked-for-again", test_lost_answer);
  ADD ("/incoming/answer-that-a-page-has-overtaken-changes-nothing", test_overtaken_answer);
  ADD ("/incoming/answer-twice-is-answer-once", test_answer_twice);
  ADD ("/incoming/own-edits-stand-on-top-of-what-comes-in", test_view);
  ADD ("/incoming/edit-is-judged-by-what-its-author-saw", test_base_is_what_was_seen);
  ADD ("/incoming/texts-are-merged", test_texts);
  ADD ("/incoming/deletion-beats-an-edit-that-is-kept", test_trash);
  ADD ("/incoming/undo-does-not-overwrite-what-came-after", test_undo_is_strict);
  ADD ("/incoming/refused-undo-has-undone-nothing", test_refused_undo);
  ADD ("/incoming/undo-refused-in-part-has-undone-the-rest", test_partly_refused_undo);
  ADD ("/incoming/act-stands-or-falls-as-a-whole", test_group);
  ADD ("/incoming/history-says-who-and-when", test_authors);
  ADD ("/incoming/history-says-who-of-several", test_two_authors);
  ADD ("/incoming/page-of-another-epoch-is-refused", test_epoch);
  ADD ("/incoming/wrong-clock-is-corrected", test_clock);
  return g_test_run ();
}
