/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HttpClient:
 *
 * A client that sends what it is told, byte by byte: tests of a server need requests that no decent
 * library would make. One connection, blocking, with a time limit on every read. A step that fails
 * ends the test, unless its name says "try".
 */
typedef struct
{
  int fd;
  GString *pending; /* read, but not consumed */
} HttpClient;

typedef struct
{
  guint status; /* 0: the connection ended without an answer */
  char *head;   /* with the status line, in lower case from there on */
  GBytes *body;
} HttpAnswer;

HttpClient *http_client_new (guint port);
HttpClient *http_client_try_new (guint port); /* NULL where nobody listens */
void http_client_free (HttpClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpClient, http_client_free)

/* Seconds until a read gives up; 10 at first. */
void http_client_set_timeout (HttpClient *self, guint seconds);

void http_client_send (HttpClient *self, const char *text);
void http_client_send_bytes (HttpClient *self, gconstpointer bytes, gsize length);
/* FALSE where the other side has closed. */
gboolean http_client_try_send (HttpClient *self, gconstpointer bytes, gsize length);
void http_client_end_sending (HttpClient *self);

HttpAnswer *http_client_receive (HttpClient *self);
/* Whether anything comes before the time limit. */
gboolean http_client_has_answer (HttpClient *self);
/* TRUE once the other side has closed and everything before was consumed. */
gboolean http_client_is_closed (HttpClient *self);

void http_answer_free (HttpAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpAnswer, http_answer_free)

/* The value of a header field, or NULL. @name in lower case. */
char *http_answer_dup_field (const HttpAnswer *self, const char *name);
/* The body as text; zstd is unpacked. */
char *http_answer_dup_text (const HttpAnswer *self);
/* TRUE where the body is an error with that code. */
gboolean http_answer_has_code (const HttpAnswer *self, const char *code);

/* A whole exchange over a connection of its own: @token and @body may be NULL. */
HttpAnswer *http_exchange (guint port,
                           const char *method,
                           const char *target,
                           const char *token,
                           const char *body);

G_END_DECLS
