/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "account/kontor-truth.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_STATUS_DIALOG (kontor_status_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KontorStatusDialog, kontor_status_dialog, KONTOR, STATUS_DIALOG, AdwDialog)

/* Where the data is and how it stands: the file, how much is in it, the last act; its server. */
AdwDialog *kontor_status_dialog_new (KontorWorkspace *workspace, KontorTruth *truth);

G_END_DECLS
