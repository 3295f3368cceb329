/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FACE (kontor_face_get_type ())
G_DECLARE_FINAL_TYPE (KontorFace, kontor_face, KONTOR, FACE, GtkWidget)

/**
 * KontorFace:
 *
 * The initials of a name on a disc, in the look and with the colour of a small AdwAvatar, for lists
 * that are scrolled fast: it has no children and no style of its own to be computed anew whenever a row
 * gets another record. Decoration: the name is read beside it.
 */
GtkWidget *kontor_face_new (void);
void kontor_face_set_name (KontorFace *self, const char *name);

/* The initials that stand for @name, upper-case; empty for an empty name. */
char *kontor_face_dup_initials (const char *name);

G_END_DECLS
