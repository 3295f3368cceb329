/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-journal.h"

G_BEGIN_DECLS

/* A workspace file in a folder of its own, with a clock that stands still and a fixed seed. */
typedef struct
{
  char *folder;
  char *path;
  KontorTestClock clock;
  KontorStore *store;
} KontorTestStore;

/* For g_test_add(): set-up opens a new workspace, tear-down closes and removes it. */
void kontor_test_store_set_up (KontorTestStore *self, gconstpointer data);
void kontor_test_store_tear_down (KontorTestStore *self, gconstpointer data);

/* Closes and opens it again, as a program does that starts anew. */
void kontor_test_store_reopen (KontorTestStore *self);

/* One act each; they fail the test on an error. Fields are given as "name", "text", …, NULL in
 * the canonical text form. Each advances the clock by a second. */
KontorId
kontor_test_store_insert (KontorTestStore *self, const char *entity, ...) G_GNUC_NULL_TERMINATED;
gint64 kontor_test_store_update (KontorTestStore *self, const char *entity, const KontorId *id, ...)
    G_GNUC_NULL_TERMINATED;
gint64 kontor_test_store_trash (KontorTestStore *self, const char *entity, const KontorId *id);

KontorFields *
kontor_test_store_fields (KontorTestStore *self, const char *entity, ...) G_GNUC_NULL_TERMINATED;
/* The text form of one field. */
char *kontor_test_store_get (KontorTestStore *self,
                             const char *entity,
                             const KontorId *id,
                             const char *field);
char *kontor_test_store_dump (KontorTestStore *self);
/* Without what lies in the trash. */
char *kontor_test_store_dump_live (KontorTestStore *self);
/* Fails the test where the file, the journal or the search tables are not whole. */
void kontor_test_store_assert_whole (KontorTestStore *self);
gint64 kontor_test_store_count (KontorTestStore *self, const char *sql);

const KontorEntity *kontor_test_entity (const char *name);

G_END_DECLS
