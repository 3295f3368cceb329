/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench/kontor-bench-contacts.h"

#include "bench/kontor-bench.h"
#include "model/kontor-sample.h"
#include "store/kontor-act.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define SEED 20261122
#define CONTACTS_PER_COMPANY 20
#define CONTACTS_PER_CHECKPOINT 2000

typedef struct
{
  KontorAct *act;
  KontorSampler sampler;
  const KontorEntity *contact;
  const KontorEntity *company;
  const KontorEntity *point;
  KontorId last_company;
} Filler;

static KontorId
insert (Filler *self, KontorFields *fields)
{
  GError *error = NULL;
  KontorId id;

  kontor_act_insert (self->act, NULL, fields, &id, &error);
  kontor_bench_check (error);
  kontor_fields_free (fields);
  return id;
}

static void
add_company (Filler *self)
{
  KontorFields *fields = kontor_fields_new (self->company);
  g_autofree char *name = kontor_sampler_dup_text (&self->sampler, KONTOR_SAMPLE_FIRM);
  g_autofree char *city = kontor_sampler_dup_text (&self->sampler, KONTOR_SAMPLE_CITY);

  kontor_fields_set_text (fields, "name", name);
  kontor_fields_set_text (fields, "location", city);
  self->last_company = insert (self, fields);
}

static void
add_point (Filler *self, const KontorId *contact, const char *kind, const char *value)
{
  KontorFields *fields = kontor_fields_new (self->point);

  kontor_fields_set_ref (fields, "contact", contact);
  kontor_fields_set_text (fields, "kind", kind);
  kontor_fields_set_text (fields, kind, value);
  insert (self, fields);
}

/* Lists of names are short, and a search of a million people who share two hundred names would be
 * another one: most families are called something of their own. */
static char *
dup_family (Filler *self)
{
  static const char *const beginnings[]
      = { "Ba",  "Be",   "Bra", "Cha", "Da", "De", "Do",  "Fa", "Fe", "Ga", "Go", "Gra",  "Ha",
          "He",  "Hu",   "Ja",  "Ka",  "Ke", "Ko", "Kra", "La", "Le", "Lo", "Ma", "Me",   "Mi",
          "Mo",  "Na",   "Ne",  "O",   "Pa", "Pe", "Po",  "Ra", "Re", "Ro", "Sa", "Scha", "Se",
          "Sta", "Stra", "Ta",  "Te",  "U",  "Va", "Ve",  "Wa", "We", "Wo", "Za" };
  static const char *const middles[]
      = { "",   "ba", "be", "bi", "da", "de", "di", "ga", "ge", "ka", "ke",
          "la", "le", "li", "lo", "ma", "me", "mi", "na", "ne", "ni", "ra",
          "re", "ri", "ro", "sa", "se", "ta", "te", "ti", "va" };
  static const char *const ends[]
      = { "berg", "bauer", "ck", "dt",  "ez",  "ff", "g",  "hs", "k",    "l", "ler", "lin",
          "ll",   "mann",  "n",  "ner", "nko", "ns", "nt", "r",  "rt",   "s", "sen", "ska",
          "ski",  "son",   "st", "t",   "tt",  "ux", "v",  "ve", "wicz", "x", "z" };
  KontorRandom *random = &self->sampler.random;

  if (kontor_random_chance (random, 30))
    return g_strdup (self->sampler.person.family->text);
  return g_strconcat (KONTOR_RANDOM_PICK (random, beginnings), KONTOR_RANDOM_PICK (random, middles),
                      KONTOR_RANDOM_PICK (random, middles), KONTOR_RANDOM_PICK (random, ends),
                      NULL);
}

static void
add_contact (Filler *self)
{
  KontorFields *fields = kontor_fields_new (self->contact);
  g_autofree char *email = NULL, *phone = NULL, *role = NULL, *family = NULL;
  KontorId id;

  kontor_sampler_turn_to (&self->sampler, NULL);
  email = kontor_sampler_dup_email (&self->sampler, NULL);
  phone = kontor_sampler_dup_phone (&self->sampler);
  role = kontor_sampler_dup_text (&self->sampler, KONTOR_SAMPLE_JOB_TITLE);
  family = dup_family (self);
  kontor_fields_set_text (fields, "first_name", self->sampler.person.given->text);
  kontor_fields_set_text (fields, "last_name", family);
  kontor_fields_set_text (fields, "job_title", role);
  kontor_fields_set_ref (fields, "company", &self->last_company);
  id = insert (self, fields);
  add_point (self, &id, "email", email);
  add_point (self, &id, "phone", phone);
}

static void
fill (KontorStore *store, guint n)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  Filler self = {
    .contact = kontor_schema_find (schema, "contact"),
    .company = kontor_schema_find (schema, "company"),
    .point = kontor_schema_find (schema, "contact_point"),
  };
  KontorActInfo info = { "import", self.contact, KONTOR_ORIGIN_IMPORT, NULL };
  GError *error = NULL;

  kontor_sampler_init (&self.sampler, SEED, kontor_clock_now (kontor_store_get_clock (store)));
  self.act = kontor_act_begin (store, &info, &error);
  kontor_bench_check (error);
  for (guint i = 0; i < n; i++)
    {
      if (i % CONTACTS_PER_COMPANY == 0)
        add_company (&self);
      add_contact (&self);
      if (i % CONTACTS_PER_CHECKPOINT == CONTACTS_PER_CHECKPOINT - 1)
        kontor_act_checkpoint (self.act, &error);
      kontor_bench_check (error);
    }
  kontor_act_commit (self.act, NULL, &error);
  kontor_bench_check (error);
}

static void
make (const char *path, guint n)
{
  GError *error = NULL;
  double began = kontor_bench_now ();
  KontorStore *store = kontor_store_open (path, kontor_schema_get_default (),
                                          kontor_clock_system (), KONTOR_STORE_CREATE, &error);

  kontor_bench_check (error);
  fill (store, n);
  kontor_store_close (store);
  kontor_bench_say ("made %u contacts in %.1f s", n, (kontor_bench_now () - began) / 1000);
}

void
kontor_bench_contacts_init (KontorBenchContacts *self, guint n)
{
  const char *shared = g_getenv ("KONTOR_BENCH_FOLDER");
  g_autofree char *name = g_strdup_printf ("contacts-%u.kontor", n);

  self->n_contacts = n;
  self->folder = shared != NULL ? NULL : kontor_bench_make_folder ();
  self->path = g_build_filename (shared != NULL ? shared : self->folder, name, NULL);
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *folder = g_strconcat (self->path, ".new", NULL);
      g_autofree char *unfinished = g_build_filename (folder, name, NULL);

      g_mkdir (folder, 0700);
      make (unfinished, n);
      g_rename (unfinished, self->path);
      kontor_bench_remove_folder (folder);
    }
}

char *
kontor_bench_contacts_copy (const KontorBenchContacts *self, const char *folder)
{
  g_autoptr (GFile) from = g_file_new_for_path (self->path);
  char *path = g_build_filename (folder, "contacts.kontor", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  GError *error = NULL;

  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  kontor_bench_check (error);
  return path;
}

void
kontor_bench_contacts_clear (KontorBenchContacts *self)
{
  if (self->folder != NULL)
    kontor_bench_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

KontorStore *
kontor_bench_contacts_open (const KontorBenchContacts *self)
{
  GError *error = NULL;
  KontorStore *store = kontor_store_open (self->path, kontor_schema_get_default (),
                                          kontor_clock_system (), KONTOR_STORE_READ_ONLY, &error);

  kontor_bench_check (error);
  return store;
}
