/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-names.h"
#include "cli/kontorctl-print.h"
#include "model/kontor-date.h"
#include "store/kontor-journal.h"
#include "util/kontor-error.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_LIMIT 50
#define MAX_CHANGES 100000 /* of one entry; more are a matter for dump */

static const char *const origins[] = {
  [KONTOR_ORIGIN_USER] = "user",     [KONTOR_ORIGIN_IMPORT] = "import",
  [KONTOR_ORIGIN_UNDO] = "undo",     [KONTOR_ORIGIN_REDO] = "redo",
  [KONTOR_ORIGIN_RULE] = "rule",     [KONTOR_ORIGIN_SEED] = "seed",
  [KONTOR_ORIGIN_REMOTE] = "remote",
};

static char *
dup_title (Kontorctl *self, const KontorEntity *entity, const KontorId *id)
{
  g_autoptr (KontorRecord) record = NULL;

  if (entity != NULL && !kontor_id_is_null (id))
    record = kontor_store_get (self->store, entity, id, NULL);
  return record != NULL ? g_strdup (kontor_record_get_title (record)) : NULL;
}

static char *
dup_author (Kontorctl *self, const KontorJournalEntry *entry)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);

  return dup_title (self, kontor_schema_find (schema, "member"), &entry->author);
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, object, key, text);
  else
    yyjson_mut_obj_add_null (doc, object, key);
}

static void
add_number (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, gint64 number)
{
  if (number != 0)
    yyjson_mut_obj_add_sint (doc, object, key, number);
  else
    yyjson_mut_obj_add_null (doc, object, key);
}

static yyjson_mut_val *
entry_to_json (Kontorctl *self, yyjson_mut_doc *doc, const KontorJournalEntry *entry)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  g_autofree char *time = kontor_instant_dup_text (entry->time);
  g_autofree char *words = kontor_phrase_entry (entry);
  g_autofree char *author = dup_author (self, entry);

  yyjson_mut_obj_add_sint (doc, object, "entry", entry->entry);
  yyjson_mut_obj_add_strcpy (doc, object, "time", time);
  add_text (doc, object, "author", author);
  yyjson_mut_obj_add_uint (doc, object, "device", entry->device);
  yyjson_mut_obj_add_str (doc, object, "origin", origins[entry->origin]);
  yyjson_mut_obj_add_strcpy (doc, object, "verb", entry->verb);
  add_text (doc, object, "entity", entry->entity != NULL ? entry->entity->name : NULL);
  yyjson_mut_obj_add_uint (doc, object, "count", entry->count);
  yyjson_mut_obj_add_strcpy (doc, object, "words", words);
  add_number (doc, object, "undoes", entry->undoes);
  add_number (doc, object, "undone_by", entry->undone_by);
  return object;
}

static void
print_entry (Kontorctl *self, const KontorJournalEntry *entry)
{
  g_autofree char *time = kontor_instant_dup_text (entry->time);
  g_autofree char *words = kontor_phrase_entry (entry);
  g_autofree char *author = dup_author (self, entry);

  printf ("%6" G_GINT64_FORMAT "  %s  %s  %s", entry->entry, time, author ? author : "-", words);
  if (entry->undone_by != 0)
    printf (_ (" (undone by %" PRIi64 ")"), entry->undone_by);
  printf ("\n");
}

/* A value of before or after; a reference by its title where that is known. */
static char *
dup_value (Kontorctl *self, const KontorField *field, const KontorValue *value)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);
  char *title = NULL;

  if (value == NULL)
    return g_strdup ("");
  if (value->type == KONTOR_REF)
    title = dup_title (self, kontor_schema_find (schema, field->target), &value->id);
  return title != NULL ? title : kontor_value_dup_text (field, value);
}

static void
print_change (Kontorctl *self, const KontorChange *change)
{
  g_autofree char *id = kontor_id_dup_text (&change->id);

  if (change->entity == NULL)
    {
      printf (_ ("        %s, of a kind that only a newer Kontor knows\n"), id);
      return;
    }
  printf ("        %s %s%s\n", change->entity->name, id,
          change->kind == KONTOR_CHANGE_INSERT ? _ (" (new)") : "");
  for (guint i = 0; i < kontor_entity_get_n_fields (change->entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (change->entity, i);
      const KontorValue *after = kontor_fields_get (change->after, i);
      g_autofree char *old = NULL, *new = NULL;

      if (after == NULL)
        continue;
      new = dup_value (self, field, after);
      old = change->before ? dup_value (self, field, kontor_fields_get (change->before, i)) : NULL;
      if (old != NULL)
        printf ("          %s: %s → %s\n", field->name, old, new);
      else if (*new != '\0')
        printf ("          %s: %s\n", field->name, new);
    }
}

static yyjson_mut_val *
fields_to_json (Kontorctl *self, yyjson_mut_doc *doc, const KontorFields *fields)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);
  const KontorEntity *entity;
  yyjson_mut_val *object;

  if (fields == NULL)
    return yyjson_mut_null (doc); /* nothing was before, or it can't be read */
  entity = kontor_fields_get_entity (fields);
  object = yyjson_mut_obj (doc);
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (entity, i);
      const KontorValue *value = kontor_fields_get (fields, i);
      g_autofree char *title = NULL;

      if (value == NULL)
        continue;
      if (value->type == KONTOR_REF)
        title = dup_title (self, kontor_schema_find (schema, field->target), &value->id);
      yyjson_mut_obj_add_val (doc, object, field->name,
                              kontorctl_value_to_json (doc, field, value, title));
    }
  return object;
}

static yyjson_mut_val *
change_to_json (Kontorctl *self, yyjson_mut_doc *doc, const KontorChange *change)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  g_autofree char *id = kontor_id_dup_text (&change->id);

  yyjson_mut_obj_add_sint (doc, object, "entry", change->entry->entry);
  yyjson_mut_obj_add_str (doc, object, "kind",
                          change->kind == KONTOR_CHANGE_INSERT ? "insert" : "update");
  add_text (doc, object, "entity", change->entity != NULL ? change->entity->name : NULL);
  yyjson_mut_obj_add_strcpy (doc, object, "id", id);
  yyjson_mut_obj_add_val (doc, object, "before", fields_to_json (self, doc, change->before));
  yyjson_mut_obj_add_val (doc, object, "after", fields_to_json (self, doc, change->after));
  return object;
}

static void
print_entries (Kontorctl *self, GPtrArray *entries)
{
  yyjson_mut_doc *doc;
  yyjson_mut_val *list;

  if (!self->json)
    {
      for (guint i = 0; i < entries->len; i++)
        print_entry (self, entries->pdata[i]);
      return;
    }
  doc = yyjson_mut_doc_new (NULL);
  list = yyjson_mut_arr (doc);
  for (guint i = 0; i < entries->len; i++)
    yyjson_mut_arr_append (list, entry_to_json (self, doc, entries->pdata[i]));
  yyjson_mut_doc_set_root (doc, list);
  kontorctl_print_json (doc);
}

/* Each change under the entry it is of; said once where several changes are of one. */
static void
print_changes (Kontorctl *self, GPtrArray *changes)
{
  gint64 entry = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const KontorChange *change = changes->pdata[i];

      if (change->entry->entry != entry)
        print_entry (self, change->entry);
      entry = change->entry->entry;
      print_change (self, change);
    }
}

static void
print_history (Kontorctl *self, GPtrArray *changes)
{
  yyjson_mut_doc *doc;
  yyjson_mut_val *list;

  if (!self->json)
    {
      print_changes (self, changes);
      return;
    }
  doc = yyjson_mut_doc_new (NULL);
  list = yyjson_mut_arr (doc);
  for (guint i = 0; i < changes->len; i++)
    yyjson_mut_arr_append (list, change_to_json (self, doc, changes->pdata[i]));
  yyjson_mut_doc_set_root (doc, list);
  kontorctl_print_json (doc);
}

static gboolean
read_entry (const char *text, gint64 *entry)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, entry, NULL);
}

/* What one entry did, or what happened to one record. */
static KontorctlStatus
run_history (Kontorctl *self, const char *what, guint limit)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (KontorJournalEntry) found = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry;

  if (read_entry (what, &entry))
    {
      found = kontor_journal_get (self->store, entry, &error);
      if (found != NULL)
        changes = kontor_journal_list_changes (self->store, entry, 0, MAX_CHANGES, &error);
    }
  else
    {
      record = kontorctl_find_record (self, what);
      if (record == NULL)
        return KONTORCTL_REFUSED;
      changes = kontor_journal_list_record (self->store, kontor_record_get_entity (record),
                                            kontor_record_get_id (record), limit, &error);
    }
  if (changes == NULL)
    return kontorctl_refuse (self, error);
  print_history (self, changes);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_journal (Kontorctl *self, int argc, char **argv)
{
  int limit = DEFAULT_LIMIT;
  const GOptionEntry options[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, options, 0, 1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (limit < 1)
    return kontorctl_misuse (self, _ ("--limit takes a number above zero"));
  if (!kontorctl_open (self, 0, &status))
    return status;
  if (argc > 1)
    return run_history (self, argv[1], limit);
  entries = kontor_journal_list (self->store, 0, limit, &error);
  if (entries == NULL)
    return kontorctl_refuse (self, error);
  print_entries (self, entries);
  return KONTORCTL_DONE;
}

GStrv
kontorctl_describe_kept (Kontorctl *self, GArray *kept)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < kept->len; i++)
    {
      const KontorKept *part = &g_array_index (kept, KontorKept, i);
      g_autofree char *title = dup_title (self, part->entity, &part->id);
      g_autofree char *id = kontor_id_dup_text (&part->id);

      g_strv_builder_take (lines, g_strdup_printf ("%s “%s” (%s): %s",
                                                   part->entity != NULL ? part->entity->name : "?",
                                                   title != NULL ? title : "", id,
                                                   kontor_phrase_kept (part->reason)));
    }
  return g_strv_builder_end (lines);
}

static void
print_undone (gint64 entry, gint64 made, char **kept)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *list;

  yyjson_mut_obj_add_sint (doc, root, "undone", entry);
  add_number (doc, root, "entry", made);
  list = yyjson_mut_obj_add_arr (doc, root, "kept");
  for (guint i = 0; kept[i] != NULL; i++)
    yyjson_mut_arr_add_strcpy (doc, list, kept[i]);
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
}

/* To undo an undo is to do again what it undid. */
static char *
dup_words (Kontorctl *self, gint64 entry)
{
  g_autoptr (KontorJournalEntry) act = kontor_journal_get (self->store, entry, NULL);
  gboolean is_redo = FALSE;

  while (act != NULL && act->undoes != 0)
    {
      gint64 undone = act->undoes;

      kontor_journal_entry_free (act);
      act = kontor_journal_get (self->store, undone, NULL);
      is_redo = !is_redo;
    }
  if (act == NULL)
    return g_strdup (_ ("Done"));
  return is_redo ? kontor_phrase_redone (act) : kontor_phrase_undone (act);
}

static KontorctlStatus
undo (Kontorctl *self, gint64 entry, KontorUndoFlags flags)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KontorKept));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *words = NULL;
  gboolean done;
  gint64 made = 0;

  done = kontor_journal_undo (self->store, entry, flags, &made, kept, &error);
  lines = kontorctl_describe_kept (self, kept);
  if (!done)
    return kontorctl_refuse_with (self, error, (const char *const *) lines);
  words = dup_words (self, entry);
  kontorctl_say (self, "%s\n", words);
  for (guint i = 0; lines[i] != NULL; i++)
    kontorctl_say (self, _ ("Left as it is: %s\n"), lines[i]);
  if (self->json)
    print_undone (entry, made, lines);
  return KONTORCTL_DONE;
}

static KontorctlStatus
refuse_nothing (Kontorctl *self, const char *words)
{
  g_autoptr (GError) error = g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, words);

  return kontorctl_refuse (self, error);
}

KontorctlStatus
kontorctl_run_undo (Kontorctl *self, int argc, char **argv)
{
  gboolean rest = FALSE;
  const GOptionEntry options[] = {
    { "rest", 0, 0, G_OPTION_ARG_NONE, &rest, NULL, NULL },
    { NULL },
  };
  KontorctlStatus status;
  gint64 entry;

  if (!kontorctl_parse (self, options, 0, 1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (argc > 1 && !read_entry (argv[1], &entry))
    return kontorctl_misuse (self, _ ("“%s” is not the number of an entry"), argv[1]);
  if (!kontorctl_open (self, 0, &status))
    return status;
  if (argc == 1)
    entry = kontor_journal_get_undoable (self->store);
  if (entry == 0)
    return refuse_nothing (self, _ ("there is nothing to undo"));
  return undo (self, entry, rest ? KONTOR_UNDO_REST : KONTOR_UNDO_ALL_OR_NOTHING);
}

KontorctlStatus
kontorctl_run_redo (Kontorctl *self, int argc, char **argv)
{
  KontorctlStatus status;
  gint64 entry;

  if (!kontorctl_parse (self, NULL, 0, 0, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  entry = kontor_journal_get_redoable (self->store);
  if (entry == 0)
    return refuse_nothing (self, _ ("there is nothing to do again"));
  return undo (self, entry, KONTOR_UNDO_ALL_OR_NOTHING);
}
