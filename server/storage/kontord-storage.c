/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-storage-private.h"

#include "util/kontor-error.h"

/* Names go into paths and keys: whatever way one came here, it is looked at. */
static gboolean
check_name (const char *tenant, GError **error)
{
  if (kontord_tenant_name_is_valid (tenant))
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "There is no such workspace");
  return FALSE;
}

void
kontord_storage_close (KontordStorage *self)
{
  self->backend->close (self);
}

gboolean
kontord_storage_create (KontordStorage *self, const char *tenant, GError **error)
{
  return check_name (tenant, error) && self->backend->create (self, tenant, error);
}

gboolean
kontord_storage_get_state (KontordStorage *self,
                           const char *tenant,
                           KontordTenantState *state,
                           GError **error)
{
  return check_name (tenant, error) && self->backend->get_state (self, tenant, state, error);
}

gboolean
kontord_storage_enrol_member (KontordStorage *self,
                              const char *tenant,
                              const char *name,
                              const char *email,
                              KontorId *member,
                              GError **error)
{
  return check_name (tenant, error)
         && self->backend->enrol_member (self, tenant, name, email, member, error);
}

gboolean
kontord_storage_apply (KontordStorage *self,
                       const char *tenant,
                       const KontordActor *actor,
                       const KontorPush *push,
                       KontordReading *reading,
                       KontordOutcome *outcome,
                       KontorAnswer **answer,
                       gint64 *expected,
                       GError **error)
{
  return check_name (tenant, error)
         && self->backend->apply (self, tenant, actor, push, reading, outcome, answer, expected,
                                  error);
}

gboolean
kontord_storage_list_changes (KontordStorage *self,
                              const char *tenant,
                              const KontordActor *actor,
                              const char *cursor,
                              guint max,
                              KontordOutcome *outcome,
                              GBytes **page,
                              GError **error)
{
  return check_name (tenant, error)
         && self->backend->list_changes (self, tenant, actor, cursor, max, outcome, page, error);
}

void
kontord_storage_tidy (KontordStorage *self, gint64 quiet)
{
  self->backend->tidy (self, quiet);
}
