/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-import-phrases.h"

#include <glib/gi18n.h>

const char *
kontor_problem_kind_get_code (KontorProblemKind kind)
{
  static const char *const codes[] = {
    [KONTOR_PROBLEM_FORM] = "form",           [KONTOR_PROBLEM_LIMIT] = "limit",
    [KONTOR_PROBLEM_MISSING] = "missing",     [KONTOR_PROBLEM_UNKNOWN] = "unknown",
    [KONTOR_PROBLEM_AMBIGUOUS] = "ambiguous", [KONTOR_PROBLEM_CYCLE] = "cycle",
    [KONTOR_PROBLEM_RAGGED] = "ragged",       [KONTOR_PROBLEM_DISAGREES] = "disagrees",
  };

  return codes[kind];
}

static const char *
explain_form (const KontorProblem *problem)
{
  switch (problem->field == NULL ? KONTOR_REF : problem->field->type)
    {
    case KONTOR_INTEGER:
      return _ ("This is not a whole number.");
    case KONTOR_DECIMAL:
      return _ ("This is not a number with as many digits as the field has.");
    case KONTOR_MONEY:
      return _ ("This is not an amount of money.");
    case KONTOR_DATE:
      return _ ("This is not a date.");
    case KONTOR_INSTANT:
    case KONTOR_WALL_TIME:
      return _ ("This is not a date with a time.");
    case KONTOR_EMAIL:
      return _ ("This is not an email address.");
    case KONTOR_URL:
      return _ ("This is not a web address.");
    case KONTOR_BOOLEAN:
      return _ ("This is neither yes nor no.");
    case KONTOR_CHOICE:
      return _ ("This is not one of the choices.");
    case KONTOR_REF:
      return _ ("This is not an id.");
    default:
      return _ ("This can't stand in the field.");
    }
}

static char *
explain_unknown (const KontorProblem *problem)
{
  const char *label = _ (problem->entity->label);

  if (problem->suggestion == NULL)
    /* Translators: %s is "Products" or "Companies" */
    return g_strdup_printf (_ ("Nothing in “%s” is called that."), label);
  /* Translators: the first %s is "Products" or "Companies", the second the name of one of them */
  return g_strdup_printf (_ ("Nothing in “%s” is called that. Did you mean “%s”?"), label,
                          problem->suggestion);
}

static char *
explain_ambiguous (const KontorProblem *problem)
{
  if (problem->field != NULL
      && (problem->field->type == KONTOR_DATE || problem->field->type == KONTOR_INSTANT))
    return g_strdup (_ ("This date can be read in two ways. Say which order the column has."));
  /* Translators: %s is "Products" or "Companies" */
  return g_strdup_printf (_ ("Several in “%s” are called that."), _ (problem->entity->label));
}

char *
kontor_phrase_problem (const KontorProblem *problem)
{
  const char *label = problem->field == NULL ? "" : _ (problem->field->label);

  switch (problem->kind)
    {
    case KONTOR_PROBLEM_UNKNOWN:
      return explain_unknown (problem);
    case KONTOR_PROBLEM_AMBIGUOUS:
      return explain_ambiguous (problem);
    case KONTOR_PROBLEM_MISSING:
      /* Translators: %s is the name of a field */
      return g_strdup_printf (_ ("“%s” must have a value."), label);
    case KONTOR_PROBLEM_LIMIT:
      if (problem->field == NULL)
        return g_strdup (_ ("This was too large to be kept."));
      /* Translators: %s is the name of a field */
      return g_strdup_printf (_ ("This is too much for “%s”."), label);
    case KONTOR_PROBLEM_CYCLE:
      return g_strdup (_ ("It would come to belong to itself."));
    case KONTOR_PROBLEM_RAGGED:
      return g_strdup (_ ("The row has more values than the file has columns."));
    case KONTOR_PROBLEM_DISAGREES:
      return g_strdup (_ ("An earlier row says something else, which was kept."));
    case KONTOR_PROBLEM_FORM:
    default:
      return g_strdup (explain_form (problem));
    }
}
