/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-problem.h"

G_BEGIN_DECLS

/**
 * KontordHead:
 *
 * The header fields of a request that the server acts on, and the framing guard: what the HTTP
 * library lets through although two readers (a proxy and this server) could take it differently is
 * refused here. The strings are borrowed from the request.
 */
typedef struct
{
  const char *host;
  const char *authorization;
  const char *content_length;
  const char *transfer_encoding;
  const char *content_encoding;
  const char *content_type;
  const char *accept_encoding;
  const char *expect;
  const char *forwarded_for;
  guint n_fields;
  gboolean is_ambiguous; /* a field came twice that may come once, or held a control character */
} KontordHead;

/* @value may be NULL for an empty field; @length is what the library says it is. */
void kontord_head_add (KontordHead *self, const char *name, const char *value, gsize length);

/* What is wrong with the whole, or KONTORD_PROBLEM_NONE. Stores the announced length of the body,
 * 0 without one, or -1 where it comes in chunks. */
KontordProblem kontord_head_check (const KontordHead *self, const char *version, gint64 *length);

/* The token of `Authorization: Bearer TOKEN`, or NULL. Borrowed. */
const char *kontord_head_get_bearer (const KontordHead *self);
/* TRUE where the client takes answers in zstd. */
gboolean kontord_head_accepts_zstd (const KontordHead *self);

G_END_DECLS
