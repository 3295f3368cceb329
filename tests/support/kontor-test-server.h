/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/kontor-pull.h"

G_BEGIN_DECLS

/**
 * KontorTestServer:
 *
 * A server in memory, as sync/README.md describes one and no more: rows in a table, one operation
 * after the other. Tests hold clients and the real storage against it.
 */
typedef struct _KontorTestServer KontorTestServer;

#define KONTOR_TEST_EPOCH "0123456789abcdef0123456789abcdef"

KontorTestServer *kontor_test_server_new (const KontorSchema *schema, KontorClock *clock);
void kontor_test_server_free (KontorTestServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTestServer, kontor_test_server_free)

/* A new device of @member. */
guint32 kontor_test_server_add_device (KontorTestServer *self, const KontorId *member);
/* Refuses every insert of that entity with "quota" while it is set; NULL lifts it. */
void kontor_test_server_refuse_inserts (KontorTestServer *self, const KontorEntity *entity);

/* 200 and the answer, or 409 and NULL: a gap (@expected is set), or forked (0). */
guint
kontor_test_server_push (KontorTestServer *self, GBytes *body, GBytes **answer, gint64 *expected);
/* A page after @cursor (NULL: from the beginning) for @device. */
GBytes *
kontor_test_server_pull (KontorTestServer *self, guint32 device, const char *cursor, guint max);
gint64 kontor_test_server_get_seq (KontorTestServer *self);
guint kontor_test_server_count (KontorTestServer *self, const char *entity);

G_END_DECLS
