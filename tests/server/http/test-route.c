/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-route.h"

static void
start_nothing (KontordRequest *request, gpointer service)
{
}

static const KontordRoute routes[] = {
  { "GET", "/healthz", KONTORD_ROLE_NONE, 0, start_nothing },
  { "POST", "/v1/login", KONTORD_ROLE_NONE, 100, start_nothing },
  { "POST", "/v1/{T}/push", KONTORD_ROLE_MEMBER, 100, start_nothing },
  { "GET", "/v1/{T}/pull", KONTORD_ROLE_VIEWER, 0, start_nothing },
};

static const KontordRoute *
find (const char *method, const char *path, char *tenant, KontordProblem *problem)
{
  return kontord_route_find (routes, G_N_ELEMENTS (routes), method, path, tenant, problem);
}

static void
test_finds (void)
{
  char tenant[KONTORD_TENANT_SIZE];
  KontordProblem problem;

  g_assert_true (find ("GET", "/healthz", tenant, &problem) == &routes[0]);
  g_assert_cmpstr (tenant, ==, "");
  g_assert_true (find ("POST", "/v1/acme/push", tenant, &problem) == &routes[2]);
  g_assert_cmpstr (tenant, ==, "acme");
  g_assert_true (find ("GET", "/v1/login/pull", tenant, &problem) == &routes[3]);
  g_assert_cmpstr (tenant, ==, "login");
  g_assert_cmpint (problem, ==, KONTORD_PROBLEM_NONE);
}

static void
test_not_found (void)
{
  static const char *const paths[] = {
    "",
    "/",
    "/healthz/",
    "/HEALTHZ",
    "/v1",
    "/v1//push",
    "/v1/acme",
    "/v1/acme/push/",
    "/v1/acme/x/push",
    "/v1/Acme/push",
    "/v1/../push",
    "/v1/a%2fb/push",
    "/v1/-a/push",
    "v1/acme/push",
    "/v1/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz/push",
  };
  char tenant[KONTORD_TENANT_SIZE];
  KontordProblem problem;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_assert_null (find ("POST", paths[i], tenant, &problem));
      g_assert_cmpint (problem, ==, KONTORD_PROBLEM_NOT_FOUND);
    }
}

static void
test_other_method (void)
{
  char tenant[KONTORD_TENANT_SIZE];
  KontordProblem problem;

  g_assert_true (find ("GET", "/v1/acme/push", tenant, &problem) == &routes[2]);
  g_assert_cmpint (problem, ==, KONTORD_PROBLEM_METHOD);
  g_assert_true (find ("get", "/healthz", tenant, &problem) == &routes[0]);
  g_assert_cmpint (problem, ==, KONTORD_PROBLEM_METHOD);
}

static void
test_authorises (void)
{
  KontordPrincipal member = { .tenant = "acme", .role = KONTORD_ROLE_MEMBER };
  KontordPrincipal viewer = { .tenant = "acme", .role = KONTORD_ROLE_VIEWER };

  g_assert_cmpint (kontord_route_authorise (&routes[0], NULL, ""), ==, KONTORD_PROBLEM_NONE);
  g_assert_cmpint (kontord_route_authorise (&routes[2], NULL, "acme"), ==,
                   KONTORD_PROBLEM_SIGNED_OUT);
  g_assert_cmpint (kontord_route_authorise (&routes[2], &member, "acme"), ==, KONTORD_PROBLEM_NONE);
  g_assert_cmpint (kontord_route_authorise (&routes[2], &viewer, "acme"), ==,
                   KONTORD_PROBLEM_DENIED);
  g_assert_cmpint (kontord_route_authorise (&routes[3], &viewer, "acme"), ==, KONTORD_PROBLEM_NONE);
}

static void
test_other_tenant (void)
{
  KontordPrincipal admin = { .tenant = "acme", .role = KONTORD_ROLE_ADMIN };

  g_assert_cmpint (kontord_route_authorise (&routes[3], &admin, "other"), ==,
                   KONTORD_PROBLEM_DENIED);
  g_assert_cmpint (kontord_route_authorise (&routes[3], &admin, "acm"), ==, KONTORD_PROBLEM_DENIED);
  g_assert_cmpint (kontord_route_authorise (&routes[3], &admin, "acmee"), ==,
                   KONTORD_PROBLEM_DENIED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/finds-by-method-and-path", test_finds);
  g_test_add_func ("/route/other-paths-are-not-found", test_not_found);
  g_test_add_func ("/route/another-method-is-told", test_other_method);
  g_test_add_func ("/route/roles-decide", test_authorises);
  g_test_add_func ("/route/another-tenant-is-denied-to-an-admin-too", test_other_tenant);
  return g_test_run ();
}
