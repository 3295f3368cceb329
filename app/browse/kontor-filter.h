/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-record.h"
#include "model/kontor-schema.h"
#include "store/kontor-query-parser.h"

G_BEGIN_DECLS

/* A filter is a condition in the language of kontor-query-parser.h; its parts, which all must hold,
 * are shown as chips. All results are the caller's to free. */

/* The parts that are joined by "and" at the top, without the parentheses around one. What is
 * joined by "or" there is one part. NULL-ended. */
char **kontor_filter_split (const char *text);
/* @parts joined by "and"; "" for none. */
char *kontor_filter_join (const char *const *parts);
/* @text without its part number @index. */
char *kontor_filter_remove_part (const char *text, guint index);
char *kontor_filter_add_part (const char *text, const char *part);

/* The title of a record that a condition names by its id; NULL where it is not known. Free it. */
typedef char *(*KontorFilterNamer) (const KontorEntity *entity, const KontorId *id, gpointer data);

/* One part as people say it, "Stage is Won", where that is simple; else as it is written. */
char *kontor_filter_say_part (const KontorSchema *schema,
                              const KontorEntity *entity,
                              const char *part,
                              KontorFilterNamer namer,
                              gpointer data);

/* What is wrong with a condition, as a sentence. @text is the condition. */
char *kontor_filter_say_problem (const char *text, const KontorQueryProblem *problem);

/* How a filter may compare a field. */
typedef enum
{
  KONTOR_FILTER_IS,
  KONTOR_FILTER_IS_NOT,
  KONTOR_FILTER_CONTAINS,
  KONTOR_FILTER_BEGINS,
  KONTOR_FILTER_LESS,
  KONTOR_FILTER_AT_MOST,
  KONTOR_FILTER_AT_LEAST,
  KONTOR_FILTER_MORE,
  KONTOR_FILTER_EMPTY,
  KONTOR_FILTER_FILLED,
  KONTOR_N_FILTERS,
} KontorFilterTest;

gboolean kontor_filter_suits (const KontorField *field, KontorFilterTest test);
const char *kontor_filter_get_label (const KontorField *field, KontorFilterTest test);
/* Whether @test compares with a value at all. */
gboolean kontor_filter_needs_value (KontorFilterTest test);
/* The part that asks for it; @value is in the canonical text form. */
char *kontor_filter_make_part (const KontorField *field, KontorFilterTest test, const char *value);

G_END_DECLS
