// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds the letters of a campaign that somebody wants to look at; showing them is not done here.

#include "atena-search.h"

#include <string.h>

#include "atena-text.h"

/* Rows read at a time. */
#define PAGE 256

static gboolean
holds (const char *text, const char *key)
{
  g_autofree char *text_key = atena_text_field_key (text);

  return strstr (text_key, key) != NULL;
}

gboolean
atena_row_matches (const AtenaRow *row, const char *word)
{
  const char *const *values = atena_recipient_get_values (row->recipient);
  g_autofree char *key = atena_text_field_key (word);

  if (holds (atena_recipient_get_address (row->recipient), key) || holds (row->name, key))
    return TRUE;
  for (guint i = 0; values[i] != NULL; i++)
    if (holds (values[i], key))
      return TRUE;
  return FALSE;
}

/* The rows after @after, none after the last. */
static GPtrArray *
read_page (AtenaCampaign *self, guint states, guint *after, GError **error)
{
  GPtrArray *rows = atena_campaign_read_rows (self, states, *after, PAGE, error);

  if (rows != NULL && rows->len > 0)
    *after = atena_recipient_get_number (((AtenaRow *) rows->pdata[rows->len - 1])->recipient);
  return rows;
}

/* Moves those of @rows that match @word to the end of @found, until that has @limit. */
static void
take_matching (GPtrArray *rows, const char *word, guint limit, GPtrArray *found)
{
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    if (found->len < limit && atena_row_matches (rows->pdata[i], word))
      g_ptr_array_add (found, rows->pdata[i]);
    else
      atena_row_free (rows->pdata[i]);
}

GPtrArray *
atena_campaign_find_rows (
  AtenaCampaign *self, const char *word, guint states, guint after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_row_free);

  while (TRUE)
    {
      g_autoptr (GPtrArray) rows = read_page (self, states, &after, error);

      if (rows == NULL)
        return NULL;
      take_matching (rows, word, limit, found);
      if (rows->len < PAGE || found->len == limit)
        return g_steal_pointer (&found);
    }
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

gboolean
atena_campaign_find_extremes (AtenaCampaign *self,
                              AtenaExtremes *ret_extremes,
                              GCancellable *cancellable,
                              GError **error)
{
  AtenaLetter *letter = atena_campaign_get_letter (self);
  AtenaExtremes extremes = { 0 };
  guint after = 0;

  while (TRUE)
    {
      g_autoptr (GPtrArray) rows = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      rows = read_page (self, 1u << ATENA_ROW_PENDING, &after, error);
      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          AtenaRecipient *recipient = ((AtenaRow *) rows->pdata[i])->recipient;
          AtenaMeasures measures = atena_measures_take (letter, recipient);

          atena_extremes_add (&extremes, atena_recipient_get_number (recipient), &measures);
        }
      if (rows->len < PAGE)
        break;
    }
  *ret_extremes = extremes;
  return TRUE;
}
