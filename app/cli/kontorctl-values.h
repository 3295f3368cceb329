/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/kontorctl.h"

G_BEGIN_DECLS

/**
 * kontorctl_read_assignments:
 * @assignments: FIELD=VALUE each, ended by NULL
 * @fields: gets the values; may hold others
 * @points: gets contact points, as KontorFields without what they belong to
 *
 * Reads what people assign. An empty value clears; a choice goes by its key or its label, a
 * reference by id or title. Contacts and companies are reached by points, so email=, phone=, url=
 * and the parts of an address are understood for them. Where something is wrong it has said so, and the
 * command returns the status.
 */
KontorctlStatus kontorctl_read_assignments (Kontorctl *self,
                                            char **assignments,
                                            KontorFields *fields,
                                            GPtrArray *points);

G_END_DECLS
