/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "routes/kontord-service.h"

G_BEGIN_DECLS

/* All routes of the server. */
extern const KontordRoute kontord_routes[];
extern const gsize kontord_n_routes;

/* What starts them, by the files they are in. */
void kontord_login_start (KontordRequest *request, gpointer service);
void kontord_refresh_start (KontordRequest *request, gpointer service);
void kontord_logout_start (KontordRequest *request, gpointer service);
void kontord_device_start (KontordRequest *request, gpointer service);

void kontord_push_start (KontordRequest *request, gpointer service);
void kontord_pull_start (KontordRequest *request, gpointer service);
void kontord_live_start (KontordRequest *request, gpointer service);

void kontord_healthz_start (KontordRequest *request, gpointer service);
void kontord_readyz_start (KontordRequest *request, gpointer service);

G_END_DECLS
