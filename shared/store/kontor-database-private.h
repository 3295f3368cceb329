/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * kontor_database_add_functions:
 *
 * Makes known to SQL what the model knows of text: kontor_fold (TEXT) and kontor_digits (TEXT),
 * which are kontor_fold() and kontor_fold_phone(). Returns an SQLite result code.
 */
int kontor_database_add_functions (sqlite3 *handle);

G_END_DECLS
