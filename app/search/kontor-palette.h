/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_PALETTE (kontor_palette_get_type ())
G_DECLARE_FINAL_TYPE (KontorPalette, kontor_palette, KONTOR, PALETTE, AdwDialog)

/* Everything that can be done now and every record, found as one types. */
void kontor_palette_present (KontorWindow *window);

G_END_DECLS
