/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "util/kontor-error.h"

G_DEFINE_QUARK (kontor - error - quark, kontor_error)
