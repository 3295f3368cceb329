/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KontorShot:
 *
 * A picture of the window, painted in process once what the page shows is there, after which the
 * program ends. It needs no eyes on the display and no tool that grabs one.
 */
typedef struct _KontorShot KontorShot;

/* From the options "shot-out", "shot-size" and "shot-do". */
KontorShot *kontor_shot_new (GVariantDict *options);
void kontor_shot_free (KontorShot *self);

/* Gives @window the wanted size and waits for it to be worth a picture. */
void kontor_shot_begin (KontorShot *self, GtkWindow *window);

G_END_DECLS
