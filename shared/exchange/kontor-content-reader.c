/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-content-reader-private.h"

#include "exchange/kontor-text-decoder.h"
#include "util/kontor-error.h"

#include <string.h>

/* Enough to know UTF-16 by. */
#define HEAD_SIZE 64

struct _KontorContentReader
{
  gsize max_line;
  gboolean keeps_blank;
  gboolean is_open;
  gboolean final;
  KontorTextDecoder *decoder; /* of UTF-16; NULL for any other file */
  GString *bytes;             /* not cut yet */
  gsize read;                 /* into @bytes: where the next line of the file begins */
  gsize scanned;              /* into @bytes: no line end between @read and here */
  gboolean after_cr;
  guint64 number; /* of the line of the file at @read */
  GString *line;  /* as far as it is put together */
  gboolean has_line;
  gsize head; /* into @line: no colon outside of quotes before */
  gboolean is_head_quoted;
  gboolean has_head;
  gboolean is_quoted_printable;
  guint64 line_number;
  GString *given; /* lent to the caller */
};

KontorContentReader *
kontor_content_reader_new (gsize max_line)
{
  KontorContentReader *self = g_new0 (KontorContentReader, 1);

  self->max_line = max_line;
  self->number = 1;
  self->bytes = g_string_new (NULL);
  self->line = g_string_new (NULL);
  self->given = g_string_new (NULL);
  return self;
}

void
kontor_content_reader_free (KontorContentReader *self)
{
  g_clear_pointer (&self->decoder, kontor_text_decoder_free);
  g_string_free (self->bytes, TRUE);
  g_string_free (self->line, TRUE);
  g_string_free (self->given, TRUE);
  g_free (self);
}

void
kontor_content_reader_set_keeps_blank (KontorContentReader *self, gboolean keeps_blank)
{
  self->keeps_blank = keeps_blank;
}

/* Looks at the first bytes: whether they have to be decoded, and whether a mark is to be dropped. */
static gboolean
open_file (KontorContentReader *self, GError **error)
{
  g_autoptr (GString) head = g_steal_pointer (&self->bytes);
  KontorEncoding encoding
      = kontor_encoding_find_utf_16 ((const guint8 *) head->str, MIN (head->len, HEAD_SIZE));

  self->is_open = TRUE;
  self->bytes = g_string_new (NULL);
  if (encoding == KONTOR_ENCODING_UNKNOWN)
    {
      gsize mark = g_str_has_prefix (head->str, "\xef\xbb\xbf") ? 3 : 0;

      g_string_append_len (self->bytes, head->str + mark, head->len - mark);
      return TRUE;
    }
  self->decoder = kontor_text_decoder_new (encoding);
  return kontor_text_decoder_push (self->decoder, (const guint8 *) head->str, head->len,
                                   self->final, self->bytes, error);
}

static guint64
count_lines_before (const char *bytes, const char *end)
{
  guint64 lines = 0;

  for (; bytes < end; bytes++)
    lines += *bytes == '\r' || (*bytes == '\n' && bytes[-1] != '\r');
  return lines;
}

static gboolean
refuse_nul (KontorContentReader *self, GError **error)
{
  const char *start = self->bytes->str + self->read;
  const char *nul = memchr (start, '\0', self->bytes->len - self->read);
  guint64 line = self->number;

  if (nul == NULL)
    return TRUE;
  if (nul > start)
    {
      line += *start == '\r' || (*start == '\n' && !self->after_cr);
      line += count_lines_before (start + 1, nul);
    }
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
               "line %" G_GUINT64_FORMAT " has a NUL character: this is not a text file", line);
  return FALSE;
}

gboolean
kontor_content_reader_push (KontorContentReader *self,
                            const guint8 *bytes,
                            gsize length,
                            gboolean final,
                            GError **error)
{
  g_return_val_if_fail (!self->final, FALSE);

  self->final = final;
  g_string_erase (self->bytes, 0, self->read);
  self->scanned -= self->read;
  self->read = 0;
  if (self->decoder != NULL)
    return kontor_text_decoder_push (self->decoder, bytes, length, final, self->bytes, error);
  g_string_append_len (self->bytes, (const char *) bytes, length);
  if (!self->is_open)
    {
      if (self->bytes->len < HEAD_SIZE && !final)
        return TRUE;
      if (!open_file (self, error))
        return FALSE;
    }
  return self->decoder != NULL || refuse_nul (self, error);
}

/* The next line of the file, without its end; FALSE if it is not all there yet. */
static gboolean
cut_line (KontorContentReader *self, const char **start, gsize *length)
{
  const char *bytes = self->bytes->str;
  gsize at;

  if (self->after_cr && self->read < self->bytes->len)
    {
      self->read += bytes[self->read] == '\n';
      self->scanned = MAX (self->scanned, self->read);
      self->after_cr = FALSE;
    }
  for (at = self->scanned; at < self->bytes->len; at++)
    if (bytes[at] == '\n' || bytes[at] == '\r')
      break;
  self->scanned = at;
  if (at == self->bytes->len && (!self->final || at == self->read))
    return FALSE;
  *start = bytes + self->read;
  *length = at - self->read;
  self->after_cr = at < self->bytes->len && bytes[at] == '\r';
  self->read = self->scanned = MIN (at + 1, self->bytes->len);
  self->number++;
  return TRUE;
}

static gboolean
begins_with (const char *text, gsize length, const char *word)
{
  return length >= strlen (word) && g_ascii_strncasecmp (text, word, strlen (word)) == 0;
}

static gboolean
is_frame (const char *text, gsize length)
{
  return begins_with (text, length, "BEGIN:") || begins_with (text, length, "END:");
}

/* Whether what stands before a colon says that what stands behind it is quoted-printable. */
static gboolean
says_quoted_printable (const char *head, gsize length)
{
  g_autofree char *copy = g_strndup (head, length);
  g_auto (GStrv) params = g_strsplit (copy, ";", -1);

  for (guint i = 1; params[0] != NULL && params[i] != NULL; i++)
    {
      g_strstrip (params[i]);
      if (g_ascii_strcasecmp (params[i], "QUOTED-PRINTABLE") == 0
          || g_ascii_strcasecmp (params[i], "ENCODING=QUOTED-PRINTABLE") == 0)
        return TRUE;
    }
  return FALSE;
}

/* Looks on for the colon behind name and parameters, from where it stopped. */
static void
look_for_head (KontorContentReader *self)
{
  const GString *line = self->line;

  for (; self->head < line->len; self->head++)
    {
      char c = line->str[self->head];

      if (c == '"')
        self->is_head_quoted = !self->is_head_quoted;
      if (c != ':' || self->is_head_quoted)
        continue;
      self->has_head = TRUE;
      self->is_quoted_printable = says_quoted_printable (line->str, self->head);
      return;
    }
}

/* Whether the line is quoted-printable and says that it goes on. */
static gboolean
is_broken_softly (KontorContentReader *self)
{
  if (self->line->len == 0 || self->line->str[self->line->len - 1] != '=')
    return FALSE;
  if (!self->has_head)
    look_for_head (self);
  return self->has_head && self->is_quoted_printable;
}

/* Adds a line of the file to the line being put together; FALSE if it is not part of it. */
static gboolean
join_line (KontorContentReader *self, const char *start, gsize length)
{
  if (length == 0)
    return FALSE;
  if (is_broken_softly (self) && !is_frame (start, length))
    {
      g_string_truncate (self->line, self->line->len - 1);
      g_string_append_len (self->line, start, length);
      return TRUE;
    }
  if (*start != ' ' && *start != '\t')
    return FALSE;
  if (!self->keeps_blank)
    {
      start++;
      length--;
    }
  g_string_append_len (self->line, start, length);
  return TRUE;
}

static void
give_line (KontorContentReader *self, char **line, gsize *length, guint64 *number)
{
  GString *given = self->given;

  self->given = self->line;
  self->line = given;
  g_string_truncate (self->line, 0);
  self->has_line = self->has_head = self->is_head_quoted = FALSE;
  self->head = 0;
  *line = self->given->str;
  *length = self->given->len;
  *number = self->line_number;
}

static KontorContentStep
fail_at_limit (KontorContentReader *self, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT,
               "line %" G_GUINT64_FORMAT ": a line is too long",
               self->has_line ? self->line_number : self->number);
  return KONTOR_CONTENT_FAILED;
}

KontorContentStep
kontor_content_reader_next (KontorContentReader *self,
                            char **line,
                            gsize *length,
                            guint64 *number,
                            GError **error)
{
  const char *start;
  gsize size;

  while (self->is_open && cut_line (self, &start, &size))
    {
      gboolean gave = FALSE;

      if (self->has_line && !join_line (self, start, size))
        {
          give_line (self, line, length, number);
          gave = TRUE;
        }
      else if (self->has_line)
        size = 0;
      if (size > 0)
        {
          g_string_append_len (self->line, start, size);
          self->has_line = TRUE;
          self->line_number = self->number - 1;
        }
      if (self->line->len > self->max_line)
        return fail_at_limit (self, error);
      if (gave)
        return KONTOR_CONTENT_LINE;
    }
  if (self->is_open && self->bytes->len - self->read > self->max_line)
    return fail_at_limit (self, error);
  if (!self->final)
    return KONTOR_CONTENT_NEED_MORE;
  if (!self->has_line)
    return KONTOR_CONTENT_END;
  give_line (self, line, length, number);
  return KONTOR_CONTENT_LINE;
}
