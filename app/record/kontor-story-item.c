/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-story-item.h"

struct _KontorStoryItem
{
  GObject parent_instance;
  KontorStoryContent content;
};

enum
{
  PROP_ICON_NAME = 1,
  PROP_TITLE,
  PROP_BODY,
  PROP_CAPTION,
  PROP_TOOLTIP,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KontorStoryItem, kontor_story_item, G_TYPE_OBJECT)

static void
kontor_story_item_finalize (GObject *object)
{
  KontorStoryContent *content = &KONTOR_STORY_ITEM (object)->content;
  g_free (content->icon);
  g_free (content->title);
  g_free (content->body);
  g_free (content->caption);
  g_free (content->tooltip);
  G_OBJECT_CLASS (kontor_story_item_parent_class)->finalize (object);
}

static void
kontor_story_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const KontorStoryContent *content = &KONTOR_STORY_ITEM (object)->content;
  switch (id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, content->icon);
      break;
    case PROP_TITLE:
      g_value_set_string (value, content->title);
      break;
    case PROP_BODY:
      g_value_set_string (value, content->body);
      break;
    case PROP_CAPTION:
      g_value_set_string (value, content->caption);
      break;
    case PROP_TOOLTIP:
      g_value_set_string (value, content->tooltip);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_story_item_class_init (KontorStoryItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const char *const names[] = { [PROP_ICON_NAME] = "icon-name",
                                [PROP_TITLE] = "title",
                                [PROP_BODY] = "body",
                                [PROP_CAPTION] = "caption",
                                [PROP_TOOLTIP] = "tooltip" };
  object_class->finalize = kontor_story_item_finalize;
  object_class->get_property = kontor_story_item_get_property;
  for (guint id = 1; id < N_PROPS; id++)
    g_object_class_install_property (
        object_class, id,
        g_param_spec_string (names[id], NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
kontor_story_item_init (KontorStoryItem *self)
{
}

KontorStoryItem *
kontor_story_item_new (const KontorStoryContent *content)
{
  KontorStoryItem *self = g_object_new (KONTOR_TYPE_STORY_ITEM, NULL);
  self->content = *content;
  return self;
}

KontorStoryKind
kontor_story_item_get_kind (KontorStoryItem *self)
{
  return self->content.kind;
}

gint64
kontor_story_item_get_time (KontorStoryItem *self)
{
  return self->content.time;
}

const KontorId *
kontor_story_item_get_id (KontorStoryItem *self)
{
  return &self->content.id;
}

const char *
kontor_story_item_get_title (KontorStoryItem *self)
{
  return self->content.title;
}

const char *
kontor_story_item_get_body (KontorStoryItem *self)
{
  return self->content.body;
}

const char *
kontor_story_item_get_caption (KontorStoryItem *self)
{
  return self->content.caption;
}

gboolean
kontor_story_item_equal (KontorStoryItem *a, KontorStoryItem *b)
{
  const KontorStoryContent *left = &a->content;
  const KontorStoryContent *right = &b->content;
  return left->kind == right->kind && left->time == right->time
         && kontor_id_equal (&left->id, &right->id) && g_strcmp0 (left->title, right->title) == 0
         && g_strcmp0 (left->body, right->body) == 0
         && g_strcmp0 (left->caption, right->caption) == 0;
}

void
kontor_story_splice (GListStore *shown, GPtrArray *items)
{
  GListModel *model = G_LIST_MODEL (shown);
  guint before = g_list_model_get_n_items (model);
  guint start = 0, end = 0;
  for (; start < before && start < items->len; start++)
    {
      g_autoptr (KontorStoryItem) item = g_list_model_get_item (model, start);
      if (!kontor_story_item_equal (item, g_ptr_array_index (items, start)))
        break;
    }
  for (; end < before - start && end < items->len - start; end++)
    {
      g_autoptr (KontorStoryItem) item = g_list_model_get_item (model, before - 1 - end);
      if (!kontor_story_item_equal (item, g_ptr_array_index (items, items->len - 1 - end)))
        break;
    }
  g_list_store_splice (shown, start, before - start - end, items->pdata + start,
                       items->len - start - end);
}
