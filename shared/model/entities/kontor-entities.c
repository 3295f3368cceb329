/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

/* The order is that of lists of everything, and no more: files and the wire go by name. */
static const KontorEntity *const entities[] = {
  &kontor_entity_contact,  &kontor_entity_company,    &kontor_entity_deal,
  &kontor_entity_task,     &kontor_entity_activity,   &kontor_entity_product,
  &kontor_entity_member,   &kontor_entity_team,       &kontor_entity_contact_point,
  &kontor_entity_role,     &kontor_entity_tag,        &kontor_entity_tagging,
  &kontor_entity_pipeline, &kontor_entity_stage,      &kontor_entity_deal_line,
  &kontor_entity_conflict, &kontor_entity_separation,
};

const KontorSchema kontor_default_schema = { entities, G_N_ELEMENTS (entities), .version = 2 };
