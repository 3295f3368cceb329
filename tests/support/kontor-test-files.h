/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/kontor-test-source.h"
#include "transfer/kontor-import-files.h"

G_BEGIN_DECLS

/* Writes @text to a file called @name in the test's folder; its path. @length -1: up to its end. */
char *
kontor_test_files_write (KontorTestStore *test, const char *name, const char *text, gssize length);

/* One import of the files at @paths, as a program makes it; what is decided is remembered. */
void kontor_test_files_run (KontorTestImport *self,
                            KontorTestStore *test,
                            gboolean trial,
                            KontorImportPlan *given,
                            const char *const *paths);

/*
 * Imports files, given as "name", "text", …, NULL: as a trial and then for real, which must say the
 * same, and once more, which must change nothing. Returns what the import said, a line each.
 */
char *kontor_test_files_import (KontorTestStore *test, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
