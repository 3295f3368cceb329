/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-server.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define PATIENCE_SECONDS 10

static const char *
get_program (void)
{
  const char *program = g_getenv ("KONTORD");

  g_assert_nonnull (program);
  return program;
}

static guint
read_port (const char *path)
{
  gint64 patience = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  while (!g_file_get_contents (path, &text, NULL, NULL) || strchr (text, '\n') == NULL)
    {
      g_clear_pointer (&text, g_free);
      g_assert_cmpint (g_get_monotonic_time (), <, patience);
      g_usleep (10000);
    }
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

void
cli_office_start (CliOffice *self)
{
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", self->port);
  g_autofree char *port = g_build_filename (self->a.folder, "port", NULL);
  g_autoptr (GError) error = NULL;

  g_remove (port);
  self->process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, get_program (),
      "serve", "--data", self->data, "--listen", listen, "--port-file", port, NULL);
  g_assert_no_error (error);
  self->port = read_port (port);
  g_free (self->url);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

void
cli_office_stop (CliOffice *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_clear_object (&self->process);
}

void
cli_office_admin (CliOffice *self, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list args;

  g_ptr_array_add (words, (gpointer) get_program ());
  va_start (args, self);
  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, (gpointer) "--data");
  g_ptr_array_add (words, self->data);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
}

void
cli_office_set_up (CliOffice *self, gconstpointer data)
{
  g_setenv ("KONTOR_PASSWORD", CLI_PASSWORD, TRUE);
  cli_test_set_up (&self->a, data);
  cli_test_set_up (&self->b, data);
  self->data = g_build_filename (self->a.folder, "server", NULL);
  cli_office_admin (self, "tenant", "add", "office", NULL);
  cli_office_admin (self, "member", "add", "office", "anna@example.org", "--name", "Anna", NULL);
  cli_office_admin (self, "member", "add", "office", "ben@example.org", "--name", "Ben", NULL);
  cli_office_start (self);
}

void
cli_office_tear_down (CliOffice *self, gconstpointer data)
{
  if (self->process != NULL)
    cli_office_stop (self);
  cli_test_tear_down (&self->b, data);
  cli_test_tear_down (&self->a, data);
  g_free (self->data);
  g_free (self->url);
}

void
cli_office_connect (CliOffice *self, CliTest *workspace, const char *email)
{
  int status = cli_run (workspace, "connect", self->url, email, NULL);

  if (status != 0)
    g_error ("%s", workspace->err);
}
