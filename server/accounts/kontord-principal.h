/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-id.h"

G_BEGIN_DECLS

/* Tenants are named by a short word that stands in addresses and file names. */
#define KONTORD_TENANT_SIZE 49 /* with the closing NUL */

/* What a member may do, each more than the one before. */
typedef enum
{
  KONTORD_ROLE_NONE,
  KONTORD_ROLE_VIEWER, /* reads */
  KONTORD_ROLE_MEMBER, /* reads and writes records */
  KONTORD_ROLE_ADMIN,  /* also changes who may do what */
} KontordRole;

const char *kontord_role_get_name (KontordRole role);
/* KONTORD_ROLE_NONE for a name that is none. */
KontordRole kontord_role_from_name (const char *name);

/* 1–48 of a–z, 0–9 and dashes, beginning with a letter or digit. */
gboolean kontord_tenant_name_is_valid (const char *name);

/**
 * KontordPrincipal:
 * @session: the sign-in, a row of the control file
 * @tenant: the workspace it is for, and the only one
 * @device: its number in that workspace
 * @member: who it is there
 * @generation: which pair of tokens of the session it showed one of, counted from 1
 * @expires: when the access token ends, milliseconds since 1970
 *
 * Who a request comes from. Constant once made, so that any thread may read it; reference-counted.
 */
typedef struct
{
  gint64 session;
  gint64 account;
  char tenant[KONTORD_TENANT_SIZE];
  guint32 device;
  KontorId member;
  KontordRole role;
  gint64 generation;
  gint64 expires;
} KontordPrincipal;

KontordPrincipal *kontord_principal_copy (const KontordPrincipal *values);
KontordPrincipal *kontord_principal_ref (KontordPrincipal *self);
void kontord_principal_unref (KontordPrincipal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordPrincipal, kontord_principal_unref)

G_END_DECLS
