/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

#include "store/kontor-act.h"
#include "store/kontor-journal.h"
#include "store/kontor-outbox.h"

/* So few records that people meet. */
#define MAX_RECORDS 3

const char *const sim_kinds[SIM_KINDS]
    = { "contact", "company", "contact_point", "deal", "tag", "tagging", "gadget" };

static const KontorField gadget_fields[] = {
  { 1, "name", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE, .since = 1, .label = "Name" },
  { 2, "stock", KONTOR_INTEGER, 0, .since = 1, .label = "Stock", .policy = KONTOR_INC },
  { 3, "serial", KONTOR_TEXT, 0, .since = 1, .label = "Serial", .policy = KONTOR_IMMUTABLE },
  { 4, "score", KONTOR_INTEGER, 0, .since = 1, .label = "Score", .policy = KONTOR_SERVER },
  { 5, "place", KONTOR_RANK, 0, .since = 1, .label = "Place", .policy = KONTOR_ORDER },
  { 6, "price", KONTOR_MONEY, 0, .since = 1, .label = "Price", .policy = KONTOR_GUARDED },
};

static const KontorEntity gadget = {
  "gadget",           KONTOR_FIELDS (gadget_fields), .since = 1,
  .label = "Gadgets", .label_one = "Gadget",         .icon = "gadget",
};

/* Each table more makes each opening of a file slower. */
const KontorSchema *
sim_schema (void)
{
  static const char *const others[] = { "member", "pipeline", "stage", "conflict" };
  static const KontorEntity *entities[G_N_ELEMENTS (others) + SIM_KINDS];
  static KontorSchema schema;
  const KontorSchema *kontor = kontor_schema_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    entities[i] = kontor_schema_find (kontor, others[i]);
  for (guint i = 0; i + 1 < SIM_KINDS; i++)
    entities[G_N_ELEMENTS (others) + i] = kontor_schema_find (kontor, sim_kinds[i]);
  entities[G_N_ELEMENTS (entities) - 1] = &gadget;
  schema = (KontorSchema) { entities, G_N_ELEMENTS (entities), .version = kontor->version };
  return &schema;
}

static const KontorEntity *
get_entity (Sim *self, guint kind)
{
  return kontor_schema_find (self->schema, sim_kinds[kind]);
}

/* A record of that kind that somebody has made; NULL where there is none yet. */
static const KontorId *
pick (Sim *self, guint kind)
{
  guint count = self->ids[kind]->len;

  /* Half of the time the one that all know. */
  return count == 0 ? NULL
                    : self->ids[kind]->pdata[sim_draw (self, sim_chance (self, 50) ? 1 : count)];
}

static char *
make_words (Sim *self)
{
  static const char *const words[] = { "alpha", "beta", "gamma", "delta", "Übung", "“q”" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1 + sim_draw (self, 4); i > 0; i--)
    g_string_append_printf (text, "%s%s", words[sim_draw (self, G_N_ELEMENTS (words))],
                            i == 1                  ? ""
                            : sim_chance (self, 50) ? " "
                                                    : "\n");
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
fill_text (Sim *self, KontorFields *fields, guint index, KontorType type)
{
  g_autofree char *words = make_words (self);

  if (type == KONTOR_TEXT)
    g_strdelimit (words, "\n", ' ');
  kontor_fields_take (fields, index, kontor_value_text (type, words));
}

static guint
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sim_kinds); i++)
    if (g_str_equal (sim_kinds[i], name))
      return i;
  return G_N_ELEMENTS (sim_kinds);
}

static KontorId
pick_stage (Sim *self)
{
  g_autofree char *name = g_strdup_printf ("%u", sim_draw (self, 6));

  return kontor_id_for_name ("stage", name);
}

static void
fill_ref (Sim *self, KontorFields *fields, guint index, const KontorField *field)
{
  guint kind = find_kind (field->target);
  const KontorId *id = kind < G_N_ELEMENTS (sim_kinds) ? pick (self, kind) : NULL;
  KontorId stage = pick_stage (self);

  if (g_str_equal (field->target, "stage"))
    id = &stage;
  else if (g_str_equal (field->target, "member"))
    id = &self->devices[sim_draw (self, SIM_DEVICES)].member;
  if (id != NULL)
    kontor_fields_take (fields, index, kontor_value_ref (id));
}

static void
fill_choice (Sim *self, KontorFields *fields, guint index, const KontorField *field)
{
  guint count = 0;

  while (field->choices[count].key != NULL)
    count++;
  kontor_fields_take (
      fields, index, kontor_value_text (KONTOR_CHOICE, field->choices[sim_draw (self, count)].key));
}

/* Some value that may stand there. */
static void
fill (Sim *self, KontorFields *fields, guint index, const KontorField *field)
{
  switch (field->type)
    {
    case KONTOR_TEXT:
    case KONTOR_LONG_TEXT:
      fill_text (self, fields, index, field->type);
      break;

    case KONTOR_MONEY:
      kontor_fields_take (fields, index, kontor_value_money (sim_draw (self, 9) * 100, "EUR"));
      break;

    case KONTOR_REF:
      fill_ref (self, fields, index, field);
      break;

    case KONTOR_CHOICE:
      fill_choice (self, fields, index, field);
      break;

    case KONTOR_RANK:
      kontor_fields_take (
          fields, index,
          kontor_value_take_text (KONTOR_RANK,
                                  g_strdup_printf ("%cV", 'A' + (int) sim_draw (self, 20))));
      break;

    case KONTOR_INTEGER:
    case KONTOR_DECIMAL:
    case KONTOR_DATE:
    case KONTOR_INSTANT:
      kontor_fields_take (fields, index, kontor_value_integer (field->type, sim_draw (self, 50)));
      break;

    case KONTOR_BOOLEAN:
      kontor_fields_take (fields, index, kontor_value_integer (KONTOR_BOOLEAN, sim_draw (self, 2)));
      break;

    default:
      break;
    }
}

/* Only what the kind needs, and some of the rest. */
static KontorFields *
make_fields (Sim *self, const KontorEntity *entity, guint percent, gboolean whole)
{
  KontorFields *fields = kontor_fields_new (entity);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];

      if (sim_chance (self, percent)
          || (whole && (field->flags & (KONTOR_REQUIRED | KONTOR_PARENT)) != 0))
        fill (self, fields, i, field);
      else if (!whole && sim_chance (self, percent / 4) && (field->flags & KONTOR_REQUIRED) == 0
               && field->policy != KONTOR_INC)
        kontor_fields_take (fields, i, KONTOR_VALUE_NONE);
    }
  if (!whole && sim_chance (self, 5))
    kontor_fields_set_extra (fields, "311", sim_chance (self, 50) ? "[1]" : "{\"a\":2}");
  return fields;
}

/* FALSE where it can't be made, which is no fault: a link that has nothing to join. */
static gboolean
insert (Sim *self, SimDevice *device, KontorAct *act)
{
  guint kind = sim_draw (self, G_N_ELEMENTS (sim_kinds));
  const KontorEntity *entity = get_entity (self, kind);
  g_autoptr (KontorFields) fields = make_fields (self, entity, 35, TRUE);
  g_autoptr (GError) error = NULL;
  KontorId id;

  if ((entity->flags & KONTOR_LINK) == 0 && self->ids[kind]->len >= MAX_RECORDS)
    return TRUE;
  if (!kontor_act_insert (act, NULL, fields, &id, &error))
    return FALSE;
  if (self->ids[kind]->len < 3 * MAX_RECORDS)
    g_ptr_array_add (self->ids[kind], kontor_id_copy (&id));
  sim_note (self, "device %u: makes a %s", device->index, entity->name);
  return TRUE;
}

/* What the record does not have here, for it came from another device, can't be changed here. */
static gboolean
change (Sim *self, SimDevice *device, KontorAct *act)
{
  /* Contacts, deals and gadgets: between them they have all policies. */
  static const guint hot[] = { 0, 3, 6 };
  guint kind = sim_chance (self, 60) ? hot[sim_draw (self, G_N_ELEMENTS (hot))]
                                     : sim_draw (self, G_N_ELEMENTS (sim_kinds));
  const KontorId *id = pick (self, kind);
  g_autoptr (KontorFields) changes = make_fields (self, get_entity (self, kind), 35, FALSE);

  if (id == NULL || !kontor_act_update (act, id, changes, NULL))
    return FALSE;
  sim_note (self, "device %u: changes a %s", device->index, sim_kinds[kind]);
  return TRUE;
}

static gboolean
set_life (Sim *self, SimDevice *device, KontorAct *act)
{
  guint kind = sim_draw (self, G_N_ELEMENTS (sim_kinds));
  const KontorId *id = pick (self, kind);
  gboolean trash = sim_chance (self, 50);

  if (id == NULL
      || !(trash ? kontor_act_trash : kontor_act_restore) (act, get_entity (self, kind), id, NULL))
    return FALSE;
  sim_note (self, "device %u: %s a %s", device->index, trash ? "trashes" : "restores",
            sim_kinds[kind]);
  return TRUE;
}

static gboolean
do_something (Sim *self, SimDevice *device, KontorAct *act)
{
  guint32 what = sim_draw (self, 100);

  if (what < 25)
    return insert (self, device, act);
  return what < 85 ? change (self, device, act) : set_life (self, device, act);
}

static guint64
count_operations (SimDevice *device)
{
  return (guint64) kontor_outbox_count (device->store);
}

/* One act of one or of several things, some of them taken back. */
static void
act_once (Sim *self, SimDevice *device)
{
  KontorActInfo info = { "edit", get_entity (self, 0), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (GError) error = NULL;
  KontorAct *act = kontor_act_begin (device->store, &info, &error);
  gboolean done = TRUE;

  if (kontor_test_disk_has_failed (device->disk))
    return;
  sim_check_error (self, error);
  for (guint i = sim_chance (self, 70) ? 1 : 2 + sim_draw (self, 4); i > 0 && done; i--)
    {
      done = do_something (self, device, act);
      if (sim_chance (self, 30))
        kontor_act_next_group (act);
    }
  if (!done || sim_chance (self, 3))
    kontor_act_cancel (act);
  else
    {
      kontor_act_commit (act, NULL, &error);
      if (!kontor_test_disk_has_failed (device->disk))
        sim_check_error (self, error);
    }
}

/* Now and then another program writes into the file between two steps of a bulk act. */
static void
act_beside (KontorStore *store, KontorChangeSet *changes, gpointer data)
{
  SimDevice *device = data;
  Sim *self = device->clock.sim;
  guint64 before;

  if (!sim_chance (self, 30) || kontor_test_disk_has_failed (device->disk))
    return;
  device->store = kontor_store_open (device->path, self->schema, &device->clock.parent, 0, NULL);
  if (device->store != NULL)
    {
      before = count_operations (device);
      act_once (self, device);
      device->written += count_operations (device) - before;
      /* Something of the bulk act may stay, on which this was built. */
      device->is_writing = TRUE;
      kontor_store_close (device->store);
    }
  device->store = store;
}

static void
work_in_steps (Sim *self, SimDevice *device, KontorAct *act)
{
  kontor_store_set_listener (device->store, act_beside, device);
  for (guint i = 2 + sim_draw (self, 4); i > 0; i--)
    {
      insert (self, device, act);
      if (sim_chance (self, 50))
        change (self, device, act);
      kontor_act_checkpoint (act, NULL);
      kontor_act_next_group (act);
    }
  kontor_store_set_listener (device->store, NULL, NULL);
}

/* An act that commits in steps. Where the power goes in its middle nothing of it may stay. */
static void
act_in_bulk (Sim *self, SimDevice *device)
{
  KontorActInfo info = { "import", get_entity (self, 0), KONTOR_ORIGIN_IMPORT, NULL };
  KontorAct *act = kontor_act_begin (device->store, &info, NULL);
  guint32 end = sim_draw (self, 100);

  if (act == NULL)
    return;
  device->is_writing = FALSE;
  work_in_steps (self, device, act);
  device->is_writing |= end < 60;
  if (end >= 80)
    kontor_test_disk_fail (device->disk);
  if (end < 60)
    kontor_act_commit (act, NULL, NULL);
  else
    kontor_act_cancel (act);
}

static void
undo (Sim *self, SimDevice *device)
{
  gint64 entry = sim_chance (self, 70) ? kontor_journal_get_undoable (device->store)
                                       : kontor_journal_get_redoable (device->store);

  if (entry != 0 && kontor_journal_undo (device->store, entry, KONTOR_UNDO_REST, NULL, NULL, NULL))
    sim_note (self, "device %u: undoes", device->index);
}

void
sim_work (Sim *self, SimDevice *device)
{
  guint64 before = count_operations (device), written = device->written;

  device->is_writing = TRUE;
  if (sim_chance (self, 8))
    undo (self, device);
  else if (sim_chance (self, 5))
    act_in_bulk (self, device);
  else
    act_once (self, device);
  if (sim_device_wake_up (self, device))
    return;
  device->is_writing = FALSE;
  device->written = written + count_operations (device) - before;
  /* Now and then the replica is not told, and finds out by itself. */
  if (sim_chance (self, 80))
    sim_device_step (self, device, KONTOR_EVENT_TICK, NULL);
}
