/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-server.h"

#include "sync/kontor-merge.h"

typedef KontorImage Row;

typedef struct
{
  KontorId member;
  gint64 last;
  GHashTable *answers; /* n → Answer */
} Device;

typedef struct
{
  guint64 hash;
  char *verdict;
  gsize length;
} Answer;

/* A row before a group changed it. */
typedef struct
{
  KontorId id;
  Row *row; /* NULL: there was none */
} Saved;

struct _KontorTestServer
{
  const KontorSchema *schema;
  KontorClock *clock;
  GHashTable *rows; /* KontorId → Row */
  GPtrArray *devices;
  gint64 seq;
  const KontorEntity *refused;
  GPtrArray *saved; /* what the group has changed so far */
};

static void
free_answer (gpointer data)
{
  g_free (((Answer *) data)->verdict);
  g_free (data);
}

static void
free_saved (gpointer data)
{
  g_clear_pointer (&((Saved *) data)->row, kontor_image_free);
  g_free (data);
}

static void
free_device (gpointer data)
{
  g_hash_table_unref (((Device *) data)->answers);
  g_free (data);
}

KontorTestServer *
kontor_test_server_new (const KontorSchema *schema, KontorClock *clock)
{
  KontorTestServer *self = g_new0 (KontorTestServer, 1);

  self->schema = schema;
  self->clock = clock;
  self->rows = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, NULL,
                                      (GDestroyNotify) kontor_image_free);
  self->devices = g_ptr_array_new_with_free_func (free_device);
  self->saved = g_ptr_array_new_with_free_func (free_saved);
  return self;
}

void
kontor_test_server_free (KontorTestServer *self)
{
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->devices);
  g_ptr_array_unref (self->saved);
  g_free (self);
}

guint32
kontor_test_server_add_device (KontorTestServer *self, const KontorId *member)
{
  Device *device = g_new0 (Device, 1);

  device->member = *member;
  device->answers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_answer);
  g_ptr_array_add (self->devices, device);
  return self->devices->len;
}

void
kontor_test_server_refuse_inserts (KontorTestServer *self, const KontorEntity *entity)
{
  self->refused = entity;
}

static Device *
get_device (KontorTestServer *self, guint32 number)
{
  g_assert_cmpuint (number, >=, 1);
  g_assert_cmpuint (number, <=, self->devices->len);
  return self->devices->pdata[number - 1];
}

static gboolean
lacks_parent (KontorTestServer *self, const KontorOperation *operation)
{
  const KontorEntity *entity = operation->entity;

  for (guint i = 0; operation->fields != NULL && i < entity->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (operation->fields, i);

      if ((entity->fields[i].flags & KONTOR_PARENT) != 0 && value != NULL
          && value->type == KONTOR_REF && !g_hash_table_contains (self->rows, &value->id))
        return TRUE;
    }
  return FALSE;
}

static KontorMergeRow
find_row (KontorTestServer *self, const KontorOperation *operation, Row *row)
{
  if (row == NULL)
    return (KontorMergeRow) { .state = KONTOR_ROW_ABSENT,
                              .parent_missing = lacks_parent (self, operation) };
  return (KontorMergeRow) {
    .state = KONTOR_ROW_PRESENT,
    .fields = row->fields,
    .stamps = row->stamps,
    .last = { 0, row->device, row->version, row->hlc },
    .parent_missing = lacks_parent (self, operation),
  };
}

static void
complete (KontorFields *fields)
{
  for (guint i = 0; i < kontor_entity_get_n_fields (kontor_fields_get_entity (fields)); i++)
    if (kontor_fields_get (fields, i) == NULL)
      kontor_fields_take (fields, i, KONTOR_VALUE_NONE);
}

static Row *
make_row (KontorTestServer *self, const KontorEntity *entity, const KontorId *id)
{
  Row *row = kontor_image_new (entity, id);

  row->fields = kontor_fields_new (entity);
  complete (row->fields);
  g_hash_table_insert (self->rows, &row->id, row);
  return row;
}

static Row *
copy_row (const Row *row)
{
  Row *copy = g_memdup2 (row, sizeof *row);

  copy->fields = kontor_fields_copy (row->fields);
  copy->stamps = kontor_stamps_copy (row->stamps);
  return copy;
}

static void
save_row (KontorTestServer *self, const KontorId *id, const Row *row)
{
  Saved *saved = g_new0 (Saved, 1);

  saved->id = *id;
  saved->row = row != NULL ? copy_row (row) : NULL;
  g_ptr_array_add (self->saved, saved);
}

static void
take_back_group (KontorTestServer *self, gint64 seq)
{
  for (guint i = self->saved->len; i > 0; i--)
    {
      Saved *saved = self->saved->pdata[i - 1];

      g_hash_table_remove (self->rows, &saved->id);
      if (saved->row != NULL)
        {
          g_hash_table_insert (self->rows, &saved->row->id, saved->row);
          saved->row = NULL;
        }
    }
  self->seq = seq;
}

static void
write_row (KontorTestServer *self,
           const KontorEntity *entity,
           const KontorId *id,
           KontorMerge *merge,
           guint32 device,
           KontorHlc hlc)
{
  Row *row = g_hash_table_lookup (self->rows, id);

  save_row (self, id, row);
  if (row == NULL)
    row = make_row (self, entity, id);
  kontor_fields_overlay (row->fields, merge->changes);
  g_clear_pointer (&row->stamps, kontor_stamps_free);
  row->stamps = g_steal_pointer (&merge->stamps);
  row->version = ++self->seq;
  row->device = device;
  row->hlc = hlc;
}

static void
write_loser (KontorTestServer *self, const KontorOperation *operation, const KontorLoser *loser)
{
  g_auto (KontorMerge) merge = { 0 };
  KontorId id;

  merge.changes = kontor_loser_describe (loser, self->schema, operation->entity, &operation->id,
                                         &get_device (self, loser->device)->member,
                                         &get_device (self, loser->winner_device)->member, &id);
  if (!g_hash_table_contains (self->rows, &id))
    write_row (self, kontor_schema_find (self->schema, "conflict"), &id, &merge, 0, loser->hlc);
}

static KontorVerdict *
make_verdict (KontorTestServer *self, const KontorOperation *operation, const KontorMerge *merge)
{
  KontorVerdict *verdict = kontor_verdict_new (operation->n, merge->kind);
  const Row *row = g_hash_table_lookup (self->rows, &operation->id);

  verdict->refusal = merge->refusal;
  if (merge->kind != KONTOR_VERDICT_REFUSED)
    verdict->version = row->version;
  if (merge->kind != KONTOR_VERDICT_OK && row != NULL)
    verdict->image = copy_row (row);
  return verdict;
}

/* What was answered under the number that it had first is not done again; NULL where it was not. */
static KontorVerdict *
repeat_carried (KontorTestServer *self, const KontorOperation *operation)
{
  const Row *row = g_hash_table_lookup (self->rows, &operation->id);
  const Answer *answer = NULL;
  KontorVerdict *verdict;

  if (operation->was_device != 0)
    answer = g_hash_table_lookup (get_device (self, operation->was_device)->answers,
                                  &operation->was_n);
  if (answer == NULL || answer->hash != operation->hash || row == NULL)
    return NULL;
  verdict = kontor_verdict_new (operation->n, KONTOR_VERDICT_MERGED);
  verdict->version = row->version;
  verdict->image = copy_row (row);
  return verdict;
}

static KontorVerdict *
apply (KontorTestServer *self, KontorOperation *operation, guint32 device)
{
  Row *row = g_hash_table_lookup (self->rows, &operation->id);
  KontorMergeRow present = find_row (self, operation, row);
  KontorHlc hlc = kontor_hlc_clamp (operation->hlc, kontor_clock_now (self->clock));
  g_auto (KontorMerge) merge = { 0 };

  if (self->refused != NULL && operation->kind == KONTOR_OPERATION_INSERT
      && operation->entity == self->refused)
    operation->refusal = KONTOR_REFUSAL_QUOTA;
  kontor_merge_apply (&merge, &present, operation, device, hlc, self->seq + 1);
  if (merge.writes && merge.changes == NULL)
    merge.changes = kontor_fields_copy (operation->fields);
  if (merge.writes)
    write_row (self, operation->entity, &operation->id, &merge, device, hlc);
  for (guint i = 0; merge.losers != NULL && i < merge.losers->len; i++)
    write_loser (self, operation, merge.losers->pdata[i]);
  return make_verdict (self, operation, &merge);
}

static void
keep_answer (Device *device, const KontorOperation *operation, const KontorVerdict *verdict)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->hash = operation->hash;
  answer->verdict = kontor_verdict_to_json (verdict, &answer->length);
  g_hash_table_insert (device->answers, g_memdup2 (&operation->n, sizeof operation->n), answer);
  device->last = operation->n;
}

/* What has been answered, once more; NULL where it was something else. */
static KontorVerdict *
repeat (KontorTestServer *self, Device *device, const KontorOperation *operation)
{
  const Answer *answer = g_hash_table_lookup (device->answers, &operation->n);

  if (answer == NULL || answer->hash != operation->hash)
    return NULL;
  return kontor_verdict_from_json (self->schema, answer->verdict, answer->length, NULL);
}

/* If one is refused, so are the others of its group, and nothing of it is done. */
static void
refuse_group (KontorTestServer *self, GPtrArray *operations, GPtrArray *verdicts)
{
  for (guint i = 0; i < verdicts->len; i++)
    {
      KontorOperation *operation = operations->pdata[i];
      KontorVerdict *verdict = verdicts->pdata[i];
      KontorMerge merge = { .kind = KONTOR_VERDICT_REFUSED };

      merge.refusal
          = verdict->kind == KONTOR_VERDICT_REFUSED ? verdict->refusal : KONTOR_REFUSAL_GROUP;
      kontor_verdict_free (verdict);
      verdicts->pdata[i] = make_verdict (self, operation, &merge);
    }
}

static void
answer_group (KontorTestServer *self, guint32 number, GPtrArray *operations, KontorAnswer *answer)
{
  g_autoptr (GPtrArray) verdicts = g_ptr_array_new ();
  gint64 seq = self->seq;
  gboolean refused = FALSE;

  g_ptr_array_set_size (self->saved, 0);
  for (guint i = 0; i < operations->len; i++)
    {
      KontorVerdict *verdict = repeat_carried (self, operations->pdata[i]);

      if (verdict == NULL)
        verdict = apply (self, operations->pdata[i], number);
      refused |= verdict->kind == KONTOR_VERDICT_REFUSED;
      g_ptr_array_add (verdicts, verdict);
    }
  if (refused)
    {
      take_back_group (self, seq);
      refuse_group (self, operations, verdicts);
    }
  for (guint i = 0; i < verdicts->len; i++)
    {
      keep_answer (get_device (self, number), operations->pdata[i], verdicts->pdata[i]);
      g_ptr_array_add (answer->verdicts, verdicts->pdata[i]);
    }
}

static gboolean
answer_all (KontorTestServer *self, const KontorPush *push, KontorAnswer *answer)
{
  Device *device = get_device (self, push->device);
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint i = 0; i < push->operations->len; i++)
    {
      KontorOperation *operation = push->operations->pdata[i];
      const KontorOperation *next
          = i + 1 < push->operations->len ? push->operations->pdata[i + 1] : NULL;
      KontorVerdict *verdict;

      if (operation->n <= device->last)
        {
          verdict = repeat (self, device, operation);
          if (verdict == NULL)
            return FALSE;
          g_ptr_array_add (answer->verdicts, verdict);
          continue;
        }
      g_ptr_array_add (group, operation);
      if (next != NULL && next->group == operation->group)
        continue;
      answer_group (self, push->device, group, answer);
      g_ptr_array_set_size (group, 0);
    }
  answer->last = device->last;
  return TRUE;
}

guint
kontor_test_server_push (KontorTestServer *self, GBytes *body, GBytes **encoded, gint64 *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPush) push = kontor_push_decode (self->schema, body, &error);
  g_autoptr (KontorAnswer) answer = kontor_answer_new ();

  g_assert_no_error (error);
  *encoded = NULL;
  *expected = 0;
  if (push->from > get_device (self, push->device)->last + 1)
    {
      *expected = get_device (self, push->device)->last + 1;
      return 409;
    }
  if (!answer_all (self, push, answer))
    return 409;
  answer->now = kontor_clock_now (self->clock);
  answer->seq = self->seq;
  g_strlcpy (answer->epoch, KONTOR_TEST_EPOCH, sizeof answer->epoch);
  *encoded = kontor_answer_encode (answer);
  return 200;
}

static int
compare_versions (gconstpointer a, gconstpointer b)
{
  const Row *left = *(Row *const *) a, *right = *(Row *const *) b;

  return (left->version > right->version) - (left->version < right->version);
}

static GPtrArray *
list_rows (KontorTestServer *self, gint64 after)
{
  GPtrArray *rows = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Row *row = value;

      if (row->version > after)
        g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, compare_versions);
  return rows;
}

GBytes *
kontor_test_server_pull (KontorTestServer *self, guint32 device, const char *cursor, guint max)
{
  gint64 after = cursor == NULL ? 0 : g_ascii_strtoll (cursor, NULL, 10);
  g_autoptr (GPtrArray) rows = list_rows (self, after);
  KontorPageHead head = { .schema = self->schema->version,
                          .epoch = KONTOR_TEST_EPOCH,
                          .now = kontor_clock_now (self->clock),
                          .n = get_device (self, device)->last,
                          .seq = self->seq };
  g_autoptr (KontorPageWriter) writer = kontor_page_writer_new (&head);
  g_autofree char *next = NULL;
  gint64 seq = self->seq;

  for (guint i = 0; i < rows->len && i < max; i++)
    {
      const Row *row = rows->pdata[i];

      if (kontor_page_writer_wants_device (writer, row->device))
        kontor_page_writer_add_device (writer, row->device,
                                       &get_device (self, row->device)->member);
      kontor_page_writer_add_row (writer, row);
      if (rows->len > max)
        seq = row->version;
    }
  next = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  return kontor_page_writer_end (writer, next, seq, rows->len > max);
}

gint64
kontor_test_server_get_seq (KontorTestServer *self)
{
  return self->seq;
}

guint
kontor_test_server_count (KontorTestServer *self, const char *entity)
{
  GHashTableIter iter;
  gpointer value;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    count += g_str_equal (((Row *) value)->entity->name, entity);
  return count;
}
