/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-tar.h"

#include "util/kontor-error.h"

#include <string.h>

#define MAX_SIZE G_GUINT64_CONSTANT (077777777777)

typedef struct
{
  char name[100];
  char mode[8];
  char user[8];
  char group[8];
  char size[12];
  char time[12];
  char checksum[8];
  char type;
  char link[100];
  char magic[6];
  char version[2];
  char rest[247];
} Header;

G_STATIC_ASSERT (sizeof (Header) == KONTOR_TAR_BLOCK);

/* Octal digits with zeros in front, and one NUL. */
static void
set_number (char *field, gsize length, guint64 number)
{
  field[--length] = '\0';
  while (length > 0)
    {
      field[--length] = '0' + number % 8;
      number /= 8;
    }
}

/* Of all bytes, those of the sum itself counted as blanks. */
static guint
sum_bytes (const Header *header)
{
  const guchar *bytes = (const guchar *) header;
  guint sum = 0;

  for (guint i = 0; i < KONTOR_TAR_BLOCK; i++)
    sum += bytes[i];
  return sum;
}

gboolean
kontor_tar_make_header (const char *name,
                        guint64 size,
                        gint64 time,
                        char block[KONTOR_TAR_BLOCK],
                        GError **error)
{
  Header header = { .type = '0', .magic = "ustar", .version = { '0', '0' } };

  if (strlen (name) > sizeof header.name || size > MAX_SIZE)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "%s: too large for an archive", name);
      return FALSE;
    }
  memcpy (header.name, name, strlen (name));
  set_number (header.mode, sizeof header.mode, 0644);
  set_number (header.user, sizeof header.user, 0);
  set_number (header.group, sizeof header.group, 0);
  set_number (header.size, sizeof header.size, size);
  set_number (header.time, sizeof header.time, MAX (time, 0));
  memset (header.checksum, ' ', sizeof header.checksum);
  set_number (header.checksum, sizeof header.checksum - 1, sum_bytes (&header));
  memcpy (block, &header, sizeof header);
  return TRUE;
}

guint
kontor_tar_get_padding (guint64 size)
{
  return (KONTOR_TAR_BLOCK - size % KONTOR_TAR_BLOCK) % KONTOR_TAR_BLOCK;
}
