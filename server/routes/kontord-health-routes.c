/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "routes/kontord-routes.h"

/* The process answers. */
void
kontord_healthz_start (KontordRequest *request, gpointer service)
{
  kontord_request_answer_json (request, 200, "{\"status\":\"ok\"}\n");
}

static void
check_files (gpointer data)
{
  KontordRequest *request = data;
  KontordService *service = kontord_request_get_service (request);
  gint64 tenants = kontor_database_get_int (kontord_control_begin_read (service->control),
                                            "SELECT count (*) FROM tenant", -1);

  kontord_control_end_read (service->control);
  if (tenants >= 0)
    kontord_request_answer_json (request, 200, "{\"status\":\"ready\"}\n");
  else
    kontord_request_fail_with (request, KONTORD_PROBLEM_BUSY, NULL, 5);
}

/* Its files can be read too. */
void
kontord_readyz_start (KontordRequest *request, gpointer service)
{
  kontord_request_defer (request, ((KontordService *) service)->signing, check_files,
                         KONTORD_PROBLEM_BUSY);
}
