/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-fields.h"

G_BEGIN_DECLS

/* What an update changed, as the journal keeps it: {"TAG": [before, after], …}, values in the form
 * of the wire, extras under their own keys. @before and @after hold the same fields. */
char *kontor_payload_write (const KontorFields *before, const KontorFields *after);

/* Either may be NULL where it is not wanted. Tags this Kontor does not know become extras. */
gboolean kontor_payload_read (const char *payload,
                              const KontorEntity *entity,
                              KontorFields **before,
                              KontorFields **after,
                              GError **error);

/* The keys of fields that @entity does not know, as a JSON array; NULL where there are none. NULL for
 * no @payload too. */
char *kontor_payload_list_unknown (const char *payload, const KontorEntity *entity);

G_END_DECLS
