// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Where in HTML a value stands and how it is written there so that it stays a value; it follows the
// tokenization of the HTML standard (13.2.5) as far as that question needs, and builds no tree.

#include "atena-html.h"

#include <string.h>

typedef enum
{
  STATE_TEXT,
  STATE_TAG_OPEN,     /* after < */
  STATE_END_TAG_OPEN, /* after </ */
  STATE_TAG_NAME,     /* in word; an end tag's begins with a slash */
  STATE_BEFORE_ATTRIBUTE,
  STATE_ATTRIBUTE_NAME,  /* in word */
  STATE_AFTER_ATTRIBUTE, /* after its name */
  STATE_BEFORE_VALUE,    /* after = */
  STATE_QUOTED_VALUE,
  STATE_BARE_VALUE,
  STATE_DECLARATION_OPEN, /* after <! */
  STATE_DECLARATION,
  STATE_COMMENT,
  STATE_ELEMENT_TEXT, /* of an element that ends at its end tag alone */
} State;

static const struct
{
  const char *name;
  const char *end_tag;
  AtenaHtmlPlace place;
} text_elements[] = {
  { "", "", ATENA_HTML_TEXT },
  { "script", "</script", ATENA_HTML_FORBIDDEN },
  { "style", "</style", ATENA_HTML_FORBIDDEN },
  { "title", "</title", ATENA_HTML_ATTRIBUTE },
  { "textarea", "</textarea", ATENA_HTML_ATTRIBUTE },
};

static const char *const url_attributes[] = { "href",   "src",  "action",     "background",
                                              "poster", "cite", "formaction", "srcset",
                                              "data",   NULL };

/* Elements that begin a line of their own. */
static const char *const blocks[] = { "p",  "div", "li",         "tr",  "h1",    "h2",
                                      "h3", "h4",  "h5",         "h6",  "hr",    "ul",
                                      "ol", "dl",  "blockquote", "pre", "table", NULL };

/* Elements that have no end tag, or none that the scanner tells of. */
static const char *const voids[] = { "area", "base",   "br",    "col",   "embed",    "hr",
                                     "img",  "input",  "link",  "meta",  "source",   "track",
                                     "wbr",  "script", "style", "title", "textarea", NULL };

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static void
enter (AtenaHtmlScanner *self, State state)
{
  self->state = state;
  self->n_read = 0;
}

/* What does not fit into word is longer than any name that matters. */
static void
read_name (AtenaHtmlScanner *self, char c)
{
  if (self->n_read == 0)
    memset (self->word, 0, sizeof self->word);
  if (self->n_read < sizeof self->word - 1)
    self->word[self->n_read] = g_ascii_tolower (c);
  self->n_read++;
}

static void
close_tag (AtenaHtmlScanner *self)
{
  enter (self, self->element != 0 ? STATE_ELEMENT_TEXT : STATE_TEXT);
}

static void
end_tag_name (AtenaHtmlScanner *self)
{
  self->element = 0;
  for (guint i = 1; i < G_N_ELEMENTS (text_elements); i++)
    if (g_str_equal (self->word, text_elements[i].name))
      self->element = i;
}

static void
feed_tag_open (AtenaHtmlScanner *self, char c)
{
  gboolean end_tag = self->state == STATE_END_TAG_OPEN;

  if (g_ascii_isalpha (c))
    {
      enter (self, STATE_TAG_NAME);
      if (end_tag)
        read_name (self, '/');
      read_name (self, c);
    }
  else if (end_tag)
    enter (self, c == '>' ? STATE_TEXT : STATE_DECLARATION);
  else if (c == '/')
    enter (self, STATE_END_TAG_OPEN);
  else if (c == '!')
    enter (self, STATE_DECLARATION_OPEN);
  else if (c == '?')
    enter (self, STATE_DECLARATION);
  else if (c != '<')
    enter (self, STATE_TEXT);
}

static void
feed_tag_name (AtenaHtmlScanner *self, char c)
{
  if (c != '>' && c != '/' && !is_space (c))
    {
      read_name (self, c);
      return;
    }
  end_tag_name (self);
  if (c == '>')
    close_tag (self);
  else
    enter (self, STATE_BEFORE_ATTRIBUTE);
}

/* Before, in and after the name of an attribute. */
static void
feed_attribute (AtenaHtmlScanner *self, char c)
{
  if (c == '>')
    close_tag (self);
  else if (c == '/')
    enter (self, STATE_BEFORE_ATTRIBUTE);
  else if (is_space (c))
    {
      if (self->state == STATE_ATTRIBUTE_NAME)
        enter (self, STATE_AFTER_ATTRIBUTE);
    }
  else if (c == '=' && self->state != STATE_BEFORE_ATTRIBUTE)
    enter (self, STATE_BEFORE_VALUE);
  else
    {
      if (self->state != STATE_ATTRIBUTE_NAME)
        enter (self, STATE_ATTRIBUTE_NAME);
      read_name (self, c);
    }
}

static void
feed_before_value (AtenaHtmlScanner *self, char c)
{
  if (c == '>')
    close_tag (self);
  else if (c == '"' || c == '\'')
    {
      enter (self, STATE_QUOTED_VALUE);
      self->quote = c;
    }
  else if (!is_space (c))
    enter (self, STATE_BARE_VALUE);
}

static void
feed_value (AtenaHtmlScanner *self, char c)
{
  if (self->state == STATE_BARE_VALUE && c == '>')
    close_tag (self);
  else if (self->state == STATE_BARE_VALUE ? is_space (c) : c == self->quote)
    enter (self, STATE_BEFORE_ATTRIBUTE);
  else
    self->n_read++;
}

static void
feed_declaration (AtenaHtmlScanner *self, char c)
{
  if (self->state == STATE_DECLARATION_OPEN && c == '-')
    {
      self->n_read++;
      /* The dashes that open a comment may close it too: <!-->. */
      if (self->n_read == 2)
        self->state = STATE_COMMENT;
    }
  else
    enter (self, c == '>' ? STATE_TEXT : STATE_DECLARATION);
}

static void
feed_comment (AtenaHtmlScanner *self, char c)
{
  if (c == '-')
    self->n_read++;
  else if (c == '>' && self->n_read >= 2)
    enter (self, STATE_TEXT);
  else
    self->n_read = 0;
}

static void
feed_element_text (AtenaHtmlScanner *self, char c)
{
  const char *end_tag = text_elements[self->element].end_tag;

  if (end_tag[self->n_read] != '\0' && g_ascii_tolower (c) == end_tag[self->n_read])
    self->n_read++;
  else if (end_tag[self->n_read] == '\0' && (c == '>' || c == '/' || is_space (c)))
    {
      self->element = 0;
      enter (self, c == '>' ? STATE_TEXT : STATE_BEFORE_ATTRIBUTE);
    }
  else
    self->n_read = c == '<' ? 1 : 0;
}

static void
feed (AtenaHtmlScanner *self, char c)
{
  switch ((State) self->state)
    {
    case STATE_TEXT:
      if (c == '<')
        enter (self, STATE_TAG_OPEN);
      break;
    case STATE_TAG_OPEN:
    case STATE_END_TAG_OPEN:
      feed_tag_open (self, c);
      break;
    case STATE_TAG_NAME:
      feed_tag_name (self, c);
      break;
    case STATE_BEFORE_ATTRIBUTE:
    case STATE_ATTRIBUTE_NAME:
    case STATE_AFTER_ATTRIBUTE:
      feed_attribute (self, c);
      break;
    case STATE_BEFORE_VALUE:
      feed_before_value (self, c);
      break;
    case STATE_QUOTED_VALUE:
    case STATE_BARE_VALUE:
      feed_value (self, c);
      break;
    case STATE_DECLARATION_OPEN:
    case STATE_DECLARATION:
      feed_declaration (self, c);
      break;
    case STATE_COMMENT:
      feed_comment (self, c);
      break;
    case STATE_ELEMENT_TEXT:
      feed_element_text (self, c);
      break;
    }
}

void
atena_html_scanner_feed (AtenaHtmlScanner *self, const char *source, gsize length)
{
  for (gsize i = 0; i < length; i++)
    feed (self, source[i]);
}

static AtenaHtmlPlace
value_place (const AtenaHtmlScanner *self)
{
  if (g_str_has_prefix (self->word, "on") || g_str_equal (self->word, "style") ||
      g_str_equal (self->word, "srcdoc"))
    return ATENA_HTML_FORBIDDEN;
  if (!g_strv_contains (url_attributes, self->word))
    return ATENA_HTML_ATTRIBUTE;
  return self->n_read == 0 ? ATENA_HTML_URL : ATENA_HTML_URL_PART;
}

AtenaHtmlPlace
atena_html_scanner_get_place (const AtenaHtmlScanner *self)
{
  switch (self->state)
    {
    case STATE_TEXT:
    case STATE_COMMENT:
      return ATENA_HTML_TEXT;
    case STATE_ELEMENT_TEXT:
      /* A value could go on with an end tag that has begun. */
      return self->n_read == 0 ? text_elements[self->element].place : ATENA_HTML_FORBIDDEN;
    case STATE_QUOTED_VALUE:
      return value_place (self);
    default:
      return ATENA_HTML_FORBIDDEN;
    }
}

gboolean
atena_html_scanner_is_in_text (const AtenaHtmlScanner *self)
{
  return self->state == STATE_TEXT;
}

/* Octets of the line break at @text, 0 when there is none. */
static gsize
line_break_length (const char *text)
{
  if (text[0] == '\r' && text[1] == '\n')
    return 2;
  if (text[0] == '\r' || text[0] == '\n')
    return 1;
  return g_str_has_prefix (text, "\u2028") || g_str_has_prefix (text, "\u2029") ? 3 : 0;
}

static const char *
escape_of (char c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return NULL;
    }
}

static void
append_escaped (GString *out, const char *value, gboolean with_breaks)
{
  const char *p = value;

  while (*p != '\0')
    {
      /* \xe2 is the first octet of U+2028 and U+2029. */
      gsize run = strcspn (p, "&<>\"'\r\n\xe2");
      gsize line_break;
      const char *escape;

      g_string_append_len (out, p, run);
      p += run;
      line_break = with_breaks ? line_break_length (p) : 0;
      escape = escape_of (*p);
      if (line_break > 0)
        {
          g_string_append (out, "<br>");
          p += line_break;
        }
      else if (escape != NULL)
        {
          g_string_append (out, escape);
          p++;
        }
      else if (*p != '\0')
        g_string_append_c (out, *p++);
    }
}

/* A link must not become a program. */
static gboolean
is_script_url (const char *url)
{
  return g_ascii_strncasecmp (url, "javascript:", strlen ("javascript:")) == 0 ||
         g_ascii_strncasecmp (url, "vbscript:", strlen ("vbscript:")) == 0;
}

static gboolean
is_unreserved (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~", c) != NULL);
}

/* RFC 3986 2.2 without the apostrophe, which could end the attribute, and the per cent sign of what
 * is encoded already. */
static gboolean
is_url_sign (char c)
{
  return c != '\0' && strchr (":/?#[]@!$()*+,;=%", c) != NULL;
}

static void
append_url (GString *out, const char *value, gboolean at_start)
{
  g_autofree char *url = g_strstrip (g_strdup (value));
  gboolean keep_signs = at_start && !is_script_url (url);

  for (const char *p = url; *p != '\0'; p++)
    {
      if (is_unreserved (*p) || (keep_signs && is_url_sign (*p)))
        g_string_append_c (out, *p);
      else if (keep_signs && *p == '&')
        g_string_append (out, "&amp;");
      else
        g_string_append_printf (out, "%%%02X", (guchar) *p);
    }
}

void
atena_html_append_value (GString *out, const char *value, AtenaHtmlPlace place)
{
  switch (place)
    {
    case ATENA_HTML_TEXT:
      append_escaped (out, value, TRUE);
      break;
    case ATENA_HTML_ATTRIBUTE:
      append_escaped (out, value, FALSE);
      break;
    case ATENA_HTML_URL:
      append_url (out, value, TRUE);
      break;
    case ATENA_HTML_URL_PART:
      append_url (out, value, FALSE);
      break;
    case ATENA_HTML_FORBIDDEN:
      g_return_if_reached ();
    }
}

/* What the digits of a numeric reference stand for; 0 when it is nothing that text may hold. */
static gunichar
numeric_reference (const char *name)
{
  gboolean hexadecimal = name[1] == 'x' || name[1] == 'X';
  guint64 code = 0;

  if (!g_ascii_string_to_unsigned (name + (hexadecimal ? 2 : 1), hexadecimal ? 16 : 10, 1, 0x10ffff,
                                   &code, NULL) ||
      !g_unichar_validate (code))
    return 0;
  return code;
}

static gunichar
resolve_reference (const char *name)
{
  static const struct
  {
    const char *name;
    gunichar character;
  } references[] = {
    { "amp", '&' },  { "lt", '<' },    { "gt", '>' },
    { "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xa0 },
  };

  if (name[0] == '#')
    return numeric_reference (name);
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (g_str_equal (name, references[i].name))
      return references[i].character;
  return 0;
}

char *
atena_html_unescape (const char *source, gsize length)
{
  GString *text = g_string_sized_new (length);
  const char *end = source + length;

  for (const char *p = source; p < end; p++)
    {
      /* The longest reference is &#x10ffff; with room for zeros in front. */
      const char *semicolon = *p == '&' ? memchr (p, ';', MIN (end - p, 16)) : NULL;
      g_autofree char *name = semicolon != NULL ? g_strndup (p + 1, semicolon - p - 1) : NULL;
      gunichar character = name != NULL ? resolve_reference (name) : 0;

      if (character != 0)
        {
          g_string_append_unichar (text, character);
          p = semicolon;
        }
      else
        g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

/* What is read off the source of a document. */
typedef struct
{
  GString *text;
  gboolean space; /* white space came after what is in text */
  guint pre;      /* depth of elements in which white space is kept */
} Extract;

static void
end_line (Extract *extract)
{
  extract->space = FALSE;
  if (extract->text->len > 0 && !g_str_has_suffix (extract->text->str, "\n"))
    g_string_append_c (extract->text, '\n');
}

static void
extract_tag (Extract *extract, const char *name)
{
  gboolean end_tag = *name == '/';

  if (g_str_equal (name, "br"))
    {
      extract->space = FALSE;
      g_string_append_c (extract->text, '\n');
    }
  else if (g_strv_contains (blocks, name + end_tag))
    end_line (extract);
  else if (g_str_equal (name, "/td") || g_str_equal (name, "/th"))
    extract->space = TRUE;
  if (g_str_equal (name, "pre"))
    extract->pre++;
  else if (g_str_equal (name, "/pre") && extract->pre > 0)
    extract->pre--;
}

static void
extract_character (Extract *extract, char c)
{
  GString *text = extract->text;

  if (is_space (c) && extract->pre == 0)
    {
      extract->space = TRUE;
      return;
    }
  if (extract->space && text->len > 0 && !g_str_has_suffix (text->str, "\n"))
    g_string_append_c (text, ' ');
  extract->space = FALSE;
  g_string_append_c (text, c);
}

char *
atena_html_dup_text (const char *source)
{
  AtenaHtmlScanner scanner = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  Extract extract = { .text = text };

  for (const char *p = source; *p != '\0'; p++)
    {
      guint before = scanner.state;

      feed (&scanner, *p);
      if (before == STATE_TAG_NAME && scanner.state != STATE_TAG_NAME)
        extract_tag (&extract, scanner.word);
      /* A sign that began no tag. */
      if (before == STATE_TAG_OPEN && (scanner.state == STATE_TEXT || *p == '<'))
        extract_character (&extract, '<');
      if (scanner.state == STATE_TEXT && (before == STATE_TEXT || before == STATE_TAG_OPEN))
        extract_character (&extract, *p);
    }
  g_strchomp (text->str);
  return atena_html_unescape (text->str, strlen (text->str));
}

/* The elements that a stretch of source begins, and those that it ends without beginning them. */
typedef struct
{
  GPtrArray *opened;
  GPtrArray *closed;
  gboolean broken;
} Balance;

static void
weigh_tag (Balance *balance, const char *name)
{
  gboolean end_tag = *name == '/';
  guint n = balance->opened->len;

  if (g_strv_contains (voids, name + end_tag))
    return;
  if (!end_tag)
    g_ptr_array_add (balance->opened, g_strdup (name));
  else if (n == 0)
    g_ptr_array_add (balance->closed, g_strdup (name + 1));
  else if (g_str_equal (balance->opened->pdata[n - 1], name + 1))
    g_ptr_array_remove_index (balance->opened, n - 1);
  else
    balance->broken = TRUE;
}

static gboolean
is_balanced (const Balance *balance, gboolean alone)
{
  guint n = balance->opened->len;

  if (balance->broken || balance->closed->len != n || (alone && n > 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (balance->closed->pdata[i], balance->opened->pdata[n - 1 - i]))
      return FALSE;
  return TRUE;
}

gboolean
atena_html_is_removable (const char *source, gsize length, gboolean alone)
{
  AtenaHtmlScanner scanner = { 0 };
  g_autoptr (GPtrArray) opened = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) closed = g_ptr_array_new_with_free_func (g_free);
  Balance balance = { .opened = opened, .closed = closed };

  for (gsize i = 0; i < length; i++)
    {
      guint before = scanner.state;

      feed (&scanner, source[i]);
      if (before == STATE_TAG_NAME && scanner.state != STATE_TAG_NAME)
        weigh_tag (&balance, scanner.word);
    }
  return scanner.state == STATE_TEXT && is_balanced (&balance, alone);
}

/* The name of the tag from @start to @end, with a slash in front for an end tag; NULL when that is
 * no tag. */
static char *
dup_tag_name (const char *start, const char *end)
{
  AtenaHtmlScanner scanner = { 0 };
  g_autofree char *name = NULL;

  for (const char *p = start; p < end; p++)
    {
      guint before = scanner.state;

      feed (&scanner, *p);
      if (before == STATE_TAG_NAME && scanner.state != STATE_TAG_NAME)
        name = g_strdup (scanner.word);
      if (p + 1 < end && name != NULL && scanner.state <= STATE_TAG_OPEN)
        return NULL;
    }
  return scanner.state == STATE_TEXT || scanner.state == STATE_ELEMENT_TEXT
           ? g_steal_pointer (&name)
           : NULL;
}

/* The start of the tag that ends right before @at, and its name. */
static const char *
find_tag_before (const char *floor, const char *at, char **ret_name)
{
  const char *start = at > floor && at[-1] == '>' ? g_strrstr_len (floor, at - floor, "<") : NULL;

  *ret_name = start != NULL ? dup_tag_name (start, at) : NULL;
  return *ret_name != NULL ? start : NULL;
}

/* The end of the tag that starts at @at, and its name. */
static const char *
find_tag_at (const char *at, char **ret_name)
{
  const char *end = *at == '<' ? strchr (at, '>') : NULL;

  *ret_name = end != NULL ? dup_tag_name (at, end + 1) : NULL;
  return *ret_name != NULL ? end + 1 : NULL;
}

static const char *
skip_space_back (const char *floor, const char *at)
{
  while (at > floor && is_space (at[-1]))
    at--;
  return at;
}

static const char *
skip_space (const char *at)
{
  while (is_space (*at))
    at++;
  return at;
}

/* The <br> that an editor puts into a line without text. */
static const char *
skip_break (const char *at)
{
  g_autofree char *name = NULL;
  const char *end = find_tag_at (at, &name);

  return end != NULL && g_str_equal (name, "br") ? skip_space (end) : at;
}

/* What is around a line when it is one between two <br>, or the first of its block. */
static gboolean
widen_over_break (const char *floor, const char **start, const char **end)
{
  const char *from = skip_space_back (floor, *start);
  const char *to = skip_break (skip_space (*end));
  g_autofree char *before = NULL;

  find_tag_before (floor, from, &before);
  if (to == skip_space (*end) || before == NULL ||
      (!g_str_equal (before, "br") && !g_strv_contains (blocks, before + (*before == '/'))))
    return FALSE;
  *start = from;
  *end = to;
  return TRUE;
}

gboolean
atena_html_widen (const char *floor, const char **start, const char **end)
{
  const char *from = *start;
  const char *to = *end;
  gboolean found = FALSE;

  while (from != NULL)
    {
      g_autofree char *before = NULL;
      g_autofree char *behind = NULL;

      from = find_tag_before (floor, skip_space_back (floor, from), &before);
      to = find_tag_at (skip_break (skip_space (to)), &behind);
      if (from == NULL || to == NULL || *behind != '/' || !g_str_equal (before, behind + 1))
        break;
      if (!g_strv_contains (blocks, before))
        continue;
      *start = from;
      *end = to;
      found = TRUE;
    }
  return found || widen_over_break (floor, start, end);
}
