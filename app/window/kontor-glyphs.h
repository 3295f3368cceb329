/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the letters that most texts are written with, in the fonts of a window, on a thread of its
 * own, which is returned and ends by itself: whoever sets text later finds them made. Main thread,
 * once there is a display; does not wait. */
GThread *kontor_glyphs_prepare (void);

G_END_DECLS
