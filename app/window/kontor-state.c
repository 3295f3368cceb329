/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-state.h"

#include <gio/gio.h>

/* Shared with what writes beside the main thread, which may outlive the state. */
typedef struct
{
  GMutex lock;
  char *path;
  guint written; /* the number of the text that is in the file; an older one comes too late */
} Keeper;

struct _KontorState
{
  Keeper *keeper;
  GKeyFile *file;
  guint number; /* of the texts that were to be kept */
  gboolean changed;
};

static void
clear_keeper (gpointer data)
{
  Keeper *keeper = data;
  g_mutex_clear (&keeper->lock);
  g_free (keeper->path);
}

static void
keeper_unref (Keeper *keeper)
{
  g_atomic_rc_box_release_full (keeper, clear_keeper);
}

typedef struct
{
  Keeper *keeper;
  guint number;
  char *text;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;
  keeper_unref (kept->keeper);
  g_free (kept->text);
  g_free (kept);
}

KontorState *
kontor_state_load (const char *path)
{
  KontorState *self = g_new0 (KontorState, 1);
  g_autoptr (GError) error = NULL;
  self->keeper = g_atomic_rc_box_new0 (Keeper);
  g_mutex_init (&self->keeper->lock);
  self->keeper->path
      = path ? g_strdup (path)
             : g_build_filename (g_get_user_state_dir (), "kontor", "state.ini", NULL);
  self->file = g_key_file_new ();
  if (!g_key_file_load_from_file (self->file, self->keeper->path, G_KEY_FILE_NONE, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_debug ("%s is left out: %s", self->keeper->path, error->message);
  return self;
}

/* Any thread. */
static gboolean
write_text (const Kept *kept, GError **error)
{
  Keeper *keeper = kept->keeper;
  g_autofree char *folder = g_path_get_dirname (keeper->path);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keeper->lock);
  if (kept->number <= keeper->written)
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents (keeper->path, kept->text, -1, error))
    return FALSE;
  keeper->written = kept->number;
  return TRUE;
}

static Kept *
take_text (KontorState *self)
{
  Kept *kept = g_new (Kept, 1);
  kept->keeper = g_atomic_rc_box_acquire (self->keeper);
  kept->number = ++self->number;
  kept->text = g_key_file_to_data (self->file, NULL, NULL);
  self->changed = FALSE;
  return kept;
}

/* Waits for what is just being written. */
static gboolean
is_written (KontorState *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->keeper->lock);
  return self->keeper->written == self->number;
}

void
kontor_state_save (KontorState *self)
{
  Kept *kept;
  g_autoptr (GError) error = NULL;
  if (!self->changed && is_written (self))
    return;
  kept = take_text (self);
  if (!write_text (kept, &error))
    g_message ("The window's state was not kept: %s", error->message);
  kept_free (kept);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  if (!write_text (data, &error))
    g_message ("The window's state was not kept: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

void
kontor_state_save_beside (KontorState *self)
{
  g_autoptr (GTask) task = NULL;
  if (!self->changed)
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, take_text (self), kept_free);
  g_task_run_in_thread (task, save_thread);
}

void
kontor_state_free (KontorState *self)
{
  g_key_file_unref (self->file);
  keeper_unref (self->keeper);
  g_free (self);
}

/* Keys may be paths; a key file doesn't take every character in one. */
static char *
escape_key (const char *key)
{
  return g_uri_escape_string (key, "/", TRUE);
}

char *
kontor_state_dup_text (KontorState *self, const char *group, const char *key)
{
  g_autofree char *escaped = escape_key (key);
  return g_key_file_get_string (self->file, group, escaped, NULL);
}

void
kontor_state_set_text (KontorState *self, const char *group, const char *key, const char *value)
{
  g_autofree char *escaped = escape_key (key);
  g_autofree char *present = g_key_file_get_string (self->file, group, escaped, NULL);
  if (g_strcmp0 (present, value) == 0)
    return;
  if (value)
    g_key_file_set_string (self->file, group, escaped, value);
  else
    g_key_file_remove_key (self->file, group, escaped, NULL);
  self->changed = TRUE;
}

int
kontor_state_get_number (KontorState *self, const char *group, const char *key, int otherwise)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (self->file, group, key, &error);
  return error ? otherwise : value;
}

void
kontor_state_set_number (KontorState *self, const char *group, const char *key, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);
  kontor_state_set_text (self, group, key, text);
}
