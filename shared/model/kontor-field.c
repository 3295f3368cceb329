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
