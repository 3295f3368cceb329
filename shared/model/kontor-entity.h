/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-field.h"

G_BEGIN_DECLS

/* Entities have at most this many fields of their own, so that a set of them is one 64-bit mask. */
#define KONTOR_MAX_FIELDS 60

/* Fields that every entity has, after its own. */
#define KONTOR_N_COMMON_FIELDS 3
#define KONTOR_TAG_DELETED_AT 900   /* instant it went to the trash; group "life" */
#define KONTOR_TAG_SOURCE 901       /* where an import took it from; group "origin" */
#define KONTOR_TAG_EXTERNAL_KEY 902 /* its key there */

typedef enum
{
  KONTOR_LINK = 1 << 0,     /* joins two records: ids follow from them, life is a set */
  KONTOR_INTERNAL = 1 << 1, /* no page, list, import or export of its own */
} KontorEntityFlags;

/**
 * KontorEntity:
 * @name: snake_case, singular; the table, the name in queries and on the wire
 * @label: N_(), plural, sentence case
 * @label_one: N_(), singular
 * @icon: symbolic icon name
 * @sort: the field that lists are sorted by until the user chooses; NULL: by title
 *
 * A kind of record, as one constant table. From it come DDL, search, records, validation, wire
 * form, CSV, forms, lists and random test data.
 */
typedef struct
{
  const char *name;
  const KontorField *fields;
  guint n_fields;
  KontorEntityFlags flags;
  guint16 since;
  const char *label;
  const char *label_one;
  const char *icon;
  const char *sort;
} KontorEntity;

#define KONTOR_FIELDS(array) .fields = (array), .n_fields = G_N_ELEMENTS (array)

extern const KontorField kontor_entity_common_fields[KONTOR_N_COMMON_FIELDS];

/* Own and common fields together; indexes below run over these. */
static inline guint
kontor_entity_get_n_fields (const KontorEntity *entity)
{
  return entity->n_fields + KONTOR_N_COMMON_FIELDS;
}

static inline const KontorField *
kontor_entity_get_field (const KontorEntity *entity, guint index)
{
  g_assert (index < kontor_entity_get_n_fields (entity));
  return index < entity->n_fields ? &entity->fields[index]
                                  : &kontor_entity_common_fields[index - entity->n_fields];
}

/* Indexes, or -1 where there is none. */
int kontor_entity_find_field (const KontorEntity *entity, const char *name);
int kontor_entity_find_tag (const KontorEntity *entity, guint tag);
int kontor_entity_get_deleted_at (const KontorEntity *entity);
/* The reference that is KONTOR_ALIAS. */
int kontor_entity_get_alias (const KontorEntity *entity);

/* The index of the first field of the group that field @index is in. Groups are named by it
 * locally, and by that field's tag on the wire and in the file. */
guint kontor_entity_get_group (const KontorEntity *entity, guint index);
/* The indexes of the group's fields, as a mask. */
guint64 kontor_entity_get_group_mask (const KontorEntity *entity, guint group);

/* TRUE where records are found by themselves, not only through what they belong to. */
gboolean kontor_entity_is_searchable (const KontorEntity *entity);
/* TRUE where a field is KONTOR_PARENT. */
gboolean kontor_entity_has_parent (const KontorEntity *entity);

G_END_DECLS
