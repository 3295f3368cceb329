/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorHlc:
 *
 * A stamp of a hybrid logical clock (Kulkarni and others, 2014): 48 bits of milliseconds since 1970
 * UTC and a 16-bit counter, so that stamps compare as numbers. What was seen before something was
 * done has the lower stamp, however wrong a clock is. It says when a person did something and which
 * of two changes came later; it is no cursor and nothing is ever deleted by it. All functions are
 * pure.
 */
typedef guint64 KontorHlc;

#define KONTOR_HLC_NONE ((KontorHlc) 0)
#define KONTOR_HLC_TEXT_SIZE 17 /* with the closing NUL */

/* @time in milliseconds; times before 1970 and after the year 10889 are taken as the nearest. */
KontorHlc kontor_hlc_new (gint64 time, guint16 counter);
gint64 kontor_hlc_get_time (KontorHlc self);
guint16 kontor_hlc_get_counter (KontorHlc self);

/* The stamp of something that happens here at @now, after @last. */
KontorHlc kontor_hlc_send (KontorHlc last, gint64 now);
/* The clock's state after it has met @received at @now. */
KontorHlc kontor_hlc_receive (KontorHlc last, KontorHlc received, gint64 now);
/* At most KONTOR_SYNC_MAX_AHEAD after @now: a wrong clock must not win for ever. */
KontorHlc kontor_hlc_clamp (KontorHlc self, gint64 now);

/* Below, at, above zero as a is before, the same as, after b; devices part equal stamps. */
int kontor_hlc_compare (KontorHlc a, guint32 a_device, KontorHlc b, guint32 b_device);

/* Sixteen lower-case hex digits and a NUL; returns @text. */
char *kontor_hlc_to_text (KontorHlc self, char text[KONTOR_HLC_TEXT_SIZE]);
gboolean kontor_hlc_from_text (KontorHlc *self, const char *text);

G_END_DECLS
