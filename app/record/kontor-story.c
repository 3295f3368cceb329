/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-story.h"

#include "record/kontor-field-history.h"
#include "record/kontor-story-item.h"
#include "store/kontor-query.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  KontorStoryFilter filter;
  guint limit;
} Question;

void
kontor_story_free (KontorStory *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

static char *
dup_author (KontorStore *store, const KontorId *id)
{
  const KontorEntity *member = kontor_schema_find (kontor_store_get_schema (store), "member");
  g_autoptr (KontorRecord) record = NULL;
  if (!kontor_id_is_null (id))
    record = kontor_store_get (store, member, id, NULL);
  return g_strdup (record ? kontor_record_get_title (record) : _ ("Somebody"));
}

static char *
make_caption (const char *author, gint64 time)
{
  g_autofree char *clock = kontor_format_time (time);
  /* Translators: who did something, and at what time of the day */
  return g_strdup_printf (_ ("%s · %s"), author, clock);
}

static const char *
find_icon (const char *kind)
{
  if (g_strcmp0 (kind, "call") == 0)
    return "call-start-symbolic";
  if (g_strcmp0 (kind, "meeting") == 0)
    return "x-office-calendar-symbolic";
  if (g_strcmp0 (kind, "mail") == 0)
    return "mail-unread-symbolic";
  return "kontor-note-symbolic";
}

static char *
make_activity_title (KontorRecord *activity, const char *kind)
{
  const char *subject = kontor_record_get_text (activity, "subject");
  const KontorEntity *entity = kontor_record_get_entity (activity);
  const KontorField *field
      = kontor_entity_get_field (entity, (guint) kontor_entity_find_field (entity, "kind"));
  const KontorChoice *choice = kind ? kontor_field_find_choice (field, kind) : NULL;
  if (subject && *subject)
    return g_strdup (subject);
  return g_strdup (choice ? _ (choice->label) : _ (entity->label_one));
}

static KontorStoryItem *
make_activity_item (KontorStore *store, KontorRecord *activity)
{
  const KontorValue *at = kontor_record_get_value (activity, "at");
  const char *kind = kontor_record_get_text (activity, "kind");
  KontorStoryContent content = { .kind = KONTOR_STORY_ACTIVITY };
  KontorId author_id = { 0 };
  g_autofree char *author = NULL;
  content.time = at && !kontor_value_is_none (at) ? at->integer : 0;
  content.id = *kontor_record_get_id (activity);
  content.icon = g_strdup (find_icon (kind));
  content.title = make_activity_title (activity, kind);
  content.body = g_strdup (kontor_record_get_text (activity, "body"));
  if (kontor_fields_get_ref (kontor_record_get_fields (activity), "author", &author_id))
    author = dup_author (store, &author_id);
  content.caption
      = author ? make_caption (author, content.time) : kontor_format_time (content.time);
  content.tooltip = kontor_format_instant_exact (content.time);
  return kontor_story_item_new (&content);
}

/* The reference by which an activity is about @entity's records; NULL: it can't be. */
static const char *
find_reference (const KontorEntity *activity, const KontorEntity *entity)
{
  for (guint i = 0; i < activity->n_fields; i++)
    if (activity->fields[i].type == KONTOR_REF
        && g_strcmp0 (activity->fields[i].target, entity->name) == 0
        && strcmp (activity->fields[i].name, entity->name) == 0)
      return activity->fields[i].name;
  return NULL;
}

static gboolean
add_activities (KontorStore *store, const Question *question, GPtrArray *items, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);
  const KontorEntity *activity = kontor_schema_find (schema, "activity");
  const char *reference = activity ? find_reference (activity, question->entity) : NULL;
  g_autoptr (KontorQuery) query = NULL;
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *where = NULL;
  char id[KONTOR_ID_TEXT_SIZE];
  if (reference == NULL)
    return TRUE;
  query = kontor_query_new (schema, activity);
  where = g_strdup_printf ("%s = %s", reference, kontor_id_to_text (&question->id, id));
  kontor_query_set_limit (query, question->limit + 1);
  if (!kontor_query_set_where (query, where, error) || !kontor_query_set_sort (query, "-at", error)
      || !kontor_query_collect (query, store, rowids, error))
    return FALSE;
  for (guint i = 0; i < rowids->len; i++)
    {
      g_autoptr (KontorRecord) record
          = kontor_store_get_row (store, activity, g_array_index (rowids, gint64, i), error);
      if (record == NULL)
        return FALSE;
      g_ptr_array_add (items, make_activity_item (store, record));
    }
  return TRUE;
}

static char *
say_field_change (KontorStore *store, const KontorChange *change, guint index)
{
  const KontorField *field = kontor_entity_get_field (change->entity, index);
  g_autofree char *before = kontor_field_history_dup_value_text (
      store, field, change->before ? kontor_fields_get (change->before, index) : NULL);
  g_autofree char *after = kontor_field_history_dup_value_text (
      store, field, change->after ? kontor_fields_get (change->after, index) : NULL);
  if (field->type == KONTOR_LONG_TEXT)
    /* Translators: a field whose long text was changed */
    return g_strdup_printf (_ ("%s: changed"), _ (field->label));
  if (*before == '\0')
    /* Translators: a field and the value it got */
    return g_strdup_printf (_ ("%s: %s"), _ (field->label), after);
  if (*after == '\0')
    /* Translators: a field and the value it had, which was taken away */
    return g_strdup_printf (_ ("%s: %s → empty"), _ (field->label), before);
  /* Translators: a field, the value it had and the value it got */
  return g_strdup_printf (_ ("%s: %s → %s"), _ (field->label), before, after);
}

static gboolean
is_told (const KontorField *field)
{
  return !(field->flags & KONTOR_HIDDEN) && field->type != KONTOR_RANK
         && field->tag < KONTOR_TAG_DELETED_AT;
}

/* A line for each field that changed. */
static char *
say_changes (KontorStore *store, const KontorChange *change, guint *count)
{
  guint64 mask = change->after ? kontor_fields_get_mask (change->after) : 0;
  GString *text = g_string_new (NULL);
  *count = 0;
  for (guint i = 0; i < kontor_entity_get_n_fields (change->entity); i++)
    {
      g_autofree char *line = NULL;
      if (!(mask & (G_GUINT64_CONSTANT (1) << i))
          || !is_told (kontor_entity_get_field (change->entity, i)))
        continue;
      line = say_field_change (store, change, i);
      if ((*count)++ > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line);
    }
  return g_string_free (text, FALSE);
}

/* Going to the trash and coming back are changes of a field that nobody edits. */
static char *
say_life (const KontorChange *change)
{
  guint index = (guint) kontor_entity_get_deleted_at (change->entity);
  const KontorValue *after = change->after ? kontor_fields_get (change->after, index) : NULL;
  if (after == NULL)
    return NULL;
  return g_strdup (kontor_value_is_none (after) ? _ ("Restored from the trash")
                                                : _ ("Moved to the trash"));
}

static KontorStoryItem *
make_change_item (KontorStore *store, const KontorChange *change)
{
  KontorStoryContent content = { .kind = KONTOR_STORY_CHANGE };
  g_autofree char *author = dup_author (store, &change->entry->author);
  g_autofree char *lines = NULL;
  guint count = 0;
  content.time = change->entry->time;
  if (change->kind == KONTOR_CHANGE_INSERT)
    content.title
        = g_strdup (change->entry->origin == KONTOR_ORIGIN_IMPORT ? _ ("Imported") : _ ("Added"));
  else
    {
      content.title = say_life (change);
      lines = say_changes (store, change, &count);
    }
  if (content.title == NULL && count == 0)
    return NULL;
  if (content.title == NULL && count == 1)
    content.title = g_steal_pointer (&lines);
  else if (content.title == NULL)
    {
      content.title
          = g_strdup_printf (ngettext ("Changed %u field", "Changed %u fields", count), count);
      content.body = g_steal_pointer (&lines);
    }
  content.caption = make_caption (author, content.time);
  content.tooltip = kontor_format_instant_exact (content.time);
  return kontor_story_item_new (&content);
}

static gboolean
add_changes (KontorStore *store, const Question *question, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) changes = kontor_journal_list_record (
      store, question->entity, &question->id, question->limit + 1, error);
  if (changes == NULL)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      KontorStoryItem *item = make_change_item (store, g_ptr_array_index (changes, i));
      if (item)
        g_ptr_array_add (items, item);
    }
  return TRUE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  gint64 left = kontor_story_item_get_time (*(KontorStoryItem *const *) a);
  gint64 right = kontor_story_item_get_time (*(KontorStoryItem *const *) b);
  return left > right ? -1 : left < right;
}

static KontorStoryItem *
make_day_item (KontorDate date)
{
  KontorStoryContent content = { .kind = KONTOR_STORY_DAY };
  content.title = kontor_format_day (date, kontor_format_today ());
  return kontor_story_item_new (&content);
}

static GPtrArray *
add_days (GPtrArray *items)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  KontorDate present = 0;
  for (guint i = 0; i < items->len; i++)
    {
      KontorStoryItem *item = g_ptr_array_index (items, i);
      KontorDate date = kontor_date_at (kontor_story_item_get_time (item), zone);
      if (i == 0 || date != present)
        g_ptr_array_add (all, make_day_item (date));
      present = date;
      g_ptr_array_add (all, g_object_ref (item));
    }
  return all;
}

static gpointer
read_job (KontorStore *store, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  KontorStory *story;
  if (question->filter != KONTOR_STORY_ONLY_CHANGES
      && !add_activities (store, question, items, error))
    return NULL;
  if (question->filter != KONTOR_STORY_ONLY_ACTIVITIES
      && !add_changes (store, question, items, error))
    return NULL;
  g_ptr_array_sort (items, compare_newest_first);
  story = g_new0 (KontorStory, 1);
  story->more = items->len > question->limit;
  if (story->more)
    g_ptr_array_set_size (items, (int) question->limit);
  story->items = add_days (items);
  return story;
}

DexFuture *
kontor_story_read (KontorWorkspace *workspace,
                   const KontorEntity *entity,
                   const KontorId *id,
                   KontorStoryFilter filter,
                   guint limit)
{
  Question *question = g_new (Question, 1);
  *question = (Question) { entity, *id, filter, limit };
  return kontor_workspace_read (workspace, read_job, question, g_free,
                                (GDestroyNotify) kontor_story_free);
}
