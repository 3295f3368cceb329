/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorDate: a day of the proleptic Gregorian calendar, as days since 1970-01-01. It has no time
 * and no zone, so it can't move when it travels.
 */
typedef gint32 KontorDate;

#define KONTOR_MIN_DATE (-719162) /* 0001-01-01 */
#define KONTOR_MAX_DATE 2932896   /* 9999-12-31 */

/* The first and the last millisecond of those days. */
#define KONTOR_MIN_INSTANT (KONTOR_MIN_DATE * G_GINT64_CONSTANT (86400000))
#define KONTOR_MAX_INSTANT ((KONTOR_MAX_DATE + 1) * G_GINT64_CONSTANT (86400000) - 1)

/* Dates and instants beyond these are no values of any field. The functions that show them take the
 * nearest one that is. Everything here may be called from any thread. */

/* Years 1 to 9999. FALSE where there is no such day. */
gboolean kontor_date_from_ymd (int year, int month, int day, KontorDate *date);
void kontor_date_to_ymd (KontorDate date, int *year, int *month, int *day);
/* 1 is Monday, 7 Sunday, as ISO 8601 counts. */
int kontor_date_get_weekday (KontorDate date);
/* The day it is at @instant in @zone. */
KontorDate kontor_date_at (gint64 instant, GTimeZone *zone);

/* YYYY-MM-DD (ISO 8601), and nothing else. */
gboolean kontor_date_from_text (const char *text, KontorDate *date);
char *kontor_date_dup_text (KontorDate date);

/* RFC 3339 with any offset; milliseconds since 1970 UTC. The text form ends in Z, with milliseconds
 * only where they are not zero. */
gboolean kontor_instant_from_text (const char *text, gint64 *instant);
char *kontor_instant_dup_text (gint64 instant);

/* YYYY-MM-DDTHH:MM[Area/City]: what the wall clock of a zone shows (RFC 9557 without an offset). */
gboolean kontor_wall_time_is_valid (const char *text);
/* The instant it stands for under today's rules of the zone; FALSE for a zone this system doesn't
 * know. A time that the zone skips is taken as the same distance after the gap, and the first one of
 * a time that comes twice. */
gboolean kontor_wall_time_to_instant (const char *text, gint64 *instant);

G_END_DECLS
