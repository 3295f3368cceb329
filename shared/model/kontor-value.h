/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-field.h"
#include "money/kontor-money.h"
#include "util/kontor-id.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_VALUE (kontor_value_get_type ())

/**
 * KontorValue:
 *
 * The value of a field; KONTOR_NONE where it has none. A value owns its text.
 */
typedef struct
{
  KontorType type;
  union
  {
    gint64 integer;    /* INTEGER; DECIMAL in units of its last digit; DATE in days and INSTANT in
                        * milliseconds since 1970-01-01; BOOLEAN 0 or 1 */
    char *text;        /* every type of which kontor_type_is_text() holds */
    KontorMoney money; /* MONEY */
    KontorId id;       /* REF */
  };
} KontorValue;

#define KONTOR_VALUE_NONE ((KontorValue) { .type = KONTOR_NONE })

GType kontor_value_get_type (void);

/* Longest text a field holds, in bytes: TEXT and its kin, and LONG_TEXT. A rank and an e-mail
 * address have limits of their own. */
#define KONTOR_MAX_TEXT 4096
#define KONTOR_MAX_LONG_TEXT (1024 * 1024)
#define KONTOR_MAX_EMAIL 254

/* No text, an empty text and a null id are no value: then these give KONTOR_NONE. */
KontorValue kontor_value_text (KontorType type, const char *text);
KontorValue kontor_value_take_text (KontorType type, char *text);
KontorValue kontor_value_integer (KontorType type, gint64 integer);
KontorValue kontor_value_money (gint64 minor, const char *currency);
KontorValue kontor_value_ref (const KontorId *id);

KontorValue kontor_value_copy (const KontorValue *value);
void kontor_value_clear (KontorValue *value);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorValue, kontor_value_clear)
static inline gboolean
kontor_value_is_none (const KontorValue *value)
{
  return value->type == KONTOR_NONE;
}
gboolean kontor_value_equal (const KontorValue *a, const KontorValue *b);

/* Boxed form. */
KontorValue *kontor_value_dup (const KontorValue *value);
void kontor_value_free (KontorValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorValue, kontor_value_free)

/**
 * kontor_value_check:
 *
 * Whether @value may stand in @field: its type, its form, its length, one of the choices.
 * KONTOR_NONE may stand anywhere but in a required field. KONTOR_ERROR_INVALID or
 * KONTOR_ERROR_LIMIT, with the field's name in the message.
 */
gboolean kontor_value_check (const KontorField *field, const KontorValue *value, GError **error);

/* The same of a value whose form has been checked, as that of all that was read from the wire. */
gboolean
kontor_value_check_meaning (const KontorField *field, const KontorValue *value, GError **error);

/**
 * kontor_value_from_text:
 * @currency: of an amount that names none; NULL: then it is refused
 *
 * Reads the canonical text form, which is also what the command line and CSV exports use: numbers
 * with a point, money as "12.50 EUR", dates as 2026-11-22, instants as 2026-11-22T10:15:00Z,
 * booleans as true and false, references as ids, an empty text as no value. Text is trimmed, and
 * line breaks in anything but a long text become spaces. The value has passed kontor_value_check().
 * Numbers as people write them ("1.234,50 €") are read by money/. Leaves @value alone where it fails.
 */
gboolean kontor_value_from_text (const KontorField *field,
                                 const char *text,
                                 const char *currency,
                                 KontorValue *value,
                                 GError **error);
/* The canonical text form; "" for no value. */
char *kontor_value_dup_text (const KontorField *field, const KontorValue *value);

G_END_DECLS
