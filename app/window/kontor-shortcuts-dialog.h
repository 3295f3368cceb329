/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SHORTCUTS_DIALOG (kontor_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KontorShortcutsDialog,
                      kontor_shortcuts_dialog,
                      KONTOR,
                      SHORTCUTS_DIALOG,
                      AdwDialog)

/* Every action of the registry that has a key, by topic, and a search among them. */
AdwDialog *kontor_shortcuts_dialog_new (void);

G_END_DECLS
