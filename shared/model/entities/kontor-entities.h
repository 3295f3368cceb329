/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"

G_BEGIN_DECLS

/* One line for each entity: the other line it needs is in kontor-entities.c. */
extern const KontorEntity kontor_entity_member;
extern const KontorEntity kontor_entity_team;
extern const KontorEntity kontor_entity_company;
extern const KontorEntity kontor_entity_contact;
extern const KontorEntity kontor_entity_contact_point;
extern const KontorEntity kontor_entity_role;
extern const KontorEntity kontor_entity_tag;
extern const KontorEntity kontor_entity_tagging;
extern const KontorEntity kontor_entity_pipeline;
extern const KontorEntity kontor_entity_stage;
extern const KontorEntity kontor_entity_product;
extern const KontorEntity kontor_entity_deal;
extern const KontorEntity kontor_entity_deal_line;
extern const KontorEntity kontor_entity_activity;
extern const KontorEntity kontor_entity_task;
extern const KontorEntity kontor_entity_conflict;

extern const KontorSchema kontor_default_schema;

G_END_DECLS
