/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-error.h"

G_BEGIN_DECLS

/* What is in the files, whatever the seed. */
#define KONTOR_DEMO_N_ACCOUNTS 85
#define KONTOR_DEMO_N_PARENTED 15 /* accounts that are a subsidiary of another one */
#define KONTOR_DEMO_N_PRODUCTS 7
#define KONTOR_DEMO_N_MANAGERS 6
#define KONTOR_DEMO_N_AGENTS 35
#define KONTOR_DEMO_N_WON 4238
#define KONTOR_DEMO_N_LOST 2473
#define KONTOR_DEMO_N_ENGAGING 1589
#define KONTOR_DEMO_N_PROSPECTING 500
#define KONTOR_DEMO_N_DEALS 8800
#define KONTOR_DEMO_N_WITHOUT_ACCOUNT 1425 /* open ones all */
#define KONTOR_DEMO_N_MISSPELT 1480        /* deals whose product is written without its space */
#define KONTOR_DEMO_MISSPELT "NXPro"
#define KONTOR_DEMO_MEANT "NX Pro"

/**
 * KontorDemoFiles:
 *
 * Four CSV files that belong together, as a CRM that is left exports them: accounts.csv,
 * products.csv, sales_teams.csv, sales_pipeline.csv. Their dirt is that of real ones: a sector and a
 * country misspelt, a product misspelt in every row that names it, deals without an account,
 * amounts without a currency.
 */
typedef struct _KontorDemoFiles KontorDemoFiles;

KontorDemoFiles *kontor_demo_files_new (guint64 seed);
void kontor_demo_files_free (KontorDemoFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDemoFiles, kontor_demo_files_free)

/* The names of the files, ended by NULL. */
const char *const *kontor_demo_files_get_names (void);
/* The text of the file with that name, or NULL. */
const char *kontor_demo_files_get_text (const KontorDemoFiles *self, const char *name);

/* Puts them into @folder, which is made where it is missing; files of these names are replaced.
 * KONTOR_ERROR_READ_ONLY, FULL or IO. */
gboolean kontor_demo_files_write (const KontorDemoFiles *self, const char *folder, GError **error);

G_END_DECLS
