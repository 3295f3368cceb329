/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date.h"

G_BEGIN_DECLS

/* @day moved by months, then by days. A day the month does not have becomes its last, and what
 * leaves the calendar its first or last day. */
KontorDate kontor_day_move (KontorDate day, int months, gint64 days);

/* The first moment of @day in @zone, and the first after it: milliseconds since 1970 UTC. */
gint64 kontor_day_get_begin (KontorDate day, GTimeZone *zone);
gint64 kontor_day_get_end (KontorDate day, GTimeZone *zone);

G_END_DECLS
