/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder of its own for a test. */
char *temp_folder_new (void);
/* Removes it with all that is in it, and frees @path. */
void temp_folder_remove (char *path);

typedef char TempFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TempFolder, temp_folder_remove)

G_END_DECLS
