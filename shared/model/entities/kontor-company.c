/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "name", KONTOR_TEXT,
    KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Name"), .sample = KONTOR_SAMPLE_FIRM,
    .aliases = KONTOR_ALIASES ("Company",
                               "Company name",
                               "Account",
                               "Account name",
                               "Organization",
                               "Organisation",
                               "Organization name",
                               "Firm",
                               "Firma") },
  { 2, "website", KONTOR_URL, KONTOR_SEARCH | KONTOR_COLUMN, .since = 1, .label = N_ ("Website"),
    .aliases = KONTOR_ALIASES ("Web site", "URL", "Company domain name", "Domain", "Homepage") },
  { 3, "industry", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_COLUMN, .since = 1, .label = N_ ("Industry"),
    .sample = KONTOR_SAMPLE_INDUSTRY, .aliases = KONTOR_ALIASES ("Sector", "Branch") },
  { 4, "founded", KONTOR_INTEGER, KONTOR_YEAR, .since = 1, .label = N_ ("Founded in"),
    .sample = KONTOR_SAMPLE_YEAR,
    .aliases = KONTOR_ALIASES ("Year established", "Year founded", "Founded") },
  { 5, "revenue", KONTOR_DECIMAL, 0, .since = 1, .label = N_ ("Revenue (millions)"), .digits = 2,
    .aliases = KONTOR_ALIASES ("Annual revenue", "Turnover") },
  { 6, "employees", KONTOR_INTEGER, KONTOR_COLUMN, .since = 1, .label = N_ ("Employees"),
    .aliases = KONTOR_ALIASES ("Number of employees", "No. of employees", "Staff", "Headcount") },
  { 7, "location", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_COLUMN, .since = 1, .label = N_ ("Location"),
    .sample = KONTOR_SAMPLE_COUNTRY,
    .aliases = KONTOR_ALIASES ("Office location", "Country", "Headquarters") },
  { 8, "parent", KONTOR_REF, KONTOR_INDEXED, .since = 1, .label = N_ ("Subsidiary of"),
    .target = "company", .aliases = KONTOR_ALIASES ("Parent", "Parent account", "Parent company") },
  { 9, "owner", KONTOR_REF, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("Owner"),
    .target = "member", .policy = KONTOR_GUARDED,
    .aliases = KONTOR_ALIASES ("Account owner",
                               "Company owner",
                               "Assigned user",
                               "Assigned to",
                               "Salesperson") },
  { 10, "description", KONTOR_LONG_TEXT, KONTOR_SEARCH, .since = 1, .label = N_ ("About"),
    .policy = KONTOR_TEXT3, .aliases = KONTOR_ALIASES ("Notes", "About us", "Description") },
  /* As a contact's: what the card of a company said and no other field holds. */
  { 11, "card", KONTOR_LONG_TEXT, KONTOR_HIDDEN, .since = 1, .label = N_ ("Rest of the card") },
  KONTOR_MERGE_FIELDS (12, "company"),
};

const KontorEntity kontor_entity_company = {
  "company",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Companies"),
  .label_one = N_ ("Company"),
  .icon = "kontor-company-symbolic",
};
