/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-request.h"

#include <microhttpd.h>

G_BEGIN_DECLS

struct _KontordRequest
{
  struct MHD_Connection *connection;
  gpointer service;
  gboolean has_begun;    /* the head was looked at */
  gboolean is_suspended; /* given to another thread */
  gboolean is_answered;
  gboolean is_last; /* the connection ends with the answer */

  gboolean is_target_bad;
  gsize target_length;
  KontordHead head;
  gint64 body_length; /* as announced; -1 for chunks */
  const KontordRoute *route;
  char tenant[KONTORD_TENANT_SIZE];
  char *client;
  KontordPrincipal *principal;
  GByteArray *body;
  KontordProblem refusal; /* why it is refused once its body has been sent */
  gsize drained;          /* what of that was thrown away */

  gpointer data;
  GDestroyNotify data_destroy;

  guint status;
  KontordProblem problem;
  guint retry_after;
  const char *content_type;
  GBytes *answer;
  gboolean is_answer_packed;

  gint64 started; /* g_get_monotonic_time() */
};

KontordRequest *kontord_request_new (struct MHD_Connection *connection, gpointer service);
void kontord_request_free (KontordRequest *self);

/* The answer as the library takes it. */
struct MHD_Response *kontord_request_make_response (KontordRequest *self);

G_END_DECLS
