/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-entity.h"
#include "sync/kontor-hlc.h"
#include "util/kontor-error.h"

G_BEGIN_DECLS

/* The tag under which stamps hold the creation of the row. */
#define KONTOR_STAMP_MADE 0

/* Who changed a group last. */
typedef struct
{
  guint32 tag;    /* of the group's first field; see kontor_stamp_tag_for_extra() */
  guint32 device; /* who */
  gint64 version; /* the server's sequence number of the change */
  KontorHlc hlc;  /* when, by the clock of who did it */
} KontorStamp;

/**
 * KontorStamps:
 *
 * The stamps of a row: that of its creation, and one for each group that was changed since. A row
 * that nobody has changed has none (NULL): every group is at the row's own version. In the file and
 * on the wire a changed group costs some fifteen bytes. Not thread-safe.
 */
typedef struct _KontorStamps KontorStamps;

/* @made is the creation; its tag is not looked at. */
KontorStamps *kontor_stamps_new (const KontorStamp *made);
KontorStamps *kontor_stamps_copy (const KontorStamps *self); /* NULL of NULL */
void kontor_stamps_free (KontorStamps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorStamps, kontor_stamps_free)

/* The stamp of that group: that of the creation where it was not changed since. Never NULL. */
const KontorStamp *kontor_stamps_get (const KontorStamps *self, guint32 tag);
/* Only if the group was changed since the creation, else NULL. */
const KontorStamp *kontor_stamps_find (const KontorStamps *self, guint32 tag);
void kontor_stamps_set (KontorStamps *self, const KontorStamp *stamp);
/* In the order of their tags, the creation first. */
const KontorStamp *kontor_stamps_list (const KontorStamps *self, guint *count);

GBytes *kontor_stamps_pack (const KontorStamps *self);
/* NULL in @stamps of NULL. KONTOR_ERROR_CORRUPT for anything that kontor_stamps_pack() does not
 * make. */
gboolean kontor_stamps_unpack (GBytes *packed, KontorStamps **stamps, GError **error);

/* The tag of the group that field @index is in. */
guint32 kontor_stamp_tag_for_field (const KontorEntity *entity, guint index);
/* Unknown fields are groups of their own: their tag, or one made from a custom field's id. */
guint32 kontor_stamp_tag_for_extra (const char *key);

G_END_DECLS
