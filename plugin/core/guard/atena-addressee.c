// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The people in the address fields of a message that is being written, one by one, and where a mail
// program that misreads them would write instead; whether that is worth a question is not said
// here.

#include "atena-addressee-private.h"

#include <string.h>

#include "atena-text.h"

/* What is longer between two quotation marks, brackets or parentheses has lost the second one, and
 * must not swallow the people after it. */
#define ENCLOSED_MAX 998

#define FULLWIDTH_AT   0xff20
#define FULLWIDTH_LESS 0xff1c

void
atena_addressee_free (AtenaAddressee *self)
{
  g_free (self->text);
  g_clear_pointer (&self->mailbox, atena_mailbox_unref);
  g_free (self);
}

/* The octet after the quoted string (RFC 5322 3.2.4) at @text, NULL when it does not end. */
static const char *
skip_quoted (const char *text)
{
  for (const char *p = text + 1; *p != '\0' && p - text <= ENCLOSED_MAX; p++)
    {
      if (*p == '"')
        return p + 1;
      if (*p == '\\' && p[1] != '\0')
        p++;
    }
  return NULL;
}

/* The same for a comment (RFC 5322 3.2.2), in which others may stand. */
static const char *
skip_comment (const char *text)
{
  guint depth = 0;

  for (const char *p = text; *p != '\0' && p - text <= ENCLOSED_MAX; p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && --depth == 0)
        return p + 1;
      else if (*p == '\\' && p[1] != '\0')
        p++;
    }
  return NULL;
}

/* The same for angle brackets, be they full-width. */
static const char *
skip_angle (const char *text)
{
  for (const char *p = g_utf8_next_char (text); *p != '\0' && p - text <= ENCLOSED_MAX;)
    {
      if (*p == '>' || g_str_has_prefix (p, "＞"))
        return g_utf8_next_char (p);
      p = *p == '"' ? skip_quoted (p) : g_utf8_next_char (p);
      if (p == NULL)
        return NULL;
    }
  return NULL;
}

/* The octet after what encloses at @text, NULL when nothing does. */
static const char *
skip_enclosed (const char *text)
{
  if (*text == '"')
    return skip_quoted (text);
  if (*text == '(')
    return skip_comment (text);
  if (*text == '<' || g_utf8_get_char (text) == FULLWIDTH_LESS)
    return skip_angle (text);
  return NULL;
}

static gboolean
is_ascii_separator (char c)
{
  return c != '\0' && strchr (",;\t\r\n\v\f", c) != NULL;
}

/* Whether @text goes on with an address in angle brackets and what stands before it is a name. */
static gboolean
leads_to_angle (const char *text)
{
  const char *p = text;

  while (*p != '\0' && strchr (",;<@\"\t\r\n", *p) == NULL && p - text <= ENCLOSED_MAX)
    p++;
  return *p == '<';
}

/* Whether the sign at @text, after which a name could go on, ends a piece: not if it stands in the
 * name of somebody whose address comes in angle brackets. */
static gboolean
ends_piece (const char *text, gboolean has_at)
{
  gunichar c = g_utf8_get_char (text);

  if (is_ascii_separator (*text) || c == 0x2028 || c == 0x2029)
    return TRUE;
  /* 、 ､ ， ； */
  if (c != 0x3001 && c != 0xff64 && c != 0xff0c && c != 0xff1b)
    return FALSE;
  return has_at || !leads_to_angle (text);
}

/* @text without its comments. */
static char *
strip_comments (const char *text)
{
  g_autoptr (GString) stripped = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '"' || *text == '(' ? skip_enclosed (text) : NULL;

      if (end == NULL || *text != '(')
        g_string_append_len (stripped, text, end != NULL ? end - text : 1);
      if (end == NULL)
        end = text + 1;
      text = end;
    }
  return g_strstrip (g_strdup (stripped->str));
}

/* Whether @name and the address after it are what Camel once made of one dotted address: of
 * foo..bar@docomo.ne.jp the name foo.. and bar@docomo.ne.jp. Nobody is written to by such a one. */
static gboolean
is_remnant (const char *name)
{
  const char *p = name;

  while (g_ascii_isalnum (*p) || (*p != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~.", *p) != NULL))
    p++;
  return *p == '\0' && (g_str_has_suffix (name, "..") || g_str_equal (name, "."));
}

static AtenaMailbox *
read_mailbox (const char *text, AtenaReason *ret_reason)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *bare = NULL;
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (text, -1, NULL, ret_reason);

  if (mailbox == NULL && strchr (text, '(') != NULL)
    {
      bare = strip_comments (text);
      mailbox = atena_mailbox_parse (bare, -1, NULL, &reason);
    }
  if (mailbox != NULL && is_remnant (atena_mailbox_get_name (mailbox)))
    {
      *ret_reason = ATENA_REASON_BAD_ADDRESS;
      return NULL;
    }
  if (mailbox != NULL)
    *ret_reason = ATENA_REASON_NONE;
  return g_steal_pointer (&mailbox);
}

static void
add_piece (GPtrArray *addressees, AtenaField field, gboolean automatic, const char *piece)
{
  g_autofree char *line = atena_text_fold_line (piece);
  AtenaAddressee *addressee;

  if (atena_text_is_blank (line))
    return;
  addressee = g_new0 (AtenaAddressee, 1);
  addressee->field = field;
  addressee->automatic = automatic;
  addressee->text = g_strdup (g_strstrip (line));
  addressee->mailbox = read_mailbox (piece, &addressee->reason);
  g_ptr_array_add (addressees, addressee);
}

void
atena_addressees_add (GPtrArray *addressees, AtenaField field, gboolean automatic, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *start = valid;
  gboolean has_at = FALSE;

  for (const char *p = valid;;)
    {
      const char *enclosed_end = skip_enclosed (p);
      gboolean ends = *p == '\0' || ends_piece (p, has_at);
      const char *next = *p == '\0' ? p : g_utf8_next_char (p);

      if (enclosed_end != NULL)
        {
          has_at = has_at || *p == '<' || g_utf8_get_char (p) == FULLWIDTH_LESS;
          p = enclosed_end;
          continue;
        }
      if (ends)
        {
          g_autofree char *piece = g_strndup (start, p - start);

          add_piece (addressees, field, automatic, piece);
        }
      /* The name of a group (RFC 5322 3.4) is nobody. */
      if (ends || (*p == ':' && !has_at))
        start = next;
      if (*p == '\0')
        break;
      has_at = !ends && (has_at || *p == '@' || g_utf8_get_char (p) == FULLWIDTH_AT);
      p = next;
    }
}

/* The addr-spec in @text as a mail program sees it. */
static char *
dup_spec (const char *text)
{
  g_autofree char *bare = strip_comments (text);
  const char *p = bare;

  while (*p != '\0' && *p != '<')
    {
      const char *end = *p == '"' ? skip_quoted (p) : NULL;

      p = end != NULL ? end : p + 1;
    }
  if (*p == '\0')
    return g_steal_pointer (&bare);
  return g_strstrip (g_strndup (p + 1, strcspn (p + 1, ">")));
}

/* Where in the local part at @spec Camel takes up an address after it has given up on what stood
 * before: after a dot at the start and after two dots. */
static const char *
find_new_start (const char *spec, const char *at)
{
  const char *start = spec;

  for (const char *p = spec; p < at;)
    {
      if (p == start && *p == '.')
        start = p += 1;
      else if (p[0] == '.' && p[1] == '.')
        start = p += 2;
      else
        p++;
    }
  return start;
}

char *
atena_addressee_dup_stranger (const AtenaAddressee *self)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *spec = dup_spec (self->text);
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (self->text, -1, NULL, &reason);
  const char *at = strrchr (spec, '@');
  const char *start;

  if (at == NULL)
    return NULL;
  if (mailbox != NULL && is_remnant (atena_mailbox_get_name (mailbox)))
    return g_steal_pointer (&spec);
  if (*spec == '"' && at > spec + 1 && at[-1] == '"')
    {
      if (mailbox == NULL || !atena_mailbox_is_dotted (mailbox))
        return NULL;
      return g_strdup_printf ("%.*s \"%s", (int) (at - 1 - spec), spec, at);
    }
  start = find_new_start (spec, at);
  return start > spec ? g_strdup (start) : NULL;
}

char *
atena_addressee_dup_key (const AtenaAddressee *self)
{
  g_autofree char *folded = NULL;
  g_autofree char *spec = NULL;

  if (self->mailbox != NULL)
    return g_strdup (atena_mailbox_get_key (self->mailbox));
  folded = atena_text_fold_width (self->text);
  spec = dup_spec (folded);
  return strchr (spec, '@') != NULL ? g_ascii_strdown (spec, -1) : NULL;
}

GHashTable *
atena_addressee_collect_keys (const char *const *addresses)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      AtenaReason reason = ATENA_REASON_NONE;
      g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (addresses[i], -1, NULL, &reason);

      if (mailbox != NULL)
        g_hash_table_add (keys, g_strdup (atena_mailbox_get_key (mailbox)));
    }
  return keys;
}
