/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Ways to reach somebody, by the apps that the desktop has for them. */

/* "tel:+34600123123" for what a field of that kind holds; NULL where it leads nowhere. Free it. */
char *kontor_reach_dup_uri (const KontorField *field, const KontorValue *value);

/* Hands @uri to the app that is for it; says so where there is none. */
void kontor_reach_open (GtkWidget *from, const char *uri);

/**
 * kontor_reach:
 * @kind: of the contact point: "phone" or "email"
 *
 * Calls or writes to whom @record is about: itself, else the first of what it belongs to that can be
 * reached so. Does nothing where there is no way.
 */
void
kontor_reach (GtkWidget *from, KontorWorkspace *workspace, KontorRecord *record, const char *kind);

G_END_DECLS
