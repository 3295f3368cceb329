/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard.h"

G_BEGIN_DECLS

/* Limits unless others are asked for. */
#define KONTOR_VCARD_MAX_LINE (16 * 1024 * 1024) /* bytes of a property without its folds: photos */
#define KONTOR_VCARD_MAX_CARD (32 * 1024 * 1024) /* bytes of all properties of a card */
#define KONTOR_VCARD_MAX_PROPERTIES 4000         /* of a card */
#define KONTOR_VCARD_MAX_PARAMS 100              /* of a property */

/* All zeros: the limits above. */
typedef struct
{
  gsize max_line;
  gsize max_card;
  guint max_properties;
  guint max_params;
} KontorVcardOptions;

typedef enum
{
  KONTOR_VCARD_CARD,
  KONTOR_VCARD_NEED_MORE, /* push, then go on */
  KONTOR_VCARD_END,
  KONTOR_VCARD_FAILED,
} KontorVcardStep;

/**
 * KontorVcardReader:
 *
 * Reads the cards of a file of vCard 2.1, 3.0 or 4.0, mixed too, from pieces as they come; see
 * #KontorCsvReader for the loop. Keeps every property. Text is in the charset that the property
 * names, else in UTF-8, else in Windows-1252. A card without an end is given with a flag.
 *
 * Properties outside of a card are counted and left out: they belong to no one. Not thread-safe.
 */
typedef struct _KontorVcardReader KontorVcardReader;

KontorVcardReader *kontor_vcard_reader_new (const KontorVcardOptions *options);
void kontor_vcard_reader_free (KontorVcardReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorVcardReader, kontor_vcard_reader_free)

/* FALSE with %KONTOR_ERROR_INVALID and the line in the message if the file is no text. */
gboolean kontor_vcard_reader_push (KontorVcardReader *self,
                                   const guint8 *bytes,
                                   gsize length,
                                   gboolean final,
                                   GError **error);

/**
 * kontor_vcard_reader_next:
 * @card: (out) (transfer full): the next card
 *
 * Fails with %KONTOR_ERROR_LIMIT and the line in the message where a limit is exceeded; the reader
 * then stays failed.
 */
KontorVcardStep
kontor_vcard_reader_next (KontorVcardReader *self, KontorVcard **card, GError **error);

/* Lines that stood in no card. */
guint64 kontor_vcard_reader_get_n_stray (KontorVcardReader *self);

/* All cards of @text, which is read as a whole file. %NULL on failure. */
GPtrArray *kontor_vcard_read_text (const char *text, GError **error);

G_END_DECLS
