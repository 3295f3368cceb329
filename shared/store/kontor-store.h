/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-record.h"
#include "model/kontor-schema.h"
#include "store/kontor-database.h"

G_BEGIN_DECLS

/**
 * KontorStore:
 *
 * A workspace file: records, search, journal. A store reads freely and writes only through acts
 * (kontor-act.h), which is what keeps the journal whole. It waits for the disk, so the app uses it
 * by way of a KontorWorkspace; everything else may use it directly. One thread at a time.
 */
typedef struct _KontorStore KontorStore;

typedef enum
{
  KONTOR_STORE_CREATE = 1 << 0,    /* make the file where there is none */
  KONTOR_STORE_READ_ONLY = 1 << 1, /* to read beside the writer */
} KontorStoreFlags;

/**
 * kontor_store_open:
 *
 * Opens the workspace at @path, making or migrating it where needed. KONTOR_ERROR_NOT_FOUND where
 * there is none, INVALID where the file is something else, TOO_NEW where a newer Kontor wrote it,
 * CORRUPT, BUSY, READ_ONLY, FULL, IO.
 */
KontorStore *kontor_store_open (const char *path,
                                const KontorSchema *schema,
                                KontorClock *clock,
                                KontorStoreFlags flags,
                                GError **error);
void kontor_store_close (KontorStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorStore, kontor_store_close)

const KontorSchema *kontor_store_get_schema (KontorStore *self);
KontorDatabase *kontor_store_get_database (KontorStore *self);
KontorClock *kontor_store_get_clock (KontorStore *self);

/* What the workspace knows about itself: "name", "currency", "server", "me" … Not part of the
 * journal and of dump. Keys are the rooms' own; a reader of an absent one gets NULL. */
char *kontor_store_dup_setting (KontorStore *self, const char *key);
typedef void (*KontorSettingFunc) (const char *key, const char *value, gpointer user_data);
/* Calls @func for each setting of @keys, which ends with NULL, that has a value: all as they are at
 * one moment. FALSE where they can't be read: what was not told of may be there then. */
gboolean kontor_store_read_each_setting (KontorStore *self,
                                         const char *const *keys,
                                         KontorSettingFunc func,
                                         gpointer user_data,
                                         GError **error);
gboolean
kontor_store_set_setting (KontorStore *self, const char *key, const char *value, GError **error);
/* ISO 4217; what an amount without a currency is in. */
const char *kontor_store_get_currency (KontorStore *self);
/* The member who works here. */
void kontor_store_get_me (KontorStore *self, KontorId *id);

/* Records in the trash too. NULL with KONTOR_ERROR_NOT_FOUND where there is none. Ids that were
 * merged into another lead to that one. */
KontorRecord *kontor_store_get (KontorStore *self,
                                const KontorEntity *entity,
                                const KontorId *id,
                                GError **error);
KontorRecord *
kontor_store_get_row (KontorStore *self, const KontorEntity *entity, gint64 rowid, GError **error);
/* Of a row only its id: for acts on many. The same error. */
gboolean kontor_store_get_row_id (KontorStore *self,
                                  const KontorEntity *entity,
                                  gint64 rowid,
                                  KontorId *id,
                                  GError **error);
/* Of whatever entity. */
KontorRecord *kontor_store_find (KontorStore *self, const KontorId *id, GError **error);
/* Live records whose title is @title, folded; at most @limit. Array of KontorRecord. */
GPtrArray *kontor_store_find_titled (KontorStore *self,
                                     const KontorEntity *entity,
                                     const char *title,
                                     guint limit,
                                     GError **error);
/* What the first of those of @part that belong to @id by their reference @parent has in @field, a
 * field of text: the one e-mail address of a list. First in their own order, of those that have
 * something there; NULL where none has. Read by key. */
char *kontor_store_dup_part_text (KontorStore *self,
                                  const KontorEntity *part,
                                  guint parent,
                                  guint field,
                                  const KontorId *id);
/* Live records that belong to or point at @id by reference @field, in the entity's own order. */
GPtrArray *kontor_store_list_referring (KontorStore *self,
                                        const KontorEntity *entity,
                                        const char *field,
                                        const KontorId *id,
                                        GError **error);

/* Calls @func for each id that leads to another one, in the order of ids. FALSE where it returns
 * that, with its error. */
typedef gboolean (*KontorAliasFunc) (const KontorId *old,
                                     const KontorId *id,
                                     gpointer user_data,
                                     GError **error);
gboolean kontor_store_read_each_alias (KontorStore *self,
                                       KontorAliasFunc func,
                                       gpointer user_data,
                                       GError **error);

/* A bulk act is running, or a program has left one open. */
gboolean kontor_store_has_open_entry (KontorStore *self);

/* Number of live records. */
gint64 kontor_store_count (KontorStore *self, const KontorEntity *entity);

/**
 * kontor_store_dump:
 *
 * Every record by entity and id with its values by tag, extras and life, the trash included; no
 * versions, clocks, devices, journal, conflicts, settings. Equal workspaces give equal bytes.
 * @sink gets the text in pieces and may stop it by returning FALSE with an error set.
 */
typedef gboolean (*KontorSink) (const char *text, gsize length, gpointer user_data, GError **error);
gboolean kontor_store_dump (KontorStore *self, KontorSink sink, gpointer user_data, GError **error);

/* SQLite's own check, and that search and journal agree with the rows. Each finding is a line in
 * @findings (GPtrArray of strings); FALSE only where checking itself failed. */
gboolean kontor_store_check (KontorStore *self, GPtrArray *findings, GError **error);

/**
 * KontorChangeSet: what one commit changed. Immutable, reference-counted, any thread.
 */
typedef struct
{
  const KontorEntity *entity;
  gint64 rowid;
  KontorId id;
  guint64 mask; /* fields that changed; all for a new row */
  gboolean inserted;
} KontorRowChange;

typedef struct
{
  GArray *rows;        /* of KontorRowChange; empty where @everything */
  gboolean everything; /* too many to list, or another program wrote: read anew */
} KontorChangeSet;

KontorChangeSet *kontor_change_set_ref (KontorChangeSet *self);
void kontor_change_set_unref (KontorChangeSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorChangeSet, kontor_change_set_unref)
/* Whether the row of @entity, any of its rows where @rowid is 0, may be another now. */
gboolean
kontor_change_set_touches (const KontorChangeSet *self, const KontorEntity *entity, gint64 rowid);

/* Called after each commit, on the thread that committed. One listener. */
typedef void (*KontorStoreListener) (KontorStore *self,
                                     KontorChangeSet *changes,
                                     gpointer user_data);
void
kontor_store_set_listener (KontorStore *self, KontorStoreListener listener, gpointer user_data);

/* Takes back the bulk acts that a program left open when it ended, as opening does; one that runs is
 * left alone. For who waits for them, and cheap where there is none. */
gboolean kontor_store_recover (KontorStore *self, GError **error);

G_END_DECLS
