/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-spool.h"

#include <stdio.h>
#include <stdlib.h>

struct _KontorctlSpool
{
  FILE *file;
  guint64 n;
};

KontorctlSpool *
kontorctl_spool_new (void)
{
  FILE *file = tmpfile ();
  KontorctlSpool *self;

  if (file == NULL)
    return NULL;
  self = g_new0 (KontorctlSpool, 1);
  self->file = file;
  return self;
}

void
kontorctl_spool_free (KontorctlSpool *self)
{
  fclose (self->file);
  g_free (self);
}

void
kontorctl_spool_add (KontorctlSpool *self, yyjson_mut_doc *doc)
{
  char *text = yyjson_mut_write (doc, 0, NULL);

  if (self->n++ > 0)
    fputc (',', self->file);
  fputs (text, self->file);
  free (text);
  yyjson_mut_doc_free (doc);
}

guint64
kontorctl_spool_get_n (KontorctlSpool *self)
{
  return self->n;
}

gboolean
kontorctl_spool_print (KontorctlSpool *self)
{
  char piece[8192];
  gsize length;

  if (fflush (self->file) != 0 || ferror (self->file) != 0)
    return FALSE;
  rewind (self->file);
  fputc ('[', stdout);
  while ((length = fread (piece, 1, sizeof piece, self->file)) > 0)
    fwrite (piece, 1, length, stdout);
  fputc (']', stdout);
  return ferror (self->file) == 0;
}
