/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-list-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_POINTS_VIEW (kontor_points_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorPointsView, kontor_points_view, KONTOR, POINTS_VIEW, AdwBin)

/**
 * KontorPointsView:
 *
 * How somebody is reached: e-mail addresses, phone numbers, web and postal addresses, each edited
 * in place, with a way to add one.
 */

/* @record NULL: nothing. */
void kontor_points_view_set_record (KontorPointsView *self,
                                    KontorWorkspace *workspace,
                                    KontorRecord *record);
/* Where it is not, texts can still be selected and copied. */
void kontor_points_view_set_writable (KontorPointsView *self, gboolean writable);

G_END_DECLS
