/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-storage-private.h"

#include "storage/kontord-apply.h"
#include "storage/kontord-changes.h"
#include "storage/kontord-operation.h"
#include "storage/kontord-sql.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Files that stay open when nobody uses them, and for how long, in milliseconds. */
#define MAX_OPEN_FILES 64
#define MAX_UNUSED_TIME (10 * 60 * 1000)

typedef struct
{
  KontordStorage parent;
  char *folder;
  const KontorSchema *schema;
  KontorClock *clock;
  KontordGuards *guards;

  GMutex mutex;
  GHashTable *files; /* tenant → OpenFile */
} Storage;

typedef struct
{
  KontordTenantFile *file;
  gint64 used;         /* milliseconds, monotonic */
  gint64 written;      /* the same */
  gboolean is_written; /* since the last checkpoint */
} OpenFile;

static void
free_open_file (gpointer data)
{
  OpenFile *open = data;

  kontord_tenant_file_unref (open->file);
  g_free (open);
}

static char *
dup_path (const Storage *self, const char *tenant)
{
  g_autofree char *name = g_strconcat (tenant, ".db", NULL);

  return g_build_filename (self->folder, name, NULL);
}

/* --- open files --- */

static gint64
read_time (void)
{
  return g_get_monotonic_time () / 1000;
}

/* Closes the one that was not used for the longest, as soon as nobody is using it. */
static void
close_oldest (Storage *self)
{
  const char *oldest = NULL;
  gint64 used = G_MAXINT64;
  GHashTableIter iter;
  gpointer tenant, value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &tenant, &value))
    {
      OpenFile *open = value;

      if (open->used < used)
        {
          oldest = tenant;
          used = open->used;
        }
    }
  g_hash_table_remove (self->files, oldest);
}

static OpenFile *
find_or_open (Storage *self, const char *tenant, GError **error)
{
  OpenFile *open = g_hash_table_lookup (self->files, tenant);
  g_autofree char *path = NULL;
  KontordTenantFile *file;

  if (open != NULL)
    return open;
  path = dup_path (self, tenant);
  file = kontord_tenant_file_open (path, self->schema, error);
  if (file == NULL)
    return NULL;
  if (g_hash_table_size (self->files) >= MAX_OPEN_FILES)
    close_oldest (self);
  open = g_new0 (OpenFile, 1);
  open->file = file;
  g_hash_table_insert (self->files, g_strdup (tenant), open);
  return open;
}

/* Full transfer. */
static KontordTenantFile *
get_file (Storage *self, const char *tenant, gboolean to_write, GError **error)
{
  KontordTenantFile *file = NULL;
  OpenFile *open;

  g_mutex_lock (&self->mutex);
  open = find_or_open (self, tenant, error);
  if (open != NULL)
    {
      open->used = read_time ();
      if (to_write)
        open->written = open->used;
      open->is_written |= to_write;
      file = kontord_tenant_file_ref (open->file);
    }
  g_mutex_unlock (&self->mutex);
  return file;
}

/* --- the backend --- */

static void
close_storage (KontordStorage *storage)
{
  Storage *self = (Storage *) storage;

  g_hash_table_unref (self->files);
  kontord_guards_free (self->guards);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self);
}

static gboolean
create (KontordStorage *storage, const char *tenant, GError **error)
{
  Storage *self = (Storage *) storage;
  g_autofree char *path = dup_path (self, tenant);

  return kontord_tenant_file_create (path, self->schema, self->clock, error);
}

static gboolean
get_state (KontordStorage *storage, const char *tenant, KontordTenantState *state, GError **error)
{
  g_autoptr (KontordTenantFile) file = get_file ((Storage *) storage, tenant, FALSE, error);
  KontorDatabase *database;

  if (file == NULL)
    return FALSE;
  database = kontord_tenant_file_begin_read (file, error);
  if (database == NULL)
    return FALSE;
  g_strlcpy (state->epoch, kontord_tenant_file_get_epoch (file), sizeof state->epoch);
  state->seq = kontord_tenant_file_read_seq (database);
  kontord_tenant_file_end_read (file, database);
  return TRUE;
}

static KontorFields *
make_member (const KontorSchema *schema, const char *name, const char *email)
{
  KontorFields *fields = kontor_fields_new (kontor_schema_find (schema, "member"));

  kontor_fields_set_text (fields, "name", name);
  kontor_fields_set_text (fields, "email", email);
  return fields;
}

static gboolean
find_member (KontorDatabase *database,
             const char *email,
             KontorId *member,
             gboolean *found,
             GError **error)
{
  KontorStatement *row;

  if (!kontord_sql_first (database, &row, error,
                          "SELECT id FROM member WHERE deleted_at IS NULL"
                          " AND lower (email) = lower (?1) ORDER BY id",
                          KONTORD_TEXT (email)))
    return FALSE;
  *found = row != NULL;
  if (row != NULL)
    {
      kontor_statement_get_id (row, 0, member);
      kontor_statement_reset (row);
    }
  return TRUE;
}

static gboolean
find_or_make_member (Storage *self,
                     KontordOperationContext *context,
                     const KontorFields *fields,
                     KontorId *member,
                     GError **error)
{
  KontorIdSource ids;
  gboolean found;

  if (!find_member (context->database, kontor_fields_get_text (fields, "email"), member, &found,
                    error))
    return FALSE;
  if (found)
    return TRUE;
  kontor_id_source_init (&ids, self->clock);
  *member = kontor_id_source_next (&ids);
  context->seq = kontord_tenant_file_read_seq (context->database);
  return kontord_operation_insert_own (context, member, kontor_fields_copy (fields), error)
         && kontord_new_changes_write (&context->new_changes, context->database, error);
}

static gboolean
enrol_member (KontordStorage *storage,
              const char *tenant,
              const char *name,
              const char *email,
              KontorId *member,
              GError **error)
{
  Storage *self = (Storage *) storage;
  g_autoptr (KontordTenantFile) file = get_file (self, tenant, TRUE, error);
  g_autoptr (KontorFields) fields = make_member (self->schema, name, email);
  KontordOperationContext context
      = { .file = file, .guards = self->guards, .now = kontor_clock_now (self->clock) };

  if (file == NULL || !kontor_fields_check (fields, TRUE, error))
    return FALSE;
  context.database = kontord_tenant_file_begin_write (file, error);
  if (context.database == NULL)
    return FALSE;
  return kontord_tenant_file_end_write (
      file, find_or_make_member (self, &context, fields, member, error), error);
}

static gboolean
apply (KontordStorage *storage,
       const char *tenant,
       const KontordActor *actor,
       const KontorPush *push,
       KontordReading *reading,
       KontordOutcome *outcome,
       KontorAnswer **answer,
       gint64 *expected,
       GError **error)
{
  Storage *self = (Storage *) storage;
  g_autoptr (KontordTenantFile) file = get_file (self, tenant, TRUE, error);

  return file != NULL
         && kontord_apply_push (file, self->guards, actor, push, reading,
                                kontor_clock_now (self->clock), outcome, answer, expected, error);
}

static gboolean
list_changes (KontordStorage *storage,
              const char *tenant,
              const KontordActor *actor,
              const char *cursor,
              guint max,
              KontordOutcome *outcome,
              GBytes **page,
              GError **error)
{
  Storage *self = (Storage *) storage;
  g_autoptr (KontordTenantFile) file = get_file (self, tenant, FALSE, error);

  return file != NULL
         && kontord_changes_list (file, actor, cursor, max, kontor_clock_now (self->clock), outcome,
                                  page, error);
}

/* Full transfer: one that has something in its log, but was not written to for @quiet, or NULL. */
static KontordTenantFile *
take_quiet (Storage *self, gint64 quiet)
{
  gint64 until = read_time () - quiet;
  KontordTenantFile *file = NULL;
  GHashTableIter iter;
  gpointer value;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->files);
  while (file == NULL && g_hash_table_iter_next (&iter, NULL, &value))
    {
      OpenFile *open = value;

      if (!open->is_written || open->written > until)
        continue;
      open->is_written = FALSE;
      file = kontord_tenant_file_ref (open->file);
    }
  g_mutex_unlock (&self->mutex);
  return file;
}

static gboolean
is_unused (gpointer tenant, gpointer value, gpointer until)
{
  const OpenFile *open = value;

  return !open->is_written && open->used < *(gint64 *) until;
}

static void
close_unused (Storage *self)
{
  gint64 until = read_time () - MAX_UNUSED_TIME;

  g_mutex_lock (&self->mutex);
  g_hash_table_foreach_remove (self->files, is_unused, &until);
  g_mutex_unlock (&self->mutex);
}

static void
tidy (KontordStorage *storage, gint64 quiet)
{
  KontordTenantFile *file;

  while ((file = take_quiet ((Storage *) storage, quiet)) != NULL)
    {
      kontord_tenant_file_checkpoint (file);
      kontord_tenant_file_unref (file);
    }
  close_unused ((Storage *) storage);
}

static const KontordStorageBackend backend = {
  .close = close_storage,
  .create = create,
  .get_state = get_state,
  .enrol_member = enrol_member,
  .apply = apply,
  .list_changes = list_changes,
  .tidy = tidy,
};

KontordStorage *
kontord_storage_open_sqlite (const char *folder,
                             const KontorSchema *schema,
                             KontorClock *clock,
                             GError **error)
{
  g_autofree char *tenants = g_build_filename (folder, "tenants", NULL);
  g_autoptr (KontordGuards) guards = kontord_guards_new (schema, error);
  Storage *self;

  if (guards == NULL)
    return NULL;
  if (g_mkdir_with_parents (tenants, 0700) < 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_IO, "Can't make the folder %s: %s", tenants,
                   g_strerror (errno));
      return NULL;
    }
  self = g_new0 (Storage, 1);
  self->parent.backend = &backend;
  self->folder = g_steal_pointer (&tenants);
  self->schema = schema;
  self->clock = clock;
  self->guards = g_steal_pointer (&guards);
  g_mutex_init (&self->mutex);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_open_file);
  return &self->parent;
}
