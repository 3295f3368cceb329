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

G_END_DECLS
