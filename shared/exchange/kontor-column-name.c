/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-name-private.h"

#include "exchange/kontor-column-guess.h"
#include "model/kontor-fold.h"

#include <string.h>

/* Puts a blank where a small letter or digit meets a capital: FirstName. */
static char *
open_camel_case (const char *name)
{
  GString *open = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    {
      if (c > name && g_ascii_isupper (*c) && (g_ascii_islower (c[-1]) || g_ascii_isdigit (c[-1])))
        g_string_append_c (open, ' ');
      g_string_append_c (open, *c);
    }
  return g_string_free (open, FALSE);
}

GPtrArray *
kontor_column_name_split (const char *name)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *open = open_camel_case (name);
  g_autofree char *folded = kontor_fold (open);
  GString *word = g_string_new (NULL);

  for (const char *c = folded;; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter == '\'')
        continue;
      if (letter != 0 && (g_unichar_isalnum (letter) || g_unichar_ismark (letter)))
        {
          g_string_append_unichar (word, letter);
          continue;
        }
      if (word->len > 0)
        g_ptr_array_add (words, g_strdup (word->str));
      g_string_truncate (word, 0);
      if (letter == 0)
        break;
    }
  g_string_free (word, TRUE);
  return words;
}

char *
kontor_column_name_join (GPtrArray *words, guint from, guint to)
{
  GString *joined = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append (joined, g_ptr_array_index (words, i));
  return g_string_free (joined, FALSE);
}

typedef enum
{
  LABEL_PLACE,  /* work, home: comes first */
  LABEL_DEVICE, /* mobile, fax: a phone */
  LABEL_USE,    /* billing: of addresses */
  LABEL_META,   /* the column holds the label */
  LABEL_NOISE,
} LabelKind;

static const struct
{
  const char *word;
  const char *label;
  LabelKind kind;
} label_words[] = {
  { "work", "work", LABEL_PLACE },
  { "business", "work", LABEL_PLACE },
  { "office", "work", LABEL_PLACE },
  { "geschaftlich", "work", LABEL_PLACE },
  { "home", "home", LABEL_PLACE },
  { "private", "home", LABEL_PLACE },
  { "personal", "home", LABEL_PLACE },
  { "privat", "home", LABEL_PLACE },
  { "other", "other", LABEL_PLACE },
  { "mobile", "mobile", LABEL_DEVICE },
  { "cell", "mobile", LABEL_DEVICE },
  { "cellphone", "mobile", LABEL_DEVICE },
  { "mobil", "mobile", LABEL_DEVICE },
  { "handy", "mobile", LABEL_DEVICE },
  { "fax", "fax", LABEL_DEVICE },
  { "telefax", "fax", LABEL_DEVICE },
  { "pager", "pager", LABEL_DEVICE },
  { "car", "car", LABEL_DEVICE },
  { "main", "main", LABEL_PLACE },
  { "primary", NULL, LABEL_NOISE },
  { "assistant", "assistant", LABEL_PLACE },
  { "assistants", "assistant", LABEL_PLACE },
  { "billing", "billing", LABEL_USE },
  { "shipping", "shipping", LABEL_USE },
  { "delivery", "shipping", LABEL_USE },
  { "mailing", "mailing", LABEL_USE },
  { "type", NULL, LABEL_META },
  { "label", NULL, LABEL_META },
  { "value", NULL, LABEL_NOISE },
};

/* Its place in the table, or -1. */
static int
find_label_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (label_words); i++)
    if (strcmp (label_words[i].word, word) == 0)
      return i;
  return -1;
}

static void
add_label (char **label, const char *word)
{
  char *both = *label != NULL ? g_strconcat (*label, " ", word, NULL) : g_strdup (word);

  g_free (*label);
  *label = both;
}

void
kontor_column_label_read (GPtrArray *words, KontorColumnLabel *label)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  *label = (KontorColumnLabel) { 0 };
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      int at = find_label_word (word);

      if (at >= 0 && label_words[at].kind == LABEL_META)
        label->is_label = TRUE;
      else if (at >= 0 && label_words[at].label != NULL)
        {
          add_label (&label->label, label_words[at].label);
          label->is_phone = label->is_phone || label_words[at].kind == LABEL_DEVICE;
        }
      else if (strlen (word) == 1 && g_ascii_isdigit (*word))
        {
          label->number = *word - '0';
          label->ends_with_number = i + 1 == words->len;
        }
      else if (at < 0)
        g_ptr_array_add (rest, (gpointer) word);
    }
  label->rest = kontor_column_name_join (rest, 0, rest->len);
}

void
kontor_column_label_clear (KontorColumnLabel *label)
{
  g_free (label->label);
  g_free (label->rest);
}

char *
kontor_column_dup_label (const char *text)
{
  const char *plain = g_str_has_prefix (text, "* ") ? text + strlen ("* ") : text;
  g_autoptr (GPtrArray) words = kontor_column_name_split (plain);
  g_autofree char *label = NULL;

  for (guint i = 0; i < words->len; i++)
    {
      int at = find_label_word (g_ptr_array_index (words, i));

      if (at < 0 || label_words[at].label == NULL)
        return g_strdup (plain);
      add_label (&label, label_words[at].label);
    }
  return label != NULL ? g_steal_pointer (&label) : g_strdup (plain);
}

struct _KontorColumnNames
{
  GHashTable *fields;   /* KontorField to a set of its names */
  GHashTable *entities; /* KontorEntity to a Called */
};

/* How a field's name is meant that is in its set. */
#define BY_NAME GUINT_TO_POINTER (1)
#define BY_ALIAS GUINT_TO_POINTER (2)

/* What records of an entity are called in a word, among @entities. */
typedef struct
{
  const KontorEntity *const *entities;
  GHashTable *words;
} Called;

static void
free_called (gpointer data)
{
  Called *called = data;

  g_hash_table_unref (called->words);
  g_free (called);
}

static void
free_names (gpointer data)
{
  KontorColumnNames *names = data;

  g_hash_table_unref (names->fields);
  g_hash_table_unref (names->entities);
  g_free (names);
}

KontorColumnNames *
kontor_column_names_get (void)
{
  static GPrivate kept = G_PRIVATE_INIT (free_names);
  KontorColumnNames *names = g_private_get (&kept);

  if (names != NULL)
    return names;
  names = g_new (KontorColumnNames, 1);
  names->fields = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  names->entities = g_hash_table_new_full (NULL, NULL, NULL, free_called);
  g_private_set (&kept, names);
  return names;
}

/* What stands in the set already is meant as it was said first. */
static void
add_name (GHashTable *set, const char *name, gpointer how)
{
  g_autoptr (GPtrArray) words = NULL;
  char *joined;

  if (name == NULL)
    return;
  words = kontor_column_name_split (name);
  joined = kontor_column_name_join (words, 0, words->len);
  if (g_hash_table_contains (set, joined))
    g_free (joined);
  else
    g_hash_table_insert (set, joined, how);
}

static GHashTable *
make_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *
get_field_names (KontorColumnNames *names, const KontorField *field)
{
  GHashTable *set = g_hash_table_lookup (names->fields, field);

  if (set != NULL)
    return set;
  set = make_set ();
  add_name (set, field->name, BY_NAME);
  add_name (set, field->label, BY_NAME);
  for (const char *const *alias = field->aliases; alias != NULL && *alias != NULL; alias++)
    add_name (set, *alias, BY_ALIAS);
  g_hash_table_insert (names->fields, (gpointer) field, set);
  return set;
}

gboolean
kontor_column_name_is_field (KontorColumnNames *names,
                             const char *joined,
                             const KontorField *field,
                             gboolean *is_alias)
{
  gpointer how = g_hash_table_lookup (get_field_names (names, field), joined);

  *is_alias = how != BY_NAME;
  return how != NULL;
}

static void
add_one_word_aliases (GHashTable *set, const KontorField *field)
{
  for (const char *const *alias = field->aliases; alias != NULL && *alias != NULL; alias++)
    if (strpbrk (*alias, " -/") == NULL)
      add_name (set, *alias, BY_ALIAS);
}

/* Where the title is one field, what it is called is what the record is called: Account. */
static void
add_title_words (GHashTable *set, const KontorEntity *entity)
{
  const KontorField *title = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_TITLE)
      {
        if (title != NULL)
          return;
        title = &entity->fields[i];
      }
  if (title != NULL)
    add_one_word_aliases (set, title);
}

static GHashTable *
list_words (const KontorEntity *entity, const KontorEntity *const *entities, guint n_entities)
{
  GHashTable *set = make_set ();

  add_name (set, entity->name, BY_NAME);
  add_name (set, entity->label, BY_NAME);
  add_name (set, entity->label_one, BY_NAME);
  add_title_words (set, entity);
  for (guint i = 0; i < n_entities; i++)
    for (guint j = 0; j < entities[i]->n_fields; j++)
      {
        const KontorField *field = &entities[i]->fields[j];

        if (field->type == KONTOR_REF && g_strcmp0 (field->target, entity->name) == 0
            && !(field->flags & KONTOR_PARENT))
          add_one_word_aliases (set, field);
      }
  return set;
}

gboolean
kontor_column_name_is_entity (KontorColumnNames *names,
                              const char *joined,
                              const KontorEntity *entity,
                              const KontorEntity *const *entities,
                              guint n_entities)
{
  Called *called = g_hash_table_lookup (names->entities, entity);

  if (called == NULL || called->entities != entities)
    {
      called = g_new (Called, 1);
      *called = (Called) { entities, list_words (entity, entities, n_entities) };
      g_hash_table_insert (names->entities, (gpointer) entity, called);
    }
  return g_hash_table_contains (called->words, joined);
}
