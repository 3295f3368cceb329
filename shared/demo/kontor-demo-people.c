/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo-private.h"

/* Brought along in one import when the firm began with Kontor; the others came later. */
#define N_COMPANIES_IMPORTED 42
#define N_CONTACTS_IMPORTED 105

/* Half of the customers are near. */
#define N_NEAR_CULTURES 7

static KontorFields *
new_point (KontorDemo *self, const char *owner, const KontorId *id, const char *kind)
{
  KontorFields *point = kontor_demo_new_fields (self, "contact_point");

  kontor_fields_set_ref (point, owner, id);
  kontor_fields_set_text (point, "kind", kind);
  kontor_fields_set_text (point, "label", "work");
  return point;
}

/* Takes @value over. */
static gboolean
add_point (KontorDemo *self,
           KontorAct *act,
           const char *owner,
           const KontorId *id,
           const char *kind,
           char *value,
           GError **error)
{
  KontorFields *point = new_point (self, owner, id, kind);

  kontor_fields_set_text (point, kind, value);
  g_free (value);
  return kontor_demo_insert (act, point, NULL, error);
}

static void
set_sample (KontorDemo *self, KontorFields *fields, const char *name, KontorSample sample)
{
  g_autofree char *text = kontor_sampler_dup_text (&self->sampler, sample);

  kontor_fields_set_text (fields, name, text);
}

static gboolean
add_address (KontorDemo *self, KontorAct *act, const KontorId *company, GError **error)
{
  KontorFields *point = new_point (self, "company", company, "address");

  set_sample (self, point, "street", KONTOR_SAMPLE_STREET);
  set_sample (self, point, "postal_code", KONTOR_SAMPLE_POSTAL_CODE);
  set_sample (self, point, "city", KONTOR_SAMPLE_CITY);
  set_sample (self, point, "country", KONTOR_SAMPLE_COUNTRY);
  return kontor_demo_insert (act, point, NULL, error);
}

static void
set_prose (KontorDemo *self, KontorFields *fields, const char *name, guint sentences)
{
  g_autofree char *prose = kontor_sampler_dup_prose (&self->sampler, sentences);

  kontor_fields_set_text (fields, name, prose);
}

static KontorFields *
describe_company (KontorDemo *self, const KontorDemoCompany *company)
{
  KontorFields *fields = kontor_demo_new_fields (self, "company");
  g_autofree char *website = g_strconcat ("https://www.", company->domain, NULL);

  kontor_sampler_turn_to (&self->sampler, company->culture);
  kontor_fields_set_text (fields, "name", company->name);
  kontor_fields_set_text (fields, "website", website);
  kontor_fields_set_text (fields, "location", company->culture->country);
  set_sample (self, fields, "industry", KONTOR_SAMPLE_INDUSTRY);
  kontor_fields_set_integer (fields, "founded", kontor_random_between (&self->random, 1890, 2022));
  kontor_fields_set_integer (fields, "employees", kontor_random_between (&self->random, 3, 900));
  kontor_fields_set_ref (fields, "owner", &g_array_index (self->members, KontorId, company->owner));
  if (company->parent >= 0)
    kontor_fields_set_ref (fields, "parent", &self->companies[company->parent].id);
  if (kontor_random_chance (&self->random, 40))
    set_prose (self, fields, "description", 2);
  return fields;
}

static gboolean
add_tag (KontorDemo *self, KontorAct *act, const char *owner, const KontorId *id, GError **error)
{
  KontorFields *tagging = kontor_demo_new_fields (self, "tagging");
  guint tag = kontor_random_below (&self->random, self->tags->len);

  kontor_fields_set_ref (tagging, "tag", &g_array_index (self->tags, KontorId, tag));
  kontor_fields_set_ref (tagging, owner, id);
  return kontor_demo_insert (act, tagging, NULL, error);
}

static gboolean
add_company (KontorDemo *self, KontorAct *act, KontorDemoCompany *company, GError **error)
{
  if (!kontor_demo_insert (act, describe_company (self, company), &company->id, error)
      || !add_address (self, act, &company->id, error)
      || !add_point (self, act, "company", &company->id, "phone",
                     kontor_sampler_dup_phone (&self->sampler), error)
      || !add_point (self, act, "company", &company->id, "email",
                     g_strconcat ("info@", company->domain, NULL), error))
    return FALSE;
  return !kontor_random_chance (&self->random, 30)
         || add_tag (self, act, "company", &company->id, error);
}

static KontorFields *
describe_contact (KontorDemo *self, const KontorDemoContact *contact)
{
  KontorFields *fields = kontor_demo_new_fields (self, "contact");
  const KontorDemoCompany *company
      = contact->company >= 0 ? &self->companies[contact->company] : NULL;

  self->sampler.person = contact->person;
  set_sample (self, fields, "first_name", KONTOR_SAMPLE_FIRST_NAME);
  set_sample (self, fields, "last_name", KONTOR_SAMPLE_LAST_NAME);
  set_sample (self, fields, "lead_source", KONTOR_SAMPLE_SOURCE);
  if (company != NULL)
    {
      kontor_fields_set_ref (fields, "company", &company->id);
      kontor_fields_set_ref (fields, "owner",
                             &g_array_index (self->members, KontorId, company->owner));
      set_sample (self, fields, "job_title", KONTOR_SAMPLE_JOB_TITLE);
    }
  if (kontor_random_chance (&self->random, 12))
    set_sample (self, fields, "prefix", KONTOR_SAMPLE_HONORIFIC);
  if (kontor_random_chance (&self->random, 30))
    kontor_fields_set_integer (fields, "birthday",
                               kontor_random_between (&self->random, -5000, 12000));
  if (kontor_random_chance (&self->random, 60))
    kontor_fields_set_text (fields, "consent",
                            kontor_random_chance (&self->random, 80) ? "yes" : "no");
  if (kontor_random_chance (&self->random, 25))
    set_prose (self, fields, "description", 1);
  return fields;
}

static gboolean
add_contact (KontorDemo *self, KontorAct *act, KontorDemoContact *contact, GError **error)
{
  KontorFields *fields = describe_contact (self, contact);
  const char *domain = contact->company >= 0 ? self->companies[contact->company].domain : NULL;

  if (!kontor_demo_insert (act, fields, &contact->id, error)
      || !add_point (self, act, "contact", &contact->id, "email",
                     kontor_sampler_dup_email (&self->sampler, domain), error))
    return FALSE;
  if (kontor_random_chance (&self->random, 75)
      && !add_point (self, act, "contact", &contact->id, "phone",
                     kontor_sampler_dup_phone (&self->sampler), error))
    return FALSE;
  return !kontor_random_chance (&self->random, 25)
         || add_tag (self, act, "contact", &contact->id, error);
}

static gboolean
import_customers (KontorDemo *self, gpointer plan, GError **error)
{
  KontorAct *act = kontor_demo_begin (self, "import", "contact", NULL, N_CONTACTS_IMPORTED, error);
  gboolean done = TRUE;

  if (act == NULL)
    return FALSE;
  for (guint i = 0; i < N_COMPANIES_IMPORTED && done; i++)
    {
      kontor_act_next_group (act);
      done = add_company (self, act, &self->companies[i], error);
    }
  for (guint i = 0; i < N_CONTACTS_IMPORTED && done; i++)
    {
      kontor_act_next_group (act);
      done = add_contact (self, act, &self->contacts[i], error);
    }
  return kontor_demo_end (act, done, error);
}

static gboolean
create_company (KontorDemo *self, gpointer plan, GError **error)
{
  KontorDemoCompany *company = plan;
  KontorAct *act = kontor_demo_begin (self, "create", "company", company->name, 1, error);

  return act != NULL && kontor_demo_end (act, add_company (self, act, company, error), error);
}

static gboolean
create_contact (KontorDemo *self, gpointer plan, GError **error)
{
  KontorDemoContact *contact = plan;
  KontorAct *act = kontor_demo_begin (self, "create", "contact", contact->name, 1, error);

  return act != NULL && kontor_demo_end (act, add_contact (self, act, contact, error), error);
}

static const KontorCulture *
pick_culture (KontorDemo *self)
{
  guint count
      = kontor_random_chance (&self->random, 60) ? N_NEAR_CULTURES : kontor_culture_get_count ();

  return kontor_culture_get (kontor_random_below (&self->random, count));
}

/* A name and a domain that no other one has. */
static void
name_company (KontorDemo *self, KontorDemoCompany *company)
{
  while (company->name == NULL)
    {
      g_autofree char *domain = NULL, *name = NULL;

      company->culture = pick_culture (self);
      kontor_sampler_turn_to (&self->sampler, company->culture);
      domain = kontor_sampler_dup_domain (&self->sampler);
      name = kontor_sampler_dup_text (&self->sampler, KONTOR_SAMPLE_FIRM);
      if (g_hash_table_contains (self->names, domain)
          || !g_hash_table_add (self->names, g_strdup (name)))
        continue;
      g_hash_table_add (self->names, g_strdup (domain));
      company->name = g_steal_pointer (&name);
      company->domain = g_steal_pointer (&domain);
    }
}

static void
plan_company (KontorDemo *self, guint index, gint64 beginning)
{
  KontorDemoCompany *company = &self->companies[index];

  name_company (self, company);
  company->owner = kontor_random_below (&self->random, self->members->len);
  company->parent = -1;
  if (index > 10 && kontor_random_chance (&self->random, 15))
    company->parent = kontor_random_below (&self->random, 10);
  company->made = beginning;
  if (index < N_COMPANIES_IMPORTED)
    return;
  company->made
      = kontor_demo_get_time (self, -(int) kontor_random_between (&self->random, 20, 170));
  kontor_demo_plan (self, company->made, create_company, company);
}

/* Who it is: mostly from where the company is, and not called like somebody else. */
static void
name_contact (KontorDemo *self, KontorDemoContact *contact)
{
  const KontorDemoCompany *company
      = contact->company >= 0 ? &self->companies[contact->company] : NULL;

  while (contact->name == NULL)
    {
      gboolean is_local = company != NULL && kontor_random_chance (&self->random, 80);
      g_autofree char *name = NULL;

      kontor_sampler_turn_to (&self->sampler, is_local ? company->culture : pick_culture (self));
      name = kontor_sampler_dup_text (&self->sampler, KONTOR_SAMPLE_FULL_NAME);
      contact->person = self->sampler.person;
      if (g_hash_table_add (self->names, g_strdup (name)))
        contact->name = g_steal_pointer (&name);
    }
}

static void
plan_contact (KontorDemo *self, guint index, gint64 beginning)
{
  KontorDemoContact *contact = &self->contacts[index];

  contact->company = -1;
  contact->made = beginning;
  if (index < N_CONTACTS_IMPORTED)
    {
      if (kontor_random_chance (&self->random, 90))
        contact->company = kontor_random_below (&self->random, N_COMPANIES_IMPORTED);
      name_contact (self, contact);
      return;
    }
  /* Each of the later companies came with somebody. */
  contact->company = (N_COMPANIES_IMPORTED + index - N_CONTACTS_IMPORTED) % KONTOR_DEMO_N_COMPANIES;
  name_contact (self, contact);
  contact->made = kontor_demo_get_time (self, -(int) kontor_random_between (&self->random, 4, 170));
  contact->made = MAX (contact->made, self->companies[contact->company].made + 1);
  kontor_demo_plan (self, contact->made, create_contact, contact);
}

void
kontor_demo_plan_people (KontorDemo *self)
{
  gint64 beginning = self->clock->time + 30 * 60 * 1000;

  kontor_demo_plan (self, beginning, import_customers, NULL);
  for (guint i = 0; i < KONTOR_DEMO_N_COMPANIES; i++)
    plan_company (self, i, beginning);
  for (guint i = 0; i < KONTOR_DEMO_N_CONTACTS; i++)
    plan_contact (self, i, beginning);
}
