/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-card-input.h"

#include "transfer/kontor-file-input-private.h"

struct _KontorCardInput
{
  char *name;
  KontorFileInput *file;
  KontorVcardReader *reader;
  gboolean at_end;
};

static void
start (KontorCardInput *self)
{
  static const KontorVcardOptions limits;

  g_clear_pointer (&self->reader, kontor_vcard_reader_free);
  self->reader = kontor_vcard_reader_new (&limits);
  self->at_end = FALSE;
}

KontorCardInput *
kontor_card_input_open (const char *path, GError **error)
{
  g_autoptr (KontorCardInput) self = g_new0 (KontorCardInput, 1);

  self->name = g_path_get_basename (path);
  self->file = kontor_file_input_open (path, error);
  if (self->file == NULL)
    return NULL;
  start (self);
  return g_steal_pointer (&self);
}

void
kontor_card_input_close (KontorCardInput *self)
{
  g_clear_pointer (&self->file, kontor_file_input_close);
  g_clear_pointer (&self->reader, kontor_vcard_reader_free);
  g_free (self->name);
  g_free (self);
}

static gboolean
feed (KontorCardInput *self, GError **error)
{
  const guint8 *bytes;
  gsize length;
  gboolean final;

  if (!kontor_file_input_read (self->file, &bytes, &length, &final, error))
    return FALSE;
  if (kontor_vcard_reader_push (self->reader, bytes, length, final, error))
    return TRUE;
  g_prefix_error (error, "%s: ", self->name);
  return FALSE;
}

/* Why it was refused before is no part of a card. */
static void
drop_reasons (KontorVcard *card)
{
  for (guint i = card->properties->len; i > 0; i--)
    if (kontor_vcard_property_is (kontor_vcard_get (card, i - 1), KONTOR_CARD_REFUSED))
      g_ptr_array_remove_index (card->properties, i - 1);
}

gboolean
kontor_card_input_next (KontorCardInput *self, KontorVcard **card, GError **error)
{
  *card = NULL;
  while (!self->at_end)
    switch (kontor_vcard_reader_next (self->reader, card, error))
      {
      case KONTOR_VCARD_CARD:
        drop_reasons (*card);
        return TRUE;

      case KONTOR_VCARD_END:
        self->at_end = TRUE;
        break;

      case KONTOR_VCARD_NEED_MORE:
        if (!feed (self, error))
          return FALSE;
        break;

      case KONTOR_VCARD_FAILED:
      default:
        g_prefix_error (error, "%s: ", self->name);
        return FALSE;
      }
  return TRUE;
}

gboolean
kontor_card_input_rewind (KontorCardInput *self, GError **error)
{
  start (self);
  return kontor_file_input_rewind (self->file, error);
}

double
kontor_card_input_get_progress (KontorCardInput *self)
{
  return self->at_end ? 1 : kontor_file_input_get_progress (self->file);
}
