/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-sync-lock.h"

#include "util/kontor-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _KontorSyncLock
{
  int file;
};

/* An open file description lock: it is this opening's, and ends with it. The file stays, since
 * whoever removed it could remove the one that another has just locked. */
KontorSyncLock *
kontor_sync_lock_take (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, "-sync", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  KontorSyncLock *self;
  int file = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (file < 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_READ_ONLY, "%s: %s", name, g_strerror (errno));
      return NULL;
    }
  if (fcntl (file, F_OFD_SETLK, &lock) != 0)
    {
      close (file);
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY, "%s: another process syncs", name);
      return NULL;
    }
  self = g_new (KontorSyncLock, 1);
  self->file = file;
  return self;
}

void
kontor_sync_lock_release (KontorSyncLock *self)
{
  if (self == NULL)
    return;
  close (self->file);
  g_free (self);
}
