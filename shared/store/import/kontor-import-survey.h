/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-import-view.h"

G_BEGIN_DECLS

/**
 * KontorImportSurvey:
 *
 * What rows will make that others refer to before they come: a company named as a parent above its
 * own line, files that refer to each other. Rows are gone through once beforehand; each announces
 * the names of what it will make, says which names it needs, and which record it puts under which.
 * Settling then takes back what will not come about: rows whose needs nobody meets, those that need
 * them, and circles. What is left may be relied upon. It lies in a file that vanishes with it.
 */
typedef struct _KontorImportSurvey KontorImportSurvey;

/* A row of a file. */
typedef struct
{
  guint source;
  guint64 row;
} KontorSurveyPlace;

KontorImportSurvey *kontor_import_survey_new (const KontorSchema *schema, GError **error);
void kontor_import_survey_free (KontorImportSurvey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportSurvey, kontor_import_survey_free)

/* The row at @place will make a record @id called @name (folded). */
gboolean kontor_import_survey_announce (KontorImportSurvey *self,
                                        KontorSurveyPlace place,
                                        const KontorEntity *entity,
                                        const char *name,
                                        const KontorId *id,
                                        GError **error);
/* The row is refused unless something is called @name. */
gboolean kontor_import_survey_need (KontorImportSurvey *self,
                                    KontorSurveyPlace place,
                                    const KontorEntity *entity,
                                    const char *name,
                                    GError **error);
/* The row puts record @id under another of its kind by @field: under @above, or, where that is
 * NULL, under what will be called @name. */
gboolean kontor_import_survey_put_under (KontorImportSurvey *self,
                                         KontorSurveyPlace place,
                                         const KontorEntity *entity,
                                         guint field,
                                         const KontorId *id,
                                         const KontorId *above,
                                         const char *name,
                                         GError **error);

/* Takes back what will not come about. */
gboolean
kontor_import_survey_settle (KontorImportSurvey *self, KontorImportView *view, GError **error);

/* The record that will be called @name; FALSE without an error where there will be none. */
gboolean kontor_import_survey_find (KontorImportSurvey *self,
                                    const KontorEntity *entity,
                                    const char *name,
                                    KontorId *id,
                                    gboolean *ambiguous,
                                    GError **error);
/* The id that the row at @place announced for its record called @name. */
gboolean kontor_import_survey_find_own (KontorImportSurvey *self,
                                        KontorSurveyPlace place,
                                        const KontorEntity *entity,
                                        const char *name,
                                        KontorId *id,
                                        GError **error);
/* Whether the row would put a record under itself. */
gboolean kontor_import_survey_is_circle (KontorImportSurvey *self,
                                         KontorSurveyPlace place,
                                         gboolean *circle,
                                         GError **error);

G_END_DECLS
