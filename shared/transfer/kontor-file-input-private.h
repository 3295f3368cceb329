/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file read in pieces from its beginning, more than once. Errors are KONTOR_ERROR: NOT_FOUND,
 * DENIED, IO. */
typedef struct _KontorFileInput KontorFileInput;

KontorFileInput *kontor_file_input_open (const char *path, GError **error);
void kontor_file_input_close (KontorFileInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorFileInput, kontor_file_input_close)

/* The next piece, valid until the next call; @final says whether it is the last. */
gboolean kontor_file_input_read (KontorFileInput *self,
                                 const guint8 **bytes,
                                 gsize *length,
                                 gboolean *final,
                                 GError **error);
gboolean kontor_file_input_rewind (KontorFileInput *self, GError **error);
/* How much of it has been read, from 0 to 1. */
double kontor_file_input_get_progress (KontorFileInput *self);

G_END_DECLS
