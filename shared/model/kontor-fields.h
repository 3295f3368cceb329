/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-entity.h"
#include "model/kontor-value.h"

G_BEGIN_DECLS

/**
 * KontorFields:
 *
 * Values for some of the fields of one entity: what an insert gives, what an update changes, what
 * was before. A field is absent (not in the set), cleared (there, with no value) or set: three
 * different things, here and on the wire. Not thread-safe.
 */
typedef struct _KontorFields KontorFields;

KontorFields *kontor_fields_new (const KontorEntity *entity);
KontorFields *kontor_fields_copy (const KontorFields *self);
void kontor_fields_free (KontorFields *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorFields, kontor_fields_free)

const KontorEntity *kontor_fields_get_entity (const KontorFields *self);
/* The fields that are there, by index. */
guint64 kontor_fields_get_mask (const KontorFields *self);
gboolean kontor_fields_is_empty (const KontorFields *self);

/* The value, KONTOR_NONE for a cleared one, or NULL for one that is absent. Borrowed. */
const KontorValue *kontor_fields_get (const KontorFields *self, guint index);
/* Takes @value over. */
void kontor_fields_take (KontorFields *self, guint index, KontorValue value);
void kontor_fields_set (KontorFields *self, guint index, const KontorValue *value);
void kontor_fields_remove (KontorFields *self, guint index);
/* Sets everything that @other has, what it clears too. */
void kontor_fields_overlay (KontorFields *self, const KontorFields *other);

/* By name; the field must exist (a programmer's error otherwise). */
const KontorValue *kontor_fields_get_named (const KontorFields *self, const char *name);
void kontor_fields_take_named (KontorFields *self, const char *name, KontorValue value);
const char *kontor_fields_get_text (const KontorFields *self, const char *name); /* NULL for none */
void kontor_fields_set_text (KontorFields *self, const char *name, const char *text);
void kontor_fields_set_integer (KontorFields *self, const char *name, gint64 integer);
void
kontor_fields_set_money (KontorFields *self, const char *name, gint64 minor, const char *currency);
void kontor_fields_set_ref (KontorFields *self, const char *name, const KontorId *id);
gboolean kontor_fields_get_ref (const KontorFields *self, const char *name, KontorId *id);
gint64 kontor_fields_get_integer (const KontorFields *self, const char *name, gint64 otherwise);

/* Values of fields this Kontor does not know (a newer one wrote them, or the user made them): a
 * JSON text by key, which is a tag or a custom field's id; "null" is a cleared one, as on the wire.
 * No JSON takes the key out. Kept and sent on. */
void kontor_fields_set_extra (KontorFields *self, const char *key, const char *json);
const char *kontor_fields_get_extra (const KontorFields *self, const char *key);
/* Keys in sorted order, ended by NULL; NULL where there are none. Free the array, not the keys. */
const char **kontor_fields_list_extra (const KontorFields *self);

/* What to call the record: its KONTOR_TITLE fields, joined by spaces. "" where it has none. */
char *kontor_fields_dup_title (const KontorFields *self);

/* kontor_value_check() on each field that is there; with @whole also that nothing required is
 * missing. */
gboolean kontor_fields_check (const KontorFields *self, gboolean whole, GError **error);
/* The same of fields that were read from the wire: kontor_value_check_meaning(). */
gboolean kontor_fields_check_meaning (const KontorFields *self, gboolean whole, GError **error);

G_END_DECLS
