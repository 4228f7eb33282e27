// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Opens the list that the options name, a file or an https address, and reads it as they say. What
// becomes of its people, the sub-commands know.

#include "atena-cli-source.h"

#include <glib/gi18n.h>

#include "atena-cli-output.h"
#include "atena-csv-reader.h"
#include "atena-error.h"
#include "atena-sheet-reader.h"
#include "atena-text.h"

static const struct
{
  const char *name;
  char delimiter;
} delimiters[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' } };

void
atena_cli_source_clear (AtenaCliSource *self)
{
  g_free (self->recipients);
  g_free (self->sheet);
  g_free (self->encoding);
  g_free (self->delimiter);
  atena_cli_columns_clear (&self->columns);
}

GOptionEntry *
atena_cli_source_make_entries (AtenaCliSource *self)
{
  const GOptionEntry entries[] = {
    { "recipients", 0, 0, G_OPTION_ARG_FILENAME, &self->recipients,
      N_ ("the list: a workbook, CSV file or contacts (.vcf), or its https address"), N_ ("FILE") },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &self->sheet,
      N_ ("the sheet of the workbook, if it is not the first"), N_ ("NAME") },
    { "encoding", 0, 0, G_OPTION_ARG_FILENAME, &self->encoding,
      N_ ("the encoding of a CSV file, if it is found out wrong, such as CP932"), N_ ("NAME") },
    { "delimiter", 0, 0, G_OPTION_ARG_FILENAME, &self->delimiter,
      N_ ("what stands between the cells of a CSV file: comma, semicolon, tab or a sign"),
      N_ ("SIGN") },
    { "column", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->columns.roles,
      N_ ("what a column means, such as address=Contact"), N_ ("ROLE=COLUMN") },
    { "addresses", 0, 0, G_OPTION_ARG_FILENAME, &self->columns.addresses,
      N_ ("“first” sends one letter only where several addresses stand in a row"), "first" },
    G_OPTION_ENTRY_NULL,
  };

  return g_memdup2 (entries, sizeof entries);
}

gboolean
atena_cli_source_has_details (const AtenaCliSource *self)
{
  return self->sheet != NULL || self->encoding != NULL || self->delimiter != NULL ||
         self->columns.roles != NULL || self->columns.addresses != NULL;
}

void
atena_cli_place_clear (AtenaCliPlace *self)
{
  g_clear_pointer (&self->download, atena_download_free);
}

static gboolean
read_delimiter (const char *option, char *ret_delimiter, GError **error)
{
  *ret_delimiter = '\0';
  if (option == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (g_str_equal (option, delimiters[i].name))
      *ret_delimiter = delimiters[i].delimiter;
  if (*option != '\0' && option[1] == '\0' && atena_csv_reader_takes_delimiter (*option))
    *ret_delimiter = *option;
  return *ret_delimiter != '\0' ||
         atena_cli_fail (error, _ ("--delimiter takes comma, semicolon, tab or one sign, such as "
                                   "--delimiter='|'"));
}

gboolean
atena_cli_source_find (const AtenaCliSource *self,
                       const char *recipients,
                       const char *ca_file,
                       AtenaCliPlace *ret_place,
                       GError **error)
{
  AtenaDownloadOptions download = { .ca_file = ca_file };
  AtenaTableOptions options = { .encoding = self->encoding, .sheet = self->sheet };

  if (!read_delimiter (self->delimiter, &options.delimiter, error))
    return FALSE;
  *ret_place = (AtenaCliPlace){ .path = recipients, .options = options };
  if (!atena_download_is_address (recipients))
    return TRUE;

  ret_place->download = atena_download_fetch (recipients, &download, NULL, error);
  if (ret_place->download == NULL)
    return FALSE;
  ret_place->path = ret_place->download->path;
  ret_place->options.name = ret_place->download->name;
  return TRUE;
}

/* An option that does nothing would let somebody believe that it did. */
static gboolean
check_kind (const AtenaCliSource *self, AtenaTable *table, GError **error)
{
  const char *name = atena_table_get_name (table);

  if (self->sheet != NULL && !ATENA_IS_SHEET_READER (table))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("--sheet is for workbooks, and %s is none"), name);
      return FALSE;
    }
  if ((self->encoding != NULL || self->delimiter != NULL) && !ATENA_IS_CSV_READER (table))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("--encoding and --delimiter are for CSV files, and %s is none"), name);
      return FALSE;
    }
  return TRUE;
}

gboolean
atena_cli_source_apply (const AtenaCliSource *self, AtenaListSource *source, GError **error)
{
  return check_kind (self, atena_list_source_get_table (source), error) &&
         atena_cli_columns_apply (&self->columns, atena_list_source_get_columns (source), error);
}

AtenaListSource *
atena_cli_source_open (const AtenaCliSource *self,
                       const char *ca_file,
                       AtenaCliPlace *ret_place,
                       GError **error)
{
  g_autoptr (AtenaListSource) source = NULL;

  if (!atena_cli_source_find (self, self->recipients, ca_file, ret_place, error))
    return NULL;
  source = atena_list_source_open (ret_place->path, &ret_place->options, error);
  if (source != NULL && atena_cli_source_apply (self, source, error) &&
      atena_list_source_check (source, error))
    return g_steal_pointer (&source);
  return NULL;
}

static void
append_option (GString *options, const char *name, const char *value)
{
  g_autofree char *line = value != NULL ? atena_text_fold_line (value) : NULL;

  if (line != NULL)
    g_string_append_printf (options, "%s--%s=%s", options->len > 0 ? " " : "", name, line);
}

char *
atena_cli_source_describe (const AtenaTableFormat *format)
{
  g_autoptr (GString) options = g_string_new (NULL);
  const char sign[2] = { format->delimiter, '\0' };
  const char *delimiter = *sign != '\0' ? sign : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (format->delimiter == delimiters[i].delimiter)
      delimiter = delimiters[i].name;
  append_option (options, "sheet", format->sheet);
  append_option (options, "encoding", format->encoding);
  append_option (options, "delimiter", delimiter);
  return g_string_free (g_steal_pointer (&options), FALSE);
}
