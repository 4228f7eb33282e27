// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-package-private.h"
#include "atena-sheet-row-private.h"

/* A sheet of a workbook. */
typedef struct
{
  char *name;
  char *part; /* where it is, as the kind of file has it */
  gboolean hidden;
} AtenaSheet;

typedef struct _AtenaBook AtenaBook;

/* What a kind of workbook does. */
typedef struct
{
  /* Goes before the first row of the sheet with this number. */
  gboolean (*open_sheet) (AtenaBook *self, guint sheet, GError **error);

  /* Reads the next row, which may have no cell; @ret_more is FALSE behind the last one. */
  gboolean (*read_row) (AtenaBook *self, AtenaSheetRow *row, gboolean *ret_more, GError **error);

  void (*free) (AtenaBook *self);
} AtenaBookClass;

/* A workbook of some kind, which each kind of file begins its own with. */
struct _AtenaBook
{
  const AtenaBookClass *klass;
  GArray *sheets; /* of AtenaSheet */
};

/* Those of each kind; @package, which becomes theirs, is one that they can read. */
AtenaBook *
atena_book_open_xlsx (AtenaPackage *package, GError **error);
AtenaBook *
atena_book_open_ods (AtenaPackage *package, GError **error);

/* Likewise; @stream is the one of the workbook, and errors call it @name. */
AtenaBook *
atena_book_open_xls (GByteArray *stream, const char *name, GError **error);

void
atena_book_init (AtenaBook *self, const AtenaBookClass *klass);
void
atena_book_add_sheet (AtenaBook *self, const char *name, const char *part, gboolean hidden);
void
atena_book_free (AtenaBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaBook, atena_book_free)
