/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "transfer/kontor-import-plan.h"

G_BEGIN_DECLS

/* A plan (JSON) with one thing more that somebody said. Free the result; NULL where @plan is none. */

/* What stands in @column of any file as @value means @meant. */
char *kontor_import_edit_correct (const char *plan,
                                  const char *column,
                                  const char *value,
                                  const char *meant,
                                  GError **error);
/* @column of @file is @word (kontor-column-target.h). What the file's rows make is guessed anew around
 * that and what was said of its columns before. */
char *kontor_import_edit_choose (const char *plan,
                                 const char *file,
                                 const char *column,
                                 const char *word,
                                 GError **error);
/* The rows of @file are about @entity: what was said of its columns is nothing then. Other files are
 * guessed anew too: it depends on what is listed which names have to be there. */
char *kontor_import_edit_about (const char *plan,
                                const char *file,
                                const KontorEntity *entity,
                                GError **error);

G_END_DECLS
