/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontord-process.h"

#include <string.h>

static void
check (KontordProcess *process, const char *command, const char *password, int status)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  int real = kontord_process_run (process, command, password, &out, &err);

  g_test_message ("%s: %d %s%s", command, real, out, err);
  g_assert_cmpint (real, ==, status);
  if (status != 0 && strstr (command, "--json") == NULL)
    {
      g_assert_cmpstr (out, ==, "");
      g_assert_cmpstr (err, !=, "");
    }
}

static void
check_output (KontordProcess *process, const char *command, const char *password, const char *part)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (kontord_process_run (process, command, password, &out, &err), ==, 0);
  g_test_message ("%s: %s", command, out);
  g_assert_nonnull (strstr (out, part));
}

static void
test_usage (KontordProcess *process, gconstpointer data)
{
  static const char *const commands[] = {
    "",
    "nonsense",
    "tenant",
    "tenant|remove|acme",
    "tenant|add",
    "tenant|add|a|b",
    "tenant|add|a|--colour|red",
    "tenant|list|extra",
    "member|add|acme",
    "member|add|acme|bob@example.org",
    "member|add|acme|bob@example.org|--name|Bob|--role|king",
    "member|list",
    "serve|extra",
    "serve|--log|loud",
    "serve|--certificate|x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    check (process, commands[i], TEST_PASSWORD, 2);
}

static void
test_help (KontordProcess *process, gconstpointer data)
{
  check_output (process, "--help", NULL, "kontord member add TENANT EMAIL --name NAME");
}

static void
test_refused (KontordProcess *process, gconstpointer data)
{
  check (process, "tenant|add|acme", NULL, 1);
  check (process, "tenant|add|Not A Name", NULL, 1);
  check (process, "tenant|add|../../etc", NULL, 1);
  check (process, "member|add|nobody|bob@example.org|--name|Bob", TEST_PASSWORD, 1);
  check (process, "member|add|acme|ada@example.org|--name|Ada", TEST_PASSWORD, 1);
  check (process, "member|add|acme|no address|--name|Ada", TEST_PASSWORD, 1);
  check (process, "member|add|acme|bob@example.org|--name|", TEST_PASSWORD, 1);
  check (process, "member|list|nobody", NULL, 1);
  check (process, "member|disable|acme|nobody@example.org", NULL, 1);
  check (process, "member|password|nobody@example.org", TEST_PASSWORD, 1);
  check (process, "serve|--listen|127.0.0.1:0", NULL, 1);
  check (process, "serve|--listen|nonsense", NULL, 1);
  check (process, "serve|--listen|0.0.0.0:0", NULL, 1);
}

static void
test_weak_passwords (KontordProcess *process, gconstpointer data)
{
  static const char *const passwords[]
      = { "", "short", "password123", "bob@example.org", "bbbbbbbbbbbb" };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++)
    check (process, "member|add|acme|bob@example.org|--name|Bob", passwords[i], 1);
  check_output (process, "member|add|acme|bob@example.org|--name|Bob", "one good passphrase\n",
                "bob@example.org may sign in to acme as member.");
}

static void
test_json (KontordProcess *process, gconstpointer data)
{
  check_output (process, "tenant|list|--json", NULL,
                "[{\"tenant\":\"acme\",\"title\":\"Acme Ltd\",\"members\":1},"
                "{\"tenant\":\"zeta\",\"title\":\"zeta\",\"members\":1}]");
  check_output (process, "tenant|add|new|--title|A \"new\" one|--json", NULL,
                "{\"tenant\":\"new\",\"title\":\"A \\\"new\\\" one\"}");
  check_output (process, "member|list|zeta|--json", NULL,
                "\"role\":\"admin\",\"disabled\":false}]");
}

static void
test_json_error (KontordProcess *process, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (kontord_process_run (process, "tenant|add|acme|--json", NULL, &out, &err), ==,
                   1);
  g_assert_true (g_str_has_prefix (out, "{\"error\":{\"message\":\""));
}

static void
test_second_tenant (KontordProcess *process, gconstpointer data)
{
  check_output (process, "member|add|zeta|ada@example.org|--name|Ada", NULL,
                "The account was there before; its password stays.");
}

/* What is done beside a running server counts there at once. */
static void
test_beside_a_server (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) bob = { 0 };
  g_autoptr (HttpAnswer) refused = NULL;
  g_autoptr (HttpAnswer) login = NULL;

  check_output (process, "tenant|add|later", NULL, "Workspace later is ready.");
  check_output (process, "member|add|later|bob@example.org|--name|Bob", TEST_PASSWORD, "bob@");
  kontord_process_sign_in (process, "bob@example.org", &bob);
  g_assert_cmpstr (bob.tenant, ==, "later");
  {
    g_autofree char *page = kontord_process_pull (process, &bob);

    g_assert_nonnull (strstr (page, "\"Bob\",\"bob@example.org\""));
  }
  check_output (process, "member|disable|later|bob@example.org", NULL, "can no longer sign in");
  refused = http_exchange (process->port, "GET", "/v1/later/pull", bob.access, NULL);
  g_assert_cmpint (refused->status, ==, 401);
  check_output (process, "member|enable|later|bob@example.org", NULL, "can sign in");
  check_output (process, "member|password|bob@example.org", "another passphrase\n", "new password");
  login = http_exchange (process->port, "POST", "/v1/login", NULL,
                         "{\"email\":\"bob@example.org\",\"password\":\"another passphrase\"}");
  g_assert_cmpint (login->status, ==, 200);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontordProcess, NULL, kontord_process_set_up, test, kontord_process_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/command-line/mistakes-are-told-with-2", test_usage);
  ADD ("/command-line/help-is-no-mistake", test_help);
  ADD ("/command-line/refusals-are-told-with-1", test_refused);
  ADD ("/command-line/weak-passwords-are-refused", test_weak_passwords);
  ADD ("/command-line/json-is-one-value", test_json);
  ADD ("/command-line/json-tells-refusals-too", test_json_error);
  ADD ("/command-line/an-account-may-belong-to-several", test_second_tenant);
  ADD ("/command-line/works-beside-a-running-server", test_beside_a_server);
  return g_test_run ();
}
