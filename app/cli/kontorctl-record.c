/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-names.h"
#include "cli/kontorctl-points.h"
#include "cli/kontorctl-print.h"
#include "cli/kontorctl-values.h"
#include "model/entities/kontor-entities.h"
#include "model/kontor-date.h"
#include "sales/kontor-deal-move.h"
#include "sales/kontor-defaults.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>
#include <stdio.h>

static KontorDate
get_today (Kontorctl *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return kontor_date_at (kontor_clock_now (self->clock), zone);
}

static void
print_json_record (KontorRecord *record)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  yyjson_mut_doc_set_root (doc, kontorctl_record_to_json (doc, record));
  kontorctl_print_json (doc);
}

static KontorAct *
begin_act (Kontorctl *self,
           const char *verb,
           const KontorEntity *entity,
           const char *title,
           guint records,
           GError **error)
{
  g_autofree char *args = kontor_phrase_make_args (title, NULL, records);
  KontorActInfo info = { verb, entity, KONTOR_ORIGIN_USER, args };

  return kontor_act_begin (self->store, &info, error);
}

static gboolean
insert_points (KontorAct *act,
               const char *owner,
               const KontorId *id,
               GPtrArray *points,
               GError **error)
{
  for (guint i = 0; i < points->len; i++)
    {
      kontor_fields_set_ref (points->pdata[i], owner, id);
      if (!kontor_act_insert (act, NULL, points->pdata[i], NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Makes the record and its points, as one act. */
static gboolean
create (Kontorctl *self, KontorFields *fields, GPtrArray *points, KontorId *id, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  g_autofree char *title = kontor_fields_dup_title (fields);
  KontorAct *act = begin_act (self, "create", entity, title, 1, error);

  if (act == NULL)
    return FALSE;
  if (!kontor_act_insert (act, NULL, fields, id, error)
      || !insert_points (act, entity->name, id, points, error))
    {
      kontor_act_cancel (act);
      return FALSE;
    }
  return kontor_act_commit (act, NULL, error);
}

KontorctlStatus
kontorctl_run_new (Kontorctl *self, int argc, char **argv)
{
  const KontorEntity *entity;
  g_autoptr (KontorFields) fields = NULL;
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GPtrArray) points
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  KontorctlStatus status;
  KontorId id;

  if (!kontorctl_parse (self, NULL, 1, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  entity = kontorctl_find_entity (self, argv[1]);
  if (entity == NULL)
    return KONTORCTL_REFUSED;
  fields = kontor_fields_new (entity);
  status = kontorctl_read_assignments (self, argv + 2, fields, points);
  if (status != KONTORCTL_DONE)
    return status;
  if (!kontor_defaults_fill (self->store, fields, get_today (self), &error)
      || !create (self, fields, points, &id, &error))
    return kontorctl_refuse (self, error);
  record = kontor_store_get (self->store, entity, &id, &error);
  if (record == NULL)
    return kontorctl_refuse (self, error);
  text = kontor_id_dup_text (&id);
  kontorctl_say (self, "%s\n", text);
  if (self->json)
    print_json_record (record);
  return KONTORCTL_DONE;
}

/* KontorRecord: what belongs to @record, in the order of the schema. */
static GPtrArray *
list_belongings (Kontorctl *self, KontorRecord *record)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      const char *field
          = kontorctl_look_up_parent (schema->entities[i], kontor_record_get_entity (record));
      GPtrArray *found = NULL;

      if (field != NULL)
        found = kontor_store_list_referring (self->store, schema->entities[i], field,
                                             kontor_record_get_id (record), NULL);
      if (found != NULL)
        g_ptr_array_extend_and_steal (all, found);
    }
  return all;
}

static void
print_belongings (GPtrArray *belongings)
{
  for (guint i = 0; i < belongings->len; i++)
    {
      printf ("\n");
      kontorctl_print_record (belongings->pdata[i]);
    }
}

static void
print_whole_json (KontorRecord *record, GPtrArray *belongings)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = kontorctl_record_to_json (doc, record);
  yyjson_mut_val *list = yyjson_mut_obj_add_arr (doc, root, "belongings");

  for (guint i = 0; i < belongings->len; i++)
    yyjson_mut_arr_append (list, kontorctl_record_to_json (doc, belongings->pdata[i]));
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
}

KontorctlStatus
kontorctl_run_show (Kontorctl *self, int argc, char **argv)
{
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GPtrArray) belongings = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, NULL, 1, 1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  record = kontorctl_find_record (self, argv[1]);
  if (record == NULL)
    return KONTORCTL_REFUSED;
  belongings = list_belongings (self, record);
  if (self->json)
    {
      print_whole_json (record, belongings);
      return KONTORCTL_DONE;
    }
  kontorctl_print_record (record);
  print_belongings (belongings);
  return KONTORCTL_DONE;
}

/* A deal that goes to another stage is moved there, as on the board: what follows from that comes
 * first, so that what was said besides stands. */
static gboolean
move_deal (Kontorctl *self,
           KontorAct *act,
           KontorRecord *record,
           KontorFields *changes,
           GError **error)
{
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (KontorId));
  KontorId stage, present;

  if (kontor_record_get_entity (record) != &kontor_entity_deal
      || !kontor_fields_get_ref (changes, "stage", &stage)
      || (kontor_fields_get_ref (kontor_record_get_fields (record), "stage", &present)
          && kontor_id_equal (&stage, &present)))
    return TRUE;
  kontor_fields_remove (changes, kontor_entity_find_field (&kontor_entity_deal, "stage"));
  g_array_append_vals (deals, kontor_record_get_id (record), 1);
  return kontor_deal_move (act, self->store, deals, &stage, NULL, get_today (self), error);
}

static gboolean
update (Kontorctl *self,
        KontorRecord *record,
        KontorFields *changes,
        GPtrArray *points,
        gint64 *entry,
        GError **error)
{
  KontorAct *act = begin_act (self, "edit", kontor_record_get_entity (record),
                              kontor_record_get_title (record), 1, error);

  if (act == NULL)
    return FALSE;
  if (!move_deal (self, act, record, changes, error)
      || !kontor_act_update (act, kontor_record_get_id (record), changes, error)
      || !kontorctl_points_set (self, act, record, points, error))
    {
      kontor_act_cancel (act);
      return FALSE;
    }
  return kontor_act_commit (act, entry, error);
}

KontorctlStatus
kontorctl_run_set (Kontorctl *self, int argc, char **argv)
{
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (KontorRecord) changed = NULL;
  g_autoptr (KontorFields) changes = NULL;
  g_autoptr (GPtrArray) points
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;
  gint64 entry = 0;

  if (!kontorctl_parse (self, NULL, 2, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  record = kontorctl_find_record (self, argv[1]);
  if (record == NULL)
    return KONTORCTL_REFUSED;
  changes = kontor_fields_new (kontor_record_get_entity (record));
  status = kontorctl_read_assignments (self, argv + 2, changes, points);
  if (status != KONTORCTL_DONE)
    return status;
  if (!update (self, record, changes, points, &entry, &error))
    return kontorctl_refuse (self, error);
  kontorctl_say (self, entry != 0 ? _ ("Changed “%s”\n") : _ ("“%s” is so already\n"),
                 kontor_record_get_title (record));
  changed = kontorctl_find_record (self, argv[1]);
  if (changed == NULL)
    return KONTORCTL_REFUSED;
  if (self->json)
    print_json_record (changed);
  return KONTORCTL_DONE;
}

/* Moves one record; kontor_act_trash() or kontor_act_restore(). */
typedef gboolean (*MoveFunc) (KontorAct *act,
                              const KontorEntity *entity,
                              const KontorId *id,
                              GError **error);

/* The entity that all of them are of, or NULL. */
static const KontorEntity *
get_common_entity (GPtrArray *records)
{
  const KontorEntity *entity = kontor_record_get_entity (records->pdata[0]);

  for (guint i = 1; i < records->len; i++)
    if (kontor_record_get_entity (records->pdata[i]) != entity)
      return NULL;
  return entity;
}

static gboolean
move_all (Kontorctl *self,
          const char *verb,
          MoveFunc move,
          GPtrArray *records,
          gint64 *entry,
          GError **error)
{
  const char *title = records->len == 1 ? kontor_record_get_title (records->pdata[0]) : NULL;
  KontorAct *act = begin_act (self, verb, get_common_entity (records), title, records->len, error);

  if (act == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!move (act, kontor_record_get_entity (records->pdata[i]),
               kontor_record_get_id (records->pdata[i]), error))
      {
        kontor_act_cancel (act);
        return FALSE;
      }
  return kontor_act_commit (act, entry, error);
}

static void
print_moved (const char *key, GPtrArray *records, gint64 entry)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *list = yyjson_mut_obj_add_arr (doc, root, key);

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *id = kontor_id_dup_text (kontor_record_get_id (records->pdata[i]));

      yyjson_mut_arr_add_strcpy (doc, list, id);
    }
  yyjson_mut_obj_add_int (doc, root, "entry", entry);
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
}

/* All of the records, or, where one is not there, none. */
static KontorctlStatus
run_move (Kontorctl *self,
          int argc,
          char **argv,
          const char *verb,
          MoveFunc move,
          const char *key,
          const char *words)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;
  gint64 entry = 0;

  if (!kontorctl_parse (self, NULL, 1, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  for (int i = 1; i < argc; i++)
    {
      KontorRecord *record = kontorctl_find_record (self, argv[i]);

      if (record == NULL)
        return KONTORCTL_REFUSED;
      g_ptr_array_add (records, record);
    }
  if (!move_all (self, verb, move, records, &entry, &error))
    return kontorctl_refuse (self, error);
  for (guint i = 0; i < records->len; i++)
    kontorctl_say (self, "%s “%s”\n", words, kontor_record_get_title (records->pdata[i]));
  if (self->json)
    print_moved (key, records, entry);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_delete (Kontorctl *self, int argc, char **argv)
{
  return run_move (self, argc, argv, "delete", kontor_act_trash, "deleted", _ ("Deleted"));
}

KontorctlStatus
kontorctl_run_restore (Kontorctl *self, int argc, char **argv)
{
  return run_move (self, argc, argv, "restore", kontor_act_restore, "restored", _ ("Restored"));
}
