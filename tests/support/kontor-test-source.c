/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-source.h"

/* A draft as it was written down: its entity's name, then names and texts. */
typedef GStrv Spec;

struct _KontorTestSource
{
  KontorDraftSource parent;
  char *name;
  GPtrArray *rows; /* of GPtrArray of Spec */
  guint next;
  guint64 fail_at;
};

static void
set_option (KontorDraft *draft, const char *name, const char *text)
{
  if (g_str_equal (name, "id"))
    g_assert_true (kontor_id_from_text (&draft->id, text));
  else if (g_str_equal (name, "(missing)"))
    draft->missing = g_str_equal (text, "refuse") ? KONTOR_MISSING_REFUSE : KONTOR_MISSING_SKIP;
  else if (g_str_equal (name, "(existing)"))
    draft->existing = g_str_equal (text, "fill") ? KONTOR_EXISTING_FILL : KONTOR_EXISTING_KEEP;
  else if (g_str_equal (name, "(initial)"))
    draft->initial |= G_GUINT64_CONSTANT (1) << kontor_entity_find_field (draft->entity, text);
  else
    g_error ("%s has no field %s", draft->entity->name, name);
}

static void
set_field (KontorDraft *draft, const char *name, const char *text)
{
  int index = kontor_entity_find_field (draft->entity, name);
  const KontorField *field;
  KontorValue value;

  if (index < 0)
    {
      set_option (draft, name, text);
      return;
    }
  field = kontor_entity_get_field (draft->entity, index);
  draft->columns[index] = field->name;
  if (field->type == KONTOR_REF && *text == '@')
    kontor_draft_link_draft (draft, index, atoi (text + 1));
  else if (field->type == KONTOR_REF)
    kontor_draft_link_name (draft, index, text + 1,
                            *text == '+' ? KONTOR_MISSING_CREATE : KONTOR_MISSING_REFUSE,
                            field->name);
  else
    {
      g_assert_true (kontor_value_from_text (field, text, "EUR", &value, NULL));
      kontor_fields_take (draft->fields, index, value);
    }
}

static gboolean
next (KontorDraftSource *source, KontorDraftRow *row, gboolean *found, GError **error)
{
  KontorTestSource *self = (KontorTestSource *) source;
  GPtrArray *specs;

  *found = self->next < self->rows->len;
  if (!*found)
    return TRUE;
  kontor_draft_row_reset (row, self->next + 2);
  if (row->number == self->fail_at)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "row %u", self->next + 2);
      return FALSE;
    }
  specs = self->rows->pdata[self->next++];
  for (guint i = 0; i < specs->len; i++)
    {
      Spec spec = specs->pdata[i];
      KontorDraft *draft = kontor_draft_row_add (row, kontor_test_entity (spec[0]));

      for (guint j = 1; spec[j] != NULL; j += 2)
        set_field (draft, spec[j], spec[j + 1]);
    }
  return TRUE;
}

static gboolean
rewind_source (KontorDraftSource *source, GError **error)
{
  ((KontorTestSource *) source)->next = 0;
  return TRUE;
}

static double
get_progress (KontorDraftSource *source)
{
  KontorTestSource *self = (KontorTestSource *) source;

  return self->rows->len == 0 ? 1 : (double) self->next / self->rows->len;
}

static void
free_source (KontorDraftSource *source)
{
  KontorTestSource *self = (KontorTestSource *) source;

  g_ptr_array_unref (self->rows);
  g_free (self->name);
  g_free (self);
}

KontorTestSource *
kontor_test_source_new (const char *name)
{
  KontorTestSource *self = g_new0 (KontorTestSource, 1);

  self->name = g_strdup (name);
  self->parent = (KontorDraftSource) {
    .name = self->name,
    .next = next,
    .rewind = rewind_source,
    .get_progress = get_progress,
    .free = free_source,
  };
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

KontorDraftSource *
kontor_test_source_get (KontorTestSource *self)
{
  return &self->parent;
}

void
kontor_test_source_add_row (KontorTestSource *self)
{
  g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev));
}

static void
note_names (KontorTestSource *self, const KontorEntity *entity, const char *name, const char *text)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  int index = kontor_entity_find_field (entity, name);
  const KontorField *field = index < 0 ? NULL : kontor_entity_get_field (entity, index);

  if (field != NULL && field->type == KONTOR_REF && *text != '@')
    self->parent.names |= G_GUINT64_CONSTANT (1) << kontor_schema_index (
                              schema, kontor_schema_find (schema, field->target));
}

void
kontor_test_source_add (KontorTestSource *self, const char *entity, ...)
{
  const KontorEntity *of = kontor_test_entity (entity);
  g_autoptr (GStrvBuilder) spec = g_strv_builder_new ();
  const char *name;
  va_list args;

  g_strv_builder_add (spec, entity);
  va_start (args, entity);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *text = va_arg (args, const char *);

      note_names (self, of, name, text);
      g_strv_builder_add_many (spec, name, text, NULL);
    }
  va_end (args);
  self->parent.makes |= G_GUINT64_CONSTANT (1)
                        << kontor_schema_index (kontor_schema_get_default (), of);
  g_ptr_array_add (self->rows->pdata[self->rows->len - 1], g_strv_builder_end (spec));
}

void
kontor_test_source_fail_at (KontorTestSource *self, guint64 number)
{
  self->fail_at = number;
}

void
kontor_test_import_clear (KontorTestImport *self)
{
  if (self->events != NULL)
    g_string_free (self->events, TRUE);
  self->events = NULL;
}

static void
append_problem (GString *events, const KontorImportEvent *event)
{
  static const char *const kinds[]
      = { "form", "limit", "missing", "unknown", "ambiguous", "cycle", "ragged", "disagrees" };
  const KontorProblem *problem = event->problem;

  g_string_append_printf (
      events, "%s %s \"%s\": %s", event->verdict == KONTOR_VERDICT_REFUSED ? "refused" : "noted",
      problem->column == NULL ? "-" : problem->column, problem->value, kinds[problem->kind]);
  if (problem->suggestion != NULL)
    g_string_append_printf (events, " (%s?)", problem->suggestion);
}

static void
append_updated (GString *events, const KontorImportEvent *event)
{
  for (guint i = 0; i < kontor_entity_get_n_fields (event->entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (event->entity, i);
      g_autofree char *before = NULL, *after = NULL;

      if (kontor_fields_get (event->after, i) == NULL)
        continue;
      before = kontor_value_dup_text (field, kontor_fields_get (event->before, i));
      after = kontor_value_dup_text (field, kontor_fields_get (event->after, i));
      if (field->type == KONTOR_REF)
        g_string_append_printf (events, " %s", field->name);
      else
        g_string_append_printf (events, " %s \"%s\" to \"%s\"", field->name, before, after);
    }
}

static void
take_event (const KontorImportEvent *event, gpointer user_data)
{
  GString *events = ((KontorTestImport *) user_data)->events;
  g_autofree char *title = NULL;

  g_string_append_printf (events, "%s%" G_GUINT64_FORMAT " ", events->len > 0 ? "\n" : "",
                          event->row);
  switch (event->verdict)
    {
    case KONTOR_VERDICT_REFUSED:
    case KONTOR_VERDICT_NOTED:
      append_problem (events, event);
      return;

    case KONTOR_VERDICT_CREATED:
      title = kontor_import_event_dup_title (event);
      g_string_append_printf (events, "created %s %s", event->entity->name, title);
      return;

    case KONTOR_VERDICT_UPDATED:
      title = kontor_import_event_dup_title (event);
      g_string_append_printf (events, "updated %s %s:", event->entity->name, title);
      append_updated (events, event);
      return;

    case KONTOR_VERDICT_UNCHANGED:
    default:
      title = kontor_import_event_dup_title (event);
      g_string_append_printf (events, "unchanged %s %s", event->entity->name, title);
    }
}

KontorImporterOptions
kontor_test_import_start (KontorTestImport *self, gboolean trial)
{
  kontor_test_import_clear (self);
  self->events = g_string_new (NULL);
  return (KontorImporterOptions) {
    .trial = trial,
    .report = take_event,
    .report_data = self,
    .step_rows = 100,
  };
}

void
kontor_test_import_take (KontorTestImport *self, KontorImporter *importer)
{
  self->total = *kontor_importer_get_total (importer);
  self->n_refused = kontor_importer_get_n_refused (importer);
}

KontorImporter *
kontor_test_import_begin (KontorTestImport *self, KontorTestStore *test, gboolean trial)
{
  KontorImporterOptions options = kontor_test_import_start (self, trial);

  return kontor_importer_new (test->store, &options);
}

void
kontor_test_import_run (KontorTestImport *self,
                        KontorTestStore *test,
                        gboolean trial,
                        KontorTestSource *first,
                        ...)
{
  g_autoptr (KontorImporter) importer = kontor_test_import_begin (self, test, trial);
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, first);
  for (KontorTestSource *source = first; source != NULL; source = va_arg (args, KontorTestSource *))
    kontor_importer_add (importer, kontor_test_source_get (source));
  va_end (args);
  kontor_importer_run (importer, NULL, NULL, &self->entry, &error);
  g_assert_no_error (error);
  kontor_test_import_take (self, importer);
}
