// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whether two ways of writing a name, or a name and an address, may be of one person; never who
// that is.

#include "atena-person.h"

#include <string.h>

#include "atena-text.h"

/* Longer names and local parts are no names of people, and every pair of words is looked at. */
#define LENGTH_MAX 64
#define WORDS_MAX  4

/* Shorter words stand in too many addresses. */
#define WORD_MIN 3

static const char *const honorifics[] = { "様",   "さま", "御中", "先生", "殿",
                                          "各位", "さん", "君",   "くん", "ちゃん" };

/* U+30A1 to U+30F6 in Kunrei, "-" before what makes its vowel part of the syllable before it (キャ)
 * and "+" for ッ, which doubles what follows. */
static const char *const kana[] = {
  "a",  "a",  "i",  "i",  "u",  "u",  "e",  "e",  "o",  "o",  "ka", "ga", "ki", "gi", "ku",
  "gu", "ke", "ge", "ko", "go", "sa", "za", "si", "zi", "su", "zu", "se", "ze", "so", "zo",
  "ta", "da", "ti", "zi", "+",  "tu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne",
  "no", "ha", "ba", "pa", "hi", "bi", "pi", "hu", "bu", "pu", "he", "be", "pe", "ho", "bo",
  "po", "ma", "mi", "mu", "me", "mo", "-a", "ya", "-u", "yu", "-o", "yo", "ra", "ri", "ru",
  "re", "ro", "wa", "wa", "i",  "e",  "o",  "n",  "vu", "ka", "ke",
};

/* One spelling for those of Hepburn, Kunrei and everyday use, in this order. Doubled letters, and
 * so long vowels, are one. */
static const struct
{
  const char *from;
  const char *to;
} spellings[] = {
  { "shi", "si" }, { "sh", "sy" }, { "tch", "ch" }, { "chi", "ti" }, { "ch", "ty" },
  { "tsu", "tu" }, { "ji", "zi" }, { "jy", "zy" },  { "j", "zy" },   { "fu", "hu" },
  { "dzu", "zu" }, { "du", "zu" }, { "di", "zi" },  { "mb", "nb" },  { "mp", "np" },
  { "mm", "nm" },  { "ou", "o" },  { "l", "r" },
};

static void
replace_all (GString *text, const char *from, const char *to)
{
  g_string_replace (text, from, to, 0);
}

/* ohno and ohta, but not tohoku. */
static void
drop_long_h (GString *word)
{
  for (gsize i = 0; i + 1 < word->len;)
    if (word->str[i] == 'o' && word->str[i + 1] == 'h' &&
        (i + 2 == word->len || strchr ("aiueoy", word->str[i + 2]) == NULL))
      g_string_erase (word, (gssize) i + 1, 1);
    else
      i++;
}

static void
drop_doubles (GString *word)
{
  for (gsize i = 1; i < word->len;)
    if (word->str[i] == word->str[i - 1])
      g_string_erase (word, (gssize) i, 1);
    else
      i++;
}

/* @word in small letters, as every spelling of it becomes. */
static char *
unify_spelling (const char *word)
{
  GString *text = g_string_new (word);

  drop_long_h (text);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    replace_all (text, spellings[i].from, spellings[i].to);
  drop_doubles (text);
  return g_string_free (text, FALSE);
}

static void
append_kana (GString *roman, gunichar c)
{
  const char *syllable = kana[c - 0x30a1];

  if (*syllable == '+')
    return;
  if (*syllable == '-')
    {
      /* キャ is kya, シャ sya: the i before it becomes y. */
      if (roman->len > 0 && roman->str[roman->len - 1] == 'i')
        roman->str[roman->len - 1] = 'y';
      syllable++;
    }
  g_string_append (roman, syllable);
}

/* FALSE for what is neither kana nor a Latin letter. */
static gboolean
append_roman (GString *roman, gunichar c)
{
  if (c >= 0x3041 && c <= 0x3096)
    c += 0x60;
  if (c >= 0x30a1 && c <= 0x30f6)
    append_kana (roman, c);
  else if (c < 0x80 && g_ascii_isalpha (c))
    g_string_append_c (roman, g_ascii_tolower ((char) c));
  else if (c == 0x30fc || c == '\'' || c == 0x2019)
    return TRUE;
  else if (g_unichar_isspace (c) || c == '.' || c == '-' || c == ',' || c == 0x30fb)
    g_string_append_c (roman, ' ');
  else
    return FALSE;
  return TRUE;
}

char *
atena_person_romanize (const char *name)
{
  g_autofree char *plain = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) roman = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  GString *unified;

  if (plain == NULL || g_utf8_strlen (plain, -1) > LENGTH_MAX)
    return g_strdup ("");
  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    if (!append_roman (roman, g_utf8_get_char (p)))
      return g_strdup ("");

  words = g_strsplit (roman->str, " ", -1);
  unified = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = unify_spelling (words[i]);

      if (*word != '\0')
        g_string_append_printf (unified, "%s%s", unified->len > 0 ? " " : "", word);
    }
  return g_string_free (unified, FALSE);
}

/* The runs of letters before the @ of @address, each in one spelling. */
static GStrv
split_local_part (const char *address)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);
  const char *end = strrchr (address, '@');

  if (end == NULL || end - address > LENGTH_MAX)
    end = address;
  for (const char *p = address; p <= end; p++)
    {
      g_autofree char *unified = NULL;

      if (p < end && g_ascii_isalpha (*p))
        {
          g_string_append_c (word, g_ascii_tolower (*p));
          continue;
        }
      if (word->len == 0)
        continue;
      unified = unify_spelling (word->str);
      g_strv_builder_add (words, unified);
      g_string_truncate (word, 0);
    }
  return g_strv_builder_end (words);
}

/* Whether @token is @word with at most the initial @initial (0: none) before or after it. */
static gboolean
is_word (const char *token, const char *word, char initial)
{
  gsize length = strlen (word);

  if (g_str_equal (token, word))
    return TRUE;
  if (initial == '\0' || strlen (token) != length + 1)
    return FALSE;
  return (*token == initial && g_str_equal (token + 1, word)) ||
         (token[length] == initial && g_str_has_prefix (token, word));
}

static gboolean
is_pair (const char *token, const char *one, const char *other)
{
  gsize length = strlen (one);

  return strncmp (token, one, length) == 0 && g_str_equal (token + length, other);
}

/* Whether @token tells of @words: one of them, with the initial of another or with another. */
static gboolean
has_token (GStrv words, guint n, const char *token)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        if (strlen (words[i]) >= WORD_MIN && is_word (token, words[i], i != j ? *words[j] : '\0'))
          return TRUE;
        if (i != j && strlen (token) > WORD_MIN && is_pair (token, words[i], words[j]))
          return TRUE;
      }
  /* タナカタロウ without a space, tanaka@: nobody knows where the family name ends. */
  return n == 1 && strlen (token) > WORD_MIN &&
         (g_str_has_prefix (words[0], token) || g_str_has_suffix (words[0], token));
}

gboolean
atena_person_has_address (const char *roman, const char *address)
{
  g_auto (GStrv) words = g_strsplit (roman, " ", WORDS_MAX);
  g_auto (GStrv) tokens = split_local_part (address);
  guint n = g_strv_length (words);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (has_token (words, n, tokens[i]))
      return TRUE;
  return FALSE;
}

/* The form under which names are compared: one space between words, no honorific at the end. */
static char *
dup_plain_name (const char *name)
{
  g_autofree char *key = atena_text_field_key (name);
  g_auto (GStrv) words = g_strsplit_set (key, " \t\n\r", -1);
  GString *plain = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (plain, "%s%s", plain->len > 0 ? " " : "", words[i]);

  for (guint i = 0; i < G_N_ELEMENTS (honorifics); i++)
    if (g_str_has_suffix (plain->str, honorifics[i]))
      {
        g_string_truncate (plain, plain->len - strlen (honorifics[i]));
        break;
      }
  if (plain->len > 0 && plain->str[plain->len - 1] == ' ')
    g_string_truncate (plain, plain->len - 1);
  return g_string_free (plain, FALSE);
}

typedef enum
{
  SCRIPT_NONE,
  SCRIPT_LATIN,
  SCRIPT_KANA,
  SCRIPT_MIXED, /* also all others, such as kanji */
} Script;

static Script
find_script (const char *name)
{
  Script script = SCRIPT_NONE;

  if (strchr (name, '@') != NULL)
    return SCRIPT_NONE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      Script own = c < 0x250                    ? SCRIPT_LATIN
                   : c >= 0x3041 && c <= 0x30ff ? SCRIPT_KANA
                                                : SCRIPT_MIXED;

      if (!g_unichar_isalpha (c))
        continue;
      if (script != SCRIPT_NONE && script != own)
        return SCRIPT_MIXED;
      script = own;
    }
  return script;
}

static char *
dup_without_spaces (const char *name)
{
  GString *joined = g_string_new (name);

  replace_all (joined, " ", "");
  return g_string_free (joined, FALSE);
}

static gboolean
has_all_words (GStrv words, GStrv others)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) others, words[i]))
      return FALSE;
  return TRUE;
}

/* Whether @part may be a shorter way to write @whole. */
static gboolean
is_part (const char *part, const char *whole)
{
  g_auto (GStrv) words = g_strsplit (part, " ", -1);
  g_auto (GStrv) others = g_strsplit (whole, " ", -1);

  if (has_all_words (words, others))
    return TRUE;
  return others[1] == NULL && g_str_has_prefix (whole, words[0]) && words[1] == NULL;
}

AtenaPerson
atena_person_compare_names (const char *one, const char *other)
{
  g_autofree char *a = dup_plain_name (one);
  g_autofree char *b = dup_plain_name (other);
  g_autofree char *a_joined = dup_without_spaces (a);
  g_autofree char *b_joined = dup_without_spaces (b);
  Script script = find_script (a);

  if (*a == '\0' || *b == '\0' || script == SCRIPT_NONE || script != find_script (b))
    return ATENA_PERSON_UNKNOWN;
  if (g_str_equal (a_joined, b_joined) || is_part (a, b) || is_part (b, a))
    return ATENA_PERSON_SAME;
  return ATENA_PERSON_OTHER;
}
