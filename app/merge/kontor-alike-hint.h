/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_ALIKE_HINT (kontor_alike_hint_get_type ())
G_DECLARE_FINAL_TYPE (KontorAlikeHint, kontor_alike_hint, KONTOR, ALIKE_HINT, AdwBin)

/**
 * KontorAlikeHint:
 *
 * Who is here already and like the one that is being typed, and why. Not visible while there is
 * nobody.
 *
 * Signal: "opened" (const char *place): one of them was chosen.
 */

/* Looks anew, for @records (of KontorFields; transfer full): a record and then the ways to reach it.
 * What was asked before is forgotten. Where such records are not compared, nobody is alike. */
void kontor_alike_hint_look (KontorAlikeHint *self, KontorWorkspace *workspace, GPtrArray *records);

G_END_DECLS
