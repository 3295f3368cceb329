/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

G_BEGIN_DECLS

/* Where a new workspace called @name goes: in the user's data folder, under a file name that no
 * other one has there. Free it. */
char *kontor_new_workspace_dup_path (const char *name);

/* Makes the workspace and fills it with what one begins with, in the user's language. Resolves to a
 * KontorWorkspace. @currency is ISO 4217, @member the name of who works here. */
DexFuture *
kontor_new_workspace (const char *path, const char *name, const char *currency, const char *member);

/* The currency of this locale, or EUR where it has none. */
const char *kontor_new_workspace_guess_currency (void);

G_END_DECLS
