/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-import-view.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_NAME_FOUND,
  KONTOR_NAME_UNKNOWN,
  KONTOR_NAME_AMBIGUOUS,
  KONTOR_NAME_FAILED, /* the workspace could not be read */
} KontorNameResult;

/**
 * KontorSuggestFunc:
 * @candidates: titles, ended by NULL
 *
 * The candidate that @name was probably meant to be, or NULL. The importer stands beside the
 * readers, not above them, so it is given this.
 */
typedef const char *(*KontorSuggestFunc) (const char *name, const char *const *candidates);

/**
 * KontorImportNames:
 *
 * Finds records by what a file calls them: their title, folded; another KONTOR_KEY that has an
 * index, such as a product's code; their id; a person's e-mail address. Keeps what it found, up to
 * a limit, and names that are announced: those of records that a later row will make.
 */
typedef struct _KontorImportNames KontorImportNames;

KontorImportNames *kontor_import_names_new (const KontorSchema *schema,
                                            KontorImportView *view,
                                            KontorSuggestFunc suggest);
void kontor_import_names_free (KontorImportNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportNames, kontor_import_names_free)

KontorNameResult kontor_import_names_resolve (KontorImportNames *self,
                                              const KontorEntity *entity,
                                              const char *name,
                                              KontorImportHit *hit,
                                              GError **error);

/* What @name was probably meant to be among the live records' titles, or NULL. With @spelling just
 * those that differ in nothing but spaces, dots and the like. Of very many records no suggestion is
 * made. */
char *kontor_import_names_suggest (KontorImportNames *self,
                                   const KontorEntity *entity,
                                   const char *name,
                                   gboolean spelling,
                                   GError **error);

/* A record of that title has just been made: what was found under it may be one of two now. */
void
kontor_import_names_note (KontorImportNames *self, const KontorEntity *entity, const char *title);
/* Titles of @entity have changed: what was found is forgotten. */
void kontor_import_names_forget (KontorImportNames *self, const KontorEntity *entity);

/* The records of @entity that have an e-mail address among what belongs to them: @part and its
 * field. NULL where they have none. */
const KontorEntity *kontor_import_names_find_address (const KontorSchema *schema,
                                                      const KontorEntity *entity,
                                                      guint *parent,
                                                      guint *email);
/* Appends those that have the address @email. */
gboolean kontor_import_names_find_email (const KontorSchema *schema,
                                         KontorImportView *view,
                                         const KontorEntity *entity,
                                         const char *email,
                                         GArray *hits,
                                         GError **error);

G_END_DECLS
