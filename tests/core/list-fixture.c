// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Sources and saved lists for tests, written as tables.

#include "list-fixture.h"

#define LIST_FIXTURE_TYPE_SOURCE (list_fixture_source_get_type ())
G_DECLARE_FINAL_TYPE (ListFixtureSource, list_fixture_source, LIST_FIXTURE, SOURCE, GObject)

struct _ListFixtureSource
{
  GObject parent_instance;

  AtenaFields *fields;
  GStrv lines;
  guint next;
};

static void
source_iface_init (AtenaRecipientSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ListFixtureSource,
                               list_fixture_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_RECIPIENT_SOURCE,
                                                      source_iface_init))

static AtenaFields *
source_get_fields (AtenaRecipientSource *source)
{
  return LIST_FIXTURE_SOURCE (source)->fields;
}

static const char *
find_value (AtenaFields *fields, GStrv values, const char *name)
{
  int column = atena_fields_find (fields, name);

  return column >= 0 ? values[column] : "";
}

static gboolean
source_next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  ListFixtureSource *self = LIST_FIXTURE_SOURCE (source);
  g_autoptr (AtenaMailbox) mailbox = NULL;
  g_autoptr (AtenaRecipient) recipient = NULL;
  g_auto (GStrv) values = NULL;
  AtenaReason reason = ATENA_REASON_NONE;
  const char *address;
  const char *line;
  gboolean above;

  *ret_recipient = NULL;
  if (self->lines[self->next] == NULL || *self->lines[self->next] == '\0')
    return TRUE;

  line = self->lines[self->next++];
  above = *line == '^';
  values = g_strsplit (above ? line + 1 : line, "|", -1);
  g_assert_cmpuint (g_strv_length (values), ==, atena_fields_get_size (self->fields));
  address = find_value (self->fields, values, "email");
  mailbox = atena_mailbox_parse (address, -1, find_value (self->fields, values, "name"), &reason);
  recipient =
    atena_recipient_new (self->next, mailbox, address, reason, (const char *const *) values);
  *ret_recipient = atena_recipient_place (recipient, above ? self->next - 1 : self->next);
  return TRUE;
}

static void
source_iface_init (AtenaRecipientSourceInterface *iface)
{
  iface->get_fields = source_get_fields;
  iface->next = source_next;
}

static void
list_fixture_source_finalize (GObject *object)
{
  ListFixtureSource *self = LIST_FIXTURE_SOURCE (object);

  atena_fields_unref (self->fields);
  g_strfreev (self->lines);
  G_OBJECT_CLASS (list_fixture_source_parent_class)->finalize (object);
}

static void
list_fixture_source_class_init (ListFixtureSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = list_fixture_source_finalize;
}

static void
list_fixture_source_init (ListFixtureSource *self)
{
}

AtenaRecipientSource *
list_fixture_source (const char *table)
{
  ListFixtureSource *self = g_object_new (LIST_FIXTURE_TYPE_SOURCE, NULL);
  g_auto (GStrv) names = NULL;

  self->lines = g_strsplit (table, "\n", -1);
  names = g_strsplit (self->lines[self->next++], "|", -1);
  self->fields = atena_fields_new ((const char *const *) names, NULL);
  return ATENA_RECIPIENT_SOURCE (self);
}

AtenaList *
list_fixture_create (AtenaLedger *ledger, const char *name, const char *table)
{
  AtenaListSpec spec = { .name = name,
                         .purpose = "お知らせの送付",
                         .origin = "customers.csv",
                         .columns = "{\"a\":1}",
                         .now = 1000000,
                         .format = "{\"b\":2}" };
  g_autoptr (AtenaRecipientSource) source = list_fixture_source (table);
  g_autoptr (GError) error = NULL;
  AtenaList *list = atena_list_create (ledger, &spec, source, NULL, &error);

  g_assert_no_error (error);
  return list;
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, " %s", part);
}

char *
list_fixture_describe (AtenaRecipientSource *source)
{
  GString *text = g_string_new (NULL);

  while (TRUE)
    {
      g_autoptr (AtenaRecipient) recipient = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *values = NULL;
      AtenaMailbox *mailbox;

      atena_recipient_source_next (source, &recipient, &error);
      g_assert_no_error (error);
      if (recipient == NULL)
        return g_string_free (text, FALSE);

      mailbox = atena_recipient_get_mailbox (recipient);
      values = g_strjoinv ("|", (char **) atena_recipient_get_values (recipient));
      g_string_append_printf (text, "%s%u", text->len > 0 ? "\n" : "",
                              atena_recipient_get_row (recipient));
      append_part (text, atena_recipient_get_address (recipient));
      append_part (text, mailbox != NULL ? atena_mailbox_get_name (mailbox) : "");
      g_string_append_printf (text, " [%s]", values);
      append_part (text, atena_reason_to_string (atena_recipient_get_reason (recipient)));
      append_part (text, atena_recipient_get_detail (recipient));
    }
}

char *
list_fixture_describe_list (AtenaList *list)
{
  g_autoptr (AtenaRecipientSource) source = atena_list_open_source (list, NULL, NULL);

  return list_fixture_describe (source);
}

char *
list_fixture_dump (AtenaTable *table, GError **error)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  do
    {
      if (!atena_table_read (table, &cells, &n_cells, error))
        return NULL;
      if (n_cells > 0)
        g_string_append_printf (rows, "%u", atena_table_get_row (table));
      for (guint i = 0; i < n_cells; i++)
        {
          g_assert_cmpuint (strlen (cells[i].text), ==, cells[i].length);
          g_string_append_printf (rows, "[%s]", cells[i].text);
        }
    }
  while (n_cells > 0);
  return g_strdup (rows->str);
}
