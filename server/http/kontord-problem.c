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
  [KONTORD_PROBLEM_SIGNED_OUT] = { 401, "signed_out", "Sign in first." },
  [KONTORD_PROBLEM_CREDENTIALS]
  = { 401, "credentials", "The e-mail address or the password is wrong." },
  [KONTORD_PROBLEM_DENIED] = { 403, "denied", "This sign-in does not allow that." },
  [KONTORD_PROBLEM_NOT_FOUND] = { 404, "not_found", "There is nothing here." },
  [KONTORD_PROBLEM_METHOD] = { 405, "method", "This address does not know that method." },
  [KONTORD_PROBLEM_LENGTH_REQUIRED] = { 411, "length_required", "Announce the body's length." },
  [KONTORD_PROBLEM_GAP] = { 409, "gap", "Operations before these are missing." },
  [KONTORD_PROBLEM_FORKED] = { 409, "forked", "An operation with this number was something else." },
  [KONTORD_PROBLEM_EPOCH] = { 409, "epoch", "The workspace on the server was restored." },
  [KONTORD_PROBLEM_TENANT_CHOICE] = { 409, "tenant", "Say which workspace to sign in to." },
  [KONTORD_PROBLEM_TOO_LARGE] = { 413, "too_large", "The body is larger than allowed here." },
  [KONTORD_PROBLEM_TARGET_TOO_LONG] = { 414, "target_too_long", "The address is too long." },
  [KONTORD_PROBLEM_MEDIA_TYPE] = { 415, "media_type", "This kind of body is not understood." },
  [KONTORD_PROBLEM_EXPECTATION] = { 417, "expectation", "This expectation can't be met." },
  [KONTORD_PROBLEM_PROTOCOL] = { 426, "protocol", "This server speaks another protocol version." },
  [KONTORD_PROBLEM_THROTTLED] = { 429, "throttled", "Too many attempts; try again later." },
  [KONTORD_PROBLEM_HEADERS_TOO_LARGE] = { 431, "headers", "Too many header fields." },
  [KONTORD_PROBLEM_INTERNAL] = { 500, "internal", "Something went wrong on the server." },
  [KONTORD_PROBLEM_BUSY] = { 503, "busy", "The server is busy; nothing was done." },
  [KONTORD_PROBLEM_STOPPING] = { 503, "stopping", "The server is stopping; nothing was done." },
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
