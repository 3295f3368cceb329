/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention.h"

#include "attention/kontor-attention-card.h"
#include "store/kontor-outbox.h"
#include "support/kontor-test-device.h"
#include "support/kontor-test-loop.h"

static GPtrArray *
list (KontorTestStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *all = kontor_attention_list (store->store, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpint (kontor_attention_count (store->store), ==, all->len);
  return all;
}

/* By way of a workspace of its own, as the page does it. */
static void
settle (KontorTestStore *store, const KontorAttention *attention, gboolean keep)
{
  DexFuture *opening
      = kontor_workspace_open (store->path, kontor_schema_get_default (), &store->clock.parent, 0);
  g_autoptr (DexFuture) kept = dex_ref (opening);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorWorkspace) workspace = NULL;

  kontor_test_await (opening, &error);
  g_assert_no_error (error);
  workspace = g_value_dup_object (dex_future_get_value (kept, NULL));
  kontor_test_await (kontor_attention_settle (workspace, attention, keep), &error);
  g_assert_no_error (error);
  kontor_test_await (kontor_workspace_close (workspace), &error);
  g_assert_no_error (error);
}

static void
add_member (KontorTestStore *store, const KontorId *id, const char *name)
{
  const KontorEntity *member = kontor_test_entity ("member");
  KontorActInfo info = { "create", member, KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (store->store, &info, NULL);
  g_autoptr (KontorFields) fields = kontor_fields_new (member);

  kontor_fields_set_text (fields, "name", name);
  g_assert_true (kontor_act_insert (act, id, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
}

/* Both have Acme. */
static KontorId
make_company (KontorTestOffice *office)
{
  KontorId acme = kontor_test_store_insert (&office->a, "company", "name", "Acme", "industry",
                                            "Retail", NULL);

  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  return acme;
}

/* Anna's trade loses against Ben's. */
static KontorId
make_conflict (KontorTestOffice *office)
{
  KontorId acme = make_company (office);

  kontor_test_store_update (&office->a, "company", &acme, "industry", "Trade", NULL);
  office->b.clock.time += 60000;
  kontor_test_store_update (&office->b, "company", &acme, "industry", "Wholesale", NULL);
  kontor_test_sync (&office->b, office->server);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  return acme;
}

static void
assert_industry (KontorTestStore *store, const KontorId *id, const char *expected)
{
  g_autofree char *industry = kontor_test_store_get (store, "company", id, "industry");

  g_assert_cmpstr (industry, ==, expected);
}

static void
test_lost (KontorTestOffice *office, gconstpointer data)
{
  KontorId acme = make_conflict (office);
  g_autoptr (GPtrArray) mine = list (&office->a);
  const KontorAttention *attention = mine->pdata[0];
  const KontorAttentionField *field = &g_array_index (attention->fields, KontorAttentionField, 0);

  g_assert_cmpuint (mine->len, ==, 1);
  g_assert_true (kontor_id_equal (&attention->record, &acme));
  g_assert_cmpstr (attention->title, ==, "Acme");
  g_assert_true (attention->exists);
  g_assert_null (attention->code);
  g_assert_cmpuint (attention->fields->len, ==, 1);
  g_assert_cmpstr (field->before, ==, "Retail");
  g_assert_cmpstr (field->theirs, ==, "Wholesale");
  g_assert_cmpstr (field->mine, ==, "Trade");
}

/* Whose change stands sees what both started from as well, and by whom the other one was. */
static void
test_lost_of_another (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GPtrArray) theirs = NULL;
  const KontorAttention *attention;
  const KontorAttentionField *field;
  g_autofree char *sentence = NULL;

  add_member (&office->a, &office->anna, "Anna");
  make_conflict (office);
  theirs = list (&office->b);
  g_assert_cmpuint (theirs->len, ==, 1);
  attention = theirs->pdata[0];
  field = &g_array_index (attention->fields, KontorAttentionField, 0);
  g_assert_cmpstr (attention->author, ==, "Anna");
  g_assert_null (attention->winner);
  g_assert_true (attention->won);
  g_assert_cmpstr (field->before, ==, "Retail");
  g_assert_cmpstr (field->theirs, ==, "Wholesale");
  g_assert_cmpstr (field->mine, ==, "Trade");
  sentence = kontor_attention_dup_sentence (attention);
  g_assert_cmpstr (sentence, ==, "What Anna wrote gave way to your later change.");
  g_assert_cmpstr (kontor_attention_get_mine_label (attention), ==, "Anna");
}

static void
test_named (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GPtrArray) mine = NULL;
  const KontorAttention *attention;
  g_autofree char *sentence = NULL;

  add_member (&office->b, &office->ben, "Ben");
  kontor_test_sync (&office->b, office->server);
  make_conflict (office);
  mine = list (&office->a);
  attention = mine->pdata[0];
  sentence = kontor_attention_dup_sentence (attention);
  g_assert_cmpstr (attention->winner, ==, "Ben");
  g_assert_cmpstr (sentence, ==,
                   "You and Ben changed it at the same time, and what Ben wrote stands.");
  g_assert_cmpstr (kontor_attention_get_theirs_label (attention), ==, "Ben");
  g_assert_cmpstr (kontor_attention_get_keep_label (attention), ==, "Keep mine");
}

/* A device that comes when the loser still stood sees it give way, but not what was before it. */
static void
test_latecomer (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GPtrArray) mine = NULL;
  KontorTestStore late = { 0 };
  const KontorAttention *attention;
  const KontorAttentionField *field;
  KontorId acme = make_company (office);

  kontor_test_store_update (&office->a, "company", &acme, "industry", "Trade", NULL);
  kontor_test_sync (&office->a, office->server);
  kontor_test_store_set_up (&late, NULL);
  kontor_test_join (&late, office->server, &office->ben);
  kontor_test_sync (&late, office->server);
  office->b.clock.time += 60000;
  kontor_test_store_update (&office->b, "company", &acme, "industry", "Wholesale", NULL);
  kontor_test_sync (&office->b, office->server);
  kontor_test_sync (&late, office->server);
  mine = list (&late);
  g_assert_cmpuint (mine->len, ==, 1);
  attention = mine->pdata[0];
  field = &g_array_index (attention->fields, KontorAttentionField, 0);
  g_assert_true (attention->won);
  g_assert_cmpstr (field->theirs, ==, "Wholesale");
  g_assert_cmpstr (field->mine, ==, "Trade");
  g_assert_null (field->before);
  kontor_test_store_tear_down (&late, NULL);
}

/* What came after the loser on this device began with the loser: it is not what both began with. */
static void
test_chain (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GPtrArray) mine = NULL;
  const KontorAttention *attention;
  KontorId acme = make_conflict (office);

  kontor_test_store_update (&office->a, "company", &acme, "industry", "Crafts", NULL);
  kontor_test_sync (&office->a, office->server);
  mine = list (&office->a);
  g_assert_cmpuint (mine->len, ==, 1);
  attention = mine->pdata[0];
  g_assert_cmpstr (g_array_index (attention->fields, KontorAttentionField, 0).before, ==, "Retail");
  g_assert_cmpstr (g_array_index (attention->fields, KontorAttentionField, 0).theirs, ==, "Crafts");
}

static void
test_keep_lost (KontorTestOffice *office, gconstpointer data)
{
  KontorId acme = make_conflict (office);
  g_autoptr (GPtrArray) mine = list (&office->a);
  g_autoptr (GPtrArray) rest = NULL;

  settle (&office->a, mine->pdata[0], TRUE);
  rest = list (&office->a);
  g_assert_cmpuint (rest->len, ==, 0);
  assert_industry (&office->a, &acme, "Trade");
  office->a.clock.time += 120000;
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  assert_industry (&office->b, &acme, "Trade");
  g_assert_cmpint (kontor_attention_count (office->b.store), ==, 0);
}

static void
test_leave_lost (KontorTestOffice *office, gconstpointer data)
{
  KontorId acme = make_conflict (office);
  g_autoptr (GPtrArray) mine = list (&office->a);
  g_autoptr (GPtrArray) rest = NULL;

  settle (&office->a, mine->pdata[0], FALSE);
  rest = list (&office->a);
  g_assert_cmpuint (rest->len, ==, 0);
  assert_industry (&office->a, &acme, "Wholesale");
  g_assert_cmpint (kontor_attention_count (office->b.store), ==, 1);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  g_assert_cmpint (kontor_attention_count (office->b.store), ==, 0);
  assert_industry (&office->b, &acme, "Wholesale");
}

static void
make_refusal (KontorTestOffice *office)
{
  kontor_test_sync (&office->a, office->server);
  kontor_test_server_refuse_inserts (office->server, kontor_test_entity ("company"));
  kontor_test_store_insert (&office->a, "company", "name", "Beta", "industry", "Retail", NULL);
  kontor_test_sync (&office->a, office->server);
}

static void
test_refused (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GPtrArray) mine = NULL;
  const KontorAttention *attention;

  make_refusal (office);
  mine = list (&office->a);
  g_assert_cmpuint (mine->len, ==, 1);
  attention = mine->pdata[0];
  g_assert_cmpint (attention->op, >, 0);
  g_assert_cmpstr (attention->code, ==, "quota");
  g_assert_cmpstr (attention->title, ==, "Beta");
  g_assert_false (attention->exists);
  g_assert_cmpstr (kontor_attention_get_keep_label (attention), ==, "Try again");
  g_assert_cmpstr (kontor_attention_get_leave_label (attention), ==, "Discard");
  for (guint i = 0; i < attention->fields->len; i++)
    g_assert_null (g_array_index (attention->fields, KontorAttentionField, i).theirs);
}

static void
test_try_again (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GPtrArray) mine = NULL;
  const KontorAttention *attention;

  make_refusal (office);
  mine = list (&office->a);
  attention = mine->pdata[0];
  kontor_test_server_refuse_inserts (office->server, NULL);
  settle (&office->a, attention, TRUE);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  assert_industry (&office->b, &attention->record, "Retail");
  g_assert_cmpint (kontor_attention_count (office->a.store), ==, 0);
}

static void
test_discard (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GPtrArray) mine = NULL;

  make_refusal (office);
  mine = list (&office->a);
  settle (&office->a, mine->pdata[0], FALSE);
  g_assert_cmpint (kontor_attention_count (office->a.store), ==, 0);
  g_assert_cmpint (kontor_outbox_count (office->a.store), ==, 0);
  g_assert_null (
      kontor_store_find (office->a.store, &((KontorAttention *) mine->pdata[0])->record, NULL));
}

static void
test_hopeless (void)
{
  g_assert_false (
      kontor_attention_can_keep (&(KontorAttention) { .op = 1, .code = (char *) "perm" }));
  g_assert_false (
      kontor_attention_can_keep (&(KontorAttention) { .op = 1, .code = (char *) "immutable" }));
  g_assert_true (
      kontor_attention_can_keep (&(KontorAttention) { .op = 1, .code = (char *) "guard" }));
  g_assert_true (kontor_attention_can_keep (&(KontorAttention) { .op = 0 }));
}

static void
assert_marked (const char *before, const char *text, const char *expected)
{
  g_autoptr (PangoAttrList) marks = kontor_attention_card_mark (before, text);
  GSList *attributes = pango_attr_list_get_attributes (marks);
  const PangoAttribute *mark = attributes != NULL ? attributes->data : NULL;
  g_autofree char *marked
      = mark != NULL ? g_strndup (text + mark->start_index, mark->end_index - mark->start_index)
                     : g_strdup ("");

  g_assert_cmpstr (marked, ==, expected);
  g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
}

static void
test_marks (void)
{
  assert_marked ("same", "same", "");
  assert_marked ("12 000 €", "12 500 €", "500");
  assert_marked ("€9,990.00", "€12,500.00", "€12,500.00");
  assert_marked ("", "all of it", "all of it");
  assert_marked ("Café in Köln", "Cafè in Köln", "Cafè");
  assert_marked ("one two", "one new two", "new");
  assert_marked ("one two", "one two three", "three");
  assert_marked ("two three", "one two three", "one");
  assert_marked ("long text", "", "");
  assert_marked ("long text", "text", "");
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestOffice, NULL, kontor_test_office_set_up, function,                   \
              kontor_test_office_tear_down)
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/attention/what-lost-is-shown-beside-what-stands", test_lost);
  ADD ("/attention/what-another-lost-is-shown-with-who-wrote-it", test_lost_of_another);
  ADD ("/attention/who-wrote-what-stands-is-named", test_named);
  ADD ("/attention/what-both-began-with-is-not-guessed", test_latecomer);
  ADD ("/attention/what-both-began-with-outlasts-later-changes", test_chain);
  ADD ("/attention/what-lost-is-kept-and-reaches-the-others", test_keep_lost);
  ADD ("/attention/what-stands-stays", test_leave_lost);
  ADD ("/attention/a-refused-record-is-shown-as-it-was-written", test_refused);
  ADD ("/attention/a-refused-record-is-tried-again", test_try_again);
  ADD ("/attention/a-refused-record-is-discarded", test_discard);
  g_test_add_func ("/attention/what-can-not-help-is-not-offered", test_hopeless);
  g_test_add_func ("/attention/differences-are-marked-by-whole-words", test_marks);
  return g_test_run ();
}
