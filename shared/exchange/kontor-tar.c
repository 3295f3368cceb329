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
  char owner[80];
  char prefix[155]; /* of the name */
  char rest[12];
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

/* As others write them too: with blanks in front, and a blank or a NUL at the end. */
static gboolean
get_number (const char *field, gsize length, guint64 *number)
{
  gsize i = 0;

  *number = 0;
  while (i < length && field[i] == ' ')
    i++;
  if (i == length || field[i] < '0' || field[i] > '7')
    return FALSE;
  for (; i < length && field[i] >= '0' && field[i] <= '7'; i++)
    *number = *number * 8 + (guint64) (field[i] - '0');
  return i == length || field[i] == ' ' || field[i] == '\0';
}

static gboolean
is_empty (const char *block)
{
  for (guint i = 0; i < KONTOR_TAR_BLOCK; i++)
    if (block[i] != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
check_sum (Header *header, GError **error)
{
  guint64 sum;

  if (get_number (header->checksum, sizeof header->checksum, &sum))
    {
      memset (header->checksum, ' ', sizeof header->checksum);
      if (sum == sum_bytes (header))
        return TRUE;
    }
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT, "the sum of a header is wrong");
  return FALSE;
}

gboolean
kontor_tar_read_header (const char block[KONTOR_TAR_BLOCK],
                        KontorTarMember *member,
                        gboolean *end,
                        GError **error)
{
  Header header;

  *end = is_empty (block);
  if (*end)
    return TRUE;
  memcpy (&header, block, sizeof header);
  if (memcmp (header.magic, "ustar", 5) != 0)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "not a tar file");
      return FALSE;
    }
  if (!check_sum (&header, error))
    return FALSE;
  if ((header.type != '0' && header.type != '\0') || header.prefix[0] != '\0'
      || header.name[0] == '\0' || !get_number (header.size, sizeof header.size, &member->size))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                           "a tar file with more than plain files");
      return FALSE;
    }
  memcpy (member->name, header.name, sizeof header.name);
  member->name[sizeof header.name] = '\0';
  return TRUE;
}
