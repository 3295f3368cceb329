/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels, each way. */
#define KONTOR_FACE_SIZE 24

/**
 * KontorFaces:
 *
 * The initials of names on discs, in the look and with the colour of a small AdwAvatar, for lists
 * that are scrolled fast: they are painted, and no widgets. Decoration: the name is read beside it.
 * Those that look the same are made once. Main thread.
 */
typedef struct _KontorFaces KontorFaces;

KontorFaces *kontor_faces_new (void);
void kontor_faces_free (KontorFaces *self);

/* The face of @name with its corner at the origin, in the font that @context had when one like it
 * was first made. (transfer full) */
GskRenderNode *kontor_faces_dup (KontorFaces *self, PangoContext *context, const char *name);
/* For when the font is another. */
void kontor_faces_forget (KontorFaces *self);

/* The initials that stand for @name, upper-case; empty for an empty name. */
char *kontor_face_dup_initials (const char *name);

G_END_DECLS
