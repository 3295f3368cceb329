/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-head.h"
#include "http/kontord-queue.h"
#include "http/kontord-route.h"

G_BEGIN_DECLS

/**
 * KontordRequest:
 *
 * One request on its way: limit → authenticate → authorise → route → answer → log. It belongs to
 * the engine. A route's start function, or the work it was deferred to, has it until it answers;
 * after that call it is gone. Every request is answered exactly once. One thread at a time.
 */

/* Who asks; NULL on routes that are open to anybody. Borrowed. */
KontordPrincipal *kontord_request_get_principal (KontordRequest *self);
/* What stands for `{T}` in the path, "" where nothing does. Borrowed. */
const char *kontord_request_get_tenant (KontordRequest *self);
/* The part of the client's address that one client holds alone. Borrowed. */
const char *kontord_request_get_client (KontordRequest *self);
gpointer kontord_request_get_service (KontordRequest *self);

/* A parameter of the query, unescaped, or NULL. Only from a route's start function. Borrowed. */
const char *kontord_request_get_parameter (KontordRequest *self, const char *name);
/* The same as a number from @least to @most, @otherwise where it is missing; FALSE for anything
 * else. */
gboolean kontord_request_get_number (KontordRequest *self,
                                     const char *name,
                                     guint64 least,
                                     guint64 most,
                                     guint64 otherwise,
                                     guint64 *number);

/* The body without its Content-Encoding, of at most @limit bytes; NULL with the problem. Full
 * transfer. Any thread: it may take a while. */
GBytes *kontord_request_dup_body (KontordRequest *self, gsize limit, KontordProblem *problem);

/* Something the route keeps with the request, freed with it by @destroy. */
void kontord_request_set_data (KontordRequest *self, gpointer data, GDestroyNotify destroy);
gpointer kontord_request_get_data (KontordRequest *self);

/* Takes the request off the HTTP thread, so that it can be answered later from any other. Before
 * it is handed to anybody. */
void kontord_request_suspend (KontordRequest *self);
/* Suspends it and has @work called with it from @queue; answers @when_full where that is full. */
void kontord_request_defer (KontordRequest *self,
                            KontordQueue *queue,
                            KontordWork work,
                            KontordProblem when_full);

/* Answers. @body may be NULL; it is compressed where it is worth it and the client takes it. */
void
kontord_request_answer (KontordRequest *self, guint status, const char *content_type, GBytes *body);
void kontord_request_answer_json (KontordRequest *self, guint status, const char *json);
void kontord_request_fail (KontordRequest *self, KontordProblem problem);
/* @member: one more member of the error as JSON text, or NULL. @retry_after: seconds, or 0. */
void kontord_request_fail_with (KontordRequest *self,
                                KontordProblem problem,
                                const char *member,
                                guint retry_after);

G_END_DECLS
