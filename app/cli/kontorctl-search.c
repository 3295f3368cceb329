/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-names.h"
#include "store/kontor-search.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define DEFAULT_LIMIT 20

/* A hit on one line: tabs and line breaks of a fragment are blanks. */
static void
print_hit (const KontorSearchHit *hit)
{
  g_autofree char *id = kontor_id_dup_text (&hit->id);
  g_autofree char *fragment = NULL;

  printf ("%s\t%s\t%s", hit->entity->name, id, hit->title);
  if (hit->field != NULL)
    {
      fragment = g_strdelimit (g_strdup (hit->fragment), "\t\r\n", ' ');
      printf ("\t%s: %s", hit->field->name, fragment);
    }
  printf ("\n");
}

static yyjson_mut_val *
hit_to_json (yyjson_mut_doc *doc, const KontorSearchGroup *group, const KontorSearchHit *hit)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  g_autofree char *id = kontor_id_dup_text (&hit->id);

  yyjson_mut_obj_add_str (doc, object, "entity", hit->entity->name);
  yyjson_mut_obj_add_strcpy (doc, object, "id", id);
  yyjson_mut_obj_add_strcpy (doc, object, "title", hit->title);
  if (hit->field != NULL)
    {
      yyjson_mut_obj_add_str (doc, object, "field", hit->field->name);
      yyjson_mut_obj_add_strcpy (doc, object, "fragment", hit->fragment);
    }
  yyjson_mut_obj_add_bool (doc, object, "guessed", group->guessed);
  return object;
}

static void
print_groups_json (GPtrArray *groups)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < groups->len; i++)
    {
      const KontorSearchGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->hits->len; j++)
        yyjson_mut_arr_append (list, hit_to_json (doc, group, group->hits->pdata[j]));
    }
  yyjson_mut_doc_set_root (doc, list);
  kontorctl_print_json (doc);
}

static void
print_groups (GPtrArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const KontorSearchGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->hits->len; j++)
        print_hit (group->hits->pdata[j]);
      /* Not a line of the list: whoever counts lines counts hits. */
      if (group->more)
        g_printerr (_ ("There are more %s; --limit shows them.\n"), group->entity->name);
      if (group->guessed)
        g_printerr (_ ("No %s has these words; these have words spelt like them.\n"),
                    group->entity->name);
    }
}

/* All that is found, or what is found of one entity. */
static GPtrArray *
find (Kontorctl *self, const KontorEntity *entity, const char *text, guint limit, GError **error)
{
  g_autoptr (GError) local = NULL;
  KontorSearchGroup *group;
  GPtrArray *groups;

  if (entity == NULL)
    return kontor_search_run (self->store, text, limit, error);
  group = kontor_search_run_entity (self->store, entity, text, limit, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  groups = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_search_group_free);
  if (group != NULL)
    g_ptr_array_add (groups, group);
  return groups;
}

KontorctlStatus
kontorctl_run_search (Kontorctl *self, int argc, char **argv)
{
  g_autofree char *in = NULL, *text = NULL;
  int limit = DEFAULT_LIMIT;
  const GOptionEntry options[] = {
    { "in", 0, 0, G_OPTION_ARG_STRING, &in, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { NULL },
  };
  const KontorEntity *entity = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, options, 1, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (limit < 1 || limit > KONTOR_SEARCH_MAX_HITS)
    return kontorctl_misuse (self, _ ("--limit takes a number from 1 to %d"),
                             KONTOR_SEARCH_MAX_HITS);
  if (!kontorctl_open (self, 0, &status))
    return status;
  if (in != NULL && (entity = kontorctl_find_entity (self, in)) == NULL)
    return KONTORCTL_REFUSED;
  text = g_strjoinv (" ", argv + 1);
  groups = find (self, entity, text, limit, &error);
  if (groups == NULL)
    return kontorctl_refuse (self, error);
  if (self->json)
    print_groups_json (groups);
  else
    print_groups (groups);
  return KONTORCTL_DONE;
}
