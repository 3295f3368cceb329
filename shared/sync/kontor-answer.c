/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-json-private.h"
#include "sync/kontor-push.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

static const char *const states[] = {
  [KONTOR_VERDICT_OK] = "ok",
  [KONTOR_VERDICT_MERGED] = "merged",
  [KONTOR_VERDICT_REFUSED] = "refused",
};

KontorAnswer *
kontor_answer_new (void)
{
  KontorAnswer *self = g_new0 (KontorAnswer, 1);

  self->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_verdict_free);
  return self;
}

void
kontor_answer_free (KontorAnswer *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->verdicts);
  g_free (self);
}

static yyjson_mut_val *
make_verdict (yyjson_mut_doc *doc, const KontorVerdict *verdict, gint64 to)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc), *row;

  kontor_json_add_number (doc, object, "n", verdict->n);
  if (to > verdict->n)
    kontor_json_add_number (doc, object, "to", to);
  yyjson_mut_obj_add_str (doc, object, "st", states[verdict->kind]);
  if (verdict->version > 0)
    kontor_json_add_number (doc, object, "v", verdict->version);
  if (verdict->kind == KONTOR_VERDICT_REFUSED)
    yyjson_mut_obj_add_str (doc, object, "code", kontor_refusal_to_text (verdict->refusal));
  if (verdict->image != NULL)
    {
      row = kontor_image_to_json (doc, verdict->image);
      yyjson_mut_obj_add_val (doc, row, "f", kontor_fields_to_json (doc, verdict->image->fields));
      yyjson_mut_obj_add_val (doc, object, "row", row);
    }
  return object;
}

static void
write_head (KontorLineWriter *writer, const KontorAnswer *answer)
{
  yyjson_mut_doc *doc = kontor_line_writer_begin (writer);
  yyjson_mut_val *line = yyjson_mut_obj (doc);

  kontor_json_add_number (doc, line, "proto", KONTOR_SYNC_PROTOCOL);
  yyjson_mut_obj_add_str (doc, line, "epoch", answer->epoch);
  kontor_json_add_number (doc, line, "now", answer->now);
  kontor_json_add_number (doc, line, "last", answer->last);
  kontor_json_add_number (doc, line, "seq", answer->seq);
  kontor_line_writer_add (writer, line);
}

/* The place after the last verdict that says no more than the one before it. */
static guint
find_end_of_run (const GPtrArray *verdicts, guint start)
{
  const KontorVerdict *first = verdicts->pdata[start];
  guint end = start + 1;

  for (; end < verdicts->len && first->kind == KONTOR_VERDICT_OK; end++)
    {
      const KontorVerdict *next = verdicts->pdata[end];

      if (next->kind != KONTOR_VERDICT_OK || next->n != first->n + end - start
          || next->version != first->version + end - start)
        break;
    }
  return end;
}

GBytes *
kontor_answer_encode (const KontorAnswer *self)
{
  g_autoptr (KontorLineWriter) writer = kontor_line_writer_new ();
  guint end;

  write_head (writer, self);
  for (guint i = 0; i < self->verdicts->len; i = end)
    {
      const KontorVerdict *verdict = self->verdicts->pdata[i];
      yyjson_mut_doc *doc = kontor_line_writer_begin (writer);

      end = find_end_of_run (self->verdicts, i);
      kontor_line_writer_add (writer, make_verdict (doc, verdict, verdict->n + end - i - 1));
    }
  return kontor_line_writer_end (writer);
}

static gboolean
read_kind (yyjson_val *json, KontorVerdictKind *kind)
{
  const char *text = kontor_json_get_text (json, "st");

  for (guint i = KONTOR_VERDICT_OK; text != NULL && i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (text, states[i]))
      {
        *kind = (KontorVerdictKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_image (const KontorSchema *schema, yyjson_val *json, KontorVerdict *verdict, GError **error)
{
  yyjson_val *row = yyjson_obj_get (json, "row");

  if (row == NULL)
    return TRUE;
  verdict->image = kontor_image_from_json (schema, row, error);
  if (verdict->image == NULL)
    return FALSE;
  verdict->image->fields
      = kontor_fields_from_json (verdict->image->entity, yyjson_obj_get (row, "f"), error);
  return verdict->image->fields != NULL;
}

/* What a verdict of that kind has to have. */
static gboolean
is_whole (yyjson_val *json, KontorVerdict *verdict)
{
  const char *code = kontor_json_get_text (json, "code");

  switch (verdict->kind)
    {
    case KONTOR_VERDICT_OK:
      return kontor_json_get_number (json, "v", G_MAXINT64, &verdict->version)
             && verdict->version > 0;

    case KONTOR_VERDICT_MERGED:
      return kontor_json_get_number (json, "v", G_MAXINT64, &verdict->version)
             && verdict->version > 0 && verdict->image != NULL;

    case KONTOR_VERDICT_REFUSED:
    default:
      return code != NULL && kontor_refusal_from_text (&verdict->refusal, code);
    }
}

static KontorVerdict *
read_verdict (const KontorSchema *schema, yyjson_val *json, GError **error)
{
  g_autoptr (KontorVerdict) verdict = kontor_verdict_new (0, KONTOR_VERDICT_OK);

  if (!read_kind (json, &verdict->kind)
      || !kontor_json_get_number (json, "n", G_MAXINT64, &verdict->n) || verdict->n < 1)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "a verdict that is none");
      return NULL;
    }
  if (!read_image (schema, json, verdict, error))
    return NULL;
  if (!is_whole (json, verdict))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                           "a verdict that lacks a part");
      return NULL;
    }
  return g_steal_pointer (&verdict);
}

/* One line stands for the verdicts on n up to "to". Takes @verdict over. */
static gboolean
add_run (KontorAnswer *answer, yyjson_val *line, KontorVerdict *verdict)
{
  gint64 n = verdict->n, version = verdict->version, to = n;

  g_ptr_array_add (answer->verdicts, verdict);
  if (yyjson_obj_get (line, "to") == NULL)
    return TRUE;
  if (verdict->kind != KONTOR_VERDICT_OK || !kontor_json_get_number (line, "to", G_MAXINT64, &to)
      || to < n || to - n >= KONTOR_SYNC_MAX_OPERATIONS)
    return FALSE;
  for (gint64 i = 1; i <= to - n; i++)
    {
      verdict = kontor_verdict_new (n + i, KONTOR_VERDICT_OK);
      verdict->version = version + i;
      g_ptr_array_add (answer->verdicts, verdict);
    }
  return TRUE;
}

static gboolean
read_head (KontorAnswer *answer, KontorLineReader *lines, GError **error)
{
  GError *own = NULL;
  yyjson_val *line = kontor_line_reader_next (lines, &own);
  const char *epoch = kontor_json_get_text (line, "epoch");
  gint64 protocol;

  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  if (!kontor_json_get_number (line, "proto", G_MAXUINT32, &protocol)
      || !kontor_json_get_number (line, "now", G_MAXINT64, &answer->now)
      || !kontor_json_get_number (line, "last", G_MAXINT64, &answer->last)
      || !kontor_json_get_number (line, "seq", G_MAXINT64, &answer->seq)
      || !kontor_epoch_is_valid (epoch))
    return kontor_json_refuse ("an answer without a head", 1, error);
  if (protocol > KONTOR_SYNC_PROTOCOL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW, "another protocol");
      return FALSE;
    }
  memcpy (answer->epoch, epoch, KONTOR_EPOCH_SIZE);
  return TRUE;
}

/* Verdicts come one for each n. */
static gboolean
is_next (const KontorAnswer *answer, gint64 n)
{
  const KontorVerdict *last;

  if (answer->verdicts->len == 0)
    return TRUE;
  last = answer->verdicts->pdata[answer->verdicts->len - 1];
  return n == last->n + 1 && answer->verdicts->len < KONTOR_SYNC_MAX_OPERATIONS;
}

KontorAnswer *
kontor_answer_decode (const KontorSchema *schema, GBytes *body, GError **error)
{
  g_autoptr (KontorAnswer) answer = kontor_answer_new ();
  g_autoptr (KontorLineReader) lines = kontor_line_reader_new (body);
  GError *own = NULL;
  yyjson_val *line;

  if (!read_head (answer, lines, error))
    return NULL;
  while ((line = kontor_line_reader_next (lines, &own)) != NULL)
    {
      g_autoptr (KontorVerdict) verdict = read_verdict (schema, line, error);

      if (verdict == NULL)
        return NULL;
      if (!is_next (answer, verdict->n) || !add_run (answer, line, g_steal_pointer (&verdict)))
        {
          kontor_json_refuse ("verdicts out of order", kontor_line_reader_get_line (lines), error);
          return NULL;
        }
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }
  return g_steal_pointer (&answer);
}

char *
kontor_verdict_to_json (const KontorVerdict *self, gsize *length)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  size_t size;
  char *text = yyjson_mut_val_write (make_verdict (doc, self, self->n), 0, &size);
  char *copy = g_memdup2 (text, size + 1);

  free (text);
  yyjson_mut_doc_free (doc);
  *length = size;
  return copy;
}

KontorVerdict *
kontor_verdict_from_json (const KontorSchema *schema,
                          const char *json,
                          gsize length,
                          GError **error)
{
  yyjson_doc *doc = yyjson_read (json, length, 0);
  KontorVerdict *verdict = read_verdict (schema, yyjson_doc_get_root (doc), error);

  yyjson_doc_free (doc);
  return verdict;
}
