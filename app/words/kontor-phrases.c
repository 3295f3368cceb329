/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-phrases.h"

#include "model/kontor-schema.h"
#include "util/kontor-error.h"
#include "words/kontor-format.h"
#include "words/kontor-plural.h"
#include "words/kontor-tally.h"

#include <glib/gi18n.h>
#include <string.h>
#include <yyjson.h>

typedef struct
{
  const char *entity;
  const char *one;
  const char *many;
} Noun;

/* Written out, since plurals differ too much to be made from a label. */
static const Noun nouns[] = {
  { "contact", NP_ ("%s contact", "%s contacts") },
  { "company", NP_ ("%s company", "%s companies") },
  { "deal", NP_ ("%s deal", "%s deals") },
  { "task", NP_ ("%s task", "%s tasks") },
  { "activity", NP_ ("%s activity", "%s activities") },
  { "contact_point", NP_ ("%s contact point", "%s contact points") },
  { "product", NP_ ("%s product", "%s products") },
  { "member", NP_ ("%s member", "%s members") },
  { "team", NP_ ("%s team", "%s teams") },
  { "tag", NP_ ("%s tag", "%s tags") },
  { "tagging", NP_ ("%s tag", "%s tags") },
  { "pipeline", NP_ ("%s pipeline", "%s pipelines") },
  { NULL, NP_ ("%s record", "%s records") },
};

typedef struct
{
  const char *verb;
  const char *titled;  /* about one record: %s is its title */
  const char *counted; /* %s is "3 contacts" */
} Saying;

/* Translators: %s in the first of each pair is the name of a record, in the second "3 contacts". */
static const Saying sayings[] = {
  { "create", N_ ("Added “%s”"), N_ ("Added %s") },
  { "edit", N_ ("Changed “%s”"), N_ ("Changed %s") },
  { "delete", N_ ("Deleted “%s”"), N_ ("Deleted %s") },
  { "restore", N_ ("Restored “%s”"), N_ ("Restored %s") },
  { "move", N_ ("Moved “%s”"), N_ ("Moved %s") },
  { "tag", N_ ("Tagged “%s”"), N_ ("Tagged %s") },
  { "untag", N_ ("Took a tag off “%s”"), N_ ("Took a tag off %s") },
  { "note", N_ ("Wrote a note on “%s”"), N_ ("Wrote notes on %s") },
  { "call", N_ ("Logged a call with “%s”"), N_ ("Logged calls with %s") },
  { "meeting", N_ ("Logged a meeting with “%s”"), N_ ("Logged meetings with %s") },
  { "mail", N_ ("Logged a mail with “%s”"), N_ ("Logged mails with %s") },
  { "complete", N_ ("Finished “%s”"), N_ ("Finished %s") },
  { "reopen", N_ ("Opened “%s” again"), N_ ("Opened %s again") },
  { "snooze", N_ ("Put off “%s”"), N_ ("Put off %s") },
  { "put-back", N_ ("Put back “%s”"), N_ ("Put back %s") },
  { "import", N_ ("Imported “%s”"), N_ ("Imported %s") },
  { "settle", N_ ("Kept what stands in “%s”"), N_ ("Kept what stands in %s") },
  { "merge", N_ ("Merged into “%s”"), N_ ("Merged %s") },
  { "split", N_ ("Split off “%s” again"), N_ ("Split off %s again") },
  { "keep-separate", N_ ("Kept “%s” separate"), N_ ("Kept %s separate") },
  { "undo", N_ ("Undid a change of “%s”"), N_ ("Undid changes of %s") },
  { "redo", N_ ("Did again what was undone in “%s”"), N_ ("Did again what was undone in %s") },
  { "begin", N_ ("Set up “%s”"), N_ ("Set up the workspace") },
};

/* The format of a translated table cannot be checked by the compiler: its texts are ours, and
 * gettext checks that a translation keeps the %s. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
fill (const char *format, const char *text)
{
  return g_strdup_printf (format, text);
}
#pragma GCC diagnostic pop

char *
kontor_phrase_count (const KontorEntity *entity, guint64 count)
{
  const Noun *noun = nouns;
  g_autofree char *number = kontor_format_number ((gint64) count, 0);
  gulong n = (gulong) MIN (count, G_MAXULONG);
  while (noun->entity && (entity == NULL || strcmp (noun->entity, entity->name) != 0))
    noun++;
  return fill (ngettext (noun->one, noun->many, n), number);
}

typedef struct
{
  char *title;
  char *field;
  guint64 records;
  GArray *tallies; /* KontorTally; NULL where there was but one kind, or it is not said */
} Arguments;

static void
clear_arguments (Arguments *arguments)
{
  g_clear_pointer (&arguments->title, g_free);
  g_clear_pointer (&arguments->field, g_free);
  g_clear_pointer (&arguments->tallies, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, clear_arguments)

static GArray *
read_tallies (yyjson_val *counts)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  GArray *tallies = g_array_new (FALSE, FALSE, sizeof (KontorTally));
  yyjson_obj_iter iter = yyjson_obj_iter_with (counts);
  for (yyjson_val *key; (key = yyjson_obj_iter_next (&iter)) != NULL;)
    {
      KontorTally tally = { .entity = kontor_schema_find (schema, yyjson_get_str (key)),
                            .count = yyjson_get_uint (yyjson_obj_iter_get_val (key)) };
      g_array_append_val (tallies, tally);
    }
  return tallies;
}

static void
read_arguments (const KontorJournalEntry *entry, Arguments *arguments)
{
  yyjson_doc *doc;
  yyjson_val *root;
  arguments->records = entry->count;
  if (entry->args == NULL)
    return;
  doc = yyjson_read (entry->args, strlen (entry->args), 0);
  root = yyjson_doc_get_root (doc);
  arguments->title = g_strdup (yyjson_get_str (yyjson_obj_get (root, "title")));
  arguments->field = g_strdup (yyjson_get_str (yyjson_obj_get (root, "field")));
  if (yyjson_is_uint (yyjson_obj_get (root, "records")))
    arguments->records = yyjson_get_uint (yyjson_obj_get (root, "records"));
  if (yyjson_obj_size (yyjson_obj_get (root, "counts")) > 0)
    arguments->tallies = read_tallies (yyjson_obj_get (root, "counts"));
  yyjson_doc_free (doc);
}

/* Kinds that a sentence names before it becomes a list. */
#define MOST_KINDS 2

static char *
count_records (const KontorJournalEntry *entry, const Arguments *arguments)
{
  return arguments->tallies ? kontor_phrase_tallies (arguments->tallies, MOST_KINDS)
                            : kontor_phrase_count (entry->entity, arguments->records);
}

static char *
say_field (const KontorJournalEntry *entry, const Arguments *arguments)
{
  int index = kontor_entity_find_field (entry->entity, arguments->field);
  const char *label;
  g_autofree char *lower = NULL;
  if (index < 0)
    return NULL;
  label = _ (kontor_entity_get_field (entry->entity, (guint) index)->label);
  if (strcmp (entry->verb, "put-back") == 0)
    /* Translators: the name of a field and of a record */
    return g_strdup_printf (_ ("Put back %s of “%s”"), label, arguments->title);
  /* Translators: the name of a field and of a record */
  return g_strdup_printf (_ ("Changed %s of “%s”"), label, arguments->title);
}

static const Saying *
find_saying (const char *verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sayings); i++)
    if (strcmp (sayings[i].verb, verb) == 0)
      return &sayings[i];
  return NULL;
}

char *
kontor_phrase_entry (const KontorJournalEntry *entry)
{
  g_auto (Arguments) arguments = { 0 };
  const Saying *saying = find_saying (entry->verb);
  const char *titled = saying ? saying->titled : N_ ("Changed “%s”");
  const char *counted = saying ? saying->counted : N_ ("Changed %s");
  gboolean has_title;
  read_arguments (entry, &arguments);
  has_title = arguments.title && *arguments.title;
  if (has_title && arguments.field && entry->entity)
    {
      char *text = say_field (entry, &arguments);
      if (text)
        return text;
    }
  if (has_title && arguments.records <= 1)
    return fill (_ (titled), arguments.title);
  if (strstr (counted, "%s") == NULL)
    return g_strdup (_ (counted));
  g_autofree char *count = count_records (entry, &arguments);
  return fill (_ (counted), count);
}

char *
kontor_phrase_undone (const KontorJournalEntry *entry)
{
  g_autofree char *act = kontor_phrase_entry (entry);
  /* Translators: what was undone, as a sentence: "Undone: Deleted 3 contacts" */
  return g_strdup_printf (_ ("Undone: %s"), act);
}

char *
kontor_phrase_redone (const KontorJournalEntry *entry)
{
  g_autofree char *act = kontor_phrase_entry (entry);
  /* Translators: what was done again, as a sentence: "Done again: Deleted 3 contacts" */
  return g_strdup_printf (_ ("Done again: %s"), act);
}

static const char *
explain_code (int code)
{
  switch ((KontorError) code)
    {
    case KONTOR_ERROR_INVALID:
      return _ ("This can't be saved: a value is not of the right form. Nothing was changed.");
    case KONTOR_ERROR_NOT_FOUND:
      return _ ("This no longer exists. Nothing was changed.");
    case KONTOR_ERROR_CONFLICT:
      return _ ("It has been changed since. Nothing was overwritten.");
    case KONTOR_ERROR_OFFLINE:
      return _ ("The server didn't answer. Your changes are saved on this computer and will be "
                "sent when it does.");
    case KONTOR_ERROR_DENIED:
      return _ ("You have no right to do this. Nothing was changed.");
    case KONTOR_ERROR_QUOTA:
      return _ ("The plan of this workspace holds no more. Your data is safe.");
    case KONTOR_ERROR_TOO_NEW:
      return _ ("This workspace was written by a newer Kontor. Update Kontor to open it.");
    case KONTOR_ERROR_CORRUPT:
      return _ ("The file of this workspace is damaged. Restore it from a backup.");
    case KONTOR_ERROR_LIMIT:
      return _ ("This is larger than Kontor can hold. Nothing was changed.");
    case KONTOR_ERROR_BUSY:
      return _ ("Another program is using this workspace. Try again in a moment.");
    case KONTOR_ERROR_FULL:
      return _ ("The disk is full. Nothing was changed: make room and try again.");
    case KONTOR_ERROR_READ_ONLY:
      return _ ("This workspace can't be written. Check the permissions of its file and folder.");
    case KONTOR_ERROR_IO:
    default:
      return _ ("The disk did not take it. Nothing was changed: try again.");
    }
}

char *
kontor_phrase_error (const GError *error)
{
  if (error->domain == KONTOR_ERROR)
    return g_strdup (explain_code (error->code));
  return g_strdup (_ ("Something went wrong. Nothing was changed."));
}

const char *
kontor_phrase_kept (KontorKeptReason reason)
{
  switch (reason)
    {
    case KONTOR_KEPT_IN_USE:
      return _ ("others have been linked to it since");
    case KONTOR_KEPT_IMMUTABLE:
      return _ ("it can't be changed any more");
    case KONTOR_KEPT_CHANGED_SINCE:
    default:
      return _ ("it has been changed since");
    }
}

char *
kontor_phrase_make_args (const char *title, const char *field, guint records)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *json = NULL;
  char *args;
  yyjson_mut_doc_set_root (doc, root);
  if (title)
    yyjson_mut_obj_add_str (doc, root, "title", title);
  if (field)
    yyjson_mut_obj_add_str (doc, root, "field", field);
  yyjson_mut_obj_add_uint (doc, root, "records", records);
  json = yyjson_mut_write (doc, 0, NULL);
  args = g_strdup (json);
  yyjson_mut_doc_free (doc);
  return args;
}
