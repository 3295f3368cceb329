/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-route.h"

#include <string.h>

#define PLACE "{T}"

static gboolean
match_path (const char *pattern, const char *path, char tenant[KONTORD_TENANT_SIZE])
{
  const char *place = strstr (pattern, PLACE);
  gsize before, length;

  tenant[0] = '\0';
  if (place == NULL)
    return strcmp (pattern, path) == 0;
  before = place - pattern;
  if (strncmp (pattern, path, before) != 0)
    return FALSE;
  length = strcspn (path + before, "/");
  if (strcmp (place + strlen (PLACE), path + before + length) != 0 || length >= KONTORD_TENANT_SIZE)
    return FALSE;
  memcpy (tenant, path + before, length);
  tenant[length] = '\0';
  return kontord_tenant_name_is_valid (tenant);
}

const KontordRoute *
kontord_route_find (const KontordRoute *routes,
                    gsize n_routes,
                    const char *method,
                    const char *path,
                    char tenant[KONTORD_TENANT_SIZE],
                    KontordProblem *problem)
{
  const KontordRoute *other = NULL;

  *problem = KONTORD_PROBLEM_NONE;
  for (gsize i = 0; i < n_routes; i++)
    {
      if (!match_path (routes[i].path, path, tenant))
        continue;
      if (strcmp (routes[i].method, method) == 0)
        return &routes[i];
      other = &routes[i];
    }
  *problem = other != NULL ? KONTORD_PROBLEM_METHOD : KONTORD_PROBLEM_NOT_FOUND;
  return other;
}

KontordProblem
kontord_route_authorise (const KontordRoute *route,
                         const KontordPrincipal *principal,
                         const char *tenant)
{
  if (route->role == KONTORD_ROLE_NONE)
    return KONTORD_PROBLEM_NONE;
  if (principal == NULL)
    return KONTORD_PROBLEM_SIGNED_OUT;
  if (tenant[0] != '\0' && strcmp (principal->tenant, tenant) != 0)
    return KONTORD_PROBLEM_DENIED;
  return principal->role < route->role ? KONTORD_PROBLEM_DENIED : KONTORD_PROBLEM_NONE;
}
