// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Files that go to single people, as the options tell of them; which of them can go, the campaign
// finds out.

#include "atena-cli-attachments.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "atena-cli-output.h"
#include "atena-error.h"

void
atena_cli_attachments_clear (AtenaCliAttachments *self)
{
  g_free (self->column);
  g_free (self->folder);
  g_free (self->same);
}

gboolean
atena_cli_attachments_apply (const AtenaCliAttachments *self,
                             AtenaCliColumns *columns,
                             GError **error)
{
  g_autoptr (GStrvBuilder) roles = NULL;
  g_autofree char *role = NULL;

  if (self->same != NULL && !g_str_equal (self->same, "all"))
    return atena_cli_fail (error, _ ("--same-attachment takes “all” only"));
  if (self->column == NULL)
    return TRUE;

  roles = g_strv_builder_new ();
  role =
    g_strconcat (atena_column_role_to_string (ATENA_COLUMN_ATTACHMENT), "=", self->column, NULL);
  if (columns->roles != NULL)
    g_strv_builder_addv (roles, (const char **) columns->roles);
  g_strv_builder_add (roles, role);
  g_strfreev (columns->roles);
  columns->roles = g_strv_builder_end (roles);
  return TRUE;
}

gboolean
atena_cli_attachments_describe (const AtenaCliAttachments *self,
                                AtenaColumns *columns,
                                const char *list,
                                AtenaCampaignSpec *spec,
                                char **ret_folder,
                                GError **error)
{
  g_autofree char *beside = list != NULL ? g_path_get_dirname (list) : NULL;
  const char *folder = self->folder != NULL ? self->folder : beside;
  const char *name = NULL;

  if (!atena_columns_find_attachment (columns, &name, error))
    return FALSE;
  if (name == NULL && (self->folder != NULL || self->same != NULL))
    return atena_cli_fail (error, _ ("The list has no column of files to attach; please say with "
                                     "--attachment-column which one it is"));

  if (name == NULL)
    return TRUE;
  if (folder == NULL)
    return atena_cli_fail (error,
                           _ ("Please say with --attachment-folder where the files to attach "
                              "are"));

  /* Absolute: a campaign may be resumed from anywhere. */
  *ret_folder = g_canonicalize_filename (folder, NULL);
  spec->enclosure_field = name;
  spec->enclosure_folder = *ret_folder;
  spec->same_enclosure = self->same != NULL;
  return TRUE;
}

gboolean
atena_cli_attachments_print (AtenaCampaign *campaign, FILE *stream, GError **error)
{
  AtenaEnclosureCounts files;
  AtenaCounts counts;
  g_autofree char *size = NULL;
  g_autofree char *largest = NULL;

  if (!atena_campaign_count_enclosures (campaign, &files, error) ||
      !atena_campaign_count (campaign, &counts, error))
    return FALSE;
  if (files.letters == 0)
    return TRUE;

  size = g_format_size (files.bytes);
  largest = g_format_size (files.largest);
  atena_cli_print (stream,
                   _ ("Files for single people: %" PRIu64 " (%s in all, up to %s a letter)\n"),
                   files.files, size, largest);
  if (counts.rows[ATENA_ROW_PENDING] > files.letters)
    atena_cli_print (stream, _ ("Letters without such a file: %" PRIu64 "\n"),
                     counts.rows[ATENA_ROW_PENDING] - files.letters);
  return TRUE;
}
