// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Where the tags of a template begin and end, after the Mustache specification; what they name is
// up to AtenaTemplate.

#include "atena-tag-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-html.h"

void
atena_tag_reader_init (AtenaTagReader *self, const char *source, gboolean is_html)
{
  self->at = source;
  self->is_html = is_html;
  self->open = g_strdup ("{{");
  self->close = g_strdup ("}}");
}

void
atena_tag_reader_clear (AtenaTagReader *self)
{
  g_clear_pointer (&self->open, g_free);
  g_clear_pointer (&self->close, g_free);
}

/* Octets of the sign & at @text, which an editor of HTML escapes; 0 when it begins a reference. */
static gsize
ampersand_length (const char *text, gboolean is_html)
{
  if (*text != '&' || !is_html)
    return *text == '&';
  if (g_str_has_prefix (text, "&amp;"))
    return strlen ("&amp;");
  return text[1 + strspn (text + 1, "#" G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS)] != ';';
}

/* Reads the sign at @inside. */
static AtenaTagType
read_sign (const char **inside, gboolean is_html)
{
  static const struct
  {
    char sign;
    AtenaTagType type;
  } signs[] = {
    { '{', ATENA_TAG_RAW }, { '#', ATENA_TAG_SECTION }, { '^', ATENA_TAG_INVERTED },
    { '/', ATENA_TAG_END }, { '!', ATENA_TAG_COMMENT }, { '=', ATENA_TAG_DELIMITERS },
  };
  gsize ampersand = ampersand_length (*inside, is_html);

  *inside += ampersand;
  if (ampersand > 0)
    return ATENA_TAG_RAW;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (**inside == signs[i].sign)
      {
        (*inside)++;
        return signs[i].type;
      }
  return ATENA_TAG_VALUE;
}

/* What is wrong with the inside of a tag before anybody looks for its field. */
static const char *
find_fault (const AtenaTagReader *self, const AtenaTag *tag)
{
  g_autofree char *inside = g_strndup (tag->inside, tag->length);

  if (tag->type == ATENA_TAG_COMMENT)
    return self->is_html && !atena_html_is_removable (inside, tag->length, FALSE)
             ? _ ("A part of the comment is formatted differently from the rest of it")
             : NULL;
  if (strpbrk (inside, "\r\n") != NULL)
    return _ ("A field must stand on one line");
  if (tag->type == ATENA_TAG_DELIMITERS)
    return NULL;
  if (strpbrk (inside, "{}") != NULL || strstr (inside, self->open) != NULL)
    return _ ("There is a brace too many");
  if (self->is_html && strpbrk (inside, "<>") != NULL)
    return _ ("A part of the field is formatted differently from the rest of it");
  return NULL;
}

/* `=<% %>=`: neither may hold white space or the equals sign. */
static const char *
change_delimiters (AtenaTagReader *self, const AtenaTag *tag)
{
  g_autofree char *inside = g_strndup (tag->inside, tag->length);
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) delimiters = NULL;

  g_strdelimit (inside, "\t", ' ');
  words = g_strsplit (inside, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);
  delimiters = g_strv_builder_end (builder);
  if (g_strv_length (delimiters) != 2 || strchr (inside, '=') != NULL)
    return _ ("Other delimiters are written as in {{=<% %>=}}");
  g_free (self->open);
  g_free (self->close);
  self->open = g_steal_pointer (&delimiters[0]);
  self->close = g_steal_pointer (&delimiters[1]);
  return NULL;
}

gboolean
atena_tag_reader_next (AtenaTagReader *self, AtenaTag *ret_tag, const char **ret_fault)
{
  g_autofree char *close = NULL;
  const char *end;

  *ret_fault = NULL;
  ret_tag->start = strstr (self->at, self->open);
  if (ret_tag->start == NULL)
    return FALSE;
  ret_tag->inside = ret_tag->start + strlen (self->open);
  ret_tag->type = read_sign (&ret_tag->inside, self->is_html);
  close = g_strconcat (ret_tag->inside[-1] == '{' && ret_tag->type == ATENA_TAG_RAW ? "}"
                       : ret_tag->type == ATENA_TAG_DELIMITERS                      ? "="
                                                                                    : "",
                       self->close, NULL);
  end = strstr (ret_tag->inside, close);
  if (end == NULL)
    {
      *ret_fault = _ ("The field never ends");
      return FALSE;
    }
  ret_tag->length = end - ret_tag->inside;
  ret_tag->end = end + strlen (close);
  *ret_fault = find_fault (self, ret_tag);
  if (*ret_fault == NULL && ret_tag->type == ATENA_TAG_DELIMITERS)
    *ret_fault = change_delimiters (self, ret_tag);
  self->at = ret_tag->end;
  return *ret_fault == NULL;
}
