// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-list-source.h"

/* What is known of a table beforehand; nothing where it is NULL or all zero. What does not concern
 * the kind of file is passed over. */
typedef struct
{
  const char *name;     /* what errors call the table; NULL for the name of the file */
  const char *encoding; /* of text, as iconv calls it; NULL to find it out */
  char delimiter;    /* between the cells of text, as AtenaCsvReader takes it; 0 to find it out */
  const char *sheet; /* NULL for the first visible one that has cells */
} AtenaTableOptions;

/**
 * atena_table_open:
 * @options: (nullable):
 * @error: ATENA_ERROR_INVALID when the file is no list, or an error of opening it, with its name
 *
 * The table in a file, whose kind is told by what is in it, not by its name: text (see
 * AtenaCsvReader, which also says what was found out), the sheet of a workbook (AtenaSheetReader)
 * or vCards (AtenaVcardReader). Where one cannot seek, as in a pipe, there is only UTF-8 with
 * commas unless @options say otherwise.
 */
AtenaTable *
atena_table_open (const char *path, const AtenaTableOptions *options, GError **error);

/* The table or the vCards in @text, which is valid UTF-8 as somebody pasted it and is copied. @name
 * as in atena_csv_reader_new(), @options as above. */
AtenaTable *
atena_table_open_text (const char *text, const char *name, const AtenaTableOptions *options);

/* The people of the list in the file at @path; @options as above. Errors are those of
 * atena_list_source_new(), and that of opening it, with its name. */
AtenaListSource *
atena_list_source_open (const char *path, const AtenaTableOptions *options, GError **error);
