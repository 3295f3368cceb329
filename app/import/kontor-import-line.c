/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-line.h"

#include "words/kontor-format.h"
#include "words/kontor-import-phrases.h"

#include <glib/gi18n.h>
#include <inttypes.h>

enum
{
  PROP_TITLE = 1,
  PROP_DETAIL,
  PROP_PLACE,
  PROP_HAS_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorImportLine, kontor_import_line, G_TYPE_OBJECT)

static void
kontor_import_line_finalize (GObject *object)
{
  KontorImportLine *self = KONTOR_IMPORT_LINE (object);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->place);
  g_free (self->column);
  g_free (self->value);
  g_free (self->suggestion);
  G_OBJECT_CLASS (kontor_import_line_parent_class)->finalize (object);
}

/* "deals.csv, row 5", or with how many more there are like it. */
static char *
say_place (KontorImportLine *self)
{
  g_autofree char *more = NULL;
  if (self->n_rows <= 1)
    return g_strdup (self->place);
  more = kontor_format_number (self->n_rows - 1, 0);
  /* Translators: a file and a row in it, and how many other rows are like that one */
  return g_strdup_printf (ngettext ("%s and %s more", "%s and %s more", (gulong) self->n_rows - 1),
                          self->place, more);
}

static void
kontor_import_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorImportLine *self = KONTOR_IMPORT_LINE (object);
  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_PLACE:
      g_value_take_string (value, say_place (self));
      break;
    case PROP_HAS_DETAIL:
      g_value_set_boolean (value, self->detail && *self->detail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_import_line_class_init (KontorImportLineClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  object_class->finalize = kontor_import_line_finalize;
  object_class->get_property = kontor_import_line_get_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);
  properties[PROP_HAS_DETAIL] = g_param_spec_boolean ("has-detail", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_import_line_init (KontorImportLine *self)
{
}

static char *
make_changes (const KontorImportEvent *event)
{
  guint64 mask = kontor_fields_get_mask (event->after);
  GString *changes = g_string_new (NULL);
  for (guint i = 0; i < event->entity->n_fields; i++)
    {
      const KontorField *field = &event->entity->fields[i];
      g_autofree char *before = NULL, *after = NULL;
      if ((mask >> i & 1) == 0 || field->flags & KONTOR_HIDDEN || field->type == KONTOR_REF)
        continue;
      before = kontor_format_value (field, kontor_fields_get (event->before, i));
      after = kontor_format_value (field, kontor_fields_get (event->after, i));
      /* Translators: a field, its value before and after */
      g_string_append_printf (changes, _ ("%s%s: %s → %s"), changes->len ? " · " : "",
                              _ (field->label), *before ? before : "–", *after ? after : "–");
    }
  return g_string_free_and_steal (changes);
}

static char *
make_title (const KontorImportEvent *event)
{
  g_autofree char *title = kontor_import_event_dup_title (event);
  if (*title == '\0')
    return g_strdup (event->entity ? _ (event->entity->label_one) : "");
  return g_steal_pointer (&title);
}

KontorImportLine *
kontor_import_line_new (const KontorImportEvent *event)
{
  KontorImportLine *self = g_object_new (KONTOR_TYPE_IMPORT_LINE, NULL);
  const KontorProblem *problem = event->problem;
  self->verdict = event->verdict;
  self->n_rows = 1;
  /* Translators: a file and a row in it */
  self->place = g_strdup_printf (_ ("%s, row %" PRIu64), event->source, event->row);
  if (problem == NULL)
    {
      self->title = make_title (event);
      self->detail
          = event->verdict == KONTOR_VERDICT_UPDATED ? make_changes (event) : g_strdup ("");
      return self;
    }
  self->column = g_strdup (problem->column);
  self->value = g_strdup (problem->value);
  self->suggestion = g_strdup (problem->suggestion);
  self->title = problem->column ? g_strdup_printf (_ ("%s: “%s”"), problem->column, problem->value)
                                : g_strdup (self->place);
  self->detail = kontor_phrase_problem (problem);
  return self;
}
