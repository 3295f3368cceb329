/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels, each way. */
#define KONTOR_FACE_SIZE 24

/**
 * KontorFace:
 *
 * The initials of a name on a disc, in the look and with the colour of a small AdwAvatar, for lists
 * that are scrolled fast: it is painted, and no widget. Decoration: the name is read beside it.
 */
typedef struct _KontorFace KontorFace;

/* In the font of @widget as it is now. */
KontorFace *kontor_face_new (GtkWidget *widget, const char *name);
void kontor_face_free (KontorFace *self);

/* Paints it at the origin. */
void kontor_face_paint (KontorFace *self, GtkSnapshot *snapshot);

/* The initials that stand for @name, upper-case; empty for an empty name. */
char *kontor_face_dup_initials (const char *name);

G_END_DECLS
