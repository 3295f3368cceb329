/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-columns.h"

#include "import/kontor-import-problems.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

/* A list that is longer is searched. */
#define LONG_LIST 12
/* So many columns of a file have their rows at once, and so many more whenever they are asked for: a
 * row with all that a column may be is no small thing, and some files have a thousand. */
#define SHOWN_COLUMNS 50

struct _KontorImportColumns
{
  GtkBox parent_instance;
  KontorImportLook *look; /* what is shown */
  GtkBox *problems;
  GtkBox *files;
  GPtrArray *rows;  /* AdwComboRow of all columns of all files, in their order */
  gboolean filling; /* what rows say then is not said by somebody */
};

enum
{
  CORRECT,
  CHOOSE,
  ABOUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorImportColumns, kontor_import_columns, GTK_TYPE_BOX)

/* Where a row stands, as the data of its widget. */
typedef struct
{
  guint file;
  guint column;
  gboolean has_other; /* the list begins with what cannot be chosen */
} Spot;

/* How far a file's columns have got rows, as the data of its group. */
typedef struct
{
  guint file;
  guint n_columns;
} Shown;

static Spot *
get_spot (gpointer row)
{
  return g_object_get_data (row, "spot");
}

static AdwComboRow *
make_combo (const char *title, const char *const *labels)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);
  g_autoptr (GtkExpression) text
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_expression (row, text);
  adw_combo_row_set_search_match_mode (row, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_enable_search (row, g_strv_length ((GStrv) labels) > LONG_LIST);
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  return row;
}

/* What rows may be about: what stands by itself. */
static GPtrArray *
list_entities (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  GPtrArray *entities = g_ptr_array_new ();
  for (guint i = 0; i < schema->n_entities; i++)
    if ((schema->entities[i]->flags & (KONTOR_INTERNAL | KONTOR_LINK)) == 0
        && !kontor_entity_has_parent (schema->entities[i]))
      g_ptr_array_add (entities, (gpointer) schema->entities[i]);
  return entities;
}

/* What rows are about, once the row that it was said in is done: it goes with the answer. */
typedef struct
{
  KontorImportColumns *self;
  char *file;
  const KontorEntity *entity;
} Saying;

static void
free_saying (gpointer data)
{
  Saying *saying = data;
  g_object_unref (saying->self);
  g_free (saying->file);
  g_free (saying);
}

static gboolean
say_cb (gpointer data)
{
  const Saying *saying = data;
  if (saying->self->look)
    g_signal_emit (saying->self, signals[ABOUT], 0, saying->file, saying->entity->name);
  return G_SOURCE_REMOVE;
}

static void
about_cb (KontorImportColumns *self, GParamSpec *pspec, AdwComboRow *row)
{
  g_autoptr (GPtrArray) entities = list_entities ();
  guint chosen = adw_combo_row_get_selected (row);
  const KontorImportFile *file;
  Saying *saying;
  if (self->filling || chosen >= entities->len)
    return;
  file = self->look->files->pdata[get_spot (row)->file];
  saying = g_new (Saying, 1);
  *saying = (Saying) { g_object_ref (self), g_strdup (file->name), entities->pdata[chosen] };
  g_idle_add_full (G_PRIORITY_DEFAULT, say_cb, saying, free_saying);
}

static GtkWidget *
make_about_row (KontorImportColumns *self, guint file, const KontorEntity *about)
{
  g_autoptr (GPtrArray) entities = list_entities ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  Spot *spot = g_new0 (Spot, 1);
  AdwComboRow *row;
  guint selected = GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < entities->len; i++)
    {
      const KontorEntity *entity = entities->pdata[i];
      g_strv_builder_add (labels, _ (entity->label));
      if (entity == about)
        selected = i;
    }
  texts = g_strv_builder_end (labels);
  row = make_combo (_ ("Rows are"), (const char *const *) texts);
  spot->file = file;
  g_object_set_data_full (G_OBJECT (row), "spot", spot, g_free);
  adw_combo_row_set_selected (row, selected);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (about_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}

static guint
find_choice (const KontorImportFile *file, const char *word)
{
  for (guint i = 0; word && i < file->choices->len; i++)
    if (g_str_equal (((const KontorImportChoice *) file->choices->pdata[i])->word, word))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
choose_cb (KontorImportColumns *self, GParamSpec *pspec, AdwComboRow *row)
{
  const Spot *spot = get_spot (row);
  guint chosen = adw_combo_row_get_selected (row);
  const KontorImportFile *file;
  const KontorImportColumn *column;
  if (self->filling || chosen == GTK_INVALID_LIST_POSITION || (spot->has_other && chosen == 0))
    return;
  file = self->look->files->pdata[spot->file];
  column = file->columns->pdata[spot->column];
  chosen -= spot->has_other ? 1 : 0;
  g_signal_emit (self, signals[CHOOSE], 0, file->name, column->name,
                 ((const KontorImportChoice *) file->choices->pdata[chosen])->word);
}

/* Something that cannot be chosen, a key of another program, stands first in the list while it is
 * what the column is. */
static void
fill_row (AdwComboRow *row, const KontorImportFile *file, const KontorImportColumn *column)
{
  GtkStringList *labels = GTK_STRING_LIST (adw_combo_row_get_model (row));
  guint chosen = find_choice (file, column->word);
  Spot *spot = get_spot (row);
  gboolean has_other = chosen == GTK_INVALID_LIST_POSITION;
  const char *other[] = { column->target ? column->target : "", NULL };
  if (spot->has_other || has_other)
    gtk_string_list_splice (labels, 0, spot->has_other ? 1 : 0, has_other ? other : NULL);
  spot->has_other = has_other;
  adw_combo_row_set_selected (row, has_other ? 0 : chosen);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), column->samples);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), column->target);
}

static GtkWidget *
make_column_row (KontorImportColumns *self, guint file, guint column, const char *const *labels)
{
  const KontorImportFile *of = self->look->files->pdata[file];
  const KontorImportColumn *shown = of->columns->pdata[column];
  AdwComboRow *row = make_combo (shown->name, labels);
  Spot *spot = g_new0 (Spot, 1);
  *spot = (Spot) { file, column, FALSE };
  g_object_set_data_full (G_OBJECT (row), "spot", spot, g_free);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  fill_row (row, of, shown);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (choose_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  return GTK_WIDGET (row);
}

static GStrv
make_labels (const KontorImportFile *file)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  for (guint i = 0; i < file->choices->len; i++)
    g_strv_builder_add (labels, ((const KontorImportChoice *) file->choices->pdata[i])->label);
  return g_strv_builder_end (labels);
}

static void show_more (KontorImportColumns *self, GtkWidget *group);

static void
more_cb (KontorImportColumns *self, GtkWidget *button)
{
  GtkWidget *group = gtk_widget_get_ancestor (button, ADW_TYPE_PREFERENCES_GROUP);
  guint before = self->rows->len;
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), button);
  self->filling = TRUE;
  show_more (self, group);
  self->filling = FALSE;
  gtk_widget_grab_focus (self->rows->pdata[before]);
}

static GtkWidget *
make_more_row (KontorImportColumns *self, guint n_more)
{
  GtkWidget *row = adw_button_row_new ();
  g_autofree char *number = kontor_format_number (n_more, 0);
  /* Translators: a button below the first columns of a file */
  g_autofree char *title
      = g_strdup_printf (ngettext ("Show %s more column", "Show %s more columns", n_more), number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "activated", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_more (KontorImportColumns *self, GtkWidget *group)
{
  Shown *shown = g_object_get_data (G_OBJECT (group), "shown");
  const KontorImportFile *file = self->look->files->pdata[shown->file];
  guint end = MIN (shown->n_columns + SHOWN_COLUMNS, file->columns->len);
  g_auto (GStrv) labels = make_labels (file);
  for (; shown->n_columns < end; shown->n_columns++)
    adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (group),
        make_column_row (self, shown->file, shown->n_columns, (const char *const *) labels));
  if (end < file->columns->len)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_more_row (self, file->columns->len - end));
}

static void
add_file (KontorImportColumns *self, guint index)
{
  const KontorImportFile *file = self->look->files->pdata[index];
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *name = g_markup_escape_text (file->name, -1);
  Shown *shown = g_new0 (Shown, 1);
  shown->file = index;
  g_object_set_data_full (G_OBJECT (group), "shown", shown, g_free);
  adw_preferences_group_set_title (group, name);
  if (file->about)
    adw_preferences_group_add (group, make_about_row (self, index, file->about));
  show_more (self, GTK_WIDGET (group));
  gtk_box_append (self->files, GTK_WIDGET (group));
}

static gboolean
is_same_file (const KontorImportFile *a, const KontorImportFile *b)
{
  if (!g_str_equal (a->name, b->name) || a->about != b->about || a->columns->len != b->columns->len)
    return FALSE;
  for (guint i = 0; i < a->columns->len; i++)
    if (!g_str_equal (((const KontorImportColumn *) a->columns->pdata[i])->name,
                      ((const KontorImportColumn *) b->columns->pdata[i])->name))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (const KontorImportLook *a, const KontorImportLook *b)
{
  if (a == NULL || a->files->len != b->files->len)
    return FALSE;
  for (guint i = 0; i < a->files->len; i++)
    if (!is_same_file (a->files->pdata[i], b->files->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* What the rows of a file are about was changed in a row that goes with them: its successor has the
 * focus then. */
static void
build (KontorImportColumns *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, ADW_TYPE_COMBO_ROW) : NULL;
  int file = row && get_spot (row) && gtk_widget_is_ancestor (row, GTK_WIDGET (self))
                 ? (int) get_spot (row)->file
                 : -1;
  g_ptr_array_set_size (self->rows, 0);
  clear_box (self->files);
  for (guint i = 0; i < self->look->files->len; i++)
    add_file (self, i);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->files)); child;
       child = gtk_widget_get_next_sibling (child))
    if (file-- == 0)
      gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
update (KontorImportColumns *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Spot *spot = get_spot (self->rows->pdata[i]);
      const KontorImportFile *file = self->look->files->pdata[spot->file];
      fill_row (self->rows->pdata[i], file, file->columns->pdata[spot->column]);
    }
}

static void
describe (KontorImportColumns *self)
{
  GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->files));
  for (guint i = 0; group; i++, group = gtk_widget_get_next_sibling (group))
    {
      const KontorImportFile *file = self->look->files->pdata[i];
      g_autofree char *summary = g_markup_escape_text (file->summary, -1);
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), summary);
    }
}

static void
correct_cb (gpointer self, KontorImportLine *line)
{
  g_signal_emit (self, signals[CORRECT], 0, line);
}

void
kontor_import_columns_show (KontorImportColumns *self, KontorImportLook *look)
{
  g_autoptr (KontorImportLook) before = g_steal_pointer (&self->look);
  self->look = kontor_import_look_ref (look);
  self->filling = TRUE;
  clear_box (self->problems);
  kontor_import_problems_add (self->problems, look, correct_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->problems),
                          gtk_widget_get_first_child (GTK_WIDGET (self->problems)) != NULL);
  if (is_same (before, look))
    update (self);
  else
    build (self);
  describe (self);
  self->filling = FALSE;
}

static void
kontor_import_columns_dispose (GObject *object)
{
  KontorImportColumns *self = KONTOR_IMPORT_COLUMNS (object);
  self->filling = TRUE;
  g_clear_pointer (&self->look, kontor_import_look_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (kontor_import_columns_parent_class)->dispose (object);
}

static void
kontor_import_columns_class_init (KontorImportColumnsClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_import_columns_dispose;
  signals[CORRECT] = g_signal_new ("correct", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, KONTOR_TYPE_IMPORT_LINE);
  signals[CHOOSE] = g_signal_new ("choose", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[ABOUT] = g_signal_new ("about", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
kontor_import_columns_init (KontorImportColumns *self)
{
  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 24);
  self->problems = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  self->files = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->problems));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->files));
}
