/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-server.h"

#include "accounts/kontord-accounts.h"
#include "sync/kontor-frame.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

static void
check (HttpAnswer *answer, guint status, const char *code)
{
  g_assert_cmpint (answer->status, ==, status);
  if (code != NULL)
    g_assert_true (http_answer_has_code (answer, code));
}

static HttpAnswer *
push_body (TestServer *server, const TestGrant *grant, const char *body)
{
  g_autofree char *target = g_strdup_printf ("/v1/%s/push", grant->tenant);

  return test_server_post (server, target, grant->access, body);
}

static HttpAnswer *
push (TestServer *server, const TestGrant *grant, gint64 from, const char *names)
{
  g_autofree char *body = test_grant_dup_push (grant, from, names);

  return push_body (server, grant, body);
}

static char *
pull (TestServer *server, const TestGrant *grant)
{
  g_autofree char *target = g_strdup_printf ("/v1/%s/pull", grant->tenant);
  g_autoptr (HttpAnswer) answer = test_server_get (server, target, grant->access);

  g_assert_cmpint (answer->status, ==, 200);
  return http_answer_dup_text (answer);
}

static void
test_there_and_back (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 }, both = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *verdicts = NULL;
  g_autofree char *page = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  test_server_sign_in (server, "both@example.org", "acme", &both);
  answer = push (server, &ada, 1, "Acme|Byron & Co");
  verdicts = http_answer_dup_text (answer);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_nonnull (strstr (verdicts, "{\"n\":1,\"to\":2,\"st\":\"ok\","));
  page = pull (server, &both);
  g_assert_nonnull (strstr (page, "\"Byron & Co\""));
  g_assert_nonnull (strstr (page, ada.member));
}

static void
test_packed (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *head = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *type = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  text = test_grant_dup_push (&ada, 1, "Acme");
  plain = g_bytes_new (text, strlen (text));
  packed = kontor_frame_compress (plain);
  head = g_strdup_printf ("POST /v1/acme/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                          "Content-Encoding: zstd\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          ada.access, g_bytes_get_size (packed));
  http_client_send (client, head);
  http_client_send_bytes (client, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  answer = http_client_receive (client);
  type = http_answer_dup_field (answer, "content-type");
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (type, ==, "application/x-ndjson");
}

static void
test_gap_is_told (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *text = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  answer = push (server, &ada, 5, "Acme");
  check (answer, 409, "gap");
  text = http_answer_dup_text (answer);
  g_assert_nonnull (strstr (text, "\"expected\":1}"));
}

static void
test_fork_is_told (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) first = NULL;
  g_autoptr (HttpAnswer) other = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  first = push (server, &ada, 1, "Acme");
  other = push (server, &ada, 1, "Another");
  check (other, 409, "forked");
}

static void
test_epoch_is_told (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  ada.epoch[0] = ada.epoch[0] == 'a' ? 'b' : 'a';
  answer = push (server, &ada, 1, "Acme");
  check (answer, 409, "epoch");
}

static void
test_foreign_device (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  ada.device++;
  answer = push (server, &ada, 1, "Acme");
  check (answer, 403, "denied");
}

static void
test_other_protocol (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  answer = push_body (server, &ada, "{\"proto\":99}\n");
  check (answer, 409, "schema");
}

static void
test_bad_pushes (TestServer *server, gconstpointer data)
{
  static const char *const bodies[] = {
    "",
    "\n",
    "{}\n",
    "nothing\n",
    "{\"proto\":1}\n",
    "{\"proto\":1,\"schema\":1,\"dev\":1,\"epoch\":\"x\",\"from\":1,\"ack\":0}\n",
    "{\"proto\":1,\"schema\":1,\"dev\":-1,\"epoch\":\"0123456789abcdef0123456789abcdef\",\"from\":"
    "1,"
    "\"ack\":0}\n",
    "{\"proto\":1,\"schema\":1,\"dev\":1,\"epoch\":\"0123456789abcdef0123456789abcdef\",\"from\":0,"
    "\"ack\":0}\n",
    "{\"proto\":1,\"schema\":1,\"dev\":1,\"epoch\":\"0123456789abcdef0123456789abcdef\",\"from\":1,"
    "\"ack\":5}\n",
    "\xff\xfe",
  };
  g_auto (TestGrant) ada = { 0 };

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (HttpAnswer) answer = push_body (server, &ada, bodies[i]);

      check (answer, 400, "invalid");
    }
}

/* One too many; the same with the last one left out is taken. */
static void
test_too_many_operations (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (GString) names = g_string_new ("x");
  g_autoptr (HttpAnswer) refused = NULL;
  g_autoptr (HttpAnswer) taken = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  for (int i = 1; i < KONTOR_SYNC_MAX_OPERATIONS; i++)
    g_string_append (names, "|x");
  taken = push (server, &ada, 1, names->str);
  g_assert_cmpint (taken->status, ==, 200);
  g_string_append (names, "|x");
  refused = push (server, &ada, KONTOR_SYNC_MAX_OPERATIONS + 1, names->str);
  check (refused, 413, "large");
}

static void
test_too_large_batch (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autofree char *long_name = g_strnfill (3000, 'x');
  g_autoptr (GString) names = g_string_new (long_name);
  g_autoptr (HttpAnswer) answer = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  while (names->len < KONTOR_SYNC_MAX_BATCH)
    g_string_append_printf (names, "|%s", long_name);
  answer = push (server, &ada, 1, names->str);
  check (answer, 413, "large");
}

static void
test_bomb (TestServer *server, gconstpointer data)
{
  gsize size = 64 * 1024 * 1024;
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (GBytes) spaces = g_bytes_new_take (memset (g_malloc (size), ' ', size), size);
  g_autoptr (GBytes) packed = kontor_frame_compress (spaces);
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *head = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  head = g_strdup_printf ("POST /v1/acme/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                          "Content-Encoding: zstd\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          ada.access, g_bytes_get_size (packed));
  http_client_send (client, head);
  http_client_send_bytes (client, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  answer = http_client_receive (client);
  check (answer, 413, "large");
}

static void
test_viewer (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) vera = { 0 };
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *verdicts = NULL;
  g_autofree char *page = NULL;

  test_server_sign_in (server, "vera@example.org", NULL, &vera);
  answer = push (server, &vera, 1, "Acme");
  g_assert_cmpint (answer->status, ==, 200);
  verdicts = http_answer_dup_text (answer);
  g_assert_nonnull (strstr (verdicts, "\"code\":\"perm\""));
  page = pull (server, &vera);
  g_assert_null (strstr (page, "Acme"));
}

/* Whatever eve of zeta asks of acme, she learns nothing of it, not even that it is there. */
static void
test_confidential (TestServer *server, gconstpointer data)
{
  static const char *const targets[]
      = { "/v1/acme/pull", "/v1/acme/pull?max=0", "/v1/acme/live?since=0", "/v1/acme/live" };
  g_auto (TestGrant) ada = { 0 }, eve = { 0 };
  g_autoptr (HttpAnswer) pushed = NULL;
  g_autoptr (HttpAnswer) stolen = NULL;
  g_autofree char *body = NULL;
  g_autofree char *page = NULL;
  g_autofree char *epoch = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  pushed = push (server, &ada, 1, "Secret of acme");
  test_server_sign_in (server, "eve@example.org", NULL, &eve);
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *none = g_strdup (targets[i]);
      g_autoptr (HttpAnswer) foreign = test_server_get (server, targets[i], eve.access);
      g_autoptr (HttpAnswer) nowhere = NULL;
      g_autofree char *foreign_text = http_answer_dup_text (foreign);
      g_autofree char *nowhere_text = NULL;

      memcpy (strstr (none, "acme"), "none", 4);
      nowhere = test_server_get (server, none, eve.access);
      nowhere_text = http_answer_dup_text (nowhere);
      check (foreign, 403, "denied");
      g_assert_cmpstr (foreign_text, ==, nowhere_text);
      g_assert_cmpint (nowhere->status, ==, 403);
    }
  /* acme's epoch, device and record ids do not help her either */
  epoch = g_strdup (eve.epoch);
  memcpy (eve.epoch, ada.epoch, strlen (epoch));
  body = test_grant_dup_push (&eve, 1, "x");
  stolen = test_server_post (server, "/v1/acme/push", eve.access, body);
  check (stolen, 403, "denied");
  memcpy (eve.epoch, epoch, strlen (epoch));
  page = pull (server, &eve);
  g_assert_null (strstr (page, "Secret"));
}

/* The record of another tenant is not there: the answer to an edit of it has no row. */
static void
test_foreign_record (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 }, eve = { 0 };
  g_autoptr (HttpAnswer) pushed = NULL;
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  pushed = push (server, &ada, 1, "Secret of acme");
  test_server_sign_in (server, "eve@example.org", NULL, &eve);
  body = g_strdup_printf (
      "{\"proto\":1,\"schema\":1,\"dev\":%u,\"epoch\":\"%s\",\"from\":1,\"ack\":0}\n"
      "{\"n\":1,\"g\":1,\"h\":\"019b2c7a12340000\",\"t\":\"company\","
      "\"id\":\"0198a000-0000-7000-8000-%06x%06x\",\"b\":{\"1\":1},\"f\":{\"1\":\"Mine\"}}\n",
      eve.device, eve.epoch, ada.device, 1u);
  answer = push_body (server, &eve, body);
  text = http_answer_dup_text (answer);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_nonnull (strstr (text, "\"code\":\"parent\"}"));
  g_assert_null (strstr (text, "Secret"));
}

static void
test_pull_parameters (TestServer *server, gconstpointer data)
{
  static const char *const bad[]
      = { "max=0", "max=5001", "max=x", "max=-1", "max=", "max=1.5", "max=99999999999999999999" };
  g_auto (TestGrant) ada = { 0 };
  g_autofree char *long_cursor = g_strnfill (KONTOR_SYNC_MAX_CURSOR + 1, 'x');
  g_autofree char *long_target = g_strconcat ("/v1/acme/pull?c=", long_cursor, NULL);
  g_autoptr (HttpAnswer) most = NULL;
  g_autoptr (HttpAnswer) cursor = NULL;
  g_autoptr (HttpAnswer) longer = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *target = g_strconcat ("/v1/acme/pull?", bad[i], NULL);
      g_autoptr (HttpAnswer) answer = test_server_get (server, target, ada.access);

      check (answer, 400, "invalid");
    }
  most = test_server_get (server, "/v1/acme/pull?max=5000", ada.access);
  g_assert_cmpint (most->status, ==, 200);
  cursor = test_server_get (server, "/v1/acme/pull?c=nonsense", ada.access);
  check (cursor, 410, "cursor");
  longer = test_server_get (server, long_target, ada.access);
  check (longer, 400, "invalid");
}

static void
test_live_at_once (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) pushed = NULL;
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *seq = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  pushed = push (server, &ada, 1, "Acme");
  answer = test_server_get (server, "/v1/acme/live?since=0", ada.access);
  g_assert_cmpint (answer->status, ==, 200);
  seq = test_answer_dup_member (answer, "seq");
  g_assert_cmpint (g_ascii_strtoll (seq, NULL, 10), >, 0);
}

static gint64
read_seq (TestServer *server, const char *tenant)
{
  KontordTenantState state;

  g_assert_true (kontord_storage_get_state (server->service->storage, tenant, &state, NULL));
  return state.seq;
}

static void
wait_parked (TestServer *server, guint n)
{
  for (int i = 0; i < 1000 && kontord_live_get_n_parked (server->service->live) != n; i++)
    g_usleep (5000);
  g_assert_cmpint (kontord_live_get_n_parked (server->service->live), ==, n);
}

static void
send_live (HttpClient *client, const TestGrant *grant, gint64 since)
{
  g_autofree char *request
      = g_strdup_printf ("GET /v1/%s/live?since=%" G_GINT64_FORMAT " HTTP/1.1\r\nHost: a\r\n"
                         "Authorization: Bearer %s\r\n\r\n",
                         grant->tenant, since, grant->access);

  http_client_send (client, request);
}

/* Poked by a push of the same tenant, and only of that. */
static void
test_live_waits (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 }, both = { 0 }, eve = { 0 };
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autoptr (HttpClient) other = http_client_new (server->port);
  g_autoptr (HttpAnswer) elsewhere = NULL;
  g_autoptr (HttpAnswer) pushed = NULL;
  g_autoptr (HttpAnswer) poke = NULL;
  gint64 before = read_seq (server, "acme");
  g_autofree char *seq = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  test_server_sign_in (server, "both@example.org", "acme", &both);
  test_server_sign_in (server, "eve@example.org", NULL, &eve);
  send_live (client, &both, before);
  send_live (other, &eve, read_seq (server, "zeta") + 1);
  wait_parked (server, 2);
  elsewhere = push (server, &eve, 1, "Zeta");
  wait_parked (server, 2);
  pushed = push (server, &ada, 1, "Acme");
  poke = http_client_receive (client);
  g_assert_cmpint (poke->status, ==, 200);
  seq = test_answer_dup_member (poke, "seq");
  g_assert_cmpint (g_ascii_strtoll (seq, NULL, 10), ==, before + 1);
  wait_parked (server, 1);
}

static void
test_live_at_the_end (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autoptr (HttpAnswer) answer = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  send_live (client, &ada, 1000);
  wait_parked (server, 1);
  test_server_restart (server);
  answer = http_client_receive (client);
  check (answer, 503, "busy");
}

static void
test_disabled_while_syncing (TestServer *server, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) first = NULL;
  g_autoptr (HttpAnswer) refused = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  first = push (server, &ada, 1, "Acme");
  g_assert_true (kontord_accounts_set_disabled (server->service->control, "acme", "ada@example.org",
                                                TRUE, NULL));
  refused = push (server, &ada, 2, "Byron");
  check (refused, 401, "token");
}

/* The disk is full, or another program holds the file: nothing is done, and nothing consumed. */
static void
test_trouble_consumes_nothing (TestServer *server, gconstpointer data)
{
  g_autofree char *path = g_build_filename (server->folder, "tenants", "acme.db", NULL);
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) busy = NULL;
  g_autoptr (HttpAnswer) later = NULL;
  g_autoptr (KontorDatabase) other = NULL;

  test_server_sign_in (server, "ada@example.org", NULL, &ada);
  other = kontor_database_open (path, 0, NULL);
  g_assert_true (kontor_database_begin (other, NULL));
  busy = push (server, &ada, 1, "Acme");
  check (busy, 503, "busy");
  kontor_database_rollback (other);
  later = push (server, &ada, 1, "Acme");
  g_assert_cmpint (later->status, ==, 200);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestServer, NULL, test_server_set_up, test, test_server_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sync-routes/what-one-pushes-another-pulls", test_there_and_back);
  ADD ("/sync-routes/a-push-may-be-compressed", test_packed);
  ADD ("/sync-routes/a-gap-is-told-with-what-is-expected", test_gap_is_told);
  ADD ("/sync-routes/a-fork-is-told", test_fork_is_told);
  ADD ("/sync-routes/another-epoch-is-told", test_epoch_is_told);
  ADD ("/sync-routes/a-device-pushes-as-itself-only", test_foreign_device);
  ADD ("/sync-routes/another-protocol-is-told", test_other_protocol);
  ADD ("/sync-routes/what-is-no-push-is-refused", test_bad_pushes);
  ADD ("/sync-routes/a-push-of-too-many-is-refused", test_too_many_operations);
  ADD ("/sync-routes/a-batch-of-too-many-bytes-is-refused", test_too_large_batch);
  ADD ("/sync-routes/a-bomb-is-refused", test_bomb);
  ADD ("/sync-routes/a-viewer-changes-nothing", test_viewer);
  ADD ("/sync-routes/a-tenant-is-closed-to-others", test_confidential);
  ADD ("/sync-routes/a-foreign-record-is-not-there", test_foreign_record);
  ADD ("/sync-routes/pages-have-a-size", test_pull_parameters);
  ADD ("/sync-routes/live-answers-at-once-where-there-is-news", test_live_at_once);
  ADD ("/sync-routes/live-waits-for-its-own-tenant", test_live_waits);
  ADD ("/sync-routes/live-ends-with-the-server", test_live_at_the_end);
  ADD ("/sync-routes/a-disabled-member-pushes-no-more", test_disabled_while_syncing);
  ADD ("/sync-routes/trouble-consumes-nothing", test_trouble_consumes_nothing);
  return g_test_run ();
}
