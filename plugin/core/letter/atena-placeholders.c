// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whether two texts that are to say the same have the same placeholders; what they stand for is up
// to AtenaTemplate.

#include "atena-placeholders-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-fields.h"
#include "atena-html.h"
#include "atena-tag-private.h"
#include "atena-template.h"
#include "atena-text.h"

/* Characters of a placeholder in a message. */
#define SHOWN_MAX 40

/* Deeper than any template has sections (atena_template_new()). */
#define DEPTH_MAX 64

typedef struct
{
  char *key;      /* equal for two that stand for the same */
  char *name;     /* of the field */
  char *shown;    /* as it stands in the source */
  gboolean loose; /* in an attribute of HTML */
} Placeholder;

/* How often a placeholder stands where. */
typedef struct
{
  guint plain;
  guint html;
  guint loose;
} Count;

static void
placeholder_clear (Placeholder *placeholder)
{
  g_free (placeholder->key);
  g_free (placeholder->name);
  g_free (placeholder->shown);
}

static char *
strip_space (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (stripped, g_utf8_get_char (p));
  return g_string_free (stripped, FALSE);
}

/* What is in a tag, without its tags of HTML. */
static char *
dup_inside (const AtenaTag *tag, gboolean is_html)
{
  g_autofree char *inside = g_strndup (tag->inside, tag->length);

  if (!is_html)
    return g_steal_pointer (&inside);
  return tag->type == ATENA_TAG_COMMENT ? atena_html_dup_text (inside)
                                        : atena_html_unescape (inside, tag->length);
}

/* Equal for two tags that do the same in the same sections. */
static char *
make_key (const AtenaTag *tag, const char *field, const char *rest, const GPtrArray *path)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%d", tag->type);
  g_string_append (key, field);
  g_string_append (key, rest);
  for (guint i = 0; i < path->len; i++)
    g_string_append_printf (key, "\n%s", (const char *) path->pdata[i]);
  return g_string_free (key, FALSE);
}

static void
add_placeholder (
  GArray *placeholders, const AtenaTag *tag, GPtrArray *path, gboolean is_html, gboolean loose)
{
  g_autofree char *inside = dup_inside (tag, is_html);
  gsize name_length = tag->type <= ATENA_TAG_RAW ? strcspn (inside, "|") : strlen (inside);
  g_autofree char *name = g_strndup (inside, name_length);
  g_autofree char *field = atena_text_field_key (name);
  g_autofree char *plain_field = tag->type <= ATENA_TAG_END ? NULL : strip_space (inside);
  g_autofree char *rest = strip_space (inside + name_length);
  g_autofree char *source = g_strndup (tag->start, (gsize) (tag->end - tag->start));
  Placeholder placeholder = {
    .name = tag->type <= ATENA_TAG_END ? g_strdup (field) : NULL,
    .shown = atena_text_shorten (source, SHOWN_MAX),
    .loose = loose,
  };

  if (tag->type == ATENA_TAG_END && path->len > 0)
    g_ptr_array_set_size (path, (int) path->len - 1);
  placeholder.key = make_key (tag, plain_field != NULL ? plain_field : field, rest, path);
  if (tag->type == ATENA_TAG_SECTION || tag->type == ATENA_TAG_INVERTED)
    g_ptr_array_add (path, g_strdup_printf ("%d%s", tag->type, field));
  g_array_append_val (placeholders, placeholder);
}

/* The placeholders in @source up to one that can be none, or that stands deeper than any may. */
static GArray *
find_placeholders (const char *source, gboolean is_html)
{
  GArray *placeholders = g_array_new (FALSE, FALSE, sizeof (Placeholder));
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
  g_auto (AtenaTagReader) reader = { 0 };
  AtenaHtmlScanner scanner = { 0 };
  AtenaTag tag = { 0 };
  const char *fault = NULL;

  g_array_set_clear_func (placeholders, (GDestroyNotify) placeholder_clear);
  atena_tag_reader_init (&reader, source, is_html);
  while (path->len <= DEPTH_MAX && atena_tag_reader_next (&reader, &tag, &fault))
    {
      atena_html_scanner_feed (&scanner, source, (gsize) (tag.start - source));
      add_placeholder (placeholders, &tag, path, is_html,
                       is_html && tag.type <= ATENA_TAG_RAW &&
                         atena_html_scanner_get_place (&scanner) != ATENA_HTML_TEXT);
      source = tag.end;
    }
  return placeholders;
}

/* What stands for a field. */
static void
add_names (GHashTable *names, const GArray *placeholders)
{
  for (guint i = 0; i < placeholders->len; i++)
    if (g_array_index (placeholders, Placeholder, i).name != NULL)
      g_hash_table_add (names, g_array_index (placeholders, Placeholder, i).name);
}

/* All that @plain and @html name, as if a list had it. */
static AtenaFields *
make_fields (const GArray *plain, const GArray *html)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **list = NULL;

  add_names (names, plain);
  add_names (names, html);
  list = (const char **) g_hash_table_get_keys_as_array (names, NULL);
  return atena_fields_new (list, NULL);
}

static gboolean
check_syntax (
  const char *source, AtenaTemplateKind kind, AtenaFields *fields, const char *name, GError **error)
{
  g_autofree char *place =
    g_strdup_printf (kind == ATENA_TEMPLATE_HTML ? _ ("%s: HTML") : _ ("%s: plain text"), name);
  g_autoptr (AtenaTemplate) template = atena_template_new (source, kind, fields, place, error);

  return template != NULL;
}

static Count *
get_count (GHashTable *counts, const Placeholder *placeholder)
{
  Count *count = g_hash_table_lookup (counts, placeholder->key);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (counts, placeholder->key, count);
    }
  return count;
}

static GHashTable *
count_placeholders (const GArray *plain, const GArray *html)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < plain->len; i++)
    get_count (counts, &g_array_index (plain, Placeholder, i))->plain++;
  for (guint i = 0; i < html->len; i++)
    {
      const Placeholder *placeholder = &g_array_index (html, Placeholder, i);
      Count *count = get_count (counts, placeholder);

      if (placeholder->loose)
        count->loose++;
      else
        count->html++;
    }
  return counts;
}

/* What is wrong with how often @shown stands where; NULL when nothing is. */
static char *
describe_fault (const Count *count, const char *shown)
{
  if (count->plain > count->html + count->loose)
    return g_strdup_printf (_ ("“%s” is missing from the formatted text"), shown);
  if (count->html > count->plain)
    return g_strdup_printf (_ ("“%s” is missing from the plain text"), shown);
  return NULL;
}

static gboolean
check_counts (const GArray *plain, const GArray *html, const char *name, GError **error)
{
  g_autoptr (GHashTable) counts = count_placeholders (plain, html);
  const GArray *lists[] = { plain, html };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const Placeholder *placeholder = &g_array_index (lists[i], Placeholder, j);
        const Count *count = get_count (counts, placeholder);
        g_autofree char *fault = describe_fault (count, placeholder->shown);

        if (fault == NULL)
          continue;
        g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, "%s: %s", name, fault);
        return FALSE;
      }
  return TRUE;
}

gboolean
atena_placeholders_compare (const char *plain, const char *html, const char *name, GError **error)
{
  g_autoptr (GArray) in_plain = find_placeholders (plain, FALSE);
  g_autoptr (GArray) in_html = find_placeholders (html, TRUE);
  g_autoptr (AtenaFields) fields = make_fields (in_plain, in_html);

  return check_syntax (plain, ATENA_TEMPLATE_PLAIN, fields, name, error) &&
         check_syntax (html, ATENA_TEMPLATE_HTML, fields, name, error) &&
         check_counts (in_plain, in_html, name, error);
}
