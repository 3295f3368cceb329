/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-storage.h"

G_BEGIN_DECLS

/* What a backend does; each is the function of that name in kontord-storage.h. A backend's own
 * struct begins with a KontordStorage. */
typedef struct
{
  void (*close) (KontordStorage *self);
  gboolean (*create) (KontordStorage *self, const char *tenant, GError **error);
  gboolean (*get_state) (KontordStorage *self,
                         const char *tenant,
                         KontordTenantState *state,
                         GError **error);
  gboolean (*enrol_member) (KontordStorage *self,
                            const char *tenant,
                            const char *name,
                            const char *email,
                            KontorId *member,
                            GError **error);
  gboolean (*apply) (KontordStorage *self,
                     const char *tenant,
                     const KontordActor *actor,
                     const KontorPush *push,
                     KontordReading *reading,
                     KontordOutcome *outcome,
                     KontorAnswer **answer,
                     gint64 *expected,
                     GError **error);
  gboolean (*list_changes) (KontordStorage *self,
                            const char *tenant,
                            const KontordActor *actor,
                            const char *cursor,
                            guint max,
                            KontordOutcome *outcome,
                            GBytes **page,
                            GError **error);
  void (*tidy) (KontordStorage *self, gint64 quiet);
} KontordStorageBackend;

struct _KontordStorage
{
  const KontordStorageBackend *backend;
};

G_END_DECLS
