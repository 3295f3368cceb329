/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-sections.h"

#include "attention/kontor-attention-page.h"
#include "browse/kontor-browse-page.h"
#include "browse/kontor-trash-page.h"
#include "merge/kontor-duplicates-page.h"
#include "import/kontor-import-page.h"
#include "model/entities/kontor-entities.h"
#include "pipeline/kontor-pipeline-page.h"
#include "search/kontor-search-page.h"
#include "today/kontor-today-page.h"

#include <glib/gi18n.h>
#include <string.h>

static const KontorSection sections[] = {
  { "today", N_ ("Today"), "x-office-calendar-symbolic", NULL, TRUE, kontor_today_page_get_type },
  { "contacts", N_ ("Contacts"), "avatar-default-symbolic", &kontor_entity_contact, TRUE,
    kontor_browse_page_get_type },
  { "companies", N_ ("Companies"), "kontor-company-symbolic", &kontor_entity_company, TRUE,
    kontor_browse_page_get_type },
  { "deals", N_ ("Deals"), "kontor-deal-symbolic", &kontor_entity_deal, TRUE,
    kontor_browse_page_get_type },
  { "board", N_ ("Board"), "kontor-board-symbolic", NULL, TRUE, kontor_pipeline_page_get_type },
  { "tasks", N_ ("Tasks"), "checkbox-checked-symbolic", &kontor_entity_task, TRUE,
    kontor_browse_page_get_type, "done_at is none", N_ ("Nothing left to do") },
  { "import", N_ ("Import"), "document-open-symbolic", NULL, FALSE, kontor_import_page_get_type },
  { "search", N_ ("Search"), "system-search-symbolic", NULL, FALSE, kontor_search_page_get_type },
  { "attention", N_ ("Needs attention"), "dialog-warning-symbolic", NULL, FALSE,
    kontor_attention_page_get_type },
  { "duplicates", N_ ("Duplicates"), "edit-copy-symbolic", NULL, FALSE,
    kontor_duplicates_page_get_type },
  { "trash", N_ ("Trash"), "user-trash-symbolic", NULL, FALSE, kontor_trash_page_get_type },
};

const KontorSection *
kontor_sections_get_all (guint *count)
{
  *count = G_N_ELEMENTS (sections);
  return sections;
}

/* Made when first asked for and kept: there are as many as there are entities. Main thread. */
static const KontorSection *
find_entity_section (const KontorEntity *entity)
{
  static GHashTable *made;
  KontorSection *section;
  if (made == NULL)
    made = g_hash_table_new (g_str_hash, g_str_equal);
  section = g_hash_table_lookup (made, entity->name);
  if (section == NULL)
    {
      section = g_new0 (KontorSection, 1);
      *section = (KontorSection) { entity->name, entity->label, entity->icon,
                                   entity,       FALSE,         kontor_browse_page_get_type };
      g_hash_table_insert (made, (gpointer) entity->name, section);
    }
  return section;
}

const KontorSection *
kontor_sections_find (const char *name, const KontorSchema *schema)
{
  const KontorEntity *entity;
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (strcmp (sections[i].name, name) == 0)
      return &sections[i];
  entity = kontor_schema_find (schema, name);
  for (gsize i = 0; entity && i < G_N_ELEMENTS (sections); i++)
    if (sections[i].entity == entity)
      return &sections[i];
  return entity && !(entity->flags & (KONTOR_LINK | KONTOR_INTERNAL)) ? find_entity_section (entity)
                                                                      : NULL;
}

const char *
kontor_sections_name_for (const KontorEntity *entity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (sections[i].entity == entity)
      return sections[i].name;
  return entity->name;
}
