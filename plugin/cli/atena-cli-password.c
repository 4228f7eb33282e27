// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads passwords and access tokens from files that nobody else may read, and leaves no copy
// behind.

#include "atena-cli-password.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "atena-error.h"

/* Access tokens have some thousand octets. */
#define MAX_SECRET 16384

static FILE *
open_file (const char *path, GError **error)
{
  FILE *file = g_fopen (path, "re");
  struct stat info;

  if (file == NULL || fstat (fileno (file), &info) != 0)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("The file %s cannot be read: %s"),
                   path, g_strerror (errno));
      g_clear_pointer (&file, fclose);
      return NULL;
    }
  if ((info.st_mode & 077) != 0)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("Others may read the password file %s; please run: chmod 600 %s"), path,
                   path);
      g_clear_pointer (&file, fclose);
      return NULL;
    }

  return file;
}

/* The first line. No copy stays behind. */
char *
atena_cli_password_read (const char *path, GError **error)
{
  gboolean is_standard = g_str_equal (path, ATENA_CLI_STANDARD_INPUT);
  FILE *file = is_standard ? stdin : open_file (path, error);
  char line[MAX_SECRET] = "";
  char *password;
  gboolean complete;

  if (file == NULL)
    return NULL;

  setvbuf (file, NULL, _IONBF, 0);
  complete = fgets (line, sizeof line, file) != NULL && strlen (line) < sizeof line - 1;
  if (file != stdin)
    fclose (file);

  line[strcspn (line, "\r\n")] = '\0';
  password = g_strdup (line);
  explicit_bzero (line, sizeof line);
  if (complete && *password != '\0')
    return password;

  atena_smtp_secret_free (password);
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("There is no password in the first line of %s"),
               is_standard ? _ ("standard input") : path);
  return NULL;
}

struct _AtenaCliPassword
{
  GObject parent_instance;

  char *path;
};

static void
atena_cli_password_secrets_init (AtenaSmtpSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaCliPassword,
                               atena_cli_password,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_SMTP_SECRETS,
                                                      atena_cli_password_secrets_init))

AtenaSmtpSecrets *
atena_cli_password_new (const char *path)
{
  AtenaCliPassword *self = g_object_new (ATENA_TYPE_CLI_PASSWORD, NULL);

  self->path = g_strdup (path);
  return ATENA_SMTP_SECRETS (self);
}

static char *
atena_cli_password_get_secret (AtenaSmtpSecrets *secrets,
                               gboolean again,
                               GCancellable *cancellable,
                               GError **error)
{
  return atena_cli_password_read (ATENA_CLI_PASSWORD (secrets)->path, error);
}

static void
atena_cli_password_secrets_init (AtenaSmtpSecretsInterface *iface)
{
  iface->get_secret = atena_cli_password_get_secret;
}

static void
atena_cli_password_finalize (GObject *object)
{
  AtenaCliPassword *self = ATENA_CLI_PASSWORD (object);

  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (atena_cli_password_parent_class)->finalize (object);
}

static void
atena_cli_password_class_init (AtenaCliPasswordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_cli_password_finalize;
}

static void
atena_cli_password_init (AtenaCliPassword *self)
{
}
