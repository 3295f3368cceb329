/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "accounts/kontord-control.h"
#include "accounts/kontord-principal.h"

G_BEGIN_DECLS

#define KONTORD_MAX_TITLE 200 /* bytes */

/* A workspace of this server. */
typedef struct
{
  char name[KONTORD_TENANT_SIZE];
  char *title;
  gint64 n_members;
} KontordTenant;

void kontord_tenant_free (KontordTenant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordTenant, kontord_tenant_free)

/* That an account may sign in to a tenant, as whom and as what. */
typedef struct
{
  char tenant[KONTORD_TENANT_SIZE];
  char *title; /* the tenant's */
  char *email;
  KontorId member;
  KontordRole role;
  gboolean is_disabled;
} KontordMembership;

void kontord_membership_free (KontordMembership *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordMembership, kontord_membership_free)

/* An account and the digest of its password; no account where @id is 0. */
typedef struct
{
  gint64 id;
  char *password;
} KontordAccount;

void kontord_account_clear (KontordAccount *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontordAccount, kontord_account_clear)

/* KONTOR_ERROR_CONFLICT where there is one of that name. */
gboolean kontord_accounts_add_tenant (KontordControl *control,
                                      const char *name,
                                      const char *title,
                                      GError **error);
/* Array of KontordTenant, by name. */
GPtrArray *kontord_accounts_list_tenants (KontordControl *control, GError **error);

/* E-mail addresses are folded ones everywhere below. */
gboolean kontord_accounts_find (KontordControl *control,
                                const char *email,
                                KontordAccount *account,
                                GError **error);

/* Makes the account where it is missing; the password of one that is there stays. @password: a digest
 * of kontord_password_hash(), or NULL where the account must be there. NOT_FOUND without a tenant
 * or account of that name, CONFLICT where it is a member already. */
gboolean kontord_accounts_add_member (KontordControl *control,
                                      const char *tenant,
                                      const char *email,
                                      const char *password,
                                      const KontorId *member,
                                      KontordRole role,
                                      GError **error);
/* Array of KontordMembership. Of a tenant, by e-mail address; NOT_FOUND where there is no such
 * tenant. Of an account, by tenant, without those that are disabled. */
GPtrArray *
kontord_accounts_list_members (KontordControl *control, const char *tenant, GError **error);
GPtrArray *
kontord_accounts_list_memberships (KontordControl *control, gint64 account, GError **error);

/* Ends every sign-in of the account. */
gboolean kontord_accounts_set_password (KontordControl *control,
                                        const char *email,
                                        const char *password,
                                        GError **error);
/* Ends every sign-in of the account to that tenant, and allows none until it is enabled again. */
gboolean kontord_accounts_set_disabled (KontordControl *control,
                                        const char *tenant,
                                        const char *email,
                                        gboolean is_disabled,
                                        GError **error);

G_END_DECLS
