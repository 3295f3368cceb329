/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-names.h"
#include "cli/kontorctl-print.h"
#include "duplicates/kontor-duplicates-search.h"
#include "duplicates/kontor-duplicates.h"
#include "util/kontor-error.h"
#include "words/kontor-match-words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_LIMIT 1000

static char *
dup_title (Kontorctl *self, const KontorEntity *entity, const KontorId *id)
{
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, entity, id, NULL);

  return g_strdup (record != NULL ? kontor_record_get_title (record) : "");
}

static void
print_pair (const KontorCluster *cluster, const KontorPair *pair)
{
  if (cluster->ids->len > 2)
    printf ("    %u, %u:\n", pair->a + 1, pair->b + 1);
  for (guint i = 0; i < pair->parts->len; i++)
    {
      const KontorMatchPart *part = &g_array_index (pair->parts, KontorMatchPart, i);
      g_autofree char *words = kontor_phrase_match_part (part);

      printf ("    %+4d  %s\n", part->points, words);
    }
}

static void
print_cluster (Kontorctl *self, const KontorCluster *cluster)
{
  if (cluster->late)
    printf (_ ("Merged, and something came to it since\n"));
  else
    printf ("%s (%d)\n", kontor_phrase_match_grade (cluster->grade), cluster->score);
  for (guint i = 0; i < cluster->ids->len; i++)
    {
      const KontorId *id = &g_array_index (cluster->ids, KontorId, i);
      g_autofree char *title = dup_title (self, cluster->entity, id);
      char text[KONTOR_ID_TEXT_SIZE];

      printf ("  %s  %s\n", kontor_id_to_text (id, text), title);
    }
  for (guint i = 0; i < cluster->pairs->len; i++)
    print_pair (cluster, cluster->pairs->pdata[i]);
}

static void
add_id (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const KontorId *id)
{
  char text[KONTOR_ID_TEXT_SIZE];

  yyjson_mut_obj_add_strcpy (doc, object, key, kontor_id_to_text (id, text));
}

static void
add_pair (yyjson_mut_doc *doc,
          yyjson_mut_val *list,
          const KontorCluster *cluster,
          const KontorPair *pair)
{
  yyjson_mut_val *object = yyjson_mut_arr_add_obj (doc, list), *parts;

  add_id (doc, object, "a", &g_array_index (cluster->ids, KontorId, pair->a));
  add_id (doc, object, "b", &g_array_index (cluster->ids, KontorId, pair->b));
  yyjson_mut_obj_add_int (doc, object, "score", pair->score);
  yyjson_mut_obj_add_str (doc, object, "grade", kontor_match_grade_get_name (pair->grade));
  parts = yyjson_mut_obj_add_arr (doc, object, "parts");
  for (guint i = 0; i < pair->parts->len; i++)
    {
      const KontorMatchPart *part = &g_array_index (pair->parts, KontorMatchPart, i);
      yyjson_mut_val *said = yyjson_mut_arr_add_obj (doc, parts);

      yyjson_mut_obj_add_str (doc, said, "reason", kontor_match_reason_get_name (part->reason));
      yyjson_mut_obj_add_int (doc, said, "points", part->points);
      if (part->text != NULL)
        yyjson_mut_obj_add_strcpy (doc, said, "text", part->text);
      else
        yyjson_mut_obj_add_null (doc, said, "text");
    }
}

static void
add_cluster (Kontorctl *self,
             yyjson_mut_doc *doc,
             yyjson_mut_val *list,
             const KontorCluster *cluster)
{
  yyjson_mut_val *object = yyjson_mut_arr_add_obj (doc, list), *records, *pairs;

  yyjson_mut_obj_add_str (doc, object, "entity", cluster->entity->name);
  yyjson_mut_obj_add_str (doc, object, "grade", kontor_match_grade_get_name (cluster->grade));
  yyjson_mut_obj_add_int (doc, object, "score", cluster->score);
  yyjson_mut_obj_add_bool (doc, object, "late", cluster->late);
  records = yyjson_mut_obj_add_arr (doc, object, "records");
  for (guint i = 0; i < cluster->ids->len; i++)
    {
      const KontorId *id = &g_array_index (cluster->ids, KontorId, i);
      g_autofree char *title = dup_title (self, cluster->entity, id);
      yyjson_mut_val *record = yyjson_mut_arr_add_obj (doc, records);

      add_id (doc, record, "id", id);
      yyjson_mut_obj_add_strcpy (doc, record, "title", title);
    }
  pairs = yyjson_mut_obj_add_arr (doc, object, "pairs");
  for (guint i = 0; i < cluster->pairs->len; i++)
    add_pair (doc, pairs, cluster, cluster->pairs->pdata[i]);
}

static gboolean
find_grade (const char *name, KontorMatchGrade *grade)
{
  for (*grade = KONTOR_MATCH_POSSIBLE; *grade <= KONTOR_MATCH_SURE; (*grade)++)
    if (g_str_equal (kontor_match_grade_get_name (*grade), name))
      return TRUE;
  return FALSE;
}

static void
print_clusters (Kontorctl *self, GPtrArray *clusters)
{
  yyjson_mut_doc *doc;
  yyjson_mut_val *list;

  if (!self->json)
    {
      for (guint i = 0; i < clusters->len; i++)
        print_cluster (self, clusters->pdata[i]);
      if (clusters->len == 0)
        printf (_ ("No two records look alike.\n"));
      return;
    }
  doc = yyjson_mut_doc_new (NULL);
  list = yyjson_mut_arr (doc);
  for (guint i = 0; i < clusters->len; i++)
    add_cluster (self, doc, list, clusters->pdata[i]);
  yyjson_mut_doc_set_root (doc, list);
  kontorctl_print_json (doc);
}

/* Appends what is found of @entity, or of all that are compared where it is NULL. */
static gboolean
find_clusters (Kontorctl *self,
               const KontorEntity *entity,
               KontorMatchGrade least,
               guint limit,
               GPtrArray *clusters,
               GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_autoptr (GPtrArray) found = NULL;

      if (entity != NULL ? entity != schema->entities[i]
                         : !kontor_duplicates_can_merge (schema->entities[i]))
        continue;
      found = kontor_duplicates_find (self->store, schema->entities[i], least, limit, error);
      if (found == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (clusters, g_steal_pointer (&found));
    }
  return TRUE;
}

KontorctlStatus
kontorctl_run_duplicates (Kontorctl *self, int argc, char **argv)
{
  g_autoptr (GPtrArray) clusters
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_cluster_free);
  g_autofree char *least = NULL;
  int limit = DEFAULT_LIMIT;
  const GOptionEntry options[] = {
    { "least", 0, 0, G_OPTION_ARG_STRING, &least, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { NULL },
  };
  const KontorEntity *entity = NULL;
  KontorMatchGrade grade = KONTOR_MATCH_POSSIBLE;
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, options, 0, 1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (limit < 1)
    return kontorctl_misuse (self, _ ("--limit takes a number above zero"));
  if (least != NULL && !find_grade (least, &grade))
    return kontorctl_misuse (self, _ ("--least takes possible, likely or sure"));
  if (!kontorctl_open (self, 0, &status))
    return status;
  if (argc > 1)
    {
      entity = kontorctl_find_entity (self, argv[1]);
      if (entity == NULL)
        return KONTORCTL_REFUSED;
    }
  if (!find_clusters (self, entity, grade, limit, clusters, &error))
    return kontorctl_refuse (self, error);
  print_clusters (self, clusters);
  return KONTORCTL_DONE;
}

/* The records of the arguments, all of one kind. The first is what it leads to, the others are who they
 * are: one that was merged before is merged again to carry over what came to it since. */
static GArray *
read_ids (Kontorctl *self, int argc, char **argv, const KontorEntity **entity)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (KontorRecord) record = kontorctl_find_record (self, argv[i]);
      KontorId id;

      if (record == NULL)
        return NULL;
      if (i == 1)
        *entity = kontor_record_get_entity (record);
      if (kontor_record_get_entity (record) != *entity)
        {
          g_autoptr (GError) error
              = g_error_new (KONTOR_ERROR, KONTOR_ERROR_INVALID,
                             _ ("%s is of another kind than the first"), argv[i]);

          kontorctl_refuse (self, error);
          return NULL;
        }
      id = *kontor_record_get_id (record);
      if (i > 1 && kontor_id_equal (&id, &g_array_index (ids, KontorId, 0)))
        kontor_id_from_text (&id, argv[i]);
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* FIELD=ID: the field is that of the record with the id. */
static gboolean
choose (Kontorctl *self, KontorMergePlan *plan, const KontorEntity *entity, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  g_autoptr (GError) error = NULL;
  KontorId id;
  int field;

  field = kontorctl_find_field (self, entity, parts[0]);
  if (field < 0)
    return FALSE;
  if (parts[1] != NULL && kontor_id_from_text (&id, parts[1])
      && kontor_merge_plan_has_field (plan, field))
    for (guint i = 0; i < kontor_merge_plan_get_n_records (plan); i++)
      if (kontor_id_equal (kontor_merge_plan_get_id (plan, i), &id))
        {
          kontor_merge_plan_choose (plan, field, i);
          return TRUE;
        }
  error = g_error_new (KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _ ("“%s” names no value of these records: FIELD=ID"), text);
  kontorctl_refuse (self, error);
  return FALSE;
}

/* Object with the id, the other ids under @key, and the entry. */
static void
print_act (const KontorId *id, const char *key, GArray *ids, gint64 entry, char **kept)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *list;

  add_id (doc, root, "id", id);
  if (key != NULL)
    {
      list = yyjson_mut_obj_add_arr (doc, root, key);
      for (guint i = 1; i < ids->len; i++)
        {
          g_autofree char *text = kontor_id_dup_text (&g_array_index (ids, KontorId, i));

          yyjson_mut_arr_add_strcpy (doc, list, text);
        }
    }
  if (kept != NULL)
    {
      list = yyjson_mut_obj_add_arr (doc, root, "kept");
      for (guint i = 0; kept[i] != NULL; i++)
        yyjson_mut_arr_add_strcpy (doc, list, kept[i]);
    }
  yyjson_mut_obj_add_int (doc, root, "entry", entry);
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
}

KontorctlStatus
kontorctl_run_merge (Kontorctl *self, int argc, char **argv)
{
  g_auto (GStrv) take = NULL;
  const GOptionEntry options[] = {
    { "take", 0, 0, G_OPTION_ARG_STRING_ARRAY, &take, NULL, NULL },
    { NULL },
  };
  const KontorEntity *entity = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (KontorMergePlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  KontorctlStatus status;
  gint64 entry = 0;

  if (!kontorctl_parse (self, options, 2, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  ids = read_ids (self, argc, argv, &entity);
  if (ids == NULL)
    return KONTORCTL_REFUSED;
  plan = kontor_merge_plan_new (self->store, entity, ids, &error);
  if (plan == NULL)
    return kontorctl_refuse (self, error);
  for (guint i = 0; take != NULL && take[i] != NULL; i++)
    if (!choose (self, plan, entity, take[i]))
      return KONTORCTL_REFUSED;
  if (!kontor_merge_plan_run (plan, self->store, &entry, &error))
    return kontorctl_refuse (self, error);
  title = dup_title (self, entity, &g_array_index (ids, KontorId, 0));
  kontorctl_say (self, _ ("Merged into “%s”\n"), title);
  if (self->json)
    print_act (&g_array_index (ids, KontorId, 0), "merged", ids, entry, NULL);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_split (Kontorctl *self, int argc, char **argv)
{
  gboolean rest = FALSE;
  const GOptionEntry options[] = {
    { "rest", 0, 0, G_OPTION_ARG_NONE, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KontorKept));
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *title = NULL;
  KontorctlStatus status;
  gint64 entry = 0;
  KontorId id;
  gboolean done;

  if (!kontorctl_parse (self, options, 1, 1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  record = kontorctl_find_record (self, argv[1]);
  if (record == NULL || !kontor_id_from_text (&id, argv[1]))
    return KONTORCTL_REFUSED;
  done = kontor_duplicates_split (self->store, kontor_record_get_entity (record), &id,
                                  rest ? KONTOR_UNDO_REST : KONTOR_UNDO_ALL_OR_NOTHING, &entry,
                                  kept, &error);
  lines = kontorctl_describe_kept (self, kept);
  if (!done)
    return kontorctl_refuse_with (self, error, (const char *const *) lines);
  title = dup_title (self, kontor_record_get_entity (record), &id);
  kontorctl_say (self, _ ("Split off “%s” again\n"), title);
  for (guint i = 0; lines[i] != NULL; i++)
    kontorctl_say (self, _ ("Left as it is: %s\n"), lines[i]);
  if (self->json)
    print_act (&id, NULL, NULL, entry, lines);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_keep_separate (Kontorctl *self, int argc, char **argv)
{
  const KontorEntity *entity = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  KontorctlStatus status;
  gint64 entry = 0;

  if (!kontorctl_parse (self, NULL, 2, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  ids = read_ids (self, argc, argv, &entity);
  if (ids == NULL)
    return KONTORCTL_REFUSED;
  if (!kontor_duplicates_keep_separate (self->store, entity, ids, &entry, &error))
    return kontorctl_refuse (self, error);
  title = dup_title (self, entity, &g_array_index (ids, KontorId, 0));
  kontorctl_say (self, _ ("Kept “%s” separate\n"), title);
  if (self->json)
    print_act (&g_array_index (ids, KontorId, 0), "separate", ids, entry, NULL);
  return KONTORCTL_DONE;
}
