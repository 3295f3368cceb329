/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-contact.h"
#include "exchange/kontor-vcard-writer.h"
#include "transfer/kontor-card-source.h"
#include "transfer/kontor-export-run-private.h"
#include "util/kontor-error.h"

/* Cards are handed on in pieces of about this many bytes. */
#define PIECE (64 * 1024)

typedef struct
{
  KontorStore *store;
  const KontorSchema *schema;
  KontorVcardVersion version;
  KontorSink sink;
  gpointer sink_data;
  GString *bytes;
} Export;

static const struct
{
  const char *kind;
  const char *field;
  KontorVcardPointKind card;
} points[] = {
  { "email", "email", KONTOR_VCARD_EMAIL },
  { "phone", "phone", KONTOR_VCARD_PHONE },
  { "url", "url", KONTOR_VCARD_URL },
  { "address", NULL, KONTOR_VCARD_ADDRESS },
};

/* NULL for one that says nothing: whoever has cleared its value has left the kind. */
static KontorVcardPoint *
make_point (KontorRecord *record)
{
  const char *kind = kontor_record_get_text (record, "kind"), *value = NULL;
  KontorVcardPoint *point;
  guint i = 0;

  while (i < G_N_ELEMENTS (points) && g_strcmp0 (points[i].kind, kind) != 0)
    i++;
  if (i == G_N_ELEMENTS (points))
    return NULL;
  if (points[i].field != NULL)
    {
      value = kontor_record_get_text (record, points[i].field);
      if (value == NULL)
        return NULL;
    }
  point = kontor_vcard_point_new (points[i].card);
  point->label = g_strdup (kontor_record_get_text (record, "label"));
  if (points[i].field != NULL)
    {
      point->value = g_strdup (value);
      return point;
    }
  point->street = g_strdup (kontor_record_get_text (record, "street"));
  point->postal_code = g_strdup (kontor_record_get_text (record, "postal_code"));
  point->city = g_strdup (kontor_record_get_text (record, "city"));
  point->region = g_strdup (kontor_record_get_text (record, "region"));
  point->country = g_strdup (kontor_record_get_text (record, "country"));
  return point;
}

static GPtrArray *
list_parts (Export *self, KontorRecord *record, const char *part, GError **error)
{
  const KontorEntity *entity = kontor_schema_find (self->schema, part);
  int parent = kontor_entity_find_field (entity, kontor_record_get_entity (record)->name);

  return kontor_export_list_parts (self->store, record, entity, parent, error);
}

static gboolean
add_points (Export *self, KontorRecord *record, KontorVcardContact *card, GError **error)
{
  g_autoptr (GPtrArray) parts = list_parts (self, record, "contact_point", error);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      KontorVcardPoint *point = make_point (parts->pdata[i]);

      if (point != NULL)
        g_ptr_array_add (card->points, point);
    }
  return parts != NULL;
}

static gboolean
add_tags (Export *self, KontorRecord *record, KontorVcardContact *card, GError **error)
{
  g_autoptr (GPtrArray) links = list_parts (self, record, "tagging", error);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *title = kontor_record_get_ref_title (links->pdata[i], "tag");

      if (title != NULL)
        g_ptr_array_add (card->categories, g_strdup (title));
    }
  return links != NULL;
}

static void
fill_person (KontorRecord *record, KontorVcardContact *card)
{
  const KontorValue *birthday = kontor_record_get_value (record, "birthday");

  card->prefix = g_strdup (kontor_record_get_text (record, "prefix"));
  card->first_name = g_strdup (kontor_record_get_text (record, "first_name"));
  card->middle_name = g_strdup (kontor_record_get_text (record, "middle_name"));
  card->last_name = g_strdup (kontor_record_get_text (record, "last_name"));
  card->suffix = g_strdup (kontor_record_get_text (record, "suffix"));
  card->nickname = g_strdup (kontor_record_get_text (record, "nickname"));
  card->company = g_strdup (kontor_record_get_ref_title (record, "company"));
  card->job_title = g_strdup (kontor_record_get_text (record, "job_title"));
  card->has_birthday = birthday != NULL && !kontor_value_is_none (birthday);
  card->birthday = card->has_birthday ? birthday->integer : 0;
}

static char *
dup_uid (KontorRecord *record)
{
  if (g_strcmp0 (kontor_record_get_text (record, "source"), KONTOR_CARD_SOURCE) == 0
      && kontor_record_get_text (record, "external_key") != NULL)
    return g_strdup (kontor_record_get_text (record, "external_key"));
  return kontor_id_dup_text (kontor_record_get_id (record));
}

static gboolean
is_person (KontorRecord *record)
{
  return g_str_equal (kontor_record_get_entity (record)->name, "contact");
}

static gboolean
flush (Export *self, GError **error)
{
  gboolean ok = self->bytes->len == 0
                || self->sink (self->bytes->str, self->bytes->len, self->sink_data, error);

  g_string_truncate (self->bytes, 0);
  return ok;
}

static gboolean
write_record (KontorRecord *record, gpointer user_data, GError **error)
{
  Export *self = user_data;
  g_autoptr (KontorVcardContact) contact = kontor_vcard_contact_new ();
  g_autoptr (KontorVcard) card = NULL;

  contact->kind = is_person (record) ? KONTOR_VCARD_PERSON : KONTOR_VCARD_COMPANY;
  if (is_person (record))
    fill_person (record, contact);
  else
    contact->company = g_strdup (kontor_record_get_title (record));
  contact->note = g_strdup (kontor_record_get_text (record, "description"));
  contact->rest = g_strdup (kontor_record_get_text (record, "card"));
  contact->uid = dup_uid (record);
  if (!add_points (self, record, contact, error) || !add_tags (self, record, contact, error))
    return FALSE;
  card = kontor_vcard_contact_to_card (contact, self->version);
  kontor_vcard_write (card, self->version, self->bytes);
  return self->bytes->len < PIECE || flush (self, error);
}

gboolean
kontor_export_vcards (KontorStore *store,
                      const KontorQuery *query,
                      const KontorExportOptions *options,
                      KontorSink sink,
                      gpointer sink_data,
                      GError **error)
{
  const char *entity = kontor_query_get_entity (query)->name;
  g_autoptr (GString) bytes = g_string_new (NULL);
  Export self = { store, kontor_store_get_schema (store), options->vcard, sink, sink_data, bytes };

  if (!g_str_equal (entity, "contact") && !g_str_equal (entity, "company"))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s has no cards", entity);
      return FALSE;
    }
  return kontor_export_run (store, query, options, write_record, &self, error)
         && flush (&self, error);
}
