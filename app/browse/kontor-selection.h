/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-list-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SELECTION (kontor_selection_get_type ())
G_DECLARE_FINAL_TYPE (KontorSelection, kontor_selection, KONTOR, SELECTION, GObject)

/**
 * KontorSelection:
 *
 * The rows of a list model as a view takes them, any number of them selected. It remembers places,
 * and of rows on their way to another place their numbers in the file: to select a million reads
 * none of them, where the toolkit's own would hold a record for each. A row stays selected wherever
 * it goes while the list changes, also while another order or filter is being read; one that leaves
 * the list is forgotten. Main thread.
 */
KontorSelection *kontor_selection_new (KontorListModel *rows);

/* Shows the first @limit rows only; G_MAXUINT, as at first: all of them. */
void kontor_selection_set_limit (KontorSelection *self, guint limit);
guint kontor_selection_get_limit (KontorSelection *self);

/* What is selected, in its order: gint64, rows in the file. None is read for it. */
GArray *kontor_selection_dup_rowids (KontorSelection *self);
/* Selects those of @rowids that are there, and nothing else. */
void kontor_selection_select_rows (KontorSelection *self, const GArray *rowids);

G_END_DECLS
