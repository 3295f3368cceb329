/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-draft.h"

#include <string.h>

static void
clear_link (gpointer data)
{
  g_free (((KontorDraftLink *) data)->name);
}

static void
clear_problem (gpointer data)
{
  KontorProblem *problem = data;

  g_free (problem->value);
  g_free (problem->suggestion);
}

static void
free_draft (gpointer data)
{
  KontorDraft *draft = data;

  g_clear_pointer (&draft->fields, kontor_fields_free);
  g_array_unref (draft->links);
  g_free (draft);
}

KontorDraftRow *
kontor_draft_row_new (void)
{
  KontorDraftRow *self = g_new0 (KontorDraftRow, 1);

  self->drafts = g_ptr_array_new_with_free_func (free_draft);
  self->problems = g_array_new (FALSE, TRUE, sizeof (KontorProblem));
  g_array_set_clear_func (self->problems, clear_problem);
  self->notices = g_array_new (FALSE, TRUE, sizeof (KontorProblem));
  g_array_set_clear_func (self->notices, clear_problem);
  return self;
}

void
kontor_draft_row_free (KontorDraftRow *self)
{
  g_ptr_array_unref (self->drafts);
  g_array_unref (self->problems);
  g_array_unref (self->notices);
  g_free (self);
}

void
kontor_draft_row_reset (KontorDraftRow *self, guint64 number)
{
  self->number = number;
  for (guint i = 0; i < self->n_drafts; i++)
    {
      KontorDraft *draft = self->drafts->pdata[i];

      g_clear_pointer (&draft->fields, kontor_fields_free);
      g_array_set_size (draft->links, 0);
    }
  self->n_drafts = 0;
  g_array_set_size (self->problems, 0);
  g_array_set_size (self->notices, 0);
}

KontorDraft *
kontor_draft_row_add (KontorDraftRow *self, const KontorEntity *entity)
{
  KontorDraft *draft;

  if (self->n_drafts == self->drafts->len)
    {
      draft = g_new (KontorDraft, 1);
      draft->links = g_array_new (FALSE, TRUE, sizeof (KontorDraftLink));
      g_array_set_clear_func (draft->links, clear_link);
      g_ptr_array_add (self->drafts, draft);
    }
  draft = self->drafts->pdata[self->n_drafts++];
  draft->entity = entity;
  draft->fields = kontor_fields_new (entity);
  draft->id = (KontorId) { 0 };
  draft->missing = KONTOR_MISSING_CREATE;
  draft->existing = KONTOR_EXISTING_OVERWRITE;
  draft->initial = 0;
  memset (draft->columns, 0, sizeof draft->columns);
  return draft;
}

KontorDraft *
kontor_draft_row_get (const KontorDraftRow *self, guint index)
{
  g_assert (index < self->n_drafts);
  return self->drafts->pdata[index];
}

static KontorProblem *
add_problem (GArray *to, KontorProblem problem, const char *value)
{
  problem.value = g_strdup (value == NULL ? "" : value);
  g_array_append_val (to, problem);
  return &g_array_index (to, KontorProblem, to->len - 1);
}

KontorProblem *
kontor_draft_row_add_problem (KontorDraftRow *self,
                              KontorProblemKind kind,
                              const KontorEntity *entity,
                              const KontorField *field,
                              const char *column,
                              const char *value)
{
  return add_problem (self->problems, (KontorProblem) { kind, entity, field, column, NULL, NULL },
                      value);
}

KontorProblem *
kontor_draft_row_add_notice (KontorDraftRow *self,
                             KontorProblemKind kind,
                             const KontorEntity *entity,
                             const KontorField *field,
                             const char *column,
                             const char *value)
{
  return add_problem (self->notices, (KontorProblem) { kind, entity, field, column, NULL, NULL },
                      value);
}

static void
add_link (KontorDraft *self, KontorDraftLink link)
{
  g_assert (kontor_entity_get_field (self->entity, link.field)->type == KONTOR_REF);
  g_array_append_val (self->links, link);
}

void
kontor_draft_link_name (KontorDraft *self,
                        guint field,
                        const char *name,
                        KontorMissing missing,
                        const char *column)
{
  add_link (self, (KontorDraftLink) { field, -1, g_strdup (name), missing, column });
}

void
kontor_draft_link_draft (KontorDraft *self, guint field, int draft)
{
  add_link (self, (KontorDraftLink) { field, draft, NULL, KONTOR_MISSING_CREATE, NULL });
}

const KontorDraftLink *
kontor_draft_find_link (const KontorDraft *self, guint field)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const KontorDraftLink *link = &g_array_index (self->links, KontorDraftLink, i);

      if (link->field == field)
        return link;
    }
  return NULL;
}
