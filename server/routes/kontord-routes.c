/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "routes/kontord-routes.h"

#include "http/kontord-limits.h"
#include "sync/kontor-sync-limits.h"

#define SMALL KONTORD_MAX_SMALL_BODY

const KontordRoute kontord_routes[] = {
  { "GET", "/healthz", KONTORD_ROLE_NONE, 0, kontord_healthz_start },
  { "GET", "/readyz", KONTORD_ROLE_NONE, 0, kontord_readyz_start },
  { "POST", "/v1/login", KONTORD_ROLE_NONE, SMALL, kontord_login_start },
  { "POST", "/v1/refresh", KONTORD_ROLE_NONE, SMALL, kontord_refresh_start },
  { "POST", "/v1/logout", KONTORD_ROLE_VIEWER, SMALL, kontord_logout_start },
  { "POST", "/v1/{T}/device", KONTORD_ROLE_VIEWER, SMALL, kontord_device_start },
  /* What a viewer pushes is refused operation by operation, so that none holds up his device. */
  { "POST", "/v1/{T}/push", KONTORD_ROLE_VIEWER, KONTOR_SYNC_MAX_BODY, kontord_push_start },
  { "GET", "/v1/{T}/pull", KONTORD_ROLE_VIEWER, 0, kontord_pull_start },
  { "GET", "/v1/{T}/live", KONTORD_ROLE_VIEWER, 0, kontord_live_start },
};

const gsize kontord_n_routes = G_N_ELEMENTS (kontord_routes);
