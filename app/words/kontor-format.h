/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date.h"
#include "model/kontor-record.h"

G_BEGIN_DECLS

/* Values as people of this locale read them. Every result is the caller's to free and is for eyes:
 * what goes into files and onto the wire is kontor_value_dup_text(). */

/* A whole number of units of 10^-digits, grouped, with the locale's marks. */
char *kontor_format_number (gint64 units, guint digits);
/* With the currency's symbol where it means just that currency, else its code. */
char *kontor_format_money (const KontorMoney *money);

/* Relative when near ("Yesterday", "Tuesday"), absolute when far ("3 Mar 2025"). */
char *kontor_format_date (KontorDate date, KontorDate today);
/* "Tuesday, 3 March 2026": tooltips, and where there is room. */
char *kontor_format_date_exact (KontorDate date);
/* The heading over what happened on a day: "Today", "Tuesday, 3 March". */
char *kontor_format_day (KontorDate date, KontorDate today);

/* Milliseconds since 1970 UTC, shown in the zone of this computer, relative to @now when near. */
char *kontor_format_instant (gint64 instant, gint64 now);
char *kontor_format_instant_exact (gint64 instant);
/* The time of day alone. */
char *kontor_format_time (gint64 instant);

KontorDate kontor_format_today (void);

/* "" for no value. A reference is shown by its title, which only a record knows. */
char *kontor_format_value (const KontorField *field, const KontorValue *value);
char *kontor_format_field (KontorRecord *record, guint index);
/* The long form of dates and instants, for tooltips; NULL where the short form says all. */
char *kontor_format_field_exact (KontorRecord *record, guint index);
/* The text an entry begins with: kontor_input_parse() gives the same value back. */
char *kontor_format_for_entry (const KontorField *field, const KontorValue *value);

/* Numbers and amounts: shown at the end of a column, with figures of one width. */
gboolean kontor_format_is_numeric (const KontorField *field);

G_END_DECLS
