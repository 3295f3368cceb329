/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-merge.h"

#include "model/kontor-wire.h"

#include <string.h>

#define A 1 /* devices */
#define B 2

static const KontorField thing_fields[] = {
  { 1, "first", KONTOR_TEXT, 0, .since = 1, .label = "First", .group = "name" },
  { 2, "last", KONTOR_TEXT, 0, .since = 1, .label = "Last", .group = "name" },
  { 3, "value", KONTOR_MONEY, 0, .since = 1, .label = "Value", .policy = KONTOR_GUARDED },
  { 4, "stock", KONTOR_INTEGER, 0, .since = 1, .label = "Stock", .policy = KONTOR_INC },
  { 5, "body", KONTOR_LONG_TEXT, 0, .since = 1, .label = "Body", .policy = KONTOR_TEXT3 },
  { 6, "serial", KONTOR_TEXT, 0, .since = 1, .label = "Serial", .policy = KONTOR_IMMUTABLE },
  { 7, "total", KONTOR_INTEGER, 0, .since = 1, .label = "Total", .policy = KONTOR_SERVER },
  { 8, "stage", KONTOR_TEXT, 0, .since = 1, .label = "Stage", .group = "stage",
    .policy = KONTOR_ORDER },
  { 9, "rank", KONTOR_RANK, 0, .since = 1, .label = "Rank", .group = "stage" },
  { 10, "title", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE, .since = 1, .label = "Title" },
};

static const KontorEntity thing = {
  "thing",           KONTOR_FIELDS (thing_fields), .since = 1,
  .label = "Things", .label_one = "Thing",         .icon = "thing",
};

static const KontorField link_fields[] = {
  { 1, "from", KONTOR_REF, 0, .since = 1, .label = "From", .target = "thing" },
  { 2, "to", KONTOR_REF, 0, .since = 1, .label = "To", .target = "thing" },
};

static const KontorEntity join = {
  "join",           KONTOR_FIELDS (link_fields), .flags = KONTOR_LINK, .since = 1,
  .label = "Joins", .label_one = "Join",         .icon = "join",
};

/* A server's row and what it says to operations on it. */
typedef struct
{
  KontorMergeRow row;
  KontorFields *fields;
  KontorStamps *stamps;
  gint64 seq;
} Server;

static KontorFields *
parse (const KontorEntity *entity, const char *json)
{
  g_autoptr (GError) error = NULL;
  KontorFields *fields = kontor_fields_parse_json (entity, json, -1, &error);

  g_assert_no_error (error);
  return fields;
}

static void
assert_fields (const KontorFields *fields, const char *json)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (fields);
  text = kontor_fields_dup_json (fields);
  g_assert_cmpstr (text, ==, json);
}

static KontorOperation *
make (KontorOperationKind kind, const KontorEntity *entity, const char *json)
{
  KontorOperation *operation = kontor_operation_new (kind);

  operation->entity = entity;
  operation->fields = parse (entity, json);
  return operation;
}

/* Row made by device A at version 10, time 100. */
static void
server_init (Server *self, const KontorEntity *entity, const char *json)
{
  *self = (Server) { .fields = parse (entity, json), .seq = 10 };
  self->row = (KontorMergeRow) {
    .state = KONTOR_ROW_PRESENT,
    .fields = self->fields,
    .last = { 0, A, 10, 100 },
  };
}

static void
server_clear (Server *self)
{
  kontor_fields_free (self->fields);
  kontor_stamps_free (self->stamps);
}

static void
write_changes (Server *self, const KontorMerge *merge)
{
  guint64 mask = kontor_fields_get_mask (merge->changes);
  g_autofree const char **keys = kontor_fields_list_extra (merge->changes);

  for (; mask != 0; mask &= mask - 1)
    kontor_fields_set (self->fields, (guint) __builtin_ctzll (mask),
                       kontor_fields_get (merge->changes, (guint) __builtin_ctzll (mask)));
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    kontor_fields_set_extra (self->fields, keys[i],
                             kontor_fields_get_extra (merge->changes, keys[i]));
}

/* Applies and frees @operation; what it does to the row is kept. */
static void
take (Server *self, KontorOperation *operation, guint32 device, KontorHlc hlc, KontorMerge *merge)
{
  kontor_merge_apply (merge, &self->row, operation, device, hlc, self->seq + 1);
  kontor_operation_free (operation);
  if (!merge->writes)
    return;
  self->seq++;
  write_changes (self, merge);
  kontor_stamps_free (self->stamps);
  self->stamps = kontor_stamps_copy (merge->stamps);
  self->row.stamps = self->stamps;
  self->row.last = (KontorStamp) { 0, device, self->seq, hlc };
}

static KontorOperation *
update (const char *json, guint32 tag, gint64 base)
{
  KontorOperation *operation = make (KONTOR_OPERATION_UPDATE, &thing, json);

  kontor_operation_set_base (operation, tag, base);
  return operation;
}

static const KontorLoser *
get_loser (const KontorMerge *merge)
{
  g_assert_nonnull (merge->losers);
  g_assert_cmpuint (merge->losers->len, ==, 1);
  return merge->losers->pdata[0];
}

static void
test_fits (void)
{
  g_auto (KontorMerge) merge = { 0 };
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\",\"2\":\"Byron\"}");
  take (&server, update ("{\"1\":\"Ada\",\"2\":\"Lovelace\"}", 1, 10), B, 200, &merge);
  g_assert_cmpint (merge.kind, ==, KONTOR_VERDICT_OK);
  assert_fields (merge.changes, "{\"2\":\"Lovelace\"}");
  g_assert_null (merge.losers);
  g_assert_cmpint (kontor_stamps_get (merge.stamps, 1)->version, ==, 11);
  g_assert_cmpuint (kontor_stamps_get (merge.stamps, 1)->device, ==, B);
  g_assert_cmpint (kontor_stamps_get (merge.stamps, 10)->version, ==, 10);
  server_clear (&server);
}

/* Different groups of one record never fight, whatever the clocks say. */
static void
test_groups_apart (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 };
  Server server;

  server_init (&server, &thing, "{\"10\":\"t\"}");
  take (&server, update ("{\"1\":\"Ada\",\"2\":null}", 1, 10), B, 200, &first);
  take (&server, update ("{\"10\":\"T\"}", 10, 10), 3, 150, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_OK);
  assert_fields (server.fields, "{\"1\":\"Ada\",\"10\":\"T\"}");
  server_clear (&server);
}

static void
test_later_wins (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 };
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\",\"2\":\"Byron\"}");
  take (&server, update ("{\"1\":\"Ada\",\"2\":\"King\"}", 1, 10), B, 200, &first);
  take (&server, update ("{\"1\":\"Augusta\",\"2\":\"Byron\"}", 1, 10), 3, 201, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_OK);
  assert_fields (server.fields, "{\"1\":\"Augusta\",\"2\":\"Byron\"}");
  g_assert_cmpuint (get_loser (&second)->device, ==, B);
  g_assert_cmpuint (get_loser (&second)->hlc, ==, 200);
  assert_fields (get_loser (&second)->value, "{\"1\":\"Ada\",\"2\":\"King\"}");
  assert_fields (get_loser (&second)->winner, "{\"1\":\"Augusta\",\"2\":\"Byron\"}");
  server_clear (&server);
}

/* Not arrival decides: an edit of two weeks ago does not beat today's. */
static void
test_earlier_loses (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 };
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\"}");
  take (&server, update ("{\"1\":\"Today\"}", 1, 10), B, 2000, &first);
  take (&server, update ("{\"1\":\"Long ago\"}", 1, 10), 3, 200, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_false (second.writes);
  assert_fields (server.fields, "{\"1\":\"Today\"}");
  g_assert_cmpuint (get_loser (&second)->device, ==, 3);
  g_assert_cmpint (get_loser (&second)->base, ==, 10);
  assert_fields (get_loser (&second)->value, "{\"1\":\"Long ago\"}");
  server_clear (&server);
}

static void
test_same_value (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 }, third = { 0 };
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\"}");
  take (&server, update ("{\"1\":\"Eve\"}", 1, 10), B, 300, &first);
  take (&server, update ("{\"1\":\"Eve\"}", 1, 10), 3, 200, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_OK);
  g_assert_null (second.losers);
  /* It stays as late as the later of the two that wrote it. */
  take (&server, update ("{\"1\":\"Between\"}", 1, 10), 4, 250, &third);
  g_assert_cmpint (third.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (server.fields, "{\"1\":\"Eve\"}");
  server_clear (&server);
}

/* Two offline edits of one amount by one device do not fight each other. */
static void
test_own_chain (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 };
  Server server;

  server_init (&server, &thing, "{\"3\":[100,\"EUR\"]}");
  take (&server, update ("{\"3\":[200,\"EUR\"]}", 3, 10), B, 200, &first);
  take (&server, update ("{\"3\":[300,\"EUR\"]}", 3, 10), B, 201, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_OK);
  assert_fields (server.fields, "{\"3\":[300,\"EUR\"]}");
  server_clear (&server);
}

static void
test_own_insert (void)
{
  g_auto (KontorMerge) merge = { 0 };
  Server server;

  server_init (&server, &thing, "{\"3\":[100,\"EUR\"]}");
  take (&server, update ("{\"3\":[200,\"EUR\"]}", 3, 0), A, 200, &merge);
  g_assert_cmpint (merge.kind, ==, KONTOR_VERDICT_OK);
  server_clear (&server);
}

static void
test_guarded (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 };
  Server server;

  server_init (&server, &thing, "{\"3\":[100,\"EUR\"],\"10\":\"t\"}");
  take (&server, update ("{\"3\":[200,\"EUR\"]}", 3, 10), B, 200, &first);
  take (&server, update ("{\"3\":[300,\"EUR\"],\"10\":\"T\"}", 3, 10), 3, 300, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_REFUSED);
  g_assert_cmpint (second.refusal, ==, KONTOR_REFUSAL_GUARD);
  g_assert_false (second.writes);
  g_assert_null (second.changes);
  assert_fields (server.fields, "{\"3\":[200,\"EUR\"],\"10\":\"t\"}");
  server_clear (&server);
}

static void
test_guarded_while (void)
{
  g_auto (KontorMerge) first = { 0 }, open = { 0 }, closed = { 0 };
  Server server;

  server_init (&server, &thing, "{\"8\":\"lead\",\"9\":\"m\"}");
  take (&server, update ("{\"8\":\"won\",\"9\":\"m\"}", 8, 10), B, 200, &first);
  take (&server, update ("{\"8\":\"lost\",\"9\":\"k\"}", 8, 10), 3, 300, &open);
  g_assert_cmpint (open.kind, ==, KONTOR_VERDICT_OK);
  g_assert_cmpuint (open.losers->len, ==, 1);
  server.row.guarded = 1 << 7;
  take (&server, update ("{\"8\":\"lead\",\"9\":\"a\"}", 8, 10), 4, 400, &closed);
  g_assert_cmpint (closed.refusal, ==, KONTOR_REFUSAL_GUARD);
  server_clear (&server);
}

/* Places in one list: nobody is asked. */
static void
test_order (void)
{
  g_auto (KontorMerge) first = { 0 }, earlier = { 0 }, later = { 0 };
  Server server;

  server_init (&server, &thing, "{\"8\":\"lead\",\"9\":\"m\"}");
  take (&server, update ("{\"8\":\"lead\",\"9\":\"k\"}", 8, 10), B, 300, &first);
  take (&server, update ("{\"8\":\"lead\",\"9\":\"z\"}", 8, 10), 3, 200, &earlier);
  g_assert_cmpint (earlier.kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_null (earlier.losers);
  assert_fields (server.fields, "{\"8\":\"lead\",\"9\":\"k\"}");
  take (&server, update ("{\"8\":\"lead\",\"9\":\"a\"}", 8, 10), 4, 400, &later);
  g_assert_cmpint (later.kind, ==, KONTOR_VERDICT_OK);
  g_assert_null (later.losers);
  assert_fields (server.fields, "{\"8\":\"lead\",\"9\":\"a\"}");
  server_clear (&server);
}

/* A deal that was won does not become one that is not without a word. */
static void
test_lists (void)
{
  g_auto (KontorMerge) first = { 0 }, earlier = { 0 }, later = { 0 };
  Server server;

  server_init (&server, &thing, "{\"8\":\"lead\",\"9\":\"m\"}");
  take (&server, update ("{\"8\":\"proposal\",\"9\":\"m\"}", 8, 10), B, 300, &first);
  take (&server, update ("{\"8\":\"won\",\"9\":\"z\"}", 8, 10), 3, 200, &earlier);
  g_assert_cmpint (earlier.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (get_loser (&earlier)->value, "{\"8\":\"won\",\"9\":\"z\"}");
  assert_fields (get_loser (&earlier)->winner, "{\"8\":\"proposal\",\"9\":\"m\"}");
  assert_fields (server.fields, "{\"8\":\"proposal\",\"9\":\"m\"}");
  take (&server, update ("{\"8\":\"lost\",\"9\":\"m\"}", 8, 10), 4, 400, &later);
  g_assert_cmpint (later.kind, ==, KONTOR_VERDICT_OK);
  assert_fields (get_loser (&later)->value, "{\"8\":\"proposal\",\"9\":\"m\"}");
  assert_fields (server.fields, "{\"8\":\"lost\",\"9\":\"m\"}");
  server_clear (&server);
}

static void
test_inc (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 }, third = { 0 };
  Server server;

  server_init (&server, &thing, "{\"4\":10}");
  take (&server, update ("{\"4\":5}", 4, 10), B, 300, &first);
  take (&server, update ("{\"4\":-3}", 4, 10), 3, 200, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (server.fields, "{\"4\":12}");
  take (&server, update ("{\"4\":\"9223372036854775807\"}", 4, 12), 3, 400, &third);
  g_assert_cmpint (third.refusal, ==, KONTOR_REFUSAL_INVALID);
  assert_fields (server.fields, "{\"4\":12}");
  server_clear (&server);
}

static KontorOperation *
edit_body (const char *before, const char *after, gint64 base)
{
  KontorOperation *operation = update ("{}", 5, base);

  operation->before = kontor_fields_new (&thing);
  kontor_fields_set_text (operation->before, "body", before);
  kontor_fields_set_text (operation->fields, "body", after);
  return operation;
}

static void
test_text3 (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 }, third = { 0 };
  Server server;

  server_init (&server, &thing, "{\"5\":\"one\\ntwo\\nthree\"}");
  take (&server, edit_body ("one\ntwo\nthree", "ONE\ntwo\nthree", 10), B, 200, &first);
  g_assert_cmpint (first.kind, ==, KONTOR_VERDICT_OK);
  take (&server, edit_body ("one\ntwo\nthree", "one\ntwo\nTHREE", 10), 3, 100, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_null (second.losers);
  assert_fields (server.fields, "{\"5\":\"ONE\\ntwo\\nTHREE\"}");
  /* Device B goes on from its own text, not knowing of the merge: nothing of it is lost. */
  take (&server, edit_body ("ONE\ntwo\nthree", "ONE\nTWO\nthree", 10), B, 300, &third);
  assert_fields (server.fields, "{\"5\":\"ONE\\nTWO\\nTHREE\"}");
  server_clear (&server);
}

static void
test_text3_overlap (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 };
  Server server;

  server_init (&server, &thing, "{\"5\":\"on Monday\"}");
  take (&server, edit_body ("on Monday", "on Friday", 10), B, 200, &first);
  take (&server, edit_body ("on Monday", "on Sunday", 10), 3, 300, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (server.fields, "{\"5\":\"on Friday\"}");
  assert_fields (get_loser (&second)->value, "{\"5\":\"on Sunday\"}");
  server_clear (&server);
}

static void
test_immutable (void)
{
  g_auto (KontorMerge) own = { 0 }, same = { 0 };
  Server server;

  server_init (&server, &thing, "{\"6\":\"R-1\"}");
  take (&server, update ("{\"6\":\"R-2\"}", 6, 10), A, 200, &own);
  g_assert_cmpint (own.refusal, ==, KONTOR_REFUSAL_IMMUTABLE);
  take (&server, update ("{\"6\":\"R-1\"}", 6, 10), A, 200, &same);
  g_assert_cmpint (same.kind, ==, KONTOR_VERDICT_OK);
  server_clear (&server);
}

static void
test_server (void)
{
  g_auto (KontorMerge) edit = { 0 }, insert = { 0 };
  KontorMergeRow absent = { .state = KONTOR_ROW_ABSENT };
  g_autoptr (KontorOperation) made
      = make (KONTOR_OPERATION_INSERT, &thing, "{\"7\":99,\"10\":\"t\"}");
  Server server;

  server_init (&server, &thing, "{\"7\":5}");
  take (&server, update ("{\"7\":99}", 7, 10), A, 200, &edit);
  g_assert_cmpint (edit.kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_false (edit.writes);
  kontor_merge_apply (&insert, &absent, made, A, 200, 11);
  g_assert_cmpint (insert.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (insert.changes, "{\"10\":\"t\"}");
  server_clear (&server);
}

static void
test_strict (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 }, third = { 0 };
  KontorOperation *strict;
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\"}");
  take (&server, update ("{\"1\":\"Eve\"}", 1, 10), B, 200, &first);
  strict = update ("{\"1\":\"Undone\"}", 1, 10);
  strict->strict = TRUE;
  take (&server, strict, 3, 900, &second);
  g_assert_cmpint (second.refusal, ==, KONTOR_REFUSAL_CHANGED);
  strict = update ("{\"1\":\"Undone\"}", 1, 11);
  strict->strict = TRUE;
  take (&server, strict, 3, 900, &third);
  g_assert_cmpint (third.kind, ==, KONTOR_VERDICT_OK);
  server_clear (&server);
}

static void
test_delete_beats_edit (void)
{
  g_auto (KontorMerge) gone = { 0 }, edit = { 0 }, knowing = { 0 };
  KontorOperation *operation;
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\"}");
  take (&server, update ("{\"900\":200}", 900, 10), B, 200, &gone);
  g_assert_cmpint (gone.kind, ==, KONTOR_VERDICT_OK);
  take (&server, update ("{\"1\":\"Eve\"}", 1, 10), 3, 900, &edit);
  g_assert_cmpint (edit.kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_false (edit.writes);
  assert_fields (get_loser (&edit)->value, "{\"1\":\"Eve\"}");
  assert_fields (server.fields, "{\"1\":\"Ada\",\"900\":200}");
  /* Who has seen it in the trash may still change it there. */
  operation = update ("{\"1\":\"Eve\"}", 1, 10);
  kontor_operation_set_base (operation, 900, 11);
  take (&server, operation, 3, 900, &knowing);
  g_assert_cmpint (knowing.kind, ==, KONTOR_VERDICT_OK);
  server_clear (&server);
}

static void
test_delete_beats_restore (void)
{
  g_auto (KontorMerge) restored = { 0 }, gone = { 0 }, again = { 0 };
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\",\"900\":50}");
  take (&server, update ("{\"900\":null}", 900, 10), B, 900, &restored);
  take (&server, update ("{\"900\":200}", 900, 10), 3, 200, &gone);
  g_assert_cmpint (gone.kind, ==, KONTOR_VERDICT_OK);
  assert_fields (server.fields, "{\"1\":\"Ada\",\"900\":200}");
  take (&server, update ("{\"900\":null}", 900, 11), B, 999, &again);
  g_assert_cmpint (again.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (get_loser (&again)->value, "{\"900\":null}");
  server_clear (&server);
}

static void
test_two_deletions (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 };
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\"}");
  take (&server, update ("{\"900\":300}", 900, 10), B, 300, &first);
  take (&server, update ("{\"900\":200}", 900, 10), 3, 400, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_null (second.losers);
  assert_fields (server.fields, "{\"1\":\"Ada\",\"900\":300}");
  server_clear (&server);
}

static void
test_purged (void)
{
  KontorMergeRow purged = { .state = KONTOR_ROW_PURGED };
  g_autoptr (KontorOperation) insert = make (KONTOR_OPERATION_INSERT, &thing, "{\"10\":\"t\"}");
  g_autoptr (KontorOperation) edit = make (KONTOR_OPERATION_UPDATE, &thing, "{\"10\":\"t\"}");
  g_auto (KontorMerge) first = { 0 }, second = { 0 };

  kontor_merge_apply (&first, &purged, insert, A, 1, 11);
  g_assert_cmpint (first.refusal, ==, KONTOR_REFUSAL_DELETED);
  kontor_merge_apply (&second, &purged, edit, A, 1, 11);
  g_assert_cmpint (second.refusal, ==, KONTOR_REFUSAL_DELETED);
}

static void
test_absent (void)
{
  KontorMergeRow absent = { .state = KONTOR_ROW_ABSENT };
  g_autoptr (KontorOperation) edit = make (KONTOR_OPERATION_UPDATE, &thing, "{\"10\":\"t\"}");
  g_autoptr (KontorOperation) insert
      = make (KONTOR_OPERATION_INSERT, &thing, "{\"1\":null,\"10\":\"t\",\"77\":[1]}");
  g_autoptr (KontorOperation) untitled = make (KONTOR_OPERATION_INSERT, &thing, "{\"1\":\"x\"}");
  g_auto (KontorMerge) lost = { 0 }, made = { 0 }, orphan = { 0 }, wrong = { 0 };

  kontor_merge_apply (&lost, &absent, edit, A, 1, 11);
  g_assert_cmpint (lost.refusal, ==, KONTOR_REFUSAL_PARENT);
  kontor_merge_apply (&made, &absent, insert, A, 1, 11);
  g_assert_cmpint (made.kind, ==, KONTOR_VERDICT_OK);
  assert_fields (made.changes, "{\"10\":\"t\",\"77\":[1]}");
  g_assert_null (made.stamps);
  kontor_merge_apply (&wrong, &absent, untitled, A, 1, 11);
  g_assert_cmpint (wrong.refusal, ==, KONTOR_REFUSAL_INVALID);
  absent.parent_missing = TRUE;
  kontor_merge_apply (&orphan, &absent, insert, A, 1, 11);
  g_assert_cmpint (orphan.refusal, ==, KONTOR_REFUSAL_PARENT);
}

static void
test_moves_to_nowhere (void)
{
  g_auto (KontorMerge) merge = { 0 };
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\"}");
  server.row.parent_missing = TRUE;
  take (&server, update ("{\"1\":\"Eve\"}", 1, 10), A, 200, &merge);
  g_assert_cmpint (merge.refusal, ==, KONTOR_REFUSAL_PARENT);
  server_clear (&server);
}

static void
test_insert_again (void)
{
  g_auto (KontorMerge) same = { 0 }, other = { 0 };
  Server server;

  server_init (&server, &thing, "{\"1\":\"Ada\",\"10\":\"t\"}");
  take (&server, make (KONTOR_OPERATION_INSERT, &thing, "{\"1\":\"Ada\",\"10\":\"t\"}"), B, 900,
        &same);
  g_assert_cmpint (same.kind, ==, KONTOR_VERDICT_MERGED);
  g_assert_null (same.losers);
  take (&server, make (KONTOR_OPERATION_INSERT, &thing, "{\"1\":\"Ada\",\"10\":\"T\"}"), B, 900,
        &other);
  g_assert_false (other.writes);
  assert_fields (get_loser (&other)->value, "{\"10\":\"T\"}");
  server_clear (&server);
}

static void
test_link (void)
{
  g_auto (KontorMerge) removed = { 0 }, early = { 0 }, late = { 0 };
  KontorOperation *operation = make (KONTOR_OPERATION_UPDATE, &join, "{\"900\":300}");
  Server server;

  server_init (&server, &join, "{}");
  kontor_operation_set_base (operation, 900, 10);
  take (&server, operation, B, 300, &removed);
  take (&server, make (KONTOR_OPERATION_INSERT, &join, "{}"), 3, 200, &early);
  g_assert_cmpint (early.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (server.fields, "{\"900\":300}");
  take (&server, make (KONTOR_OPERATION_INSERT, &join, "{}"), 3, 300, &late);
  g_assert_cmpint (late.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (server.fields, "{\"900\":null}");
  server_clear (&server);
}

static void
test_extra (void)
{
  g_auto (KontorMerge) first = { 0 }, second = { 0 };
  KontorOperation *operation;
  Server server;

  server_init (&server, &thing, "{\"77\":1}");
  take (&server, update ("{\"77\":2}", 77, 10), B, 300, &first);
  g_assert_cmpint (first.kind, ==, KONTOR_VERDICT_OK);
  operation = update ("{\"77\":3,\"78\":true}", 77, 10);
  kontor_operation_set_base (operation, 78, 10);
  take (&server, operation, 3, 200, &second);
  g_assert_cmpint (second.kind, ==, KONTOR_VERDICT_MERGED);
  assert_fields (server.fields, "{\"77\":2,\"78\":true}");
  assert_fields (get_loser (&second)->value, "{\"77\":3}");
  server_clear (&server);
}

static void
test_invalid (void)
{
  g_auto (KontorMerge) cleared = { 0 }, marked = { 0 };
  KontorOperation *operation = update ("{\"1\":\"x\"}", 1, 10);
  Server server;

  server_init (&server, &thing, "{\"10\":\"t\"}");
  take (&server, update ("{\"10\":null}", 10, 10), B, 300, &cleared);
  g_assert_cmpint (cleared.refusal, ==, KONTOR_REFUSAL_INVALID);
  operation->refusal = KONTOR_REFUSAL_LARGE;
  take (&server, operation, B, 300, &marked);
  g_assert_cmpint (marked.refusal, ==, KONTOR_REFUSAL_LARGE);
  assert_fields (server.fields, "{\"10\":\"t\"}");
  server_clear (&server);
}

static void
test_replay (void)
{
  g_autoptr (KontorFields) image
      = parse (&thing, "{\"1\":\"Ada\",\"4\":10,\"5\":\"a\\nb\\nC\",\"7\":5,\"77\":1}");
  g_autoptr (KontorOperation) operation
      = make (KONTOR_OPERATION_UPDATE, &thing,
              "{\"1\":\"Eve\",\"2\":null,\"4\":-3,\"5\":\"A\\nb\\nc\",\"7\":99,\"77\":2}");

  operation->before = parse (&thing, "{\"5\":\"a\\nb\\nc\"}");
  kontor_merge_replay (image, operation);
  assert_fields (image, "{\"1\":\"Eve\",\"2\":null,\"4\":7,\"5\":\"A\\nb\\nC\",\"7\":5,\"77\":2}");
}

/* A text that is cleared leaves no value, and nothing that is read afterwards. */
static void
test_replay_cleared (void)
{
  g_autoptr (KontorFields) image = parse (&thing, "{\"5\":\"a\\nb\"}");
  g_autoptr (KontorOperation) operation = make (KONTOR_OPERATION_UPDATE, &thing, "{\"5\":null}");

  operation->before = parse (&thing, "{\"5\":\"a\\nb\"}");
  kontor_merge_replay (image, operation);
  assert_fields (image, "{\"5\":null}");
}

static void
test_loser (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  const KontorEntity *contact = kontor_schema_find (schema, "contact");
  KontorId id = kontor_id_for_name ("test", "contact"), author = kontor_id_for_name ("test", "a");
  KontorId nobody = { 0 }, conflict, again;
  g_autofree char *text = g_strnfill (KONTOR_MAX_LONG_TEXT, '"');
  KontorLoser *loser = g_new0 (KontorLoser, 1);
  g_autoptr (KontorFields) fields = NULL, repeated = NULL;
  g_autoptr (GError) error = NULL;

  loser->tag = 13;
  loser->hlc = kontor_hlc_new (1700000000000, 3);
  loser->device = 4;
  loser->value = kontor_fields_new (contact);
  kontor_fields_set_text (loser->value, "description", text);
  loser->winner = parse (contact, "{\"13\":\"stands\"}");
  fields = kontor_loser_describe (loser, schema, contact, &id, &author, &nobody, &conflict);
  repeated = kontor_loser_describe (loser, schema, contact, &id, &author, &nobody, &again);
  g_assert_true (kontor_id_equal (&conflict, &again));
  g_assert_true (kontor_fields_check (fields, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kontor_fields_get_text (fields, "subject_entity"), ==, "contact");
  g_assert_cmpstr (kontor_fields_get_text (fields, "winner"), ==, "{\"13\":\"stands\"}");
  g_assert_cmpint (kontor_fields_get_integer (fields, "written_at", 0), ==, 1700000000000);
  g_assert_null (kontor_fields_get_named (fields, "winner_author"));
  kontor_loser_free (loser);
}

/* Two edits by a clock that is far ahead have the same stamp: both are kept. */
static void
test_losers_of_one_moment (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  const KontorEntity *contact = kontor_schema_find (schema, "contact");
  KontorId id = kontor_id_for_name ("test", "contact"), nobody = { 0 }, conflicts[2];

  for (guint i = 0; i < 2; i++)
    {
      KontorLoser *loser = g_new0 (KontorLoser, 1);
      g_autoptr (KontorFields) fields = NULL;

      loser->tag = 8;
      loser->hlc = kontor_hlc_new (1700000000000, 0);
      loser->device = 4;
      loser->value = parse (contact, i == 0 ? "{\"8\":\"Countess\"}" : "{\"8\":\"Lady\"}");
      loser->winner = parse (contact, "{\"8\":\"Analyst\"}");
      fields = kontor_loser_describe (loser, schema, contact, &id, &nobody, &nobody, &conflicts[i]);
      g_assert_nonnull (fields);
      kontor_loser_free (loser);
    }
  g_assert_false (kontor_id_equal (&conflicts[0], &conflicts[1]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/change-of-what-was-seen-applies", test_fits);
  g_test_add_func ("/merge/different-groups-are-both-kept", test_groups_apart);
  g_test_add_func ("/merge/later-edit-wins-and-keeps-the-loser", test_later_wins);
  g_test_add_func ("/merge/earlier-edit-loses-though-it-arrives-later", test_earlier_loses);
  g_test_add_func ("/merge/same-value-is-no-conflict", test_same_value);
  g_test_add_func ("/merge/own-edits-do-not-fight-each-other", test_own_chain);
  g_test_add_func ("/merge/own-insert-has-been-seen", test_own_insert);
  g_test_add_func ("/merge/guarded-conflict-is-refused-whole", test_guarded);
  g_test_add_func ("/merge/order-is-guarded-while-its-predicate-holds", test_guarded_while);
  g_test_add_func ("/merge/later-place-wins-silently", test_order);
  g_test_add_func ("/merge/later-list-wins-and-the-other-is-kept", test_lists);
  g_test_add_func ("/merge/both-differences-count", test_inc);
  g_test_add_func ("/merge/texts-are-merged", test_text3);
  g_test_add_func ("/merge/overlapping-text-is-kept-as-loser", test_text3_overlap);
  g_test_add_func ("/merge/immutable-stays", test_immutable);
  g_test_add_func ("/merge/clients-do-not-write-what-is-the-servers", test_server);
  g_test_add_func ("/merge/strict-change-needs-what-it-saw", test_strict);
  g_test_add_func ("/merge/deletion-beats-an-edit-that-has-not-seen-it", test_delete_beats_edit);
  g_test_add_func ("/merge/deletion-beats-a-restore", test_delete_beats_restore);
  g_test_add_func ("/merge/two-deletions-are-one", test_two_deletions);
  g_test_add_func ("/merge/purged-stays-purged", test_purged);
  g_test_add_func ("/merge/insert-makes-what-is-whole", test_absent);
  g_test_add_func ("/merge/nothing-is-moved-to-what-is-not-there", test_moves_to_nowhere);
  g_test_add_func ("/merge/insert-of-what-is-there-changes-nothing", test_insert_again);
  g_test_add_func ("/merge/link-comes-back-unless-removed-later", test_link);
  g_test_add_func ("/merge/unknown-fields-are-groups-of-their-own", test_extra);
  g_test_add_func ("/merge/what-is-not-of-its-form-is-refused", test_invalid);
  g_test_add_func ("/merge/unanswered-changes-stand-on-top", test_replay);
  g_test_add_func ("/merge/unanswered-clearing-of-a-text-leaves-none", test_replay_cleared);
  g_test_add_func ("/merge/loser-becomes-the-same-conflict-record", test_loser);
  g_test_add_func ("/merge/losers-of-one-moment-are-two", test_losers_of_one_moment);
  return g_test_run ();
}
