/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-place.h"

#include <string.h>

KontorPlace
kontor_place_make (const char *section, const KontorId *id)
{
  KontorPlace place = { .section = g_intern_string (section) };
  if (id)
    place.id = *id;
  return place;
}

gboolean
kontor_place_from_text (KontorPlace *self, const char *text)
{
  const char *slash = strchr (text, '/');
  g_autofree char *section = slash ? g_strndup (text, (gsize) (slash - text)) : g_strdup (text);
  KontorId id = { 0 };
  if (*section == '\0' || (slash && !kontor_id_from_text (&id, slash + 1)))
    return FALSE;
  *self = kontor_place_make (section, &id);
  return TRUE;
}

char *
kontor_place_dup_text (const KontorPlace *self)
{
  g_autofree char *id = NULL;
  if (!kontor_place_has_record (self))
    return g_strdup (self->section);
  id = kontor_id_dup_text (&self->id);
  return g_strconcat (self->section, "/", id, NULL);
}

gboolean
kontor_place_equal (const KontorPlace *a, const KontorPlace *b)
{
  return g_strcmp0 (a->section, b->section) == 0 && kontor_id_equal (&a->id, &b->id);
}

gboolean
kontor_place_has_record (const KontorPlace *self)
{
  return !kontor_id_is_null (&self->id);
}
