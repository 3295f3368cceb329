/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sales/kontor-agenda.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_TODAY_ROW (kontor_today_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorTodayRow, kontor_today_row, KONTOR, TODAY_ROW, AdwActionRow)

/* A task, or a deal that has gone quiet: what, with whom, when. Its buttons activate "task.done-task"
 * and "task.snooze-task" with the record's id. */
GtkWidget *kontor_today_row_new (KontorRecord *record, KontorAgendaPart part);

KontorRecord *kontor_today_row_get_record (KontorTodayRow *self);
KontorAgendaPart kontor_today_row_get_part (KontorTodayRow *self);

G_END_DECLS
