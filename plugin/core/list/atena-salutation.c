// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// How a letter addresses somebody; where the parts come from is not known here.

#include "atena-salutation.h"

#include <string.h>

#include "atena-text.h"

typedef struct
{
  const char *text;
  gsize length;
} Word;

#define WORD(text)        \
  {                       \
    text, sizeof text - 1 \
  }

/* After these a 様 would be one too many. Their lengths are known: a list may have a million names.
 */
static const Word honorifics[] = {
  WORD ("様"),   WORD ("さま"), WORD ("御中"), WORD ("先生"), WORD ("殿"),   WORD ("各位"),
  WORD ("さん"), WORD ("社長"), WORD ("会長"), WORD ("専務"), WORD ("常務"), WORD ("部長"),
  WORD ("課長"), WORD ("係長"), WORD ("教授"), WORD ("院長"), WORD ("校長"), WORD ("園長"),
};

/* Those of a company or a group, which nobody in particular has. */
static const char *const group_honorifics[] = { "御中", "各位" };

static gboolean
ends_with_word (const char *text, const char *end, const Word *word)
{
  return (gsize) (end - text) >= word->length && end[-1] == word->text[word->length - 1] &&
         memcmp (end - word->length, word->text, word->length) == 0;
}

static gboolean
ends_with (const char *text, const char *end, const char *word)
{
  return ends_with_word (text, end, &(Word){ word, strlen (word) });
}

/* The honorific that stands in @text before @end, or NULL. */
static const char *
find_honorific (const char *text, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (honorifics); i++)
    if (ends_with_word (text, end, &honorifics[i]))
      return honorifics[i].text;
  return NULL;
}

/* An honorific in @text that stands behind another one is one of these. */
static const char *const doubles[] = { "様", "さま", "各位" };

/* With these behind it 様 is the start of a word, as in 様子. */
static const char *const continuations[] = { "々", "子", "式", "相", "態" };

static gboolean
is_for_groups (const char *honorific)
{
  for (guint i = 0; i < G_N_ELEMENTS (group_honorifics); i++)
    if (g_str_equal (honorific, group_honorifics[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_latin (const char *honorific)
{
  return g_ascii_isalpha (*honorific);
}

static char *
clean (const char *part)
{
  return part == NULL || atena_text_is_blank (part) ? g_strdup ("") : atena_text_trim_line (part);
}

static char *
clean_name (const char *name)
{
  return name != NULL && strchr (name, '@') != NULL ? g_strdup ("") : clean (name);
}

static char *
honour (const char *name, const char *honorific)
{
  if (find_honorific (name, name + strlen (name)) != NULL)
    return g_strdup (name);
  if (is_latin (honorific))
    return g_strconcat (honorific, " ", name, NULL);
  if (is_for_groups (honorific))
    return g_strconcat (name, " ", honorific, NULL);
  return g_strconcat (name, *honorific != '\0' ? honorific : "様", NULL);
}

static char *
honour_person (const char *title, const char *name, const char *honorific)
{
  g_autofree char *honoured = honour (name, honorific);

  if (*title == '\0' || g_str_has_suffix (name, title))
    return g_steal_pointer (&honoured);
  return g_strconcat (title, " ", honoured, NULL);
}

/* 御中 and somebody's honorific never stand in one salutation. */
static char *
dup_company (const char *company)
{
  g_autofree char *text = clean (company);

  if (!g_str_has_suffix (text, "御中"))
    return g_steal_pointer (&text);
  text[strlen (text) - strlen ("御中")] = '\0';
  return atena_text_trim (text);
}

/* A line for each that is not blank. */
static char *
join_lines (const char *company, const char *unit, const char *last)
{
  const char *const parts[] = { company, unit, last };
  const char *lines[G_N_ELEMENTS (parts) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      lines[n++] = parts[i];
  return g_strjoinv ("\n", (char **) lines);
}

char *
atena_salutation_dup_block (const AtenaSalutation *self)
{
  g_autofree char *company = dup_company (self->company);
  g_autofree char *unit = clean (self->unit);
  g_autofree char *title = clean (self->title);
  g_autofree char *name = clean_name (self->name);
  g_autofree char *honorific = clean (self->honorific);
  gboolean for_groups = is_for_groups (honorific);
  g_autofree char *last = NULL;

  if (*name != '\0')
    {
      last = honour_person (title, name, honorific);
      return join_lines (company, unit, last);
    }
  if (*unit != '\0' && !for_groups)
    return join_lines (company, unit, "ご担当者様");
  if (*unit != '\0')
    {
      last = honour (unit, honorific);
      return join_lines (company, last, "");
    }
  return *company != '\0' ? honour (company, for_groups ? honorific : "御中") : g_strdup ("");
}

char *
atena_salutation_dup_plain (const AtenaSalutation *self)
{
  g_autofree char *name = clean_name (self->name);
  g_autofree char *honorific = clean (self->honorific);

  if (*name == '\0')
    return clean (self->company);
  return is_latin (honorific) ? g_strconcat (honorific, " ", name, NULL) : g_steal_pointer (&name);
}

static gboolean
starts_continuation (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (continuations); i++)
    if (g_str_has_prefix (text, continuations[i]))
      return TRUE;
  return FALSE;
}

/* The honorific before @end that makes @second one too many, spaces between them or not. Some say
 * お客様各位, and a group of people with one title is 部長各位. */
static const char *
find_first (const char *text, const char *end, const char *second)
{
  const char *first;

  while (ends_with (text, end, " ") || ends_with (text, end, "　"))
    end = g_utf8_prev_char (end);
  first = find_honorific (text, end);
  if (first == NULL || !g_str_equal (second, "各位"))
    return first;
  return g_str_equal (first, "様") && !ends_with (text, end, "お客様") ? first : NULL;
}

char *
atena_salutation_find_doubled (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    {
      const char *second = doubles[i];
      const char *found = text;

      while ((found = strstr (found, second)) != NULL)
        {
          const char *first = find_first (text, found, second);

          found += strlen (second);
          if (first != NULL && !starts_continuation (found))
            return g_strconcat (first, second, NULL);
        }
    }
  return NULL;
}
