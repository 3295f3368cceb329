/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-engine.h"

G_BEGIN_DECLS

/* The first part of a request's path: limit → authenticate → authorise. Fills in its head, client,
 * route, tenant and principal. @bodies: bytes of all bodies that are in memory. */
KontordProblem kontord_admission_check (KontordRequest *request,
                                        const KontordEngineOptions *options,
                                        const char *url,
                                        const char *method,
                                        const char *version,
                                        gint64 bodies);

/* The line about a request that was answered. */
void kontord_admission_log (KontordRequest *request, KontordLog *log);

G_END_DECLS
