/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-section-item.h"

#include "store/kontor-query.h"

#include <glib/gi18n.h>

struct _KontorSectionItem
{
  GObject parent_instance;
  const KontorSection *section;
  gint64 count;
};

enum
{
  PROP_NAME = 1,
  PROP_LABEL,
  PROP_ICON_NAME,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorSectionItem, kontor_section_item, G_TYPE_OBJECT)

static void
kontor_section_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorSectionItem *self = KONTOR_SECTION_ITEM (object);
  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->section->name);
      break;
    case PROP_LABEL:
      g_value_set_string (value, _ (self->section->label));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->section->icon);
      break;
    case PROP_COUNT:
      g_value_set_int64 (value, self->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_section_item_class_init (KontorSectionItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  object_class->get_property = kontor_section_item_get_property;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_int64 ("count", NULL, NULL, -1, G_MAXINT64, -1,
                                               flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_section_item_init (KontorSectionItem *self)
{
  self->count = -1;
}

const KontorSection *
kontor_section_item_get_section (KontorSectionItem *self)
{
  return self->section;
}

GListModel *
kontor_section_items_new (void)
{
  GListStore *items = g_list_store_new (KONTOR_TYPE_SECTION_ITEM);
  guint count;
  const KontorSection *sections = kontor_sections_get_all (&count);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (KontorSectionItem) item = NULL;
      if (!sections[i].listed)
        continue;
      item = g_object_new (KONTOR_TYPE_SECTION_ITEM, NULL);
      item->section = &sections[i];
      g_list_store_append (items, item);
    }
  return G_LIST_MODEL (items);
}

static void
set_count (KontorSectionItem *self, gint64 count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static gint64
count_section (KontorStore *store, const KontorSection *section)
{
  g_autoptr (KontorQuery) query = NULL;
  if (section->entity == NULL)
    return -1;
  if (section->where == NULL)
    return kontor_store_count (store, section->entity);
  query = kontor_query_new (kontor_store_get_schema (store), section->entity);
  kontor_query_set_where (query, section->where, NULL);
  return kontor_query_count (query, store, NULL);
}

/* Counts for every section of the table, in its order. */
static gpointer
count_job (KontorStore *store, gpointer data, GError **error)
{
  guint n_sections;
  const KontorSection *sections = kontor_sections_get_all (&n_sections);
  gint64 *counts = g_new (gint64, n_sections);
  for (guint i = 0; i < n_sections; i++)
    counts[i] = count_section (store, &sections[i]);
  return counts;
}

static DexFuture *
show_counts_cb (DexFuture *job, gpointer user_data)
{
  GListModel *items = user_data;
  guint n_sections;
  const KontorSection *sections = kontor_sections_get_all (&n_sections);
  GError *error = NULL;
  g_autofree gint64 *counts = kontor_job_steal_result (job, &error);
  if (counts == NULL)
    return dex_future_new_for_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KontorSectionItem) item = g_list_model_get_item (items, i);
      set_count (item, counts[item->section - sections]);
    }
  return dex_future_new_true ();
}

DexFuture *
kontor_section_items_count (GListModel *items, KontorWorkspace *workspace)
{
  DexFuture *job = kontor_workspace_read (workspace, count_job, NULL, NULL, g_free);
  return dex_future_then (job, show_counts_cb, g_object_ref (items), g_object_unref);
}
