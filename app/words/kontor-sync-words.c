/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-sync-words.h"

#include "util/kontor-error.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *code;
  const char *words;
} Sentence;

static const Sentence refusals[] = {
  { "perm", N_ ("You have no right to change this.") },
  { "quota", N_ ("The plan does not hold more records.") },
  { "guard", N_ ("Somebody else changed it at the same time.") },
  { "changed", N_ ("It was changed since, so it was not undone.") },
  { "deleted", N_ ("The record has been deleted for good.") },
  { "parent", N_ ("The record that it belongs to was refused.") },
  { "immutable", N_ ("This can’t be changed once it is made.") },
  { "invalid", N_ ("The server does not accept this value.") },
  { "large", N_ ("It is larger than the server accepts.") },
  { "schema", N_ ("The server does not know this kind of record yet.") },
  { "group", N_ ("Another part of the same change was refused.") },
};

static const Sentence troubles[] = {
  { "offline",
    N_ ("The server can’t be reached. Everything is kept here and sent as soon as it answers.") },
  { "busy", N_ ("The server is busy. Everything is kept here and sent in a moment.") },
  { "bulk", N_ ("Another program is importing. What it brings is sent when it is done.") },
  { "rubbish",
    N_ ("Something else than the server answers. Does this network ask you to sign in?") },
  { "disk", N_ ("The workspace can’t be written. Is there space left on the disk?") },
  { "corrupt", N_ ("The workspace file is damaged. Check it before you go on.") },
  { "invalid", N_ ("The server does not understand what this Kontor sends. Update Kontor.") },
  { "denied", N_ ("The server no longer lets you into this workspace. Ask its administrator.") },
  { "epoch", N_ ("The server was restored from a backup. Nothing here is lost; ask its "
                 "administrator.") },
  { "gap", N_ ("The server lacks changes that it had accepted. Nothing here is lost; ask its "
               "administrator.") },
  { "large", N_ ("A change is larger than the server accepts.") },
  { "newer", N_ ("The server is newer than this Kontor. Update Kontor.") },
};

static const char *
find (const Sentence *sentences, gsize count, const char *code, const char *otherwise)
{
  for (gsize i = 0; i < count; i++)
    if (g_strcmp0 (sentences[i].code, code) == 0)
      return _ (sentences[i].words);
  return otherwise;
}

const char *
kontor_phrase_refusal (const char *code)
{
  return find (refusals, G_N_ELEMENTS (refusals), code, _ ("The server refused it."));
}

const char *
kontor_phrase_trouble (const char *code)
{
  return find (troubles, G_N_ELEMENTS (troubles), code, _ ("Syncing has stopped."));
}

static const char *
explain_sign_in (KontorError code)
{
  switch (code)
    {
    case KONTOR_ERROR_DENIED:
      return _ ("The e-mail address or the password is not right.");

    case KONTOR_ERROR_OFFLINE:
      return _ ("The server can’t be reached. Check its address and your network.");

    case KONTOR_ERROR_BUSY:
      return _ ("An import is still running, or the server asks you to wait. Try again in a "
                "minute.");

    case KONTOR_ERROR_LIMIT:
      return _ ("This account is signed in on as many computers as it may be. Sign out on one of "
                "them first.");

    case KONTOR_ERROR_INVALID:
      return _ ("There is no Kontor server at this address. It begins with https://, and its "
                "administrator knows it.");

    case KONTOR_ERROR_CONFLICT:
      return _ ("This workspace belongs to another server or account. Open a new workspace to sign "
                "in there.");

    case KONTOR_ERROR_NOT_FOUND:
    case KONTOR_ERROR_QUOTA:
    case KONTOR_ERROR_TOO_NEW:
    case KONTOR_ERROR_CORRUPT:
    case KONTOR_ERROR_FULL:
    case KONTOR_ERROR_READ_ONLY:
    case KONTOR_ERROR_IO:
    default:
      return _ ("The workspace could not be written. Is there space left on the disk?");
    }
}

const char *
kontor_phrase_sign_in (const GError *error)
{
  if (error->domain == KONTOR_ERROR)
    return explain_sign_in ((KontorError) error->code);
  return _ ("Signing in did not work. Nothing was changed.");
}
