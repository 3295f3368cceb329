/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first byte says in pieces of which size the rest, a file, is read, and whether with small
 * limits. What is read must not depend on the pieces; a card must come back the same when it is
 * written, keep all its properties in another version, and lose none as a contact. */

#include "exchange/kontor-vcard-contact.h"
#include "exchange/kontor-vcard-reader.h"
#include "exchange/kontor-vcard-writer.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

static GPtrArray *
read_file (const guint8 *data,
           gsize length,
           gsize piece,
           const KontorVcardOptions *options,
           gboolean *failed)
{
  g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (options);
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_vcard_free);
  KontorVcardStep step = KONTOR_VCARD_NEED_MORE;
  gsize at = 0;

  *failed = FALSE;
  while (step == KONTOR_VCARD_NEED_MORE && !*failed)
    {
      gsize size = MIN (piece, length - at);
      g_autoptr (GError) error = NULL;
      KontorVcard *card;

      *failed = !kontor_vcard_reader_push (reader, data + at, size, at + size == length, &error);
      g_assert (*failed == (error != NULL));
      at += size;
      while (!*failed
             && (step = kontor_vcard_reader_next (reader, &card, &error)) == KONTOR_VCARD_CARD)
        g_ptr_array_add (cards, card);
    }
  *failed = *failed || step == KONTOR_VCARD_FAILED;
  return cards;
}

static char *
write_card (const KontorVcard *card, KontorVcardVersion version)
{
  GString *bytes = g_string_new (NULL);

  kontor_vcard_write (card, version, bytes);
  g_assert (g_utf8_validate_len (bytes->str, bytes->len, NULL));
  return g_string_free (bytes, FALSE);
}

static KontorVcard *
read_one (const char *text)
{
  g_autoptr (GPtrArray) cards = kontor_vcard_read_text (text, NULL);

  g_assert (cards != NULL && cards->len == 1);
  return g_ptr_array_steal_index (cards, 0);
}

static void
check_same_property (const KontorVcardProperty *a, const KontorVcardProperty *b)
{
  g_autofree char *a_text = kontor_vcard_property_dup_text (a);
  g_autofree char *b_text = kontor_vcard_property_dup_text (b);

  g_assert (g_strcmp0 (a->group, b->group) == 0 && strcmp (a->name, b->name) == 0);
  g_assert (strcmp (a_text, b_text) == 0);
  g_assert (a->params->len == b->params->len);
  for (guint i = 0; i < a->params->len; i++)
    {
      const KontorVcardParam *left = &g_array_index (a->params, KontorVcardParam, i);
      const KontorVcardParam *right = &g_array_index (b->params, KontorVcardParam, i);

      g_assert (g_ascii_strcasecmp (left->name, right->name) == 0);
      g_assert (strcmp (left->value, right->value) == 0);
    }
}

static void
check_same_card (const KontorVcard *a, const KontorVcard *b)
{
  g_assert (a->version == b->version && a->properties->len == b->properties->len);
  for (guint i = 0; i < a->properties->len; i++)
    check_same_property (kontor_vcard_get (a, i), kontor_vcard_get (b, i));
}

static void
check_written (const KontorVcard *card)
{
  for (int version = KONTOR_VCARD_2_1; version <= KONTOR_VCARD_4_0; version++)
    {
      g_autofree char *text = write_card (card, version);
      g_autoptr (KontorVcard) back = read_one (text);
      g_autofree char *again = write_card (back, version);

      if (card->version == (KontorVcardVersion) version)
        check_same_card (card, back);
      g_assert (back->properties->len == card->properties->len);
      g_assert (strcmp (text, again) == 0);
    }
}

/* As a contact a card may gain a name, but loses nothing, and gains nothing more the second time. */
static void
check_contact (const KontorVcard *card)
{
  g_autoptr (KontorVcardContact) contact = kontor_vcard_contact_from_card (card, 100000);
  g_autoptr (KontorVcard) once = kontor_vcard_contact_to_card (contact, card->version);
  g_autofree char *once_text = write_card (once, card->version);
  g_autoptr (KontorVcard) read = read_one (once_text);
  g_autoptr (KontorVcardContact) again = kontor_vcard_contact_from_card (read, 100000);
  g_autoptr (KontorVcard) twice = kontor_vcard_contact_to_card (again, card->version);

  if (contact->left_out == NULL && again->left_out == NULL)
    {
      g_assert (once->properties->len >= card->properties->len);
      g_assert (twice->properties->len == once->properties->len);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  KontorVcardOptions options = { 0 };
  g_autoptr (GPtrArray) whole = NULL, pieces = NULL;
  gboolean whole_failed, pieces_failed;

  if (length < 1)
    return 0;
  if (data[0] & 0x80)
    options = (KontorVcardOptions) {
      .max_line = 100, .max_card = 400, .max_properties = 10, .max_params = 5
    };
  whole = read_file (data + 1, length - 1, length, &options, &whole_failed);
  pieces = read_file (data + 1, length - 1, 1 + (data[0] & 0x7f), &options, &pieces_failed);
  g_assert (whole_failed == pieces_failed);
  if (whole_failed)
    return 0;
  g_assert (whole->len == pieces->len);
  for (guint i = 0; i < whole->len; i++)
    {
      check_same_card (g_ptr_array_index (whole, i), g_ptr_array_index (pieces, i));
      check_written (g_ptr_array_index (whole, i));
      check_contact (g_ptr_array_index (whole, i));
    }
  return 0;
}
