/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorType:
 *
 * What a field holds. A type decides the column, the wire form, the text form, how the value is
 * searched and sorted, and how a form edits it.
 */
typedef enum
{
  KONTOR_NONE, /* no value: what a cleared field holds */
  KONTOR_TEXT,
  KONTOR_LONG_TEXT,
  KONTOR_INTEGER,
  KONTOR_DECIMAL,   /* fixed point, with the field's number of digits after it */
  KONTOR_MONEY,     /* minor units and a currency: two columns, one value */
  KONTOR_DATE,      /* a day of the calendar: no time, no zone */
  KONTOR_INSTANT,   /* a point in time, UTC, milliseconds */
  KONTOR_WALL_TIME, /* what the clock on the wall shows in a zone: 2026-03-29T09:30[Europe/Berlin] */
  KONTOR_EMAIL,
  KONTOR_PHONE, /* kept as typed, found by its digits */
  KONTOR_URL,
  KONTOR_CHOICE, /* one of the field's choices, by key */
  KONTOR_REF,    /* the id of a record of the field's target */
  KONTOR_RANK,   /* a place in a hand-made order: see kontor-rank.h */
  KONTOR_BOOLEAN,
} KontorType;

typedef enum
{
  KONTOR_REQUIRED = 1 << 0,
  KONTOR_SEARCH = 1 << 1,  /* found by full-text search */
  KONTOR_INDEXED = 1 << 2, /* filtered or sorted by often enough for an index */
  KONTOR_TITLE
  = 1 << 3, /* part of the record's title, joined by spaces in the order of the table */
  KONTOR_PARENT = 1 << 4, /* a reference to what the record belongs to: trashed and found with it */
  KONTOR_KEY = 1 << 5,    /* an import recognises an existing record by it; of a reference: its name
                           * is one only within what that points to */
  KONTOR_COLUMN = 1 << 6, /* a column of lists until the user chooses others */
  KONTOR_HIDDEN = 1 << 7, /* kept and synced, but not shown in forms and lists */
  KONTOR_YEAR = 1 << 8,  /* an integer that counts nothing: shown without marks between thousands */
  KONTOR_LATER = 1 << 9, /* known only in the end: nobody is asked for it about a new record */
  KONTOR_ALIAS = 1 << 10, /* a reference to what this record was merged into: from the trash, its id
                           * leads there */
} KontorFieldFlags;

/**
 * KontorPolicy:
 *
 * What happens when two devices changed the same group without seeing each other.
 */
typedef enum
{
  KONTOR_LWW,       /* the later edit wins, the other is kept as a conflict */
  KONTOR_GUARDED,   /* the second one is refused and asked about */
  KONTOR_INC,       /* both count: the difference is sent */
  KONTOR_SET,       /* elements come and go one by one */
  KONTOR_ORDER,     /* a place in an order: the later wins, silently; as LWW for what else the
                     * group says, such as the list it is a place in */
  KONTOR_TEXT3,     /* merged by lines, then words */
  KONTOR_IMMUTABLE, /* never changes once made */
  KONTOR_SERVER,    /* only the server writes it */
} KontorPolicy;

/**
 * KontorSample:
 *
 * What the values of a field look like beyond what its type says: for made-up records.
 */
typedef enum
{
  KONTOR_SAMPLE_PLAIN,
  KONTOR_SAMPLE_HONORIFIC,
  KONTOR_SAMPLE_FIRST_NAME,
  KONTOR_SAMPLE_LAST_NAME,
  KONTOR_SAMPLE_FULL_NAME,
  KONTOR_SAMPLE_JOB_TITLE,
  KONTOR_SAMPLE_FIRM,
  KONTOR_SAMPLE_INDUSTRY,
  KONTOR_SAMPLE_STREET,
  KONTOR_SAMPLE_POSTAL_CODE,
  KONTOR_SAMPLE_CITY,
  KONTOR_SAMPLE_COUNTRY,
  KONTOR_SAMPLE_SOURCE,
  KONTOR_SAMPLE_SUBJECT, /* of a task, a call, a deal */
  KONTOR_SAMPLE_REASON,  /* why a deal was lost */
  KONTOR_SAMPLE_PRODUCT,
  KONTOR_SAMPLE_SERIES,
  KONTOR_SAMPLE_LABEL, /* of a contact point */
  KONTOR_SAMPLE_YEAR,
  KONTOR_SAMPLE_PERCENT,
  KONTOR_SAMPLE_MINUTES,
} KontorSample;

typedef struct
{
  const char *key;   /* what is stored and sent; never translated, never reused */
  const char *label; /* N_() */
} KontorChoice;

/**
 * KontorField:
 * @tag: the field's number, from 1, for ever: never reused, the wire's and the journal's name of it
 * @name: snake_case; the column, the CSV header, the name in queries and on the command line
 * @since: the schema version that brought it
 * @label: N_(), sentence case
 * @target: for KONTOR_REF the entity it points to
 * @choices: for KONTOR_CHOICE, ended by { NULL }
 * @group: fields with the same group change and conflict as one; NULL: a group of its own
 * @policy: of the group; the first field of a group decides
 * @guarded_while: the group becomes KONTOR_GUARDED while this predicate of the record holds,
 *   in the language of queries
 * @digits: for KONTOR_DECIMAL, digits after the point
 * @sample: what made-up values look like
 * @aliases: headers under which other programs export it, ended by NULL; compared folded
 *
 * One column of one entity. Constant: everything generic reads this at run time.
 */
typedef struct
{
  guint16 tag;
  const char *name;
  KontorType type;
  KontorFieldFlags flags;
  guint16 since;
  const char *label;
  const char *target;
  const KontorChoice *choices;
  const char *group;
  KontorPolicy policy;
  const char *guarded_while;
  guint8 digits;
  KontorSample sample;
  const char *const *aliases;
} KontorField;

#define KONTOR_ALIASES(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* The choice of @field with that key, or NULL. */
const KontorChoice *kontor_field_find_choice (const KontorField *field, const char *key);

/* TRUE where a value of @type lies in KontorValue.text. */
static inline gboolean
kontor_type_is_text (KontorType type)
{
  switch (type)
    {
    case KONTOR_TEXT:
    case KONTOR_LONG_TEXT:
    case KONTOR_WALL_TIME:
    case KONTOR_EMAIL:
    case KONTOR_PHONE:
    case KONTOR_URL:
    case KONTOR_CHOICE:
    case KONTOR_RANK:
      return TRUE;

    case KONTOR_NONE:
    case KONTOR_INTEGER:
    case KONTOR_DECIMAL:
    case KONTOR_MONEY:
    case KONTOR_DATE:
    case KONTOR_INSTANT:
    case KONTOR_REF:
    case KONTOR_BOOLEAN:
    default:
      return FALSE;
    }
}

G_END_DECLS
