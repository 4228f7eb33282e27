// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds the letters of a campaign that somebody wants to look at; showing them is not done here.

#include "atena-search.h"

#include <string.h>

#include "atena-text.h"

/* Rows that are read before somebody may have changed their mind. */
#define PAGE 256

static gboolean
holds (const char *text, const char *key)
{
  g_autofree char *text_key = atena_text_field_key (text);

  return strstr (text_key, key) != NULL;
}

gboolean
atena_row_matches (const AtenaRow *row, const char *key)
{
  const char *const *values = atena_recipient_get_values (row->recipient);

  if (holds (atena_recipient_get_address (row->recipient), key) || holds (row->name, key))
    return TRUE;
  for (guint i = 0; values[i] != NULL; i++)
    if (holds (values[i], key))
      return TRUE;
  return FALSE;
}

GArray *
atena_campaign_find_rows (AtenaCampaign *self,
                          const char *word,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *key = atena_text_field_key (word);
  guint number = 0;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_autoptr (GPtrArray) rows = atena_campaign_read_rows (self, 0, number, PAGE, error);

      if (rows == NULL)
        return NULL;
      for (guint i = 0; i < rows->len; i++)
        {
          number = atena_recipient_get_number (((AtenaRow *) rows->pdata[i])->recipient);
          if (atena_row_matches (rows->pdata[i], key))
            g_array_append_val (found, number);
        }
      if (rows->len < PAGE)
        return g_steal_pointer (&found);
    }
  return NULL;
}

static guint
count_blanks (AtenaRecipient *recipient)
{
  const char *const *values = atena_recipient_get_values (recipient);
  guint n = 0;

  for (guint i = 0; values[i] != NULL; i++)
    n += atena_text_is_blank (values[i]);
  return n;
}

AtenaMeasures
atena_measures_take (AtenaLetter *letter, AtenaRecipient *recipient)
{
  g_autofree char *subject = atena_letter_dup_subject (letter, recipient);
  g_autofree char *text = atena_letter_dup_text (letter, recipient);

  return (AtenaMeasures){ .length = strlen (subject) + strlen (text),
                          .blanks = count_blanks (recipient) };
}

void
atena_extremes_add (AtenaExtremes *self, guint number, const AtenaMeasures *measures)
{
  gboolean is_first = self->longest == 0;

  if (is_first || measures->length > self->most.length)
    {
      self->longest = number;
      self->most.length = measures->length;
    }
  if (is_first || measures->length < self->least.length)
    {
      self->shortest = number;
      self->least.length = measures->length;
    }
  if (is_first || measures->blanks > self->most.blanks)
    {
      self->emptiest = number;
      self->most.blanks = measures->blanks;
    }
}
