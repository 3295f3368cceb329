/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date-order.h"
#include "model/kontor-field.h"
#include "money/kontor-decimal.h"

G_BEGIN_DECLS

#define KONTOR_PROFILE_N_SAMPLES 3
/* More different values than this are not told apart. */
#define KONTOR_PROFILE_MAX_DISTINCT 200

/**
 * KontorColumnProfile:
 * @n_values: cells that are not empty; each is counted below once or not at all
 * @date_orders: the orders of #KontorDateOrder in which every date among them can be read
 * @n_points: numbers that show a decimal point, or commas between thousands
 * @n_commas: the other way round
 * @n_distinct: different values, up to one more than %KONTOR_PROFILE_MAX_DISTINCT
 *
 * What the cells of a column are like, as far as they have been added. To be read only. Not
 * thread-safe.
 */
typedef struct
{
  guint64 n_values;
  guint64 n_empty;
  guint64 n_integers;
  guint64 n_decimals;
  guint64 n_money; /* numbers with a currency */
  guint64 n_dates;
  guint64 n_times; /* dates with a time of day */
  guint64 n_emails;
  guint64 n_phones;
  guint64 n_urls;
  guint64 n_booleans;
  guint64 n_long; /* texts of several lines or more than 200 bytes */
  guint64 n_points;
  guint64 n_commas;
  guint64 n_bytes;
  guint date_orders;
  guint n_distinct;
  char *
      samples[KONTOR_PROFILE_N_SAMPLES]; /* the first different values, cut to 200 bytes, or NULL */
  GHashTable *distinct;
} KontorColumnProfile;

KontorColumnProfile *kontor_column_profile_new (void);
void kontor_column_profile_free (KontorColumnProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorColumnProfile, kontor_column_profile_free)

/* Adds the next cell; blanks at its ends don't count. */
void kontor_column_profile_add (KontorColumnProfile *self, const char *text);

/* What nine of ten values are: the nearest type of a field, KONTOR_CHOICE where few values come again
 * and again, KONTOR_TEXT where nothing else holds, KONTOR_NONE without values. */
KontorType kontor_column_profile_get_type (const KontorColumnProfile *self);

/* How many of the values may stand in a field of @type, from 0 to 1; 1 where there are none. */
double kontor_column_profile_get_fit (const KontorColumnProfile *self, KontorType type);

/* The decimal mark of its numbers. KONTOR_DECIMAL_ANY where no number shows one, or two do: then
 * kontor_column_profile_has_both_marks(). */
KontorDecimalMark kontor_column_profile_get_mark (const KontorColumnProfile *self);
gboolean kontor_column_profile_has_both_marks (const KontorColumnProfile *self);

/* Whether its dates can be read in more than one order, so that somebody has to be asked; or in no
 * one order at all. */
gboolean kontor_column_profile_is_order_open (const KontorColumnProfile *self);
gboolean kontor_column_profile_has_no_order (const KontorColumnProfile *self);

G_END_DECLS
