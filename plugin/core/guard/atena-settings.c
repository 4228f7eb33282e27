// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What is set for the guard, from a file of the administrator and one of the user; what it means is
// said in AtenaGuardPolicy.

#include "atena-settings.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define POLICY_PATH "/etc/atena/policy.ini"

struct _AtenaSettings
{
  GObject parent;

  char *path;
  GKeyFile *policy;
  GStrv own_domains;
  GStrv known_groups;
};

G_DEFINE_FINAL_TYPE (AtenaSettings, atena_settings, G_TYPE_OBJECT)

static void
atena_settings_finalize (GObject *object)
{
  AtenaSettings *self = ATENA_SETTINGS (object);

  g_free (self->path);
  g_clear_pointer (&self->policy, g_key_file_unref);
  g_strfreev (self->own_domains);
  g_strfreev (self->known_groups);
  G_OBJECT_CLASS (atena_settings_parent_class)->finalize (object);
}

static void
atena_settings_class_init (AtenaSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_settings_finalize;
}

static void
atena_settings_init (AtenaSettings *self)
{
}

/* A file that is not there is empty. */
static GKeyFile *
load_file (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) load_error = NULL;

  if (!g_key_file_load_from_file (file, path,
                                  G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS,
                                  &load_error) &&
      !g_error_matches (load_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_propagate_prefixed_error (error, g_steal_pointer (&load_error),
                                  _ ("The settings in %s cannot be read: "), name);
      return NULL;
    }
  return g_steal_pointer (&file);
}

/* Which of the two files has the say about a key. */
static GKeyFile *
choose_file (AtenaSettings *self, GKeyFile *user, const char *group, const char *key)
{
  return g_key_file_has_key (self->policy, group, key, NULL) ? self->policy : user;
}

static GStrv
read_domains (AtenaSettings *self, GKeyFile *user)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GKeyFile *file = choose_file (self, user, "guard", "domains");
  g_auto (GStrv) values = g_key_file_get_string_list (file, "guard", "domains", NULL, NULL);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      const char *domain = g_strstrip (values[i]);
      g_autofree char *lower = NULL;

      if (*domain == '@')
        domain++;
      lower = g_utf8_strdown (domain, -1);
      if (*lower != '\0')
        g_strv_builder_add (builder, lower);
    }
  return g_strv_builder_end (builder);
}

static void
add_groups (AtenaSettings *self, GKeyFile *user, GKeyFile *from, GStrvBuilder *builder)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, "groups", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GKeyFile *file = choose_file (self, user, "groups", keys[i]);

      if (file == from && g_key_file_get_boolean (file, "groups", keys[i], NULL))
        g_strv_builder_add (builder, keys[i]);
    }
}

/* Takes over what the user's file says and the policy leaves open. */
static void
take_over (AtenaSettings *self, GKeyFile *user)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  add_groups (self, user, self->policy, builder);
  add_groups (self, user, user, builder);
  g_strfreev (self->known_groups);
  self->known_groups = g_strv_builder_end (builder);
  g_strfreev (self->own_domains);
  self->own_domains = read_domains (self, user);
}

AtenaSettings *
atena_settings_load (const char *policy, const char *path, GError **error)
{
  g_autoptr (AtenaSettings) self = g_object_new (ATENA_TYPE_SETTINGS, NULL);
  g_autoptr (GKeyFile) user = NULL;

  self->path = path != NULL
                 ? g_strdup (path)
                 : g_build_filename (g_get_user_config_dir (), "atena", "settings.ini", NULL);
  self->policy = load_file (policy != NULL ? policy : POLICY_PATH, error);
  user = self->policy != NULL ? load_file (self->path, error) : NULL;
  if (user == NULL)
    return NULL;
  take_over (self, user);
  return g_steal_pointer (&self);
}

const char *const *
atena_settings_get_own_domains (AtenaSettings *self)
{
  return (const char *const *) self->own_domains;
}

const char *const *
atena_settings_get_known_groups (AtenaSettings *self)
{
  return (const char *const *) self->known_groups;
}

static gboolean
save_file (AtenaSettings *self, GKeyFile *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_filename_display_name (self->path);
  gsize length = 0;
  g_autofree char *data = g_key_file_to_data (file, &length, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _ ("The settings in %s cannot be saved: %s"), name, g_strerror (saved_errno));
      return FALSE;
    }
  if (!g_file_set_contents_full (self->path, data, length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    {
      g_prefix_error (error, _ ("The settings in %s cannot be saved: "), name);
      return FALSE;
    }
  return TRUE;
}

gboolean
atena_settings_add_known_group (AtenaSettings *self, const char *group, GError **error)
{
  g_autoptr (GKeyFile) user = NULL;

  g_return_val_if_fail (*group != '\0' && strspn (group, "0123456789abcdef") == strlen (group),
                        FALSE);

  user = load_file (self->path, error);
  if (user == NULL)
    return FALSE;
  g_key_file_set_boolean (user, "groups", group, TRUE);
  if (!save_file (self, user, error))
    return FALSE;
  take_over (self, user);
  return TRUE;
}
