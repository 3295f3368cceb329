/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <string.h>

static void
assert_name (CliTest *self, const char *id, const char *name)
{
  g_assert_cmpstr (cli_json_text (cli_run_json (self, "show", id, NULL), "name"), ==, name);
}

static void
test_usage (CliTest *self, gconstpointer data)
{
  g_assert_cmpint (cli_run (self, "journal", "--limit", "0", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "journal", "--limit", "many", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "undo", "last", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "redo", "3", NULL), ==, 2);
}

static void
test_nothing_to_undo (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "undo", NULL);

  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, "not-found");
  g_assert_cmpint (cli_run (self, "redo", NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "undo", "99999", NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "journal", "99999", NULL), ==, 1);
}

static void
test_journal_lists (CliTest *self, gconstpointer data)
{
  g_autofree char *id = cli_get (self, "new", "company", "name=Acme", NULL);
  yyjson_val *json;

  g_assert_cmpint (cli_run (self, "set", id, "name=Ajax", NULL), ==, 0);
  json = cli_run_json (self, "journal", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 3);
  g_assert_cmpstr (cli_json_text (json, "0.verb"), ==, "edit");
  g_assert_cmpstr (cli_json_text (json, "0.origin"), ==, "user");
  g_assert_cmpstr (cli_json_text (json, "0.author"), ==, "Anna");
  g_assert_cmpstr (cli_json_text (json, "0.entity"), ==, "company");
  g_assert_cmpint (cli_json_number (json, "0.count"), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "1.words"), ==, "Added “Acme”");
  g_assert_cmpstr (cli_json_text (json, "2.origin"), ==, "seed");
  json = cli_run_json (self, "journal", "--limit", "1", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 1);
  g_assert_cmpint (cli_run (self, "journal", NULL), ==, 0);
  g_assert_nonnull (strstr (self->out, "Anna  Added “Acme”"));
}

static void
test_history_of_a_record (CliTest *self, gconstpointer data)
{
  g_autofree char *id = cli_get (self, "new", "company", "name=Acme", NULL);
  g_autofree char *parent = cli_get (self, "new", "company", "name=Top", NULL);
  yyjson_val *json;

  g_assert_cmpint (cli_run (self, "set", id, "name=Ajax", "parent=Top", NULL), ==, 0);
  json = cli_run_json (self, "journal", id, NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 2);
  g_assert_cmpstr (cli_json_text (json, "0.kind"), ==, "update");
  g_assert_cmpstr (cli_json_text (json, "0.before.name"), ==, "Acme");
  g_assert_cmpstr (cli_json_text (json, "0.after.name"), ==, "Ajax");
  g_assert_cmpstr (cli_json_text (json, "0.after.parent.title"), ==, "Top");
  g_assert_cmpstr (cli_json_text (json, "1.kind"), ==, "insert");
  g_assert_cmpstr (cli_json_text (json, "1.after.name"), ==, "Acme");
  g_assert_cmpint (cli_run (self, "journal", id, NULL), ==, 0);
  g_assert_nonnull (strstr (self->out, "name: Acme → Ajax"));
  g_assert_nonnull (strstr (self->out, "parent:  → Top"));
}

static void
test_what_an_entry_did (CliTest *self, gconstpointer data)
{
  g_autofree char *id
      = cli_get (self, "new", "contact", "last_name=Lee", "email=lee@acme.example", NULL);
  g_autofree char *entry = g_strdup_printf (
      "%" G_GINT64_FORMAT, cli_json_number (cli_run_json (self, "journal", NULL), "0.entry"));
  yyjson_val *json = cli_run_json (self, "journal", entry, NULL);

  g_assert_cmpuint (yyjson_arr_size (json), ==, 2);
  g_assert_cmpstr (cli_json_text (json, "0.id"), ==, id);
  g_assert_cmpstr (cli_json_text (json, "1.entity"), ==, "contact_point");
}

static void
test_undo_and_redo (CliTest *self, gconstpointer data)
{
  g_autofree char *id = cli_get (self, "new", "company", "name=A", NULL);
  yyjson_val *json;

  g_assert_cmpint (cli_run (self, "set", id, "name=B", NULL), ==, 0);
  g_assert_cmpint (cli_run (self, "set", id, "name=C", NULL), ==, 0);
  json = cli_run_json (self, "undo", NULL);
  g_assert_cmpint (cli_json_number (json, "entry"), >, cli_json_number (json, "undone"));
  assert_name (self, id, "B");
  g_assert_cmpint (cli_run (self, "undo", NULL), ==, 0);
  g_assert_nonnull (strstr (self->out, "Undone"));
  assert_name (self, id, "A");
  g_assert_cmpint (cli_run (self, "redo", NULL), ==, 0);
  g_assert_null (strstr (self->out, "Undone"));
  assert_name (self, id, "B");
  g_assert_cmpint (cli_run (self, "redo", NULL), ==, 0);
  assert_name (self, id, "C");
  g_assert_cmpint (cli_run (self, "redo", NULL), ==, 1);
}

static void
test_old_entry_in_the_way (CliTest *self, gconstpointer data)
{
  g_autofree char *id = cli_get (self, "new", "company", "name=A", "industry=Food", NULL);
  g_autofree char *entry = NULL;
  yyjson_val *json;

  g_assert_cmpint (cli_run (self, "set", id, "name=B", "industry=Energy", NULL), ==, 0);
  json = cli_run_json (self, "journal", NULL);
  entry = g_strdup_printf ("%" G_GINT64_FORMAT, cli_json_number (json, "0.entry"));
  g_assert_cmpint (cli_run (self, "set", id, "name=C", NULL), ==, 0);
  json = cli_run_json (self, "undo", entry, NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, "conflict");
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "error.suggestions")), ==, 1);
  assert_name (self, id, "C");
  json = cli_run_json (self, "undo", entry, "--rest", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "kept")), ==, 1);
  json = cli_run_json (self, "show", id, NULL);
  g_assert_cmpstr (cli_json_text (json, "name"), ==, "C");
  g_assert_cmpstr (cli_json_text (json, "industry"), ==, "Food");
}

#define ADD(path, func) g_test_add (path, CliTest, NULL, cli_test_set_up, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl-journal/wrong-usage", test_usage);
  ADD ("/kontorctl-journal/nothing-to-undo-is-refused", test_nothing_to_undo);
  ADD ("/kontorctl-journal/lists-acts-newest-first", test_journal_lists);
  ADD ("/kontorctl-journal/tells-the-history-of-a-record", test_history_of_a_record);
  ADD ("/kontorctl-journal/tells-what-an-entry-did", test_what_an_entry_did);
  ADD ("/kontorctl-journal/undo-and-redo-step-through", test_undo_and_redo);
  ADD ("/kontorctl-journal/what-changed-since-is-in-the-way", test_old_entry_in_the_way);
  return g_test_run ();
}
