/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorChoice kinds[] = {
  { "email", N_ ("Email") },
  { "phone", N_ ("Phone") },
  { "address", N_ ("Address") },
  { "url", N_ ("Web address") },
  { NULL },
};

static const KontorField fields[] = {
  { 1, "contact", KONTOR_REF, KONTOR_PARENT | KONTOR_INDEXED, .since = 1, .label = N_ ("Contact"),
    .target = "contact" },
  { 2, "company", KONTOR_REF, KONTOR_PARENT | KONTOR_INDEXED, .since = 1, .label = N_ ("Company"),
    .target = "company" },
  { 3, "kind", KONTOR_CHOICE, KONTOR_REQUIRED, .since = 1, .label = N_ ("Kind"), .choices = kinds },
  { 4, "label", KONTOR_TEXT, 0, .since = 1, .label = N_ ("Label"), .sample = KONTOR_SAMPLE_LABEL },
  { 5, "position", KONTOR_RANK, KONTOR_HIDDEN, .since = 1, .label = N_ ("Place"),
    .policy = KONTOR_ORDER },
  { 6, "email", KONTOR_EMAIL, KONTOR_SEARCH | KONTOR_TITLE | KONTOR_INDEXED, .since = 1,
    .label = N_ ("Email"), .group = "value",
    .aliases
    = KONTOR_ALIASES ("E-mail", "Email address", "E-mail address", "Mail", "E-mail 1 - Value") },
  { 7, "phone", KONTOR_PHONE, KONTOR_SEARCH | KONTOR_TITLE, .since = 1, .label = N_ ("Phone"),
    .group = "value",
    .aliases = KONTOR_ALIASES ("Phone number",
                               "Telephone",
                               "Mobile",
                               "Mobile phone",
                               "Business phone",
                               "Telefon",
                               "Phone 1 - Value") },
  { 8, "url", KONTOR_URL, KONTOR_SEARCH | KONTOR_TITLE, .since = 1, .label = N_ ("Web address"),
    .group = "value",
    .aliases = KONTOR_ALIASES ("URL", "Website", "Web site", "Web page", "Homepage") },
  { 9, "street", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE, .since = 1, .label = N_ ("Street"),
    .sample = KONTOR_SAMPLE_STREET, .group = "value",
    .aliases = KONTOR_ALIASES ("Address",
                               "Street address",
                               "Mailing street",
                               "Billing street",
                               "Business street",
                               "Straße") },
  { 10, "postal_code", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE, .since = 1,
    .label = N_ ("Postal code"), .sample = KONTOR_SAMPLE_POSTAL_CODE, .group = "value",
    .aliases = KONTOR_ALIASES ("Zip", "Zip code", "Postcode", "Zip/Postal code", "PLZ") },
  { 11, "city", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE, .since = 1, .label = N_ ("City"),
    .sample = KONTOR_SAMPLE_CITY, .group = "value",
    .aliases
    = KONTOR_ALIASES ("Town", "Locality", "Mailing city", "Billing city", "Business city", "Ort") },
  { 12, "region", KONTOR_TEXT, KONTOR_TITLE, .since = 1, .label = N_ ("State or region"),
    .group = "value",
    .aliases = KONTOR_ALIASES ("State", "Region", "Province", "State/Region", "State/Province") },
  { 13, "country", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE, .since = 1, .label = N_ ("Country"),
    .sample = KONTOR_SAMPLE_COUNTRY, .group = "value",
    .aliases
    = KONTOR_ALIASES ("Country/Region", "Mailing country", "Business country/region", "Land") },
};

/* One way to reach a person or a company. Which of the values it has is said by its kind. */
const KontorEntity kontor_entity_contact_point = {
  "contact_point",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Contact points"),
  .label_one = N_ ("Contact point"),
  .icon = "mail-unread-symbolic",
  .sort = "position",
};
