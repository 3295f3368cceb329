/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorChoice kinds[] = {
  { "todo", N_ ("To do") },
  { "call", N_ ("Call") },
  { "meeting", N_ ("Meeting") },
  { "mail", N_ ("Mail") },
  { NULL },
};

static const KontorField fields[] = {
  { 1, "title", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_COLUMN,
    .since = 1, .label = N_ ("Title"), .sample = KONTOR_SAMPLE_SUBJECT,
    .aliases = KONTOR_ALIASES ("Subject", "Task", "Task name") },
  { 2, "kind", KONTOR_CHOICE, 0, .since = 1, .label = N_ ("Kind"), .choices = kinds },
  { 3, "due_on", KONTOR_DATE, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("Due on"),
    .aliases = KONTOR_ALIASES ("Due date", "Due") },
  { 4, "remind_at", KONTOR_WALL_TIME, 0, .since = 1, .label = N_ ("Remind at") },
  { 5, "done_at", KONTOR_INSTANT, KONTOR_INDEXED, .since = 1, .label = N_ ("Done") },
  { 6, "important", KONTOR_BOOLEAN, 0, .since = 1, .label = N_ ("Important") },
  { 7, "owner", KONTOR_REF, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("For"),
    .target = "member", .aliases = KONTOR_ALIASES ("Assigned to", "Assignee") },
  { 8, "contact", KONTOR_REF, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("Contact"),
    .target = "contact" },
  { 9, "company", KONTOR_REF, KONTOR_INDEXED, .since = 1, .label = N_ ("Company"),
    .target = "company" },
  { 10, "deal", KONTOR_REF, KONTOR_INDEXED, .since = 1, .label = N_ ("Deal"), .target = "deal" },
  { 11, "description", KONTOR_LONG_TEXT, KONTOR_SEARCH, .since = 1, .label = N_ ("About"),
    .policy = KONTOR_TEXT3, .aliases = KONTOR_ALIASES ("Notes", "Description") },
};

const KontorEntity kontor_entity_task = {
  "task",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Tasks"),
  .label_one = N_ ("Task"),
  .icon = "checkbox-checked-symbolic",
  .sort = "due_on",
};
