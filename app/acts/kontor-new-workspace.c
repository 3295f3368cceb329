/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-new-workspace.h"

#include "money/kontor-currency.h"
#include "store/kontor-seed.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define SUFFIX ".kontor"
/* Of a file name, in bytes, so that a number and the database's own endings still fit. */
#define MAX_NAME 120

/* Without what a file name can't have, or what would hide the file. */
static char *
make_file_name (const char *name)
{
  g_autofree char *copy = g_strstrip (g_strdup (name));
  GString *text = g_string_new (NULL);
  for (const char *at = copy; *at && text->len < MAX_NAME; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (c == '/' || c == '\\' || c == ':' || g_unichar_iscntrl (c))
        g_string_append_c (text, '-');
      else if (c != '.' || text->len > 0)
        g_string_append_unichar (text, c);
    }
  if (text->len == 0)
    g_string_append (text, "Kontor");
  return g_string_free (text, FALSE);
}

char *
kontor_new_workspace_dup_path (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "kontor", NULL);
  g_autofree char *file = make_file_name (name);
  g_autofree char *base = g_build_filename (folder, file, NULL);
  char *path = g_strconcat (base, SUFFIX, NULL);
  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s %u%s", base, i, SUFFIX);
    }
  return path;
}

const char *
kontor_new_workspace_guess_currency (void)
{
  const struct lconv *locale = localeconv ();
  g_autofree char *code = g_strndup (locale->int_curr_symbol, 3);
  const KontorCurrency *currency = kontor_currency_find (code);
  return currency && !currency->withdrawn ? currency->code : "EUR";
}

typedef struct
{
  char *path;
  char *name;
  char *currency;
  char *member;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;
  g_free (beginning->path);
  g_free (beginning->name);
  g_free (beginning->currency);
  g_free (beginning->member);
  g_free (beginning);
}

static gpointer
seed_job (KontorStore *store, gpointer data, GError **error)
{
  const Beginning *beginning = data;
  const KontorSeedStage stages[] = {
    { _ ("New"), "open", 10 },      { _ ("Qualified"), "open", 30 },
    { _ ("Proposal"), "open", 50 }, { _ ("Negotiation"), "open", 75 },
    { _ ("Won"), "won", 100 },      { _ ("Lost"), "lost", 0 },
  };
  const KontorSeed seed = { .workspace = beginning->name,
                            .currency = beginning->currency,
                            .member = beginning->member,
                            .pipeline = _ ("Sales"),
                            .stages = stages,
                            .n_stages = G_N_ELEMENTS (stages) };
  kontor_seed_plant (store, &seed, error);
  return NULL;
}

static DexFuture *
begin_fiber (gpointer data)
{
  Beginning *beginning = data;
  g_autofree char *folder = g_path_get_dirname (beginning->path);
  g_autoptr (KontorWorkspace) workspace = NULL;
  GError *error = NULL;
  g_mkdir_with_parents (folder, 0700);
  workspace
      = dex_await_object (kontor_workspace_open (beginning->path, kontor_schema_get_default (),
                                                 kontor_clock_system (), KONTOR_STORE_CREATE),
                          &error);
  if (workspace == NULL)
    return dex_future_new_for_error (error);
  if (!dex_await (kontor_workspace_write (workspace, seed_job, beginning, NULL, NULL), &error))
    return dex_future_new_for_error (error);
  return dex_future_new_take_object (g_steal_pointer (&workspace));
}

DexFuture *
kontor_new_workspace (const char *path, const char *name, const char *currency, const char *member)
{
  Beginning *beginning = g_new0 (Beginning, 1);
  beginning->path = g_strdup (path);
  beginning->name = g_strdup (name);
  beginning->currency = g_strdup (currency);
  beginning->member = g_strdup (member);
  return dex_scheduler_spawn (NULL, 0, begin_fiber, beginning, beginning_free);
}
