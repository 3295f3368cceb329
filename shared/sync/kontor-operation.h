/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-fields.h"
#include "sync/kontor-stamps.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_OPERATION_INSERT = 1,
  KONTOR_OPERATION_UPDATE = 2,
} KontorOperationKind;

/* Why the server does not do what it was asked. On the wire by name: README.md. */
typedef enum
{
  KONTOR_REFUSAL_NONE,
  KONTOR_REFUSAL_PERMISSION,
  KONTOR_REFUSAL_QUOTA,
  KONTOR_REFUSAL_GUARD,
  KONTOR_REFUSAL_CHANGED,
  KONTOR_REFUSAL_DELETED,
  KONTOR_REFUSAL_PARENT,
  KONTOR_REFUSAL_IMMUTABLE,
  KONTOR_REFUSAL_INVALID,
  KONTOR_REFUSAL_LARGE,
  KONTOR_REFUSAL_SCHEMA,
  KONTOR_REFUSAL_GROUP,
} KontorRefusal;

const char *kontor_refusal_to_text (KontorRefusal self);
/* FALSE for a word that is none of them. */
gboolean kontor_refusal_from_text (KontorRefusal *self, const char *text);

/* The version of a group that the user saw. */
typedef struct
{
  guint32 tag;
  gint64 version;
} KontorBase;

/**
 * KontorOperation:
 *
 * One change of one record on its way to the server: an insert with all its values, or an update
 * with the groups it changes.
 */
typedef struct
{
  gint64 n;     /* the device's counter, from 1 without a gap */
  gint64 group; /* the n of the first operation of the group that stands or falls with it */
  KontorHlc hlc;
  KontorOperationKind kind;
  gboolean strict; /* an update: only if every group is still at its base; an insert: nobody wrote
                    * it, so that nothing is lost where the record is there already */
  const KontorEntity *entity; /* NULL where @refusal is SCHEMA */
  KontorId id;
  KontorFields *fields; /* NULL where it could not be read: see @refusal */
  KontorFields *before; /* text3 groups: the text that was changed; NULL where there is none */
  GArray *bases;        /* KontorBase; NULL for none */
  guint32 was_device;   /* it was to be sent as @was_n of this device, and may have been; 0: not */
  gint64 was_n;
  KontorRefusal refusal; /* set by the decoder where it can't be done as it stands */
  guint64 hash;          /* set by the decoder: tells it from another one of the same device and n.
                          * Over what is changed and when, not over how it was written, so that a
                          * retry by a newer Kontor has the same. */

  /* Set by kontor_operation_prepare(). */
  gboolean is_plain; /* all its values may be written as they are, as far as they alone say */
  char *sort_key;    /* of a plain insert: what its record is sorted by; NULL where it has none */
} KontorOperation;

KontorOperation *kontor_operation_new (KontorOperationKind kind);
void kontor_operation_free (KontorOperation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorOperation, kontor_operation_free)

/* Finds out what its values alone say, so that it need not be done later, where others wait. The
 * decoder of pushes has done it; without it nothing is plain, and all is looked into. */
void kontor_operation_prepare (KontorOperation *self);

/* The version of group @tag that the user saw; 0 for none. */
gint64 kontor_operation_get_base (const KontorOperation *self, guint32 tag);
void kontor_operation_set_base (KontorOperation *self, guint32 tag, gint64 version);

/**
 * KontorImage:
 *
 * A row as the server has it.
 */
typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  gint64 version;       /* of its last change */
  KontorHlc hlc;        /* of its last change */
  guint32 device;       /* who changed it last */
  KontorStamps *stamps; /* NULL: nobody changed it since it was made */
  KontorFields *fields; /* every field that has a value */
} KontorImage;

KontorImage *kontor_image_new (const KontorEntity *entity, const KontorId *id);
void kontor_image_free (KontorImage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImage, kontor_image_free)

/* The numbers are those of journal_op.state. */
typedef enum
{
  KONTOR_VERDICT_OK = 2,     /* done as it was asked */
  KONTOR_VERDICT_MERGED = 3, /* done, but the row is not what was sent: see the image */
  KONTOR_VERDICT_REFUSED = 4,
} KontorVerdictKind;

/* The server's answer to one operation. */
typedef struct
{
  gint64 n;
  KontorVerdictKind kind;
  gint64 version;        /* of the row and the groups named, afterwards; 0 for a refused one */
  KontorRefusal refusal; /* for a refused one */
  KontorImage *image;    /* the row as it now stands: MERGED always, REFUSED where there is one */
} KontorVerdict;

KontorVerdict *kontor_verdict_new (gint64 n, KontorVerdictKind kind);
void kontor_verdict_free (KontorVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorVerdict, kontor_verdict_free)

G_END_DECLS
