/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "account/kontor-entrance.h"

#include "acts/kontor-new-workspace.h"

#include <glib/gstdio.h>
#include <string.h>

struct _KontorEntrance
{
  GObject parent_instance;

  KontorWorkspace *workspace;
  KontorSyncer *syncer;
  KontorTokenStore *store;
  gboolean is_new;  /* the workspace was made for this */
  gboolean entered; /* and is somebody's now */
};

G_DEFINE_FINAL_TYPE (KontorEntrance, kontor_entrance, G_TYPE_OBJECT)

/* Somebody who enters. */
typedef struct
{
  KontorEntrance *entrance;
  char *server;
  char *account;
  char *password;
  char *tenant;
} Attempt;

static void
free_attempt (gpointer data)
{
  Attempt *self = data;

  g_object_unref (self->entrance);
  g_free (self->server);
  g_free (self->account);
  explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->tenant);
  g_free (self);
}

/* The file and what the database keeps beside it. */
static void
remove_files (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-sync" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

static DexFuture *
closed_cb (DexFuture *future, gpointer path)
{
  remove_files (path);
  return NULL;
}

/* Nobody got in: the workspace that was made for it holds nothing of anybody's. */
static void
take_away (KontorEntrance *self)
{
  char *path = g_strdup (kontor_workspace_get_path (self->workspace));

  kontor_syncer_stop (self->syncer);
  dex_future_disown (
      dex_future_finally (kontor_workspace_close (self->workspace), closed_cb, path, g_free));
}

/* A server for oneself, which needs no certificate. */
static gboolean
is_this_machine (const char *address)
{
  static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (address, names[i]) && strchr (":/", address[strlen (names[i])]) != NULL)
      return TRUE;
  return FALSE;
}

/* What the file is called: who asks for "https://crm.example.com/" calls it "crm.example.com". */
static char *
make_name (const char *server)
{
  g_autoptr (GUri) uri = g_uri_parse (server, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "Kontor");
}

static gboolean
make_workspace_fiber (Attempt *self, GError **error)
{
  KontorEntrance *entrance = self->entrance;
  g_autofree char *name = make_name (self->server);
  g_autofree char *path = kontor_new_workspace_dup_path (name);

  entrance->workspace = dex_await_object (
      kontor_new_workspace (path, name, kontor_new_workspace_guess_currency (), self->account),
      error);
  if (entrance->workspace == NULL)
    return FALSE;
  entrance->is_new = TRUE;
  entrance->syncer = kontor_syncer_new (entrance->workspace, entrance->store, 0);
  return TRUE;
}

static gpointer
name_job (KontorStore *store, gpointer data, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (store);

  if (kontor_database_begin (database, error)
      && !(kontor_store_set_setting (store, "name", data, error)
           && kontor_database_commit (database, error)))
    kontor_database_rollback (database);
  return NULL;
}

static DexFuture *
enter_fiber (gpointer data)
{
  Attempt *self = data;
  KontorEntrance *entrance = self->entrance;
  g_autoptr (KontorSignIn) sign_in = NULL;
  GError *error = NULL;

  if (entrance->workspace == NULL && !make_workspace_fiber (self, &error))
    return dex_future_new_for_error (error);
  sign_in = dex_await_boxed (kontor_syncer_connect (entrance->syncer, self->server, self->account,
                                                    self->password, self->tenant),
                             &error);
  if (sign_in == NULL)
    return dex_future_new_for_error (error);
  entrance->entered = sign_in->choices == NULL;
  if (entrance->entered && entrance->is_new
      && !dex_await (kontor_workspace_write (entrance->workspace, name_job,
                                             g_strdup (sign_in->tenant), g_free, NULL),
                     &error))
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (KONTOR_TYPE_SIGN_IN, g_steal_pointer (&sign_in));
}

static void
kontor_entrance_dispose (GObject *object)
{
  KontorEntrance *self = KONTOR_ENTRANCE (object);

  if (self->is_new && !self->entered && self->workspace != NULL)
    take_away (self);
  g_clear_object (&self->syncer);
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (kontor_entrance_parent_class)->dispose (object);
}

static void
kontor_entrance_class_init (KontorEntranceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kontor_entrance_dispose;
}

static void
kontor_entrance_init (KontorEntrance *self)
{
}

KontorEntrance *
kontor_entrance_new (KontorWorkspace *workspace, KontorSyncer *syncer, KontorTokenStore *store)
{
  KontorEntrance *self = g_object_new (KONTOR_TYPE_ENTRANCE, NULL);

  g_return_val_if_fail ((workspace == NULL) == (syncer == NULL), NULL);
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->syncer, syncer);
  g_set_object (&self->store, store);
  return self;
}

DexFuture *
kontor_entrance_enter (KontorEntrance *self,
                       const char *server,
                       const char *account,
                       const char *password,
                       const char *tenant)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->entrance = g_object_ref (self);
  attempt->server = kontor_entrance_dup_address (server);
  attempt->account = g_strstrip (g_strdup (account));
  attempt->password = g_strdup (password);
  attempt->tenant = g_strdup (tenant);
  return dex_scheduler_spawn (NULL, 0, enter_fiber, attempt, free_attempt);
}

KontorWorkspace *
kontor_entrance_get_workspace (KontorEntrance *self)
{
  return self->workspace;
}

KontorSyncer *
kontor_entrance_get_syncer (KontorEntrance *self)
{
  return self->syncer;
}

char *
kontor_entrance_dup_address (const char *typed)
{
  g_autofree char *address = g_strstrip (g_strdup (typed));

  if (*address == '\0' || strstr (address, "://") != NULL)
    return g_steal_pointer (&address);
  return g_strconcat (is_this_machine (address) ? "http://" : "https://", address, NULL);
}
