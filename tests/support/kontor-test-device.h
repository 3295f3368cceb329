/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/kontor-test-server.h"
#include "support/kontor-test-store.h"

G_BEGIN_DECLS

/* Two workspaces of one tenant and their server, for g_test_add(): both have signed in, nothing has
 * been sent. */
typedef struct
{
  KontorTestStore a, b;
  KontorTestServer *server;
  KontorId anna, ben; /* the members who work at a and b */
} KontorTestOffice;

void kontor_test_office_set_up (KontorTestOffice *self, gconstpointer data);
void kontor_test_office_tear_down (KontorTestOffice *self, gconstpointer data);

/* Signs a workspace in as a new device of @member. */
void kontor_test_join (KontorTestStore *store, KontorTestServer *server, const KontorId *member);

/* The next push's body, NULL where nothing waits. */
GBytes *kontor_test_collect (KontorTestStore *store);
/* Sends a body and gives the answer, which may get lost before kontor_test_take_answer(). */
GBytes *kontor_test_send (KontorTestServer *server, GBytes *body);
void kontor_test_take_answer (KontorTestStore *store, GBytes *answer);
/* One push and its answer, all that waits. */
void kontor_test_push (KontorTestStore *store, KontorTestServer *server);
/* All that there is to pull, in pages of @max. */
void kontor_test_pull (KontorTestStore *store, KontorTestServer *server, guint max);
/* Both until nothing is left. */
void kontor_test_sync (KontorTestStore *store, KontorTestServer *server);

/* Both of them, until nothing is left; they must be the same then. */
void kontor_test_sync_both (KontorTestOffice *office);

/* "Ada Byron", a "Mathematician", whom both have; nothing waits then. */
KontorId kontor_test_make_contact (KontorTestOffice *office);
/* "Engine" of 100 EUR, the same. */
KontorId kontor_test_make_deal (KontorTestOffice *office);

void kontor_test_assert_same (KontorTestStore *a, KontorTestStore *b);
/* @expected in the text form. */
void kontor_test_assert_field (KontorTestStore *store,
                               const char *entity,
                               const KontorId *id,
                               const char *field,
                               const char *expected);
gint64 kontor_test_count_conflicts (KontorTestStore *store);

G_END_DECLS
