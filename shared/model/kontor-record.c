/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-record.h"

#include <string.h>

typedef struct
{
  KontorId id;
  gint64 rowid;
  KontorFields *fields; /* NULL until it is read */
  char *title;          /* made when first asked for */
  char *called;         /* instead of a title that there is none of, or NULL */
  char **ref_titles;    /* by index of the field; NULL while there are none */
  KontorRecordRead read;
  GObject *source; /* what it reads from; NULL once it has */
} KontorRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorRecord, kontor_record, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  PROP_ID,
  PROP_TRASHED,
  N_PROPS,
};

/* The properties of a record's own type are numbered from here on: first those of the fields, by
 * index, then those of the titles of references. */
#define FIRST_FIELD N_PROPS

static GParamSpec *properties[N_PROPS];

static guint
count_fields (KontorRecord *self)
{
  return kontor_entity_get_n_fields (kontor_record_get_entity (self));
}

static void
read_contents (KontorRecord *self)
{
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);
  const KontorEntity *entity = kontor_record_get_entity (self);
  g_autoptr (GObject) source = g_steal_pointer (&priv->source);
  g_autoptr (KontorRecord) stored = priv->read (source, entity, priv->rowid);
  KontorRecordPrivate *theirs;

  if (stored == NULL)
    {
      priv->fields = kontor_fields_new (entity);
      return;
    }
  g_assert (kontor_record_is_read (stored) && kontor_record_get_entity (stored) == entity);
  theirs = kontor_record_get_instance_private (stored);
  priv->id = theirs->id;
  priv->fields = g_steal_pointer (&theirs->fields);
  priv->ref_titles = g_steal_pointer (&theirs->ref_titles);
  priv->called = g_steal_pointer (&theirs->called);
}

/* With what it holds. */
static KontorRecordPrivate *
get_contents (KontorRecord *self)
{
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);

  if (priv->fields == NULL)
    read_contents (self);
  return priv;
}

static void
get_boxed (const KontorValue *value, GValue *out)
{
  if (value != NULL && value->type != KONTOR_NONE)
    g_value_set_boxed (out, value);
}

static void
get_field (KontorRecord *self, guint index, GValue *out)
{
  KontorRecordPrivate *priv = get_contents (self);
  const KontorField *field = kontor_entity_get_field (kontor_record_get_entity (self), index);
  const KontorValue *value = kontor_fields_get (priv->fields, index);

  if (kontor_type_is_text (field->type))
    g_value_set_string (out, value != NULL && value->type != KONTOR_NONE ? value->text : NULL);
  else if (field->type == KONTOR_BOOLEAN)
    g_value_set_boolean (out, value != NULL && value->type != KONTOR_NONE && value->integer != 0);
  else
    get_boxed (value, out);
}

static void
kontor_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KontorRecord *self = KONTOR_RECORD (object);
  KontorRecordPrivate *priv = get_contents (self);

  if (prop_id == PROP_TITLE)
    g_value_set_string (value, kontor_record_get_title (self));
  else if (prop_id == PROP_ID)
    g_value_take_string (value, kontor_id_dup_text (&priv->id));
  else if (prop_id == PROP_TRASHED)
    g_value_set_boolean (value, kontor_record_is_trashed (self));
  else if (prop_id < FIRST_FIELD + count_fields (self))
    get_field (self, prop_id - FIRST_FIELD, value);
  else if (priv->ref_titles != NULL)
    g_value_set_string (value, priv->ref_titles[prop_id - FIRST_FIELD - count_fields (self)]);
}

static void
free_ref_titles (KontorRecord *self)
{
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);

  for (guint i = 0; priv->ref_titles != NULL && i < count_fields (self); i++)
    g_free (priv->ref_titles[i]);
  g_clear_pointer (&priv->ref_titles, g_free);
}

static void
kontor_record_finalize (GObject *object)
{
  KontorRecord *self = KONTOR_RECORD (object);
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);

  free_ref_titles (self);
  g_clear_pointer (&priv->fields, kontor_fields_free);
  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->called, g_free);
  g_clear_object (&priv->source);
  G_OBJECT_CLASS (kontor_record_parent_class)->finalize (object);
}

#define PARAM_FLAGS (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static void
kontor_record_class_init (KontorRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kontor_record_get_property;
  object_class->finalize = kontor_record_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, PARAM_FLAGS);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, PARAM_FLAGS);
  properties[PROP_TRASHED] = g_param_spec_boolean ("trashed", NULL, NULL, FALSE, PARAM_FLAGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_record_init (KontorRecord *self)
{
}

/* company_id gives "company-id": properties have dashes. */
static const char *
intern_property_name (const char *name, const char *suffix)
{
  g_autofree char *dashed = g_strconcat (name, suffix, NULL);

  return g_intern_string (g_strdelimit (dashed, "_", '-'));
}

static GParamSpec *
make_property (const KontorField *field)
{
  const char *name = intern_property_name (field->name, "");

  if (kontor_type_is_text (field->type))
    return g_param_spec_string (name, NULL, NULL, NULL, PARAM_FLAGS);
  if (field->type == KONTOR_BOOLEAN)
    return g_param_spec_boolean (name, NULL, NULL, FALSE, PARAM_FLAGS);
  return g_param_spec_boxed (name, NULL, NULL, KONTOR_TYPE_VALUE, PARAM_FLAGS);
}

static void
init_entity_class (gpointer klass, gpointer class_data)
{
  KontorRecordClass *record_class = klass;
  const KontorEntity *entity = class_data;
  guint n_fields = kontor_entity_get_n_fields (entity);

  /* Not inherited: GObject asks the class that installed a property. */
  G_OBJECT_CLASS (klass)->get_property = kontor_record_get_property;
  record_class->entity = entity;
  record_class->properties = g_new0 (GParamSpec *, 2 * n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      const KontorField *field = kontor_entity_get_field (entity, i);

      if (g_str_equal (field->name, "title"))
        continue;
      record_class->properties[i] = make_property (field);
      g_object_class_install_property (klass, FIRST_FIELD + i, record_class->properties[i]);
      if (field->type != KONTOR_REF)
        continue;
      record_class->properties[n_fields + i] = g_param_spec_string (
          intern_property_name (field->name, "-title"), NULL, NULL, NULL, PARAM_FLAGS);
      g_object_class_install_property (klass, FIRST_FIELD + n_fields + i,
                                       record_class->properties[n_fields + i]);
    }
}

/* contact_point gives KontorContactPoint. */
static char *
dup_type_name (const KontorEntity *entity)
{
  GString *name = g_string_new ("Kontor");
  gboolean begins = TRUE;

  for (const char *p = entity->name; *p != '\0'; p++)
    {
      if (*p != '_')
        g_string_append_c (name, begins ? g_ascii_toupper (*p) : *p);
      begins = *p == '_';
    }
  /* Only a test has two entities of one name, in two schemas. */
  while (g_type_from_name (name->str) != G_TYPE_INVALID)
    g_string_append_c (name, '_');
  return g_string_free_and_steal (name);
}

static GType
register_type (const KontorEntity *entity)
{
  g_autofree char *name = dup_type_name (entity);
  GTypeQuery query;
  GTypeInfo info = { .class_init = init_entity_class, .class_data = entity };

  g_type_query (KONTOR_TYPE_RECORD, &query);
  info.class_size = query.class_size;
  info.instance_size = query.instance_size;
  return g_type_register_static (KONTOR_TYPE_RECORD, name, &info, G_TYPE_FLAG_FINAL);
}

GType
kontor_record_type_for (const KontorEntity *entity)
{
  static GMutex mutex;
  static GHashTable *types; /* GType by entity */
  gpointer type;

  g_mutex_lock (&mutex);
  if (types == NULL)
    types = g_hash_table_new (NULL, NULL);
  type = g_hash_table_lookup (types, entity);
  if (type == NULL)
    {
      type = GSIZE_TO_POINTER (register_type (entity));
      g_hash_table_insert (types, (gpointer) entity, type);
    }
  g_mutex_unlock (&mutex);
  return GPOINTER_TO_SIZE (type);
}

KontorRecord *
kontor_record_new (const KontorId *id, gint64 rowid, KontorFields *fields)
{
  GType type = kontor_record_type_for (kontor_fields_get_entity (fields));
  KontorRecord *self = g_object_new (type, NULL);
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);

  priv->id = *id;
  priv->rowid = rowid;
  priv->fields = fields;
  return self;
}

KontorRecord *
kontor_record_new_unread (const KontorEntity *entity,
                          gint64 rowid,
                          KontorRecordRead read,
                          GObject *source)
{
  KontorRecord *self = g_object_new (kontor_record_type_for (entity), NULL);
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);

  priv->rowid = rowid;
  priv->read = read;
  priv->source = g_object_ref (source);
  return self;
}

gboolean
kontor_record_is_read (KontorRecord *self)
{
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);

  return priv->fields != NULL;
}

const KontorEntity *
kontor_record_get_entity (KontorRecord *self)
{
  return KONTOR_RECORD_GET_CLASS (self)->entity;
}

const KontorId *
kontor_record_get_id (KontorRecord *self)
{
  KontorRecordPrivate *priv = get_contents (self);

  return &priv->id;
}

gint64
kontor_record_get_rowid (KontorRecord *self)
{
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);

  return priv->rowid;
}

const KontorFields *
kontor_record_get_fields (KontorRecord *self)
{
  KontorRecordPrivate *priv = get_contents (self);

  return priv->fields;
}

const KontorValue *
kontor_record_get_value (KontorRecord *self, const char *name)
{
  KontorRecordPrivate *priv = get_contents (self);

  return kontor_fields_get_named (priv->fields, name);
}

const char *
kontor_record_get_text (KontorRecord *self, const char *name)
{
  KontorRecordPrivate *priv = get_contents (self);

  return kontor_fields_get_text (priv->fields, name);
}

const char *
kontor_record_get_title (KontorRecord *self)
{
  KontorRecordPrivate *priv = get_contents (self);

  if (priv->title == NULL)
    priv->title = kontor_fields_dup_title (priv->fields);
  return *priv->title == '\0' && priv->called != NULL ? priv->called : priv->title;
}

void
kontor_record_set_called (KontorRecord *self, const char *called)
{
  KontorRecordPrivate *priv = get_contents (self);
  g_autofree char *before = g_strdup (kontor_record_get_title (self));

  g_set_str (&priv->called, called);
  if (!g_str_equal (before, kontor_record_get_title (self)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

gboolean
kontor_record_is_trashed (KontorRecord *self)
{
  KontorRecordPrivate *priv = get_contents (self);
  int index = kontor_entity_get_deleted_at (kontor_record_get_entity (self));
  const KontorValue *value = kontor_fields_get (priv->fields, index);

  return value != NULL && value->type != KONTOR_NONE;
}

const char *
kontor_record_get_ref_title (KontorRecord *self, const char *name)
{
  KontorRecordPrivate *priv = get_contents (self);
  int index = kontor_entity_find_field (kontor_record_get_entity (self), name);

  g_assert (index >= 0);
  return priv->ref_titles != NULL ? priv->ref_titles[index] : NULL;
}

void
kontor_record_set_ref_title (KontorRecord *self, guint index, const char *title)
{
  KontorRecordPrivate *priv = get_contents (self);
  guint n_fields = count_fields (self);
  GParamSpec *property;

  g_assert (index < n_fields);
  property = KONTOR_RECORD_GET_CLASS (self)->properties[n_fields + index];
  g_assert (property != NULL);
  if (priv->ref_titles == NULL)
    {
      if (title == NULL)
        return;
      priv->ref_titles = g_new0 (char *, n_fields);
    }
  if (g_set_str (&priv->ref_titles[index], title))
    g_object_notify_by_pspec (G_OBJECT (self), property);
}

static gboolean
differs (const KontorValue *a, const KontorValue *b)
{
  static const KontorValue none = KONTOR_VALUE_NONE;

  return !kontor_value_equal (a != NULL ? a : &none, b != NULL ? b : &none);
}

static void
notify_fields (KontorRecord *self, const KontorFields *before)
{
  KontorRecordPrivate *priv = kontor_record_get_instance_private (self);
  GParamSpec **own = KONTOR_RECORD_GET_CLASS (self)->properties;

  for (guint i = 0; i < count_fields (self); i++)
    if (own[i] != NULL
        && differs (kontor_fields_get (before, i), kontor_fields_get (priv->fields, i)))
      g_object_notify_by_pspec (G_OBJECT (self), own[i]);
}

static void
update_ref_titles (KontorRecord *self, KontorRecord *other)
{
  KontorRecordPrivate *theirs = get_contents (other);
  GParamSpec **own = KONTOR_RECORD_GET_CLASS (self)->properties;
  guint n_fields = count_fields (self);

  for (guint i = 0; i < n_fields; i++)
    if (own[n_fields + i] != NULL)
      kontor_record_set_ref_title (self, i, theirs->ref_titles ? theirs->ref_titles[i] : NULL);
}

void
kontor_record_update (KontorRecord *self, KontorRecord *other)
{
  KontorRecordPrivate *priv = get_contents (self);
  KontorRecordPrivate *theirs = get_contents (other);
  g_autoptr (KontorFields) before = priv->fields;
  g_autofree char *title = g_strdup (kontor_record_get_title (self));
  gboolean was_trashed = kontor_record_is_trashed (self);

  g_assert (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other));
  g_assert (kontor_id_equal (&priv->id, &theirs->id));
  priv->fields = kontor_fields_copy (theirs->fields);
  priv->rowid = theirs->rowid;
  g_clear_pointer (&priv->title, g_free);
  g_set_str (&priv->called, theirs->called);
  g_object_freeze_notify (G_OBJECT (self));
  notify_fields (self, before);
  if (!g_str_equal (title, kontor_record_get_title (self)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (was_trashed != kontor_record_is_trashed (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRASHED]);
  update_ref_titles (self, other);
  g_object_thaw_notify (G_OBJECT (self));
}

void
kontor_record_retell (KontorRecord *self)
{
  g_return_if_fail (KONTOR_IS_RECORD (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}
