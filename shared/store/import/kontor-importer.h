/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-draft.h"
#include "store/import/kontor-import-names.h"

G_BEGIN_DECLS

/**
 * KontorImporter:
 *
 * Takes rows of drafts from files and makes records of them: recognises what is there, finds what
 * they refer to by name, in whatever order it comes, and tells what it did or, when it is only
 * tried out, what it would do; both are decided by the same code. The whole import is one journal
 * entry that can be undone. A row with a problem is refused as a whole and reported; the others
 * come in. Rows are read twice at most, and memory does not grow with them.
 *
 * One thread, which is the store's.
 */
typedef struct _KontorImporter KontorImporter;

typedef enum
{
  KONTOR_VERDICT_CREATED,
  KONTOR_VERDICT_UPDATED,
  KONTOR_VERDICT_UNCHANGED,
  KONTOR_VERDICT_REFUSED,
  KONTOR_VERDICT_NOTED, /* the row came in, but for what the problem names */
} KontorVerdict;

/* What became of one record of a row, or one problem of it. All of it is borrowed. */
typedef struct
{
  KontorVerdict verdict;
  const char *source; /* the file's name */
  guint64 row;
  const KontorEntity *entity;
  const KontorId *id;
  const KontorFields *before;   /* all values of one that is there */
  const KontorFields *after;    /* CREATED: all values; UPDATED: those that differ */
  const char *called;           /* of one without a name; NULL where nothing calls it */
  const KontorProblem *problem; /* REFUSED, NOTED */
} KontorImportEvent;

/* What to call the record of an event that is about one; "" where nothing does. */
char *kontor_import_event_dup_title (const KontorImportEvent *event);

typedef void (*KontorImportFunc) (const KontorImportEvent *event, gpointer user_data);

typedef struct
{
  gboolean trial;            /* nothing is written, no lock is held */
  const KontorEntity *about; /* what the journal says it is about, or NULL */
  KontorSuggestFunc suggest; /* or NULL: only other spellings are suggested */
  KontorImportFunc report;   /* or NULL */
  gpointer report_data;
  guint step_rows; /* a step takes no more rows; 0: as many as it has time for */
} KontorImporterOptions;

/* Records, not rows. */
typedef struct
{
  guint64 created;
  guint64 updated;
  guint64 unchanged;
} KontorImportCount;

KontorImporter *kontor_importer_new (KontorStore *store, const KontorImporterOptions *options);
/* Before the import has been finished: takes all of it back. */
void kontor_importer_free (KontorImporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImporter, kontor_importer_free)

/* Takes @source over. Sources are read in the order of what refers to what, not in that of these
 * calls. */
void kontor_importer_add (KontorImporter *self, KontorDraftSource *source);

/**
 * kontor_importer_step:
 * @done: whether all has been read
 *
 * Goes on for about a tenth of a second, and lets others write then. FALSE on
 * an error of a file as a whole or of the workspace; what was written is taken back.
 */
gboolean kontor_importer_step (KontorImporter *self, gboolean *done, GError **error);
/* From 0 to 1. */
double kontor_importer_get_progress (KontorImporter *self);

/* Ends it, after the last step. @entry (may be NULL) gets the journal entry, 0 where there was
 * nothing to write. */
gboolean kontor_importer_finish (KontorImporter *self, gint64 *entry, GError **error);

/* Steps to the end and finishes. @progress (may be NULL) is called now and then; where it returns
 * FALSE all is taken back and the import ends with G_IO_ERROR_CANCELLED. */
typedef gboolean (*KontorProgressFunc) (double progress, gpointer user_data);
gboolean kontor_importer_run (KontorImporter *self,
                              KontorProgressFunc progress,
                              gpointer user_data,
                              gint64 *entry,
                              GError **error);

/* Records that stand by themselves; the parts of one (addresses, lines) count with it. */
const KontorImportCount *kontor_importer_get_total (KontorImporter *self);
/* Records of one entity, parts too. */
const KontorImportCount *kontor_importer_get_count (KontorImporter *self,
                                                    const KontorEntity *entity);
guint64 kontor_importer_get_n_refused (KontorImporter *self); /* rows */

G_END_DECLS
