/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "transfer/kontor-import-plan.h"

/* The words that stand for enumerations in the JSON of a plan, by their values. */
static const char *const missing_names[] = { "create", "refuse", "skip" };
static const char *const existing_names[] = { "overwrite", "fill", "keep" };
static const char *const header_names[] = { "find", "yes", "no" };
static const char *const decimal_names[] = { "any", "point", "comma" };
static const char *const part_names[] = { "whole", "prefix", "first", "middle", "last", "suffix" };

static const struct
{
  const char *name;
  guint order;
} orders[] = {
  { "ymd", KONTOR_DATE_YMD },
  { "dmy", KONTOR_DATE_DMY },
  { "mdy", KONTOR_DATE_MDY },
};
