/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query.h"
#include "store/kontor-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  KONTOR_LIST_AS_CSV,
  KONTOR_LIST_AS_CARDS, /* of what has contact points */
} KontorListForm;

/**
 * kontor_list_export_write:
 *
 * Writes what @query finds to @file, all fields of it, on a reader's thread. The file appears whole
 * or, where something fails, not at all. Resolves to a number of records (gint64), or is rejected
 * with KONTOR_ERROR or G_IO_ERROR.
 */
DexFuture *kontor_list_export_write (KontorWorkspace *workspace,
                                     KontorQuery *query,
                                     KontorListForm form,
                                     GFile *file);

/* Asks where to, writes, and tells in the window of @from what came of it. */
void kontor_list_export_ask (GtkWidget *from,
                             KontorWorkspace *workspace,
                             KontorQuery *query,
                             KontorListForm form);

G_END_DECLS
