/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-search-index.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/* More rows than this in one commit are told as "everything". */
#define KONTOR_MAX_ROW_CHANGES 1000

struct _KontorStore
{
  KontorDatabase *database;
  const KontorSchema *schema;
  KontorClock *clock;
  KontorSearchIndex *search_index;
  KontorIdSource ids;
  const char *currency;
  KontorId me;
  guint32 device;
  gboolean connected;   /* what is written waits for a server */
  gint64 enlisted;      /* the last operation that was there when it was connected; 0: none */
  gint64 *name_numbers; /* of the schema's entities in the journal, 0 until asked for */
  int bulk_lock;        /* file descriptor while a bulk act is open, or -1 */
  KontorStoreListener listener;
  gpointer listener_data;
};

/* Reads the settings that writing needs anew; another process may have changed them. On an error they
 * stay as they were. */
gboolean kontor_store_read_settings (KontorStore *self, GError **error);

/* The number that stands for an entity's name in the journal. 0 on error. */
gint64 kontor_store_get_name_number (KontorStore *self, const KontorEntity *entity, GError **error);
/* After a rollback, which takes back what was numbered in it. */
void kontor_store_forget_name_numbers (KontorStore *self);
const KontorEntity *kontor_store_get_numbered_entity (KontorStore *self, gint64 number);

KontorChangeSet *kontor_change_set_new (void);
void kontor_change_set_add (KontorChangeSet *self,
                            const KontorRow *row,
                            guint64 mask,
                            gboolean inserted);

/* One bulk act at a time and over all processes: FALSE where another one is open. Kept until
 * released or the process ends, however it ends. */
gboolean kontor_store_lock_bulk (KontorStore *self, GError **error);
void kontor_store_unlock_bulk (KontorStore *self);

G_END_DECLS
