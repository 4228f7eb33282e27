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
#include "atena-template.h"
#include "atena-text.h"

/* Characters of a placeholder in a message. */
#define SHOWN_MAX 40

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

static void
add_placeholder (GArray *placeholders, const char *inside, gboolean is_html, gboolean loose)
{
  gsize name_length = strcspn (inside, "|");
  gsize length = strlen (inside);
  g_autofree char *name =
    is_html ? atena_html_unescape (inside, name_length) : g_strndup (inside, name_length);
  g_autofree char *rest = is_html ? atena_html_unescape (inside + name_length, length - name_length)
                                  : g_strdup (inside + name_length);
  g_autofree char *field = atena_text_field_key (name);
  g_autofree char *fallback = strip_space (rest);
  g_autofree char *shown = atena_text_shorten (inside, SHOWN_MAX);
  Placeholder placeholder = { .key = g_strconcat (field, fallback, NULL),
                              .name = g_strdup (field),
                              .shown = g_strdup_printf ("{{%s}}", shown),
                              .loose = loose };

  g_array_append_val (placeholders, placeholder);
}

/* The placeholders in @source up to one that never ends. */
static GArray *
find_placeholders (const char *source, gboolean is_html)
{
  GArray *placeholders = g_array_new (FALSE, FALSE, sizeof (Placeholder));
  AtenaHtmlScanner scanner = { 0 };
  const char *end;

  g_array_set_clear_func (placeholders, (GDestroyNotify) placeholder_clear);
  for (const char *p = source; (p = strstr (p, "{{")) != NULL; source = p = end + strlen ("}}"))
    {
      const char *start = p + strlen ("{{");
      g_autofree char *inside = NULL;

      end = strstr (start, "}}");
      if (end == NULL)
        break;
      inside = g_strndup (start, end - start);
      atena_html_scanner_feed (&scanner, source, p - source);
      add_placeholder (placeholders, inside, is_html,
                       is_html && atena_html_scanner_get_place (&scanner) != ATENA_HTML_TEXT);
    }
  return placeholders;
}

/* All that @plain and @html name, as if a list had it. */
static AtenaFields *
make_fields (const GArray *plain, const GArray *html)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **list = NULL;

  for (guint i = 0; i < plain->len; i++)
    g_hash_table_add (names, g_array_index (plain, Placeholder, i).name);
  for (guint i = 0; i < html->len; i++)
    g_hash_table_add (names, g_array_index (html, Placeholder, i).name);
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
