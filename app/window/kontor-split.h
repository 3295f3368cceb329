/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * kontor_split_set_collapsed:
 *
 * Sets AdwNavigationSplitView:collapsed and keeps the focus where it is. With libadwaita 1.7 the
 * property alone never lets go of the page that was seen while collapsed, and with it of the whole
 * workspace that the page shows.
 */
void kontor_split_set_collapsed (AdwNavigationSplitView *split, gboolean collapsed);

/**
 * kontor_split_keep:
 *
 * Keeps @split in memory as long as libadwaita writes to it. Up to 1.7 a change of
 * AdwNavigationSplitView:show-content leaves an idle function behind that holds no reference: a
 * window that is closed before its turn would have it write to what is freed.
 */
void kontor_split_keep (AdwNavigationSplitView *split);

G_END_DECLS
