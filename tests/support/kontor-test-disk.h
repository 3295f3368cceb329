/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorTestDisk:
 *
 * A folder whose SQLite files live in memory, under SQLite's own code: quick to copy, and able to do
 * what a real disk does when the power goes. What was written and not yet synced may be there after
 * a crash, or not, or half, sector by sector. One thread; folders outside of a disk are those of the
 * machine.
 */
typedef struct _KontorTestDisk KontorTestDisk;

/* From now on, and until it is freed, the SQLite files in @folder are on the new disk. */
KontorTestDisk *kontor_test_disk_new (const char *folder);
/* Nothing may be open on it. */
void kontor_test_disk_free (KontorTestDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTestDisk, kontor_test_disk_free)

/* Puts what is in the machine's file @path on the disk as @name, as if it had long been there. */
void kontor_test_disk_load (KontorTestDisk *self, const char *name, const char *path);
/* The same for a file of another disk or of this one. Pages are shared until one is written. */
void kontor_test_disk_copy (KontorTestDisk *self,
                            const char *name,
                            KontorTestDisk *from,
                            const char *from_name);
/* Adds the bytes of all files to @bytes, for looking for what must not be there. */
void kontor_test_disk_collect (KontorTestDisk *self, GByteArray *bytes);

/* Writes, syncs, truncations and deletions so far. Where the number is the same, nothing can have
 * changed. */
guint64 kontor_test_disk_get_n_writes (KontorTestDisk *self);
/* The power goes with the one that comes after @writes more of them: that one and all after it
 * fail. */
void kontor_test_disk_fail_after (KontorTestDisk *self, guint64 writes);
void kontor_test_disk_fail (KontorTestDisk *self);
gboolean kontor_test_disk_has_failed (KontorTestDisk *self);

/* A number below @range. */
typedef guint32 (*KontorTestDraw) (gpointer data, guint32 range);
/* What is there when the machine is on again. Nothing may be open. With @draw the power was gone:
 * it says what became of each thing that was not synced. With NULL only the program ended. */
void kontor_test_disk_recover (KontorTestDisk *self, KontorTestDraw draw, gpointer data);

G_END_DECLS
