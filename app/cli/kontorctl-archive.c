/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "transfer/kontor-archive-reader.h"
#include "util/kontor-error.h"

#include <glib/gi18n.h>

/* What errors of a workspace say of its file is said of the archive here. */
static KontorctlStatus
refuse (Kontorctl *self, const GError *error)
{
  if (error->domain != KONTOR_ERROR)
    return kontorctl_refuse (self, error);
  switch ((KontorError) error->code)
    {
    case KONTOR_ERROR_TOO_NEW:
      return kontorctl_refuse_in_words (
          self, error,
          _ ("This archive was written by a newer Kontor. Update Kontor to take it in."));

    case KONTOR_ERROR_CORRUPT:
      return kontorctl_refuse_in_words (self, error,
                                        _ ("This archive is damaged. Nothing of it was taken in."));

    case KONTOR_ERROR_INVALID:
      return kontorctl_refuse_in_words (self, error, _ ("This is not an archive of a workspace."));

    case KONTOR_ERROR_CONFLICT:
      return kontorctl_refuse_in_words (self, error,
                                        _ ("An archive makes a workspace of its own. Name a file "
                                           "that is not there yet with -w."));

    default:
      return kontorctl_refuse (self, error);
    }
}

static KontorctlStatus
import (Kontorctl *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorArchiveReader) reader
      = kontor_archive_reader_open (path, kontor_schema_get_default (), &error);
  KontorctlStatus status;
  gboolean done;

  if (reader == NULL)
    return refuse (self, error);
  if (!g_file_test (self->workspace, G_FILE_TEST_EXISTS))
    done = kontor_archive_reader_restore_to (reader, self->workspace, self->clock, &error);
  else if (kontorctl_open (self, 0, &status))
    done = kontor_archive_reader_restore (reader, self->store, &error);
  else
    return status;
  return done ? kontorctl_say_made (self) : refuse (self, error);
}

KontorctlStatus
kontorctl_run_archive (Kontorctl *self, int argc, char **argv)
{
  if (!kontorctl_parse (self, NULL, 2, 2, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!g_str_equal (argv[1], "import"))
    return kontorctl_misuse (self, _ ("it is “archive import FILE”"));
  if (self->workspace == NULL)
    return kontorctl_misuse (self, _ ("which workspace? Name its file with -w FILE"));
  return import (self, argv[2]);
}
