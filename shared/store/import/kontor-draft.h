/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-fields.h"

G_BEGIN_DECLS

/* What to do about a record that a row speaks of and that is not there. */
typedef enum
{
  KONTOR_MISSING_CREATE, /* make it */
  KONTOR_MISSING_REFUSE, /* refuse the row: its name is probably wrong */
  KONTOR_MISSING_SKIP,   /* do without */
} KontorMissing;

/* What to do with the values of a record that is there. An empty cell never clears a value. */
typedef enum
{
  KONTOR_EXISTING_OVERWRITE, /* what the row says is newer */
  KONTOR_EXISTING_FILL,      /* only what has no value yet */
  KONTOR_EXISTING_KEEP,      /* the record stays as it is */
} KontorExisting;

/* Why a row is refused. */
typedef enum
{
  KONTOR_PROBLEM_FORM,      /* the value is not of the form that its field asks for */
  KONTOR_PROBLEM_LIMIT,     /* too long or too large */
  KONTOR_PROBLEM_MISSING,   /* a field that must have a value has none */
  KONTOR_PROBLEM_UNKNOWN,   /* nothing is called that */
  KONTOR_PROBLEM_AMBIGUOUS, /* several records are called that, or the date reads two ways */
  KONTOR_PROBLEM_CYCLE,     /* the record would come to belong to itself */
  KONTOR_PROBLEM_RAGGED,    /* more values than there are columns */
  KONTOR_PROBLEM_DISAGREES, /* an earlier row says something else of the same record */
} KontorProblemKind;

typedef struct
{
  KontorProblemKind kind;
  const KontorEntity *entity; /* whose field it is about; of UNKNOWN what was looked for */
  const KontorField *field;   /* NULL: none in particular */
  const char *column;         /* its name in the file, as long as the source lives; NULL: the row */
  char *value;                /* as it stands there; "" for none */
  char *suggestion;           /* what was probably meant, or NULL */
} KontorProblem;

/**
 * KontorDraftLink:
 *
 * A reference of a draft: to another draft of the row, or to a record by its title, by another
 * KONTOR_KEY of it or by its id.
 */
typedef struct
{
  guint field;
  int draft;  /* its place in the row, or -1 */
  char *name; /* else: what it is called */
  KontorMissing missing;
  const char *column;
} KontorDraftLink;

/**
 * KontorDraft:
 *
 * What one row of a file says about one record, before it is known whether that record is there
 * already. A draft is recognised, in this order, by @id, by its (source, external key), as a part
 * of a record of the row, by its KONTOR_KEY fields.
 */
typedef struct
{
  const KontorEntity *entity;
  KontorFields *fields; /* all but the references in @links; text is trimmed */
  GArray *links;        /* of KontorDraftLink */
  KontorId id;          /* null: not told */
  KontorMissing missing;
  KontorExisting existing;
  guint64 initial; /* fields that are only given to a new record */
  const char *columns[KONTOR_MAX_FIELDS + KONTOR_N_COMMON_FIELDS]; /* where each comes from */
} KontorDraft;

/**
 * KontorDraftRow:
 *
 * A row of a file, or a card, as the records it speaks of. A draft that others are part of comes
 * before them. Made once and filled again for each row. Belongs to one thread.
 */
typedef struct
{
  guint64 number;    /* as a spreadsheet numbers it; of cards the how-many-eth */
  GPtrArray *drafts; /* of KontorDraft; the first @n_drafts are this row's */
  guint n_drafts;
  GArray *problems; /* of KontorProblem; a row with one is refused */
  GArray *notices;  /* of KontorProblem: what was left out of a row that comes in all the same */
} KontorDraftRow;

KontorDraftRow *kontor_draft_row_new (void);
void kontor_draft_row_free (KontorDraftRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDraftRow, kontor_draft_row_free)

/* Empties it for row @number. */
void kontor_draft_row_reset (KontorDraftRow *self, guint64 number);
/* Adds a draft without values, to be filled; valid until the row is emptied. */
KontorDraft *kontor_draft_row_add (KontorDraftRow *self, const KontorEntity *entity);
KontorDraft *kontor_draft_row_get (const KontorDraftRow *self, guint index);
/* Adds a problem without value and suggestion, to be filled. */
KontorProblem *kontor_draft_row_add_problem (KontorDraftRow *self,
                                             KontorProblemKind kind,
                                             const KontorEntity *entity,
                                             const KontorField *field,
                                             const char *column,
                                             const char *value);

KontorProblem *kontor_draft_row_add_notice (KontorDraftRow *self,
                                            KontorProblemKind kind,
                                            const KontorEntity *entity,
                                            const KontorField *field,
                                            const char *column,
                                            const char *value);

/* A reference by name. */
void kontor_draft_link_name (KontorDraft *self,
                             guint field,
                             const char *name,
                             KontorMissing missing,
                             const char *column);
void kontor_draft_link_draft (KontorDraft *self, guint field, int draft);
/* The link of @field, or NULL. */
const KontorDraftLink *kontor_draft_find_link (const KontorDraft *self, guint field);

/**
 * KontorDraftSource:
 *
 * Something that gives rows: a file with a mapping, a file of cards. A plain struct that its maker
 * embeds and fills. Reads once through, and anew after rewind.
 */
typedef struct _KontorDraftSource KontorDraftSource;
struct _KontorDraftSource
{
  const char *name; /* the file's, for reports */
  guint64 makes;    /* entities, by their place in the schema, that its rows may make */
  guint64 names;    /* entities that its rows refer to by name */

  /* Fills @row; @found is FALSE at the end. An error is one of the file as a whole. */
  gboolean (*next) (KontorDraftSource *self, KontorDraftRow *row, gboolean *found, GError **error);
  gboolean (*rewind) (KontorDraftSource *self, GError **error);
  /* How much of it has been read, from 0 to 1. */
  double (*get_progress) (KontorDraftSource *self);
  void (*free) (KontorDraftSource *self);
};

G_END_DECLS
