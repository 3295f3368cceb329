/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/kontor-import-line.h"
#include "store/kontor-workspace.h"
#include "transfer/kontor-import-files.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_IMPORT_LOOK (kontor_import_look_get_type ())

/* Of one column of a file. */
typedef struct
{
  char *name;
  char *target;  /* "Company, Name", or NULL where nothing is done with it */
  char *word;    /* the choice that says so (kontor-column-target.h); NULL: none does */
  char *samples; /* up to three values */
} KontorImportColumn;

/* What a column may be. */
typedef struct
{
  char *word;
  char *label;
} KontorImportChoice;

typedef struct
{
  char *name;
  char *summary;             /* what was recognised, in words */
  const KontorEntity *about; /* of a list: what its rows are; NULL of cards */
  GPtrArray *choices; /* KontorImportChoice, first that it is left out; of each column the same */
  GPtrArray *columns; /* KontorImportColumn */
} KontorImportFile;

/**
 * KontorImportLook:
 *
 * What files hold and what importing them would do, tried out without writing anything. Immutable,
 * reference-counted.
 */
typedef struct
{
  gatomicrefcount references;
  GPtrArray *files;                        /* KontorImportFile */
  GListStore *lines[KONTOR_VERDICT_NOTED]; /* KontorImportLine by verdict, at most so many */
  guint64 counts[KONTOR_VERDICT_NOTED];    /* records; of what is refused, rows */
  char *plan;                              /* JSON */
  char *problem; /* why a file can't be read, in words: there is nothing else then; or NULL */
} KontorImportLook;

GType kontor_import_look_get_type (void);
KontorImportLook *kontor_import_look_ref (KontorImportLook *self);
void kontor_import_look_unref (KontorImportLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportLook, kontor_import_look_unref)

/* Lines that are listed of each kind; the rest is only counted. */
#define KONTOR_MAX_IMPORT_LINES 1000

/* On a thread that may wait: reads the files and tries the import out. Rows of which nothing tells what
 * they are about are taken for contacts. @plan: (nullable): JSON. */
KontorImportLook *
kontor_import_look_new (KontorStore *store, GStrv paths, const char *plan, GError **error);

G_END_DECLS
