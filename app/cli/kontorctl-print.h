/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/kontorctl.h"
#include "store/kontor-journal.h"

G_BEGIN_DECLS

/**
 * Records as scripts read them. Values are what they are called in the tables: texts, numbers and
 * booleans as themselves, decimals as texts ("12.500"), dates and instants in their ISO forms, money
 * as {"amount":"12.50","currency":"EUR"}, references as {"id":…,"title":…}, no value as null.
 */

yyjson_mut_val *kontorctl_value_to_json (yyjson_mut_doc *doc,
                                         const KontorField *field,
                                         const KontorValue *value,
                                         const char *title);
yyjson_mut_val *kontorctl_field_to_json (yyjson_mut_doc *doc, KontorRecord *record, guint index);
/* {"entity":…,"id":…,"title":…,"trashed":…,FIELD:…} */
yyjson_mut_val *kontorctl_record_to_json (yyjson_mut_doc *doc, KontorRecord *record);

/* A field as one line of words: the canonical text, references by their titles. "" for none. */
char *kontorctl_dup_field (KontorRecord *record, guint index);

/* The record with its fields below each other, those without a value left out. */
void kontorctl_print_record (KontorRecord *record);

/* What stood in the way of undoing something, of KontorKept, a line each. */
GStrv kontorctl_describe_kept (Kontorctl *self, GArray *kept);

G_END_DECLS
