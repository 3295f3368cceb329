/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-print.h"
#include "cli/kontorctl-values.h"
#include "store/kontor-conflicts.h"
#include "store/kontor-outbox.h"
#include "util/kontor-error.h"
#include "words/kontor-phrases.h"
#include "words/kontor-sync-words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* A refused operation with what there is to say about it. */
typedef struct
{
  const KontorOutboxOp *op;
  KontorFields *before; /* NULL for a new record */
  KontorFields *mine;
  KontorRecord *theirs; /* the record as it stands; NULL where there is none */
} Item;

static void
item_clear (Item *self)
{
  g_clear_pointer (&self->before, kontor_fields_free);
  g_clear_pointer (&self->mine, kontor_fields_free);
  g_clear_object (&self->theirs);
}

static gboolean
item_init (Item *self, KontorStore *store, const KontorOutboxOp *op, GError **error)
{
  *self = (Item) { .op = op };
  if (!kontor_outbox_read (store, op, &self->before, &self->mine, error))
    return FALSE;
  self->theirs = kontor_store_get (store, op->entity, &op->id, NULL);
  return TRUE;
}

/* Those fields that the operation sets, by name. */
static yyjson_mut_val *
make_fields (yyjson_mut_doc *doc, const KontorFields *fields, guint64 mask)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  const KontorEntity *entity;

  if (fields == NULL)
    return yyjson_mut_null (doc);
  entity = kontor_fields_get_entity (fields);
  for (; mask != 0; mask &= mask - 1)
    {
      guint index = (guint) __builtin_ctzll (mask);
      const KontorField *field = kontor_entity_get_field (entity, index);
      const KontorValue *value = kontor_fields_get (fields, index);
      const KontorValue none = KONTOR_VALUE_NONE;

      yyjson_mut_obj_add_val (
          doc, object, field->name,
          kontorctl_value_to_json (doc, field, value != NULL ? value : &none, NULL));
    }
  return object;
}

static yyjson_mut_val *
make_item (yyjson_mut_doc *doc, const Item *item)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  guint64 mask = kontor_fields_get_mask (item->mine);
  char id[KONTOR_ID_TEXT_SIZE];

  yyjson_mut_obj_add_int (doc, object, "n", item->op->op);
  yyjson_mut_obj_add_str (doc, object, "entity", item->op->entity->name);
  yyjson_mut_obj_add_strcpy (doc, object, "id", kontor_id_to_text (&item->op->id, id));
  yyjson_mut_obj_add_strcpy (doc, object, "code", item->op->code);
  yyjson_mut_obj_add_str (doc, object, "reason", kontor_phrase_refusal (item->op->code));
  yyjson_mut_obj_add_val (doc, object, "before", make_fields (doc, item->before, mask));
  yyjson_mut_obj_add_val (doc, object, "mine", make_fields (doc, item->mine, mask));
  yyjson_mut_obj_add_val (
      doc, object, "theirs",
      make_fields (doc, item->theirs != NULL ? kontor_record_get_fields (item->theirs) : NULL,
                   mask));
  return object;
}

static void
print_item (const Item *item)
{
  const KontorEntity *entity = item->op->entity;
  g_autofree char *title = item->theirs != NULL ? g_strdup (kontor_record_get_title (item->theirs))
                                                : kontor_fields_dup_title (item->mine);

  printf ("%" G_GINT64_FORMAT "  %s “%s”: %s\n", item->op->op, _ (entity->label_one), title,
          kontor_phrase_refusal (item->op->code));
  for (guint64 rest = kontor_fields_get_mask (item->mine); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      const KontorField *field = kontor_entity_get_field (entity, index);
      g_autofree char *text = kontor_value_dup_text (field, kontor_fields_get (item->mine, index));

      if (*text != '\0')
        printf ("       %s: %s\n", _ (field->label), text);
    }
}

/* The same shape as what was refused; it has no number, but a conflict to name. */
static yyjson_mut_val *
make_conflict (yyjson_mut_doc *doc, const KontorConflict *conflict)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  guint64 mask = kontor_fields_get_mask (conflict->lost);
  char id[KONTOR_ID_TEXT_SIZE];

  yyjson_mut_obj_add_null (doc, object, "n");
  yyjson_mut_obj_add_strcpy (doc, object, "conflict", kontor_id_to_text (&conflict->id, id));
  yyjson_mut_obj_add_str (doc, object, "entity", conflict->entity->name);
  yyjson_mut_obj_add_strcpy (doc, object, "id", kontor_id_to_text (&conflict->record, id));
  yyjson_mut_obj_add_str (doc, object, "code", "lost");
  yyjson_mut_obj_add_str (doc, object, "reason", _ ("A later edit of the same field won"));
  yyjson_mut_obj_add_null (doc, object, "before");
  yyjson_mut_obj_add_val (doc, object, "mine", make_fields (doc, conflict->lost, mask));
  yyjson_mut_obj_add_val (doc, object, "theirs", make_fields (doc, conflict->won, mask));
  return object;
}

static void
print_conflict (KontorStore *store, const KontorConflict *conflict)
{
  g_autoptr (KontorRecord) record
      = kontor_store_get (store, conflict->entity, &conflict->record, NULL);
  char id[KONTOR_ID_TEXT_SIZE];

  printf ("%s  %s “%s”: %s\n", kontor_id_to_text (&conflict->id, id),
          _ (conflict->entity->label_one), record != NULL ? kontor_record_get_title (record) : "",
          _ ("A later edit of the same field won"));
  for (guint64 rest = kontor_fields_get_mask (conflict->lost); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      const KontorField *field = kontor_entity_get_field (conflict->entity, index);
      const KontorValue none = KONTOR_VALUE_NONE, *won = kontor_fields_get (conflict->won, index);
      g_autofree char *lost
          = kontor_value_dup_text (field, kontor_fields_get (conflict->lost, index));
      g_autofree char *stands = kontor_value_dup_text (field, won != NULL ? won : &none);

      printf ("       %s: %s (%s)\n", _ (field->label), lost, stands);
    }
}

#define MAX_CONFLICTS 1000

static gboolean
list_conflicts (Kontorctl *self, yyjson_mut_doc *doc, guint *count, GError **error)
{
  g_autoptr (GPtrArray) conflicts = kontor_conflicts_list (self->store, MAX_CONFLICTS, error);

  if (conflicts == NULL)
    return FALSE;
  *count += conflicts->len;
  for (guint i = 0; i < conflicts->len; i++)
    if (self->json)
      yyjson_mut_arr_append (yyjson_mut_doc_get_root (doc),
                             make_conflict (doc, conflicts->pdata[i]));
    else
      print_conflict (self->store, conflicts->pdata[i]);
  return TRUE;
}

static KontorctlStatus
list (Kontorctl *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ops = kontor_outbox_list_refused (self->store, &error);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_arr (doc);
  guint count = ops != NULL ? ops->len : 0;

  yyjson_mut_doc_set_root (doc, root);
  for (guint i = 0; ops != NULL && i < ops->len; i++)
    {
      Item item;

      if (g_array_index (ops, KontorOutboxOp, i).entity == NULL)
        continue;
      if (item_init (&item, self->store, &g_array_index (ops, KontorOutboxOp, i), &error))
        {
          yyjson_mut_arr_append (root, make_item (doc, &item));
          if (!self->json)
            print_item (&item);
        }
      item_clear (&item);
    }
  if (error == NULL)
    list_conflicts (self, doc, &count, &error);
  if (error == NULL && self->json)
    kontorctl_print_json (g_steal_pointer (&doc));
  g_clear_pointer (&doc, yyjson_mut_doc_free);
  if (error != NULL)
    return kontorctl_refuse (self, error);
  if (count == 0)
    kontorctl_say (self, _ ("Nothing needs attention.\n"));
  return KONTORCTL_DONE;
}

static gboolean
discard_refused (Kontorctl *self, const char *number, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (self->store);
  gint64 op;

  if (!g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &op, NULL))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _ ("“%s” is neither a number nor the id of a conflict"), number);
      return FALSE;
    }
  if (!kontor_outbox_settle (self->store, op, error))
    return FALSE;
  if (kontor_database_get_changes (database) > 0)
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
               _ ("nothing with the number %s needs attention"), number);
  return FALSE;
}

static gboolean
discard_conflict (Kontorctl *self, KontorAct *act, const KontorId *id, GError **error)
{
  g_autoptr (KontorConflict) conflict = kontor_conflicts_get (self->store, id, error);

  return conflict != NULL && kontor_conflict_settle (conflict, act, FALSE, error);
}

static gboolean
discard_each (Kontorctl *self, KontorAct *act, char **names, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      KontorId id;

      if (kontor_id_from_text (&id, names[i]) ? !discard_conflict (self, act, &id, error)
                                              : !discard_refused (self, names[i], error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_conflicts (char **names)
{
  guint n = 0;
  KontorId id;

  for (guint i = 0; names[i] != NULL; i++)
    n += kontor_id_from_text (&id, names[i]);
  return n;
}

/* All of them or none. What was refused is of this file alone; to settle a conflict is an act. */
static gboolean
discard_all (Kontorctl *self, char **names, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (self->store);
  guint n_conflicts = count_conflicts (names);
  g_autofree char *args = kontor_phrase_make_args (NULL, NULL, n_conflicts);
  KontorActInfo info
      = { "settle", kontor_schema_find (kontor_store_get_schema (self->store), "conflict"),
          KONTOR_ORIGIN_USER, args };
  g_autoptr (KontorAct) act = NULL;

  if (n_conflicts > 0)
    {
      act = kontor_act_begin (self->store, &info, error);
      return act != NULL && discard_each (self, act, names, error)
             && kontor_act_commit (g_steal_pointer (&act), NULL, error);
    }
  if (!kontor_database_begin (database, error))
    return FALSE;
  if (discard_each (self, NULL, names, error) && kontor_database_commit (database, error))
    return TRUE;
  kontor_database_rollback (database);
  return FALSE;
}

static KontorctlStatus
discard (Kontorctl *self, char **names)
{
  g_autoptr (GError) error = NULL;

  return discard_all (self, names, &error) ? list (self) : kontorctl_refuse (self, error);
}

/* Borrowed from @ops. */
static const KontorOutboxOp *
find_refused (GArray *ops, const char *number, GError **error)
{
  gint64 op = g_ascii_strtoll (number, NULL, 10);

  for (guint i = 0; i < ops->len; i++)
    if (g_array_index (ops, KontorOutboxOp, i).op == op
        && g_array_index (ops, KontorOutboxOp, i).entity != NULL)
      return &g_array_index (ops, KontorOutboxOp, i);
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
               _ ("nothing with the number %s needs attention"), number);
  return NULL;
}

/* The refusal is forgotten last: whoever loses power between the two finds it still there. */
static gboolean
retry_refused (Kontorctl *self,
               const KontorOutboxOp *op,
               const KontorFields *changes,
               GError **error)
{
  g_autofree char *args = kontor_phrase_make_args (NULL, NULL, 1);
  gboolean is_insert = op->kind == KONTOR_CHANGE_INSERT;
  KontorActInfo info = { is_insert ? "create" : "edit", op->entity, KONTOR_ORIGIN_USER, args };
  g_autoptr (KontorAct) act = kontor_act_begin (self->store, &info, error);

  return act != NULL && kontor_outbox_do_again (self->store, act, op, changes, error)
         && kontor_act_commit (g_steal_pointer (&act), NULL, error)
         && kontor_outbox_discard (self->store, op->op, error);
}

static gboolean
retry_conflict (Kontorctl *self, const KontorId *id, GError **error)
{
  g_autoptr (KontorConflict) conflict = kontor_conflicts_get (self->store, id, error);
  g_autofree char *args = kontor_phrase_make_args (NULL, NULL, 1);
  KontorActInfo info = { "put-back", NULL, KONTOR_ORIGIN_USER, args };
  g_autoptr (KontorAct) act = NULL;

  if (conflict == NULL)
    return FALSE;
  info.entity = conflict->entity;
  act = kontor_act_begin (self->store, &info, error);
  return act != NULL && kontor_conflict_settle (conflict, act, TRUE, error)
         && kontor_act_commit (g_steal_pointer (&act), NULL, error);
}

/* Each by itself: what was refused for its own reason may be refused again for it. */
static KontorctlStatus
retry (Kontorctl *self, char **names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ops = kontor_outbox_list_refused (self->store, &error);

  for (guint i = 0; error == NULL && names[i] != NULL; i++)
    {
      const KontorOutboxOp *op;
      KontorId id;

      if (kontor_id_from_text (&id, names[i]))
        retry_conflict (self, &id, &error);
      else if ((op = find_refused (ops, names[i], &error)) != NULL)
        retry_refused (self, op, NULL, &error);
    }
  return error == NULL ? list (self) : kontorctl_refuse (self, error);
}

/* What was refused, with other values in the place of some of it. */
static KontorctlStatus
edit (Kontorctl *self, const char *number, char **assignments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ops = kontor_outbox_list_refused (self->store, &error);
  const KontorOutboxOp *op = ops != NULL ? find_refused (ops, number, &error) : NULL;
  g_autoptr (GPtrArray) points
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  g_autoptr (KontorFields) changes = NULL;
  KontorctlStatus status;

  if (op == NULL)
    return kontorctl_refuse (self, error);
  changes = kontor_fields_new (op->entity);
  status = kontorctl_read_assignments (self, assignments, changes, points);
  if (status != KONTORCTL_DONE)
    return status;
  if (points->len > 0)
    return kontorctl_misuse (self, _ ("a way to reach somebody is a record of its own: “set” it"));
  return retry_refused (self, op, changes, &error) ? list (self) : kontorctl_refuse (self, error);
}

#define USAGE                                                                                      \
  N_ ("“attention”, “attention retry|discard N…”, with numbers or ids, or “attention edit N "      \
      "FIELD=VALUE…”")

KontorctlStatus
kontorctl_run_attention (Kontorctl *self, int argc, char **argv)
{
  KontorctlStatus status;

  if (!kontorctl_parse (self, NULL, 0, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (argc == 2
      || (argc > 2 && !g_str_equal (argv[1], "discard") && !g_str_equal (argv[1], "retry")
          && !g_str_equal (argv[1], "edit"))
      || (argc == 3 && g_str_equal (argv[1], "edit")))
    return kontorctl_misuse (self, _ (USAGE));
  if (!kontorctl_open (self, 0, &status))
    return status;
  if (argc == 1)
    return list (self);
  if (g_str_equal (argv[1], "edit"))
    return edit (self, argv[2], argv + 3);
  return g_str_equal (argv[1], "retry") ? retry (self, argv + 2) : discard (self, argv + 2);
}
