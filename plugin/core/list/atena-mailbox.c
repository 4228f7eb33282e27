// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// One email address, read strictly and written for people, for the wire and for comparing; whether
// anybody lives there is not known here.

#include "atena-mailbox.h"

#include <string.h>

#include "atena-text.h"

/* RFC 5321 4.5.3.1, and its erratum 1690 for the whole: a path of 256 holds two angle brackets. */
#define LOCAL_MAX   64
#define ADDRESS_MAX 254
#define LABEL_MAX   63
/* As typed, full-width and in quoted pairs, an address takes more room, but never needs this much.
 */
#define SPEC_MAX (4 * ADDRESS_MAX)

struct _AtenaMailbox
{
  char *name;
  char *address;
  char *path;
  char *key;
};

G_DEFINE_BOXED_TYPE (AtenaMailbox, atena_mailbox, atena_mailbox_ref, atena_mailbox_unref)

/* Until 2009 these let their customers choose local parts such as foo..bar and foo. */
static const char *const dotted_domains[] = { "docomo.ne.jp", "ezweb.ne.jp", "au.com" };

static gboolean
is_dotted_domain (const char *host)
{
  g_autofree char *domain = g_ascii_strdown (host, -1);

  for (guint i = 0; i < G_N_ELEMENTS (dotted_domains); i++)
    {
      g_autofree char *suffix = g_strconcat (".", dotted_domains[i], NULL);

      if (g_str_equal (domain, dotted_domains[i]) || g_str_has_suffix (domain, suffix))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_atext_or_dot (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~.", c) != NULL);
}

/* Where what is no atext or dot stands from @text on, or @end. */
static const char *
skip_atoms (const char *text, const char *end)
{
  while (text < end && is_atext_or_dot (*text))
    text++;
  return text;
}

/* Whether @text is an addr-spec and nothing else, as most are: ASCII without control characters,
 * spaces, names and quotes. */
static gboolean
is_plain (const char *text, gsize length)
{
  const char *end = text + length;
  const char *at = skip_atoms (text, end);

  return at > text && at < end && *at == '@' && skip_atoms (at + 1, end) == end;
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (atena_text_is_control (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* The "<" before the addr-spec, be it full-width; NULL when there is none outside quotes. */
static const char *
find_angle (const char *text)
{
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (quoted && c == '\\' && p[1] != '\0')
        p++;
      else if (c == '"')
        quoted = !quoted;
      else if (!quoted && (c == '<' || c == 0xff1c))
        return p;
    }
  return NULL;
}

static gboolean
is_separator (gunichar c)
{
  return (c < 0x80 && strchr (" ,;<>", (int) c) != NULL) || c == 0x3001 || c == 0xff64 ||
         atena_text_is_control (c);
}

/* Whether separators in @text, whose width is folded, stand between two words with an "@". */
static gboolean
has_two_addresses (const char *text)
{
  gboolean quoted = FALSE;
  gboolean in_address = FALSE;
  guint n_addresses = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (quoted && c == '\\' && p[1] != '\0')
        p++;
      else if (c == '"')
        quoted = !quoted;
      else if (quoted)
        continue;
      else if (is_separator (c))
        in_address = FALSE;
      else if (c == '@' && !in_address)
        {
          in_address = TRUE;
          n_addresses++;
        }
    }
  return n_addresses > 1;
}

/* The words of a phrase (RFC 5322 3.2.5; dots allowed as in 4.1) without their quotes, on one line;
 * NULL when it is no phrase. */
static char *
read_phrase (const char *phrase)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = phrase; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '"')
        {
          quoted = !quoted;
          continue;
        }
      if (quoted && *p == '\\' && p[1] != '\0')
        p++;
      else if (!quoted && strchr ("()<>[]:;@\\,", *p) != NULL)
        return NULL;
      g_string_append_unichar (words, g_utf8_get_char (p));
    }
  return atena_text_fold_line (words->str);
}

/* The addr-spec in @text, folded and trimmed, whether or not angle brackets enclose it; NULL when
 * one of the brackets is missing. @angle is the opening one or NULL. */
static char *
read_brackets (const char *text, const char *angle)
{
  g_autofree char *folded = atena_text_fold_width (angle != NULL ? g_utf8_next_char (angle) : text);
  g_autofree char *spec = atena_text_trim (folded);

  if (angle == NULL)
    return g_steal_pointer (&spec);
  if (!g_str_has_suffix (spec, ">"))
    return NULL;
  spec[strlen (spec) - 1] = '\0';
  return atena_text_trim (spec);
}

/* Takes @text apart into a display name, not yet trimmed, and an addr-spec, folded and trimmed. */
static AtenaReason
read_parts (const char *text, char **ret_name, char **ret_spec)
{
  const char *angle = find_angle (text);
  g_autofree char *folded = atena_text_fold_width (text);
  g_autofree char *spec = read_brackets (text, angle);
  g_autofree char *phrase = g_strndup (text, angle != NULL ? angle - text : 0);
  g_autofree char *name = read_phrase (phrase);

  if (has_control (angle != NULL ? angle : text))
    return ATENA_REASON_CONTROL_CHARACTER;
  if (atena_text_is_blank (text))
    return ATENA_REASON_NO_ADDRESS;
  if (has_two_addresses (folded))
    return ATENA_REASON_TWO_ADDRESSES;
  if (spec == NULL || strlen (spec) > SPEC_MAX || name == NULL)
    return ATENA_REASON_BAD_ADDRESS;
  *ret_name = g_steal_pointer (&name);
  *ret_spec = g_steal_pointer (&spec);
  return ATENA_REASON_NONE;
}

static gboolean
is_atoms (const char *local)
{
  const char *end = local + strlen (local);

  return skip_atoms (local, end) == end;
}

/* RFC 5321 4.1.2 Dot-string. */
static gboolean
is_dot_string (const char *local)
{
  return is_atoms (local) && *local != '\0' && *local != '.' && !g_str_has_suffix (local, ".") &&
         strstr (local, "..") == NULL;
}

/* What stands in the Quoted-string (RFC 5321 4.1.2) @local; NULL when it is none or empty. */
static char *
unquote_local (const char *local)
{
  g_autoptr (GString) content = g_string_new (NULL);
  const char *p = local + 1;

  while (*p != '"')
    {
      if (*p == '\\')
        p++;
      if (*p == '\0')
        return NULL;
      g_string_append_c (content, *p++);
    }
  if (p[1] != '\0' || content->len == 0)
    return NULL;
  return g_strdup (content->str);
}

static char *
quote_local (const char *content)
{
  GString *quoted = g_string_new ("\"");

  for (const char *p = content; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

static gboolean
is_kana (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA || c == 0x30fc;
}

/* Whether the letter, mark or digit @c after @before could have been typed by mistake: the sound
 * mark ー that follows no kana was meant to be a hyphen, and what is ASCII only in lower case (İ,
 * the Kelvin sign) was meant to look like something else. */
static gboolean
is_look_alike (gunichar before, gunichar c)
{
  return (c == 0x30fc && !is_kana (before)) || (c >= 0x80 && g_unichar_tolower (c) < 0x80);
}

static gboolean
is_word_character (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || g_unichar_isdigit (c);
}

/* @local with letters outside ASCII in NFC (RFC 6531 3.3, RFC 6532 3.1); NULL when it holds
 * anything that is more likely a slip: signs, invisible characters, what NFKC would turn into
 * another. */
static char *
read_international (const char *local)
{
  g_autofree char *content = atena_text_compose (local);
  g_autofree char *compatible = g_utf8_normalize (local, -1, G_NORMALIZE_ALL_COMPOSE);
  gunichar before = '.';

  if (!g_str_equal (content, compatible))
    return NULL;
  for (const char *p = content; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 ? !is_atext_or_dot ((char) c) : !is_word_character (c))
        return NULL;
      if (is_look_alike (before, c) || (before == '.' && (c == '.' || g_unichar_ismark (c))))
        return NULL;
      before = c;
    }
  return before != '.' ? g_steal_pointer (&content) : NULL;
}

/* Reads the local part as typed into its content, without quotes, and its form on the wire. */
static AtenaReason
read_local (const char *local, const char *host, char **ret_content, char **ret_wire)
{
  g_autofree char *content = NULL;
  g_autofree char *wire = NULL;

  if (!g_str_is_ascii (local))
    {
      content = read_international (local);
      if (content == NULL)
        return ATENA_REASON_NON_ASCII_ADDRESS;
    }
  else if (*local == '"')
    content = unquote_local (local);
  else if (is_dot_string (local) || (*local != '\0' && is_atoms (local) && is_dotted_domain (host)))
    content = g_strdup (local);
  if (content == NULL)
    return ATENA_REASON_BAD_ADDRESS;

  wire = is_dot_string (content) || !g_str_is_ascii (content) ? g_strdup (content)
                                                              : quote_local (content);
  if (strlen (wire) > LOCAL_MAX)
    return ATENA_REASON_BAD_ADDRESS;
  *ret_content = g_steal_pointer (&content);
  *ret_wire = g_steal_pointer (&wire);
  return ATENA_REASON_NONE;
}

/* The dots that RFC 3490 3.1 knows; the full-width one is folded already. */
static char *
fold_dots (const char *domain)
{
  GString *folded = g_string_new (domain);

  g_string_replace (folded, "。", ".", 0);
  g_string_replace (folded, "｡", ".", 0);
  return g_string_free (folded, FALSE);
}

/* Whether @label could be a U-label: letters, marks and digits (RFC 5892 2.1), and of Japanese text
 * also 〇 and ・. */
static gboolean
is_u_label (const char *label)
{
  gunichar before = 0;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_word_character (c) && c != '-' && c != 0x3007 && c != 0x30fb)
        return FALSE;
      if (is_look_alike (before, c))
        return FALSE;
      before = c;
    }
  /* RFC 5891 4.2.3. */
  return label[0] != '-' && before != '-' && !g_unichar_ismark (g_utf8_get_char (label));
}

/* NFC in lower case, whatever the locale: g_utf8_strdown() follows it, to ı in Turkish. */
static char *
lower_case (const char *text)
{
  g_autoptr (GString) lower = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (lower, g_unichar_tolower (g_utf8_get_char (p)));
  return g_utf8_normalize (lower->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/* IDNA applies NFKC: ª becomes a, ｱ becomes ア. Then what comes back differs from what was typed,
 * and it would be somebody else's domain. */
static char *
label_to_ascii (const char *label)
{
  g_autofree char *lower = NULL;
  g_autofree char *ascii = NULL;
  g_autofree char *back = NULL;

  if (g_str_is_ascii (label))
    return g_strdup (label);
  if (!is_u_label (label))
    return NULL;
  lower = lower_case (label);
  ascii = g_hostname_to_ascii (lower);
  if (ascii == NULL)
    return NULL;
  back = g_hostname_to_unicode (ascii);
  return g_strcmp0 (back, lower) == 0 ? g_steal_pointer (&ascii) : NULL;
}

/* @domain in A-labels; NULL when a label has none. */
static char *
domain_to_ascii (const char *domain)
{
  g_auto (GStrv) labels = g_strsplit (domain, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      char *ascii = label_to_ascii (labels[i]);

      if (ascii == NULL)
        return NULL;
      g_free (labels[i]);
      labels[i] = ascii;
    }
  return g_strjoinv (".", labels);
}

/* RFC 1123 2.1. */
static gboolean
is_host_label (const char *label, const char *end)
{
  for (const char *p = label; p < end; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;
  return end > label && end - label <= LABEL_MAX && label[0] != '-' && end[-1] != '-';
}

static gboolean
is_host (const char *host)
{
  const char *label = host;
  const char *dot;

  while ((dot = strchr (label, '.')) != NULL)
    {
      if (!is_host_label (label, dot))
        return FALSE;
      label = dot + 1;
    }
  /* A last label of digits alone would be an IP address (RFC 1123 2.1). */
  if (!is_host_label (label, label + strlen (label)) || label[strspn (label, "0123456789")] == '\0')
    return FALSE;
  return label > host || g_ascii_strcasecmp (host, "localhost") == 0;
}

/* Reads a domain as typed: with dots, and in A-labels as its host name. Both are NULL when they are
 * @domain itself. FALSE when it is no host name. */
static gboolean
read_domain (const char *domain, char **ret_folded, char **ret_host)
{
  g_autofree char *folded = NULL;
  g_autofree char *host = NULL;

  if (g_str_is_ascii (domain))
    return is_host (domain);

  folded = fold_dots (domain);
  host = domain_to_ascii (folded);
  if (host == NULL || !is_host (host))
    return FALSE;
  *ret_folded = g_steal_pointer (&folded);
  *ret_host = g_steal_pointer (&host);
  return TRUE;
}

static void
lower_ascii (char *text)
{
  for (; *text != '\0'; text++)
    *text = g_ascii_tolower (*text);
}

/* Reads the addr-spec @spec, which is free of control characters; the name comes later. */
static AtenaReason
read_spec (const char *spec, AtenaMailbox *self)
{
  const char *at = strrchr (spec, '@');
  g_autofree char *local = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *ascii = NULL;
  g_autofree char *content = NULL;
  g_autofree char *wire = NULL;
  const char *host;
  AtenaReason reason;

  if (at == NULL)
    return ATENA_REASON_BAD_ADDRESS;
  if (!read_domain (at + 1, &folded, &ascii))
    return ATENA_REASON_BAD_DOMAIN;
  host = ascii != NULL ? ascii : at + 1;
  local = g_strndup (spec, at - spec);
  reason = read_local (local, host, &content, &wire);
  if (reason != ATENA_REASON_NONE)
    return reason;

  self->address = folded != NULL ? g_strconcat (local, "@", folded, NULL) : g_strdup (spec);
  self->path = g_strconcat (wire, "@", host, NULL);
  self->key = g_strconcat (content, "@", host, NULL);
  lower_ascii (self->key);
  return strlen (self->path) <= ADDRESS_MAX ? ATENA_REASON_NONE : ATENA_REASON_BAD_ADDRESS;
}

/* read_parts() of what need be no valid UTF-8. No name is NULL. */
static AtenaReason
read_text (const char *text, gsize length, char **ret_name, char **ret_spec)
{
  g_autofree char *copy = NULL;

  if (is_plain (text, length) && length <= SPEC_MAX)
    {
      *ret_spec = g_strndup (text, length);
      return ATENA_REASON_NONE;
    }
  if (memchr (text, '\0', length) != NULL)
    return ATENA_REASON_CONTROL_CHARACTER;
  if (!g_utf8_validate_len (text, length, NULL))
    return ATENA_REASON_BAD_ADDRESS;
  copy = g_strndup (text, length);
  return read_parts (copy, ret_name, ret_spec);
}

AtenaMailbox *
atena_mailbox_parse (const char *text, gssize length, const char *name, AtenaReason *ret_reason)
{
  g_autoptr (AtenaMailbox) self = g_atomic_rc_box_new0 (AtenaMailbox);
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *phrase = NULL;
  g_autofree char *spec = NULL;
  AtenaReason reason = read_text (text, size, &phrase, &spec);

  if (reason == ATENA_REASON_NONE)
    reason = read_spec (spec, self);
  if (reason != ATENA_REASON_NONE)
    {
      *ret_reason = reason;
      return NULL;
    }
  if (name == NULL)
    name = phrase != NULL ? phrase : "";
  self->name = atena_text_trim_line (name);
  return g_steal_pointer (&self);
}

static void
mailbox_clear (AtenaMailbox *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->path);
  g_free (self->key);
}

AtenaMailbox *
atena_mailbox_ref (AtenaMailbox *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
atena_mailbox_unref (AtenaMailbox *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) mailbox_clear);
}

const char *
atena_mailbox_get_name (AtenaMailbox *self)
{
  return self->name;
}

const char *
atena_mailbox_get_address (AtenaMailbox *self)
{
  return self->address;
}

const char *
atena_mailbox_get_path (AtenaMailbox *self)
{
  return self->path;
}

const char *
atena_mailbox_get_key (AtenaMailbox *self)
{
  return self->key;
}

gboolean
atena_mailbox_is_dotted (AtenaMailbox *self)
{
  return self->path[0] == '"';
}

gboolean
atena_mailbox_is_international (AtenaMailbox *self)
{
  return !g_str_is_ascii (self->path);
}
