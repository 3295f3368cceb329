/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SECTION_BAR (kontor_section_bar_get_type ())
G_DECLARE_FINAL_TYPE (KontorSectionBar, kontor_section_bar, KONTOR, SECTION_BAR, AdwBin)

/**
 * KontorSectionBar:
 *
 * The bottom bar of a narrow window: the first sections, and "More", which shows the sidebar. It
 * activates "win.go" and "win.sidebar". Property "compact": icons without words, for large text.
 */
void kontor_section_bar_set_section (KontorSectionBar *self, const char *section);

G_END_DECLS
