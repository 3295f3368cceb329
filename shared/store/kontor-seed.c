/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-seed.h"

#include "model/kontor-rank.h"

static const KontorSeedStage stages[] = {
  { "Lead", "open", 10 },        { "Contacted", "open", 25 }, { "Proposal", "open", 50 },
  { "Negotiation", "open", 75 }, { "Won", "won", 100 },       { "Lost", "lost", 0 },
};

const KontorSeed kontor_seed_default = {
  .workspace = "Workspace",
  .currency = "EUR",
  .member = "Me",
  .pipeline = "Sales",
  .stages = stages,
  .n_stages = G_N_ELEMENTS (stages),
};

static gboolean
plant_member (KontorAct *act,
              KontorStore *store,
              const KontorSeed *seed,
              KontorId *me,
              GError **error)
{
  const KontorEntity *entity = kontor_schema_find (kontor_store_get_schema (store), "member");
  g_autoptr (KontorFields) fields = kontor_fields_new (entity);

  kontor_fields_set_text (fields, "name", seed->member);
  return kontor_act_insert (act, NULL, fields, me, error);
}

static gboolean
plant_stage (KontorAct *act,
             KontorStore *store,
             const KontorSeed *seed,
             guint index,
             const KontorId *pipeline,
             GError **error)
{
  const KontorEntity *entity = kontor_schema_find (kontor_store_get_schema (store), "stage");
  g_autoptr (KontorFields) fields = kontor_fields_new (entity);
  g_autofree char *name = g_strdup_printf ("%u", index);
  KontorId id = kontor_id_for_name ("stage", name);

  kontor_fields_set_ref (fields, "pipeline", pipeline);
  kontor_fields_set_text (fields, "name", seed->stages[index].name);
  kontor_fields_set_text (fields, "kind", seed->stages[index].kind);
  kontor_fields_set_integer (fields, "probability", seed->stages[index].probability);
  kontor_fields_take_named (
      fields, "position",
      kontor_value_take_text (KONTOR_RANK, kontor_rank_spread (index, seed->n_stages)));
  return kontor_act_insert (act, &id, fields, NULL, error);
}

static gboolean
plant_pipeline (KontorAct *act, KontorStore *store, const KontorSeed *seed, GError **error)
{
  const KontorEntity *entity = kontor_schema_find (kontor_store_get_schema (store), "pipeline");
  g_autoptr (KontorFields) fields = kontor_fields_new (entity);
  KontorId id = kontor_id_for_name ("pipeline", "first");

  kontor_fields_set_text (fields, "name", seed->pipeline);
  kontor_fields_take_named (fields, "position",
                            kontor_value_take_text (KONTOR_RANK, kontor_rank_spread (0, 1)));
  if (!kontor_act_insert (act, &id, fields, NULL, error))
    return FALSE;
  for (guint i = 0; i < seed->n_stages; i++)
    if (!plant_stage (act, store, seed, i, &id, error))
      return FALSE;
  return TRUE;
}

/* The last of the settings is "me": a workspace that has it has been seeded whole. */
static gboolean
write_settings (KontorStore *store, const KontorSeed *seed, const KontorId *me, GError **error)
{
  char id[KONTOR_ID_TEXT_SIZE];

  return kontor_store_set_setting (store, "name", seed->workspace, error)
         && kontor_store_set_setting (store, "currency", seed->currency, error)
         && kontor_store_set_setting (store, "me", kontor_id_to_text (me, id), error);
}

gboolean
kontor_seed_plant (KontorStore *store, const KontorSeed *seed, GError **error)
{
  g_autofree char *planted = kontor_store_dup_setting (store, "me");
  KontorActInfo info = {
    .verb = "begin",
    .entity = kontor_schema_find (kontor_store_get_schema (store), "pipeline"),
    .origin = KONTOR_ORIGIN_SEED,
  };
  KontorAct *act;
  KontorId me;

  if (planted != NULL)
    return TRUE;
  act = kontor_act_begin (store, &info, error);
  if (act == NULL)
    return FALSE;
  /* Settings are written inside the act's transaction: all of it or nothing. */
  if (!plant_member (act, store, seed, &me, error) || !plant_pipeline (act, store, seed, error)
      || !write_settings (store, seed, &me, error))
    {
      kontor_act_cancel (act);
      return FALSE;
    }
  return kontor_act_commit (act, NULL, error);
}
