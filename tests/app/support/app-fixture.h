/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-acts.h"
#include "window/kontor-window.h"

G_BEGIN_DECLS

/**
 * AppFixture:
 *
 * The app's window on a workspace of its own, driven from within the process. The main thread is
 * guarded: any read of the file that is not by a key ends the test.
 */
typedef struct
{
  AdwApplication *application;
  KontorState *state;
  KontorWindow *window;
  KontorWorkspace *workspace;
  char *folder;
  char *path;
} AppFixture;

/* Once in a program, before anything else of here. */
void app_fixture_init (int *argc, char ***argv);

/* For g_test_add (): a new workspace, empty but for what every one begins with, and its window. */
void app_fixture_set_up (AppFixture *self, gconstpointer data);
void app_fixture_tear_down (AppFixture *self, gconstpointer data);

/* Makes a record of @entity; pairs of field and text in its canonical form, ended by NULL. Waits. */
KontorId app_fixture_make (AppFixture *self, const char *entity, ...) G_GNUC_NULL_TERMINATED;
/* @count contacts at one company. */
void app_fixture_make_contacts (AppFixture *self, guint count);
const KontorEntity *app_fixture_entity (AppFixture *self, const char *name);
KontorRecord *app_fixture_get (AppFixture *self, const char *entity, const KontorId *id);

/* Lets the main loop run until @done holds; fails the test after ten seconds. */
typedef gboolean (*AppCondition) (gpointer data);
void app_fixture_wait (AppCondition done, gpointer data, const char *what);
/* Until nothing has happened for some frames. */
void app_fixture_settle (void);
/* Awaits an act. */
KontorId app_fixture_await (DexFuture *act);

/* Goes to "contacts" or "contacts/ID" and waits for the page. */
void app_fixture_go (AppFixture *self, const char *place);
void app_fixture_go_record (AppFixture *self, const char *section, const KontorId *id);
/* Activates a detailed action on the window; it must be there. */
void app_fixture_do (AppFixture *self, const char *action);

/* Presses "<Control>z" where the focus is: the shortcuts on the way there and back get it in turn. */
gboolean app_fixture_press (AppFixture *self, const char *keys);

/* The first mapped widget of @type under @root, itself or below; @nth 0 is the first. */
GtkWidget *app_find (GtkWidget *root, GType type, guint nth);
/* The first mapped button, label or row under @root whose words are @text; NULL where none is. */
GtkWidget *app_find_text (GtkWidget *root, GType type, const char *text);
/* Whether @text is read anywhere in the window. */
gboolean app_shows (AppFixture *self, const char *text);
void app_wait_shows (AppFixture *self, const char *text);
void app_wait_hides (AppFixture *self, const char *text);

/* What a screen reader would call it; NULL where it has no name. Free it. */
char *app_dup_name (GtkWidget *widget);

G_END_DECLS
