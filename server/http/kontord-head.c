/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-head.h"

#include "http/kontord-limits.h"

#include <string.h>

static const struct
{
  const char *name;
  gsize offset;
} known_fields[] = {
  { "Host", G_STRUCT_OFFSET (KontordHead, host) },
  { "Authorization", G_STRUCT_OFFSET (KontordHead, authorization) },
  { "Content-Length", G_STRUCT_OFFSET (KontordHead, content_length) },
  { "Transfer-Encoding", G_STRUCT_OFFSET (KontordHead, transfer_encoding) },
  { "Content-Encoding", G_STRUCT_OFFSET (KontordHead, content_encoding) },
  { "Content-Type", G_STRUCT_OFFSET (KontordHead, content_type) },
  { "Accept-Encoding", G_STRUCT_OFFSET (KontordHead, accept_encoding) },
  { "Expect", G_STRUCT_OFFSET (KontordHead, expect) },
  { "X-Forwarded-For", G_STRUCT_OFFSET (KontordHead, forwarded_for) },
};

static gboolean
has_control_character (const char *value, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar byte = value[i];

      if ((byte < 0x20 && byte != '\t') || byte == 0x7f)
        return TRUE;
    }
  return FALSE;
}

void
kontord_head_add (KontordHead *self, const char *name, const char *value, gsize length)
{
  self->n_fields++;
  if (value == NULL)
    value = "";
  if (has_control_character (value, length))
    self->is_ambiguous = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (known_fields); i++)
    {
      const char **place = G_STRUCT_MEMBER_P (self, known_fields[i].offset);

      if (g_ascii_strcasecmp (name, known_fields[i].name) != 0)
        continue;
      if (*place != NULL)
        self->is_ambiguous = TRUE;
      *place = value;
    }
}

/* RFC 9110, 7.2: a name or an address and perhaps a port. Empty is allowed by the grammar, but no
 * client of this server has a reason for it. */
static gboolean
is_host (const char *host)
{
  return host[0] != '\0'
         && strspn (host, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~:[]")
                == strlen (host);
}

static gboolean
parse_length (const char *text, gint64 *length)
{
  guint64 number;

  /* Only digits: strtoull and its kin would take " +5". */
  if (text[0] == '\0' || strspn (text, "0123456789") != strlen (text))
    return FALSE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  *length = number;
  return TRUE;
}

static KontordProblem
check_framing (const KontordHead *self, gint64 *length)
{
  *length = 0;
  if (self->transfer_encoding != NULL)
    {
      *length = -1;
      if (self->content_length != NULL
          || g_ascii_strcasecmp (self->transfer_encoding, "chunked") != 0)
        return KONTORD_PROBLEM_INVALID;
    }
  else if (self->content_length != NULL && !parse_length (self->content_length, length))
    {
      return KONTORD_PROBLEM_INVALID;
    }
  return KONTORD_PROBLEM_NONE;
}

KontordProblem
kontord_head_check (const KontordHead *self, const char *version, gint64 *length)
{
  KontordProblem problem = check_framing (self, length);

  if (problem != KONTORD_PROBLEM_NONE)
    return problem;
  if (self->n_fields > KONTORD_MAX_HEADER_FIELDS)
    return KONTORD_PROBLEM_HEADERS_TOO_LARGE;
  if (self->is_ambiguous)
    return KONTORD_PROBLEM_INVALID;
  if (self->host == NULL ? strcmp (version, "HTTP/1.0") != 0 : !is_host (self->host))
    return KONTORD_PROBLEM_INVALID;
  if (self->expect != NULL && g_ascii_strcasecmp (self->expect, "100-continue") != 0)
    return KONTORD_PROBLEM_EXPECTATION;
  return KONTORD_PROBLEM_NONE;
}

const char *
kontord_head_get_bearer (const KontordHead *self)
{
  static const char scheme[] = "Bearer ";

  if (self->authorization == NULL
      || g_ascii_strncasecmp (self->authorization, scheme, strlen (scheme)) != 0)
    return NULL;
  return self->authorization + strlen (scheme);
}

gboolean
kontord_head_accepts_zstd (const KontordHead *self)
{
  g_auto (GStrv) codings = NULL;

  if (self->accept_encoding == NULL)
    return FALSE;
  codings = g_strsplit (self->accept_encoding, ",", 16);
  for (int i = 0; codings[i] != NULL; i++)
    {
      char *weight = strchr (codings[i], ';');

      if (weight != NULL)
        *weight++ = '\0';
      if (g_ascii_strcasecmp (g_strstrip (codings[i]), "zstd") == 0)
        /* "q=0", "q=0.000": anything but this one */
        return weight == NULL || strpbrk (weight, "123456789") != NULL;
    }
  return FALSE;
}
