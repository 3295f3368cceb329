/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-tenant.h"

#include "support/temp-folder.h"

#include <string.h>

static void
open_storage (TestTenant *self)
{
  g_autoptr (GError) error = NULL;

  self->storage
      = kontord_storage_open_sqlite (self->folder, self->schema, &self->clock.parent, &error);
  g_assert_no_error (error);
}

void
test_tenant_set_up (TestTenant *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = temp_folder_new ();
  self->schema = kontor_schema_get_default ();
  kontor_test_clock_init (&self->clock, TEST_TENANT_START, 1);
  open_storage (self);
  g_assert_true (kontord_storage_create (self->storage, "acme", &error));
  g_assert_true (kontord_storage_create (self->storage, "zeta", &error));
}

void
test_tenant_tear_down (TestTenant *self, gconstpointer data)
{
  kontord_storage_close (self->storage);
  temp_folder_remove (self->folder);
}

void
test_tenant_reopen (TestTenant *self)
{
  kontord_storage_close (self->storage);
  open_storage (self);
}

KontorId
test_id (guint number)
{
  KontorId id = { { 0x01, 0x98, 0xa0, 0, 0, 0, 0x70, 0, 0x80 } };

  id.bytes[14] = number >> 8;
  id.bytes[15] = number & 0xff;
  return id;
}

KontorPush *
test_push_new (TestTenant *self, const char *tenant, guint32 device, gint64 from)
{
  KontorPush *push = kontor_push_new ();
  KontordTenantState state;
  g_autoptr (GError) error = NULL;

  g_assert_true (kontord_storage_get_state (self->storage, tenant, &state, &error));
  push->schema = self->schema->version;
  push->device = device;
  push->from = from;
  g_strlcpy (push->epoch, state.epoch, sizeof push->epoch);
  return push;
}

static KontorValue
make_value (const KontorField *field, const char *text)
{
  KontorValue value = KONTOR_VALUE_NONE;
  g_autoptr (GError) error = NULL;
  KontorId id;

  if (text[0] == '@')
    {
      id = test_id (g_ascii_strtoull (text + 1, NULL, 10));
      return kontor_value_ref (&id);
    }
  kontor_value_from_text (field, text, "EUR", &value, &error);
  g_assert_no_error (error);
  return value;
}

static KontorFields *
make_fields (const KontorEntity *entity, const char *text)
{
  KontorFields *fields = kontor_fields_new (entity);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      int index;

      *equals = '\0';
      index = kontor_entity_find_field (entity, parts[i]);
      g_assert_cmpint (index, >=, 0);
      kontor_fields_take (fields, index,
                          make_value (kontor_entity_get_field (entity, index), equals + 1));
    }
  return fields;
}

static KontorOperation *
add_operation (TestTenant *self,
               KontorPush *push,
               KontorOperationKind kind,
               const char *entity,
               guint id,
               const char *text)
{
  KontorOperation *operation = kontor_operation_new (kind);

  operation->n = push->from + push->operations->len;
  operation->group = operation->n;
  operation->hlc = kontor_hlc_new (self->clock.time, push->operations->len);
  operation->entity = kontor_schema_find (self->schema, entity);
  operation->id = test_id (id);
  operation->fields = make_fields (operation->entity, text);
  g_ptr_array_add (push->operations, operation);
  return operation;
}

KontorOperation *
test_push_insert (TestTenant *self,
                  KontorPush *push,
                  const char *entity,
                  guint id,
                  const char *text)
{
  return add_operation (self, push, KONTOR_OPERATION_INSERT, entity, id, text);
}

KontorOperation *
test_push_update (TestTenant *self,
                  KontorPush *push,
                  const char *entity,
                  guint id,
                  gint64 base,
                  const char *text)
{
  KontorOperation *operation
      = add_operation (self, push, KONTOR_OPERATION_UPDATE, entity, id, text);

  for (guint i = 0; base > 0 && i < kontor_entity_get_n_fields (operation->entity); i++)
    {
      if (kontor_fields_get (operation->fields, i) != NULL)
        kontor_operation_set_base (operation, kontor_stamp_tag_for_field (operation->entity, i),
                                   base);
    }
  return operation;
}

void
test_push_join (KontorPush *push, guint count)
{
  guint first = push->operations->len - count;

  for (guint i = first; i < push->operations->len; i++)
    ((KontorOperation *) push->operations->pdata[i])->group = push->from + first;
}

KontorPush *
test_push_travel (TestTenant *self, KontorPush *push)
{
  g_autoptr (GBytes) body = kontor_push_encode (push);
  g_autoptr (GError) error = NULL;
  KontorPush *arrived = kontor_push_decode (self->schema, body, &error);

  g_assert_no_error (error);
  kontor_push_free (push);
  return arrived;
}

KontorAnswer *
test_tenant_apply (TestTenant *self, const char *tenant, KontorPush *push, KontordOutcome outcome)
{
  g_autoptr (KontorPush) arrived = test_push_travel (self, push);
  KontordActor actor = { .device = arrived->device,
                         .member = test_id (arrived->device),
                         .role = KONTORD_ROLE_MEMBER };
  g_autoptr (GError) error = NULL;
  KontorAnswer *answer = NULL;
  KontordOutcome real;
  gint64 expected;

  kontord_storage_apply (self->storage, tenant, &actor, arrived, NULL, &real, &answer, &expected,
                         &error);
  g_assert_no_error (error);
  g_assert_cmpint (real, ==, outcome);
  g_assert_cmpint (answer != NULL, ==, outcome == KONTORD_OUTCOME_DONE);
  return answer;
}

KontorAnswer *
test_tenant_push (TestTenant *self, KontorPush *push)
{
  return test_tenant_apply (self, "acme", push, KONTORD_OUTCOME_DONE);
}

KontorPage *
test_tenant_pull (TestTenant *self, guint32 device, const char *cursor, guint max)
{
  KontordActor actor = { .device = device, .role = KONTORD_ROLE_VIEWER };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  KontordOutcome outcome;
  KontorPage *page;

  kontord_storage_list_changes (self->storage, "acme", &actor, cursor, max, &outcome, &bytes,
                                &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, KONTORD_OUTCOME_DONE);
  page = kontor_page_decode (self->schema, bytes, &error);
  g_assert_no_error (error);
  return page;
}

KontorImage *
test_tenant_dup_row (TestTenant *self, guint id)
{
  g_autoptr (KontorPage) page = test_tenant_pull (self, 1, NULL, 5000);
  KontorId wanted = test_id (id);

  for (guint i = 0; i < page->rows->len; i++)
    {
      if (kontor_id_equal (&((KontorImage *) page->rows->pdata[i])->id, &wanted))
        return g_ptr_array_steal_index (page->rows, i);
    }
  return NULL;
}

guint
test_tenant_count (TestTenant *self, const char *entity)
{
  g_autoptr (KontorPage) page = test_tenant_pull (self, 1, NULL, 5000);
  guint count = 0;

  for (guint i = 0; i < page->rows->len; i++)
    count += g_str_equal (((KontorImage *) page->rows->pdata[i])->entity->name, entity);
  return count;
}

const KontorVerdict *
test_answer_get (KontorAnswer *answer, guint index)
{
  g_assert_cmpint (index, <, answer->verdicts->len);
  return answer->verdicts->pdata[index];
}
