/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-changes.h"

#include "storage/kontord-cursor.h"
#include "storage/kontord-record.h"
#include "storage/kontord-sql.h"
#include "sync/kontor-sync-limits.h"

/* A page in the making. */
typedef struct
{
  KontordTenantFile *file;
  KontorDatabase *database;
  KontorPageWriter *writer;
  gint64 seq; /* in step up to here */
  guint n_rows;
} Page;

static gboolean
read_last_n (KontorDatabase *database, guint32 device, gint64 *last_n, GError **error)
{
  KontorStatement *row;

  *last_n = 0;
  if (!kontord_sql_first (database, &row, error, "SELECT last_n FROM device WHERE device = ?1",
                          KONTORD_INT (device)))
    return FALSE;
  if (row != NULL)
    {
      *last_n = kontor_statement_get_int (row, 0);
      kontor_statement_reset (row);
    }
  return TRUE;
}

static gboolean
tell_device (Page *self, guint32 device, GError **error)
{
  KontorStatement *row;
  KontorId member;

  if (!kontor_page_writer_wants_device (self->writer, device))
    return TRUE;
  if (!kontord_sql_first (self->database, &row, error,
                          "SELECT member FROM device WHERE device = ?1", KONTORD_INT (device)))
    return FALSE;
  if (row == NULL)
    return TRUE; /* the server itself */
  if (kontor_statement_get_id (row, 0, &member))
    kontor_page_writer_add_device (self->writer, device, &member);
  kontor_statement_reset (row);
  return TRUE;
}

static gboolean
tell_devices (Page *self, const KontorImage *image, GError **error)
{
  guint count = 0;
  const KontorStamp *stamps
      = image->stamps != NULL ? kontor_stamps_list (image->stamps, &count) : NULL;

  for (guint i = 0; i < count; i++)
    {
      if (!tell_device (self, stamps[i].device, error))
        return FALSE;
    }
  return tell_device (self, image->device, error);
}

/* @change is at a row of `seq, entity, record, hlc, device`. */
static gboolean
add_change (Page *self, KontorStatement *change, GError **error)
{
  const KontorEntity *entity
      = kontord_tenant_file_get_entity (self->file, kontor_statement_get_int (change, 1));
  KontorStamp last = {
    .version = kontor_statement_get_int (change, 0),
    .hlc = kontor_statement_get_int (change, 3),
    .device = kontor_statement_get_int (change, 4),
  };
  g_auto (KontordRecord) record = { 0 };
  g_autoptr (KontorImage) image = NULL;

  self->seq = last.version;
  self->n_rows++;
  if (entity == NULL)
    return TRUE; /* of a newer server that ran here before */
  if (!kontord_record_load_changed (&record, self->database, entity,
                                    kontor_statement_get_int (change, 2), &last, error))
    return FALSE;
  image = kontord_record_dup_image (&record);
  if (!tell_devices (self, image, error))
    return FALSE;
  kontor_page_writer_add_row (self->writer, image);
  return TRUE;
}

/* Adds changes until the page is full, and says whether there are more. */
static gboolean
add_changes (Page *self, guint max, gboolean *more, GError **error)
{
  KontorStatement *statement = kontord_sql_prepare (
      self->database, error,
      "SELECT seq, entity, record, hlc, device FROM change WHERE seq > ?1 ORDER BY seq",
      KONTORD_INT (self->seq));

  *more = FALSE;
  while (statement != NULL && kontor_statement_step (statement, more, error))
    {
      if (*more && self->n_rows < max
          && kontor_page_writer_get_size (self->writer) < KONTOR_SYNC_PAGE_BYTES)
        {
          if (add_change (self, statement, error))
            continue;
          kontor_statement_reset (statement);
          return FALSE;
        }
      kontor_statement_reset (statement);
      return TRUE;
    }
  return FALSE;
}

static gboolean
write_page (Page *self, const KontorPageHead *head, guint max, GBytes **page, GError **error)
{
  g_autoptr (KontorPageWriter) writer = kontor_page_writer_new (head);
  g_autofree char *cursor = NULL;
  gboolean more;

  self->writer = writer;
  if (!add_changes (self, max, &more, error))
    return FALSE;
  cursor = kontord_cursor_new (self->seq, head->epoch, kontord_tenant_file_get_key (self->file));
  *page = kontor_page_writer_end (writer, cursor, self->seq, more);
  return TRUE;
}

gboolean
kontord_changes_list (KontordTenantFile *file,
                      const KontordActor *actor,
                      const char *cursor,
                      guint max,
                      gint64 now,
                      KontordOutcome *outcome,
                      GBytes **page,
                      GError **error)
{
  KontorPageHead head = { .schema = kontord_tenant_file_get_schema (file)->version, .now = now };
  Page self = { .file = file };
  gboolean is_read;

  g_strlcpy (head.epoch, kontord_tenant_file_get_epoch (file), sizeof head.epoch);
  if (cursor != NULL
      && !kontord_cursor_parse (cursor, head.epoch, kontord_tenant_file_get_key (file), &self.seq))
    {
      *outcome = KONTORD_OUTCOME_CURSOR;
      return TRUE;
    }
  self.database = kontord_tenant_file_begin_read (file, error);
  if (self.database == NULL)
    return FALSE;
  head.seq = kontord_tenant_file_read_seq (self.database);
  is_read = read_last_n (self.database, actor->device, &head.n, error)
            && write_page (&self, &head, max, page, error);
  kontord_tenant_file_end_read (file, self.database);
  *outcome = KONTORD_OUTCOME_DONE;
  return is_read;
}
