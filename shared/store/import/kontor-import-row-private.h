/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-draft.h"
#include "store/import/kontor-import-names.h"
#include "store/import/kontor-import-survey.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_ITEM_OPEN,    /* not looked at yet */
  KONTOR_ITEM_EXISTS,  /* recognised */
  KONTOR_ITEM_NEW,     /* to be made */
  KONTOR_ITEM_SAME,    /* the same record as an earlier item of the row */
  KONTOR_ITEM_SKIPPED, /* left out */
} KontorItemState;

/* A record that a row speaks of, and what becomes of it. */
typedef struct
{
  KontorItemState state;
  const KontorEntity *entity;
  const KontorDraft *draft; /* NULL for one that is made because a reference names it */
  KontorImportHit hit;      /* of a new one: the id it will have */
  gboolean named;           /* recognised by its title, which stays as it is written there */
  guint same_as;
  KontorFields *fields;  /* what the row says */
  char *called;          /* of one that has no name: what it is called by, or NULL */
  KontorFields *before;  /* of one that exists: its present values */
  KontorFields *changes; /* of one that exists: what becomes different; empty: nothing */
} KontorImportItem;

/* What a row refers to and nothing is called yet: of use to a survey. */
typedef struct
{
  guint item;
  guint field;
  const KontorEntity *entity;
  char *name; /* folded */
} KontorImportNeed;

/* A reference whose name several records have. */
typedef struct
{
  guint item;
  const KontorDraftLink *link;
} KontorImportOpenLink;

typedef struct _KontorImportTally KontorImportTally;

/* A row while it is decided on. */
typedef struct
{
  const KontorSchema *schema;
  KontorImportView *view;
  KontorImportNames *names;
  KontorImportSurvey *survey;     /* or NULL */
  const KontorImportTally *tally; /* which records earlier rows spoke of */
  gboolean surveying;    /* it is being made: names that are not there yet are no problem */
  gboolean keeps_drafts; /* the row may be decided on once more */
  guint source;
  KontorDraftRow *row;
  GArray *items; /* of KontorImportItem */
  GArray *needs; /* of KontorImportNeed */
  GArray *open;  /* of KontorImportOpenLink */
} KontorImportRow;

void kontor_import_row_init (KontorImportRow *self, const KontorSchema *schema);
void kontor_import_row_clear (KontorImportRow *self);

KontorImportItem *kontor_import_row_get (const KontorImportRow *self, guint index);
/* The item that stands for the same record, itself mostly. */
KontorImportItem *kontor_import_row_get_root (const KontorImportRow *self, guint index);

/* What reference @field of an item points to; FALSE: nothing, or what is left out. */
gboolean kontor_import_row_get_ref (const KontorImportRow *self,
                                    const KontorImportItem *item,
                                    guint field,
                                    KontorId *id);

/* Whether an earlier row of the import made the record or spoke of it. */
gboolean kontor_import_is_touched (const KontorImportRow *self,
                                   const KontorEntity *entity,
                                   const KontorImportHit *hit);

/* Decides what the row in self->row does: fills the items, and the row's problems. FALSE only where
 * the workspace can't be read. Takes the drafts' fields over, unless
 * it keeps them. */
gboolean kontor_import_row_decide (KontorImportRow *self, GError **error);

/* Loads the present values of an item that exists, once. */
gboolean
kontor_import_row_load_before (KontorImportRow *self, KontorImportItem *item, GError **error);

/* Finds what the item's references by name point to: sets them in its fields, adds items for what is
 * to be made, problems, needs, and what has to wait until it is known what the item is. */
gboolean kontor_import_resolve_names (KontorImportRow *self, guint index, GError **error);
/* Decides on those. */
gboolean kontor_import_settle_open_links (KontorImportRow *self, GError **error);

/* Finds out whether the item's record is there; its references by name have been resolved. */
gboolean kontor_import_match (KontorImportRow *self, guint index, GError **error);

/* Finds out what an item without a name is called: by an address, by what else the row says of it,
 * by what it belongs to. It stays without a name. Where nothing calls it it is a problem, and FALSE. */
gboolean kontor_import_call (KontorImportRow *self, guint index);
/* Its title, or what it is called instead. */
char *kontor_import_item_dup_title (const KontorImportItem *item);

/* Whether entity @entity is recognised by its name alone, because each has to have one. */
gboolean kontor_import_is_known_by_name (const KontorEntity *entity);

G_END_DECLS
