/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-card-source.h"

#include "exchange/kontor-vcard-contact.h"
#include "model/kontor-rank.h"
#include "transfer/kontor-card-input.h"

#include <string.h>

/* Points are given places as if there were this many. */
#define N_PLACES 1000

typedef struct
{
  KontorDraftSource parent;
  const KontorSchema *schema;
  char *name;
  KontorCardInput *input;
  guint64 n_read;
} CardSource;

static const struct
{
  const char *kind;
  const char *field; /* NULL: several */
  const char *property;
} points[] = {
  [KONTOR_VCARD_EMAIL] = { "email", "email", "EMAIL" },
  [KONTOR_VCARD_PHONE] = { "phone", "phone", "TEL" },
  [KONTOR_VCARD_ADDRESS] = { "address", NULL, "ADR" },
  [KONTOR_VCARD_URL] = { "url", "url", "URL" },
};

static const KontorEntity *
find_entity (CardSource *self, const char *name)
{
  return kontor_schema_find (self->schema, name);
}

static void
set_text (KontorDraft *draft, const char *name, const char *text, const char *property)
{
  int index = kontor_entity_find_field (draft->entity, name);

  if (text == NULL || *text == '\0')
    return;
  draft->columns[index] = property;
  kontor_fields_take (
      draft->fields, index,
      kontor_value_text (kontor_entity_get_field (draft->entity, index)->type, text));
}

static void
link_draft (KontorDraft *draft, const char *name, guint target)
{
  kontor_draft_link_draft (draft, kontor_entity_find_field (draft->entity, name), target);
}

static void
set_point_value (KontorDraft *draft, const KontorVcardPoint *point)
{
  const char *property = points[point->kind].property;

  if (point->kind != KONTOR_VCARD_ADDRESS)
    {
      set_text (draft, points[point->kind].field, point->value, property);
      return;
    }
  set_text (draft, "street", point->street, property);
  set_text (draft, "postal_code", point->postal_code, property);
  set_text (draft, "city", point->city, property);
  set_text (draft, "region", point->region, property);
  set_text (draft, "country", point->country, property);
}

static void
add_point (CardSource *self, KontorDraftRow *row, const KontorVcardPoint *point, guint place)
{
  const KontorEntity *owner = kontor_draft_row_get (row, 0)->entity;
  KontorDraft *draft = kontor_draft_row_add (row, find_entity (self, "contact_point"));
  int position = kontor_entity_find_field (draft->entity, "position");
  g_autofree char *rank = kontor_rank_spread (MIN (place, N_PLACES - 1), N_PLACES);

  link_draft (draft, owner->name, 0);
  set_text (draft, "kind", points[point->kind].kind, points[point->kind].property);
  set_text (draft, "label", point->label, points[point->kind].property);
  set_text (draft, "position", rank, NULL);
  draft->initial |= G_GUINT64_CONSTANT (1) << position;
  set_point_value (draft, point);
}

static void
add_tag (CardSource *self, KontorDraftRow *row, const char *name)
{
  const KontorEntity *owner = kontor_draft_row_get (row, 0)->entity;
  KontorDraft *tag = kontor_draft_row_add (row, find_entity (self, "tag"));
  guint place = row->n_drafts - 1;
  KontorDraft *tagging;

  tag->existing = KONTOR_EXISTING_KEEP;
  set_text (tag, "name", name, "CATEGORIES");
  tagging = kontor_draft_row_add (row, find_entity (self, "tagging"));
  link_draft (tagging, "tag", place);
  link_draft (tagging, owner->name, 0);
}

static void
set_origin (KontorDraft *draft, const char *uid)
{
  if (uid == NULL || strlen (uid) > KONTOR_MAX_TEXT)
    return;
  set_text (draft, "source", KONTOR_CARD_SOURCE, "UID");
  set_text (draft, "external_key", uid, "UID");
}

static void
fill_person (KontorDraft *draft, const KontorVcardContact *card)
{
  set_text (draft, "prefix", card->prefix, "N");
  set_text (draft, "first_name", card->first_name, "N");
  set_text (draft, "middle_name", card->middle_name, "N");
  set_text (draft, "last_name", card->last_name, "N");
  set_text (draft, "suffix", card->suffix, "N");
  set_text (draft, "nickname", card->nickname, "NICKNAME");
  set_text (draft, "job_title", card->job_title, "TITLE");
  if (card->company != NULL)
    kontor_draft_link_name (draft, kontor_entity_find_field (draft->entity, "company"),
                            card->company, KONTOR_MISSING_CREATE, "ORG");
  if (card->has_birthday)
    {
      int birthday = kontor_entity_find_field (draft->entity, "birthday");

      draft->columns[birthday] = "BDAY";
      kontor_fields_take (draft->fields, birthday,
                          kontor_value_integer (KONTOR_DATE, card->birthday));
    }
}

static void
fill (CardSource *self, KontorDraftRow *row, const KontorVcardContact *card)
{
  gboolean is_person = card->kind == KONTOR_VCARD_PERSON;
  KontorDraft *draft
      = kontor_draft_row_add (row, find_entity (self, is_person ? "contact" : "company"));

  if (is_person)
    fill_person (draft, card);
  else
    set_text (draft, "name", card->company, "ORG");
  set_text (draft, "description", card->note, "NOTE");
  set_text (draft, "card", card->rest, NULL);
  set_origin (draft, card->uid);
  if (card->left_out != NULL)
    kontor_draft_row_add_notice (row, KONTOR_PROBLEM_LIMIT, draft->entity, NULL, NULL,
                                 card->left_out);
  for (guint i = 0; i < card->points->len; i++)
    add_point (self, row, card->points->pdata[i], i);
  for (guint i = 0; i < card->categories->len; i++)
    add_tag (self, row, card->categories->pdata[i]);
}

static gboolean
next (KontorDraftSource *source, KontorDraftRow *row, gboolean *found, GError **error)
{
  CardSource *self = (CardSource *) source;
  g_autoptr (KontorVcard) card = NULL;
  g_autoptr (KontorVcardContact) contact = NULL;

  if (!kontor_card_input_next (self->input, &card, error))
    return FALSE;
  *found = card != NULL;
  if (!*found)
    return TRUE;
  kontor_draft_row_reset (row, ++self->n_read);
  contact = kontor_vcard_contact_from_card (card, KONTOR_MAX_LONG_TEXT);
  if (contact->kind == KONTOR_VCARD_GROUP)
    kontor_draft_row_add_problem (row, KONTOR_PROBLEM_FORM, NULL, NULL, "KIND", "group");
  else
    fill (self, row, contact);
  return TRUE;
}

static gboolean
rewind_source (KontorDraftSource *source, GError **error)
{
  CardSource *self = (CardSource *) source;

  self->n_read = 0;
  return kontor_card_input_rewind (self->input, error);
}

static double
get_progress (KontorDraftSource *source)
{
  return kontor_card_input_get_progress (((CardSource *) source)->input);
}

static void
free_source (KontorDraftSource *source)
{
  CardSource *self = (CardSource *) source;

  g_clear_pointer (&self->input, kontor_card_input_close);
  g_free (self->name);
  g_free (self);
}

static guint64
get_bit (CardSource *self, const char *entity)
{
  return G_GUINT64_CONSTANT (1) << kontor_schema_index (self->schema, find_entity (self, entity));
}

KontorDraftSource *
kontor_card_source_new (const KontorSchema *schema,
                        const char *path,
                        const char *name,
                        GError **error)
{
  CardSource *self = g_new0 (CardSource, 1);

  self->schema = schema;
  self->name = g_strdup (name);
  self->parent
      = (KontorDraftSource) { self->name, 0, 0, next, rewind_source, get_progress, free_source };
  self->input = kontor_card_input_open (path, error);
  if (self->input == NULL)
    {
      free_source (&self->parent);
      return NULL;
    }
  /* Cards of companies are rare, and a person's company is made where it is missing: so it is of no
   * use to know the names beforehand. */
  self->parent.makes = get_bit (self, "contact") | get_bit (self, "contact_point")
                       | get_bit (self, "tag") | get_bit (self, "tagging");
  self->parent.names = get_bit (self, "company");
  return &self->parent;
}
