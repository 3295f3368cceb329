/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-fields.h"

#include <yyjson.h>

G_BEGIN_DECLS

/**
 * The JSON form of values, which the wire, the journal's payloads and conflicts share:
 *
 *   text of any kind    "text"
 *   integer, decimal    1250, or "9007199254740993" beyond 2^53; decimals in units of their last digit
 *   date                days since 1970-01-01
 *   instant             milliseconds since 1970-01-01 UTC
 *   boolean             true, false
 *   money               [1250, "EUR"], in minor units
 *   reference           "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
 *   no value            null
 *
 * It is read strictly: a value of another form is refused with KONTOR_ERROR_INVALID, one beyond a
 * limit with KONTOR_ERROR_LIMIT. Choices and currencies this Kontor doesn't know are kept, since a
 * newer one may have sent them; whoever takes values from a client checks them with
 * kontor_value_check() besides. Documents own what is put into them. All functions are pure.
 * Many whole records go as rows: see kontor-columns.h.
 */

/* The most values of unknown fields a record holds, the longest name of one, and its longest JSON. */
#define KONTOR_MAX_EXTRAS 256
#define KONTOR_MAX_EXTRA_KEY 64
#define KONTOR_MAX_EXTRA KONTOR_MAX_LONG_TEXT

yyjson_mut_val *
kontor_value_to_json (yyjson_mut_doc *doc, const KontorField *field, const KontorValue *value);
/* Leaves @value alone where it fails. */
gboolean kontor_value_from_json (const KontorField *field,
                                 yyjson_val *json,
                                 KontorValue *value,
                                 GError **error);

/* An object by tag, {"1":"Anna","6":null,"41":[true]}: null is cleared, missing is untouched, and
 * tags that are not of the entity are kept as extras. Tags come in the order of the table. */
yyjson_mut_val *kontor_fields_to_json (yyjson_mut_doc *doc, const KontorFields *fields);
KontorFields *
kontor_fields_from_json (const KontorEntity *entity, yyjson_val *json, GError **error);

/* The same as a JSON text and back, for a journal's column. */
char *kontor_fields_dup_json (const KontorFields *fields);
KontorFields *kontor_fields_parse_json (const KontorEntity *entity,
                                        const char *text,
                                        gssize length,
                                        GError **error);

/* The part of it that rows share: the value of a field that is not of the entity. Reading checks its key
 * and sizes, and that the record has it once. */
yyjson_mut_val *kontor_extra_to_json (yyjson_mut_doc *doc, const char *json);
gboolean
kontor_extra_from_json (KontorFields *fields, const char *key, yyjson_val *json, GError **error);

G_END_DECLS
