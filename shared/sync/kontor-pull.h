/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "sync/kontor-push.h"

G_BEGIN_DECLS

/* What a page of a pull begins with. */
typedef struct
{
  guint schema;
  char epoch[KONTOR_EPOCH_SIZE];
  gint64 now; /* the server's time, milliseconds */
  gint64 n;   /* the asking device's last answered operation */
  gint64 seq; /* the tenant's newest change */
} KontorPageHead;

/**
 * KontorPageWriter:
 *
 * Writes a page row by row, as the server reads them. Not thread-safe.
 */
typedef struct _KontorPageWriter KontorPageWriter;

KontorPageWriter *kontor_page_writer_new (const KontorPageHead *head);
void kontor_page_writer_free (KontorPageWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorPageWriter, kontor_page_writer_free)

/* TRUE where @device has not been declared in this page; then it is to be told whose it is. 0 is the
 * server itself, and nobody's. */
gboolean kontor_page_writer_wants_device (KontorPageWriter *self, guint32 device);
void kontor_page_writer_add_device (KontorPageWriter *self, guint32 device, const KontorId *member);
void kontor_page_writer_add_row (KontorPageWriter *self, const KontorImage *image);
/* Bytes so far: a page ends after the row that reaches KONTOR_SYNC_PAGE_BYTES. */
gsize kontor_page_writer_get_size (KontorPageWriter *self);
/* The whole page, checkpoint and all. The writer can only be freed after it. */
GBytes *
kontor_page_writer_end (KontorPageWriter *self, const char *cursor, gint64 seq, gboolean more);

/* Whose a device is. */
typedef struct
{
  guint32 device;
  KontorId member;
} KontorPageDevice;

/* A page as a device gets it. */
typedef struct
{
  KontorPageHead head;
  GArray *devices; /* KontorPageDevice */
  GPtrArray *rows; /* KontorImage, in order of version */
  char *cursor;
  gint64 seq; /* in step up to here once the page has been taken */
  gboolean more;
} KontorPage;

void kontor_page_free (KontorPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorPage, kontor_page_free)

/* KONTOR_ERROR_INVALID for what is no whole page, LIMIT, or TOO_NEW for a line or an entity that
 * only a newer Kontor knows. */
KontorPage *kontor_page_decode (const KontorSchema *schema, GBytes *body, GError **error);

G_END_DECLS
