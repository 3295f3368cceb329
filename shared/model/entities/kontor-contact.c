/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorChoice consents[] = {
  { "yes", N_ ("Yes") },
  { "no", N_ ("No") },
  { NULL },
};

static const KontorField fields[] = {
  { 1, "prefix", KONTOR_TEXT, 0, .since = 1, .label = N_ ("Form of address"),
    .sample = KONTOR_SAMPLE_HONORIFIC, .group = "name",
    .aliases = KONTOR_ALIASES ("Name prefix", "Salutation", "Salutation name", "Title", "Anrede") },
  { 2, "first_name", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY, .since = 1,
    .label = N_ ("First name"), .sample = KONTOR_SAMPLE_FIRST_NAME, .group = "name",
    .aliases = KONTOR_ALIASES ("Given name", "Forename", "First", "Vorname") },
  { 3, "middle_name", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE, .since = 1,
    .label = N_ ("Middle name"), .sample = KONTOR_SAMPLE_FIRST_NAME, .group = "name",
    .aliases = KONTOR_ALIASES ("Additional name", "Middle") },
  { 4, "last_name", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY, .since = 1,
    .label = N_ ("Last name"), .sample = KONTOR_SAMPLE_LAST_NAME, .group = "name",
    .aliases = KONTOR_ALIASES ("Family name", "Surname", "Last", "Nachname") },
  { 5, "suffix", KONTOR_TEXT, 0, .since = 1, .label = N_ ("After the name"), .group = "name",
    .aliases = KONTOR_ALIASES ("Name suffix") },
  { 6, "nickname", KONTOR_TEXT, KONTOR_SEARCH, .since = 1, .label = N_ ("Nickname"),
    .sample = KONTOR_SAMPLE_FIRST_NAME },
  { 7, "company", KONTOR_REF, KONTOR_KEY | KONTOR_INDEXED | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Company"), .target = "company",
    .aliases = KONTOR_ALIASES ("Account",
                               "Account name",
                               "Company name",
                               "Organization",
                               "Organization name",
                               "Organization 1 - Name",
                               "Associated company",
                               "Employer",
                               "Firma") },
  { 8, "job_title", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_COLUMN, .since = 1, .label = N_ ("Role"),
    .sample = KONTOR_SAMPLE_JOB_TITLE,
    .aliases = KONTOR_ALIASES ("Job title",
                               "Position",
                               "Title",
                               "Organization 1 - Title",
                               "Organization title",
                               "Job position") },
  { 9, "owner", KONTOR_REF, KONTOR_INDEXED, .since = 1, .label = N_ ("Owner"), .target = "member",
    .policy = KONTOR_GUARDED,
    .aliases = KONTOR_ALIASES ("Contact owner", "Assigned user", "Assigned to", "Salesperson") },
  { 10, "birthday", KONTOR_DATE, 0, .since = 1, .label = N_ ("Birthday"),
    .aliases = KONTOR_ALIASES ("Birth date", "Date of birth", "Geburtstag") },
  { 11, "lead_source", KONTOR_TEXT, 0, .since = 1, .label = N_ ("Came from"),
    .sample = KONTOR_SAMPLE_SOURCE,
    .aliases = KONTOR_ALIASES ("Lead source", "Original source", "Source") },
  { 12, "consent", KONTOR_CHOICE, 0, .since = 1, .label = N_ ("May be written to"),
    .choices = consents },
  { 13, "description", KONTOR_LONG_TEXT, KONTOR_SEARCH, .since = 1, .label = N_ ("About"),
    .policy = KONTOR_TEXT3,
    .aliases = KONTOR_ALIASES ("Notes", "Description", "Comments", "Notizen") },
  /* What a vCard said and no other field holds, as it was written, so that it can be given back. */
  { 14, "card", KONTOR_LONG_TEXT, KONTOR_HIDDEN, .since = 1, .label = N_ ("Rest of the card") },
  KONTOR_MERGE_FIELDS (15, "contact"),
};

/* E-mail, phone and address are contact points: a person has any number of each. */
const KontorEntity kontor_entity_contact = {
  "contact",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Contacts"),
  .label_one = N_ ("Contact"),
  .icon = "avatar-default-symbolic",
};
