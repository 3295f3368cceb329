/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-server.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static void
sync_one (CliTest *workspace)
{
  int status = cli_run (workspace, "sync", NULL);

  if (status != 0)
    g_error ("%s", workspace->err);
}

/* What one sends, the other gets; twice, for what comes of it. */
static void
sync_both (CliOffice *office)
{
  sync_one (&office->a);
  sync_one (&office->b);
  sync_one (&office->a);
}

static void
assert_same (CliOffice *office)
{
  g_autofree char *a = cli_get (&office->a, "dump", NULL), *b = cli_get (&office->b, "dump", NULL);

  g_assert_cmpstr (a, ==, b);
}

static void
connect_both (CliOffice *office)
{
  cli_office_connect (office, &office->a, "anna@example.org");
  cli_office_connect (office, &office->b, "ben@example.org");
  sync_both (office);
}

static void
assert_field (CliTest *workspace, const char *id, const char *field, const char *expected)
{
  yyjson_val *record = cli_run_json (workspace, "show", id, NULL);

  g_assert_cmpstr (cli_json_text (record, field), ==, expected);
}

/* Two workspaces that began apart, each with something of its own. */
static void
test_two_devices (CliOffice *office, gconstpointer data)
{
  g_autofree char *ada
      = cli_get (&office->a, "new", "contact", "first_name=Ada", "last_name=Byron", NULL);
  g_autofree char *firm = cli_get (&office->b, "new", "company", "name=Analytical Engines", NULL);

  connect_both (office);
  assert_same (office);
  assert_field (&office->b, ada, "last_name", "Byron");
  assert_field (&office->a, firm, "name", "Analytical Engines");
  g_assert_cmpint (cli_json_number (cli_run_json (&office->a, "status", NULL), "counts.member"), ==,
                   2);
  g_assert_cmpint (cli_json_number (cli_run_json (&office->a, "status", NULL), "counts.pipeline"),
                   ==, 1);
}

/* Offline edits of one record: other fields are both kept, of one field the later. */
static void
test_offline_edits (CliOffice *office, gconstpointer data)
{
  g_autofree char *ada
      = cli_get (&office->a, "new", "contact", "first_name=Ada", "job_title=Analyst", NULL);

  connect_both (office);
  cli_office_stop (office);
  g_assert_cmpint (cli_run (&office->a, "set", ada, "nickname=Enchantress", NULL), ==, 0);
  g_assert_cmpint (cli_run (&office->a, "set", ada, "job_title=Early", NULL), ==, 0);
  g_assert_cmpint (cli_run (&office->b, "set", ada, "job_title=Late", NULL), ==, 0);
  g_assert_cmpint (cli_run (&office->a, "sync", NULL), ==, 1);
  g_assert_cmpstr (cli_json_text (cli_run_json (&office->a, "sync", NULL), "error.code"), ==,
                   "offline");
  g_assert_cmpint (cli_json_number (cli_run_json (&office->a, "status", NULL), "sync.waiting"), ==,
                   2);
  cli_office_start (office);
  sync_both (office);
  assert_same (office);
  assert_field (&office->a, ada, "nickname", "Enchantress");
  assert_field (&office->a, ada, "job_title", "Late");
  g_assert_cmpint (cli_json_number (cli_run_json (&office->b, "status", NULL), "counts.conflict"),
                   ==, 1);
}

/* A guarded amount: the second one is refused, taken back, and kept to be looked at. */
static void
test_attention (CliOffice *office, gconstpointer data)
{
  g_autofree char *deal
      = cli_get (&office->a, "new", "deal", "title=Engine", "stage=Lead", "value=100 EUR", NULL);
  g_autofree char *n = NULL;
  yyjson_val *list;

  connect_both (office);
  g_assert_cmpint (cli_run (&office->a, "set", deal, "value=200 EUR", NULL), ==, 0);
  g_assert_cmpint (cli_run (&office->b, "set", deal, "value=300 EUR", NULL), ==, 0);
  sync_both (office);
  assert_same (office);
  assert_field (&office->b, deal, "value.amount", "200.00");
  list = cli_run_json (&office->b, "attention", NULL);
  g_assert_cmpuint (yyjson_arr_size (list), ==, 1);
  g_assert_cmpstr (cli_json_text (list, "0.code"), ==, "guard");
  g_assert_cmpstr (cli_json_text (list, "0.entity"), ==, "deal");
  g_assert_cmpstr (cli_json_text (list, "0.id"), ==, deal);
  g_assert_cmpstr (cli_json_text (list, "0.before.value.amount"), ==, "100.00");
  g_assert_cmpstr (cli_json_text (list, "0.mine.value.amount"), ==, "300.00");
  g_assert_cmpstr (cli_json_text (list, "0.theirs.value.amount"), ==, "200.00");
  g_assert_cmpint (cli_run (&office->b, "attention", "discard", "999", NULL), ==, 1);
  n = g_strdup_printf ("%" G_GINT64_FORMAT,
                       cli_json_number (cli_run_json (&office->b, "attention", NULL), "0.n"));
  g_assert_cmpint (cli_run (&office->b, "attention", "discard", n, NULL), ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (&office->b, "attention", NULL)), ==, 0);
}

static char *
dup_refused (CliTest *workspace)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          cli_json_number (cli_run_json (workspace, "attention", NULL), "0.n"));
}

/* Two amounts in turn, each refused as the other has changed it since: one is done again as it was,
 * the next with another value. */
static void
test_retry (CliOffice *office, gconstpointer data)
{
  g_autofree char *deal
      = cli_get (&office->a, "new", "deal", "title=Engine", "stage=Lead", "value=100 EUR", NULL);
  g_autofree char *n = NULL, *again = NULL;

  connect_both (office);
  g_assert_cmpint (cli_run (&office->a, "set", deal, "value=200 EUR", NULL), ==, 0);
  g_assert_cmpint (cli_run (&office->b, "set", deal, "value=300 EUR", NULL), ==, 0);
  sync_both (office);
  n = dup_refused (&office->b);
  g_assert_cmpint (cli_run (&office->b, "attention", "retry", "999", NULL), ==, 1);
  g_assert_cmpint (cli_run (&office->b, "attention", "retry", n, NULL), ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (&office->b, "attention", NULL)), ==, 0);
  g_assert_cmpint (cli_run (&office->a, "set", deal, "title=Loom", NULL), ==, 0);
  sync_both (office);
  sync_both (office);
  assert_same (office);
  assert_field (&office->a, deal, "value.amount", "300.00");

  g_assert_cmpint (cli_run (&office->a, "set", deal, "value=400 EUR", NULL), ==, 0);
  g_assert_cmpint (cli_run (&office->b, "set", deal, "value=500 EUR", NULL), ==, 0);
  sync_both (office);
  again = dup_refused (&office->b);
  g_assert_cmpint (cli_run (&office->b, "attention", "edit", again, NULL), ==, 2);
  g_assert_cmpint (cli_run (&office->b, "attention", "edit", again, "value=450 EUR", NULL), ==, 0);
  sync_both (office);
  sync_both (office);
  assert_same (office);
  assert_field (&office->a, deal, "value.amount", "450.00");
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (&office->b, "attention", NULL)), ==, 0);
}

/* What lost to a later edit is listed with both values, until somebody is done with it. */
static void
test_lost_edits_need_attention (CliOffice *office, gconstpointer data)
{
  g_autofree char *ada
      = cli_get (&office->a, "new", "contact", "first_name=Ada", "job_title=Analyst", NULL);
  g_autofree char *conflict = NULL, *lost = NULL, *won = NULL;
  yyjson_val *list;

  connect_both (office);
  g_assert_cmpint (cli_run (&office->a, "set", ada, "job_title=Early", NULL), ==, 0);
  g_assert_cmpint (cli_run (&office->b, "set", ada, "job_title=Late", NULL), ==, 0);
  sync_both (office);
  list = cli_run_json (&office->a, "attention", NULL);
  g_assert_cmpuint (yyjson_arr_size (list), ==, 1);
  g_assert_cmpstr (cli_json_text (list, "0.code"), ==, "lost");
  g_assert_cmpstr (cli_json_text (list, "0.id"), ==, ada);
  /* Which is the later one is up to the machine's clock. */
  lost = g_strdup (cli_json_text (list, "0.mine.job_title"));
  won = g_strdup (cli_json_text (list, "0.theirs.job_title"));
  g_assert_cmpstr (g_str_equal (won, "Late") ? "Early" : "Late", ==, lost);
  conflict = g_strdup (cli_json_text (list, "0.conflict"));
  g_assert_cmpint (cli_run (&office->a, "attention", "discard", ada, NULL), ==, 1);
  g_assert_cmpint (cli_run (&office->a, "attention", "discard", "Early", NULL), ==, 1);
  g_assert_cmpint (cli_run (&office->a, "attention", "discard", conflict, NULL), ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (&office->a, "attention", NULL)), ==, 0);
  sync_both (office);
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (&office->b, "attention", NULL)), ==, 0);
  assert_field (&office->a, ada, "job_title", won);
  assert_field (&office->b, ada, "job_title", won);
}

static void
test_undo_travels (CliOffice *office, gconstpointer data)
{
  g_autofree char *ada = NULL;

  connect_both (office);
  ada = cli_get (&office->a, "new", "contact", "first_name=Ada", NULL);
  sync_both (office);
  g_assert_cmpint (cli_run (&office->a, "undo", NULL), ==, 0);
  sync_both (office);
  assert_same (office);
  g_assert_cmpint (cli_json_number (cli_run_json (&office->b, "status", NULL), "counts.contact"),
                   ==, 0);
}

static void
test_refused_sign_in (CliOffice *office, gconstpointer data)
{
  yyjson_val *error;

  g_setenv ("KONTOR_PASSWORD", "not this one at all", TRUE);
  error = cli_run_json (&office->a, "connect", office->url, "anna@example.org", NULL);
  g_assert_cmpint (office->a.status, ==, 1);
  g_assert_cmpstr (cli_json_text (error, "error.code"), ==, "denied");
  g_setenv ("KONTOR_PASSWORD", CLI_PASSWORD, TRUE);
  error = cli_run_json (&office->a, "connect", "http://example.org", "anna@example.org", NULL);
  g_assert_cmpstr (cli_json_text (error, "error.code"), ==, "invalid");
  error = cli_run_json (&office->a, "connect", "http://127.0.0.1:1", "anna@example.org", NULL);
  g_assert_cmpstr (cli_json_text (error, "error.code"), ==, "offline");
  error = cli_run_json (&office->a, "sync", NULL);
  g_assert_cmpstr (cli_json_text (error, "error.code"), ==, "not-found");
  g_assert_cmpint (cli_run (&office->a, "connect", office->url, NULL), ==, 2);
}

static void
test_stays_with_its_server (CliOffice *office, gconstpointer data)
{
  yyjson_val *error;

  connect_both (office);
  error = cli_run_json (&office->a, "connect", office->url, "ben@example.org", NULL);
  g_assert_cmpstr (cli_json_text (error, "error.code"), ==, "conflict");
  cli_office_connect (office, &office->a, "anna@example.org");
  sync_both (office);
  assert_same (office);
}

static void
test_several_tenants (CliOffice *office, gconstpointer data)
{
  yyjson_val *error;

  cli_office_admin (office, "tenant", "add", "club", "--title", "The club", NULL);
  cli_office_admin (office, "member", "add", "club", "anna@example.org", "--name", "Anna", NULL);
  error = cli_run_json (&office->a, "connect", office->url, "anna@example.org", NULL);
  g_assert_cmpint (office->a.status, ==, 1);
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (error, "error.suggestions")), ==, 2);
  g_assert_cmpint (
      cli_run (&office->a, "connect", office->url, "anna@example.org", "--tenant", "club", NULL),
      ==, 0);
  sync_one (&office->a);
}

static void
test_secret_file (CliOffice *office, gconstpointer data)
{
  g_autofree char *path = g_strconcat (office->a.workspace, "-sign-in", NULL);
  g_autofree char *content = NULL;
  GStatBuf status;

  connect_both (office);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_null (strstr (content, CLI_PASSWORD));
}

/* Restored from a backup: it goes on as another device, and both end the same. */
static void
test_restored (CliOffice *office, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autofree char *id = NULL;
  gsize length;

  connect_both (office);
  g_assert_true (g_file_get_contents (office->a.workspace, &content, &length, NULL));
  id = cli_get (&office->a, "new", "contact", "first_name=Ada", NULL);
  sync_both (office);
  g_assert_true (g_file_set_contents (office->a.workspace, content, (gssize) length, NULL));
  g_free (cli_get (&office->a, "new", "contact", "first_name=Grace", NULL));
  sync_both (office);
  sync_both (office);
  assert_same (office);
  g_assert_cmpint (cli_json_number (cli_run_json (&office->a, "status", NULL), "counts.contact"),
                   ==, 2);
}

static GSubprocess *
start_watch (CliTest *workspace)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("KONTORCTL"), "--json",
                          "-w", workspace->workspace, "watch", NULL);

  g_assert_no_error (error);
  return process;
}

static void
wait_for_contacts (CliTest *workspace, gint64 count)
{
  gint64 patience = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (cli_json_number (cli_run_json (workspace, "status", NULL), "counts.contact") != count)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, patience);
      g_usleep (20000);
    }
}

/* What another process writes is sent, and what others send comes in, with nobody asking. */
static void
test_watch (CliOffice *office, gconstpointer data)
{
  g_autoptr (GSubprocess) a = NULL, b = NULL;

  connect_both (office);
  a = start_watch (&office->a);
  b = start_watch (&office->b);
  g_free (cli_get (&office->a, "new", "contact", "first_name=Ada", NULL));
  wait_for_contacts (&office->b, 1);
  g_free (cli_get (&office->b, "new", "contact", "first_name=Grace", NULL));
  wait_for_contacts (&office->a, 2);
  g_subprocess_send_signal (a, SIGINT);
  g_subprocess_send_signal (b, SIGTERM);
  g_assert_true (g_subprocess_wait_check (a, NULL, NULL));
  g_assert_true (g_subprocess_wait_check (b, NULL, NULL));
  assert_same (office);
}

/* A server that is killed in the middle has done all of a push or nothing. */
static void
test_killed (CliOffice *office, gconstpointer data)
{
  connect_both (office);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GSubprocess) watch = NULL;
      g_autofree char *name = g_strdup_printf ("first_name=%u", i);

      g_free (cli_get (&office->a, "new", "contact", name, NULL));
      watch = start_watch (&office->a);
      g_usleep (5000 * (gulong) i);
      g_subprocess_force_exit (office->process);
      g_subprocess_wait (office->process, NULL, NULL);
      g_clear_object (&office->process);
      g_subprocess_force_exit (watch);
      g_subprocess_wait (watch, NULL, NULL);
      cli_office_start (office);
    }
  sync_both (office);
  assert_same (office);
  g_assert_cmpint (cli_json_number (cli_run_json (&office->b, "status", NULL), "counts.contact"),
                   ==, 5);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, CliOffice, NULL, cli_office_set_up, test, cli_office_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl-sync/two-devices-end-the-same", test_two_devices);
  ADD ("/kontorctl-sync/offline-edits-meet-and-nothing-is-lost", test_offline_edits);
  ADD ("/kontorctl-sync/what-is-refused-needs-attention", test_attention);
  ADD ("/kontorctl-sync/what-was-outdone-needs-attention", test_lost_edits_need_attention);
  ADD ("/kontorctl-sync/what-was-refused-is-done-again-or-otherwise", test_retry);
  ADD ("/kontorctl-sync/undo-reaches-the-other-device", test_undo_travels);
  ADD ("/kontorctl-sync/sign-in-is-refused-with-its-reason", test_refused_sign_in);
  ADD ("/kontorctl-sync/workspace-stays-with-its-server", test_stays_with_its_server);
  ADD ("/kontorctl-sync/several-workspaces-are-offered", test_several_tenants);
  ADD ("/kontorctl-sync/sign-in-is-for-its-owner-alone", test_secret_file);
  ADD ("/kontorctl-sync/restored-file-goes-on", test_restored);
  ADD ("/kontorctl-sync/watch-sends-and-fetches-by-itself", test_watch);
  ADD ("/kontorctl-sync/killed-processes-lose-nothing", test_killed);
  return g_test_run ();
}
