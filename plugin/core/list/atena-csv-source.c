// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Recipients from a file of comma-separated text whose first row names the columns.

#include "atena-csv-source.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "atena-csv-reader.h"
#include "atena-error.h"
#include "atena-text.h"

/* Characters of column names in a message. */
#define SHOWN_MAX 300

struct _AtenaCsvSource
{
  GObject parent;

  char *name;
  AtenaTable *table;
  AtenaFields *fields;
  int address_column;
  int name_column; /* or -1 */
};

static void
recipient_source_iface_init (AtenaRecipientSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaCsvSource,
                               atena_csv_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_RECIPIENT_SOURCE,
                                                      recipient_source_iface_init))

static char *
dup_without_nul (const AtenaCell *cell)
{
  char *text = g_malloc (cell->length + 1);
  gsize length = 0;

  for (gsize i = 0; i < cell->length; i++)
    if (cell->text[i] != '\0')
      text[length++] = cell->text[i];
  text[length] = '\0';
  return text;
}

static GStrv
dup_values (const AtenaCell *cells, guint n_cells)
{
  GStrv values = g_new0 (char *, n_cells + 1);

  for (guint i = 0; i < n_cells; i++)
    values[i] = dup_without_nul (&cells[i]);
  return values;
}

static gboolean
is_blank_row (GStrv values)
{
  for (guint i = 0; values[i] != NULL; i++)
    if (!atena_text_is_blank (values[i]))
      return FALSE;
  return TRUE;
}

static AtenaRecipient *
make_recipient (AtenaCsvSource *self, const AtenaCell *cells, GStrv values)
{
  const AtenaCell *cell = &cells[self->address_column];
  const char *name = self->name_column >= 0 ? values[self->name_column] : "";
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox =
    atena_mailbox_parse (cell->text, cell->length, atena_text_is_blank (name) ? NULL : name,
                         &reason);
  g_autofree char *shown = mailbox != NULL ? g_strdup (atena_mailbox_get_address (mailbox))
                                           : atena_text_fold_line (values[self->address_column]);

  return atena_recipient_new (atena_table_get_row (self->table), mailbox, shown, reason,
                              (const char *const *) values);
}

static gboolean
fail_cell_count (AtenaCsvSource *self, guint n_cells, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               g_dngettext (GETTEXT_PACKAGE, "%s, row %u: The row has %u cell, but should have %u",
                            "%s, row %u: The row has %u cells, but should have %u", n_cells),
               self->name, atena_table_get_row (self->table), n_cells,
               atena_fields_get_size (self->fields));
  return FALSE;
}

static gboolean
csv_source_next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  AtenaCsvSource *self = ATENA_CSV_SOURCE (source);
  g_auto (GStrv) values = NULL;
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  do
    {
      if (!atena_table_read (self->table, &cells, &n_cells, error))
        return FALSE;
      g_strfreev (values);
      values = dup_values (cells, n_cells);
    }
  while (n_cells > 0 && is_blank_row (values));

  if (n_cells == 0)
    {
      *ret_recipient = NULL;
      return TRUE;
    }
  if (n_cells != atena_fields_get_size (self->fields))
    return fail_cell_count (self, n_cells, error);
  *ret_recipient = make_recipient (self, cells, values);
  return TRUE;
}

static AtenaFields *
csv_source_get_fields (AtenaRecipientSource *source)
{
  return ATENA_CSV_SOURCE (source)->fields;
}

/* The names of the columns as one line for a message. */
static char *
list_columns (AtenaFields *fields)
{
  const char *const *names = atena_fields_get_names (fields);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (!atena_text_is_blank (names[i]))
      g_string_append_printf (list, "%s“%s”", list->len > 0 ? ", " : "", names[i]);
  return atena_text_shorten (list->str, SHOWN_MAX);
}

static gboolean
find_columns (AtenaCsvSource *self, GError **error)
{
  g_autofree char *columns = NULL;

  self->address_column = atena_fields_find (self->fields, "email");
  self->name_column = atena_fields_find (self->fields, "name");
  if (self->address_column >= 0)
    return TRUE;
  columns = list_columns (self->fields);
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s: There is no column “email”. The columns are: %s"), self->name, columns);
  return FALSE;
}

static gboolean
read_header (AtenaCsvSource *self, GError **error)
{
  const AtenaCell *cells = NULL;
  guint n_cells = 0;
  g_auto (GStrv) names = NULL;

  if (!atena_table_read (self->table, &cells, &n_cells, error))
    return FALSE;
  if (n_cells == 0)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s is empty"), self->name);
      return FALSE;
    }
  names = dup_values (cells, n_cells);
  self->fields = atena_fields_new ((const char *const *) names, error);
  if (self->fields == NULL)
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  atena_table_set_fields (self->table, self->fields);
  return find_columns (self, error);
}

static gboolean
open_file (AtenaCsvSource *self, const char *path, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int saved_errno = errno;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _ ("%s cannot be opened: %s"), self->name, g_strerror (saved_errno));
      return FALSE;
    }
  stream = g_unix_input_stream_new (fd, TRUE);
  self->table = atena_csv_reader_new (stream, self->name);
  return TRUE;
}

AtenaCsvSource *
atena_csv_source_new (const char *path, GError **error)
{
  g_autoptr (AtenaCsvSource) self = g_object_new (ATENA_TYPE_CSV_SOURCE, NULL);
  g_autofree char *name = g_filename_display_name (path);

  self->name = atena_text_fold_line (name);
  if (!open_file (self, path, error) || !read_header (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
atena_csv_source_finalize (GObject *object)
{
  AtenaCsvSource *self = ATENA_CSV_SOURCE (object);

  g_clear_object (&self->table);
  g_clear_pointer (&self->fields, atena_fields_unref);
  g_free (self->name);
  G_OBJECT_CLASS (atena_csv_source_parent_class)->finalize (object);
}

static void
recipient_source_iface_init (AtenaRecipientSourceInterface *iface)
{
  iface->get_fields = csv_source_get_fields;
  iface->next = csv_source_next;
}

static void
atena_csv_source_class_init (AtenaCsvSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_csv_source_finalize;
}

static void
atena_csv_source_init (AtenaCsvSource *self)
{
}
