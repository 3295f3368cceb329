/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/kontor-import-columns.h"
#include "import/kontor-import-page.h"
#include "import/kontor-import-run.h"

G_BEGIN_DECLS

struct _KontorImportPage
{
  KontorPage parent_instance;
  GSimpleActionGroup *actions;
  GStrv paths;
  KontorImportLook *look;
  char *plan;    /* what was asked about last: JSON, or NULL for a first look */
  guint n_asked; /* looks that were asked for: the answer to an earlier one is no longer wanted */
  gboolean looking;
  char *problem; /* why files can't be read, or NULL */
  KontorImportRun *run;
  GCancellable *cancellable;
  gboolean done;
  KontorImportResult result;

  AdwNavigationView *view;
  AdwNavigationPage *choose_page;
  AdwNavigationPage *columns_page;
  AdwNavigationPage *differences_page;
  AdwNavigationPage *done_page;
  KontorImportColumns *columns;
  AdwToggleGroup *verdicts;
  GtkNoSelection *selection;
  GtkProgressBar *progress;
};

/* What is shown depends on all of it together. */
void kontor_import_page_notify_all (KontorImportPage *self);

/* The first steps: files are chosen or dropped, looked at, and looked at again as @plan says, which is
 * taken over. */
void kontor_import_page_look (KontorImportPage *self, char *plan);
/* The look at the files has been taken. */
void kontor_import_page_show_look (KontorImportPage *self, KontorImportLook *found);
/* Takes words over that say why the files can't be read, and goes back to where others are chosen. */
void kontor_import_page_take_problem (KontorImportPage *self, char *problem);
void kontor_import_page_add_choose_actions (KontorImportPage *self);

/* The last step: the import runs, is undone, and what it refused is saved. */
void kontor_import_page_clear_result (KontorImportPage *self);
void kontor_import_page_add_run_actions (KontorImportPage *self);

G_END_DECLS
