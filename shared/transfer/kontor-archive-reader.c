/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-archive-private.h"

#include "exchange/kontor-tar.h"
#include "util/kontor-error.h"

#include <errno.h>
#include <string.h>
#include <yyjson.h>

#define MANIFEST "manifest.json"

#define PIECE (64 * 1024)
/* Of what is read as a whole: the manifest, the settings. */
#define MAX_SMALL (1024 * 1024)
#define MAX_LINE (64 * 1024 * 1024)
#define MAX_FILES 1000

typedef struct
{
  char *name;
  guint64 offset;
  guint64 size;
  char *sum; /* SHA-256 in hexadecimal, NULL until the manifest has said it */
} File;

struct _KontorArchiveReader
{
  FILE *stream;
  const KontorSchema *schema;
  GPtrArray *files; /* of File, as they lie in it */
  gint64 time;
};

gboolean
kontor_archive_fail (GError **error, const char *file, const char *what)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT, "%s: %s", file, what);
  return FALSE;
}

static void
free_file (gpointer data)
{
  File *file = data;

  g_free (file->name);
  g_free (file->sum);
  g_free (file);
}

static File *
find_file (KontorArchiveReader *self, const char *name)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (((File *) self->files->pdata[i])->name, name))
      return self->files->pdata[i];
  return NULL;
}

static gboolean
seek (KontorArchiveReader *self, guint64 offset, GError **error)
{
  if (fseeko (self->stream, (off_t) offset, SEEK_SET) == 0)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_IO, g_strerror (errno));
  return FALSE;
}

static gboolean
read_bytes (KontorArchiveReader *self, const char *name, char *bytes, gsize length, GError **error)
{
  if (fread (bytes, 1, length, self->stream) == length)
    return TRUE;
  if (!ferror (self->stream))
    return kontor_archive_fail (error, name, "cut short");
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_IO, "%s: %s", name, g_strerror (errno));
  return FALSE;
}

static gboolean
add_file (KontorArchiveReader *self, const KontorTarMember *member, guint64 offset, GError **error)
{
  File *file;

  if (find_file (self, member->name) != NULL)
    return kontor_archive_fail (error, member->name, "there twice");
  if (self->files->len == MAX_FILES)
    return kontor_archive_fail (error, member->name, "too many files");
  file = g_new0 (File, 1);
  file->name = g_strdup (member->name);
  file->size = member->size;
  file->offset = offset;
  g_ptr_array_add (self->files, file);
  return TRUE;
}

/* What ends before its first header is over is not the half of an archive, but something else. */
static gboolean
read_block (KontorArchiveReader *self, guint64 offset, char *block, GError **error)
{
  if (!seek (self, offset, error))
    return FALSE;
  if (read_bytes (self, "the archive", block, KONTOR_TAR_BLOCK, error))
    return TRUE;
  if (offset == 0 && error != NULL && g_error_matches (*error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT))
    (*error)->code = KONTOR_ERROR_INVALID;
  return FALSE;
}

/* From header to header, without reading what lies between them. */
static gboolean
read_headers (KontorArchiveReader *self, GError **error)
{
  guint64 offset = 0;

  while (TRUE)
    {
      char block[KONTOR_TAR_BLOCK];
      KontorTarMember member;
      gboolean end;

      if (!read_block (self, offset, block, error)
          || !kontor_tar_read_header (block, &member, &end, error))
        return FALSE;
      if (end)
        return TRUE;
      offset += KONTOR_TAR_BLOCK;
      if (!add_file (self, &member, offset, error))
        return FALSE;
      offset += member.size + kontor_tar_get_padding (member.size);
    }
}

char *
kontor_archive_reader_dup_file (KontorArchiveReader *self,
                                const char *name,
                                gsize *length,
                                GError **error)
{
  const File *file = find_file (self, name);
  g_autofree char *text = NULL;

  if (file == NULL || file->size > MAX_SMALL)
    {
      kontor_archive_fail (error, name, file == NULL ? "missing" : "too large");
      return NULL;
    }
  text = g_malloc (file->size + 1);
  if (!seek (self, file->offset, error) || !read_bytes (self, name, text, file->size, error))
    return NULL;
  text[file->size] = '\0';
  *length = file->size;
  return g_steal_pointer (&text);
}

static gboolean
read_listed (KontorArchiveReader *self, yyjson_val *listed, GError **error)
{
  const char *name = yyjson_get_str (yyjson_obj_get (listed, "name"));
  const char *sum = yyjson_get_str (yyjson_obj_get (listed, "sha256"));
  yyjson_val *size = yyjson_obj_get (listed, "size");
  File *file = name == NULL ? NULL : find_file (self, name);

  if (file == NULL || sum == NULL || !yyjson_is_uint (size))
    return kontor_archive_fail (error, name == NULL ? MANIFEST : name, "listed, but not there");
  if (yyjson_get_uint (size) != file->size)
    return kontor_archive_fail (error, name, "not of its size");
  g_set_str (&file->sum, sum);
  return TRUE;
}

/* What is of another version may be of any form otherwise. */
static gboolean
check_version (KontorArchiveReader *self, yyjson_val *root, GError **error)
{
  guint64 version = yyjson_get_uint (yyjson_obj_get (root, "version"));
  guint64 schema = yyjson_get_uint (yyjson_obj_get (root, "schema"));

  if (g_strcmp0 (yyjson_get_str (yyjson_obj_get (root, "format")), "kontor-archive") != 0)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "not an archive of Kontor's");
      return FALSE;
    }
  if (version <= KONTOR_ARCHIVE_VERSION && schema <= self->schema->version)
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW,
               "version %" G_GUINT64_FORMAT ", schema %" G_GUINT64_FORMAT, version, schema);
  return FALSE;
}

static gboolean
read_listing (KontorArchiveReader *self, yyjson_val *root, GError **error)
{
  yyjson_val *files = yyjson_obj_get (root, "files"), *listed;
  yyjson_arr_iter iter = yyjson_arr_iter_with (files);

  self->time = yyjson_get_sint (yyjson_obj_get (root, "time"));
  while ((listed = yyjson_arr_iter_next (&iter)) != NULL)
    if (!read_listed (self, listed, error))
      return FALSE;
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = self->files->pdata[i];

      if (file->sum == NULL && !g_str_equal (file->name, MANIFEST))
        return kontor_archive_fail (error, file->name, "there, but not listed");
    }
  return TRUE;
}

static gboolean
read_manifest (KontorArchiveReader *self, GError **error)
{
  g_autofree char *text = NULL;
  yyjson_doc *doc;
  gsize length;
  gboolean ok;

  if (find_file (self, MANIFEST) == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "not an archive of Kontor's");
      return FALSE;
    }
  text = kontor_archive_reader_dup_file (self, MANIFEST, &length, error);
  if (text == NULL)
    return FALSE;
  doc = yyjson_read (text, length, 0);
  ok = doc != NULL ? check_version (self, yyjson_doc_get_root (doc), error)
                         && read_listing (self, yyjson_doc_get_root (doc), error)
                   : kontor_archive_fail (error, MANIFEST, "not JSON");
  yyjson_doc_free (doc);
  return ok;
}

KontorArchiveReader *
kontor_archive_reader_new (FILE *stream, const KontorSchema *schema, GError **error)
{
  g_autoptr (KontorArchiveReader) self = g_new0 (KontorArchiveReader, 1);

  self->stream = stream;
  self->schema = schema;
  self->files = g_ptr_array_new_with_free_func (free_file);
  if (!read_headers (self, error) || !read_manifest (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static KontorError
translate_errno (int number)
{
  switch (number)
    {
    case ENOENT:
      return KONTOR_ERROR_NOT_FOUND;

    case EACCES:
    case EPERM:
      return KONTOR_ERROR_DENIED;

    default:
      return KONTOR_ERROR_IO;
    }
}

KontorArchiveReader *
kontor_archive_reader_open (const char *path, const KontorSchema *schema, GError **error)
{
  FILE *stream = fopen (path, "rbe");
  KontorArchiveReader *self;

  if (stream == NULL)
    {
      g_set_error (error, KONTOR_ERROR, translate_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }
  self = kontor_archive_reader_new (stream, schema, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);
  return self;
}

void
kontor_archive_reader_free (KontorArchiveReader *self)
{
  g_ptr_array_unref (self->files);
  fclose (self->stream);
  g_free (self);
}

gint64
kontor_archive_reader_get_time (KontorArchiveReader *self)
{
  return self->time * 1000;
}

const KontorSchema *
kontor_archive_reader_get_schema (KontorArchiveReader *self)
{
  return self->schema;
}

static gboolean
verify_file (KontorArchiveReader *self, const File *file, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *piece = g_malloc (PIECE);

  if (!seek (self, file->offset, error))
    return FALSE;
  for (guint64 left = file->size; left > 0;)
    {
      gsize length = MIN (left, PIECE);

      if (!read_bytes (self, file->name, piece, length, error))
        return FALSE;
      g_checksum_update (sum, (const guchar *) piece, (gssize) length);
      left -= length;
    }
  return g_str_equal (g_checksum_get_string (sum), file->sum)
         || kontor_archive_fail (error, file->name, "not as it was written");
}

gboolean
kontor_archive_reader_verify (KontorArchiveReader *self, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = self->files->pdata[i];

      if (file->sum != NULL && !verify_file (self, file, error))
        return FALSE;
    }
  return TRUE;
}

/* Hands on the whole lines at the front of @text; what is left is the beginning of one. */
static gboolean
take_lines (GString *text, gsize seen, KontorLineFunc func, gpointer user_data, GError **error)
{
  char *begin = text->str, *end;

  while ((end = memchr (text->str + seen, '\n', text->len - seen)) != NULL)
    {
      *end = '\0';
      if (!func (begin, (gsize) (end - begin), user_data, error))
        return FALSE;
      begin = end + 1;
      seen = (gsize) (begin - text->str);
    }
  g_string_erase (text, 0, begin - text->str);
  return TRUE;
}

static gboolean
read_lines (KontorArchiveReader *self,
            const File *file,
            KontorLineFunc func,
            gpointer user_data,
            GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint64 left = file->size;

  while (left > 0)
    {
      gsize length = MIN (left, PIECE), seen = text->len;

      if (seen > MAX_LINE)
        return kontor_archive_fail (error, file->name, "a line that is too long");
      g_string_set_size (text, seen + length);
      if (!read_bytes (self, file->name, text->str + seen, length, error)
          || !take_lines (text, seen, func, user_data, error))
        return FALSE;
      left -= length;
    }
  return text->len == 0 || kontor_archive_fail (error, file->name, "a line without an end");
}

gboolean
kontor_archive_reader_read_lines (KontorArchiveReader *self,
                                  const char *name,
                                  gboolean required,
                                  KontorLineFunc func,
                                  gpointer user_data,
                                  GError **error)
{
  const File *file = find_file (self, name);

  if (file == NULL)
    return !required || kontor_archive_fail (error, name, "missing");
  return seek (self, file->offset, error) && read_lines (self, file, func, user_data, error);
}
