/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo-private.h"

#include "model/kontor-fold.h"

typedef struct
{
  const char *name;
  const char *job_title;
  const char *office;
  guint team;
} Member;

static const Member members[] = {
  { "Anna Petersen", "Managing Director", "Hamburg", 0 },
  { "Jonas Weiß", "Sales", "Hamburg", 0 },
  { "Ayşe Yılmaz", "Sales", "Hamburg", 0 },
  { "Élodie Moreau", "Sales, France and Spain", "Lyon", 1 },
  { "Łukasz Wójcik", "Sales, East", "Łódź", 1 },
  { "Priya Krishnamurthy", "Customer Service", "Hamburg", 0 },
};

static const char *const teams[] = { "North", "Europe" };

static const struct
{
  const char *name;
  const char *code;
  const char *series;
  guint price;
} products[KONTOR_DEMO_N_PRODUCTS_SOLD] = {
  { "Desk lamp “Ahoi”", "L-100", "Light", 180 },
  { "Ceiling light “Horizont”", "L-210", "Light", 640 },
  { "Emergency light", "L-300", "Light", 95 },
  { "Sit-stand desk", "W-100", "Work", 1150 },
  { "Swivel chair", "S-100", "Seat", 480 },
  { "Acoustic panel", "W-200", "Work", 210 },
  { "Shelf system", "R-100", "Store", 390 },
  { "Lighting plan", "P-001", "Service", 2400 },
  { "Installation, per day", "P-002", "Service", 890 },
  { "Maintenance, per year", "P-003", "Service", 1300 },
};

static const struct
{
  const char *name;
  const char *color;
} tags[] = {
  { "Key account", "blue" }, { "Partner", "green" },     { "Newsletter", "teal" },
  { "At risk", "red" },      { "Trade fair", "orange" },
};

guint
kontor_demo_get_price (guint product)
{
  g_assert (product < G_N_ELEMENTS (products));
  return products[product].price;
}

const char *
kontor_demo_get_product (guint product)
{
  g_assert (product < G_N_ELEMENTS (products));
  return products[product].name;
}

static char *
dup_email (const char *name)
{
  g_autofree char *folded = kontor_fold (name);

  g_strdelimit (folded, " ", '.');
  return g_strconcat (folded, "@lumen-kante.example", NULL);
}

static KontorFields *
describe_member (KontorDemo *self, const Member *member, const KontorId *team)
{
  KontorFields *fields = kontor_demo_new_fields (self, "member");
  g_autofree char *email = dup_email (member->name);

  kontor_fields_set_text (fields, "name", member->name);
  kontor_fields_set_text (fields, "email", email);
  kontor_fields_set_text (fields, "job_title", member->job_title);
  kontor_fields_set_text (fields, "office", member->office);
  kontor_fields_set_ref (fields, "team", team);
  return fields;
}

/* The first member is there already: who works here. */
static gboolean
add_member (KontorDemo *self, KontorAct *act, guint index, const KontorId *team, GError **error)
{
  KontorFields *fields = describe_member (self, &members[index], team);
  KontorId id;
  gboolean done;

  if (index > 0)
    {
      done = kontor_demo_insert (act, fields, &id, error);
    }
  else
    {
      kontor_store_get_me (self->store, &id);
      done = kontor_act_update (act, &id, fields, error);
      kontor_fields_free (fields);
    }
  g_array_append_val (self->members, id);
  return done;
}

static gboolean
lead_team (KontorDemo *self, KontorAct *act, const KontorId *team, guint lead, GError **error)
{
  g_autoptr (KontorFields) fields = kontor_demo_new_fields (self, "team");

  kontor_fields_set_ref (fields, "lead", &g_array_index (self->members, KontorId, lead));
  return kontor_act_update (act, team, fields, error);
}

static gboolean
add_people (KontorDemo *self, KontorAct *act, GError **error)
{
  KontorId team_ids[G_N_ELEMENTS (teams)];

  for (guint i = 0; i < G_N_ELEMENTS (teams); i++)
    {
      KontorFields *fields = kontor_demo_new_fields (self, "team");

      kontor_fields_set_text (fields, "name", teams[i]);
      if (!kontor_demo_insert (act, fields, &team_ids[i], error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!add_member (self, act, i, &team_ids[members[i].team], error))
      return FALSE;
  return lead_team (self, act, &team_ids[0], 0, error)
         && lead_team (self, act, &team_ids[1], 3, error);
}

static gboolean
add_products (KontorDemo *self, KontorAct *act, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    {
      KontorFields *fields = kontor_demo_new_fields (self, "product");

      kontor_fields_set_text (fields, "name", products[i].name);
      kontor_fields_set_text (fields, "code", products[i].code);
      kontor_fields_set_text (fields, "series", products[i].series);
      kontor_fields_set_money (fields, "price", 100 * (gint64) products[i].price, "EUR");
      if (!kontor_demo_insert (act, fields, &self->products[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_tags (KontorDemo *self, KontorAct *act, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      KontorFields *fields = kontor_demo_new_fields (self, "tag");
      KontorId id;

      kontor_fields_set_text (fields, "name", tags[i].name);
      kontor_fields_set_text (fields, "color", tags[i].color);
      if (!kontor_demo_insert (act, fields, &id, error))
        return FALSE;
      g_array_append_val (self->tags, id);
    }
  return TRUE;
}

static gboolean
find_stages (KontorDemo *self, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);
  KontorId pipeline = kontor_id_for_name ("pipeline", "first");
  g_autoptr (GPtrArray) stages = kontor_store_list_referring (
      self->store, kontor_schema_find (schema, "stage"), "pipeline", &pipeline, error);

  if (stages == NULL)
    return FALSE;
  g_assert (stages->len == KONTOR_DEMO_N_STAGES);
  for (guint i = 0; i < stages->len; i++)
    self->stages[i] = *kontor_record_get_id (stages->pdata[i]);
  return TRUE;
}

/* One act: @add is one of the functions above. */
static gboolean
run_act (KontorDemo *self,
         const char *entity,
         guint records,
         gboolean (*add) (KontorDemo *self, KontorAct *act, GError **error),
         GError **error)
{
  KontorAct *act;

  kontor_test_clock_advance (self->clock, 5 * 60 * 1000);
  act = kontor_demo_begin (self, "create", entity, NULL, records, error);
  return act != NULL && kontor_demo_end (act, add (self, act, error), error);
}

gboolean
kontor_demo_make_firm (KontorDemo *self, GError **error)
{
  return find_stages (self, error)
         && run_act (self, "member", G_N_ELEMENTS (members), add_people, error)
         && run_act (self, "product", G_N_ELEMENTS (products), add_products, error)
         && run_act (self, "tag", G_N_ELEMENTS (tags), add_tags, error);
}
