/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-reader.h"

#include "exchange/kontor-content-reader-private.h"
#include "exchange/kontor-vcard-line-private.h"
#include "util/kontor-error.h"

#include <string.h>

struct _KontorVcardReader
{
  KontorVcardOptions options;
  KontorContentReader *content;
  KontorVcard *card; /* as far as it is read */
  gsize card_size;
  GString *tail; /* the value of the last property while broken folds are added to it, or NULL */
  gboolean has_version;
  guint depth; /* of cards within the card, as AGENT has in 2.1 */
  GString *agent;
  guint64 n_stray;
  GError *failure;
};

KontorVcardReader *
kontor_vcard_reader_new (const KontorVcardOptions *options)
{
  KontorVcardReader *self = g_new0 (KontorVcardReader, 1);

  if (options != NULL)
    self->options = *options;
  if (self->options.max_line == 0)
    self->options.max_line = KONTOR_VCARD_MAX_LINE;
  if (self->options.max_card == 0)
    self->options.max_card = KONTOR_VCARD_MAX_CARD;
  if (self->options.max_properties == 0)
    self->options.max_properties = KONTOR_VCARD_MAX_PROPERTIES;
  if (self->options.max_params == 0)
    self->options.max_params = KONTOR_VCARD_MAX_PARAMS;
  self->content = kontor_content_reader_new (self->options.max_line);
  self->agent = g_string_new (NULL);
  return self;
}

void
kontor_vcard_reader_free (KontorVcardReader *self)
{
  kontor_content_reader_free (self->content);
  g_clear_pointer (&self->card, kontor_vcard_free);
  if (self->tail != NULL)
    g_string_free (self->tail, TRUE);
  g_string_free (self->agent, TRUE);
  g_clear_error (&self->failure);
  g_free (self);
}

gboolean
kontor_vcard_reader_push (KontorVcardReader *self,
                          const guint8 *bytes,
                          gsize length,
                          gboolean final,
                          GError **error)
{
  return kontor_content_reader_push (self->content, bytes, length, final, error);
}

static gboolean
is_line (const char *line, const char *expected)
{
  gsize length = strlen (expected);

  while (g_ascii_isspace (*line))
    line++;
  if (g_ascii_strncasecmp (line, expected, length) != 0)
    return FALSE;
  while (g_ascii_isspace (line[length]))
    length++;
  return line[length] == '\0';
}

static void
begin_card (KontorVcardReader *self, guint64 number)
{
  self->card = kontor_vcard_new (KONTOR_VCARD_3_0);
  self->card->line = number;
  self->card_size = 0;
  self->has_version = FALSE;
  kontor_content_reader_set_keeps_blank (self->content, FALSE);
}

static KontorVcardProperty *
get_last (KontorVcardReader *self)
{
  GPtrArray *properties = self->card->properties;

  return properties->len > 0 ? g_ptr_array_index (properties, properties->len - 1) : NULL;
}

static void
end_tail (KontorVcardReader *self)
{
  if (self->tail != NULL)
    get_last (self)->value = g_string_free (g_steal_pointer (&self->tail), FALSE);
}

static KontorVcard *
end_card (KontorVcardReader *self, KontorVcardFlags flags)
{
  end_tail (self);
  self->card->flags |= flags | (self->has_version ? 0 : KONTOR_VCARD_NO_VERSION);
  self->depth = 0;
  return g_steal_pointer (&self->card);
}

/* The card of an AGENT becomes its value, as 3.0 has it. */
static void
end_agent (KontorVcardReader *self)
{
  KontorVcardProperty *property = get_last (self);

  g_free (property->value);
  property->value = kontor_vcard_escape (self->agent->str);
  g_string_truncate (self->agent, 0);
}

/* The file ends within the card of an AGENT. */
static void
cut_agent (KontorVcardReader *self)
{
  for (; self->depth > 0; self->depth--)
    g_string_append (self->agent, "\nEND:VCARD");
  end_agent (self);
}

/* Whether a card begins here that is the value of the property before. */
static gboolean
begins_agent (KontorVcardReader *self, const char *line)
{
  KontorVcardProperty *last;

  if (!is_line (line, "BEGIN:VCARD"))
    return FALSE;
  end_tail (self);
  last = get_last (self);
  return last != NULL && kontor_vcard_property_is (last, "AGENT") && *last->value == '\0';
}

/* Takes the line if it belongs to a card within the card. */
static gboolean
take_agent_line (KontorVcardReader *self, const char *line, gsize length)
{
  gboolean ignored;
  g_autofree char *text = NULL;

  if (self->depth == 0 && !begins_agent (self, line))
    return FALSE;
  text = kontor_vcard_line_decode (line, length, NULL, &ignored);
  if (self->agent->len > 0)
    g_string_append_c (self->agent, '\n');
  g_string_append (self->agent, text);
  if (is_line (line, "BEGIN:VCARD"))
    self->depth++;
  else if (is_line (line, "END:VCARD") && --self->depth == 0)
    end_agent (self);
  return TRUE;
}

static void
note_version (KontorVcardReader *self, const char *version)
{
  self->has_version = TRUE;
  if (strcmp (version, "2.1") == 0)
    self->card->version = KONTOR_VCARD_2_1;
  else if (version[0] == '4')
    self->card->version = KONTOR_VCARD_4_0;
  else
    self->card->version = KONTOR_VCARD_3_0;
  kontor_content_reader_set_keeps_blank (self->content, self->card->version == KONTOR_VCARD_2_1);
}

static gboolean
is_base64_line (const char *line)
{
  for (; *line != '\0'; line++)
    if (!g_ascii_isalnum (*line) && strchr ("+/= \t", *line) == NULL)
      return FALSE;
  return TRUE;
}

/* A line that is no property is a broken fold: the one before goes on. Many programs do not indent
 * base64. */
static void
mend_fold (KontorVcardReader *self, const char *line, gsize length)
{
  KontorVcardProperty *last = get_last (self);
  gboolean ignored;
  g_autofree char *text = NULL;

  if (last == NULL)
    {
      self->n_stray++;
      return;
    }
  if (self->tail == NULL)
    self->tail = g_string_new_take (g_steal_pointer (&last->value));
  text = kontor_vcard_line_decode (line, length, NULL, &ignored);
  if (!kontor_vcard_property_is_base64 (last) || !is_base64_line (text))
    self->card->flags |= KONTOR_VCARD_DAMAGED;
  if (kontor_vcard_property_is_base64 (last))
    g_string_append (self->tail, kontor_vcard_line_drop_blanks (text));
  else
    g_string_append_printf (self->tail, "\n%s", text);
}

/* What would begin or end a card if it were written as it was understood: END;CHARSET=UTF-8:VCARD. */
static gboolean
is_frame (const KontorVcardProperty *property)
{
  g_autofree char *line = g_strconcat (property->name, ":", property->value, NULL);

  return property->group == NULL && property->params->len == 0
         && (is_line (line, "BEGIN:VCARD") || is_line (line, "END:VCARD"));
}

static void
take_line (KontorVcardReader *self, const char *line, gsize length, guint64 number)
{
  gboolean is_damaged = FALSE;
  KontorVcardProperty *property = kontor_vcard_line_parse (line, length, self->card->version,
                                                           self->options.max_params, &is_damaged);

  if (property == NULL)
    {
      mend_fold (self, line, length);
      return;
    }
  if (is_frame (property))
    {
      kontor_vcard_property_free (property);
      self->n_stray++;
      return;
    }
  if (is_damaged)
    self->card->flags |= KONTOR_VCARD_DAMAGED;
  if (!self->has_version && property->group == NULL
      && kontor_vcard_property_is (property, "VERSION"))
    {
      note_version (self, g_strstrip (property->value));
      kontor_vcard_property_free (property);
      return;
    }
  end_tail (self);
  property->line = number;
  kontor_vcard_take (self->card, property);
}

static KontorVcardStep
fail (KontorVcardReader *self, GError **error)
{
  g_propagate_error (error, g_error_copy (self->failure));
  return KONTOR_VCARD_FAILED;
}

static gboolean
check_limits (KontorVcardReader *self, gsize length, guint64 number)
{
  const char *excess = NULL;

  self->card_size += length;
  if (self->card_size > self->options.max_card)
    excess = "a card is too large";
  else if (self->card->properties->len > self->options.max_properties)
    excess = "a card has too many properties";
  if (excess != NULL)
    self->failure = g_error_new (KONTOR_ERROR, KONTOR_ERROR_LIMIT, "line %" G_GUINT64_FORMAT ": %s",
                                 number, excess);
  return excess == NULL;
}

/* Takes a line; returns the card that it ended, or NULL. */
static KontorVcard *
read_line (KontorVcardReader *self, const char *line, gsize length, guint64 number)
{
  KontorVcard *ended = NULL;

  if (self->card != NULL && take_agent_line (self, line, length))
    return NULL;
  if (is_line (line, "BEGIN:VCARD"))
    {
      if (self->card != NULL)
        ended = end_card (self, KONTOR_VCARD_NO_END);
      begin_card (self, number);
      return ended;
    }
  if (self->card == NULL)
    {
      self->n_stray++;
      return NULL;
    }
  if (is_line (line, "END:VCARD"))
    return end_card (self, 0);
  take_line (self, line, length, number);
  return NULL;
}

KontorVcardStep
kontor_vcard_reader_next (KontorVcardReader *self, KontorVcard **card, GError **error)
{
  char *line;
  gsize length;
  guint64 number;

  while (self->failure == NULL)
    switch (kontor_content_reader_next (self->content, &line, &length, &number, &self->failure))
      {
      case KONTOR_CONTENT_LINE:
        *card = read_line (self, line, length, number);
        if (self->card != NULL && !check_limits (self, length, number))
          g_clear_pointer (card, kontor_vcard_free);
        else if (*card != NULL)
          return KONTOR_VCARD_CARD;
        break;
      case KONTOR_CONTENT_NEED_MORE:
        return KONTOR_VCARD_NEED_MORE;
      case KONTOR_CONTENT_END:
        if (self->card == NULL)
          return KONTOR_VCARD_END;
        if (self->depth > 0)
          cut_agent (self);
        *card = end_card (self, KONTOR_VCARD_NO_END);
        return KONTOR_VCARD_CARD;
      case KONTOR_CONTENT_FAILED:
      default:
        break;
      }
  return fail (self, error);
}

guint64
kontor_vcard_reader_get_n_stray (KontorVcardReader *self)
{
  return self->n_stray;
}

GPtrArray *
kontor_vcard_read_text (const char *text, GError **error)
{
  g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (NULL);
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_vcard_free);
  KontorVcardStep step;
  KontorVcard *card;

  if (!kontor_vcard_reader_push (reader, (const guint8 *) text, strlen (text), TRUE, error))
    return NULL;
  while ((step = kontor_vcard_reader_next (reader, &card, error)) == KONTOR_VCARD_CARD)
    g_ptr_array_add (cards, card);
  return step == KONTOR_VCARD_END ? g_steal_pointer (&cards) : NULL;
}
