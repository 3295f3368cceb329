/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontord-process.h"

#include "support/temp-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *
get_program (void)
{
  const char *program = g_getenv ("KONTORD_PROGRAM");

  g_assert_nonnull (program);
  return program;
}

/* From a file: a program that does not read it must not break a pipe. */
static void
give_input (KontordProcess *self, GSubprocessLauncher *launcher, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, "input", NULL);

  g_assert_true (g_file_set_contents (path, text != NULL ? text : "", -1, NULL));
  g_subprocess_launcher_set_stdin_file_path (launcher, path);
}

int
kontord_process_run (KontordProcess *self,
                     const char *command,
                     const char *password,
                     char **out,
                     char **err)
{
  g_auto (GStrv) words = g_strsplit (command, "|", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = NULL;

  g_strv_builder_add (builder, get_program ());
  g_strv_builder_addv (builder, (const char **) words);
  arguments = g_strv_builder_end (builder);
  give_input (self, launcher, password);
  g_subprocess_launcher_setenv (launcher, "KONTORD_DATA", self->data, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "KONTOR_PASSWORD");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, out, err, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (process);
}

static void
run_well (KontordProcess *self, const char *command)
{
  g_autofree char *err = NULL;

  if (kontord_process_run (self, command, TEST_PASSWORD "\n", NULL, &err) != 0)
    g_error ("%s: %s", command, err);
}

static gboolean
read_port (KontordProcess *self)
{
  g_autofree char *path = g_build_filename (self->folder, "port", NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  self->port = g_ascii_strtoull (text, NULL, 10);
  return self->port != 0;
}

static char **
make_arguments (KontordProcess *self, const char *port_file)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, get_program (), "serve", "--data", self->data, "--listen",
                           "127.0.0.1:0", "--port-file", port_file, NULL);
  if (self->certificate != NULL)
    {
      g_strv_builder_add (builder, "--certificate");
      g_strv_builder_take (builder, g_strconcat (self->certificate, ".pem", NULL));
      g_strv_builder_add (builder, "--key");
      g_strv_builder_take (builder, g_strconcat (self->certificate, ".key", NULL));
    }
  return g_strv_builder_end (builder);
}

void
kontord_process_start (KontordProcess *self)
{
  g_autofree char *port = g_build_filename (self->folder, "port", NULL);
  g_autofree char *log = g_build_filename (self->folder, "log", NULL);
  g_auto (GStrv) arguments = make_arguments (self, port);
  g_autoptr (GError) error = NULL;
  int fd = open (log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  unlink (port);
  g_spawn_async_with_fds (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid,
                          -1, fd, fd, &error);
  g_assert_no_error (error);
  close (fd);
  for (int i = 0; i < 2000 && !read_port (self); i++)
    {
      g_assert_cmpint (waitpid (self->pid, NULL, WNOHANG), ==, 0);
      g_usleep (5000);
    }
  g_assert_cmpint (self->port, !=, 0);
}

int
kontord_process_stop (KontordProcess *self, int signal)
{
  int status;

  g_assert_cmpint (kill (self->pid, signal), ==, 0);
  while (waitpid (self->pid, &status, 0) < 0)
    g_assert_cmpint (errno, ==, EINTR);
  self->pid = 0;
  self->port = 0;
  return status;
}

void
kontord_process_set_up (KontordProcess *self, gconstpointer data)
{
  self->folder = temp_folder_new ();
  self->data = g_build_filename (self->folder, "data", NULL);
  run_well (self, "tenant|add|acme|--title|Acme Ltd");
  run_well (self, "tenant|add|zeta");
  run_well (self, "member|add|acme|ada@example.org|--name|Ada Byron");
  run_well (self, "member|add|zeta|eve@example.org|--name|Eve|--role|admin");
  kontord_process_start (self);
}

void
kontord_process_tear_down (KontordProcess *self, gconstpointer data)
{
  if (self->pid != 0)
    {
      int status = kontord_process_stop (self, SIGTERM);

      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
  g_free (self->data);
  temp_folder_remove (self->folder);
}

char *
kontord_process_dup_log (KontordProcess *self)
{
  g_autofree char *path = g_build_filename (self->folder, "log", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

gint64
kontord_process_get_memory (KontordProcess *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", self->pid);
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10);
}

void
kontord_process_sign_in (KontordProcess *self, const char *email, TestGrant *grant)
{
  g_autofree char *body
      = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, TEST_PASSWORD);
  g_autoptr (HttpAnswer) answer = http_exchange (self->port, "POST", "/v1/login", NULL, body);

  g_assert_true (test_grant_read (grant, answer));
}

HttpAnswer *
kontord_process_push (KontordProcess *self, const TestGrant *grant, gint64 from, const char *names)
{
  g_autofree char *target = g_strdup_printf ("/v1/%s/push", grant->tenant);
  g_autofree char *body = test_grant_dup_push (grant, from, names);

  return http_exchange (self->port, "POST", target, grant->access, body);
}

char *
kontord_process_pull (KontordProcess *self, const TestGrant *grant)
{
  g_autofree char *target = g_strdup_printf ("/v1/%s/pull?max=5000", grant->tenant);
  g_autoptr (HttpAnswer) answer = http_exchange (self->port, "GET", target, grant->access, NULL);

  g_assert_cmpint (answer->status, ==, 200);
  return http_answer_dup_text (answer);
}
