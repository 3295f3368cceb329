/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-acts.h"

#include "sales/kontor-defaults.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <string.h>

/* Everything the jobs below need, owned by the job while it runs. */
typedef struct
{
  char *verb;
  char *title;
  GPtrArray *records; /* KontorFields */
  GArray *refs;       /* KontorRef */
  KontorFields *changes;
  KontorId id;
  guint index;
  gint64 entry;
  KontorUndoFlags flags;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;
  g_free (work->verb);
  g_free (work->title);
  g_clear_pointer (&work->records, g_ptr_array_unref);
  g_clear_pointer (&work->refs, g_array_unref);
  g_clear_pointer (&work->changes, kontor_fields_free);
  g_free (work);
}

static DexFuture *
write_work (KontorWorkspace *workspace, KontorJob job, Work *work)
{
  return kontor_outcome_wrap (kontor_workspace_write (workspace, job, work, free_work,
                                                      (GDestroyNotify) kontor_outcome_unref));
}

KontorRef
kontor_ref_make (const KontorEntity *entity, const KontorId *id)
{
  return (KontorRef) { entity, *id, 0 };
}

KontorRef
kontor_ref_make_row (const KontorEntity *entity, gint64 rowid)
{
  return (KontorRef) { entity, { { 0 } }, rowid };
}

GArray *
kontor_ref_list_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (KontorRef));
}

GArray *
kontor_ref_list_single (const KontorEntity *entity, const KontorId *id)
{
  GArray *refs = kontor_ref_list_new ();
  KontorRef ref = kontor_ref_make (entity, id);
  g_array_append_val (refs, ref);
  return refs;
}

static KontorAct *
begin_act (KontorStore *store,
           const char *verb,
           const KontorEntity *entity,
           const char *args,
           GError **error)
{
  KontorActInfo info = { verb, entity, KONTOR_ORIGIN_USER, args };
  return kontor_act_begin (store, &info, error);
}

static KontorOutcome *
commit_act (KontorStore *store, KontorAct *act, const KontorId *id, GError **error)
{
  gint64 entry;
  if (!kontor_act_commit (act, &entry, error))
    return NULL;
  return kontor_outcome_new (store, entry, id, error);
}

/* A child points to the record it was made with by the reference that is named after it. */
static void
attach_child (KontorFields *child, const KontorEntity *parent, const KontorId *id)
{
  const KontorEntity *entity = kontor_fields_get_entity (child);
  KontorId present;
  if (kontor_entity_find_field (entity, parent->name) >= 0
      && !kontor_fields_get_ref (child, parent->name, &present))
    kontor_fields_set_ref (child, parent->name, id);
}

static gpointer
create_job (KontorStore *store, gpointer data, GError **error)
{
  Work *work = data;
  KontorFields *first = g_ptr_array_index (work->records, 0);
  const KontorEntity *entity = kontor_fields_get_entity (first);
  g_autofree char *title = work->title ? NULL : kontor_fields_dup_title (first);
  g_autofree char *args = kontor_phrase_make_args (work->title ? work->title : title, NULL, 1);
  g_autoptr (KontorAct) act = begin_act (store, work->verb, entity, args, error);
  KontorId made;
  if (act == NULL || !kontor_defaults_fill (store, first, kontor_format_today (), error)
      || !kontor_act_insert (act, NULL, first, &made, error))
    return NULL;
  for (guint i = 1; i < work->records->len; i++)
    {
      KontorFields *child = g_ptr_array_index (work->records, i);
      attach_child (child, entity, &made);
      if (!kontor_act_insert (act, NULL, child, NULL, error))
        return NULL;
    }
  return commit_act (store, g_steal_pointer (&act), &made, error);
}

DexFuture *
kontor_acts_create (KontorWorkspace *workspace, const char *verb, GPtrArray *records)
{
  Work *work = g_new0 (Work, 1);
  g_return_val_if_fail (records->len > 0, NULL);
  work->verb = g_strdup (verb ? verb : "create");
  work->records = records;
  return write_work (workspace, create_job, work);
}

DexFuture *
kontor_acts_log (KontorWorkspace *workspace, KontorFields *activity, const char *about)
{
  Work *work = g_new0 (Work, 1);
  work->verb = g_strdup (kontor_fields_get_text (activity, "kind"));
  work->title = g_strdup (about);
  work->records = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  g_ptr_array_add (work->records, activity);
  return write_work (workspace, create_job, work);
}

/* The name of the one field that @changes is about, or NULL. */
static const char *
find_only_field (const KontorFields *changes)
{
  const KontorEntity *entity = kontor_fields_get_entity (changes);
  guint64 mask = kontor_fields_get_mask (changes);
  if (mask == 0 || (mask & (mask - 1)) != 0)
    return NULL;
  return kontor_entity_get_field (entity, (guint) __builtin_ctzll (mask))->name;
}

static gpointer
update_job (KontorStore *store, gpointer data, GError **error)
{
  Work *work = data;
  const KontorEntity *entity = kontor_fields_get_entity (work->changes);
  g_autofree char *args = kontor_phrase_make_args (work->title, find_only_field (work->changes), 1);
  g_autoptr (KontorAct) act = begin_act (store, work->verb, entity, args, error);
  if (act == NULL || !kontor_act_update (act, &work->id, work->changes, error))
    return NULL;
  return commit_act (store, g_steal_pointer (&act), &work->id, error);
}

DexFuture *
kontor_acts_update (KontorWorkspace *workspace,
                    const KontorId *id,
                    KontorFields *changes,
                    const char *title)
{
  Work *work = g_new0 (Work, 1);
  work->verb = g_strdup ("edit");
  work->id = *id;
  work->changes = changes;
  work->title = g_strdup (title);
  return write_work (workspace, update_job, work);
}

/* On the writer's thread: gives @ref its id. */
static gboolean
resolve_ref (KontorStore *store, KontorRef *ref, GError **error)
{
  return !kontor_id_is_null (&ref->id)
         || kontor_store_get_row_id (store, ref->entity, ref->rowid, &ref->id, error);
}

typedef gboolean (*ActOnOne) (KontorAct *act,
                              const KontorEntity *entity,
                              const KontorId *id,
                              GError **error);

static gpointer
act_on_each (KontorStore *store, Work *work, ActOnOne act_on_one, GError **error)
{
  const KontorRef *first = &g_array_index (work->refs, KontorRef, 0);
  g_autofree char *args = kontor_phrase_make_args (work->title, NULL, work->refs->len);
  g_autoptr (KontorAct) act = begin_act (store, work->verb, first->entity, args, error);
  if (act == NULL)
    return NULL;
  for (guint i = 0; i < work->refs->len; i++)
    {
      KontorRef *ref = &g_array_index (work->refs, KontorRef, i);
      if (i > 0)
        kontor_act_next_group (act);
      if (!resolve_ref (store, ref, error) || !act_on_one (act, ref->entity, &ref->id, error))
        return NULL;
    }
  return commit_act (store, g_steal_pointer (&act), work->refs->len == 1 ? &first->id : NULL,
                     error);
}

static gpointer
delete_job (KontorStore *store, gpointer data, GError **error)
{
  return act_on_each (store, data, kontor_act_trash, error);
}

static gpointer
restore_job (KontorStore *store, gpointer data, GError **error)
{
  return act_on_each (store, data, kontor_act_restore, error);
}

static DexFuture *
write_refs (KontorWorkspace *workspace,
            KontorJob job,
            const char *verb,
            GArray *refs,
            const char *title)
{
  Work *work = g_new0 (Work, 1);
  g_return_val_if_fail (refs->len > 0, NULL);
  work->verb = g_strdup (verb);
  work->refs = refs;
  work->title = g_strdup (title);
  return write_work (workspace, job, work);
}

DexFuture *
kontor_acts_delete (KontorWorkspace *workspace, GArray *records, const char *title)
{
  return write_refs (workspace, delete_job, "delete", records, title);
}

DexFuture *
kontor_acts_restore (KontorWorkspace *workspace, GArray *records, const char *title)
{
  return write_refs (workspace, restore_job, "restore", records, title);
}

static gboolean
find_or_make_tag (KontorStore *store,
                  KontorAct *act,
                  const char *name,
                  KontorId *id,
                  GError **error)
{
  const KontorEntity *tag = kontor_schema_find (kontor_store_get_schema (store), "tag");
  g_autoptr (GPtrArray) found = kontor_store_find_titled (store, tag, name, 1, error);
  g_autoptr (KontorFields) fields = NULL;
  if (found == NULL)
    return FALSE;
  if (found->len > 0)
    {
      *id = *kontor_record_get_id (g_ptr_array_index (found, 0));
      return TRUE;
    }
  fields = kontor_fields_new (tag);
  kontor_fields_set_text (fields, "name", name);
  return kontor_act_insert (act, NULL, fields, id, error);
}

static gpointer
tag_job (KontorStore *store, gpointer data, GError **error)
{
  Work *work = data;
  const KontorEntity *tagging = kontor_schema_find (kontor_store_get_schema (store), "tagging");
  const KontorRef *first = &g_array_index (work->refs, KontorRef, 0);
  g_autofree char *args = kontor_phrase_make_args (NULL, NULL, work->refs->len);
  g_autoptr (KontorAct) act = begin_act (store, work->verb, first->entity, args, error);
  KontorId tag;
  if (act == NULL || !find_or_make_tag (store, act, work->title, &tag, error))
    return NULL;
  for (guint i = 0; i < work->refs->len; i++)
    {
      KontorRef *ref = &g_array_index (work->refs, KontorRef, i);
      g_autoptr (KontorFields) fields = kontor_fields_new (tagging);
      if (!resolve_ref (store, ref, error))
        return NULL;
      kontor_fields_set_ref (fields, "tag", &tag);
      kontor_fields_set_ref (fields, ref->entity->name, &ref->id);
      if (!kontor_act_insert (act, NULL, fields, NULL, error))
        return NULL;
    }
  return commit_act (store, g_steal_pointer (&act), NULL, error);
}

DexFuture *
kontor_acts_tag (KontorWorkspace *workspace, GArray *records, const char *name)
{
  return write_refs (workspace, tag_job, "tag", records, name);
}

/* The fields of the group of @index, as they were before @change. */
static KontorFields *
take_group_before (const KontorChange *change, guint index)
{
  const KontorEntity *entity = change->entity;
  guint64 mask = kontor_entity_get_group_mask (entity, kontor_entity_get_group (entity, index));
  KontorFields *changes = kontor_fields_new (entity);
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorValue *value = NULL;
      if (mask & (G_GUINT64_CONSTANT (1) << i))
        value = kontor_fields_get (change->before, i);
      if (value)
        kontor_fields_set (changes, i, value);
    }
  return changes;
}

static gpointer
put_back_job (KontorStore *store, gpointer data, GError **error)
{
  Work *work = data;
  const KontorRef *ref = &g_array_index (work->refs, KontorRef, 0);
  g_autoptr (KontorChange) change
      = kontor_journal_get_field (store, ref->entity, &ref->id, work->index, error);
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (KontorAct) act = NULL;
  g_autofree char *args = NULL;
  if (change == NULL)
    return error && *error ? NULL : kontor_outcome_new (store, 0, &ref->id, error);
  record = kontor_store_get (store, ref->entity, &ref->id, error);
  if (record == NULL || change->before == NULL)
    return record ? kontor_outcome_new (store, 0, &ref->id, error) : NULL;
  work->changes = take_group_before (change, work->index);
  args = kontor_phrase_make_args (kontor_record_get_title (record),
                                  kontor_entity_get_field (ref->entity, work->index)->name, 1);
  act = begin_act (store, work->verb, ref->entity, args, error);
  if (act == NULL || !kontor_act_update (act, &ref->id, work->changes, error))
    return NULL;
  return commit_act (store, g_steal_pointer (&act), &ref->id, error);
}

DexFuture *
kontor_acts_put_back (KontorWorkspace *workspace, const KontorRef *record, guint index)
{
  Work *work = g_new0 (Work, 1);
  work->verb = g_strdup ("put-back");
  work->refs = kontor_ref_list_single (record->entity, &record->id);
  work->index = index;
  return write_work (workspace, put_back_job, work);
}

/* Undoing and redoing are acts too; what people read is the one that was first. */
static KontorOutcome *
find_original (KontorStore *store, gint64 entry, GError **error)
{
  g_autoptr (KontorOutcome) outcome = kontor_outcome_new (store, entry, NULL, error);
  while (outcome && outcome->entry && outcome->entry->undoes != 0)
    {
      KontorOutcome *earlier = kontor_outcome_new (store, outcome->entry->undoes, NULL, error);
      kontor_outcome_unref (outcome);
      outcome = earlier;
    }
  return g_steal_pointer (&outcome);
}

static gpointer
undo_job (KontorStore *store, gpointer data, GError **error)
{
  Work *work = data;
  if (!kontor_journal_undo (store, work->entry, work->flags, NULL, NULL, error))
    return NULL;
  return find_original (store, work->entry, error);
}

DexFuture *
kontor_acts_undo (KontorWorkspace *workspace, gint64 entry, KontorUndoFlags flags)
{
  Work *work = g_new0 (Work, 1);
  work->entry = entry;
  work->flags = flags;
  return write_work (workspace, undo_job, work);
}

static gpointer
find_undoable_job (KontorStore *store, gpointer data, GError **error)
{
  gint64 entry = kontor_journal_get_undoable (store);
  return g_memdup2 (&entry, sizeof entry);
}

static gpointer
find_redoable_job (KontorStore *store, gpointer data, GError **error)
{
  gint64 entry = kontor_journal_get_redoable (store);
  return g_memdup2 (&entry, sizeof entry);
}

static DexFuture *
take_number_cb (DexFuture *job, gpointer user_data)
{
  GError *error = NULL;
  g_autofree gint64 *number = kontor_job_steal_result (job, &error);
  return number ? dex_future_new_for_int64 (*number) : dex_future_new_for_error (error);
}

/* On the writer's thread, so that an act which has just been asked for is seen. */
static DexFuture *
find_number (KontorWorkspace *workspace, KontorJob job)
{
  return dex_future_then (kontor_workspace_write (workspace, job, NULL, NULL, g_free),
                          take_number_cb, NULL, NULL);
}

DexFuture *
kontor_acts_find_undoable (KontorWorkspace *workspace)
{
  return find_number (workspace, find_undoable_job);
}

DexFuture *
kontor_acts_find_redoable (KontorWorkspace *workspace)
{
  return find_number (workspace, find_redoable_job);
}
