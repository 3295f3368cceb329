/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-value.h"

G_BEGIN_DECLS

/**
 * kontor_value_check_form:
 *
 * Whether @value, which is not KONTOR_NONE, has the form and the length its type asks for. That much
 * is asked of what comes from another device too, where kontor_value_check() would ask too much: a
 * newer Kontor may know a choice or a currency that this one does not. KONTOR_ERROR_INVALID or
 * KONTOR_ERROR_LIMIT, with the field's name in the message.
 */
gboolean
kontor_value_check_form (const KontorField *field, const KontorValue *value, GError **error);

G_END_DECLS
