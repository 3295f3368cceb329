/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "transfer/kontor-cell.h"
#include "transfer/kontor-row-keys-private.h"
#include "transfer/kontor-row-mapper.h"

G_BEGIN_DECLS

#define KONTOR_ID_FIELD -1

/* A column of the file. */
typedef struct
{
  const char *name;
  KontorCellForm form;
  GHashTable *corrections; /* the file's, or NULL */
  GHashTable *shared;      /* those of all files, or NULL */
} KontorMapperColumn;

/* A binding with everything looked up. */
typedef struct
{
  const KontorBinding *binding;
  int field; /* or KONTOR_ID_FIELD */
  guint *columns;
  guint n_columns;
  int currency;      /* the column with that of an amount, or -1 */
  guint record;      /* of a reference to a record of the row */
  KontorValue value; /* of a constant */
} KontorMapperSlot;

typedef struct
{
  const KontorRecordPlan *plan;
  GArray *slots; /* of KontorMapperSlot */
  int each;      /* column, or -1 */
  gboolean has_columns;
  int whole; /* the record it is part of, or -1 */
  gboolean derives_key;
  guint draft; /* in the present row: the place of its first draft */
  guint n_drafts;
} KontorMapperRecord;

struct _KontorRowMapper
{
  const KontorSchema *schema;
  const KontorFilePlan *plan;
  char *currency; /* of amounts that name none */
  GArray *columns;
  GArray *records; /* of KontorMapperRecord; what others are part of comes first */
  KontorRowKeys *keys;
  guint64 made, named;
  /* The present row. */
  const KontorCsvRow *row;
  KontorDraftRow *drafts;
  GString *cell; /* a cell that had to be copied */
  char *key;     /* of the row, once asked for */
};

KontorMapperRecord *kontor_row_mapper_get_record (KontorRowMapper *self, guint index);
const KontorMapperColumn *kontor_row_mapper_get_column (KontorRowMapper *self, guint index);

/* Whether the slot says what the record is part of. */
gboolean kontor_mapper_is_part (const KontorMapperRecord *record, const KontorMapperSlot *slot);

G_END_DECLS
