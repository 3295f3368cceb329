/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "routes/kontord-routes.h"

#include "accounts/kontord-accounts.h"
#include "accounts/kontord-email.h"
#include "http/kontord-json.h"
#include "http/kontord-limits.h"
#include "util/kontor-error.h"

#include <sodium.h>
#include <string.h>
#include <yyjson.h>

/* What somebody who signs in says. */
typedef struct
{
  char *email; /* folded */
  char *password;
  char *tenant; /* NULL: the only one */
  char *installation;
  char *device_name;
  char *throttle_key;
} Login;

static void
free_login (gpointer data)
{
  Login *login = data;

  if (login->password != NULL)
    sodium_memzero (login->password, strlen (login->password));
  g_free (login->email);
  g_free (login->password);
  g_free (login->tenant);
  g_free (login->installation);
  g_free (login->device_name);
  g_free (login->throttle_key);
  g_free (login);
}

/* --- reading bodies --- */

typedef yyjson_doc Document;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, yyjson_doc_free)

/* Members that a newer client says are not looked at. NULL where it is no object. */
static Document *
read_object (KontordRequest *request, KontordProblem *problem)
{
  g_autoptr (GBytes) body = kontord_request_dup_body (request, KONTORD_MAX_SMALL_BODY, problem);
  g_autoptr (Document) document = NULL;

  if (body == NULL)
    return NULL;
  document = yyjson_read (g_bytes_get_data (body, NULL), g_bytes_get_size (body), 0);
  if (yyjson_is_obj (yyjson_doc_get_root (document)))
    return g_steal_pointer (&document);
  *problem = KONTORD_PROBLEM_INVALID;
  return NULL;
}

/* What was wrong with the coding, if not with what it said. */
static void
fail_reading (KontordRequest *request, KontordProblem problem)
{
  kontord_request_fail (request,
                        problem != KONTORD_PROBLEM_NONE ? problem : KONTORD_PROBLEM_INVALID);
}

/* FALSE for something else than a text of at most @most bytes; NULL where it is missing. */
static gboolean
read_text (yyjson_val *object, const char *name, gsize most, char **text)
{
  yyjson_val *value = yyjson_obj_get (object, name);

  *text = NULL;
  if (value == NULL || yyjson_is_null (value))
    return TRUE;
  if (!yyjson_is_str (value) || yyjson_get_len (value) > most
      || strlen (yyjson_get_str (value)) != yyjson_get_len (value))
    return FALSE;
  *text = g_strdup (yyjson_get_str (value));
  return TRUE;
}

static gboolean
is_installation (const char *text)
{
  KontorId id;

  return text == NULL || kontor_id_from_text (&id, text);
}

static gboolean
read_device (yyjson_val *device, Login *login)
{
  return (device == NULL || yyjson_is_obj (device))
         && read_text (device, "name", KONTORD_MAX_DEVICE_NAME, &login->device_name)
         && read_text (device, "id", KONTOR_ID_TEXT_SIZE - 1, &login->installation)
         && is_installation (login->installation);
}

static const char *
get_device_name (const Login *login)
{
  return login->device_name != NULL ? login->device_name : "";
}

static gboolean
read_login (yyjson_val *object, Login *login)
{
  g_autofree char *email = NULL;

  if (!read_text (object, "email", KONTORD_MAX_SMALL_BODY, &email) || email == NULL
      || !read_text (object, "password", KONTORD_MAX_PASSWORD, &login->password)
      || login->password == NULL
      || !read_text (object, "tenant", KONTORD_TENANT_SIZE - 1, &login->tenant)
      || !read_device (yyjson_obj_get (object, "device"), login))
    return FALSE;
  login->email = kontord_email_fold (email);
  return login->email != NULL;
}

/* --- answering --- */

static void
append_grant (GString *json, KontordService *self, const KontordGrant *grant, const char *epoch)
{
  const KontordPrincipal *principal = grant->principal;
  char member[KONTOR_ID_TEXT_SIZE];
  gint64 now = kontor_clock_now (self->clock);

  g_string_append_printf (
      json,
      "{\"access\":\"%s\",\"refresh\":\"%s\",\"expires\":%" G_GINT64_FORMAT ",\"tenant\":\"%s\","
      "\"device\":%u,\"member\":\"%s\",\"role\":\"%s\",\"epoch\":\"%s\",\"now\":%" G_GINT64_FORMAT
      "}\n",
      grant->access, grant->refresh, (principal->expires - now) / 1000, principal->tenant,
      principal->device, kontor_id_to_text (&principal->member, member),
      kontord_role_get_name (principal->role), epoch, now);
}

static void
answer_grant (KontordService *self, KontordRequest *request, const KontordGrant *grant)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  KontordTenantState state;

  if (!kontord_storage_get_state (self->storage, grant->principal->tenant, &state, &error))
    {
      kontord_service_fail (self, request, error);
      return;
    }
  append_grant (json, self, grant, state.epoch);
  kontord_request_answer_json (request, 200, json->str);
  sodium_memzero (json->str, json->len);
}

static void
fail_signing (KontordService *self,
              KontordRequest *request,
              const GError *error,
              KontordProblem when_denied)
{
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_DENIED))
    kontord_request_fail (request, when_denied);
  else if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT))
    kontord_request_fail (request, KONTORD_PROBLEM_DEVICES);
  else
    kontord_service_fail (self, request, error);
}

/* --- login --- */

static void
offer_tenants (KontordRequest *request, GPtrArray *memberships)
{
  g_autoptr (GString) member = g_string_new ("\"tenants\":[");

  for (guint i = 0; i < memberships->len; i++)
    {
      KontordMembership *membership = memberships->pdata[i];

      g_string_append_printf (member, "%s{\"name\":\"%s\",\"title\":", i > 0 ? "," : "",
                              membership->tenant);
      kontord_json_append_text (member, membership->title);
      g_string_append_c (member, '}');
    }
  g_string_append_c (member, ']');
  kontord_request_fail_with (request, KONTORD_PROBLEM_TENANT_CHOICE, member->str, 0);
}

/* Where somebody who named no tenant wants to go; FALSE where the request has been answered. */
static gboolean
choose_tenant (KontordService *self, KontordRequest *request, Login *login, gint64 account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) memberships = NULL;
  gboolean chosen = FALSE;

  if (login->tenant != NULL)
    return TRUE;
  memberships = kontord_accounts_list_memberships (self->control, account, &error);
  if (memberships == NULL)
    kontord_service_fail (self, request, error);
  else if (memberships->len == 0)
    kontord_request_fail (request, KONTORD_PROBLEM_DENIED);
  else if (memberships->len > 1)
    offer_tenants (request, memberships);
  else
    {
      login->tenant = g_strdup (((KontordMembership *) memberships->pdata[0])->tenant);
      chosen = TRUE;
    }
  /* An answered request may be gone by now, and the login with it. */
  return chosen;
}

/* Takes the time of a password whoever asks; FALSE where the request has been answered. */
static gboolean
check_password (KontordService *self, KontordRequest *request, Login *login, gint64 *account)
{
  g_auto (KontordAccount) found = { 0 };
  g_autoptr (GError) error = NULL;

  if (!kontord_accounts_find (self->control, login->email, &found, &error))
    {
      kontord_service_fail (self, request, error);
      return FALSE;
    }
  if (!kontord_password_verify (found.password, login->password, &self->cost))
    {
      kontord_request_fail (request, KONTORD_PROBLEM_CREDENTIALS);
      return FALSE;
    }
  kontord_throttle_forget (self->by_account, login->throttle_key);
  kontord_throttle_take_back (self->by_address, kontord_request_get_client (request));
  *account = found.id;
  return TRUE;
}

static void
log_in (gpointer data)
{
  KontordRequest *request = data;
  KontordService *self = kontord_request_get_service (request);
  Login *login = kontord_request_get_data (request);
  g_auto (KontordGrant) grant = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 account;

  if (!check_password (self, request, login, &account)
      || !choose_tenant (self, request, login, account))
    return;
  if (kontord_sessions_sign_in (self->sessions, account, login->tenant, login->installation,
                                get_device_name (login), &grant, &error))
    answer_grant (self, request, &grant);
  else
    fail_signing (self, request, error, KONTORD_PROBLEM_DENIED);
}

/* Guessing is slowed down before it costs anything. */
static gboolean
throttle (KontordService *self, KontordRequest *request, Login *login)
{
  const char *client = kontord_request_get_client (request);
  gint64 now = g_get_monotonic_time () / 1000;
  gint64 wait;

  login->throttle_key = g_strdup_printf ("%s %s", client, login->email);
  wait = kontord_throttle_try (self->by_address, client, now);
  if (wait == 0)
    {
      wait = kontord_throttle_try (self->by_account, login->throttle_key, now);
      if (wait > 0)
        kontord_throttle_take_back (self->by_address, client);
    }
  if (wait > 0)
    kontord_request_fail_with (request, KONTORD_PROBLEM_THROTTLED, NULL, (wait + 999) / 1000);
  return wait == 0;
}

void
kontord_login_start (KontordRequest *request, gpointer service)
{
  KontordService *self = service;
  KontordProblem problem = KONTORD_PROBLEM_INVALID;
  g_autoptr (Document) document = read_object (request, &problem);
  Login *login = g_new0 (Login, 1);

  kontord_request_set_data (request, login, free_login);
  if (document == NULL || !read_login (yyjson_doc_get_root (document), login))
    fail_reading (request, problem);
  else if (throttle (self, request, login))
    kontord_request_defer (request, self->hashing, log_in, KONTORD_PROBLEM_THROTTLED);
}

/* --- refresh, logout, device --- */

static void
refresh (gpointer data)
{
  KontordRequest *request = data;
  KontordService *self = kontord_request_get_service (request);
  g_auto (KontordGrant) grant = { 0 };
  g_autoptr (GError) error = NULL;

  if (kontord_sessions_refresh (self->sessions, kontord_request_get_data (request), &grant, &error))
    answer_grant (self, request, &grant);
  else
    fail_signing (self, request, error, KONTORD_PROBLEM_SIGNED_OUT);
}

void
kontord_refresh_start (KontordRequest *request, gpointer service)
{
  KontordProblem problem = KONTORD_PROBLEM_INVALID;
  g_autoptr (Document) document = read_object (request, &problem);
  char *token = NULL;

  if (document == NULL
      || !read_text (yyjson_doc_get_root (document), "refresh", KONTORD_MAX_SMALL_BODY, &token)
      || token == NULL)
    {
      fail_reading (request, problem);
      return;
    }
  kontord_request_set_data (request, token, g_free);
  kontord_request_defer (request, ((KontordService *) service)->signing, refresh,
                         KONTORD_PROBLEM_BUSY);
}

static void
log_out (gpointer data)
{
  KontordRequest *request = data;
  KontordService *self = kontord_request_get_service (request);
  g_autoptr (GError) error = NULL;

  if (kontord_sessions_sign_out (self->sessions, kontord_request_get_principal (request)->session,
                                 &error))
    kontord_request_answer (request, 204, NULL, NULL);
  else
    kontord_service_fail (self, request, error);
}

void
kontord_logout_start (KontordRequest *request, gpointer service)
{
  kontord_request_defer (request, ((KontordService *) service)->signing, log_out,
                         KONTORD_PROBLEM_BUSY);
}

/* A copied or restored workspace goes on as a device of its own. */
static void
add_device (gpointer data)
{
  KontordRequest *request = data;
  KontordService *self = kontord_request_get_service (request);
  KontordPrincipal *principal = kontord_request_get_principal (request);
  Login *login = kontord_request_get_data (request);
  g_auto (KontordGrant) grant = { 0 };
  g_autoptr (GError) error = NULL;
  KontordActor actor;

  if (!kontord_service_check (self, request, &actor))
    return;
  if (kontord_sessions_sign_in (self->sessions, principal->account, principal->tenant,
                                login->installation, get_device_name (login), &grant, &error))
    answer_grant (self, request, &grant);
  else
    fail_signing (self, request, error, KONTORD_PROBLEM_DENIED);
}

void
kontord_device_start (KontordRequest *request, gpointer service)
{
  KontordProblem problem = KONTORD_PROBLEM_INVALID;
  g_autoptr (Document) document = read_object (request, &problem);
  Login *login = g_new0 (Login, 1);

  kontord_request_set_data (request, login, free_login);
  if (document == NULL || !read_device (yyjson_doc_get_root (document), login))
    fail_reading (request, problem);
  else
    kontord_request_defer (request, ((KontordService *) service)->signing, add_device,
                           KONTORD_PROBLEM_BUSY);
}
