/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "model/kontor-date.h"
#include "money/kontor-currency.h"
#include "store/kontor-outbox.h"
#include "store/kontor-seed.h"
#include "sync/kontor-sync-state.h"
#include "util/kontor-error.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

KontorctlStatus
kontorctl_say_made (Kontorctl *self)
{
  yyjson_mut_doc *doc;
  yyjson_mut_val *root;

  kontorctl_say (self, _ ("Made the workspace %s\n"), self->workspace);
  if (!self->json)
    return KONTORCTL_DONE;
  doc = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (doc);
  yyjson_mut_obj_add_strcpy (doc, root, "workspace", self->workspace);
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
  return KONTORCTL_DONE;
}

gboolean
kontorctl_check_is_new (Kontorctl *self, KontorctlStatus *status)
{
  g_autoptr (GError) error = NULL;

  if (self->workspace == NULL || !g_file_test (self->workspace, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (&error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, _ ("%s is there already"),
               self->workspace);
  *status = kontorctl_refuse (self, error);
  return FALSE;
}

KontorctlStatus
kontorctl_run_init (Kontorctl *self, int argc, char **argv)
{
  g_autofree char *name = NULL, *currency = NULL, *member = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, NULL, NULL },
    { "member", 0, 0, G_OPTION_ARG_STRING, &member, NULL, NULL },
    { NULL },
  };
  KontorSeed seed = kontor_seed_default;
  KontorctlStatus status;
  g_autoptr (GError) error = NULL;

  if (!kontorctl_parse (self, entries, 0, 0, &argc, &argv))
    return KONTORCTL_USAGE;
  if (currency != NULL && kontor_currency_find (currency) == NULL)
    return kontorctl_misuse (self, _ ("“%s” is no currency"), currency);
  if (!kontorctl_check_is_new (self, &status)
      || !kontorctl_open (self, KONTOR_STORE_CREATE, &status))
    return status;
  if (name != NULL)
    seed.workspace = name;
  if (currency != NULL)
    seed.currency = kontor_currency_find (currency)->code;
  if (member != NULL)
    seed.member = member;
  if (!kontor_seed_plant (self->store, &seed, &error))
    return kontorctl_refuse (self, error);
  return kontorctl_say_made (self);
}

static void
print_findings (Kontorctl *self, GPtrArray *findings)
{
  yyjson_mut_doc *doc;
  yyjson_mut_val *root, *list;

  for (guint i = 0; i < findings->len; i++)
    kontorctl_say (self, "%s\n", (const char *) findings->pdata[i]);
  if (findings->len == 0)
    kontorctl_say (self, _ ("The workspace is whole.\n"));
  if (!self->json)
    return;
  doc = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (doc);
  list = yyjson_mut_obj_add_arr (doc, root, "findings");
  for (guint i = 0; i < findings->len; i++)
    yyjson_mut_arr_add_strcpy (doc, list, findings->pdata[i]);
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
}

KontorctlStatus
kontorctl_run_check (Kontorctl *self, int argc, char **argv)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, NULL, 0, 0, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  if (!kontor_store_check (self->store, findings, &error))
    return kontorctl_refuse (self, error);
  print_findings (self, findings);
  return findings->len == 0 ? KONTORCTL_DONE : KONTORCTL_REFUSED;
}

/* What the workspace is called and the like; NULL is null. */
static void
add_setting (Kontorctl *self, yyjson_mut_doc *doc, yyjson_mut_val *root, const char *key)
{
  g_autofree char *value = kontor_store_dup_setting (self->store, key);

  if (value != NULL)
    yyjson_mut_obj_add_strcpy (doc, root, key, value);
  else
    yyjson_mut_obj_add_null (doc, root, key);
}

/* How it stands with the server; null where there is none. */
static void
add_sync (Kontorctl *self, const KontorSyncState *state, yyjson_mut_doc *doc, yyjson_mut_val *root)
{
  yyjson_mut_val *sync;

  if (state->device == 0)
    {
      yyjson_mut_obj_add_null (doc, root, "sync");
      return;
    }
  sync = yyjson_mut_obj_add_obj (doc, root, "sync");
  yyjson_mut_obj_add_strcpy (doc, sync, "tenant", state->tenant);
  yyjson_mut_obj_add_strcpy (doc, sync, "account", state->account);
  yyjson_mut_obj_add_uint (doc, sync, "device", state->device);
  yyjson_mut_obj_add_int (doc, sync, "seq", state->seq);
  yyjson_mut_obj_add_int (doc, sync, "waiting", kontor_outbox_count (self->store));
  yyjson_mut_obj_add_int (doc, sync, "attention", kontor_outbox_count_refused (self->store));
  if (state->contact > 0)
    {
      g_autofree char *contact = kontor_instant_dup_text (state->contact);

      yyjson_mut_obj_add_strcpy (doc, sync, "last_contact", contact);
    }
  else
    yyjson_mut_obj_add_null (doc, sync, "last_contact");
}

static void
print_sync (Kontorctl *self, const KontorSyncState *state)
{
  gint64 refused = kontor_outbox_count_refused (self->store);

  if (state->server == NULL)
    {
      printf (_ ("Not connected to a server\n"));
      return;
    }
  printf (_ ("Connected to %s as %s\n"), state->server, state->account);
  printf (_ ("%" PRIi64 " changes wait to be sent\n"), kontor_outbox_count (self->store));
  if (refused > 0)
    printf (_ ("%" PRIi64 " changes need attention\n"), refused);
}

static void
print_status_json (Kontorctl *self, const KontorSyncState *state)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *counts;

  yyjson_mut_obj_add_strcpy (doc, root, "workspace", self->workspace);
  add_setting (self, doc, root, "name");
  add_setting (self, doc, root, "currency");
  add_setting (self, doc, root, "me");
  add_setting (self, doc, root, "server");
  add_sync (self, state, doc, root);
  counts = yyjson_mut_obj_add_obj (doc, root, "counts");
  for (guint i = 0; i < schema->n_entities; i++)
    yyjson_mut_obj_add_int (doc, counts, schema->entities[i]->name,
                            kontor_store_count (self->store, schema->entities[i]));
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
}

static void
print_status (Kontorctl *self, const KontorSyncState *state)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);
  g_autofree char *name = kontor_store_dup_setting (self->store, "name");

  printf ("%s (%s)\n", name != NULL ? name : self->workspace,
          kontor_store_get_currency (self->store));
  print_sync (self, state);
  for (guint i = 0; i < schema->n_entities; i++)
    {
      gint64 count = kontor_store_count (self->store, schema->entities[i]);

      if (count > 0 && !(schema->entities[i]->flags & KONTOR_INTERNAL))
        printf ("%9" G_GINT64_FORMAT "  %s\n", count, _ (schema->entities[i]->label));
    }
}

KontorctlStatus
kontorctl_run_status (Kontorctl *self, int argc, char **argv)
{
  g_autoptr (KontorSyncState) state = NULL;
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, NULL, 0, 0, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  state = kontor_sync_state_load (self->store, &error);
  if (state == NULL)
    return kontorctl_refuse (self, error);
  if (self->json)
    print_status_json (self, state);
  else
    print_status (self, state);
  return KONTORCTL_DONE;
}

static gboolean
write_text (const char *text, gsize length, gpointer file, GError **error)
{
  if (fwrite (text, 1, length, file) == length)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_IO, _ ("the output can't be written"));
  return FALSE;
}

static gboolean
append_text (const char *text, gsize length, gpointer string, GError **error)
{
  g_string_append_len (string, text, length);
  return TRUE;
}

/* "ENTITY ID {…}", as the dump has it, as one value of a list. */
static void
print_dump_line (const char *line, gboolean is_first)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 3);

  printf ("%s[\"%s\",\"%s\",%s]", is_first ? "" : ",\n", parts[0], parts[1], parts[2]);
}

static KontorctlStatus
dump_json (Kontorctl *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char *line, *end;

  if (!kontor_store_dump (self->store, append_text, text, &error))
    return kontorctl_refuse (self, error);
  fputc ('[', stdout);
  for (line = text->str; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      *end = '\0';
      print_dump_line (line, line == text->str);
    }
  fputs ("]\n", stdout);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_dump (Kontorctl *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, NULL, 0, 0, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, 0, &status))
    return status;
  if (self->json)
    return dump_json (self);
  if (!kontor_store_dump (self->store, write_text, stdout, &error))
    return kontorctl_refuse (self, error);
  return KONTORCTL_DONE;
}
