/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/kontorctl.h"

G_BEGIN_DECLS

/* Things by the names people know them by. Each says why it found nothing and what comes near, and
 * returns NULL, FALSE or -1: the command then returns KONTORCTL_REFUSED. */

/* By its name, or its label, in one or many: contact_point, "Contact points". */
const KontorEntity *kontorctl_find_entity (Kontorctl *self, const char *name);
/* The index of a field, by its name or label. */
int kontorctl_find_field (Kontorctl *self, const KontorEntity *entity, const char *name);
/* Quietly: -1 where there is none. */
int kontorctl_look_up_field (const KontorEntity *entity, const char *name);

/* The name of @entity's reference that makes its records belong to one of @owner; NULL for none. */
const char *kontorctl_look_up_parent (const KontorEntity *entity, const KontorEntity *owner);

/* Any record, by id. */
KontorRecord *kontorctl_find_record (Kontorctl *self, const char *id);
/* What a reference names: a record of the field's target by id, or by title where just one has
 * it. */
gboolean
kontorctl_find_target (Kontorctl *self, const KontorField *field, const char *name, KontorId *id);

G_END_DECLS
