/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/kontorctl.h"
#include "store/kontor-act.h"

G_BEGIN_DECLS

/**
 * kontorctl_points_set:
 * @points: of KontorFields, as kontorctl_read_assignments() reads them
 *
 * As part of @act: gives @owner's first point of each kind the values, makes it where there is none,
 * and takes away one that is left without any.
 */
gboolean kontorctl_points_set (Kontorctl *self,
                               KontorAct *act,
                               KontorRecord *owner,
                               GPtrArray *points,
                               GError **error);

G_END_DECLS
