/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-row-mapper-private.h"

#include "model/kontor-person-name.h"
#include "model/kontor-rank.h"
#include "money/kontor-currency.h"

#include <string.h>

/* Places in a hand-made order are spread over this many, more than a file has rows. */
#define N_PLACES (1u << 30)

/* One draft being filled. */
typedef struct
{
  KontorRowMapper *self;
  const KontorMapperRecord *record;
  KontorDraft *draft;
  const char *each; /* what stands for the cell of the record's "each" column, or NULL */
} Filling;

static const char *
correct (const KontorMapperColumn *column, const char *text)
{
  const char *meant = NULL;

  if (column->corrections != NULL)
    meant = g_hash_table_lookup (column->corrections, text);
  if (meant == NULL && column->shared != NULL)
    meant = g_hash_table_lookup (column->shared, text);
  return meant == NULL ? text : meant;
}

/* The text of a cell without blanks around it, mended; valid until the next call. */
static const char *
get_cell (KontorRowMapper *self, guint index)
{
  const char *text = kontor_csv_row_get (self->row, index);
  gsize length;

  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  if (length > 0 && g_ascii_isspace (text[length - 1]))
    {
      while (length > 0 && g_ascii_isspace (text[length - 1]))
        length--;
      g_string_truncate (self->cell, 0);
      g_string_append_len (self->cell, text, length);
      text = self->cell->str;
    }
  return correct (kontor_row_mapper_get_column (self, index), text);
}

static gboolean
has_cell (KontorRowMapper *self, const KontorMapperRecord *record)
{
  for (guint i = 0; i < record->slots->len; i++)
    {
      const KontorMapperSlot *slot = &g_array_index (record->slots, KontorMapperSlot, i);

      for (guint j = 0; j < slot->n_columns; j++)
        if (*get_cell (self, slot->columns[j]) != '\0')
          return TRUE;
    }
  return FALSE;
}

/* Google marks groups of its own; of the one that everybody is in nothing is learned. */
static const char *
skip_mark (const char *part)
{
  if (!g_str_has_prefix (part, "* "))
    return part;
  part += strlen ("* ");
  return g_ascii_strcasecmp (part, "myContacts") == 0
                 || g_ascii_strcasecmp (part, "My Contacts") == 0
             ? ""
             : part;
}

static GStrv
split_each (KontorRowMapper *self, const KontorMapperRecord *record)
{
  const char *separators = record->plan->separators == NULL ? ",;" : record->plan->separators;
  g_auto (GStrv) parts = g_strsplit_set (get_cell (self, record->each), separators, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*skip_mark (g_strstrip (parts[i])) != '\0')
      g_strv_builder_add (builder, skip_mark (parts[i]));
  return g_strv_builder_end (builder);
}

static guint
count_drafts (KontorRowMapper *self, const KontorMapperRecord *record)
{
  g_auto (GStrv) parts = NULL;

  if (record->each < 0)
    return !record->has_columns || has_cell (self, record) ? 1 : 0;
  parts = split_each (self, record);
  return g_strv_length (parts);
}

/* What is part of something is not there without it; and where the row says of the whole only what
 * its parts are (nothing but an address of a person), the whole is there for them. */
static void
keep_wholes (KontorRowMapper *self)
{
  for (guint i = self->records->len; i > 0; i--)
    {
      KontorMapperRecord *record = kontor_row_mapper_get_record (self, i - 1), *whole;

      if (record->whole < 0 || record->n_drafts == 0)
        continue;
      whole = kontor_row_mapper_get_record (self, record->whole);
      if (whole->n_drafts == 0 && record->has_columns && whole->each < 0)
        whole->n_drafts = 1;
    }
  for (guint i = 0; i < self->records->len; i++)
    {
      KontorMapperRecord *record = kontor_row_mapper_get_record (self, i);

      if (record->whole >= 0 && kontor_row_mapper_get_record (self, record->whole)->n_drafts == 0)
        record->n_drafts = 0;
    }
}

/* How many drafts a record is in this row, before any is made: they refer to each other. */
static void
place_drafts (KontorRowMapper *self)
{
  guint place = 0;

  for (guint i = 0; i < self->records->len; i++)
    {
      KontorMapperRecord *record = kontor_row_mapper_get_record (self, i);

      record->n_drafts = count_drafts (self, record);
    }
  keep_wholes (self);
  for (guint i = 0; i < self->records->len; i++)
    {
      KontorMapperRecord *record = kontor_row_mapper_get_record (self, i);

      record->draft = place;
      place += record->n_drafts;
    }
}

/* The column that would say what the row is about, for a row that does not. */
static void
add_nothing_said (KontorRowMapper *self)
{
  const KontorRecordPlan *main = self->plan->records->pdata[0];

  for (guint i = 0; i < self->records->len; i++)
    {
      const KontorMapperRecord *record = kontor_row_mapper_get_record (self, i);
      const KontorField *field = NULL;
      const char *column = NULL;

      for (guint j = 0; record->plan == main && j < record->slots->len; j++)
        {
          const KontorMapperSlot *slot = &g_array_index (record->slots, KontorMapperSlot, j);
          const KontorField *of
              = slot->field < 0 ? NULL : kontor_entity_get_field (main->entity, slot->field);

          if (of == NULL || (of->flags & KONTOR_TITLE) == 0 || slot->n_columns == 0)
            continue;
          field = of;
          column = kontor_row_mapper_get_column (self, slot->columns[0])->name;
        }
      if (record->plan == main)
        kontor_draft_row_add_problem (self->drafts, KONTOR_PROBLEM_MISSING, main->entity, field,
                                      column, NULL);
    }
}

static gboolean
has_value (const KontorCsvRow *row)
{
  for (guint i = 0; i < row->n_fields; i++)
    if (row->fields[i].text[strspn (row->fields[i].text, " \t\r\n")] != '\0')
      return TRUE;
  return FALSE;
}

/* A row that only says what is left out would be lost in silence. */
static void
check_something_said (KontorRowMapper *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const KontorMapperRecord *record = kontor_row_mapper_get_record (self, i);

      if (record->n_drafts > 0 && (record->has_columns || record->each >= 0))
        return;
    }
  if (self->records->len > 0 && has_value (self->row))
    add_nothing_said (self);
}

static const char *
take_part (const KontorPersonName *name, KontorNamePart part)
{
  switch (part)
    {
    case KONTOR_NAME_PREFIX:
      return name->prefix;

    case KONTOR_NAME_FIRST:
      return name->first;

    case KONTOR_NAME_MIDDLE:
      return name->middle;

    case KONTOR_NAME_LAST:
      return name->last;

    case KONTOR_NAME_SUFFIX:
      return name->suffix;

    case KONTOR_NAME_WHOLE:
    default:
      g_assert_not_reached ();
    }
}

static char *
dup_part (const char *text, KontorNamePart part)
{
  KontorPersonName name;
  char *taken;

  kontor_person_name_split (text, &name);
  taken = g_strdup (take_part (&name, part));
  kontor_person_name_clear (&name);
  return taken;
}

static const char *
get_slot_cell (const Filling *filling, guint column)
{
  if (filling->each != NULL && (int) column == filling->record->each)
    return correct (kontor_row_mapper_get_column (filling->self, column), filling->each);
  return get_cell (filling->self, column);
}

static char *
join (const Filling *filling, const KontorMapperSlot *slot)
{
  const char *separator = slot->binding->separator == NULL ? " " : slot->binding->separator;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < slot->n_columns; i++)
    {
      const char *cell = get_slot_cell (filling, slot->columns[i]);

      if (*cell != '\0' && text->len > 0)
        g_string_append (text, separator);
      g_string_append (text, cell);
    }
  return g_string_free_and_steal (text);
}

/* What the binding makes of the cell: its part, what it stands for. NULL: the cell itself. */
static char *
translate (const KontorBinding *binding, const char *cell)
{
  const char *value = NULL;

  if (*cell == '\0')
    return NULL;
  if (binding->part != KONTOR_NAME_WHOLE)
    return dup_part (cell, binding->part);
  if (binding->values != NULL)
    value = g_hash_table_lookup (binding->values, cell);
  if (value == NULL)
    value = binding->otherwise;
  return g_strdup (value);
}

static void
set_value (const Filling *filling, const KontorMapperSlot *slot, KontorValue value)
{
  if (kontor_value_is_none (&value))
    return;
  kontor_fields_take (filling->draft->fields, slot->field, value);
  if (slot->binding->initial)
    filling->draft->initial |= G_GUINT64_CONSTANT (1) << slot->field;
}

/* How the amount in the slot is written in this row; FALSE: in a currency that there is not. */
static gboolean
read_currency (const Filling *filling, const KontorMapperSlot *slot, KontorCellForm *form)
{
  const KontorCurrency *currency;
  const char *text;

  if (slot->currency < 0)
    return TRUE;
  text = get_cell (filling->self, slot->currency);
  if (*text == '\0')
    return TRUE;
  currency = kontor_currency_find (text);
  if (currency == NULL)
    currency = kontor_currency_find_symbol (text, form->currency);
  if (currency == NULL)
    {
      kontor_draft_row_add_problem (
          filling->self->drafts, KONTOR_PROBLEM_FORM, filling->record->plan->entity,
          kontor_entity_get_field (filling->record->plan->entity, slot->field),
          kontor_row_mapper_get_column (filling->self, slot->currency)->name, text);
      return FALSE;
    }
  form->currency = currency->code;
  return TRUE;
}

static void
read_cell (const Filling *filling, const KontorMapperSlot *slot, const char *text, const char *raw)
{
  const KontorMapperColumn *column = kontor_row_mapper_get_column (filling->self, slot->columns[0]);
  const KontorEntity *entity = filling->record->plan->entity;
  const KontorField *field = kontor_entity_get_field (entity, slot->field);
  KontorCellForm form = column->form;
  KontorProblemKind problem;
  KontorValue value;

  filling->draft->columns[slot->field] = column->name;
  if (*text == '\0')
    return;
  if (field->type == KONTOR_REF)
    kontor_draft_link_name (filling->draft, slot->field, text, slot->binding->missing,
                            column->name);
  else if (!read_currency (filling, slot, &form))
    return;
  else if (kontor_cell_read (field, text, &form, &value, &problem))
    set_value (filling, slot, value);
  else
    kontor_draft_row_add_problem (filling->self->drafts, problem, entity, field, column->name, raw);
}

static void
read_id (const Filling *filling, const KontorMapperSlot *slot, const char *text)
{
  if (*text != '\0' && !kontor_id_from_text (&filling->draft->id, text))
    kontor_draft_row_add_problem (
        filling->self->drafts, KONTOR_PROBLEM_FORM, filling->record->plan->entity, NULL,
        kontor_row_mapper_get_column (filling->self, slot->columns[0])->name, text);
}

static void
fill_from_columns (const Filling *filling, const KontorMapperSlot *slot)
{
  g_autofree char *joined = slot->n_columns > 1 ? join (filling, slot) : NULL;
  const char *raw = joined != NULL ? joined : get_slot_cell (filling, slot->columns[0]);
  g_autofree char *meant = translate (slot->binding, raw);
  const char *text = meant != NULL ? meant : raw;

  if (slot->field == KONTOR_ID_FIELD)
    read_id (filling, slot, text);
  else
    read_cell (filling, slot, text, raw);
}

static const char *
get_row_key (KontorRowMapper *self, GError **error)
{
  if (self->key == NULL)
    self->key = kontor_row_keys_next (self->keys, self->row, error);
  return self->key;
}

static gboolean
fill_place (const Filling *filling, const KontorMapperSlot *slot, GError **error)
{
  const KontorField *field = kontor_entity_get_field (filling->record->plan->entity, slot->field);
  const char *key;

  if (field->type == KONTOR_RANK)
    {
      guint place = MIN (filling->self->row->row, N_PLACES - 1);

      set_value (filling, slot,
                 kontor_value_take_text (KONTOR_RANK, kontor_rank_spread (place, N_PLACES)));
      return TRUE;
    }
  key = get_row_key (filling->self, error);
  if (key == NULL)
    return FALSE;
  set_value (filling, slot, kontor_value_text (field->type, key));
  return TRUE;
}

static void
fill_record (const Filling *filling, const KontorMapperSlot *slot)
{
  const KontorMapperRecord *target = kontor_row_mapper_get_record (filling->self, slot->record);

  if (target->n_drafts > 0)
    kontor_draft_link_draft (filling->draft, slot->field, target->draft);
}

static gboolean
fill_slot (const Filling *filling, const KontorMapperSlot *slot, GError **error)
{
  const KontorBinding *binding = slot->binding;

  if (slot->n_columns > 0)
    fill_from_columns (filling, slot);
  else if (binding->place)
    return fill_place (filling, slot, error);
  else if (binding->record != NULL)
    fill_record (filling, slot);
  else if (kontor_value_is_none (&slot->value) && slot->field >= 0 && *binding->value != '\0')
    kontor_draft_link_name (filling->draft, slot->field, binding->value, binding->missing, NULL);
  else
    set_value (filling, slot, kontor_value_copy (&slot->value));
  return TRUE;
}

static const char *
get_external_key (const KontorDraft *draft)
{
  int index = kontor_entity_find_tag (draft->entity, KONTOR_TAG_EXTERNAL_KEY);
  const KontorValue *value = kontor_fields_get (draft->fields, index);

  return value == NULL ? NULL : value->text;
}

static void
set_key (KontorDraft *draft, guint tag, const char *text)
{
  kontor_fields_take (draft->fields, kontor_entity_find_tag (draft->entity, tag),
                      kontor_value_text (KONTOR_TEXT, text));
}

/* A key is one of the file's source. */
static void
complete_origin (const Filling *filling)
{
  const KontorMapperRecord *record = filling->record;
  KontorDraft *draft = filling->draft;

  if (record->derives_key)
    {
      const KontorMapperRecord *whole = kontor_row_mapper_get_record (filling->self, record->whole);
      const char *key
          = get_external_key (kontor_draft_row_get (filling->self->drafts, whole->draft));
      g_autofree char *own
          = key == NULL ? NULL : g_strdup_printf ("%s/%s", key, record->plan->name);

      if (own != NULL)
        set_key (draft, KONTOR_TAG_EXTERNAL_KEY, own);
    }
  if (get_external_key (draft) != NULL && filling->self->plan->source != NULL)
    set_key (draft, KONTOR_TAG_SOURCE, filling->self->plan->source);
}

static gboolean
fill_draft (KontorRowMapper *self,
            const KontorMapperRecord *record,
            const char *each,
            GError **error)
{
  Filling filling
      = { self, record, kontor_draft_row_add (self->drafts, record->plan->entity), each };

  filling.draft->missing = record->plan->missing;
  filling.draft->existing = record->plan->existing;
  for (guint i = 0; i < record->slots->len; i++)
    if (!fill_slot (&filling, &g_array_index (record->slots, KontorMapperSlot, i), error))
      return FALSE;
  complete_origin (&filling);
  return TRUE;
}

static gboolean
fill_drafts (KontorRowMapper *self, const KontorMapperRecord *record, GError **error)
{
  g_auto (GStrv) parts = NULL;

  if (record->n_drafts == 0)
    return TRUE;
  if (record->each < 0)
    return fill_draft (self, record, NULL, error);
  parts = split_each (self, record);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!fill_draft (self, record, parts[i], error))
      return FALSE;
  return TRUE;
}

/* Values without a column would be lost in silence. */
static void
check_length (KontorRowMapper *self)
{
  for (guint i = self->columns->len; i < self->row->n_fields; i++)
    if (*self->row->fields[i].text != '\0')
      {
        kontor_draft_row_add_problem (self->drafts, KONTOR_PROBLEM_RAGGED, NULL, NULL, NULL,
                                      self->row->fields[i].text);
        return;
      }
}

gboolean
kontor_row_mapper_map (KontorRowMapper *self,
                       const KontorCsvRow *row,
                       KontorDraftRow *drafts,
                       GError **error)
{
  self->row = row;
  self->drafts = drafts;
  g_clear_pointer (&self->key, g_free);
  kontor_draft_row_reset (drafts, row->row);
  check_length (self);
  place_drafts (self);
  if (self->drafts->problems->len == 0)
    check_something_said (self);
  for (guint i = 0; i < self->records->len; i++)
    if (!fill_drafts (self, kontor_row_mapper_get_record (self, i), error))
      return FALSE;
  return TRUE;
}
