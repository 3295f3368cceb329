/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-page.h"

typedef struct
{
  KontorWorkspace *workspace;
  char *section;
  gboolean ready;
  GHashTable *actions; /* prefix → GActionGroup */
} KontorPagePrivate;

enum
{
  PROP_WORKSPACE = 1,
  PROP_SECTION,
  PROP_READY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorPage, kontor_page, ADW_TYPE_NAVIGATION_PAGE)

#define PRIVATE(self) ((KontorPagePrivate *) kontor_page_get_instance_private (self))

static void
kontor_page_finalize (GObject *object)
{
  KontorPagePrivate *private = PRIVATE (KONTOR_PAGE (object));
  g_clear_object (&private->workspace);
  g_clear_pointer (&private->section, g_free);
  g_clear_pointer (&private->actions, g_hash_table_unref);
  G_OBJECT_CLASS (kontor_page_parent_class)->finalize (object);
}

static void
kontor_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorPagePrivate *private = PRIVATE (KONTOR_PAGE (object));
  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, private->workspace);
      break;
    case PROP_SECTION:
      g_value_set_string (value, private->section);
      break;
    case PROP_READY:
      g_value_set_boolean (value, private->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorPagePrivate *private = PRIVATE (KONTOR_PAGE (object));
  switch (id)
    {
    case PROP_WORKSPACE:
      private
      ->workspace = g_value_dup_object (value);
      break;
    case PROP_SECTION:
      private
      ->section = g_value_dup_string (value);
      break;
    case PROP_READY:
      kontor_page_set_ready (KONTOR_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_page_class_init (KontorPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  object_class->finalize = kontor_page_finalize;
  object_class->get_property = kontor_page_get_property;
  object_class->set_property = kontor_page_set_property;
  properties[PROP_WORKSPACE]
      = g_param_spec_object ("workspace", NULL, NULL, KONTOR_TYPE_WORKSPACE,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECTION]
      = g_param_spec_string ("section", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_READY]
      = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_page_init (KontorPage *self)
{
  PRIVATE (self)->actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

KontorWorkspace *
kontor_page_get_workspace (KontorPage *self)
{
  return PRIVATE (self)->workspace;
}

const char *
kontor_page_get_section (KontorPage *self)
{
  return PRIVATE (self)->section;
}

gboolean
kontor_page_is_ready (KontorPage *self)
{
  return PRIVATE (self)->ready;
}

void
kontor_page_set_ready (KontorPage *self, gboolean ready)
{
  KontorPagePrivate *private = PRIVATE (self);
  if (private->ready == ready)
    return;
  private->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

void
kontor_page_set_actions (KontorPage *self, const char *prefix, GActionGroup *actions)
{
  g_hash_table_insert (PRIVATE (self)->actions, g_strdup (prefix), g_object_ref (actions));
}

GActionGroup *
kontor_page_get_actions (KontorPage *self, const char *prefix)
{
  return g_hash_table_lookup (PRIVATE (self)->actions, prefix);
}

void
kontor_page_show_place (KontorPage *self, const KontorPlace *place)
{
  KONTOR_PAGE_GET_CLASS (self)->show_place (self, place);
}

void
kontor_page_show_where (KontorPage *self, const char *where)
{
  if (KONTOR_PAGE_GET_CLASS (self)->show_where)
    KONTOR_PAGE_GET_CLASS (self)->show_where (self, where);
}

void
kontor_page_start_search (KontorPage *self)
{
  if (KONTOR_PAGE_GET_CLASS (self)->start_search)
    KONTOR_PAGE_GET_CLASS (self)->start_search (self);
}
