/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_NEW_DIALOG (kontor_new_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KontorNewDialog, kontor_new_dialog, KONTOR, NEW_DIALOG, AdwDialog)

/**
 * kontor_new_dialog_present:
 * @parent: over whose window
 * @preset: (transfer full): what is known already; says of which entity the record is
 * @visit: whether to go to the record once it is there
 *
 * Asks for what a new record needs and usually has; the rest is added on its page. What was typed
 * is asked about before it is dropped.
 */
void kontor_new_dialog_present (GtkWidget *parent,
                                KontorWorkspace *workspace,
                                KontorFields *preset,
                                gboolean visit);

G_END_DECLS
