/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-field-cell.h"

#include "browse/kontor-face.h"
#include "words/kontor-format.h"

#define TITLE_MIN_CHARS 16
#define LEFT_TO_RIGHT "\342\201\246"
#define END_OF_ISOLATE "\342\201\251"
#define TITLE_CHARS 28
/* Names are shorter than titles. */
#define NAME_CHARS 20

struct _KontorFieldCell
{
  GtkWidget parent_instance;
  KontorWorkspace *workspace;
  const KontorEntity *entity;
  gboolean is_title;
  KontorShapeColumn column;
  gboolean numeric;
  gboolean is_phone;
  KontorRecord *record;
  gulong notify_handler;

  GtkWidget *face; /* KontorFace or NULL */
  GtkInscription *text;
};

G_DEFINE_FINAL_TYPE (KontorFieldCell, kontor_field_cell, GTK_TYPE_WIDGET)

static char *
make_text (KontorFieldCell *self)
{
  if (self->is_title)
    return g_strdup (kontor_shape_get_title (self->record));
  if (self->column.part)
    return kontor_workspace_peek_part_text (self->workspace, self->column.part, self->column.parent,
                                            self->column.field,
                                            kontor_record_get_id (self->record));
  return kontor_format_field (self->record, self->column.field);
}

/* A telephone number has no letters to tell its direction by, and reads from left to right
 * everywhere. */
static char *
make_shown_text (KontorFieldCell *self)
{
  char *text = make_text (self);
  char *isolated;
  if (!self->is_phone || text == NULL)
    return text;
  isolated = g_strconcat (LEFT_TO_RIGHT, text, END_OF_ISOLATE, NULL);
  g_free (text);
  return isolated;
}

static void
show_record (KontorFieldCell *self)
{
  g_autofree char *text = make_shown_text (self);
  float align = self->numeric    ? 1
                : self->is_phone ? 0
                                 : kontor_shape_align_text (GTK_WIDGET (self), text);
  gtk_inscription_set_text (self->text, text);
  gtk_inscription_set_xalign (self->text, align);
  if (self->face)
    kontor_face_set_name (KONTOR_FACE (self->face), kontor_shape_get_title (self->record));
}

static gboolean
query_tooltip_cb (KontorFieldCell *self,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  g_autofree char *text = NULL;
  if (self->record == NULL)
    return FALSE;
  if (!self->is_title && self->column.part == NULL)
    text = kontor_format_field_exact (self->record, self->column.field);
  if (text == NULL)
    text = make_shown_text (self);
  gtk_tooltip_set_text (tooltip, text);
  return text && *text;
}

/* The record itself does not change with what belongs to it. */
static void
workspace_changed_cb (KontorFieldCell *self, KontorChangeSet *changes)
{
  gboolean affected = changes->everything;
  for (guint i = 0; i < changes->rows->len && !affected; i++)
    affected = g_array_index (changes->rows, KontorRowChange, i).entity == self->column.part;
  if (affected && self->record)
    show_record (self);
}

static void
kontor_field_cell_dispose (GObject *object)
{
  KontorFieldCell *self = KONTOR_FIELD_CELL (object);
  GtkWidget *child;
  kontor_field_cell_set_record (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  self->face = NULL;
  self->text = NULL;
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_field_cell_parent_class)->dispose (object);
}

static void
kontor_field_cell_class_init (KontorFieldCellClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kontor_field_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "fieldcell");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
kontor_field_cell_init (KontorFieldCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/* So many characters as its values usually have, so that columns don't jump while one scrolls. */
static guint
guess_width (const KontorField *field)
{
  switch (field->type)
    {
    case KONTOR_INTEGER:
    case KONTOR_BOOLEAN:
      return 8;
    case KONTOR_DATE:
    case KONTOR_MONEY:
    case KONTOR_DECIMAL:
      return 11;
    case KONTOR_EMAIL:
      return 24;
    default:
      return 15;
    }
}

static void
set_column (KontorFieldCell *self, const KontorShapeColumn *column)
{
  const KontorField *field = kontor_shape_get_field (self->entity, column);
  self->column = *column;
  self->numeric = kontor_format_is_numeric (field);
  self->is_phone = field->type == KONTOR_PHONE;
  if (self->numeric)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "numeric");
  gtk_inscription_set_min_chars (self->text, 8);
  gtk_inscription_set_nat_chars (self->text, guess_width (field));
  if (column->part)
    g_signal_connect_object (self->workspace, "changed", G_CALLBACK (workspace_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
add_face (KontorFieldCell *self)
{
  self->face = kontor_face_new ();
  gtk_widget_set_parent (self->face, GTK_WIDGET (self));
}

GtkWidget *
kontor_field_cell_new (KontorWorkspace *workspace,
                       const KontorEntity *entity,
                       const KontorShapeColumn *column,
                       gboolean face)
{
  KontorFieldCell *self = g_object_new (KONTOR_TYPE_FIELD_CELL, NULL);
  GtkWidget *text = gtk_inscription_new (NULL);
  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  self->is_title = column == NULL;
  self->text = GTK_INSCRIPTION (text);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              9);
  gtk_inscription_set_text_overflow (self->text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (self->text, TITLE_MIN_CHARS);
  gtk_inscription_set_nat_chars (self->text, face ? NAME_CHARS : TITLE_CHARS);
  gtk_widget_set_hexpand (text, TRUE);
  /* Given more than a line's height, a text that is cut stands higher than one that is not. */
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  if (column)
    set_column (self, column);
  if (face)
    add_face (self);
  gtk_widget_set_parent (text, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
kontor_field_cell_set_record (KontorFieldCell *self, KontorRecord *record)
{
  if (self->record == record)
    return;
  if (self->record)
    g_clear_signal_handler (&self->notify_handler, self->record);
  g_set_object (&self->record, record);
  if (record)
    self->notify_handler
        = g_signal_connect_swapped (record, "notify", G_CALLBACK (show_record), self);
  /* A cell without a record is seen by nobody, and gets another one: what it shows can stay. */
  if (record)
    show_record (self);
}
