/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "routes/kontord-service.h"
#include "support/http-client.h"

#include "http/kontord-engine.h"

#include <yyjson.h>

G_BEGIN_DECLS

#define TEST_SERVER_START G_GINT64_CONSTANT (1763800000000)
#define TEST_PASSWORD "correct horse"

/* A clock that several threads may read while a test moves it. */
typedef struct
{
  KontorClock parent;
  gint64 time; /* atomic */
} TestServerClock;

/**
 * TestServer:
 *
 * The whole server in this process, behind a real socket, with a clock of its own and passwords that
 * cost little. It has the tenants "acme" and "zeta"; ada@example.org is a member of acme,
 * eve@example.org of zeta, both@example.org of both, vera@example.org views acme; all have
 * TEST_PASSWORD.
 */
typedef struct
{
  char *folder;
  TestServerClock clock;
  KontordLog *log;
  KontordService *service;
  KontordEngine *engine;
  guint port;
  GThread *ticker;
  int is_stopping; /* atomic */
} TestServer;

void test_server_set_up (TestServer *self, gconstpointer data);
void test_server_tear_down (TestServer *self, gconstpointer data);
/* Stops it and starts it again on the same files. */
void test_server_restart (TestServer *self);
void test_server_advance (TestServer *self, gint64 milliseconds);

/* What a sign-in gave. */
typedef struct
{
  char *access;
  char *refresh;
  char *tenant;
  char *epoch;
  char *member;
  guint device;
} TestGrant;

void test_grant_clear (TestGrant *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestGrant, test_grant_clear)

/* Reads the answer of a sign-in; FALSE where it is none. */
gboolean test_grant_read (TestGrant *grant, const HttpAnswer *answer);

HttpAnswer *
test_server_post (TestServer *self, const char *target, const char *token, const char *body);
HttpAnswer *test_server_get (TestServer *self, const char *target, const char *token);
/* Signs @email in to @tenant (NULL: none named). */
void
test_server_sign_in (TestServer *self, const char *email, const char *tenant, TestGrant *grant);

/* A push of @grant's device that makes a company of each of the names (separated by "|"), from
 * operation @from on. */
char *test_grant_dup_push (const TestGrant *grant, gint64 from, const char *names);

/* A member of the answer, which is a JSON object, as text. */
char *test_answer_dup_member (const HttpAnswer *answer, const char *name);

G_END_DECLS
