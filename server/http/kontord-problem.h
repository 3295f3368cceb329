/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontordProblem:
 *
 * Why a request gets no result. Each has one HTTP status, one code that clients branch on (those of
 * syncing stand in shared/sync/README.md) and one fixed sentence, so that no answer can carry
 * something of another tenant or of the server's inside.
 */
typedef enum
{
  KONTORD_PROBLEM_NONE,
  KONTORD_PROBLEM_INVALID,
  KONTORD_PROBLEM_SIGNED_OUT,
  KONTORD_PROBLEM_CREDENTIALS,
  KONTORD_PROBLEM_DENIED,
  KONTORD_PROBLEM_NOT_FOUND,
  KONTORD_PROBLEM_METHOD,
  KONTORD_PROBLEM_GAP,
  KONTORD_PROBLEM_FORKED,
  KONTORD_PROBLEM_EPOCH,
  KONTORD_PROBLEM_SCHEMA,
  KONTORD_PROBLEM_CURSOR,
  KONTORD_PROBLEM_TENANT_CHOICE,
  KONTORD_PROBLEM_DEVICES,
  KONTORD_PROBLEM_TOO_LARGE,
  KONTORD_PROBLEM_TARGET_TOO_LONG,
  KONTORD_PROBLEM_MEDIA_TYPE,
  KONTORD_PROBLEM_EXPECTATION,
  KONTORD_PROBLEM_THROTTLED,
  KONTORD_PROBLEM_HEADERS_TOO_LARGE,
  KONTORD_PROBLEM_INTERNAL,
  KONTORD_PROBLEM_BUSY,
  KONTORD_PROBLEM_STOPPING,
  KONTORD_N_PROBLEMS,
} KontordProblem;

guint kontord_problem_get_status (KontordProblem problem);
const char *kontord_problem_get_code (KontordProblem problem);
const char *kontord_problem_get_message (KontordProblem problem);

/* `{"error":{"code":…,"message":…}}`. @member, where not NULL, is one more member of the error, as
 * JSON text: `"expected":12`. */
char *kontord_problem_dup_json (KontordProblem problem, const char *member);

G_END_DECLS
