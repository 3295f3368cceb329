/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FILTER_BAR (kontor_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (KontorFilterBar, kontor_filter_bar, KONTOR, FILTER_BAR, AdwBin)

/**
 * KontorFilterBar:
 *
 * The filter of a list: a chip for each part, and the same as text, where it can be written.
 *
 * Signal "changed": the user changed the filter.
 */
void kontor_filter_bar_set_entity (KontorFilterBar *self,
                                   KontorWorkspace *workspace,
                                   const KontorEntity *entity);

/* The condition, which is one that parses; "" for none. */
const char *kontor_filter_bar_get_text (KontorFilterBar *self);
/* From the program: "changed" is not emitted. A text that does not parse is shown with what is
 * wrong, and the condition stays. */
void kontor_filter_bar_set_text (KontorFilterBar *self, const char *text);
void kontor_filter_bar_add_part (KontorFilterBar *self, const char *part);

/* Shows the filter as text, with the cursor in it. */
void kontor_filter_bar_edit (KontorFilterBar *self);

G_END_DECLS
