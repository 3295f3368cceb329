/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-row.h"

G_BEGIN_DECLS

/* What a record is called whose own fields name it not: a person by an e-mail address, else by a
 * number, a web or a postal address; else by what else is said of them, or by what they belong to.
 * It is shown, sorted by and found by, and never kept: who gets a name is called by it. */

/* Whether a record of @entity may be without a name, and still be called something. */
gboolean kontor_entity_may_be_nameless (const KontorEntity *entity);
/* What @row's record is called: its title where it has one. "" where nothing calls it, and where the
 * file can't be read: a title is no reason to fail. */
char *
kontor_row_dup_called (KontorDatabase *database, const KontorSchema *schema, const KontorRow *row);

/* Sorts the record of @id, which has no title, by @called. */
gboolean kontor_row_sort_as_called (KontorDatabase *database,
                                    const KontorEntity *entity,
                                    const KontorId *id,
                                    const char *called,
                                    GError **error);

/* The text among @fields that calls a record which has no title and no address; NULL. */
const char *kontor_fields_get_called (const KontorFields *fields);

G_END_DECLS
