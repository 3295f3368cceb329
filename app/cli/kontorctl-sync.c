/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "remote/kontor-sign-in-file.h"
#include "remote/kontor-syncer.h"
#include "util/kontor-error.h"
#include "words/kontor-sync-words.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* Seconds that `sync` goes on trying when the server does not answer. */
#define PATIENCE 3

#define MAX_PASSWORD 1024

/* A workspace with its syncer and a main loop, for the length of a command. */
typedef struct
{
  Kontorctl *kontorctl;
  KontorWorkspace *workspace;
  KontorSyncer *syncer;
  gboolean ended; /* somebody asked to end */
  gboolean timed_out;
} Session;

static DexFuture *
resolved_cb (DexFuture *future, gpointer resolved)
{
  *(gboolean *) resolved = TRUE;
  return dex_ref (future);
}

/* Threads resolve futures too: what tells this thread of it also wakes its loop. */
static gboolean
await (DexFuture *future, GError **error)
{
  gboolean resolved = FALSE;
  g_autoptr (DexFuture) told = dex_future_finally (dex_ref (future), resolved_cb, &resolved, NULL);

  while (!resolved)
    g_main_context_iteration (NULL, TRUE);
  return dex_future_get_value (future, error) != NULL;
}

static gboolean
open_workspace (Session *self, GError **error)
{
  g_autoptr (DexFuture) future = kontor_workspace_open (
      self->kontorctl->workspace, kontor_schema_get_default (), self->kontorctl->clock, 0);
  const GValue *value;

  if (!await (future, error))
    return FALSE;
  value = dex_future_get_value (future, error);
  self->workspace = g_value_dup_object (value);
  return TRUE;
}

/* Opens the workspace and begins. FALSE where it can't, having said why. */
static gboolean
begin (Session *self, Kontorctl *kontorctl, KontorSyncerFlags flags, KontorctlStatus *status)
{
  g_autoptr (KontorTokenStore) store = NULL;
  g_autoptr (GError) error = NULL;

  self->kontorctl = kontorctl;
  if (kontorctl->workspace == NULL)
    {
      *status = kontorctl_misuse (kontorctl, _ ("which workspace? Name its file with -w FILE"));
      return FALSE;
    }
  dex_init ();
  if (!open_workspace (self, &error))
    {
      *status = kontorctl_refuse (kontorctl, error);
      return FALSE;
    }
  store = kontor_sign_in_file_new (kontorctl->workspace);
  self->syncer = kontor_syncer_new (self->workspace, store, flags);
  return TRUE;
}

static void
end (Session *self)
{
  g_autoptr (DexFuture) closed = NULL;

  kontor_syncer_stop (self->syncer);
  g_clear_object (&self->syncer);
  closed = kontor_workspace_close (self->workspace);
  await (closed, NULL);
  g_clear_object (&self->workspace);
}

/* The first line of standard input, or KONTOR_PASSWORD; wiped by the caller. */
static char *
read_password (void)
{
  const char *given = g_getenv ("KONTOR_PASSWORD");
  char *line = g_malloc0 (MAX_PASSWORD + 2);

  if (given != NULL)
    g_strlcpy (line, given, MAX_PASSWORD + 2);
  else if (fgets (line, MAX_PASSWORD + 2, stdin) != NULL)
    line[strcspn (line, "\n")] = '\0';
  return line;
}

static void
free_password (char *password)
{
  explicit_bzero (password, strlen (password));
  g_free (password);
}

static void
print_connected (Session *self, const KontorSignIn *sign_in)
{
  Kontorctl *kontorctl = self->kontorctl;
  yyjson_mut_doc *doc;
  yyjson_mut_val *root;

  kontorctl_say (kontorctl, _ ("Connected to %s as %s. “kontorctl sync” sends and fetches.\n"),
                 kontor_syncer_get_server (self->syncer), sign_in->tenant);
  if (!kontorctl->json)
    return;
  doc = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_strcpy (doc, root, "server", kontor_syncer_get_server (self->syncer));
  yyjson_mut_obj_add_strcpy (doc, root, "tenant", sign_in->tenant);
  yyjson_mut_obj_add_uint (doc, root, "device", sign_in->device);
  kontorctl_print_json (doc);
}

/* The account may sign in to several: which one has to be said. */
static KontorctlStatus
refuse_choice (Session *self, const KontorSignIn *sign_in)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < sign_in->choices->len; i++)
    g_ptr_array_add (names, ((KontorTenantChoice *) sign_in->choices->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  g_set_error_literal (&error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _ ("this account has several workspaces; say which with --tenant"));
  return kontorctl_refuse_with (self->kontorctl, error, (const char *const *) names->pdata);
}

static KontorctlStatus
connect_to (Session *self, const char *server, const char *account, const char *tenant)
{
  char *password = read_password ();
  g_autoptr (DexFuture) future
      = kontor_syncer_connect (self->syncer, server, account, password, tenant);
  g_autoptr (GError) error = NULL;
  const KontorSignIn *sign_in;

  free_password (password);
  if (!await (future, &error))
    return kontorctl_refuse (self->kontorctl, error);
  sign_in = g_value_get_boxed (dex_future_get_value (future, NULL));
  if (sign_in->choices != NULL)
    return refuse_choice (self, sign_in);
  print_connected (self, sign_in);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_connect (Kontorctl *kontorctl, int argc, char **argv)
{
  g_autofree char *tenant = NULL;
  const GOptionEntry entries[] = {
    { "tenant", 0, 0, G_OPTION_ARG_STRING, &tenant, NULL, NULL },
    { NULL },
  };
  Session session = { 0 };
  KontorctlStatus status;

  if (!kontorctl_parse (kontorctl, entries, 2, 2, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!begin (&session, kontorctl, KONTOR_SYNCER_ONCE, &status))
    return status;
  status = connect_to (&session, argv[1], argv[2], tenant);
  end (&session);
  return status;
}

static gboolean
time_out_cb (gpointer data)
{
  ((Session *) data)->timed_out = TRUE;
  return G_SOURCE_REMOVE;
}

/* NULL while it may still come to something. */
static GError *
find_trouble (Session *self)
{
  const char *code = kontor_syncer_get_code (self->syncer);
  const char *words = kontor_phrase_trouble (code);

  switch (kontor_syncer_get_state (self->syncer))
    {
    case KONTOR_REPLICA_OFF:
      return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
                                  _ ("the workspace has no server; connect it to one"));

    case KONTOR_REPLICA_SIGN_IN:
      return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_DENIED,
                                  _ ("the sign-in has ended; connect again"));

    case KONTOR_REPLICA_STOPPED:
      return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_DENIED, words);

    case KONTOR_REPLICA_WAITING:
      return self->timed_out ? g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_OFFLINE, words)
                             : NULL;

    case KONTOR_REPLICA_WORKING:
      return self->timed_out && code != NULL
                 ? g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_BUSY, words)
                 : NULL;

    case KONTOR_REPLICA_IN_STEP:
    default:
      return NULL;
    }
}

static void
print_synced (Session *self)
{
  guint64 sent, received;
  gint64 attention = kontor_syncer_get_attention (self->syncer);
  yyjson_mut_doc *doc;
  yyjson_mut_val *root;

  kontor_syncer_get_counts (self->syncer, &sent, &received);
  kontorctl_say (self->kontorctl, _ ("Sent %" PRIu64 ", received %" PRIu64 ".\n"), sent, received);
  if (attention > 0)
    kontorctl_say (self->kontorctl,
                   _ ("%" PRIi64 " need attention: “kontorctl attention” shows them.\n"),
                   attention);
  if (!self->kontorctl->json)
    return;
  doc = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_uint (doc, root, "sent", sent);
  yyjson_mut_obj_add_uint (doc, root, "received", received);
  yyjson_mut_obj_add_int (doc, root, "waiting", kontor_syncer_get_waiting (self->syncer));
  yyjson_mut_obj_add_int (doc, root, "attention", attention);
  kontorctl_print_json (doc);
}

static KontorctlStatus
sync_until_in_step (Session *self)
{
  g_autoptr (GError) error = NULL;
  guint timeout = g_timeout_add_seconds (PATIENCE, time_out_cb, self);

  while (kontor_syncer_get_state (self->syncer) != KONTOR_REPLICA_IN_STEP
         && (error = find_trouble (self)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!self->timed_out)
    g_source_remove (timeout);
  if (error != NULL)
    return kontorctl_refuse (self->kontorctl, error);
  print_synced (self);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_sync (Kontorctl *kontorctl, int argc, char **argv)
{
  Session session = { 0 };
  KontorctlStatus status;

  if (!kontorctl_parse (kontorctl, NULL, 0, 0, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!begin (&session, kontorctl, KONTOR_SYNCER_ONCE, &status))
    return status;
  status = sync_until_in_step (&session);
  end (&session);
  return status;
}

static const char *
get_state_name (KontorSyncer *syncer)
{
  GEnumClass *states = g_type_class_get (KONTOR_TYPE_REPLICA_STATE);

  return g_enum_get_value (states, (int) kontor_syncer_get_state (syncer))->value_nick;
}

/* A line for each change of how things stand; with --json a value a line. */
static void
print_state (Session *self)
{
  KontorSyncer *syncer = self->syncer;
  const char *code = kontor_syncer_get_code (syncer);
  guint64 sent, received;
  yyjson_mut_doc *doc;
  yyjson_mut_val *root;

  kontor_syncer_get_counts (syncer, &sent, &received);
  kontorctl_say (self->kontorctl, _ ("%s: %" PRIi64 " waiting, %" PRIi64 " need attention\n"),
                 get_state_name (syncer), kontor_syncer_get_waiting (syncer),
                 kontor_syncer_get_attention (syncer));
  if (self->kontorctl->json)
    {
      doc = yyjson_mut_doc_new (NULL);
      root = yyjson_mut_obj (doc);
      yyjson_mut_doc_set_root (doc, root);
      yyjson_mut_obj_add_str (doc, root, "state", get_state_name (syncer));
      yyjson_mut_obj_add_str (doc, root, "code", code);
      yyjson_mut_obj_add_int (doc, root, "waiting", kontor_syncer_get_waiting (syncer));
      yyjson_mut_obj_add_int (doc, root, "attention", kontor_syncer_get_attention (syncer));
      yyjson_mut_obj_add_uint (doc, root, "sent", sent);
      yyjson_mut_obj_add_uint (doc, root, "received", received);
      kontorctl_print_json (doc);
    }
  fflush (stdout);
}

static gboolean
end_cb (gpointer data)
{
  ((Session *) data)->ended = TRUE;
  return G_SOURCE_CONTINUE;
}

static KontorctlStatus
watch_until_ended (Session *self)
{
  guint interrupt = g_unix_signal_add (SIGINT, end_cb, self);
  guint terminate = g_unix_signal_add (SIGTERM, end_cb, self);
  g_autoptr (GError) error = NULL;

  g_signal_connect_swapped (self->syncer, "notify::state", G_CALLBACK (print_state), self);
  g_signal_connect_swapped (self->syncer, "notify::last-contact", G_CALLBACK (print_state), self);
  while (!self->ended && (error = find_trouble (self)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (self->syncer, self);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  return error != NULL ? kontorctl_refuse (self->kontorctl, error) : KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_watch (Kontorctl *kontorctl, int argc, char **argv)
{
  Session session = { 0 };
  KontorctlStatus status;

  if (!kontorctl_parse (kontorctl, NULL, 0, 0, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!begin (&session, kontorctl, 0, &status))
    return status;
  status = watch_until_ended (&session);
  end (&session);
  return status;
}
