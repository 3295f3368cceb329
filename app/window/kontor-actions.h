/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The headings of the shortcuts dialog, in its order. */
typedef enum
{
  KONTOR_TOPIC_GENERAL,
  KONTOR_TOPIC_PLACES,
  KONTOR_TOPIC_LIST,
  KONTOR_TOPIC_BOARD,
  KONTOR_TOPIC_TASKS,
  KONTOR_TOPIC_RECORD,
  KONTOR_N_TOPICS,
} KontorTopic;

typedef enum
{
  KONTOR_ACTION_NO_PALETTE = 1 << 0, /* makes no sense to be chosen by name */
} KontorActionFlags;

/**
 * KontorAction:
 * @name: detailed: the prefix says who carries it out, "win.section::contacts"
 * @keys: accelerators as gtk_accelerator_parse() reads them, separated by spaces, or NULL.
 *   One that means something where text is edited works only within its page, and after it
 * @label: N_(), the words of menus and palette
 *
 * One thing a user can do. Menus, palette, accelerators and the shortcuts dialog are made from the
 * one table of them.
 */
typedef struct
{
  const char *name;
  const char *keys;
  const char *label;
  const char *icon; /* NULL: none */
  KontorTopic topic;
  KontorActionFlags flags;
} KontorAction;

const KontorAction *kontor_actions_get_all (guint *count);
/* By detailed name; NULL where there is none. */
const KontorAction *kontor_actions_find (const char *name);

const char *kontor_topic_get_label (KontorTopic topic);

/* TRUE for an accelerator that types or edits where text is: letters, Delete, Ctrl+Z. */
gboolean kontor_actions_is_text_key (const char *accelerator);

/* Gives @application the accelerators that work everywhere. */
void kontor_actions_set_accels (GtkApplication *application);
/* Gives @widget the other ones of the actions whose prefix is @prefix. */
void kontor_actions_add_text_keys (GtkWidget *widget, const char *prefix);

/* Appends the actions, named up to NULL, with their labels as one section. */
void kontor_actions_append_section (GMenu *menu, const char *name, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
