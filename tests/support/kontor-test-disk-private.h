/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/kontor-test-disk.h"

G_BEGIN_DECLS

#define PAGE_SIZE 4096
#define SECTOR_SIZE 512

typedef struct
{
  guint references;
  guint8 bytes[PAGE_SIZE];
} Page;

/* Bytes; a page that is NULL or beyond the end holds zeros. */
typedef struct
{
  GPtrArray *pages; /* Page */
  gint64 size;
} Image;

typedef struct
{
  KontorTestDisk *disk;
  gboolean exists;
  gboolean exists_synced;
  Image now;
  Image synced;
  GArray *dirty;       /* guint: pages that are not the same in both; some of them twice */
  GPtrArray *openings; /* who has it open */
  GPtrArray *memory;   /* regions that those share */
} DiskFile;

struct _KontorTestDisk
{
  char *folder;
  GHashTable *files; /* name to DiskFile */
  guint64 n_writes;
  guint64 left; /* before the power goes */
  gboolean has_failed;
};

/* --- files, for the VFS --- */

/* The file at @path; NULL where its folder is on no disk, or there never was one and @make is not
 * set. */
DiskFile *kontor_disk_find (const char *path, gboolean make);
gboolean kontor_disk_holds (const char *path);
void kontor_disk_create_file (DiskFile *self);
/* Counts something that changes the disk. FALSE where the power is gone. */
gboolean kontor_disk_spend (KontorTestDisk *self);
void kontor_disk_read_file (const DiskFile *self, guint8 *bytes, gint64 offset, gsize length);
void kontor_disk_write_file (DiskFile *self, const guint8 *bytes, gint64 offset, gsize length);
void kontor_disk_truncate_file (DiskFile *self, gint64 size);
void kontor_disk_sync_file (DiskFile *self);
void kontor_disk_delete_file (DiskFile *self, gboolean synced);

/* Makes SQLite open files through here, and its randomness begin anew: kontor-test-disk-vfs.c */
void kontor_disk_register (void);

G_END_DECLS
