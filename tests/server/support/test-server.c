/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-server.h"

#include "support/temp-folder.h"

#include "accounts/kontord-accounts.h"
#include "http/kontord-limits.h"
#include "routes/kontord-routes.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

static gint64
read_time (KontorClock *clock)
{
  return __atomic_load_n (&((TestServerClock *) clock)->time, __ATOMIC_SEQ_CST);
}

static void
read_entropy (KontorClock *clock, guint8 *bytes, gsize length)
{
  kontor_clock_random (kontor_clock_system (), bytes, length);
}

void
test_server_advance (TestServer *self, gint64 milliseconds)
{
  __atomic_add_fetch (&self->clock.time, milliseconds, __ATOMIC_SEQ_CST);
}

static void
add_member (TestServer *self, const char *tenant, const char *email, KontordRole role)
{
  g_autofree char *digest
      = kontord_password_hash (TEST_PASSWORD, &kontord_password_least_cost, NULL);
  g_autoptr (GError) error = NULL;
  KontorId member;

  kontord_storage_enrol_member (self->service->storage, tenant, email, email, &member, &error);
  kontord_accounts_add_member (self->service->control, tenant, email, digest, &member, role,
                               &error);
  g_assert_no_error (error);
}

static void
fill (TestServer *self)
{
  static const char *const tenants[] = { "acme", "zeta" };

  for (gsize i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_assert_true (kontord_storage_create (self->service->storage, tenants[i], NULL));
      g_assert_true (
          kontord_accounts_add_tenant (self->service->control, tenants[i], "Title", NULL));
      add_member (self, tenants[i], "both@example.org", KONTORD_ROLE_MEMBER);
    }
  add_member (self, "acme", "ada@example.org", KONTORD_ROLE_MEMBER);
  add_member (self, "acme", "vera@example.org", KONTORD_ROLE_VIEWER);
  add_member (self, "zeta", "eve@example.org", KONTORD_ROLE_ADMIN);
}

static gpointer
run_ticks (gpointer data)
{
  TestServer *self = data;

  while (!g_atomic_int_get (&self->is_stopping))
    {
      kontord_engine_tick (self->engine);
      kontord_service_tick (self->service);
      g_usleep (20000);
    }
  return NULL;
}

static void
open_service (TestServer *self)
{
  g_autoptr (GError) error = NULL;

  self->service = kontord_service_open (self->folder, &kontord_password_least_cost,
                                        &self->clock.parent, self->log, &error);
  g_assert_no_error (error);
}

static void
start (TestServer *self)
{
  g_autoptr (GError) error = NULL;
  KontordEngineOptions options = {
    .routes = kontord_routes,
    .n_routes = kontord_n_routes,
    .service = self->service,
    .authenticate = kontord_service_authenticate,
    .log = self->log,
  };
  KontordAddress address;

  g_assert_true (kontord_address_parse (&address, "127.0.0.1:0", &error));
  self->engine = kontord_engine_new (&options, &address, &error);
  g_assert_no_error (error);
  self->port = ntohs (((struct sockaddr_in *) &address.address)->sin_port);
  self->is_stopping = FALSE;
  self->ticker = g_thread_new ("ticker", run_ticks, self);
}

static void
stop (TestServer *self)
{
  g_atomic_int_set (&self->is_stopping, TRUE);
  g_thread_join (self->ticker);
  kontord_engine_quiesce (self->engine);
  kontord_live_close (self->service->live);
  kontord_engine_free (self->engine);
  kontord_service_close (self->service);
}

void
test_server_set_up (TestServer *self, gconstpointer data)
{
  self->folder = temp_folder_new ();
  self->clock = (TestServerClock) { { read_time, read_entropy }, TEST_SERVER_START };
  self->log = kontord_log_new (-1, KONTORD_LOG_ERROR, &self->clock.parent);
  open_service (self);
  fill (self);
  start (self);
}

void
test_server_restart (TestServer *self)
{
  stop (self);
  open_service (self);
  start (self);
}

void
test_server_tear_down (TestServer *self, gconstpointer data)
{
  stop (self);
  kontord_log_free (self->log);
  temp_folder_remove (self->folder);
}

HttpAnswer *
test_server_post (TestServer *self, const char *target, const char *token, const char *body)
{
  return http_exchange (self->port, "POST", target, token, body);
}

HttpAnswer *
test_server_get (TestServer *self, const char *target, const char *token)
{
  return http_exchange (self->port, "GET", target, token, NULL);
}

void
test_grant_clear (TestGrant *self)
{
  g_clear_pointer (&self->access, g_free);
  g_clear_pointer (&self->refresh, g_free);
  g_clear_pointer (&self->tenant, g_free);
  g_clear_pointer (&self->epoch, g_free);
  g_clear_pointer (&self->member, g_free);
}

char *
test_answer_dup_member (const HttpAnswer *answer, const char *name)
{
  g_autofree char *text = http_answer_dup_text (answer);
  yyjson_doc *document = yyjson_read (text, strlen (text), 0);
  yyjson_val *value = yyjson_obj_get (yyjson_doc_get_root (document), name);
  char *member = NULL;

  if (yyjson_is_str (value))
    member = g_strdup (yyjson_get_str (value));
  else if (yyjson_is_int (value))
    member = g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (value));
  yyjson_doc_free (document);
  return member;
}

gboolean
test_grant_read (TestGrant *grant, const HttpAnswer *answer)
{
  g_autofree char *device = NULL;

  test_grant_clear (grant);
  if (answer->status != 200)
    return FALSE;
  grant->access = test_answer_dup_member (answer, "access");
  grant->refresh = test_answer_dup_member (answer, "refresh");
  grant->tenant = test_answer_dup_member (answer, "tenant");
  grant->epoch = test_answer_dup_member (answer, "epoch");
  grant->member = test_answer_dup_member (answer, "member");
  device = test_answer_dup_member (answer, "device");
  g_assert_nonnull (device);
  grant->device = g_ascii_strtoull (device, NULL, 10);
  return TRUE;
}

void
test_server_sign_in (TestServer *self, const char *email, const char *tenant, TestGrant *grant)
{
  g_autofree char *place = tenant != NULL ? g_strdup_printf (",\"tenant\":\"%s\"", tenant) : NULL;
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"%s}", email,
                                           TEST_PASSWORD, place != NULL ? place : "");
  g_autoptr (HttpAnswer) answer = test_server_post (self, "/v1/login", NULL, body);

  g_assert_true (test_grant_read (grant, answer));
}

char *
test_grant_dup_push (const TestGrant *grant, gint64 from, const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, "|", -1);
  GString *body = g_string_new (NULL);

  g_string_printf (body,
                   "{\"proto\":1,\"schema\":1,\"dev\":%u,\"epoch\":\"%s\","
                   "\"from\":%" G_GINT64_FORMAT ",\"ack\":%" G_GINT64_FORMAT "}\n"
                   "{\"t\":\"company\",\"tags\":[1]}\n",
                   grant->device, grant->epoch, from, from - 1);
  for (guint i = 0; parts[i] != NULL && parts[i][0] != '\0'; i++)
    g_string_append_printf (body,
                            "{\"n\":%" G_GINT64_FORMAT ",\"g\":%" G_GINT64_FORMAT
                            ",\"h\":\"019b2c7a12340000\",\"t\":\"company\","
                            "\"id\":\"0198a000-0000-7000-8000-%06x%06x\",\"r\":[\"%s\"]}\n",
                            from + i, from + i, grant->device, (guint) from + i, parts[i]);
  return g_string_free_and_steal (body);
}
