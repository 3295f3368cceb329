/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-disk.h"

#include "support/kontor-test-disk-private.h"

#include <string.h>

#define NEVER G_MAXUINT64

static GHashTable *disks; /* folder to KontorTestDisk */

/* --- pages --- */

static Page *
make_page (const Page *original)
{
  Page *page = g_new (Page, 1);

  page->references = 1;
  if (original != NULL)
    memcpy (page->bytes, original->bytes, PAGE_SIZE);
  else
    memset (page->bytes, 0, PAGE_SIZE);
  return page;
}

static Page *
ref_page (Page *page)
{
  if (page != NULL)
    page->references++;
  return page;
}

static void
unref_page (Page *page)
{
  if (page != NULL && --page->references == 0)
    g_free (page);
}

static guint
count_pages (gint64 size)
{
  return (guint) ((size + PAGE_SIZE - 1) / PAGE_SIZE);
}

static void
set_length (Image *image, guint length)
{
  for (guint i = length; i < image->pages->len; i++)
    unref_page (image->pages->pdata[i]);
  g_ptr_array_set_size (image->pages, (int) length);
}

static void
set_page (Image *image, guint index, Page *page)
{
  if (image->pages->len <= index)
    g_ptr_array_set_size (image->pages, (int) index + 1);
  ref_page (page);
  unref_page (image->pages->pdata[index]);
  image->pages->pdata[index] = page;
}

static Page *
get_page (const Image *image, guint index)
{
  return index < image->pages->len ? image->pages->pdata[index] : NULL;
}

static void
clear_image (Image *image)
{
  set_length (image, 0);
  image->size = 0;
}

static void
copy_image (Image *image, const Image *original)
{
  for (guint i = 0; i < original->pages->len; i++)
    set_page (image, i, original->pages->pdata[i]);
  set_length (image, original->pages->len);
  image->size = original->size;
}

/* --- files --- */

static void
free_file (gpointer data)
{
  DiskFile *self = data;

  g_assert (self->openings->len == 0);
  clear_image (&self->now);
  clear_image (&self->synced);
  g_ptr_array_unref (self->now.pages);
  g_ptr_array_unref (self->synced.pages);
  g_array_unref (self->dirty);
  g_ptr_array_unref (self->openings);
  g_ptr_array_unref (self->memory);
  g_free (self);
}

static DiskFile *
get_file (KontorTestDisk *self, const char *name)
{
  DiskFile *file = g_hash_table_lookup (self->files, name);

  if (file != NULL)
    return file;
  file = g_new0 (DiskFile, 1);
  file->disk = self;
  file->now.pages = g_ptr_array_new ();
  file->synced.pages = g_ptr_array_new ();
  file->dirty = g_array_new (FALSE, FALSE, sizeof (guint));
  file->openings = g_ptr_array_new ();
  file->memory = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (self->files, g_strdup (name), file);
  return file;
}

DiskFile *
kontor_disk_find (const char *path, gboolean make)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  KontorTestDisk *disk = disks != NULL ? g_hash_table_lookup (disks, folder) : NULL;

  if (disk == NULL)
    return NULL;
  return make ? get_file (disk, name) : g_hash_table_lookup (disk->files, name);
}

gboolean
kontor_disk_holds (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return disks != NULL && g_hash_table_contains (disks, folder);
}

void
kontor_disk_create_file (DiskFile *self)
{
  clear_image (&self->now);
  clear_image (&self->synced);
  g_array_set_size (self->dirty, 0);
  self->exists = TRUE;
  self->exists_synced = FALSE;
}

gboolean
kontor_disk_spend (KontorTestDisk *self)
{
  self->n_writes++;
  if (self->left == 0)
    self->has_failed = TRUE;
  else if (self->left != NEVER)
    self->left--;
  return !self->has_failed;
}

void
kontor_disk_read_file (const DiskFile *self, guint8 *bytes, gint64 offset, gsize length)
{
  while (length > 0)
    {
      gsize within = (gsize) (offset % PAGE_SIZE), part = MIN (length, PAGE_SIZE - within);
      const Page *page = get_page (&self->now, (guint) (offset / PAGE_SIZE));

      if (page != NULL)
        memcpy (bytes, page->bytes + within, part);
      else
        memset (bytes, 0, part);
      bytes += part;
      offset += (gint64) part;
      length -= part;
    }
}

/* The page as something that may be written, noted as one that differs from what is synced. */
static Page *
open_page (DiskFile *self, guint index)
{
  Page *page = get_page (&self->now, index);

  if (page == get_page (&self->synced, index))
    g_array_append_val (self->dirty, index);
  if (page != NULL && page->references == 1)
    return page;
  page = make_page (page);
  set_page (&self->now, index, page);
  unref_page (page);
  return page;
}

void
kontor_disk_write_file (DiskFile *self, const guint8 *bytes, gint64 offset, gsize length)
{
  self->now.size = MAX (self->now.size, offset + (gint64) length);
  while (length > 0)
    {
      gsize within = (gsize) (offset % PAGE_SIZE), part = MIN (length, PAGE_SIZE - within);

      memcpy (open_page (self, (guint) (offset / PAGE_SIZE))->bytes + within, bytes, part);
      bytes += part;
      offset += (gint64) part;
      length -= part;
    }
}

/* What is cut off must not come back as more than zeros when the file grows again. */
void
kontor_disk_truncate_file (DiskFile *self, gint64 size)
{
  guint length = count_pages (size);

  for (guint i = length; i < self->now.pages->len; i++)
    if (self->now.pages->pdata[i] != NULL
        && self->now.pages->pdata[i] == get_page (&self->synced, i))
      g_array_append_val (self->dirty, i);
  if (self->now.pages->len > length)
    set_length (&self->now, length);
  if (size < self->now.size && size % PAGE_SIZE != 0 && get_page (&self->now, length - 1) != NULL)
    memset (open_page (self, length - 1)->bytes + size % PAGE_SIZE, 0,
            PAGE_SIZE - (gsize) (size % PAGE_SIZE));
  self->now.size = size;
}

/* Names are in the folder: with the first sync of a new file SQLite syncs that too. */
static void
sync_folder (KontorTestDisk *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DiskFile *file = value;

      if (file->exists)
        continue;
      clear_image (&file->synced);
      file->exists_synced = FALSE;
    }
}

void
kontor_disk_sync_file (DiskFile *self)
{
  if (!self->exists_synced)
    sync_folder (self->disk);
  for (guint i = 0; i < self->dirty->len; i++)
    {
      guint index = g_array_index (self->dirty, guint, i);

      set_page (&self->synced, index, get_page (&self->now, index));
    }
  g_array_set_size (self->dirty, 0);
  set_length (&self->synced, self->now.pages->len);
  self->synced.size = self->now.size;
  self->exists_synced = TRUE;
}

void
kontor_disk_delete_file (DiskFile *self, gboolean synced)
{
  self->exists = FALSE;
  clear_image (&self->now);
  g_array_set_size (self->dirty, 0);
  if (synced)
    sync_folder (self->disk);
}

/* --- after the power was gone --- */

/* Whole, or not at all, or some sectors of it. */
static void
settle_page (DiskFile *self, guint index, KontorTestDraw draw, gpointer data)
{
  Page *old = get_page (&self->synced, index), *page = get_page (&self->now, index);
  guint32 fate = draw (data, 3);

  if (page == old || (fate == 0 && page != NULL))
    return;
  if (fate == 1 || page == NULL)
    {
      set_page (&self->now, index, old);
      return;
    }
  page = open_page (self, index);
  for (guint sector = 0; sector < PAGE_SIZE; sector += SECTOR_SIZE)
    if (draw (data, 2) == 0 && old != NULL)
      memcpy (page->bytes + sector, old->bytes + sector, SECTOR_SIZE);
    else if (old == NULL && draw (data, 2) == 0)
      memset (page->bytes + sector, 0, SECTOR_SIZE);
}

static void
settle_file (DiskFile *self, KontorTestDraw draw, gpointer data)
{
  guint n_dirty = self->dirty->len;

  if (self->exists != self->exists_synced && draw (data, 2) == 0)
    {
      self->exists = self->exists_synced;
      copy_image (&self->now, &self->synced);
      return;
    }
  if (!self->exists)
    return;
  for (guint i = 0; i < n_dirty; i++)
    settle_page (self, g_array_index (self->dirty, guint, i), draw, data);
  if (self->now.size != self->synced.size && draw (data, 2) == 0)
    self->now.size = self->synced.size;
  set_length (&self->now, MIN (self->now.pages->len, count_pages (self->now.size)));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
kontor_test_disk_recover (KontorTestDisk *self, KontorTestDraw draw, gpointer data)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->files);

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      DiskFile *file = g_hash_table_lookup (self->files, names->pdata[i]);

      g_assert (file->openings->len == 0);
      if (draw != NULL)
        settle_file (file, draw, data);
      g_ptr_array_set_size (file->memory, 0);
      /* What is there now is what the next crash finds. */
      copy_image (&file->synced, &file->now);
      file->exists_synced = file->exists;
      g_array_set_size (file->dirty, 0);
    }
  self->has_failed = FALSE;
  self->left = NEVER;
}

/* --- the disk --- */

KontorTestDisk *
kontor_test_disk_new (const char *folder)
{
  KontorTestDisk *self = g_new0 (KontorTestDisk, 1);

  if (disks == NULL)
    disks = g_hash_table_new (g_str_hash, g_str_equal);
  kontor_disk_register ();
  g_assert (!g_hash_table_contains (disks, folder));
  self->folder = g_strdup (folder);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_file);
  self->left = NEVER;
  g_hash_table_insert (disks, self->folder, self);
  return self;
}

void
kontor_test_disk_free (KontorTestDisk *self)
{
  g_hash_table_remove (disks, self->folder);
  g_hash_table_unref (self->files);
  g_free (self->folder);
  g_free (self);
}

void
kontor_test_disk_load (KontorTestDisk *self, const char *name, const char *path)
{
  DiskFile *file = get_file (self, name);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, &error))
    g_error ("%s", error->message);
  kontor_disk_create_file (file);
  kontor_disk_write_file (file, (const guint8 *) content, 0, length);
  kontor_disk_sync_file (file);
}

void
kontor_test_disk_copy (KontorTestDisk *self,
                       const char *name,
                       KontorTestDisk *from,
                       const char *from_name)
{
  DiskFile *file = get_file (self, name), *original = get_file (from, from_name);

  g_assert (original->exists && original->openings->len == 0 && file->openings->len == 0);
  kontor_disk_create_file (file);
  copy_image (&file->now, &original->now);
  copy_image (&file->synced, &original->now);
  file->exists_synced = TRUE;
}

void
kontor_test_disk_collect (KontorTestDisk *self, GByteArray *bytes)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const DiskFile *file = value;

      for (guint i = 0; file->exists && i < file->now.pages->len; i++)
        if (file->now.pages->pdata[i] != NULL)
          g_byte_array_append (bytes, ((Page *) file->now.pages->pdata[i])->bytes, PAGE_SIZE);
    }
}

guint64
kontor_test_disk_get_n_writes (KontorTestDisk *self)
{
  return self->n_writes;
}

void
kontor_test_disk_fail_after (KontorTestDisk *self, guint64 writes)
{
  self->left = writes;
}

void
kontor_test_disk_fail (KontorTestDisk *self)
{
  self->has_failed = TRUE;
}

gboolean
kontor_test_disk_has_failed (KontorTestDisk *self)
{
  return self->has_failed;
}
