/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "accounts/kontord-principal.h"
#include "http/kontord-problem.h"

G_BEGIN_DECLS

typedef struct _KontordRequest KontordRequest;

/**
 * KontordRoute:
 * @method: upper case
 * @path: where `{T}` stands for the name of a tenant
 * @role: the least role of who may call it; KONTORD_ROLE_NONE: anybody, signed in or not
 * @max_body: bytes as they travel; 0: none
 * @start: called on an HTTP thread once the body is there. Must not touch a file or wait: it answers
 *   from memory, or hands the request on with kontord_request_defer().
 *
 * One kind of request. All of them stand in one constant table.
 */
typedef struct
{
  const char *method;
  const char *path;
  KontordRole role;
  gsize max_body;
  void (*start) (KontordRequest *request, gpointer service);
} KontordRoute;

/* The route of @routes for it; NULL where nothing has that path; where its method is another, one
 * with that path and KONTORD_PROBLEM_METHOD. Copies what stands for `{T}` to @tenant, "" where there
 * is none. A name that can be no tenant's is not found. */
const KontordRoute *kontord_route_find (const KontordRoute *routes,
                                        gsize n_routes,
                                        const char *method,
                                        const char *path,
                                        char tenant[KONTORD_TENANT_SIZE],
                                        KontordProblem *problem);

/* Whether @principal (NULL: nobody) may call it for @tenant. The answer is the same for a tenant
 * that is somebody else's and for one that does not exist. */
KontordProblem kontord_route_authorise (const KontordRoute *route,
                                        const KontordPrincipal *principal,
                                        const char *tenant);

G_END_DECLS
