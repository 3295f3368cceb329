/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-points.h"

#include "model/entities/kontor-entities.h"

static const KontorEntity *const point = &kontor_entity_contact_point;

/* The first of @present, which are in their order, of the kind of @fields; NULL: none. */
static KontorRecord *
find_first (GPtrArray *present, const KontorFields *fields)
{
  const char *kind = kontor_fields_get_text (fields, "kind");

  for (guint i = 0; i < present->len; i++)
    if (g_strcmp0 (kontor_fields_get_text (kontor_record_get_fields (present->pdata[i]), "kind"),
                   kind)
        == 0)
      return present->pdata[i];
  return NULL;
}

/* Whether nothing is left of @fields (and what is there, @before, may be NULL) but a kind. */
static gboolean
is_left_empty (const KontorFields *before, const KontorFields *fields)
{
  for (guint i = 0; i < point->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);

      if (value == NULL && before != NULL)
        value = kontor_fields_get (before, i);
      if (g_strcmp0 (point->fields[i].group, "value") == 0 && value != NULL
          && !kontor_value_is_none (value))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_point (KontorAct *act,
           KontorRecord *owner,
           KontorRecord *present,
           KontorFields *fields,
           GError **error)
{
  const KontorFields *before = present == NULL ? NULL : kontor_record_get_fields (present);
  gboolean empty = is_left_empty (before, fields);

  if (present == NULL && empty)
    return TRUE;
  if (empty)
    return kontor_act_trash (act, point, kontor_record_get_id (present), error);
  if (present != NULL)
    return kontor_act_update (act, kontor_record_get_id (present), fields, error);
  kontor_fields_set_ref (fields, kontor_record_get_entity (owner)->name,
                         kontor_record_get_id (owner));
  return kontor_act_insert (act, NULL, fields, NULL, error);
}

gboolean
kontorctl_points_set (Kontorctl *self,
                      KontorAct *act,
                      KontorRecord *owner,
                      GPtrArray *points,
                      GError **error)
{
  g_autoptr (GPtrArray) present = NULL;

  if (points->len == 0)
    return TRUE;
  present = kontor_store_list_referring (self->store, point, kontor_record_get_entity (owner)->name,
                                         kontor_record_get_id (owner), error);
  if (present == NULL)
    return FALSE;
  for (guint i = 0; i < points->len; i++)
    if (!set_point (act, owner, find_first (present, points->pdata[i]), points->pdata[i], error))
      return FALSE;
  return TRUE;
}
