/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/* In the order of what needs one first. */
typedef enum
{
  KONTOR_AGENDA_OVERDUE,
  KONTOR_AGENDA_TODAY,
  KONTOR_AGENDA_QUIET, /* deals that have gone quiet */
  KONTOR_AGENDA_TOMORROW,
  KONTOR_N_AGENDA_PARTS,
} KontorAgendaPart;

/**
 * KontorAgenda:
 *
 * What needs the person who works here: her own open tasks and nobody's, and deals that have gone
 * quiet.
 */
typedef struct
{
  GPtrArray *parts[KONTOR_N_AGENDA_PARTS]; /* KontorRecord: tasks, or deals where quiet */
  gint64 totals[KONTOR_N_AGENDA_PARTS];    /* how many there are beyond what is listed */
} KontorAgenda;

/* At most @limit records a part; @now in milliseconds since 1970 UTC. */
KontorAgenda *kontor_agenda_load (KontorStore *store, gint64 now, guint limit, GError **error);
void kontor_agenda_free (KontorAgenda *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorAgenda, kontor_agenda_free)

G_END_DECLS
