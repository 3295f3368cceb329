/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench/kontor-bench-server.h"

#include "bench/kontor-bench.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

static void
administer (KontorBenchServer *self, const char *program, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;
  const char *word;
  va_list args;

  g_ptr_array_add (words, (gpointer) program);
  va_start (args, program);
  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, (gpointer) "--data");
  g_ptr_array_add (words, self->data);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  kontor_bench_check (error);
  g_subprocess_wait_check (process, NULL, &error);
  kontor_bench_check (error);
}

/* In the process that becomes the server: it goes when this program does, in whatever way. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
serve (KontorBenchServer *self, const char *program)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *port = g_build_filename (self->folder, "port", NULL), *text = NULL;
  GError *error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  self->process
      = g_subprocess_launcher_spawn (launcher, &error, program, "serve", "--data", self->data,
                                     "--listen", "127.0.0.1:0", "--port-file", port, NULL);
  kontor_bench_check (error);
  while (!g_file_get_contents (port, &text, NULL, NULL) || strchr (text, '\n') == NULL)
    {
      g_clear_pointer (&text, g_free);
      g_usleep (10000);
    }
  self->url = g_strdup_printf ("http://127.0.0.1:%d", atoi (text));
}

void
kontor_bench_server_start (KontorBenchServer *self, const char *program, ...)
{
  const char *tenant;
  va_list tenants;

  g_setenv ("KONTOR_PASSWORD", KONTOR_BENCH_PASSWORD, TRUE);
  self->folder = kontor_bench_make_folder ();
  self->data = g_build_filename (self->folder, "data", NULL);
  va_start (tenants, program);
  while ((tenant = va_arg (tenants, const char *)) != NULL)
    {
      administer (self, program, "tenant", "add", tenant, NULL);
      administer (self, program, "member", "add", tenant, KONTOR_BENCH_ANNA, "--name", "Anna",
                  NULL);
      administer (self, program, "member", "add", tenant, KONTOR_BENCH_BEN, "--name", "Ben", NULL);
    }
  va_end (tenants);
  serve (self, program);
}

double
kontor_bench_server_cpu (KontorBenchServer *self)
{
  struct timespec time = { 0 };
  clockid_t clock;

  if (clock_getcpuclockid (atoi (g_subprocess_get_identifier (self->process)), &clock) == 0)
    clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

void
kontor_bench_server_stop (KontorBenchServer *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
  kontor_bench_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->url);
}

static void
wait_for (DexFuture *future)
{
  GError *error = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  dex_future_get_value (future, &error);
  kontor_bench_check (error);
}

/* Wakes a loop that sleeps. */
static DexFuture *
wake_cb (DexFuture *future, gpointer data)
{
  g_main_context_wakeup (NULL);
  return dex_ref (future);
}

void
kontor_bench_await (DexFuture *future)
{
  g_autoptr (DexFuture) told = dex_future_finally (future, wake_cb, NULL, NULL);

  wait_for (told);
}

gpointer
kontor_bench_await_boxed (DexFuture *future)
{
  g_autoptr (DexFuture) told = dex_future_finally (future, wake_cb, NULL, NULL);

  wait_for (told);
  return g_value_dup_boxed (dex_future_get_value (told, NULL));
}
