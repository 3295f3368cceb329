/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "browse/kontor-browse-page.h"

G_BEGIN_DECLS

/* kontor-browse-actions.c: the actions "list.". */
void kontor_browse_page_add_actions (KontorBrowsePage *self);
void kontor_browse_page_update_actions (KontorBrowsePage *self);

/* What is selected, of KontorRef: ids are read where the act is done. */
GArray *kontor_browse_page_list_selected (KontorBrowsePage *self);
/* What it is called where it is one; NULL. Free it. */
char *kontor_browse_page_dup_only_title (KontorBrowsePage *self);

/* kontor-browse-tasks.c: the actions "task.", on the list of tasks. */
void kontor_browse_page_add_task_actions (KontorBrowsePage *self);
void kontor_browse_page_update_task_actions (KontorBrowsePage *self);

/* What the actions need of the page. */
KontorRecordList *kontor_browse_page_get_list (KontorBrowsePage *self);
void kontor_browse_page_open_filter (KontorBrowsePage *self);
void kontor_browse_page_clear_filter (KontorBrowsePage *self);
gboolean kontor_browse_page_is_filtered (KontorBrowsePage *self);

G_END_DECLS
