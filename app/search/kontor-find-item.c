/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "search/kontor-find-item.h"

#include "window/kontor-place.h"
#include "window/kontor-sections.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorFindItem
{
  GObject parent_instance;
  const KontorAction *action;
  const char *icon;
  char *place;
  char *name;
  char *title;
  char *subtitle;
  char *detail;
};

enum
{
  PROP_ICON_NAME = 1,
  PROP_NAME,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_DETAIL,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KontorFindItem, kontor_find_item, G_TYPE_OBJECT)

static void
kontor_find_item_finalize (GObject *object)
{
  KontorFindItem *self = KONTOR_FIND_ITEM (object);
  g_free (self->place);
  g_free (self->name);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->detail);
  G_OBJECT_CLASS (kontor_find_item_parent_class)->finalize (object);
}

static void
kontor_find_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorFindItem *self = KONTOR_FIND_ITEM (object);
  switch (id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_find_item_class_init (KontorFindItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const char *const names[] = { [PROP_ICON_NAME] = "icon-name",
                                [PROP_NAME] = "name",
                                [PROP_TITLE] = "title",
                                [PROP_SUBTITLE] = "subtitle",
                                [PROP_DETAIL] = "detail" };
  object_class->finalize = kontor_find_item_finalize;
  object_class->get_property = kontor_find_item_get_property;
  for (guint id = 1; id < N_PROPS; id++)
    g_object_class_install_property (
        object_class, id,
        g_param_spec_string (names[id], NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
kontor_find_item_init (KontorFindItem *self)
{
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);
  g_string_append (markup, escaped);
}

char *
kontor_find_item_mark (const char *text, GArray *spans)
{
  GString *markup = g_string_new (NULL);
  gsize length = strlen (text);
  gsize at = 0;
  for (guint i = 0; spans && i < spans->len; i++)
    {
      const KontorSpan *span = &g_array_index (spans, KontorSpan, i);
      if (span->start < at || span->start + (gsize) span->length > length)
        continue;
      append_escaped (markup, text + at, span->start - at);
      g_string_append (markup, "<b>");
      append_escaped (markup, text + span->start, span->length);
      g_string_append (markup, "</b>");
      at = span->start + (gsize) span->length;
    }
  append_escaped (markup, text + at, length - at);
  return g_string_free (markup, FALSE);
}

static char *
make_key_label (const KontorAction *action)
{
  g_auto (GStrv) keys = NULL;
  guint key;
  GdkModifierType modifiers;
  if (action->keys == NULL)
    return NULL;
  keys = g_strsplit (action->keys, " ", 2);
  if (!gtk_accelerator_parse (keys[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

KontorFindItem *
kontor_find_item_new_action (const KontorAction *action)
{
  KontorFindItem *self = g_object_new (KONTOR_TYPE_FIND_ITEM, NULL);
  self->action = action;
  self->icon = action->icon ? action->icon : "system-run-symbolic";
  self->name = g_strdup (_ (action->label));
  self->title = kontor_find_item_mark (self->name, NULL);
  self->detail = make_key_label (action);
  return self;
}

KontorFindItem *
kontor_find_item_new_hit (const KontorSearchHit *hit)
{
  KontorFindItem *self = g_object_new (KONTOR_TYPE_FIND_ITEM, NULL);
  KontorPlace place = kontor_place_make (kontor_sections_name_for (hit->entity), &hit->id);
  self->place = kontor_place_dup_text (&place);
  self->icon = hit->entity->icon;
  self->name = g_strdup (hit->title && *hit->title ? hit->title : _ ("Without a name"));
  self->title = hit->title && *hit->title ? kontor_find_item_mark (hit->title, hit->title_spans)
                                          : g_strdup (self->name);
  if (hit->fragment)
    {
      g_autofree char *fragment = kontor_find_item_mark (hit->fragment, hit->fragment_spans);
      self->subtitle = hit->field ? g_strdup_printf ("%s: %s", _ (hit->field->label), fragment)
                                  : g_steal_pointer (&fragment);
    }
  self->detail = g_strdup (_ (hit->entity->label_one));
  return self;
}

const char *
kontor_find_item_get_place (KontorFindItem *self)
{
  return self->place;
}

const KontorAction *
kontor_find_item_get_action (KontorFindItem *self)
{
  return self->action;
}

const char *
kontor_find_item_get_name (KontorFindItem *self)
{
  return self->name;
}
