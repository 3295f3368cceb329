/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "sync/kontor-operation.h"

G_BEGIN_DECLS

#define KONTOR_EPOCH_SIZE 33 /* 32 lower-case hex digits and a NUL */
gboolean kontor_epoch_is_valid (const char *text);

/* A push: what a device asks the server to do. */
typedef struct
{
  guint schema;
  guint32 device;
  char epoch[KONTOR_EPOCH_SIZE];
  gint64 from;           /* n of the first operation, also where there is none */
  gint64 ack;            /* answers up to here have been kept by the device */
  GPtrArray *operations; /* KontorOperation, in order of n without a gap */
} KontorPush;

KontorPush *kontor_push_new (void);
void kontor_push_free (KontorPush *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorPush, kontor_push_free)

GBytes *kontor_push_encode (const KontorPush *self);
/**
 * kontor_push_decode:
 *
 * Reads a body, already expanded. An operation that can't be done but has its n comes with its
 * @refusal set, so that it is answered and does not hold up the others. What is no push at all is
 * KONTOR_ERROR_INVALID, or LIMIT where it is too much, or TOO_NEW for another protocol.
 */
KontorPush *kontor_push_decode (const KontorSchema *schema, GBytes *body, GError **error);

/* Told once @push has its head, and now and then as operations come. */
typedef void (*KontorPushProgress) (const KontorPush *push, gpointer data);
/* The same into @push, which is new. The operations that are there stay as and where they are while
 * others come, so that another thread, having been told of them, may look at them. */
gboolean kontor_push_read (KontorPush *push,
                           const KontorSchema *schema,
                           GBytes *body,
                           KontorPushProgress progress,
                           gpointer data,
                           GError **error);

/* The server's answer. */
typedef struct
{
  char epoch[KONTOR_EPOCH_SIZE];
  gint64 now;          /* the server's time, milliseconds */
  gint64 last;         /* the device's last answered n */
  gint64 seq;          /* the tenant's newest change */
  GPtrArray *verdicts; /* KontorVerdict, in order of n */
} KontorAnswer;

KontorAnswer *kontor_answer_new (void);
void kontor_answer_free (KontorAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorAnswer, kontor_answer_free)

GBytes *kontor_answer_encode (const KontorAnswer *self);
KontorAnswer *kontor_answer_decode (const KontorSchema *schema, GBytes *body, GError **error);

/* One verdict as a JSON object, to be kept until the device has acknowledged it, and back. */
char *kontor_verdict_to_json (const KontorVerdict *self, gsize *length);
KontorVerdict *kontor_verdict_from_json (const KontorSchema *schema,
                                         const char *json,
                                         gsize length,
                                         GError **error);

G_END_DECLS
