/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-fields.h"
#include "model/kontor-schema.h"
#include "store/kontor-database.h"

G_BEGIN_DECLS

/**
 * KontorRow:
 *
 * One row of an entity's table as it lies in the file: the same in a workspace and on the server.
 * These functions write what they are told; the app's way to change a record is a KontorAct.
 */
typedef struct
{
  gint64 rowid;
  KontorId id;
  gint64 version; /* the server's, 0 where it has none yet */
  GBytes *stamps; /* NULL where no group changed since the row was made */
  KontorFields *fields;
} KontorRow;

void kontor_row_clear (KontorRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorRow, kontor_row_clear)

/* The columns that kontor_row_read() reads, for a SELECT; @alias is the table's name in it. */
void kontor_row_append_columns (GString *sql, const KontorEntity *entity, const char *alias);
/* From the current row of a statement; @column is where those columns begin. Returns the number
 * of columns read. */
int kontor_row_read (KontorStatement *statement,
                     int column,
                     const KontorEntity *entity,
                     KontorRow *row);

/* NOT_FOUND is an error. */
gboolean kontor_row_load (KontorDatabase *database,
                          const KontorEntity *entity,
                          const KontorId *id,
                          KontorRow *row,
                          GError **error);
gboolean kontor_row_load_at (KontorDatabase *database,
                             const KontorEntity *entity,
                             gint64 rowid,
                             KontorRow *row,
                             GError **error);
/* Of the row only its id, without reading the rest. KONTOR_ERROR_NOT_FOUND where there is none. */
gboolean kontor_row_get_id (KontorDatabase *database,
                            const KontorEntity *entity,
                            gint64 rowid,
                            KontorId *id,
                            GError **error);
/* The rowid of @id, 0 where there is none. */
gint64 kontor_row_find (KontorDatabase *database, const KontorEntity *entity, const KontorId *id);

/* Writes id, version, stamps and fields; @row gets its rowid. */
gboolean kontor_row_insert (KontorDatabase *database, KontorRow *row, GError **error);
/* What a record with those fields is sorted by; NULL where it has no title, or none is kept. */
char *kontor_row_dup_sort_key (const KontorFields *fields);
/* Inserts likewise, with that of its fields as @sort_key, but nothing where its id is there already:
 * then @is_new is FALSE. */
gboolean kontor_row_insert_new (KontorDatabase *database,
                                KontorRow *row,
                                const char *sort_key,
                                gboolean *is_new,
                                GError **error);
/* Writes the fields in @mask of @row, its extras where @extras, and what is derived from them. */
gboolean kontor_row_update (KontorDatabase *database,
                            const KontorRow *row,
                            guint64 mask,
                            gboolean extras,
                            GError **error);
/* Writes version and stamps. */
gboolean kontor_row_set_stamps (KontorDatabase *database,
                                const KontorEntity *entity,
                                gint64 rowid,
                                gint64 version,
                                GBytes *stamps,
                                GError **error);
gboolean kontor_row_delete (KontorDatabase *database,
                            const KontorEntity *entity,
                            gint64 rowid,
                            GError **error);

G_END_DECLS
