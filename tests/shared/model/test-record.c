/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-record.h"

#include "model/entities/kontor-entities.h"

static const KontorField table[] = {
  { 1, "name", KONTOR_TEXT, KONTOR_TITLE, .since = 1, .label = "Name" },
  { 2, "unit_price", KONTOR_MONEY, 0, .since = 1, .label = "Price" },
  { 3, "parent", KONTOR_REF, KONTOR_PARENT, .since = 1, .label = "Parent", .target = "odd_thing" },
  { 4, "done", KONTOR_BOOLEAN, 0, .since = 1, .label = "Done" },
};
static const KontorEntity odd_thing = { "odd_thing", KONTOR_FIELDS (table), .since = 1 };
static const KontorEntity same_name = { "odd_thing", KONTOR_FIELDS (table), .since = 1 };

static const KontorId id = { { 1, 2, 3 } };

static KontorRecord *
make_record (const char *name, gint64 price, gboolean done)
{
  KontorFields *fields = kontor_fields_new (&odd_thing);

  for (guint i = 0; i < kontor_entity_get_n_fields (&odd_thing); i++)
    kontor_fields_take (fields, i, KONTOR_VALUE_NONE);
  kontor_fields_set_text (fields, "name", name);
  if (price != 0)
    kontor_fields_set_money (fields, "unit_price", price, "EUR");
  kontor_fields_set_integer (fields, "done", done);
  return kontor_record_new (&id, 7, fields);
}

static void
collect_cb (GObject *object, GParamSpec *pspec, GPtrArray *names)
{
  g_ptr_array_add (names, (gpointer) pspec->name);
}

/* What @other makes @self notify, by name. */
static char *
update (KontorRecord *self, KontorRecord *other)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (8, NULL, TRUE);
  gulong handler = g_signal_connect (self, "notify", G_CALLBACK (collect_cb), names);

  kontor_record_update (self, other);
  g_signal_handler_disconnect (self, handler);
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
test_type (void)
{
  GType type = kontor_record_type_for (&odd_thing);

  g_assert_cmpstr (g_type_name (type), ==, "KontorOddThing");
  g_assert_true (g_type_is_a (type, KONTOR_TYPE_RECORD));
  g_assert_cmpuint (kontor_record_type_for (&odd_thing), ==, type);
  g_assert_cmpstr (g_type_name (kontor_record_type_for (&kontor_entity_contact_point)), ==,
                   "KontorContactPoint");
  /* Another entity of the same name, as two schemas of a test have, is another type. */
  g_assert_cmpuint (kontor_record_type_for (&same_name), !=, type);
}

static void
test_properties (void)
{
  g_autoptr (KontorRecord) record = make_record ("Chair", 1250, TRUE);
  g_autoptr (KontorValue) price = NULL;
  g_autoptr (KontorValue) parent = NULL;
  g_autofree char *name = NULL, *title = NULL, *id_text = NULL, *parent_title = NULL;
  gboolean done, trashed;

  kontor_record_set_ref_title (record, 2, "Furniture");
  g_object_get (record, "name", &name, "unit-price", &price, "parent", &parent, "parent-title",
                &parent_title, "done", &done, "title", &title, "id", &id_text, "trashed", &trashed,
                NULL);
  g_assert_cmpstr (name, ==, "Chair");
  g_assert_cmpint (price->money.minor, ==, 1250);
  g_assert_null (parent);
  g_assert_cmpstr (parent_title, ==, "Furniture");
  g_assert_true (done);
  g_assert_cmpstr (title, ==, "Chair");
  g_assert_cmpstr (id_text, ==, "01020300-0000-0000-0000-000000000000");
  g_assert_false (trashed);
}

static guint n_read;

static KontorRecord *
read_chair (GObject *source, const KontorEntity *entity, gint64 rowid)
{
  n_read++;
  g_assert_true (G_IS_OBJECT (source) && entity == &odd_thing);
  if (rowid != 7)
    return NULL;
  return make_record ("Chair", 1250, TRUE);
}

static void
test_unread (void)
{
  g_autoptr (GObject) source = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (KontorRecord) record = kontor_record_new_unread (&odd_thing, 7, read_chair, source);
  g_autoptr (KontorRecord) never = kontor_record_new_unread (&odd_thing, 7, read_chair, source);
  g_autoptr (KontorRecord) other = make_record ("Table", 1250, TRUE);
  g_autofree char *notified = NULL;

  n_read = 0;
  g_assert_false (kontor_record_is_read (record));
  g_assert_cmpint (kontor_record_get_rowid (record), ==, 7);
  g_assert_true (kontor_record_get_entity (record) == &odd_thing);
  g_assert_cmpuint (n_read, ==, 0);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Chair");
  g_assert_true (kontor_record_is_read (record));
  g_assert_true (kontor_id_equal (kontor_record_get_id (record), &id));
  g_assert_cmpint (kontor_record_get_value (record, "unit_price")->money.minor, ==, 1250);
  notified = update (record, other);
  g_assert_cmpstr (notified, ==, "name title");
  g_assert_cmpuint (n_read, ==, 1);
  /* It holds on to what it would be read from, just as long as it may be. */
  g_clear_object (&never);
  g_assert_finalize_object (g_steal_pointer (&source));
}

static void
test_nothing_to_read (void)
{
  g_autoptr (GObject) source = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (KontorRecord) record = kontor_record_new_unread (&odd_thing, 8, read_chair, source);

  n_read = 0;
  g_assert_true (kontor_id_is_null (kontor_record_get_id (record)));
  g_assert_cmpstr (kontor_record_get_title (record), ==, "");
  g_assert_null (kontor_record_get_text (record, "name"));
  g_assert_false (kontor_record_is_trashed (record));
  g_assert_cmpuint (n_read, ==, 1);
}

static void
test_getters (void)
{
  g_autoptr (KontorRecord) record = make_record ("Chair", 1250, TRUE);

  g_assert_true (kontor_record_get_entity (record) == &odd_thing);
  g_assert_true (kontor_id_equal (kontor_record_get_id (record), &id));
  g_assert_cmpint (kontor_record_get_rowid (record), ==, 7);
  g_assert_cmpstr (kontor_record_get_text (record, "name"), ==, "Chair");
  g_assert_cmpint (kontor_record_get_value (record, "unit_price")->money.minor, ==, 1250);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Chair");
  g_assert_null (kontor_record_get_ref_title (record, "parent"));
  g_assert_cmpuint (kontor_fields_get_mask (kontor_record_get_fields (record)), ==, 0x7f);
}

static void
test_absent_fields_read_as_none (void)
{
  g_autoptr (KontorRecord) record = kontor_record_new (&id, 0, kontor_fields_new (&odd_thing));
  g_autoptr (KontorValue) price = NULL;
  g_autofree char *name = NULL, *title = NULL, *parent_title = NULL;
  gboolean done = TRUE;

  g_object_get (record, "name", &name, "unit-price", &price, "done", &done, "title", &title,
                "parent-title", &parent_title, NULL);
  g_assert_null (name);
  g_assert_null (price);
  g_assert_null (parent_title);
  g_assert_false (done);
  g_assert_cmpstr (title, ==, "");
  g_assert_false (kontor_record_is_trashed (record));
}

static void
test_update_notifies_what_differs (void)
{
  g_autoptr (KontorRecord) record = make_record ("Chair", 1250, FALSE);
  g_autoptr (KontorRecord) same = make_record ("Chair", 1250, FALSE);
  g_autoptr (KontorRecord) dearer = make_record ("Chair", 1300, TRUE);
  g_autoptr (KontorRecord) renamed = make_record ("Armchair", 1300, TRUE);
  g_autofree char *nothing = update (record, same);
  g_autofree char *price = update (record, dearer);
  g_autofree char *name = update (record, renamed);

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (price, ==, "done unit-price");
  g_assert_cmpstr (name, ==, "name title");
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Armchair");
  g_assert_cmpstr (kontor_record_get_title (renamed), ==, "Armchair");
}

static void
test_update_to_the_trash (void)
{
  g_autoptr (KontorRecord) record = make_record ("Chair", 0, FALSE);
  KontorFields *fields = kontor_fields_copy (kontor_record_get_fields (record));
  g_autoptr (KontorRecord) trashed = NULL;
  g_autofree char *names = NULL;

  kontor_fields_set_integer (fields, "deleted_at", 1795342500000);
  trashed = kontor_record_new (&id, 7, fields);
  names = update (record, trashed);
  g_assert_cmpstr (names, ==, "deleted-at trashed");
  g_assert_true (kontor_record_is_trashed (record));
}

static void
test_update_takes_titles_of_references (void)
{
  g_autoptr (KontorRecord) record = make_record ("Chair", 0, FALSE);
  g_autoptr (KontorRecord) other = make_record ("Chair", 0, FALSE);
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  kontor_record_set_ref_title (other, 2, "Furniture");
  first = update (record, other);
  second = update (record, other);
  g_assert_cmpstr (first, ==, "parent-title");
  g_assert_cmpstr (second, ==, "");
  g_assert_cmpstr (kontor_record_get_ref_title (record, "parent"), ==, "Furniture");
  kontor_record_set_ref_title (other, 2, NULL);
  third = update (record, other);
  g_assert_cmpstr (third, ==, "parent-title");
  g_assert_null (kontor_record_get_ref_title (record, "parent"));
}

/* A field called title is the title property, and notifies once. */
static void
test_title_field (void)
{
  KontorFields *fields = kontor_fields_new (&kontor_entity_task);
  KontorFields *changed = kontor_fields_new (&kontor_entity_task);
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (KontorRecord) other = NULL;
  g_autofree char *title = NULL, *names = NULL;

  kontor_fields_set_text (fields, "title", "Call Anna");
  kontor_fields_set_text (changed, "title", "Call Bert");
  record = kontor_record_new (&id, 1, fields);
  other = kontor_record_new (&id, 1, changed);
  names = update (record, other);
  g_object_get (record, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "Call Bert");
  g_assert_cmpstr (names, ==, "title");
}

static gpointer
ask_for_types (gpointer schema)
{
  const KontorSchema *entities = schema;
  GArray *types = g_array_new (FALSE, FALSE, sizeof (GType));

  for (guint i = 0; i < entities->n_entities; i++)
    {
      GType type = kontor_record_type_for (entities->entities[i]);

      g_array_append_val (types, type);
    }
  return types;
}

static void
test_threads_agree (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  GThread *threads[8];
  g_autoptr (GArray) first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("types", ask_for_types, (gpointer) schema);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GArray) types = g_thread_join (threads[i]);

      g_assert_cmpuint (types->len, ==, schema->n_entities);
      if (first == NULL)
        first = g_steal_pointer (&types);
      else
        g_assert_cmpmem (first->data, first->len * sizeof (GType), types->data,
                         types->len * sizeof (GType));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/is-read-once-and-when-first-asked", test_unread);
  g_test_add_func ("/record/that-is-gone-is-empty", test_nothing_to_read);
  g_test_add_func ("/record/threads-get-the-same-types", test_threads_agree);
  g_test_add_func ("/record/each-entity-has-a-type-of-its-own", test_type);
  g_test_add_func ("/record/properties-are-the-fields", test_properties);
  g_test_add_func ("/record/getters-say-what-it-is", test_getters);
  g_test_add_func ("/record/absent-fields-read-as-none", test_absent_fields_read_as_none);
  g_test_add_func ("/record/an-update-notifies-just-what-differs",
                   test_update_notifies_what_differs);
  g_test_add_func ("/record/an-update-to-the-trash-notifies", test_update_to_the_trash);
  g_test_add_func ("/record/an-update-brings-titles-of-references",
                   test_update_takes_titles_of_references);
  g_test_add_func ("/record/a-field-called-title-is-the-title", test_title_field);
  return g_test_run ();
}
