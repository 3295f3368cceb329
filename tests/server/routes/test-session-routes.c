/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-server.h"

#include "accounts/kontord-accounts.h"
#include "accounts/kontord-token.h"

#include <string.h>

#define INSTALLATION "0198a000-0000-7000-8000-00000000abcd"

static void
check (HttpAnswer *answer, guint status, const char *code)
{
  g_assert_cmpint (answer->status, ==, status);
  if (code != NULL)
    g_assert_true (http_answer_has_code (answer, code));
}

static void
check_login (TestServer *server, const char *body, guint status, const char *code)
{
  g_autoptr (HttpAnswer) answer = test_server_post (server, "/v1/login", NULL, body);

  check (answer, status, code);
}

static gboolean
can_pull (TestServer *server, const TestGrant *grant)
{
  g_autofree char *target = g_strdup_printf ("/v1/%s/pull", grant->tenant);
  g_autoptr (HttpAnswer) answer = test_server_get (server, target, grant->access);

  g_assert_true (answer->status == 200 || answer->status == 401);
  return answer->status == 200;
}

static void
test_login (TestServer *server, gconstpointer data)
{
  g_autoptr (HttpAnswer) answer = test_server_post (
      server, "/v1/login", NULL,
      "{\"email\":\"Ada@Example.org\",\"password\":\"" TEST_PASSWORD "\",\"tenant\":\"acme\","
      "\"device\":{\"name\":\"Laptop\",\"id\":\"" INSTALLATION "\"},\"newer\":{\"a\":[1]}}");
  g_auto (TestGrant) grant = { 0 };
  g_autofree char *expires = test_answer_dup_member (answer, "expires");
  g_autofree char *role = test_answer_dup_member (answer, "role");
  KontorId member;

  g_assert_true (test_grant_read (&grant, answer));
  g_assert_cmpstr (grant.tenant, ==, "acme");
  g_assert_cmpint (grant.device, ==, 1);
  g_assert_cmpint (strlen (grant.epoch), ==, 32);
  g_assert_true (kontor_id_from_text (&member, grant.member));
  g_assert_cmpstr (expires, ==, "900");
  g_assert_cmpstr (role, ==, "member");
  g_assert_true (can_pull (server, &grant));
}

static void
test_only_tenant (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) grant = { 0 };

  test_server_sign_in (server, "eve@example.org", NULL, &grant);
  g_assert_cmpstr (grant.tenant, ==, "zeta");
}

static void
test_several_tenants (TestServer *server, gconstpointer data)
{
  g_autoptr (HttpAnswer) answer
      = test_server_post (server, "/v1/login", NULL,
                          "{\"email\":\"both@example.org\",\"password\":\"" TEST_PASSWORD "\"}");
  g_autofree char *text = http_answer_dup_text (answer);
  g_auto (TestGrant) grant = { 0 };

  check (answer, 409, "tenant");
  g_assert_nonnull (strstr (text, "\"tenants\":[{\"name\":\"acme\",\"title\":\"Title\"},"
                                  "{\"name\":\"zeta\",\"title\":\"Title\"}]"));
  test_server_sign_in (server, "both@example.org", "zeta", &grant);
  g_assert_cmpstr (grant.tenant, ==, "zeta");
}

/* Nothing tells an account that is not there from a wrong password. */
static void
test_wrong_credentials (TestServer *server, gconstpointer data)
{
  g_autoptr (HttpAnswer) wrong = test_server_post (
      server, "/v1/login", NULL, "{\"email\":\"ada@example.org\",\"password\":\"wrong one\"}");
  g_autoptr (HttpAnswer) nobody = test_server_post (
      server, "/v1/login", NULL, "{\"email\":\"nobody@example.org\",\"password\":\"wrong one\"}");
  g_autofree char *wrong_text = http_answer_dup_text (wrong);
  g_autofree char *nobody_text = http_answer_dup_text (nobody);

  check (wrong, 401, "credentials");
  check (nobody, 401, "credentials");
  g_assert_cmpstr (wrong_text, ==, nobody_text);
}

/* Nor a tenant that is somebody else's from none, or the tenants from who has no password. */
static void
test_foreign_tenant (TestServer *server, gconstpointer data)
{
  g_autoptr (HttpAnswer) foreign = test_server_post (
      server, "/v1/login", NULL,
      "{\"email\":\"ada@example.org\",\"password\":\"" TEST_PASSWORD "\",\"tenant\":\"zeta\"}");
  g_autoptr (HttpAnswer) none = test_server_post (
      server, "/v1/login", NULL,
      "{\"email\":\"ada@example.org\",\"password\":\"" TEST_PASSWORD "\",\"tenant\":\"nobody\"}");
  g_autofree char *foreign_text = http_answer_dup_text (foreign);
  g_autofree char *none_text = http_answer_dup_text (none);

  check (foreign, 403, "denied");
  check (none, 403, "denied");
  g_assert_cmpstr (foreign_text, ==, none_text);
  check_login (server, "{\"email\":\"both@example.org\",\"password\":\"wrong one\"}", 401,
               "credentials");
}

static void
test_bad_bodies (TestServer *server, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (KONTORD_MAX_DEVICE_NAME + 1, 'x');
  g_autofree char *long_password = g_strnfill (KONTORD_MAX_PASSWORD + 1, 'x');
  g_autofree char *with_name = g_strdup_printf (
      "{\"email\":\"a@b\",\"password\":\"12345678\",\"device\":{\"name\":\"%s\"}}", long_name);
  g_autofree char *with_password
      = g_strdup_printf ("{\"email\":\"a@b\",\"password\":\"%s\"}", long_password);
  const char *const bodies[] = {
    "",
    "{",
    "[]",
    "null",
    "\"text\"",
    "{}",
    "{\"email\":\"a@b\"}",
    "{\"password\":\"12345678\"}",
    "{\"email\":1,\"password\":\"12345678\"}",
    "{\"email\":\"a@b\",\"password\":[]}",
    "{\"email\":\"no address\",\"password\":\"12345678\"}",
    "{\"email\":\"a@b\",\"password\":\"1234\\u00005678\"}",
    "{\"email\":\"a@b\",\"password\":\"12345678\",\"tenant\":5}",
    "{\"email\":\"a@b\",\"password\":\"12345678\",\"device\":[]}",
    "{\"email\":\"a@b\",\"password\":\"12345678\",\"device\":{\"id\":\"x\"}}",
    "{\"email\":\"a@b\",\"password\":\"12345678\"} trailing",
    "{\"email\":\"a@b\",\"password\":\"\xff\xff\xff\xff\xff\xff\xff\xff\"}",
    with_name,
    with_password,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    check_login (server, bodies[i], 400, "invalid");
}

static void
test_deep_body (TestServer *server, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (10000, '[');

  check_login (server, deep, 400, "invalid");
}

static void
test_large_body (TestServer *server, gconstpointer data)
{
  g_autofree char *large = g_strnfill (16 * 1024 + 1, ' ');

  check_login (server, large, 413, "large");
}

static void
test_throttles (TestServer *server, gconstpointer data)
{
  static const char wrong[] = "{\"email\":\"ada@example.org\",\"password\":\"wrong one\"}";
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 5; i++)
    check_login (server, wrong, 401, "credentials");
  answer = test_server_post (server, "/v1/login", NULL, wrong);
  check (answer, 429, "busy");
  seconds = http_answer_dup_field (answer, "retry-after");
  text = http_answer_dup_text (answer);
  g_assert_cmpstr (seconds, ==, "1");
  g_assert_nonnull (strstr (text, "\"retry\":1"));
  /* the right password has to wait too, or guessing went on; another account has not */
  check_login (server, "{\"email\":\"ada@example.org\",\"password\":\"" TEST_PASSWORD "\"}", 429,
               "busy");
  check_login (server, "{\"email\":\"eve@example.org\",\"password\":\"" TEST_PASSWORD "\"}", 200,
               NULL);
}

static void
test_success_forgives (TestServer *server, gconstpointer data)
{
  for (int round = 0; round < 3; round++)
    {
      for (int i = 0; i < 4; i++)
        check_login (server, "{\"email\":\"ada@example.org\",\"password\":\"wrong one\"}", 401,
                     "credentials");
      check_login (server, "{\"email\":\"ada@example.org\",\"password\":\"" TEST_PASSWORD "\"}",
                   200, NULL);
    }
}

/* Many accounts tried from one address: that address waits in the end. */
static void
test_spraying (TestServer *server, gconstpointer data)
{
  guint status = 0;
  int i;

  for (i = 0; i < 60 && status != 429; i++)
    {
      g_autofree char *body
          = g_strdup_printf ("{\"email\":\"user%d@example.org\",\"password\":\"12345678\"}", i);
      g_autoptr (HttpAnswer) answer = test_server_post (server, "/v1/login", NULL, body);

      status = answer->status;
    }
  g_assert_cmpint (status, ==, 429);
  g_assert_cmpint (i, >, 40);
}

static void
test_expired (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) grant = { 0 };

  test_server_sign_in (server, "ada@example.org", NULL, &grant);
  test_server_advance (server, KONTORD_ACCESS_TIME - 1);
  g_assert_true (can_pull (server, &grant));
  test_server_advance (server, 1);
  g_assert_false (can_pull (server, &grant));
}

static HttpAnswer *
refresh (TestServer *server, const char *token)
{
  g_autofree char *body = g_strdup_printf ("{\"refresh\":\"%s\"}", token);

  return test_server_post (server, "/v1/refresh", NULL, body);
}

static void
test_refresh (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) first = { 0 }, second = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &first);
  test_server_advance (server, KONTORD_ACCESS_TIME);
  answer = refresh (server, first.refresh);
  g_assert_true (test_grant_read (&second, answer));
  g_assert_cmpint (second.device, ==, first.device);
  g_assert_cmpstr (second.epoch, ==, first.epoch);
  g_assert_true (can_pull (server, &second));
}

static void
test_replayed_refresh (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) first = { 0 }, second = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;
  g_autoptr (HttpAnswer) replay = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &first);
  answer = refresh (server, first.refresh);
  g_assert_true (test_grant_read (&second, answer));
  g_assert_true (can_pull (server, &second));
  replay = refresh (server, first.refresh);
  check (replay, 401, "token");
  g_assert_false (can_pull (server, &second));
}

static void
test_bad_refresh (TestServer *server, gconstpointer data)
{
  static const char *const bodies[]
      = { "{}", "{\"refresh\":5}", "{\"refresh\":null}", "nothing", "" };
  g_auto (TestGrant) grant = { 0 };
  g_autoptr (HttpAnswer) access = NULL;
  g_autoptr (HttpAnswer) noise = refresh (server, "kr_nonsense");

  check (noise, 401, "token");
  test_server_sign_in (server, "ada@example.org", NULL, &grant);
  access = refresh (server, grant.access);
  check (access, 401, "token");
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (HttpAnswer) answer = test_server_post (server, "/v1/refresh", NULL, bodies[i]);

      check (answer, 400, "invalid");
    }
}

static void
test_logout (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) grant = { 0 };
  g_autoptr (HttpAnswer) out = NULL;
  g_autoptr (HttpAnswer) again = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &grant);
  out = test_server_post (server, "/v1/logout", grant.access, "");
  g_assert_cmpint (out->status, ==, 204);
  g_assert_false (can_pull (server, &grant));
  again = refresh (server, grant.refresh);
  check (again, 401, "token");
}

static void
test_same_installation (TestServer *server, gconstpointer data)
{
  static const char body[] = "{\"email\":\"ada@example.org\",\"password\":\"" TEST_PASSWORD "\","
                             "\"device\":{\"id\":\"" INSTALLATION "\"}}";
  g_autoptr (HttpAnswer) first = test_server_post (server, "/v1/login", NULL, body);
  g_auto (TestGrant) grant = { 0 }, other = { 0 }, again = { 0 };
  g_autoptr (HttpAnswer) second = NULL;

  g_assert_true (test_grant_read (&grant, first));
  test_server_sign_in (server, "ada@example.org", NULL, &other);
  test_server_restart (server);
  second = test_server_post (server, "/v1/login", NULL, body);
  g_assert_true (test_grant_read (&again, second));
  g_assert_cmpint (again.device, ==, grant.device);
  g_assert_cmpint (other.device, !=, grant.device);
}

static void
test_new_device (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) grant = { 0 }, copy = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;
  g_autoptr (HttpAnswer) foreign = NULL;
  g_autoptr (HttpAnswer) bad = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &grant);
  answer = test_server_post (server, "/v1/acme/device", grant.access, "{\"name\":\"Copy\"}");
  g_assert_true (test_grant_read (&copy, answer));
  g_assert_cmpint (copy.device, !=, grant.device);
  g_assert_cmpstr (copy.member, ==, grant.member);
  g_assert_true (can_pull (server, &grant));
  g_assert_true (can_pull (server, &copy));
  foreign = test_server_post (server, "/v1/zeta/device", grant.access, "{\"name\":\"Copy\"}");
  check (foreign, 403, "denied");
  bad = test_server_post (server, "/v1/acme/device", grant.access, "{\"name\":5}");
  check (bad, 400, "invalid");
}

/* A copy whose answer got lost asks again, and who signs in at it later is the same device still; the
 * workspace that it was copied from stays its own. */
static void
test_copy_is_one_device (TestServer *server, gconstpointer data)
{
  static const char body[] = "{\"name\":\"Copy\",\"id\":\"01980000-0000-7000-8000-0000000000c0\"}";
  g_auto (TestGrant) grant = { 0 }, lost = { 0 }, copy = { 0 }, later = { 0 };
  g_autoptr (HttpAnswer) first = NULL, second = NULL, third = NULL;
  g_autofree char *login
      = g_strdup_printf ("{\"email\":\"ada@example.org\",\"password\":\"" TEST_PASSWORD
                         "\",\"tenant\":\"acme\",\"device\":%s}",
                         body);

  test_server_sign_in (server, "ada@example.org", NULL, &grant);
  first = test_server_post (server, "/v1/acme/device", grant.access, body);
  g_assert_true (test_grant_read (&lost, first));
  second = test_server_post (server, "/v1/acme/device", grant.access, body);
  g_assert_true (test_grant_read (&copy, second));
  third = test_server_post (server, "/v1/login", NULL, login);
  g_assert_true (test_grant_read (&later, third));
  g_assert_cmpint (copy.device, ==, lost.device);
  g_assert_cmpint (later.device, ==, lost.device);
  g_assert_cmpint (copy.device, !=, grant.device);
  g_assert_true (can_pull (server, &grant));
}

static void
test_disabled (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) grant = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &grant);
  g_assert_true (can_pull (server, &grant));
  g_assert_true (kontord_accounts_set_disabled (server->service->control, "acme", "ada@example.org",
                                                TRUE, NULL));
  g_assert_false (can_pull (server, &grant));
  answer = refresh (server, grant.refresh);
  check (answer, 401, "token");
  check_login (server, "{\"email\":\"ada@example.org\",\"password\":\"" TEST_PASSWORD "\"}", 403,
               "denied");
}

static void
test_restart (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) grant = { 0 };

  test_server_sign_in (server, "ada@example.org", NULL, &grant);
  test_server_restart (server);
  g_assert_true (can_pull (server, &grant));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestServer, NULL, test_server_set_up, test, test_server_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/session-routes/a-login-gives-what-a-device-needs", test_login);
  ADD ("/session-routes/the-only-tenant-needs-no-name", test_only_tenant);
  ADD ("/session-routes/several-tenants-are-offered", test_several_tenants);
  ADD ("/session-routes/nobody-learns-who-has-an-account", test_wrong_credentials);
  ADD ("/session-routes/nobody-learns-which-tenants-there-are", test_foreign_tenant);
  ADD ("/session-routes/bodies-of-no-form-are-refused", test_bad_bodies);
  ADD ("/session-routes/a-deep-body-is-refused", test_deep_body);
  ADD ("/session-routes/a-large-body-is-refused", test_large_body);
  ADD ("/session-routes/guessing-is-slowed-down", test_throttles);
  ADD ("/session-routes/a-success-forgives-slips", test_success_forgives);
  ADD ("/session-routes/trying-many-accounts-is-slowed-down", test_spraying);
  ADD ("/session-routes/access-ends", test_expired);
  ADD ("/session-routes/refreshing-goes-on", test_refresh);
  ADD ("/session-routes/a-replayed-refresh-ends-the-sign-in", test_replayed_refresh);
  ADD ("/session-routes/what-is-no-refresh-token-is-refused", test_bad_refresh);
  ADD ("/session-routes/signing-out-ends-everything", test_logout);
  ADD ("/session-routes/the-same-installation-keeps-its-number", test_same_installation);
  ADD ("/session-routes/a-copy-becomes-a-device-of-its-own", test_new_device);
  ADD ("/session-routes/a-copy-is-one-device-however-often-it-asks", test_copy_is_one_device);
  ADD ("/session-routes/a-disabled-member-is-out-at-once", test_disabled);
  ADD ("/session-routes/a-restart-signs-nobody-out", test_restart);
  return g_test_run ();
}
