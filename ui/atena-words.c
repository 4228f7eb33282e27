// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Words that several windows say: times and what changes by sending separately. Pure text, no
// widgets.

#include "atena-words-private.h"

#include <glib/gi18n-lib.h>

/* What makes a reader doubt that the letter is for them alone. */
static const char *const lies[] = {
  "BCCにて失礼", "一斉送信", "一斉配信", "各位", "皆様", "皆さま",
};

char *
atena_words_describe_time (gint64 time)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean today = g_date_time_get_day_of_year (when) == g_date_time_get_day_of_year (now) &&
                   g_date_time_get_year (when) == g_date_time_get_year (now);

  /* Translators: a time of today, and one of another day, for g_date_time_format(). */
  return g_date_time_format (when, today ? _ ("%H:%M") : _ ("%-e %B, %H:%M"));
}

char *
atena_words_describe_finish (gint64 finish)
{
  g_autofree char *time = atena_words_describe_time (finish);

  return g_strdup_printf (
    _ ("Expected to finish around %s. Please leave the computer on until then"), time);
}

char *
atena_words_describe_sizes (guint64 largest, guint64 all)
{
  g_autofree char *one = g_format_size (largest);
  g_autofree char *total = g_format_size (all);

  /* Translators: two sizes, such as "2.3 MB". */
  return g_strdup_printf (_ ("Largest letter %s, %s in all"), one, total);
}

char *
atena_words_find_lies (const char *text)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *folded = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *lie = g_utf8_normalize (lies[i], -1, G_NORMALIZE_ALL_COMPOSE);

      if (folded != NULL && strstr (folded, lie) != NULL)
        g_strv_builder_add (found, lies[i]);
    }

  words = g_strv_builder_end (found);
  if (words[0] == NULL)
    return NULL;
  /* Translators: between words of a list. */
  joined = g_strjoinv (_ (", "), words);
  return g_strdup_printf (_ ("The text says “%s”, which does not fit a letter to one person"),
                          joined);
}

static void
add_line (GString *text, const char *line)
{
  g_string_append_printf (text, "%s• %s", text->len > 0 ? "\n" : "", line);
}

static gboolean
has_field (GPtrArray *addressees, AtenaField field)
{
  for (guint i = 0; i < addressees->len; i++)
    if (((AtenaAddressee *) addressees->pdata[i])->field == field)
      return TRUE;
  return FALSE;
}

static void
add_keep (GString *text, AtenaKeep keep)
{
  if (keep == ATENA_KEEP_EACH)
    add_line (text, _ ("A copy of each letter is kept in the Sent folder"));
  else if (keep == ATENA_KEEP_ONE)
    add_line (text, _ ("One copy is kept in the Sent folder, the list in Sent Separately"));
}

char *
atena_words_describe_changes (const AtenaOrder *order, guint letters, guint copies, AtenaKeep keep)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_line (text, _ ("To holds one person, whoever gets the letter"));
  if (has_field (order->addressees, ATENA_FIELD_CC) ||
      has_field (order->addressees, ATENA_FIELD_BCC))
    add_line (text, _ ("There is no Cc and no Bcc; nobody sees the others"));
  add_line (text, _ ("“Reply to All” reaches you and nobody else"));
  if (order->read_receipt)
    {
      g_autofree char *line =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "A read receipt is asked for in %u letter",
                                      "A read receipt is asked for in each of %u letters", letters),
                         letters);

      add_line (text, line);
    }
  if (order->unsigned_here)
    add_line (text, _ ("The letters carry no digital signature"));
  if (copies > 0)
    add_line (text, _ ("The automatic Bcc gets one copy, not one of every letter"));
  add_keep (text, keep);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
