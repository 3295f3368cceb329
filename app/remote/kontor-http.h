/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * KontorHttpAnswer:
 *
 * What a server answered, or that it did not.
 */
typedef struct
{
  guint status;    /* 0: no whole answer came */
  gboolean packed; /* the body is zstd */
  gint64 retry;    /* Retry-After in seconds; 0 for none */
  gint64 moment;   /* between question and answer, when the server wrote its head as far as can be
                    * told: monotonic microseconds; 0 where status is 0 */
  GBytes *body;    /* NULL where status is 0 */
  char *trouble;   /* for logs: why no answer came, else NULL */
} KontorHttpAnswer;

#define KONTOR_TYPE_HTTP_ANSWER (kontor_http_answer_get_type ())
GType kontor_http_answer_get_type (void);
KontorHttpAnswer *kontor_http_answer_ref (KontorHttpAnswer *self);
void kontor_http_answer_unref (KontorHttpAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorHttpAnswer, kontor_http_answer_unref)

#define KONTOR_TYPE_HTTP (kontor_http_get_type ())
G_DECLARE_FINAL_TYPE (KontorHttp, kontor_http, KONTOR, HTTP, GObject)

/**
 * KontorHttp:
 *
 * Speaks to one server. Follows no redirects, keeps no cookies, and reads no more of an answer than
 * a limit. Main thread only.
 */

/**
 * kontor_http_new:
 * @server: "https://host" or "http://host:port", with nothing after it but a slash
 *
 * KONTOR_ERROR_INVALID where it is no such address, or plain HTTP to another machine: passwords
 * would be read on the way.
 */
KontorHttp *kontor_http_new (const char *server, GError **error);
/* The address in its one form, without a slash at its end. */
const char *kontor_http_get_server (KontorHttp *self);

/* Bytes of question @id or of its answer have come through. */
typedef void (*KontorHttpProgress) (GObject *owner, guint id);

/* One question. */
typedef struct
{
  const char *method;
  const char *path;  /* with its query, from the slash on */
  const char *token; /* of access; NULL for none */
  const char *type;  /* of the body; NULL where there is none */
  GBytes *body;
  gboolean packed;             /* the body is zstd */
  KontorHttpProgress progress; /* told now and then, as long as they do; NULL: nobody is */
  GObject *owner;              /* for @progress */
  guint id;                    /* the same */
  gboolean repeatable;         /* a POST that does the same when it comes twice: it may take a
                                * connection that is open, and goes again where that was closed */
} KontorHttpQuestion;

/* Resolves to a KontorHttpAnswer, also where none came. What is asked is copied. */
DexFuture *
kontor_http_ask (KontorHttp *self, const KontorHttpQuestion *question, GCancellable *cancellable);

G_END_DECLS
