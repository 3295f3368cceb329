/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FACTS_VIEW (kontor_facts_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorFactsView, kontor_facts_view, KONTOR, FACTS_VIEW, AdwBin)

/**
 * KontorFactsView:
 *
 * The fields of a record as rows that are edited in place. Empty ones fold behind "Add detail".
 * Each change is an act of its own, saved when it is made.
 */

/* @record NULL: nothing. The rows are kept while the entity stays the same. */
void kontor_facts_view_set_record (KontorFactsView *self,
                                   KontorWorkspace *workspace,
                                   KontorRecord *record);

/* Puts the cursor into the first fact. */
void kontor_facts_view_edit (KontorFactsView *self);
/* Where it is not, texts can still be selected and copied. */
void kontor_facts_view_set_writable (KontorFactsView *self, gboolean writable);

G_END_DECLS
