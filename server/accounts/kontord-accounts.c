/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-accounts.h"

#include "storage/kontord-sql.h"
#include "util/kontor-error.h"

void
kontord_tenant_free (KontordTenant *self)
{
  g_free (self->title);
  g_free (self);
}

void
kontord_membership_free (KontordMembership *self)
{
  g_free (self->title);
  g_free (self->email);
  g_free (self);
}

void
kontord_account_clear (KontordAccount *self)
{
  g_clear_pointer (&self->password, g_free);
  self->id = 0;
}

static gint64
read_time (KontordControl *control)
{
  return kontor_clock_now (kontord_control_get_clock (control));
}

/* The number that @sql finds for @key, or 0. */
static gboolean
find_number (KontorDatabase *database,
             const char *sql,
             const char *key,
             gint64 *number,
             GError **error)
{
  KontorStatement *row;

  *number = 0;
  if (!kontord_sql_first (database, &row, error, sql, KONTORD_TEXT (key)))
    return FALSE;
  if (row != NULL)
    {
      *number = kontor_statement_get_int (row, 0);
      kontor_statement_reset (row);
    }
  return TRUE;
}

static gboolean
find_tenant (KontorDatabase *database, const char *name, gint64 *tenant, GError **error)
{
  return find_number (database, "SELECT tenant FROM tenant WHERE name = ?1", name, tenant, error);
}

static gboolean
find_account (KontorDatabase *database, const char *email, gint64 *account, GError **error)
{
  return find_number (database, "SELECT account FROM account WHERE email = ?1", email, account,
                      error);
}

static gboolean
require_tenant (KontorDatabase *database, const char *name, gint64 *tenant, GError **error)
{
  if (!find_tenant (database, name, tenant, error))
    return FALSE;
  if (*tenant == 0)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "There is no workspace “%s”", name);
  return *tenant != 0;
}

static gboolean
require_account (KontorDatabase *database, const char *email, gint64 *account, GError **error)
{
  if (!find_account (database, email, account, error))
    return FALSE;
  if (*account == 0)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "There is no account %s", email);
  return *account != 0;
}

/* Turns a row into something that is added to a list. */
typedef gpointer (*MakeItem) (KontorStatement *row);

/* Runs @statement to its end. */
static GPtrArray *
list_rows (KontorStatement *statement, MakeItem make, GDestroyNotify destroy, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (destroy);
  gboolean row;

  while (statement != NULL && kontor_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&items);
      g_ptr_array_add (items, make (statement));
    }
  return NULL;
}

/* --- tenants --- */

static gboolean
insert_tenant (KontorDatabase *database,
               const char *name,
               const char *title,
               gint64 now,
               GError **error)
{
  gint64 tenant;

  if (!find_tenant (database, name, &tenant, error))
    return FALSE;
  if (tenant == 0)
    return kontord_sql_run (database, error,
                            "INSERT INTO tenant (name, title, created_at) VALUES (?1, ?2, ?3)",
                            KONTORD_TEXT (name), KONTORD_TEXT (title), KONTORD_INT (now));
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, "There is a workspace “%s” already",
               name);
  return FALSE;
}

gboolean
kontord_accounts_add_tenant (KontordControl *control,
                             const char *name,
                             const char *title,
                             GError **error)
{
  KontorDatabase *database = kontord_control_begin_write (control, error);

  return database != NULL
         && kontord_control_end_write (
             control, insert_tenant (database, name, title, read_time (control), error), error);
}

static gpointer
make_tenant (KontorStatement *row)
{
  KontordTenant *tenant = g_new0 (KontordTenant, 1);

  g_strlcpy (tenant->name, kontor_statement_get_text (row, 0), sizeof tenant->name);
  tenant->title = g_strdup (kontor_statement_get_text (row, 1));
  tenant->n_members = kontor_statement_get_int (row, 2);
  return tenant;
}

GPtrArray *
kontord_accounts_list_tenants (KontordControl *control, GError **error)
{
  KontorDatabase *database = kontord_control_begin_read (control);
  KontorStatement *statement
      = kontord_sql_prepare (database, error,
                             "SELECT name, title, (SELECT count (*) FROM membership AS m"
                             " WHERE m.tenant = tenant.tenant) FROM tenant ORDER BY name");
  GPtrArray *tenants
      = list_rows (statement, make_tenant, (GDestroyNotify) kontord_tenant_free, error);

  kontord_control_end_read (control);
  return tenants;
}

/* --- accounts --- */

static gboolean
read_account (KontorDatabase *database, const char *email, KontordAccount *account, GError **error)
{
  KontorStatement *row;

  if (!kontord_sql_first (database, &row, error,
                          "SELECT account, password FROM account WHERE email = ?1",
                          KONTORD_TEXT (email)))
    return FALSE;
  if (row != NULL)
    {
      account->id = kontor_statement_get_int (row, 0);
      account->password = g_strdup (kontor_statement_get_text (row, 1));
      kontor_statement_reset (row);
    }
  return TRUE;
}

gboolean
kontord_accounts_find (KontordControl *control,
                       const char *email,
                       KontordAccount *account,
                       GError **error)
{
  gboolean is_read;

  *account = (KontordAccount) { 0 };
  is_read = read_account (kontord_control_begin_read (control), email, account, error);
  kontord_control_end_read (control);
  return is_read;
}

static gboolean
find_or_insert_account (KontorDatabase *database,
                        const char *email,
                        const char *password,
                        gint64 now,
                        gint64 *account,
                        GError **error)
{
  if (password == NULL)
    return require_account (database, email, account, error);
  if (!find_account (database, email, account, error))
    return FALSE;
  if (*account != 0)
    return TRUE;
  if (!kontord_sql_run (database, error,
                        "INSERT INTO account (email, password, created_at) VALUES (?1, ?2, ?3)",
                        KONTORD_TEXT (email), KONTORD_TEXT (password), KONTORD_INT (now)))
    return FALSE;
  *account = kontor_database_get_last_rowid (database);
  return TRUE;
}

static gboolean
update_password (KontorDatabase *database, gint64 account, const char *password, GError **error)
{
  return kontord_sql_run (database, error, "UPDATE account SET password = ?1 WHERE account = ?2",
                          KONTORD_TEXT (password), KONTORD_INT (account))
         && kontord_sql_run (database, error, "DELETE FROM session WHERE account = ?1",
                             KONTORD_INT (account));
}

gboolean
kontord_accounts_set_password (KontordControl *control,
                               const char *email,
                               const char *password,
                               GError **error)
{
  KontorDatabase *database = kontord_control_begin_write (control, error);
  gint64 account;

  return database != NULL
         && kontord_control_end_write (control,
                                       require_account (database, email, &account, error)
                                           && update_password (database, account, password, error),
                                       error);
}

/* --- members --- */

static gboolean
insert_membership (KontorDatabase *database,
                   gint64 account,
                   gint64 tenant,
                   const KontorId *member,
                   KontordRole role,
                   GError **error)
{
  if (!kontord_sql_run (database, error,
                        "INSERT INTO membership (account, tenant, member, role)"
                        " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                        KONTORD_INT (account), KONTORD_INT (tenant), KONTORD_ID (member),
                        KONTORD_TEXT (kontord_role_get_name (role))))
    return FALSE;
  if (kontor_database_get_changes (database) == 1)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT,
                       "That account is a member of the workspace already");
  return FALSE;
}

gboolean
kontord_accounts_add_member (KontordControl *control,
                             const char *tenant,
                             const char *email,
                             const char *password,
                             const KontorId *member,
                             KontordRole role,
                             GError **error)
{
  KontorDatabase *database = kontord_control_begin_write (control, error);
  gint64 tenant_key, account;

  return database != NULL
         && kontord_control_end_write (
             control,
             require_tenant (database, tenant, &tenant_key, error)
                 && find_or_insert_account (database, email, password, read_time (control),
                                            &account, error)
                 && insert_membership (database, account, tenant_key, member, role, error),
             error);
}

#define MEMBERSHIPS                                                                                \
  "SELECT tenant.name, title, email, member, role, disabled_at IS NOT NULL FROM membership"        \
  " JOIN tenant USING (tenant) JOIN account USING (account)"

static gpointer
make_membership (KontorStatement *row)
{
  KontordMembership *membership = g_new0 (KontordMembership, 1);

  g_strlcpy (membership->tenant, kontor_statement_get_text (row, 0), sizeof membership->tenant);
  membership->title = g_strdup (kontor_statement_get_text (row, 1));
  membership->email = g_strdup (kontor_statement_get_text (row, 2));
  kontor_statement_get_id (row, 3, &membership->member);
  membership->role = kontord_role_from_name (kontor_statement_get_text (row, 4));
  membership->is_disabled = kontor_statement_get_int (row, 5);
  return membership;
}

static GPtrArray *
list_memberships (KontorDatabase *database, const char *sql, gint64 key, GError **error)
{
  return list_rows (kontord_sql_prepare (database, error, sql, KONTORD_INT (key)), make_membership,
                    (GDestroyNotify) kontord_membership_free, error);
}

GPtrArray *
kontord_accounts_list_members (KontordControl *control, const char *tenant, GError **error)
{
  KontorDatabase *database = kontord_control_begin_read (control);
  GPtrArray *members = NULL;
  gint64 key;

  if (require_tenant (database, tenant, &key, error))
    members
        = list_memberships (database, MEMBERSHIPS " WHERE tenant = ?1 ORDER BY email", key, error);
  kontord_control_end_read (control);
  return members;
}

GPtrArray *
kontord_accounts_list_memberships (KontordControl *control, gint64 account, GError **error)
{
  KontorDatabase *database = kontord_control_begin_read (control);
  GPtrArray *memberships = list_memberships (
      database, MEMBERSHIPS " WHERE account = ?1 AND disabled_at IS NULL ORDER BY tenant.name",
      account, error);

  kontord_control_end_read (control);
  return memberships;
}

static gboolean
update_disabled (KontorDatabase *database,
                 gint64 account,
                 gint64 tenant,
                 KontordSqlValue disabled_at,
                 GError **error)
{
  if (!kontord_sql_run (database, error,
                        "UPDATE membership SET disabled_at = ?3 WHERE account = ?1 AND tenant = ?2",
                        KONTORD_INT (account), KONTORD_INT (tenant), disabled_at))
    return FALSE;
  if (kontor_database_get_changes (database) == 1)
    return kontord_sql_run (database, error,
                            "DELETE FROM session WHERE account = ?1 AND tenant = ?2",
                            KONTORD_INT (account), KONTORD_INT (tenant));
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
                       "That account is no member of the workspace");
  return FALSE;
}

gboolean
kontord_accounts_set_disabled (KontordControl *control,
                               const char *tenant,
                               const char *email,
                               gboolean is_disabled,
                               GError **error)
{
  KontordSqlValue at = is_disabled ? KONTORD_INT (read_time (control)) : KONTORD_NOTHING;
  KontorDatabase *database = kontord_control_begin_write (control, error);
  gint64 tenant_key, account;

  return database != NULL
         && kontord_control_end_write (
             control,
             require_tenant (database, tenant, &tenant_key, error)
                 && require_account (database, email, &account, error)
                 && update_disabled (database, account, tenant_key, at, error),
             error);
}
