/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-problem.h"

static const struct
{
  guint status;
  const char *code;
  const char *message;
} problems[KONTORD_N_PROBLEMS] = {
  [KONTORD_PROBLEM_NONE] = { 200, "none", "No problem." },
  [KONTORD_PROBLEM_INVALID] = { 400, "invalid", "The request is not of the expected form." },
  [KONTORD_PROBLEM_SIGNED_OUT] = { 401, "token", "Sign in, or refresh the token." },
  [KONTORD_PROBLEM_CREDENTIALS]
  = { 401, "credentials", "The e-mail address or the password is wrong." },
  [KONTORD_PROBLEM_DENIED] = { 403, "denied", "This sign-in does not allow that." },
  [KONTORD_PROBLEM_NOT_FOUND] = { 404, "not_found", "There is nothing here." },
  [KONTORD_PROBLEM_METHOD] = { 405, "method", "This address does not know that method." },
  [KONTORD_PROBLEM_GAP] = { 409, "gap", "Operations before these are missing." },
  [KONTORD_PROBLEM_FORKED] = { 409, "forked", "An operation of this number was another one." },
  [KONTORD_PROBLEM_EPOCH] = { 409, "epoch", "The workspace on the server was restored." },
  [KONTORD_PROBLEM_SCHEMA] = { 409, "schema", "This server does not speak that version." },
  [KONTORD_PROBLEM_CURSOR] = { 410, "cursor", "The cursor is not of this workspace." },
  [KONTORD_PROBLEM_TENANT_CHOICE] = { 409, "tenant", "Say which workspace to sign in to." },
  [KONTORD_PROBLEM_DEVICES] = { 409, "devices", "The account has too many devices." },
  [KONTORD_PROBLEM_TOO_LARGE] = { 413, "large", "The body is larger than allowed here." },
  [KONTORD_PROBLEM_TARGET_TOO_LONG] = { 414, "target", "The address is too long." },
  [KONTORD_PROBLEM_MEDIA_TYPE] = { 415, "media_type", "This coding is not understood." },
  [KONTORD_PROBLEM_EXPECTATION] = { 417, "expectation", "This expectation can't be met." },
  [KONTORD_PROBLEM_THROTTLED] = { 429, "busy", "Too many attempts; try again later." },
  [KONTORD_PROBLEM_HEADERS_TOO_LARGE] = { 431, "headers", "Too many header fields." },
  [KONTORD_PROBLEM_INTERNAL] = { 500, "internal", "Something went wrong on the server." },
  [KONTORD_PROBLEM_BUSY] = { 503, "busy", "The server is busy; nothing was done." },
  [KONTORD_PROBLEM_STOPPING] = { 503, "busy", "The server is stopping; nothing was done." },
};

guint
kontord_problem_get_status (KontordProblem problem)
{
  return problems[problem].status;
}

const char *
kontord_problem_get_code (KontordProblem problem)
{
  return problems[problem].code;
}

const char *
kontord_problem_get_message (KontordProblem problem)
{
  return problems[problem].message;
}

char *
kontord_problem_dup_json (KontordProblem problem, const char *member)
{
  return g_strdup_printf ("{\"error\":{\"code\":\"%s\",\"message\":\"%s\"%s%s}}\n",
                          problems[problem].code, problems[problem].message,
                          member != NULL ? "," : "", member != NULL ? member : "");
}
