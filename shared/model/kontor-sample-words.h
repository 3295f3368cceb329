/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name, and how it is written in an e-mail address; NULL where folding gives that. */
typedef struct
{
  const char *text;
  const char *latin;
} KontorSampleName;

/**
 * KontorCulture:
 * @zone: a time zone of the country
 * @phone: with # for any digit; of a range that is set aside for fiction where the country has one
 * @postal_code: with # for any digit and @ for any capital letter
 * @number_first: whether the house number stands before the street
 * @firms: what a firm is called after its owner's or its town's name, with its legal form
 *
 * How people and firms of a country are called and where they live: made up from common words.
 * Lists end in NULL.
 */
typedef struct
{
  const char *country;
  const char *zone;
  const char *phone;
  const char *postal_code;
  gboolean number_first;
  const KontorSampleName *given;
  const KontorSampleName *family;
  const char *const *cities;
  const char *const *streets;
  const char *const *firms;
} KontorCulture;

const KontorCulture *kontor_culture_get (guint index);
guint kontor_culture_get_count (void);

/* Lists of texts in English, but for the foreign ones, ended by NULL. */
extern const char *const kontor_sample_honorifics[];
extern const char *const kontor_sample_job_titles[];
extern const char *const kontor_sample_industries[];
extern const char *const kontor_sample_sources[];
extern const char *const kontor_sample_subjects[];
extern const char *const kontor_sample_reasons[];
extern const char *const kontor_sample_products[];
extern const char *const kontor_sample_series[];
extern const char *const kontor_sample_labels[];
extern const char *const kontor_sample_sentences[];
extern const char *const kontor_sample_foreign_sentences[];

/* Texts that programs get wrong: long, empty-looking, right to left, formulas of spreadsheets. */
extern const char *const kontor_sample_edges[];

G_END_DECLS
