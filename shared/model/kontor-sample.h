/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-fields.h"
#include "model/kontor-sample-words.h"
#include "util/kontor-random.h"

G_BEGIN_DECLS

typedef struct _KontorSampler KontorSampler;

/* Somebody, from somewhere. */
typedef struct
{
  const KontorCulture *culture;
  const KontorSampleName *given;
  const KontorSampleName *family;
} KontorSamplePerson;

/* Gives the id of some record that @field may point to; FALSE for none. */
typedef gboolean (*KontorSampleRef) (KontorSampler *sampler,
                                     const KontorField *field,
                                     KontorId *id,
                                     gpointer user_data);

/**
 * KontorSampler:
 * @now: what dates and instants lie around, in milliseconds since 1970
 * @currency: of amounts; NULL: of several currencies
 * @edge_percent: how many of a hundred values are ones that programs get wrong, though they are
 *   allowed: extremes, other scripts, texts that look like something else
 * @find_ref: NULL: references are ids of nothing
 * @person: who the next values are about
 *
 * Makes records as people have them, out of the entities' tables and their hints, the same for the
 * same seed. A plain struct; all but the random part may be changed at any time. Not thread-safe.
 */
struct _KontorSampler
{
  KontorRandom random;
  gint64 now;
  const char *currency;
  guint edge_percent;
  KontorSampleRef find_ref;
  gpointer ref_data;
  KontorSamplePerson person;
};

void kontor_sampler_init (KontorSampler *self, guint64 seed, gint64 now);

/* A whole record that passes kontor_fields_check(). Its parts go together: one person's names,
 * e-mail address, country and telephone number. */
KontorFields *kontor_sampler_make_fields (KontorSampler *self, const KontorEntity *entity);

/* The parts of that. What follows is about another person, of @culture or, for NULL, of any. */
void kontor_sampler_turn_to (KontorSampler *self, const KontorCulture *culture);
KontorValue kontor_sampler_make_value (KontorSampler *self, const KontorField *field);
char *kontor_sampler_dup_text (KontorSampler *self, KontorSample sample);
/* @domain: NULL: of an example's. */
char *kontor_sampler_dup_email (KontorSampler *self, const char *domain);
/* Of the family's firm: "meier.example" (RFC 2606: nobody's). */
char *kontor_sampler_dup_domain (KontorSampler *self);
char *kontor_sampler_dup_phone (KontorSampler *self);
/* @count sentences, mostly in English; in paragraphs, if there are many. */
char *kontor_sampler_dup_prose (KontorSampler *self, guint count);

G_END_DECLS
