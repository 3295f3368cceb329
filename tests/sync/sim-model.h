/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-storage.h"

G_BEGIN_DECLS

/**
 * SimModel:
 *
 * What must be at the server, by the rules of shared/sync/README.md written down once more, one
 * operation after the other, with nothing of the core's own decisions. It is given each push that
 * the server takes and says what the server must have answered; in the end it says what must be
 * there. Only the texts of text3 groups are merged by the core, and held to laws of their own.
 */
typedef struct _SimModel SimModel;

/* Who changed something last. */
typedef struct
{
  guint32 tag; /* of the group's first field */
  gint64 version;
  KontorHlc hlc;
  guint32 device;
} SimStamp;

typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  KontorFields *fields; /* those that have a value */
  SimStamp made;
  GArray *stamps; /* SimStamp of groups that were changed since */
  gint64 version;
} SimRow;

/* A value that must be kept in a conflict record. */
typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  guint32 tag;
  KontorHlc hlc;
  guint32 device;
  KontorFields *value;
} SimLoser;

/* The answer to an operation. */
typedef struct
{
  KontorVerdictKind kind;
  KontorRefusal refusal;
  gint64 version;
  char *print; /* what was asked */
} SimAnswer;

typedef struct
{
  KontorId member;
  gint64 ack;
  GPtrArray *answers; /* SimAnswer of n = 1 and following */
} SimModelDevice;

struct _SimModel
{
  const KontorSchema *schema;
  GHashTable *rows;   /* KontorId to SimRow */
  GHashTable *losers; /* text to SimLoser */
  GPtrArray *devices; /* SimModelDevice by number */
  GHashTable *asked;  /* what each member asked, as text, to the SimAnswer that it got first */
  gint64 seq;
  char *trouble; /* what was not as it must be; NULL: all was */
};

/* --- what there is: sim-model.c --- */

SimModel *sim_model_new (const KontorSchema *schema, const KontorPage *first);
void sim_model_free (SimModel *self);

/* The server has ended a push so. @answer may be NULL for a push that was taken and whose answer
 * nobody has seen. FALSE, with @trouble, where it must have ended otherwise. */
gboolean sim_model_push (SimModel *self,
                         const KontorPush *push,
                         gint64 now,
                         KontordOutcome outcome,
                         const KontorAnswer *answer);
SimModelDevice *sim_model_get_device (SimModel *self, guint32 device);

SimRow *sim_row_copy (const SimRow *row);
void sim_row_free (SimRow *row);
const SimStamp *sim_row_get_stamp (const SimRow *row, guint32 tag);
void sim_row_set_stamp (SimRow *row, const SimStamp *stamp);
gboolean sim_same_value (const KontorFields *a, const KontorFields *b, guint index);

/* --- the rules: sim-rules.c --- */

/* One operation and what comes of it. */
typedef struct
{
  SimModel *model;
  const KontorOperation *operation;
  SimStamp stamp;    /* of the operation */
  const SimRow *row; /* as it stands; NULL for none */
  SimRow *next;      /* as it will be; NULL where nothing is written */
  GPtrArray *losers; /* SimLoser */
  SimAnswer answer;
} SimCase;

void sim_rules_apply (SimCase *self);

G_END_DECLS
