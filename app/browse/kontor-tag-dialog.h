/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-acts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for the name of a tag, old or new, and gives it to @records (of KontorRef, taken over). */
void kontor_tag_dialog_present (GtkWidget *parent, KontorWorkspace *workspace, GArray *records);

G_END_DECLS
