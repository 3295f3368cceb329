/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-database.h"
#include "sync/kontor-stamps.h"

G_BEGIN_DECLS

/* What one statement writes. */
#define KONTORD_CHANGES_AT_ONCE 16

/**
 * KontordNewChanges:
 *
 * The changes that records are made by, on their way to the log of changes: written some at a time,
 * which costs two thirds of one by one. Before anybody looks into the log, and before the end of the
 * transaction, kontord_new_changes_write() has to have been called. Nothing to free.
 */
typedef struct
{
  guint count;
  struct
  {
    guint entity; /* its number */
    gint64 record;
    gint64 version;
    KontorHlc hlc;
    guint32 device;
  } waiting[KONTORD_CHANGES_AT_ONCE];
} KontordNewChanges;

gboolean kontord_new_changes_add (KontordNewChanges *self,
                                  KontorDatabase *database,
                                  guint entity,
                                  gint64 record,
                                  const KontorStamp *stamp,
                                  GError **error);
gboolean
kontord_new_changes_write (KontordNewChanges *self, KontorDatabase *database, GError **error);
/* Those that wait have been taken back. */
void kontord_new_changes_drop (KontordNewChanges *self);

G_END_DECLS
