/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "routes/kontord-routes.h"

#include "sync/kontor-sync-limits.h"

#include <string.h>

/* Everything that touches a tenant needs a sign-in; who is not signed in reaches only what is here. */
static void
test_open_routes (void)
{
  static const char *const open[] = { "/healthz", "/readyz", "/v1/login", "/v1/refresh" };

  for (gsize i = 0; i < kontord_n_routes; i++)
    {
      const KontordRoute *route = &kontord_routes[i];
      gboolean is_open = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (open); j++)
        is_open |= g_str_equal (route->path, open[j]);
      g_assert_cmpint (is_open, ==, route->role == KONTORD_ROLE_NONE);
      if (strstr (route->path, "{T}") != NULL)
        g_assert_cmpint (route->role, !=, KONTORD_ROLE_NONE);
    }
}

static void
test_bodies_are_limited (void)
{
  for (gsize i = 0; i < kontord_n_routes; i++)
    {
      const KontordRoute *route = &kontord_routes[i];

      g_assert_cmpint (route->max_body, <=, KONTOR_SYNC_MAX_BODY);
      if (g_str_equal (route->method, "GET"))
        g_assert_cmpint (route->max_body, ==, 0);
      if (route->role == KONTORD_ROLE_NONE)
        g_assert_cmpint (route->max_body, <=, 16 * 1024);
      g_assert_nonnull (route->start);
    }
}

static void
test_each_once (void)
{
  for (gsize i = 0; i < kontord_n_routes; i++)
    {
      char tenant[KONTORD_TENANT_SIZE];
      g_auto (GStrv) parts = g_strsplit (kontord_routes[i].path, "{T}", 2);
      g_autofree char *path = g_strjoinv ("acme", parts);
      KontordProblem problem;

      g_assert_true (kontord_route_find (kontord_routes, kontord_n_routes, kontord_routes[i].method,
                                         path, tenant, &problem)
                     == &kontord_routes[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routes/just-these-are-open-to-anybody", test_open_routes);
  g_test_add_func ("/routes/every-body-is-limited", test_bodies_are_limited);
  g_test_add_func ("/routes/each-is-found-by-its-path", test_each_once);
  return g_test_run ();
}
