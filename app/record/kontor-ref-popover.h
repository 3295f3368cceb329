/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-list-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_REF_POPOVER (kontor_ref_popover_get_type ())
G_DECLARE_FINAL_TYPE (KontorRefPopover, kontor_ref_popover, KONTOR, REF_POPOVER, GtkPopover)

/**
 * KontorRefPopover:
 *
 * Finds a record of one entity as one types, or makes one where that takes no more than a name.
 *
 * Signals: "chosen" (KontorRecord or NULL for none); "create" (the name of a new one).
 */
GtkWidget *
kontor_ref_popover_new (KontorWorkspace *workspace, const KontorEntity *entity, gboolean can_clear);

/* Whether a record of @entity can be made of a name alone. */
gboolean kontor_ref_popover_can_create (const KontorEntity *entity);

G_END_DECLS
