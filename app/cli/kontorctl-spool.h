/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * KontorctlSpool:
 *
 * The items of a JSON array of which there may be millions, kept in a file without a name until it
 * is known that they can be printed.
 */
typedef struct _KontorctlSpool KontorctlSpool;

/* NULL where there is no room for it. */
KontorctlSpool *kontorctl_spool_new (void);
void kontorctl_spool_free (KontorctlSpool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorctlSpool, kontorctl_spool_free)

/* The root of @doc, which is freed. */
void kontorctl_spool_add (KontorctlSpool *self, yyjson_mut_doc *doc);
guint64 kontorctl_spool_get_n (KontorctlSpool *self);

/* Prints "[item,item]". FALSE where the file could not be written or read. */
gboolean kontorctl_spool_print (KontorctlSpool *self);

G_END_DECLS
