/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-devices.h"

#include "storage/kontord-sql.h"

static gboolean
find_installation (KontorDatabase *database,
                   gint64 account,
                   gint64 tenant,
                   const char *installation,
                   guint32 *number,
                   GError **error)
{
  KontorStatement *row;

  *number = 0;
  if (!kontord_sql_first (database, &row, error,
                          "SELECT number FROM device WHERE account = ?1 AND tenant = ?2"
                          " AND installation = ?3",
                          KONTORD_INT (account), KONTORD_INT (tenant), KONTORD_TEXT (installation)))
    return FALSE;
  if (row != NULL)
    {
      *number = kontor_statement_get_int (row, 0);
      kontor_statement_reset (row);
    }
  return TRUE;
}

static gboolean
remove_device (KontorDatabase *database, gint64 tenant, guint32 number, GError **error)
{
  return kontord_sql_run (database, error, "DELETE FROM session WHERE tenant = ?1 AND device = ?2",
                          KONTORD_INT (tenant), KONTORD_INT (number))
         && kontord_sql_run (database, error,
                             "DELETE FROM device WHERE tenant = ?1 AND number = ?2",
                             KONTORD_INT (tenant), KONTORD_INT (number));
}

static gboolean
make_room (KontorDatabase *database, gint64 account, gint64 tenant, gint64 now, GError **error)
{
  KontorStatement *row;
  gint64 n_devices, oldest, seen_at;

  /* SQLite takes the number from the row that has the least. */
  if (!kontord_sql_first (database, &row, error,
                          "SELECT count (*), number, min (seen_at) FROM device"
                          " WHERE account = ?1 AND tenant = ?2",
                          KONTORD_INT (account), KONTORD_INT (tenant)))
    return FALSE;
  n_devices = kontor_statement_get_int (row, 0);
  oldest = kontor_statement_get_int (row, 1);
  seen_at = kontor_statement_get_int (row, 2);
  kontor_statement_reset (row);
  if (n_devices < KONTORD_MAX_DEVICES)
    return TRUE;
  if (now - seen_at >= KONTORD_DEVICE_REST)
    return remove_device (database, tenant, oldest, error);
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "The account has too many devices");
  return FALSE;
}

static gboolean
take_number (KontorDatabase *database, gint64 tenant, guint32 *number, GError **error)
{
  KontorStatement *row;

  if (!kontord_sql_first (database, &row, error,
                          "UPDATE tenant SET last_device = last_device + 1"
                          " WHERE tenant = ?1 RETURNING last_device",
                          KONTORD_INT (tenant)))
    return FALSE;
  *number = kontor_statement_get_int (row, 0);
  kontor_statement_reset (row);
  return TRUE;
}

gboolean
kontord_devices_enrol (KontorDatabase *database,
                       gint64 account,
                       gint64 tenant,
                       const char *installation,
                       const char *name,
                       gint64 now,
                       guint32 *number,
                       GError **error)
{
  if (!find_installation (database, account, tenant, installation, number, error))
    return FALSE;
  if (*number != 0)
    return kontord_sql_run (database, error,
                            "UPDATE device SET name = ?3, seen_at = ?4"
                            " WHERE tenant = ?1 AND number = ?2",
                            KONTORD_INT (tenant), KONTORD_INT (*number), KONTORD_TEXT (name),
                            KONTORD_INT (now));
  return make_room (database, account, tenant, now, error)
         && take_number (database, tenant, number, error)
         && kontord_sql_run (
             database, error,
             "INSERT INTO device (tenant, number, account, installation, name, created_at, seen_at)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
             KONTORD_INT (tenant), KONTORD_INT (*number), KONTORD_INT (account),
             KONTORD_TEXT (installation), KONTORD_TEXT (name), KONTORD_INT (now));
}
