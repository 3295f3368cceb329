/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-fact-row.h"
#include "support/app-fixture.h"

G_BEGIN_DECLS

/* The row of the field with @name that is on screen, and the text in it; NULL where none is. */
KontorFactRow *record_find_fact (AppFixture *self, const char *name);
GtkWidget *record_find_text (KontorFactRow *row);

/* Opens the page of a new contact, Ana, a buyer. */
KontorId record_open_contact (AppFixture *self);

/* An e-mail address of @contact. */
KontorId record_make_email (AppFixture *self, const KontorId *contact, const char *email);

/* Until the workspace has @expected, in canonical form, in @field. The row may show it later. */
void record_wait_value (AppFixture *self,
                        const char *entity,
                        const KontorId *id,
                        const char *field,
                        const char *expected);

/* Until the text in @row is @expected. */
void record_wait_text (KontorFactRow *row, const char *expected);

G_END_DECLS
