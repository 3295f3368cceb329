/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-state.h"

struct _KontorState
{
  char *path;
  GKeyFile *file;
  gboolean changed;
};

KontorState *
kontor_state_load (const char *path)
{
  KontorState *self = g_new0 (KontorState, 1);
  g_autoptr (GError) error = NULL;
  self->path = path ? g_strdup (path)
                    : g_build_filename (g_get_user_state_dir (), "kontor", "state.ini", NULL);
  self->file = g_key_file_new ();
  if (!g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_NONE, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_debug ("%s is left out: %s", self->path, error->message);
  return self;
}

void
kontor_state_save (KontorState *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;
  if (!self->changed)
    return;
  g_mkdir_with_parents (folder, 0700);
  if (g_key_file_save_to_file (self->file, self->path, &error))
    self->changed = FALSE;
  else
    g_message ("The window's state was not kept: %s", error->message);
}

void
kontor_state_free (KontorState *self)
{
  g_key_file_unref (self->file);
  g_free (self->path);
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
