/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KontorSection:
 * @name: what places and actions call it
 * @entity: the records it is about, whose number the sidebar shows; NULL: none
 * @listed: TRUE for one in the sidebar and the bottom bar
 * @page_type: of its page, a KontorPage
 * @where: a condition: which of the records one sees first, and are counted; NULL: all
 * @none: N_(), what it means that there are none of those; NULL where @where is
 *
 * One part of the office. A new page is a line in the table of kontor-sections.c.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *icon;
  const KontorEntity *entity;
  gboolean listed;
  GType (*page_type) (void);
  const char *where;
  const char *none;
} KontorSection;

/* In the order of the sidebar. */
const KontorSection *kontor_sections_get_all (guint *count);

/* By name, or that of its entity; entities without a section in the table have one of their own,
 * which is a list. NULL where there is neither. */
const KontorSection *kontor_sections_find (const char *name, const KontorSchema *schema);

/* The name of the section in which a record of @entity is shown. */
const char *kontor_sections_name_for (const KontorEntity *entity);

G_END_DECLS
