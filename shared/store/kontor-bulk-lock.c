/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-bulk-lock.h"

#include "util/kontor-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Bytes of the file, which is empty: one belongs to the bulk act, the other to those who wait. */
#define ACT 0
#define WAITING 1

#define MAX_WAIT G_USEC_PER_SEC

/* Open file description locks belong to one opening of a file, not to the process. */
static gboolean
lock_byte (int file, short type, int byte)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };

  return fcntl (file, F_OFD_SETLK, &lock) == 0;
}

static int
open_file (const char *path, int flags)
{
  g_autofree char *name = g_strconcat (path, "-bulk", NULL);

  return g_open (name, O_RDWR | O_CLOEXEC | flags, 0600);
}

int
kontor_bulk_lock_take (const char *path, GError **error)
{
  int file = open_file (path, O_CREAT);

  if (file < 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_READ_ONLY, "%s-bulk: %s", path,
                   g_strerror (errno));
      return -1;
    }
  if (lock_byte (file, F_WRLCK, ACT))
    return file;
  close (file);
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY, "%s: a bulk change is running", path);
  return -1;
}

int
kontor_bulk_lock_ask (const char *path)
{
  int file = open_file (path, 0);

  if (file >= 0 && lock_byte (file, F_RDLCK, WAITING))
    return file;
  if (file >= 0)
    close (file);
  return -1;
}

gboolean
kontor_bulk_lock_is_asked (int lock)
{
  struct flock other = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = WAITING, .l_len = 1 };

  return fcntl (lock, F_OFD_GETLK, &other) == 0 && other.l_type != F_UNLCK;
}

void
kontor_bulk_lock_give_way (int lock)
{
  gint64 end = g_get_monotonic_time () + MAX_WAIT;

  while (lock >= 0 && kontor_bulk_lock_is_asked (lock) && g_get_monotonic_time () < end)
    g_usleep (500);
}
