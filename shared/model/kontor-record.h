/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-fields.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD (kontor_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorRecord, kontor_record, KONTOR, RECORD, GObject)

struct _KontorRecordClass
{
  GObjectClass parent_class;
  const KontorEntity *entity;
  /*< private >*/
  GParamSpec **properties; /* of the fields, then of the titles of what they point to */
};

/**
 * KontorRecord:
 *
 * One record as it stands, as an object with notifying properties that Blueprint binds. Each
 * entity has a type of its own, named after it (KontorContact, KontorContactPoint), with:
 *  - a property for each field, with dashes: text types as strings, booleans as booleans, all
 *    others as boxed KontorValue, NULL for none;
 *  - for each reference "FIELD-title", the title of what it points to, as a string;
 *  - "title", "id" (string), "trashed", which KontorRecord has already. A field named "title" is
 *    the whole title, and has no other property.
 * Records are read-only for the app: writing goes through the journal, and the store updates the
 * object, which notifies just what changed. Belongs to one thread.
 */

/* The type of @entity's records, registered when first asked for. Thread-safe. */
GType kontor_record_type_for (const KontorEntity *entity);

/* Takes @fields over: every field of the entity should be there. */
KontorRecord *kontor_record_new (const KontorId *id, gint64 rowid, KontorFields *fields);

/**
 * KontorRecordRead:
 *
 * The record at @rowid of @source, read; NULL: there is none. (transfer full)
 */
typedef KontorRecord *(*KontorRecordRead) (GObject *source,
                                           const KontorEntity *entity,
                                           gint64 rowid);

/* A record that is read by @read when first asked for what it holds, its id included: most of those
 * that a view has ready beyond its edges never are. Where there is none, it is empty. Until it is
 * read it notifies of nothing: nobody has seen what it was. */
KontorRecord *kontor_record_new_unread (const KontorEntity *entity,
                                        gint64 rowid,
                                        KontorRecordRead read,
                                        GObject *source);
gboolean kontor_record_is_read (KontorRecord *self);

const KontorEntity *kontor_record_get_entity (KontorRecord *self);
const KontorId *kontor_record_get_id (KontorRecord *self);
/* The row in this file; only ever a local handle. 0 for a record that is not stored. */
gint64 kontor_record_get_rowid (KontorRecord *self);
const KontorFields *kontor_record_get_fields (KontorRecord *self);
const KontorValue *kontor_record_get_value (KontorRecord *self, const char *name);
const char *kontor_record_get_text (KontorRecord *self, const char *name);
const char *kontor_record_get_title (KontorRecord *self);
/* What to call it where its own fields have no title, which would else be "". Whoever reads the
 * record sets it. */
void kontor_record_set_called (KontorRecord *self, const char *called);
gboolean kontor_record_is_trashed (KontorRecord *self);

/* The title of what reference @name points to, NULL where it is not known. Whoever reads the record
 * sets it; it notifies. */
const char *kontor_record_get_ref_title (KontorRecord *self, const char *name);
void kontor_record_set_ref_title (KontorRecord *self, guint index, const char *title);

/* Lets whoever shows it show it again, though nothing in it has changed: how a date reads depends on
 * the day. */
void kontor_record_retell (KontorRecord *self);
/* Makes @self show what @other holds (same entity and id), titles of references included, notifying
 * what differs. */
void kontor_record_update (KontorRecord *self, KontorRecord *other);

G_END_DECLS
