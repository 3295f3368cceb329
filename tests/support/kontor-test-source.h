/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-importer.h"
#include "support/kontor-test-store.h"

G_BEGIN_DECLS

/* A source whose rows are written down in a test. */
typedef struct _KontorTestSource KontorTestSource;

KontorTestSource *kontor_test_source_new (const char *name);
KontorDraftSource *kontor_test_source_get (KontorTestSource *self);

/* Begins the next row; the first is row 2, as below a header. */
void kontor_test_source_add_row (KontorTestSource *self);
/*
 * Adds a draft to the row: "field", "text", …, NULL in the canonical text form. Of a reference the
 * text is "@N" for the N-th draft of the row, "?name" for what is called so and must be there,
 * "+name" for what is made where it is missing. "id" is the record's id; "(missing)", "(existing)"
 * and "(initial)" take the words of the enumerations, the last a field.
 */
void
kontor_test_source_add (KontorTestSource *self, const char *entity, ...) G_GNUC_NULL_TERMINATED;
/* From now on reading fails at row @number. */
void kontor_test_source_fail_at (KontorTestSource *self, guint64 number);

/* What an import said, for a test to compare. */
typedef struct
{
  KontorImportCount total;
  guint64 n_refused;
  gint64 entry;
  GString *events; /* a line each: "ROW created company Acme", "5 refused owner "Bob": unknown" … */
} KontorTestImport;

void kontor_test_import_clear (KontorTestImport *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorTestImport, kontor_test_import_clear)

/* Runs an import of @sources (ended by NULL), which it takes over; an error fails the test. */
void kontor_test_import_run (KontorTestImport *self,
                             KontorTestStore *test,
                             gboolean trial,
                             KontorTestSource *first,
                             ...) G_GNUC_NULL_TERMINATED;
/* Options under which what is reported comes to @self, which forgets what it had. */
KontorImporterOptions kontor_test_import_start (KontorTestImport *self, gboolean trial);
/* Keeps what the importer counted. */
void kontor_test_import_take (KontorTestImport *self, KontorImporter *importer);
/* For kontor_importer_new(); sets what is reported up. */
KontorImporter *
kontor_test_import_begin (KontorTestImport *self, KontorTestStore *test, gboolean trial);

G_END_DECLS
