/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"

#include <glib/gi18n.h>

const KontorctlCommand kontorctl_commands[] = {
  { "init", "[--name NAME] [--currency CODE] [--member NAME]",
    N_ ("make a workspace, with a first pipeline"), kontorctl_run_init },
  { "check", "", N_ ("check that the file, its search and its journal are whole"),
    kontorctl_run_check },
  { "status", "", N_ ("what the workspace is and what it holds"), kontorctl_run_status },
  { "list",
    "ENTITY [--where 'stage = \"Won\" and value > 1000'] [--search TEXT]\n"
    "       [--sort FIELD,-FIELD…] [--limit N] [--columns NAME,…] [--trash] [--count]",
    N_ ("records of a kind; -FIELD sorts downwards"), kontorctl_run_list },
  { "search", "[--in ENTITY] [--limit N] TEXT…",
    N_ ("records that have words beginning so, whatever the case and the accents"),
    kontorctl_run_search },
  { "new", "ENTITY FIELD=VALUE…", N_ ("make a record; prints its id"), kontorctl_run_new },
  { "show", "ID", N_ ("a record, and what belongs to it"), kontorctl_run_show },
  { "set", "ID FIELD=VALUE…", N_ ("change fields; FIELD= clears one"), kontorctl_run_set },
  { "delete", "ID…", N_ ("move records to the trash"), kontorctl_run_delete },
  { "restore", "ID…", N_ ("take records out of the trash"), kontorctl_run_restore },
  { "journal", "[ID | ENTRY] [--limit N]",
    N_ ("what was done: lately, to one record, or by one entry"), kontorctl_run_journal },
  { "undo", "[ENTRY] [--rest]", N_ ("undo your last act, or any entry of the journal"),
    kontorctl_run_undo },
  { "redo", "", N_ ("do again what was undone last"), kontorctl_run_redo },
  { "duplicates", "[ENTITY] [--least possible|likely|sure] [--limit N]",
    N_ ("records that may be of one, and why"), kontorctl_run_duplicates },
  { "merge", "ID ID… [--take FIELD=ID]…",
    N_ ("make one record of several: the first stays, with a field of another where taken"),
    kontorctl_run_merge },
  { "split", "ID [--rest]",
    N_ ("take the merge of a record back; --rest: as far as it still stands"),
    kontorctl_run_split },
  { "keep-separate", "ID ID…", N_ ("remember that records that look alike are not the same"),
    kontorctl_run_keep_separate },
  { "inspect", "[--rows] FILE…",
    N_ ("what a file is and what would become of its columns; --json --rows: all that is in it"),
    kontorctl_run_inspect },
  { "import", "[--dry-run] [--as ENTITY] [--map FILE] [--map-out FILE] FILE…",
    N_ ("take in CSV files and vCards, those that belong together at once"), kontorctl_run_import },
  { "export",
    "--as csv|vcard|json|archive [ENTITY] FILE [--where …] [--sort …]\n"
    "       [--card-version 3.0|4.0] [--bom]",
    N_ ("write records, or all there is, to a file; - for the screen"), kontorctl_run_export },
  { "archive", "import FILE",
    N_ ("make a workspace again out of what “export --as archive” has written"),
    kontorctl_run_archive },
  { "dump", "", N_ ("all records as text: equal workspaces give equal bytes"), kontorctl_run_dump },
  { "connect", "URL EMAIL [--tenant NAME]",
    N_ ("sign in to a server; the password comes from KONTOR_PASSWORD or standard input"),
    kontorctl_run_connect },
  { "sync", "", N_ ("send what waits and fetch what is new, once"), kontorctl_run_sync },
  { "watch", "", N_ ("stay in step until interrupted, and say how it stands"),
    kontorctl_run_watch },
  { "attention", "[retry|discard N…] [edit N FIELD=VALUE…]",
    N_ ("what the server refused or another edit outdid, and why"), kontorctl_run_attention },
  { "demo", "[files FOLDER] [--seed N]",
    N_ ("make a workspace of made-up data, or files to import as another CRM exports them"),
    kontorctl_run_demo },
  { NULL },
};

const KontorctlCommand *
kontorctl_find_command (const char *name)
{
  for (const KontorctlCommand *command = kontorctl_commands; command->name != NULL; command++)
    if (g_str_equal (command->name, name))
      return command;
  return NULL;
}
