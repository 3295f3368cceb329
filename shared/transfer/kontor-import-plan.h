/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-csv-reader.h"
#include "model/kontor-date-order.h"
#include "model/kontor-schema.h"
#include "money/kontor-decimal.h"
#include "store/import/kontor-draft.h"

G_BEGIN_DECLS

/* A part of a whole name. */
typedef enum
{
  KONTOR_NAME_WHOLE,
  KONTOR_NAME_PREFIX,
  KONTOR_NAME_FIRST,
  KONTOR_NAME_MIDDLE,
  KONTOR_NAME_LAST,
  KONTOR_NAME_SUFFIX,
} KontorNamePart;

/**
 * KontorBinding:
 *
 * Where a field of a record gets its value from. Just one of @columns, @value, @record and @place is
 * there.
 */
typedef struct
{
  char *field;           /* its name, or "id" */
  GStrv columns;         /* their names: one, or several that are joined */
  char *separator;       /* between several; NULL: a space */
  char *currency;        /* of an amount: the column that says its currency, or NULL */
  KontorNamePart part;   /* of the name in the column */
  char *value;           /* a constant, in the canonical text form */
  char *record;          /* of a reference: another record of the row, by its name in the plan */
  gboolean place;        /* the row's place among the others: for an order, or as a key of rows */
  GHashTable *values;    /* what stands in the column to what it means, or NULL */
  char *otherwise;       /* what anything else in it means; NULL: itself */
  KontorMissing missing; /* of a reference by name */
  gboolean initial;      /* only for a record that is made; one that is there keeps its value */
} KontorBinding;

/* A record that a row makes, changes or just refers to. */
typedef struct
{
  char *name; /* unique in the file */
  const KontorEntity *entity;
  KontorMissing missing;
  KontorExisting existing;
  GPtrArray *bindings; /* of KontorBinding */
  char *each;          /* a column with several values in it, for each of which there is a record */
  char *separators;    /* of them: any of these characters */
} KontorRecordPlan;

/* How the values of a column are written, and which of them are mended. */
typedef struct
{
  char *name;
  char *target; /* what it is, as somebody said (kontor-column-target.h); NULL: guessed */
  guint dates;  /* the KontorDateOrder; 0: whatever there is but one reading for */
  KontorDecimalMark decimal;
  char *currency;          /* NULL: the plan's */
  GHashTable *corrections; /* a value to what was meant, or NULL */
} KontorColumnPlan;

typedef struct
{
  char *file;   /* its name without folder */
  char *source; /* what its records' keys are keys of; the same for a file that came later */
  const KontorEntity *entity; /* what its rows are about, as somebody said; NULL: guessed */
  KontorEncoding encoding;
  char delimiter; /* '\0': found */
  KontorCsvHeader header;
  GPtrArray *columns; /* of KontorColumnPlan, those that say something */
  GPtrArray *records; /* of KontorRecordPlan */
  GPtrArray *ignored; /* names of columns that nothing is done with */
} KontorFilePlan;

/**
 * KontorImportPlan:
 *
 * What becomes of the columns of some files: guessed, then changed by hand or in the app, kept as
 * JSON. Plain data; whoever holds it may change it. Not thread-safe.
 */
typedef struct
{
  char *currency;         /* of amounts that name none; NULL: the workspace's */
  GPtrArray *files;       /* of KontorFilePlan */
  GPtrArray *corrections; /* of KontorColumnPlan: for columns of that name in all files */
} KontorImportPlan;

KontorImportPlan *kontor_import_plan_new (void);
void kontor_import_plan_free (KontorImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportPlan, kontor_import_plan_free)

KontorFilePlan *kontor_file_plan_new (const char *file);
void kontor_file_plan_free (KontorFilePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorFilePlan, kontor_file_plan_free)

/* The plan of that file, or NULL. */
KontorFilePlan *kontor_import_plan_find (const KontorImportPlan *self, const char *file);

/* These add something and lend it. */
KontorRecordPlan *
kontor_file_plan_add_record (KontorFilePlan *self, const char *name, const KontorEntity *entity);
KontorBinding *kontor_record_plan_bind (KontorRecordPlan *self, const char *field);
KontorBinding *
kontor_record_plan_bind_column (KontorRecordPlan *self, const char *field, const char *column);
/* The plan of column @name, of one file or of all, made where there is none. */
KontorColumnPlan *kontor_file_plan_get_column (KontorFilePlan *self, const char *name);
KontorColumnPlan *kontor_import_plan_get_column (KontorImportPlan *self, const char *name);

KontorRecordPlan *kontor_file_plan_find_record (const KontorFilePlan *self, const char *name);
KontorBinding *kontor_record_plan_find (const KontorRecordPlan *self, const char *field);

/* Whether a record says something by @column; whether nothing is done with it. */
gboolean kontor_file_plan_uses (const KontorFilePlan *self, const char *column);
gboolean kontor_file_plan_ignores (const KontorFilePlan *self, const char *column);
void kontor_file_plan_ignore (KontorFilePlan *self, const char *column);
/* Takes @column out of all records; those of which a row says nothing then go too, but the first. */
void kontor_file_plan_unbind (KontorFilePlan *self, const char *column);

/* From now on @value in @column means @meant. */
void kontor_column_plan_correct (KontorColumnPlan *self, const char *value, const char *meant);

/**
 * kontor_import_plan_from_json:
 *
 * Reads a plan as kontor_import_plan_to_json() writes it; what is left out has to be guessed
 * before it can be used: `{"corrections": {"product": {"GTXPro": "GTX Pro"}}}` is a plan too.
 * KONTOR_ERROR_INVALID with the place in the message, KONTOR_ERROR_LIMIT.
 */
KontorImportPlan *
kontor_import_plan_from_json (const KontorSchema *schema, const char *json, GError **error);
/* Readable, with line breaks; the same for equal plans. */
char *kontor_import_plan_to_json (const KontorImportPlan *self);

G_END_DECLS
