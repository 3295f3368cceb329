/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-clock.h"

G_BEGIN_DECLS

#define KONTOR_ID_SIZE 16
#define KONTOR_ID_TEXT_SIZE 37 /* with the closing NUL */

/**
 * KontorId:
 *
 * The name of a record for as long as it exists, on every device: a UUID (RFC 9562). New records
 * get version 7, so that ids made one after the other sort that way and indexes grow at their end;
 * link rows get version 8, made from what they link, so that two devices that add the same link
 * while apart make the same row.
 */
typedef struct
{
  guint8 bytes[KONTOR_ID_SIZE];
} KontorId;

/**
 * KontorIdSource:
 *
 * Makes version 7 ids that grow strictly, even within a millisecond or when the clock steps back.
 * Not thread-safe: each writer has its own.
 */
typedef struct
{
  KontorClock *clock;
  gint64 last_time;
  guint16 counter;
} KontorIdSource;

void kontor_id_source_init (KontorIdSource *self, KontorClock *clock);
KontorId kontor_id_source_next (KontorIdSource *self);

/* The id of the link of kind @kind between @a and @b, in that order. */
KontorId kontor_id_for_link (const char *kind, const KontorId *a, const KontorId *b);
/* A constant id for something that every workspace begins with, such as its first pipeline. */
KontorId kontor_id_for_name (const char *kind, const char *name);

gboolean kontor_id_is_null (const KontorId *id);
gboolean kontor_id_equal (const KontorId *a, const KontorId *b);
int kontor_id_compare (const KontorId *a, const KontorId *b);
/* For GHashTable; takes KontorId pointers. */
guint kontor_id_hash (gconstpointer id);
gboolean kontor_id_equal_func (gconstpointer a, gconstpointer b);
KontorId *kontor_id_copy (const KontorId *id);

/* Milliseconds since 1970 that a version 7 id was made at, or 0 for any other. */
gint64 kontor_id_get_time (const KontorId *id);

/* Writes the 36 lower-case characters and a NUL into @text, and returns @text. */
char *kontor_id_to_text (const KontorId *id, char text[KONTOR_ID_TEXT_SIZE]);
char *kontor_id_dup_text (const KontorId *id);
/* Accepts just the canonical form, in either case. Leaves @id alone where it returns FALSE. */
gboolean kontor_id_from_text (KontorId *id, const char *text);

G_END_DECLS
