/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-reach.h"

#include "record/kontor-related.h"
#include "window/kontor-report.h"
#include "window/kontor-window.h"

#include <glib/gi18n.h>
#include <string.h>

char *
kontor_reach_dup_uri (const KontorField *field, const KontorValue *value)
{
  if (kontor_value_is_none (value))
    return NULL;
  if (field->type == KONTOR_EMAIL)
    return g_strconcat ("mailto:", value->text, NULL);
  if (field->type == KONTOR_PHONE)
    return g_strconcat ("tel:", value->text, NULL);
  if (field->type == KONTOR_URL)
    return strstr (value->text, "://") ? g_strdup (value->text)
                                       : g_strconcat ("https://", value->text, NULL);
  return NULL;
}

static void
launched_cb (GObject *launcher, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) from = user_data;
  GtkWidget *window = gtk_widget_get_ancestor (from, KONTOR_TYPE_WINDOW);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  AdwToast *toast;
  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) || window == NULL)
    return;
  g_message ("%s", error->message);
  /* Translators: %s is what was to be opened: "tel:+34 600 123 123" */
  words = g_strdup_printf (_ ("No app on this computer opened %s"),
                           gtk_uri_launcher_get_uri (GTK_URI_LAUNCHER (launcher)));
  toast = adw_toast_new (words);
  adw_toast_set_use_markup (toast, FALSE);
  kontor_window_add_toast (KONTOR_WINDOW (window), toast);
}

void
kontor_reach_open (GtkWidget *from, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (from)), NULL, launched_cb,
                           g_object_ref (from));
}

typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  const char *kind;
} Question;

static gboolean
keep_first_cb (gint64 rowid, gpointer user_data)
{
  *(gint64 *) user_data = rowid;
  return FALSE;
}

/* The first of its own; none is no error. */
static gboolean
find_point (KontorStore *store,
            const KontorEntity *entity,
            const KontorId *id,
            const char *kind,
            char **uri,
            GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);
  const KontorEntity *point = kontor_schema_find (schema, "contact_point");
  int index = kontor_entity_find_field (point, kind);
  g_autoptr (KontorQuery) query = kontor_query_new (schema, point);
  g_autofree char *text = kontor_id_dup_text (id);
  g_autofree char *where = NULL;
  g_autoptr (KontorRecord) found = NULL;
  gint64 rowid = 0;
  if (kontor_entity_find_field (point, entity->name) < 0)
    return TRUE;
  where = g_strdup_printf ("%s = %s and kind = %s", entity->name, text, kind);
  if (!kontor_query_set_where (query, where, error)
      || !kontor_query_each (query, store, keep_first_cb, &rowid, error))
    return FALSE;
  found = rowid != 0 ? kontor_store_get_row (store, point, rowid, error) : NULL;
  if (found)
    *uri = kontor_reach_dup_uri (kontor_entity_get_field (point, (guint) index),
                                 kontor_record_get_value (found, kind));
  return rowid == 0 || found != NULL;
}

static gboolean
find_among_owners (KontorStore *store, const Question *question, char **uri, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);
  g_autoptr (KontorRecord) record
      = kontor_store_get (store, question->entity, &question->id, error);
  const KontorEntity *entity = question->entity;
  for (guint i = entity->n_fields; record && i-- > 0 && *uri == NULL;)
    {
      const KontorField *field = &entity->fields[i];
      const KontorValue *value = kontor_fields_get (kontor_record_get_fields (record), i);
      if (value && value->type == KONTOR_REF && kontor_related_belongs (schema, entity, field)
          && !find_point (store, kontor_schema_find (schema, field->target), &value->id,
                          question->kind, uri, error))
        return FALSE;
    }
  return record != NULL;
}

/* The way as a text; empty where there is none. */
static gpointer
find_job (KontorStore *store, gpointer data, GError **error)
{
  const Question *question = data;
  char *uri = NULL;
  if (!find_point (store, question->entity, &question->id, question->kind, &uri, error)
      || (uri == NULL && !find_among_owners (store, question, &uri, error)))
    return NULL;
  return uri ? uri : g_strdup ("");
}

static DexFuture *
open_found_cb (DexFuture *job, gpointer user_data)
{
  GtkWidget *from = user_data;
  g_autofree char *uri = kontor_job_steal_result (job, NULL);
  if (uri && *uri && gtk_widget_get_root (from))
    kontor_reach_open (from, uri);
  return dex_ref (job);
}

void
kontor_reach (GtkWidget *from, KontorWorkspace *workspace, KontorRecord *record, const char *kind)
{
  Question *question = g_new (Question, 1);
  *question
      = (Question) { kontor_record_get_entity (record), *kontor_record_get_id (record), kind };
  kontor_report_failure (
      from, dex_future_then (kontor_workspace_read (workspace, find_job, question, g_free, g_free),
                             open_found_cb, g_object_ref (from), g_object_unref));
}
