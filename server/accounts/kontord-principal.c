/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-principal.h"

#include <string.h>

static const char *const role_names[] = {
  [KONTORD_ROLE_NONE] = "none",
  [KONTORD_ROLE_VIEWER] = "viewer",
  [KONTORD_ROLE_MEMBER] = "member",
  [KONTORD_ROLE_ADMIN] = "admin",
};

const char *
kontord_role_get_name (KontordRole role)
{
  return role_names[role];
}

KontordRole
kontord_role_from_name (const char *name)
{
  for (KontordRole role = KONTORD_ROLE_VIEWER; role <= KONTORD_ROLE_ADMIN; role++)
    {
      if (g_str_equal (role_names[role], name))
        return role;
    }
  return KONTORD_ROLE_NONE;
}

gboolean
kontord_tenant_name_is_valid (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length < KONTORD_TENANT_SIZE && name[0] != '-'
         && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

KontordPrincipal *
kontord_principal_copy (const KontordPrincipal *values)
{
  KontordPrincipal *self = g_atomic_rc_box_new (KontordPrincipal);

  *self = *values;
  return self;
}

KontordPrincipal *
kontord_principal_ref (KontordPrincipal *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
kontord_principal_unref (KontordPrincipal *self)
{
  g_atomic_rc_box_release (self);
}
