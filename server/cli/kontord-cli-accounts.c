/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontord-cli.h"

#include "accounts/kontord-accounts.h"
#include "accounts/kontord-email.h"
#include "accounts/kontord-password.h"
#include "http/kontord-json.h"
#include "storage/kontord-storage.h"

#include <sodium.h>
#include <string.h>

/* The files of a server, which may be running. */
typedef struct
{
  KontordControl *control;
  KontordStorage *storage;
} Data;

static void
data_clear (Data *data)
{
  g_clear_pointer (&data->storage, kontord_storage_close);
  g_clear_pointer (&data->control, kontord_control_close);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Data, data_clear)

static gboolean
open_data (Data *data, const KontordCommandLine *line, GError **error)
{
  KontorClock *clock = kontor_clock_system ();

  data->control = kontord_control_open (line->folder, clock, error);
  if (data->control == NULL)
    return FALSE;
  data->storage
      = kontord_storage_open_sqlite (line->folder, kontor_schema_get_default (), clock, error);
  return data->storage != NULL;
}

static char *
fold_email (const char *text, GError **error)
{
  char *email = kontord_email_fold (text);

  if (email == NULL)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "“%s” is no e-mail address", text);
  return email;
}

static void
append_member (GString *json, const char *name, const char *value)
{
  g_string_append_printf (json, "%s\"%s\":", json->str[json->len - 1] == '{' ? "" : ",", name);
  kontord_json_append_text (json, value);
}

/* --- tenants --- */

static gboolean
check_tenant (const char *name, const char *title, GError **error)
{
  if (!kontord_tenant_name_is_valid (name))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   "“%s” can't name a workspace: use 1 to %d of a–z, 0–9 and -", name,
                   KONTORD_TENANT_SIZE - 1);
      return FALSE;
    }
  if (strlen (title) <= KONTORD_MAX_TITLE && g_utf8_validate (title, -1, NULL))
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "A title is text of at most %d bytes",
               KONTORD_MAX_TITLE);
  return FALSE;
}

/* The file first: a workspace that is listed is there. A file without a listing is what an earlier
 * try left, and is taken up. */
static gboolean
add_tenant (Data *data, const char *name, const char *title, GError **error)
{
  g_autoptr (GError) own = NULL;

  if (!kontord_storage_create (data->storage, name, &own)
      && !g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  return kontord_accounts_add_tenant (data->control, name, title, error);
}

gboolean
kontord_cli_tenant_add (KontordCommandLine *self, char **arguments, GError **error)
{
  g_autofree char *title = NULL;
  const GOptionEntry options[]
      = { { "title", 0, 0, G_OPTION_ARG_STRING, &title, NULL, NULL }, { NULL } };
  g_auto (GStrv) words = g_strdupv (arguments);
  g_auto (Data) data = { 0 };
  const char *name;

  if (!kontord_cli_parse (self, &words, options, 1, 1, error))
    return FALSE;
  name = words[1];
  if (title == NULL)
    title = g_strdup (name);
  if (!check_tenant (name, title, error) || !open_data (&data, self, error)
      || !add_tenant (&data, name, title, error))
    return FALSE;
  if (!self->as_json)
    g_string_append_printf (self->out, "Workspace %s is ready.\n", name);
  else
    {
      g_string_append_c (self->out, '{');
      append_member (self->out, "tenant", name);
      append_member (self->out, "title", title);
      g_string_append (self->out, "}\n");
    }
  return TRUE;
}

static void
append_tenant (KontordCommandLine *self, const KontordTenant *tenant, gboolean is_first)
{
  if (!self->as_json)
    {
      g_string_append_printf (self->out, "%-24s %4" G_GINT64_FORMAT " members  %s\n", tenant->name,
                              tenant->n_members, tenant->title);
      return;
    }
  g_string_append (self->out, is_first ? "{" : ",{");
  append_member (self->out, "tenant", tenant->name);
  append_member (self->out, "title", tenant->title);
  g_string_append_printf (self->out, ",\"members\":%" G_GINT64_FORMAT "}", tenant->n_members);
}

gboolean
kontord_cli_tenant_list (KontordCommandLine *self, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GPtrArray) tenants = NULL;
  g_auto (Data) data = { 0 };

  if (!kontord_cli_parse (self, &words, NULL, 0, 0, error) || !open_data (&data, self, error))
    return FALSE;
  tenants = kontord_accounts_list_tenants (data.control, error);
  if (tenants == NULL)
    return FALSE;
  if (self->as_json)
    g_string_append_c (self->out, '[');
  for (guint i = 0; i < tenants->len; i++)
    append_tenant (self, tenants->pdata[i], i == 0);
  if (self->as_json)
    g_string_append (self->out, "]\n");
  return TRUE;
}

/* --- members --- */

/* The digest of a new password, or NULL. */
static char *
read_new_password (const char *email, GError **error)
{
  char *password = kontord_cli_read_password (error);
  char *digest = NULL;

  if (password != NULL && kontord_password_check (password, email, error))
    digest = kontord_password_hash (password, &kontord_password_cost, error);
  if (password != NULL)
    sodium_memzero (password, strlen (password));
  g_free (password);
  return digest;
}

typedef struct
{
  const char *tenant;
  const char *name;
  char *email;
  KontordRole role;
  gboolean has_account; /* before: then its password stays */
  KontorId member;
} NewMember;

static gboolean
check_new_member (Data *data, NewMember *member, GError **error)
{
  g_autoptr (GPtrArray) members
      = kontord_accounts_list_members (data->control, member->tenant, error);
  g_auto (KontordAccount) account = { 0 };

  if (members == NULL || !kontord_accounts_find (data->control, member->email, &account, error))
    return FALSE;
  member->has_account = account.id != 0;
  for (guint i = 0; i < members->len; i++)
    {
      if (!g_str_equal (((KontordMembership *) members->pdata[i])->email, member->email))
        continue;
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, "%s is a member already",
                   member->email);
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_member (Data *data, NewMember *member, GError **error)
{
  g_autofree char *digest = NULL;

  if (!check_new_member (data, member, error))
    return FALSE;
  if (!member->has_account)
    {
      digest = read_new_password (member->email, error);
      if (digest == NULL)
        return FALSE;
    }
  /* The record first, which is found again where the rest fails. */
  return kontord_storage_enrol_member (data->storage, member->tenant, member->name, member->email,
                                       &member->member, error)
         && kontord_accounts_add_member (data->control, member->tenant, member->email, digest,
                                         &member->member, member->role, error);
}

static void
append_new_member (KontordCommandLine *self, const NewMember *member)
{
  char id[KONTOR_ID_TEXT_SIZE];

  if (!self->as_json)
    {
      g_string_append_printf (self->out, "%s may sign in to %s as %s.\n", member->email,
                              member->tenant, kontord_role_get_name (member->role));
      if (member->has_account)
        g_string_append (self->out, "The account was there before; its password stays.\n");
      return;
    }
  g_string_append_c (self->out, '{');
  append_member (self->out, "tenant", member->tenant);
  append_member (self->out, "email", member->email);
  append_member (self->out, "member", kontor_id_to_text (&member->member, id));
  append_member (self->out, "role", kontord_role_get_name (member->role));
  g_string_append (self->out, "}\n");
}

static KontordRole
parse_role (const char *text, GError **error)
{
  KontordRole role = text != NULL ? kontord_role_from_name (text) : KONTORD_ROLE_MEMBER;

  if (role == KONTORD_ROLE_NONE)
    g_set_error (error, KONTORD_USAGE_ERROR, 0, "“%s” is no role", text);
  return role;
}

gboolean
kontord_cli_member_add (KontordCommandLine *self, char **arguments, GError **error)
{
  g_autofree char *name = NULL, *role = NULL, *email = NULL;
  const GOptionEntry options[] = { { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
                                   { "role", 0, 0, G_OPTION_ARG_STRING, &role, NULL, NULL },
                                   { NULL } };
  g_auto (GStrv) words = g_strdupv (arguments);
  g_auto (Data) data = { 0 };
  NewMember member = { 0 };

  if (!kontord_cli_parse (self, &words, options, 2, 2, error))
    return FALSE;
  if (name == NULL)
    {
      g_set_error_literal (error, KONTORD_USAGE_ERROR, 0, "Say whose account it is: --name NAME");
      return FALSE;
    }
  member.role = parse_role (role, error);
  email = member.role != KONTORD_ROLE_NONE ? fold_email (words[2], error) : NULL;
  member.tenant = words[1];
  member.name = name;
  member.email = email;
  if (email == NULL || !open_data (&data, self, error) || !add_member (&data, &member, error))
    return FALSE;
  append_new_member (self, &member);
  return TRUE;
}

static void
append_membership (KontordCommandLine *self, const KontordMembership *membership, gboolean is_first)
{
  char id[KONTOR_ID_TEXT_SIZE];

  if (!self->as_json)
    {
      g_string_append_printf (self->out, "%-40s %-8s%s\n", membership->email,
                              kontord_role_get_name (membership->role),
                              membership->is_disabled ? " (disabled)" : "");
      return;
    }
  g_string_append (self->out, is_first ? "{" : ",{");
  append_member (self->out, "email", membership->email);
  append_member (self->out, "member", kontor_id_to_text (&membership->member, id));
  append_member (self->out, "role", kontord_role_get_name (membership->role));
  g_string_append_printf (self->out, ",\"disabled\":%s}",
                          membership->is_disabled ? "true" : "false");
}

gboolean
kontord_cli_member_list (KontordCommandLine *self, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GPtrArray) members = NULL;
  g_auto (Data) data = { 0 };

  if (!kontord_cli_parse (self, &words, NULL, 1, 1, error) || !open_data (&data, self, error))
    return FALSE;
  members = kontord_accounts_list_members (data.control, words[1], error);
  if (members == NULL)
    return FALSE;
  if (self->as_json)
    g_string_append_c (self->out, '[');
  for (guint i = 0; i < members->len; i++)
    append_membership (self, members->pdata[i], i == 0);
  if (self->as_json)
    g_string_append (self->out, "]\n");
  return TRUE;
}

gboolean
kontord_cli_member_password (KontordCommandLine *self, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *email = NULL, *digest = NULL;
  g_auto (KontordAccount) account = { 0 };
  g_auto (Data) data = { 0 };

  if (!kontord_cli_parse (self, &words, NULL, 1, 1, error))
    return FALSE;
  email = fold_email (words[1], error);
  if (email == NULL || !open_data (&data, self, error))
    return FALSE;
  digest = read_new_password (email, error);
  if (digest == NULL || !kontord_accounts_set_password (data.control, email, digest, error))
    return FALSE;
  if (self->as_json)
    g_string_append (self->out, "{}\n");
  else
    g_string_append_printf (self->out, "%s has a new password and was signed out everywhere.\n",
                            email);
  return TRUE;
}

static gboolean
set_disabled (KontordCommandLine *self, char **arguments, gboolean is_disabled, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *email = NULL;
  g_auto (Data) data = { 0 };

  if (!kontord_cli_parse (self, &words, NULL, 2, 2, error))
    return FALSE;
  email = fold_email (words[2], error);
  if (email == NULL || !open_data (&data, self, error)
      || !kontord_accounts_set_disabled (data.control, words[1], email, is_disabled, error))
    return FALSE;
  if (self->as_json)
    g_string_append (self->out, "{}\n");
  else
    g_string_append_printf (self->out, "%s %s sign in to %s.\n", email,
                            is_disabled ? "can no longer" : "can", words[1]);
  return TRUE;
}

gboolean
kontord_cli_member_disable (KontordCommandLine *self, char **arguments, GError **error)
{
  return set_disabled (self, arguments, TRUE, error);
}

gboolean
kontord_cli_member_enable (KontordCommandLine *self, char **arguments, GError **error)
{
  return set_disabled (self, arguments, FALSE, error);
}
