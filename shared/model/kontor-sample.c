/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-sample.h"

#include "model/kontor-date.h"
#include "model/kontor-fold.h"
#include "model/kontor-rank.h"

#include <string.h>

#define MS_A_DAY G_GINT64_CONSTANT (86400000)
#define FILLED_PERCENT 75

void
kontor_sampler_init (KontorSampler *self, guint64 seed, gint64 now)
{
  *self = (KontorSampler) { .now = now };
  kontor_random_init (&self->random, seed);
  kontor_sampler_turn_to (self, NULL);
}

static const char *
pick (KontorSampler *self, const char *const *list)
{
  return list[kontor_random_below (&self->random, g_strv_length ((char **) list))];
}

static const KontorSampleName *
pick_name (KontorSampler *self, const KontorSampleName *names)
{
  guint count = 0;

  while (names[count].text != NULL)
    count++;
  return &names[kontor_random_below (&self->random, count)];
}

void
kontor_sampler_turn_to (KontorSampler *self, const KontorCulture *culture)
{
  if (culture == NULL)
    culture = kontor_culture_get (kontor_random_below (&self->random, kontor_culture_get_count ()));
  self->person.culture = culture;
  self->person.given = pick_name (self, culture->given);
  self->person.family = pick_name (self, culture->family);
}

static gboolean
is_edge (KontorSampler *self)
{
  return kontor_random_chance (&self->random, self->edge_percent);
}

/* # becomes a digit, @ a capital letter. */
static char *
fill_pattern (KontorSampler *self, const char *pattern)
{
  char *text = g_strdup (pattern);

  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == '#')
        *p = '0' + kontor_random_below (&self->random, 10);
      else if (*p == '@')
        *p = 'A' + kontor_random_below (&self->random, 26);
    }
  return text;
}

/* The letters of a name as an address has them. */
static char *
dup_latin (const KontorSampleName *name)
{
  char *folded = kontor_fold (name->latin != NULL ? name->latin : name->text);
  char *out = folded;

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '-')
      *out++ = *p;
  *out = '\0';
  return folded;
}

char *
kontor_sampler_dup_email (KontorSampler *self, const char *domain)
{
  static const char *const domains[] = { "example.com", "example.org", "example.net" };
  g_autofree char *given = dup_latin (self->person.given);
  g_autofree char *family = dup_latin (self->person.family);

  if (domain == NULL)
    domain = KONTOR_RANDOM_PICK (&self->random, domains);
  if (kontor_random_chance (&self->random, 20))
    return g_strdup_printf ("%c%s@%s", given[0], family, domain);
  return g_strdup_printf ("%s.%s@%s", given, family, domain);
}

char *
kontor_sampler_dup_domain (KontorSampler *self)
{
  g_autofree char *name = dup_latin (self->person.family);

  return g_strconcat (name, ".example", NULL);
}

char *
kontor_sampler_dup_phone (KontorSampler *self)
{
  return fill_pattern (self, self->person.culture->phone);
}

static gboolean
has_no_common_divisor (guint a, guint b)
{
  while (b != 0)
    {
      guint rest = a % b;

      a = b;
      b = rest;
    }
  return a == 1;
}

/* The same sentence does not come twice until all have come. */
char *
kontor_sampler_dup_prose (KontorSampler *self, guint count)
{
  const char *const *sentences = kontor_random_chance (&self->random, 85)
                                     ? kontor_sample_sentences
                                     : kontor_sample_foreign_sentences;
  guint n_sentences = g_strv_length ((char **) sentences);
  guint first = kontor_random_below (&self->random, n_sentences);
  GString *prose = g_string_new (NULL);
  guint step = 1;

  /* Steps without a common divisor go through all of them, in another order each. */
  for (guint tried = 1 + kontor_random_below (&self->random, n_sentences); tried > 1; tried--)
    if (has_no_common_divisor (tried, n_sentences))
      {
        step = tried;
        break;
      }
  for (guint i = 0; i < count; i++)
    {
      if (i > 0)
        g_string_append (prose, i % 4 == 0 ? "\n\n" : " ");
      g_string_append (prose, sentences[(first + i * step) % n_sentences]);
    }
  return g_string_free_and_steal (prose);
}

static char *
dup_street (KontorSampler *self)
{
  const char *street = pick (self, self->person.culture->streets);
  guint number = 1 + kontor_random_below (&self->random, 199);

  if (self->person.culture->number_first)
    return g_strdup_printf ("%u %s", number, street);
  return g_strdup_printf ("%s %u", street, number);
}

static char *
dup_firm (KontorSampler *self)
{
  const char *name = kontor_random_chance (&self->random, 80)
                         ? self->person.family->text
                         : pick (self, self->person.culture->cities);

  return g_strdup_printf ("%s %s", name, pick (self, self->person.culture->firms));
}

/* The list that a hint names; NULL for those that follow from the culture. */
static const char *const *
find_list (KontorSample sample)
{
  static const char *const *const lists[] = {
    [KONTOR_SAMPLE_HONORIFIC] = kontor_sample_honorifics,
    [KONTOR_SAMPLE_JOB_TITLE] = kontor_sample_job_titles,
    [KONTOR_SAMPLE_INDUSTRY] = kontor_sample_industries,
    [KONTOR_SAMPLE_SOURCE] = kontor_sample_sources,
    [KONTOR_SAMPLE_SUBJECT] = kontor_sample_subjects,
    [KONTOR_SAMPLE_REASON] = kontor_sample_reasons,
    [KONTOR_SAMPLE_PRODUCT] = kontor_sample_products,
    [KONTOR_SAMPLE_SERIES] = kontor_sample_series,
    [KONTOR_SAMPLE_LABEL] = kontor_sample_labels,
  };

  return sample < G_N_ELEMENTS (lists) ? lists[sample] : NULL;
}

char *
kontor_sampler_dup_text (KontorSampler *self, KontorSample sample)
{
  const char *const *list = find_list (sample);

  if (list != NULL)
    return g_strdup (pick (self, list));
  switch (sample)
    {
    case KONTOR_SAMPLE_FIRST_NAME:
      return g_strdup (self->person.given->text);

    case KONTOR_SAMPLE_LAST_NAME:
      return g_strdup (self->person.family->text);

    case KONTOR_SAMPLE_FULL_NAME:
      return g_strdup_printf ("%s %s", self->person.given->text, self->person.family->text);

    case KONTOR_SAMPLE_FIRM:
      return dup_firm (self);

    case KONTOR_SAMPLE_STREET:
      return dup_street (self);

    case KONTOR_SAMPLE_POSTAL_CODE:
      return fill_pattern (self, self->person.culture->postal_code);

    case KONTOR_SAMPLE_CITY:
      return g_strdup (pick (self, self->person.culture->cities));

    case KONTOR_SAMPLE_COUNTRY:
      return g_strdup (self->person.culture->country);

    default:
      return g_strdup_printf ("%s %u", pick (self, kontor_sample_series),
                              kontor_random_below (&self->random, 1000));
    }
}

static char *
dup_edge_text (KontorSampler *self, KontorType type)
{
  if (kontor_random_chance (&self->random, 10))
    return g_strnfill (type == KONTOR_LONG_TEXT ? 20000 : KONTOR_MAX_TEXT, 'W');
  return g_strdup (pick (self, kontor_sample_edges));
}

static char *
dup_url (KontorSampler *self)
{
  g_autofree char *domain = kontor_sampler_dup_domain (self);

  return g_strdup_printf ("https://www.%s/", domain);
}

static char *
dup_rank (KontorSampler *self)
{
  return kontor_rank_spread (kontor_random_below (&self->random, 1000000), 1000000);
}

static char *
dup_wall_time (KontorSampler *self)
{
  KontorDate day = self->now / MS_A_DAY + kontor_random_between (&self->random, -30, 60);
  g_autofree char *date = kontor_date_dup_text (day);

  return g_strdup_printf ("%sT%02u:%02u[%s]", date, 7 + kontor_random_below (&self->random, 12),
                          15 * kontor_random_below (&self->random, 4), self->person.culture->zone);
}

static const char *
pick_choice (KontorSampler *self, const KontorChoice *choices)
{
  guint count = 0;

  while (choices[count].key != NULL)
    count++;
  return choices[kontor_random_below (&self->random, count)].key;
}

static KontorValue
make_text (KontorSampler *self, const KontorField *field)
{
  gboolean is_free = field->type == KONTOR_TEXT || field->type == KONTOR_LONG_TEXT;
  char *text;

  if (is_free && is_edge (self))
    text = dup_edge_text (self, field->type);
  else if (field->type == KONTOR_LONG_TEXT)
    text = kontor_sampler_dup_prose (self, 1 + kontor_random_below (&self->random, 6));
  else if (field->type == KONTOR_EMAIL)
    text = kontor_sampler_dup_email (self, NULL);
  else if (field->type == KONTOR_PHONE)
    text = kontor_sampler_dup_phone (self);
  else if (field->type == KONTOR_URL)
    text = dup_url (self);
  else if (field->type == KONTOR_RANK)
    text = dup_rank (self);
  else if (field->type == KONTOR_WALL_TIME)
    text = dup_wall_time (self);
  else if (field->type == KONTOR_CHOICE)
    text = g_strdup (pick_choice (self, field->choices));
  else
    text = kontor_sampler_dup_text (self, field->sample);
  return kontor_value_take_text (field->type, text);
}

static gint64
make_integer (KontorSampler *self, KontorSample sample)
{
  static const gint64 edges[] = {
    0, -1, G_MAXINT64, G_MININT64, G_MAXINT32, (G_GINT64_CONSTANT (1) << 53) + 1,
  };

  if (is_edge (self))
    return KONTOR_RANDOM_PICK (&self->random, edges);
  if (sample == KONTOR_SAMPLE_YEAR)
    return kontor_random_between (&self->random, 1890, 2025);
  if (sample == KONTOR_SAMPLE_PERCENT)
    return 5 * kontor_random_between (&self->random, 0, 20);
  if (sample == KONTOR_SAMPLE_MINUTES)
    return 5 * kontor_random_between (&self->random, 1, 24);
  return kontor_random_between (&self->random, 1, 5000);
}

static KontorValue
make_money (KontorSampler *self)
{
  static const char *const currencies[] = { "EUR", "USD", "GBP", "PLN", "JPY", "KWD" };
  static const gint64 edges[] = { 0, -1, 1, G_MAXINT64, G_MININT64 };
  const char *currency = self->currency;

  if (currency == NULL)
    currency = KONTOR_RANDOM_PICK (&self->random, currencies);
  if (is_edge (self))
    return kontor_value_money (KONTOR_RANDOM_PICK (&self->random, edges), currency);
  return kontor_value_money (50 * kontor_random_between (&self->random, 1, 100000), currency);
}

static gint64
make_date (KontorSampler *self)
{
  static const KontorDate edges[] = { KONTOR_MIN_DATE, KONTOR_MAX_DATE, 0, -1, 11016, 19782 };

  if (is_edge (self))
    return KONTOR_RANDOM_PICK (&self->random, edges);
  return self->now / MS_A_DAY + kontor_random_between (&self->random, -365, 120);
}

static gint64
make_instant (KontorSampler *self)
{
  static const gint64 edges[] = { KONTOR_MIN_INSTANT, KONTOR_MAX_INSTANT, 0, -1 };

  if (is_edge (self))
    return KONTOR_RANDOM_PICK (&self->random, edges);
  return self->now - kontor_random_between (&self->random, 0, 365 * MS_A_DAY);
}

static KontorValue
make_ref (KontorSampler *self, const KontorField *field)
{
  KontorId id;

  if (self->find_ref != NULL)
    return self->find_ref (self, field, &id, self->ref_data) ? kontor_value_ref (&id)
                                                             : KONTOR_VALUE_NONE;
  for (guint i = 0; i < KONTOR_ID_SIZE; i++)
    id.bytes[i] = kontor_random_below (&self->random, 256);
  return kontor_value_ref (&id);
}

KontorValue
kontor_sampler_make_value (KontorSampler *self, const KontorField *field)
{
  if (kontor_type_is_text (field->type))
    return make_text (self, field);
  switch (field->type)
    {
    case KONTOR_MONEY:
      return make_money (self);

    case KONTOR_REF:
      return make_ref (self, field);

    case KONTOR_DATE:
      return kontor_value_integer (KONTOR_DATE, make_date (self));

    case KONTOR_INSTANT:
      return kontor_value_integer (KONTOR_INSTANT, make_instant (self));

    case KONTOR_BOOLEAN:
      return kontor_value_integer (KONTOR_BOOLEAN, kontor_random_chance (&self->random, 50));

    default:
      return kontor_value_integer (field->type, make_integer (self, field->sample));
    }
}

static gboolean
has_parent (const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);

      if (entity->fields[i].flags & KONTOR_PARENT && value != NULL && value->type != KONTOR_NONE)
        return TRUE;
    }
  return FALSE;
}

/* A record belongs to one other at most, unless its table asks for more. */
static gboolean
is_left_out (KontorSampler *self, const KontorFields *fields, const KontorField *field)
{
  if (field->flags & KONTOR_REQUIRED)
    return FALSE;
  if (field->flags & KONTOR_PARENT && has_parent (fields))
    return TRUE;
  return !kontor_random_chance (&self->random, FILLED_PERCENT);
}

KontorFields *
kontor_sampler_make_fields (KontorSampler *self, const KontorEntity *entity)
{
  KontorFields *fields = kontor_fields_new (entity);

  kontor_sampler_turn_to (self, NULL);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      KontorValue value;

      if (is_left_out (self, fields, &entity->fields[i]))
        continue;
      value = kontor_sampler_make_value (self, &entity->fields[i]);
      if (value.type != KONTOR_NONE)
        kontor_fields_take (fields, i, value);
    }
  return fields;
}
