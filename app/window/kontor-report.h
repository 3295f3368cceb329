/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-outcome.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  KONTOR_REPORT_ERRORS, /* what was done is seen anyway */
  KONTOR_REPORT_ALL,    /* says what was done, and offers to undo it */
} KontorReportMode;

/**
 * kontor_report:
 * @from: a widget in the window that is to tell; one that stays, not a dialog that closes
 * @act: (transfer full): a future of a KontorOutcome
 *
 * Lets an act run and tells how it ended. The one place where a future is let go of: nothing that
 * fails stays unsaid.
 */
void kontor_report (GtkWidget *from, DexFuture *act, KontorReportMode mode);

/* The same for other work, of which only a failure is told. */
void kontor_report_failure (GtkWidget *from, DexFuture *work);
/* Says what went wrong, now. */
void kontor_report_error (GtkWidget *from, const GError *error);

G_END_DECLS
