/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-acts.h"
#include "model/kontor-date.h"

G_BEGIN_DECLS

/* Marks a task as done now, or open again. @title is the task's, for the words. */
DexFuture *kontor_acts_finish_task (KontorWorkspace *workspace,
                                    const KontorId *task,
                                    const char *title,
                                    gboolean done);

/* Puts a task off to the day after @due_on, or after today where that is later. */
DexFuture *kontor_acts_snooze_task (KontorWorkspace *workspace,
                                    const KontorId *task,
                                    const char *title,
                                    KontorDate due_on);

G_END_DECLS
