/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The photo in what is kept of somebody's card. NULL where there is none, or none that is shown: one
 * that lies elsewhere, that is no JPEG or PNG, that is of more points than any portrait. @card:
 * (nullable) */
GdkPaintable *kontor_portrait_new (const char *card);

G_END_DECLS
