/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/http-client.h"
#include "support/toy-server.h"

#include "live/kontord-live.h"

#include <string.h>

/* Parked requests are real ones: those that a toy server has parked. */
typedef struct
{
  ToyServer *server;
  KontordLive *live;
  GPtrArray *clients;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = toy_server_new (&(KontordEngineOptions) { 0 });
  fixture->live = kontord_live_new ();
  fixture->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) http_client_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontord_live_close (fixture->live);
  g_ptr_array_unref (fixture->clients);
  toy_server_free (fixture->server);
  kontord_live_free (fixture->live);
}

/* A client whose request is parked in @tenant. */
static HttpClient *
park (Fixture *fixture, const char *tenant, gint64 since, gint64 seq)
{
  HttpClient *client = http_client_new (fixture->server->port);
  KontordRequest *request;

  g_ptr_array_add (fixture->clients, client);
  http_client_send (client, "GET /park HTTP/1.1\r\nHost: a\r\n\r\n");
  toy_server_wait_parked (fixture->server, 1);
  g_mutex_lock (&fixture->server->mutex);
  request = g_ptr_array_steal_index (fixture->server->parked, 0);
  g_mutex_unlock (&fixture->server->mutex);
  kontord_live_park (fixture->live, request, tenant, since, seq, 0);
  return client;
}

static void
check_told (HttpClient *client, const char *expected)
{
  g_autoptr (HttpAnswer) answer = http_client_receive (client);
  g_autofree char *text = http_answer_dup_text (answer);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_news_is_old (Fixture *fixture, gconstpointer data)
{
  check_told (park (fixture, "acme", 5, 6), "{\"seq\":6}\n");
  g_assert_cmpint (kontord_live_get_n_parked (fixture->live), ==, 0);
}

/* What was committed between the reading of the file and the parking. */
static void
test_news_in_between (Fixture *fixture, gconstpointer data)
{
  kontord_live_announce (fixture->live, "acme", 7);
  check_told (park (fixture, "acme", 6, 6), "{\"seq\":7}\n");
}

static void
test_announced (Fixture *fixture, gconstpointer data)
{
  HttpClient *first = park (fixture, "acme", 5, 5);
  HttpClient *second = park (fixture, "acme", 6, 5);

  park (fixture, "zeta", 5, 5);
  g_assert_cmpint (kontord_live_get_n_parked (fixture->live), ==, 3);
  kontord_live_announce (fixture->live, "acme", 6);
  check_told (first, "{\"seq\":6}\n");
  g_assert_cmpint (kontord_live_get_n_parked (fixture->live), ==, 2);
  kontord_live_announce (fixture->live, "acme", 8);
  check_told (second, "{\"seq\":8}\n");
  g_assert_cmpint (kontord_live_get_n_parked (fixture->live), ==, 1);
}

/* An announcement that comes late says nothing new. */
static void
test_never_back (Fixture *fixture, gconstpointer data)
{
  HttpClient *client;

  kontord_live_announce (fixture->live, "acme", 9);
  kontord_live_announce (fixture->live, "acme", 8);
  client = park (fixture, "acme", 3, 3);
  check_told (client, "{\"seq\":9}\n");
}

/* Each is answered within its time, and not all at the same moment. */
static void
test_patience (Fixture *fixture, gconstpointer data)
{
  guint early;

  for (int i = 0; i < 40; i++)
    park (fixture, "acme", 5, 5);
  kontord_live_tick (fixture->live, KONTORD_LEAST_PARKING - 1);
  g_assert_cmpint (kontord_live_get_n_parked (fixture->live), ==, 40);
  kontord_live_tick (fixture->live, (KONTORD_LEAST_PARKING + KONTORD_MOST_PARKING) / 2);
  early = 40 - kontord_live_get_n_parked (fixture->live);
  g_assert_cmpint (early, >, 0);
  g_assert_cmpint (early, <, 40);
  kontord_live_tick (fixture->live, KONTORD_MOST_PARKING);
  g_assert_cmpint (kontord_live_get_n_parked (fixture->live), ==, 0);
  for (guint i = 0; i < fixture->clients->len; i++)
    check_told (fixture->clients->pdata[i], "{\"seq\":5}\n");
}

static void
test_closing (Fixture *fixture, gconstpointer data)
{
  HttpClient *before = park (fixture, "acme", 5, 5);
  HttpClient *after;
  g_autoptr (HttpAnswer) first = NULL;
  g_autoptr (HttpAnswer) second = NULL;

  kontord_live_close (fixture->live);
  after = park (fixture, "acme", 5, 5);
  first = http_client_receive (before);
  second = http_client_receive (after);
  g_assert_cmpint (first->status, ==, 503);
  g_assert_cmpint (second->status, ==, 503);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/live/old-news-is-told-at-once", test_news_is_old);
  ADD ("/live/news-in-between-is-not-missed", test_news_in_between);
  ADD ("/live/an-announcement-wakes-who-waits-for-it", test_announced);
  ADD ("/live/numbers-never-go-back", test_never_back);
  ADD ("/live/everybody-is-answered-in-his-time", test_patience);
  ADD ("/live/closing-answers-everybody", test_closing);
  return g_test_run ();
}
