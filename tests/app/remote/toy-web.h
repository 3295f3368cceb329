/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What was asked. */
typedef struct
{
  char *method;
  char *path; /* with its query */
  char *head; /* all of it */
  GBytes *body;
} ToyQuestion;

/* Everything that is written back, its head too; NULL closes the connection without a word. */
typedef GBytes *(*ToyHandler) (const ToyQuestion *question, gpointer data);

/**
 * ToyWeb:
 *
 * A web server on loopback that does what a test tells it. Each connection has a thread of its own
 * and, unless the server keeps them, one question; handlers run one at a time. When it has stopped, no handler runs or
 * will: what they use can be freed.
 */
typedef struct
{
  GSocketService *service;
  char *url;
  GMutex mutex; /* held by the handler that runs, or by a test that wants none to */
  GMutex counting;
  GCond counted;
  guint n_connections; /* taken and not done with, under @counting */
  guint n_taken;       /* altogether, likewise */
  int keeps;           /* atomic: connections stay open after an answer */
  GCancellable *stopped;
  ToyHandler handler;
  gpointer data;
} ToyWeb;

void toy_web_start (ToyWeb *self, ToyHandler handler, gpointer data);
void toy_web_stop (ToyWeb *self);

/* A whole answer. @headers may be NULL; each of its lines is ended by CR and LF. */
GBytes *toy_answer (guint status, const char *headers, GBytes *body);
GBytes *toy_answer_text (guint status, const char *headers, const char *text);
gboolean toy_has_header (const ToyQuestion *question, const char *line);

G_END_DECLS
