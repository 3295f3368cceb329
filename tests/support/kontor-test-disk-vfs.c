/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A test disk as SQLite sees it. */

#include "support/kontor-test-disk-private.h"

#include <sqlite3.h>
#include <string.h>

/* What SQLite holds of an open file. */
typedef struct
{
  sqlite3_file parent;
  DiskFile *file;
  int lock;     /* SQLITE_LOCK_* */
  guint shared; /* slots of the shared memory, as masks */
  guint exclusive;
  gboolean is_mapped;
} Opening;

static sqlite3_vfs *
get_root (sqlite3_vfs *vfs)
{
  return vfs->pAppData;
}

/* --- bytes --- */

static int
close_file (sqlite3_file *handle)
{
  Opening *self = (Opening *) handle;

  g_ptr_array_remove_fast (self->file->openings, self);
  return SQLITE_OK;
}

static int
read_bytes (sqlite3_file *handle, void *bytes, int amount, sqlite3_int64 offset)
{
  const DiskFile *file = ((Opening *) handle)->file;
  gint64 there = CLAMP (file->now.size - offset, 0, amount);

  if (file->disk->has_failed)
    return SQLITE_IOERR_READ;
  kontor_disk_read_file (file, bytes, offset, (gsize) there);
  if (there == amount)
    return SQLITE_OK;
  memset ((guint8 *) bytes + there, 0, (gsize) (amount - there));
  return SQLITE_IOERR_SHORT_READ;
}

static int
write_bytes (sqlite3_file *handle, const void *bytes, int amount, sqlite3_int64 offset)
{
  DiskFile *file = ((Opening *) handle)->file;
  gboolean had_failed = file->disk->has_failed;
  gboolean is_done = kontor_disk_spend (file->disk);

  /* The write that the power goes in is one of those that may be there, in part. */
  if (!had_failed)
    kontor_disk_write_file (file, bytes, offset, (gsize) amount);
  return is_done ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

static int
truncate_file (sqlite3_file *handle, sqlite3_int64 size)
{
  DiskFile *file = ((Opening *) handle)->file;

  if (!kontor_disk_spend (file->disk))
    return SQLITE_IOERR_TRUNCATE;
  kontor_disk_truncate_file (file, size);
  return SQLITE_OK;
}

static int
sync_file (sqlite3_file *handle, int flags)
{
  DiskFile *file = ((Opening *) handle)->file;

  if (!kontor_disk_spend (file->disk))
    return SQLITE_IOERR_FSYNC;
  kontor_disk_sync_file (file);
  return SQLITE_OK;
}

static int
get_size (sqlite3_file *handle, sqlite3_int64 *size)
{
  *size = ((Opening *) handle)->file->now.size;
  return SQLITE_OK;
}

static int
control (sqlite3_file *handle, int what, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
get_sector_size (sqlite3_file *handle)
{
  return PAGE_SIZE;
}

static int
get_characteristics (sqlite3_file *handle)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* --- locks --- */

/* The strongest lock that somebody else has. */
static int
find_other_lock (const Opening *self)
{
  int strongest = SQLITE_LOCK_NONE;

  for (guint i = 0; i < self->file->openings->len; i++)
    {
      const Opening *other = self->file->openings->pdata[i];

      if (other != self)
        strongest = MAX (strongest, other->lock);
    }
  return strongest;
}

static int
lock_file (sqlite3_file *handle, int lock)
{
  Opening *self = (Opening *) handle;
  int other = find_other_lock (self);

  if (lock <= self->lock)
    return SQLITE_OK;
  if ((lock == SQLITE_LOCK_SHARED && other >= SQLITE_LOCK_PENDING)
      || (lock == SQLITE_LOCK_RESERVED && other >= SQLITE_LOCK_RESERVED)
      || (lock == SQLITE_LOCK_EXCLUSIVE && other >= SQLITE_LOCK_SHARED))
    return SQLITE_BUSY;
  self->lock = lock;
  return SQLITE_OK;
}

static int
unlock_file (sqlite3_file *handle, int lock)
{
  Opening *self = (Opening *) handle;

  self->lock = MIN (self->lock, lock);
  return SQLITE_OK;
}

static int
check_reserved (sqlite3_file *handle, int *is_reserved)
{
  Opening *self = (Opening *) handle;

  *is_reserved = MAX (self->lock, find_other_lock (self)) >= SQLITE_LOCK_RESERVED;
  return SQLITE_OK;
}

/* --- the memory that those who have a file open share --- */

static int
map_memory (sqlite3_file *handle, int region, int size, int extend, void volatile **memory)
{
  Opening *self = (Opening *) handle;
  GPtrArray *regions = self->file->memory;

  self->is_mapped = TRUE;
  *memory = NULL;
  if ((guint) region >= regions->len && !extend)
    return SQLITE_OK;
  while (regions->len <= (guint) region)
    g_ptr_array_add (regions, g_malloc0 ((gsize) size));
  *memory = regions->pdata[region];
  return SQLITE_OK;
}

static gboolean
is_slot_free (const Opening *self, guint mask, gboolean exclusively)
{
  for (guint i = 0; i < self->file->openings->len; i++)
    {
      const Opening *other = self->file->openings->pdata[i];

      if (other == self)
        continue;
      if ((other->exclusive & mask) != 0 || (exclusively && (other->shared & mask) != 0))
        return FALSE;
    }
  return TRUE;
}

static int
lock_memory (sqlite3_file *handle, int first, int count, int flags)
{
  Opening *self = (Opening *) handle;
  guint mask = ((1u << count) - 1) << first;

  if (flags & SQLITE_SHM_UNLOCK)
    {
      self->shared &= ~mask;
      self->exclusive &= ~mask;
      return SQLITE_OK;
    }
  if (!is_slot_free (self, mask, (flags & SQLITE_SHM_EXCLUSIVE) != 0))
    return SQLITE_BUSY;
  if (flags & SQLITE_SHM_EXCLUSIVE)
    self->exclusive |= mask;
  else
    self->shared |= mask;
  return SQLITE_OK;
}

static void
order_memory (sqlite3_file *handle)
{
}

static int
unmap_memory (sqlite3_file *handle, int is_deleted)
{
  Opening *self = (Opening *) handle;

  self->is_mapped = FALSE;
  self->shared = self->exclusive = 0;
  for (guint i = 0; i < self->file->openings->len; i++)
    if (((const Opening *) self->file->openings->pdata[i])->is_mapped)
      return SQLITE_OK;
  g_ptr_array_set_size (self->file->memory, 0);
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_bytes,
  .xWrite = write_bytes,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved,
  .xFileControl = control,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_memory,
  .xShmLock = lock_memory,
  .xShmBarrier = order_memory,
  .xShmUnmap = unmap_memory,
};

/* --- names --- */

static int
open_file (sqlite3_vfs *vfs, const char *path, sqlite3_file *handle, int flags, int *out)
{
  Opening *self = (Opening *) handle;
  DiskFile *file;

  if (path == NULL || !kontor_disk_holds (path))
    return get_root (vfs)->xOpen (get_root (vfs), path, handle, flags, out);
  file = kontor_disk_find (path, TRUE);
  *self = (Opening) { .file = file };
  if (file->disk->has_failed || (!file->exists && (flags & SQLITE_OPEN_CREATE) == 0))
    return SQLITE_CANTOPEN;
  if (!file->exists)
    {
      if (!kontor_disk_spend (file->disk))
        return SQLITE_CANTOPEN;
      kontor_disk_create_file (file);
    }
  self->parent.pMethods = &methods;
  g_ptr_array_add (file->openings, self);
  if (out != NULL)
    *out = flags;
  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *vfs, const char *path, int is_synced)
{
  DiskFile *file;

  if (!kontor_disk_holds (path))
    return get_root (vfs)->xDelete (get_root (vfs), path, is_synced);
  file = kontor_disk_find (path, FALSE);
  if (file == NULL || !file->exists)
    return SQLITE_IOERR_DELETE_NOENT;
  if (!kontor_disk_spend (file->disk))
    return SQLITE_IOERR_DELETE;
  kontor_disk_delete_file (file, is_synced != 0);
  return SQLITE_OK;
}

/* An empty file counts as none, as SQLite's own VFS has it. */
static int
check_access (sqlite3_vfs *vfs, const char *path, int flags, int *result)
{
  const DiskFile *file;

  if (!kontor_disk_holds (path))
    return get_root (vfs)->xAccess (get_root (vfs), path, flags, result);
  file = kontor_disk_find (path, FALSE);
  *result = file != NULL && file->exists && (flags != SQLITE_ACCESS_EXISTS || file->now.size > 0);
  return SQLITE_OK;
}

/* A disk's folder is named by its own path. */
static int
get_full_path (sqlite3_vfs *vfs, const char *path, int size, char *full)
{
  if (!kontor_disk_holds (path))
    return get_root (vfs)->xFullPathname (get_root (vfs), path, size, full);
  return g_strlcpy (full, path, (gsize) size) < (gsize) size ? SQLITE_OK : SQLITE_CANTOPEN;
}

/* The same at each start: what SQLite draws follows from how often it has drawn. */
static int
fill_randomly (sqlite3_vfs *vfs, int length, char *bytes)
{
  for (int i = 0; i < length; i++)
    bytes[i] = (char) (i * 37);
  return length;
}

void
kontor_disk_register (void)
{
  static sqlite3_vfs vfs;
  sqlite3_vfs *root;

  /* Where SQLite has begun already it does without. */
  sqlite3_config (SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  root = sqlite3_vfs_find (NULL);
  sqlite3_randomness (0, NULL);
  if (root == &vfs)
    return;
  vfs = *root;
  vfs.pNext = NULL;
  vfs.zName = "kontor-test-disk";
  vfs.pAppData = root;
  vfs.szOsFile = MAX (root->szOsFile, (int) sizeof (Opening));
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = check_access;
  vfs.xFullPathname = get_full_path;
  vfs.xRandomness = fill_randomly;
  sqlite3_vfs_register (&vfs, TRUE);
}
