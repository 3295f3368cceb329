/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-archive-private.h"

#include "model/kontor-wire.h"
#include "store/kontor-journal.h"

#include <yyjson.h>

#define PAGE 1000

typedef struct
{
  KontorStore *store;
  KontorSink sink;
  gpointer sink_data;
} Writer;

/* Takes @doc. */
static gboolean
write_line (const Writer *self, yyjson_mut_doc *doc, GError **error)
{
  gsize length;
  char *text = yyjson_mut_write (doc, YYJSON_WRITE_NEWLINE_AT_END, &length);
  gboolean ok = self->sink (text, length, self->sink_data, error);

  free (text);
  yyjson_mut_doc_free (doc);
  return ok;
}

static void
add_json (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *name, const char *json)
{
  if (json != NULL)
    yyjson_mut_obj_add_val (doc, object, name, yyjson_mut_rawcpy (doc, json));
}

static void
add_id (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *name, const KontorId *id)
{
  char text[KONTOR_ID_TEXT_SIZE];

  if (!kontor_id_is_null (id))
    yyjson_mut_obj_add_strcpy (doc, object, name, kontor_id_to_text (id, text));
}

static gboolean
write_entry (const Writer *self, const KontorJournalEntry *entry, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_sint (doc, root, "entry", entry->entry);
  yyjson_mut_obj_add_sint (doc, root, "time", entry->time);
  add_id (doc, root, "author", &entry->author);
  yyjson_mut_obj_add_uint (doc, root, "device", entry->device);
  yyjson_mut_obj_add_uint (doc, root, "origin", entry->origin);
  yyjson_mut_obj_add_strcpy (doc, root, "verb", entry->verb);
  if (entry->entity != NULL)
    yyjson_mut_obj_add_str (doc, root, "entity", entry->entity->name);
  add_json (doc, root, "args", entry->args);
  yyjson_mut_obj_add_uint (doc, root, "count", entry->count);
  if (entry->undoes != 0)
    yyjson_mut_obj_add_sint (doc, root, "undoes", entry->undoes);
  if (entry->undone_by != 0)
    yyjson_mut_obj_add_sint (doc, root, "undone_by", entry->undone_by);
  return write_line (self, doc, error);
}

static void
add_fields (yyjson_mut_doc *doc,
            yyjson_mut_val *object,
            const char *name,
            const KontorFields *fields)
{
  g_autofree char *json = fields == NULL ? NULL : kontor_fields_dup_json (fields);

  add_json (doc, object, name, json);
}

static gboolean
write_change (const Writer *self, const KontorChange *change, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_sint (doc, root, "op", change->op);
  if (change->group != 0)
    yyjson_mut_obj_add_uint (doc, root, "group", change->group);
  if (change->refused)
    yyjson_mut_obj_add_bool (doc, root, "refused", true);
  yyjson_mut_obj_add_str (doc, root, "kind",
                          change->kind == KONTOR_CHANGE_INSERT ? "insert" : "update");
  if (change->entity != NULL)
    yyjson_mut_obj_add_str (doc, root, "entity", change->entity->name);
  add_id (doc, root, "id", &change->id);
  add_fields (doc, root, "before", change->before);
  add_fields (doc, root, "after", change->after);
  return write_line (self, doc, error);
}

static gboolean
write_changes (const Writer *self, const KontorJournalEntry *entry, GError **error)
{
  for (guint skip = 0; skip < entry->count; skip += PAGE)
    {
      g_autoptr (GPtrArray) changes
          = kontor_journal_list_changes (self->store, entry->entry, skip, PAGE, error);

      if (changes == NULL)
        return FALSE;
      for (guint i = 0; i < changes->len; i++)
        if (!write_change (self, changes->pdata[i], error))
          return FALSE;
    }
  return TRUE;
}

/* The numbers of all entries, newest first. */
static GArray *
list_entries (KontorStore *store, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before = 0;

  while (TRUE)
    {
      g_autoptr (GPtrArray) page = kontor_journal_list (store, before, PAGE, error);

      if (page == NULL)
        return NULL;
      for (guint i = 0; i < page->len; i++)
        {
          before = ((const KontorJournalEntry *) page->pdata[i])->entry;
          g_array_append_val (numbers, before);
        }
      if (page->len < PAGE)
        return g_steal_pointer (&numbers);
    }
}

gboolean
kontor_archive_write_journal (KontorStore *store,
                              KontorSink sink,
                              gpointer sink_data,
                              GError **error)
{
  const Writer self = { store, sink, sink_data };
  g_autoptr (GArray) numbers = list_entries (store, error);

  if (numbers == NULL)
    return FALSE;
  for (guint i = numbers->len; i > 0; i--)
    {
      g_autoptr (KontorJournalEntry) entry
          = kontor_journal_get (store, g_array_index (numbers, gint64, i - 1), error);

      if (entry == NULL || !write_entry (&self, entry, error)
          || !write_changes (&self, entry, error))
        return FALSE;
    }
  return TRUE;
}
