/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-field.h"

const KontorChoice *
kontor_field_find_choice (const KontorField *field, const char *key)
{
  for (const KontorChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    if (g_str_equal (choice->key, key))
      return choice;
  return NULL;
}

gboolean
kontor_type_is_text (KontorType type)
{
  switch (type)
    {
    case KONTOR_TEXT:
    case KONTOR_LONG_TEXT:
    case KONTOR_WALL_TIME:
    case KONTOR_EMAIL:
    case KONTOR_PHONE:
    case KONTOR_URL:
    case KONTOR_CHOICE:
    case KONTOR_RANK:
      return TRUE;

    case KONTOR_NONE:
    case KONTOR_INTEGER:
    case KONTOR_DECIMAL:
    case KONTOR_MONEY:
    case KONTOR_DATE:
    case KONTOR_INSTANT:
    case KONTOR_REF:
    case KONTOR_BOOLEAN:
    default:
      return FALSE;
    }
}
