/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-acts.h"

G_BEGIN_DECLS

/* Both take @tasks (of KontorRef) over; @title is that of the only one, for the words, or NULL. */

/* Marks tasks as done now, or open again. Those that are so already stay as they are. */
DexFuture *kontor_acts_finish_tasks (KontorWorkspace *workspace,
                                     GArray *tasks,
                                     const char *title,
                                     gboolean done);
/* Puts each off to the day after it is due, or after today where that is later. */
DexFuture *kontor_acts_snooze_tasks (KontorWorkspace *workspace, GArray *tasks, const char *title);

G_END_DECLS
