// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Files of a folder that go with letters to single people: read, judged and encoded; to whom they
// go is decided elsewhere.

#include "atena-enclosure.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <json-glib/json-glib.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atena-draft-private.h"
#include "atena-encoding-private.h"
#include "atena-error.h"
#include "atena-text.h"

/* Of one letter, before encoding; few mail servers take more than 25 MB after it. */
#define SIZE_MAX_IN_ALL (18 * 1000 * 1000)

/* Of what is kept of the files read lately, encoded. */
#define CACHE_MAX (64 * 1000 * 1000)

/* About what stands in front of a file in a letter. */
#define PART_HEADER_OCTETS 300

struct _AtenaEnclosure
{
  char *path;
  char *name;
  char *digest;
  struct stat status;
  GBytes *part;
};

G_DEFINE_BOXED_TYPE (AtenaEnclosure, atena_enclosure, atena_enclosure_ref, atena_enclosure_unref)

struct _AtenaEnclosureFolder
{
  GObject parent;

  char *path; /* without links */
  pthread_mutex_t lock;
  GHashTable *cache; /* path → AtenaEnclosure */
  GQueue oldest;     /* the same, borrowed, the one read last at its end */
  gsize cached;
};

G_DEFINE_FINAL_TYPE (AtenaEnclosureFolder, atena_enclosure_folder, G_TYPE_OBJECT)

static void
enclosure_clear (AtenaEnclosure *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self->digest);
  g_clear_pointer (&self->part, g_bytes_unref);
}

AtenaEnclosure *
atena_enclosure_ref (AtenaEnclosure *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
atena_enclosure_unref (AtenaEnclosure *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) enclosure_clear);
}

const char *
atena_enclosure_get_path (AtenaEnclosure *self)
{
  return self->path;
}

const char *
atena_enclosure_get_name (AtenaEnclosure *self)
{
  return self->name;
}

GBytes *
atena_enclosure_get_part (AtenaEnclosure *self)
{
  return self->part;
}

/* What is no file to look into but a message or parts (RFC 2046 5.2.1 lets them have no base64)
 * travels as a file like any other. */
static char *
guess_type (const char *name, GBytes *content)
{
  g_autofree char *type =
    g_content_type_guess (name, g_bytes_get_data (content, NULL), g_bytes_get_size (content), NULL);
  g_autofree char *mime_type = g_content_type_get_mime_type (type);

  if (mime_type == NULL || g_str_has_prefix (mime_type, "message/") ||
      g_str_has_prefix (mime_type, "multipart/") || g_str_has_prefix (mime_type, "inode/") ||
      !atena_encoding_is_7bit (mime_type, strlen (mime_type)))
    return g_strdup ("application/octet-stream");
  return g_steal_pointer (&mime_type);
}

static void
append_field (GString *out,
              const char *field,
              const char *token,
              const char *name,
              const char *value,
              GMimeParamEncodingMethod method)
{
  g_autoptr (GMimeParamList) params = g_mime_param_list_new ();
  GMimeParam *param;

  g_mime_param_list_set_parameter (params, name, value);
  param = g_mime_param_list_get_parameter_at (params, 0);
  g_mime_param_set_charset (param, "utf-8");
  g_mime_param_set_encoding_method (param, method);
  g_string_append_printf (out, "%s: %s", field, token);
  g_mime_param_list_encode (params, NULL, TRUE, out);
  g_strchomp (out->str);
  g_string_set_size (out, strlen (out->str));
  g_string_append_c (out, '\n');
}

/* 57 octets make a line of base64. */
static gsize
get_encoded_size (gsize size)
{
  return size * 78 / 57;
}

/* Newer programs read the name in Content-Disposition, Outlook the one in Content-Type. */
static GBytes *
make_part (const char *name, GBytes *content)
{
  g_autofree char *type = guess_type (name, content);
  g_autoptr (GString) header = g_string_new (NULL);
  gsize size = g_bytes_get_size (content);
  GString *part = g_string_sized_new (get_encoded_size (size) + 1024);

  append_field (header, "Content-Type", type, "name", name, GMIME_PARAM_ENCODING_METHOD_RFC2047);
  g_string_append (header, "Content-Transfer-Encoding: base64\n");
  append_field (header, "Content-Disposition", "attachment", "filename", name,
                GMIME_PARAM_ENCODING_METHOD_RFC2231);
  g_string_append_c (header, '\n');
  atena_encoding_append_lines (part, header->str, header->len, "\r\n");
  atena_encoding_append_base64 (part, g_bytes_get_data (content, NULL), size, "\r\n");
  return g_string_free_to_bytes (part);
}

static AtenaEnclosure *
enclosure_new (const char *path, const struct stat *status, GBytes *content)
{
  AtenaEnclosure *self = g_atomic_rc_box_new0 (AtenaEnclosure);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *line = atena_text_fold_line (base);

  self->path = g_strdup (path);
  self->name = atena_text_compose (line);
  self->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  self->status = *status;
  self->status.st_size = (off_t) g_bytes_get_size (content);
  self->part = make_part (self->name, content);
  return self;
}

AtenaEnclosureFolder *
atena_enclosure_folder_new (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  char *real = realpath (path, NULL);
  AtenaEnclosureFolder *self;

  if (real == NULL || !g_file_test (real, G_FILE_TEST_IS_DIR))
    {
      free (real);
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("There is no folder %s for the files to attach"), shown);
      return NULL;
    }
  atena_draft_ensure_gmime ();
  self = g_object_new (ATENA_TYPE_ENCLOSURE_FOLDER, NULL);
  self->path = g_strdup (real);
  free (real);
  return self;
}

const char *
atena_enclosure_folder_get_path (AtenaEnclosureFolder *self)
{
  return self->path;
}

/* Where @name, found with its links followed, stands in the folder. NULL with a reason. */
static char *
resolve_form (AtenaEnclosureFolder *self, const char *name, AtenaReason *ret_reason)
{
  g_autofree char *joined = g_build_filename (self->path, name, NULL);
  g_autofree char *root = g_str_has_suffix (self->path, "/") ? g_strdup (self->path)
                                                             : g_strconcat (self->path, "/", NULL);
  char *real = realpath (joined, NULL);
  g_autofree char *found = g_strdup (real);

  free (real);
  if (found == NULL)
    *ret_reason = errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG
                    ? ATENA_REASON_FILE_MISSING
                    : ATENA_REASON_FILE_UNREADABLE;
  else if (!g_str_has_prefix (found, root))
    *ret_reason = ATENA_REASON_FILE_OUTSIDE;
  else if (!g_utf8_validate (found + strlen (root), -1, NULL))
    *ret_reason = ATENA_REASON_FILE_UNREADABLE;
  else
    return g_strdup (found + strlen (root));
  return NULL;
}

/* Lists and folders that come from a Mac have marks apart from their letters. */
static char *
resolve (AtenaEnclosureFolder *self, const char *name, AtenaReason *ret_reason)
{
  g_autofree char *composed = atena_text_compose (name);
  g_autofree char *decomposed = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT);
  const char *forms[] = { name, composed, decomposed };

  if (g_path_is_absolute (name))
    {
      *ret_reason = ATENA_REASON_FILE_OUTSIDE;
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      char *path = resolve_form (self, forms[i], ret_reason);

      if (path != NULL || *ret_reason != ATENA_REASON_FILE_MISSING)
        return path;
    }
  return NULL;
}

static void
forget_oldest (AtenaEnclosureFolder *self)
{
  AtenaEnclosure *oldest = g_queue_pop_head (&self->oldest);

  self->cached -= g_bytes_get_size (oldest->part);
  g_hash_table_remove (self->cache, oldest->path);
}

static void
remember (AtenaEnclosureFolder *self, AtenaEnclosure *enclosure)
{
  AtenaEnclosure *before = g_hash_table_lookup (self->cache, enclosure->path);

  if (before != NULL)
    {
      g_queue_remove (&self->oldest, before);
      self->cached -= g_bytes_get_size (before->part);
    }
  g_hash_table_replace (self->cache, enclosure->path, atena_enclosure_ref (enclosure));
  g_queue_push_tail (&self->oldest, enclosure);
  self->cached += g_bytes_get_size (enclosure->part);
  while (self->cached > CACHE_MAX)
    forget_oldest (self);
}

/* The file as it was read before, if it has not been touched since. */
static AtenaEnclosure *
recall (AtenaEnclosureFolder *self, const char *path, const struct stat *status)
{
  AtenaEnclosure *known = g_hash_table_lookup (self->cache, path);

  if (known == NULL || known->status.st_size != status->st_size ||
      known->status.st_ino != status->st_ino || known->status.st_dev != status->st_dev ||
      known->status.st_mtim.tv_sec != status->st_mtim.tv_sec ||
      known->status.st_mtim.tv_nsec != status->st_mtim.tv_nsec ||
      known->status.st_ctim.tv_sec != status->st_ctim.tv_sec ||
      known->status.st_ctim.tv_nsec != status->st_ctim.tv_nsec)
    return NULL;
  return atena_enclosure_ref (known);
}

/* All of it, which may be more or less than its size was a moment ago. NULL when it cannot be read,
 * or is more than @max. */
static GBytes *
read_content (int fd, gsize size, gsize max)
{
  g_autoptr (GByteArray) content = g_byte_array_sized_new ((guint) MIN (size, max) + 1);
  guint8 buffer[65536];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || content->len + (gsize) n > max)
        return NULL;
      g_byte_array_append (content, buffer, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static AtenaEnclosure *
read_file (AtenaEnclosureFolder *self, int fd, const char *path, gsize max, AtenaReason *ret_reason)
{
  struct stat status;
  AtenaEnclosure *enclosure;
  g_autoptr (GBytes) content = NULL;

  *ret_reason = ATENA_REASON_FILE_UNREADABLE;
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;
  if ((guint64) status.st_size > max)
    {
      *ret_reason = ATENA_REASON_FILE_TOO_LARGE;
      return NULL;
    }
  enclosure = recall (self, path, &status);
  if (enclosure != NULL)
    return enclosure;
  content = read_content (fd, (gsize) status.st_size, max);
  if (content == NULL)
    return NULL;
  enclosure = enclosure_new (path, &status, content);
  remember (self, enclosure);
  return enclosure;
}

/* The file at @path, of up to @max octets. A pipe is not waited for. */
static AtenaEnclosure *
open_path (AtenaEnclosureFolder *self, const char *path, gsize max, AtenaReason *ret_reason)
{
  g_autofree char *full = g_build_filename (self->path, path, NULL);
  int fd = open (full, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  AtenaEnclosure *enclosure;

  if (fd < 0)
    {
      *ret_reason = errno == ENOENT ? ATENA_REASON_FILE_MISSING : ATENA_REASON_FILE_UNREADABLE;
      return NULL;
    }
  pthread_mutex_lock (&self->lock);
  enclosure = read_file (self, fd, path, max, ret_reason);
  pthread_mutex_unlock (&self->lock);
  close (fd);
  return enclosure;
}

static AtenaEnclosure *
open_name (AtenaEnclosureFolder *self, const char *name, gsize max, AtenaReason *ret_reason)
{
  g_autofree char *path = resolve (self, name, ret_reason);

  return path != NULL ? open_path (self, path, max, ret_reason) : NULL;
}

/* The names in @names, of which none is blank. A bar typed with a Japanese keyboard is one, too. */
static GStrv
split_names (const char *names)
{
  g_autoptr (GString) text = g_string_new (names);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) pieces = NULL;

  g_string_replace (text, "｜", "|", 0);
  pieces = g_strsplit (text->str, "|", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autoptr (GString) name = g_string_new (pieces[i]);

      if (atena_text_is_blank (name->str))
        continue;
      while (g_str_has_prefix (name->str, "　") || g_ascii_isspace (name->str[0]))
        g_string_erase (name, 0, g_utf8_next_char (name->str) - name->str);
      while (g_str_has_suffix (name->str, "　"))
        g_string_truncate (name, name->len - strlen ("　"));
      g_strv_builder_add (builder, g_strstrip (name->str));
    }
  return g_strv_builder_end (builder);
}

static GPtrArray *
enclosures_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) atena_enclosure_unref);
}

GPtrArray *
atena_enclosure_folder_open (AtenaEnclosureFolder *self,
                             const char *names,
                             AtenaReason *ret_reason,
                             char **ret_detail)
{
  g_autoptr (GPtrArray) enclosures = enclosures_new ();
  g_auto (GStrv) pieces = split_names (names);
  gsize left = SIZE_MAX_IN_ALL;

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      AtenaReason reason = ATENA_REASON_NONE;
      AtenaEnclosure *enclosure = open_name (self, pieces[i], left, &reason);

      if (enclosure == NULL)
        {
          *ret_reason = reason;
          *ret_detail = atena_text_fold_line (pieces[i]);
          return NULL;
        }
      left -= (gsize) enclosure->status.st_size;
      g_ptr_array_add (enclosures, enclosure);
    }
  return g_steal_pointer (&enclosures);
}

/* The text called @name of the object that @node should be, "" for anything else. */
static const char *
get_text (JsonNode *node, const char *name)
{
  JsonNode *member = JSON_NODE_HOLDS_OBJECT (node)
                       ? json_object_get_member (json_node_get_object (node), name)
                       : NULL;
  gboolean is_text = member != NULL && json_node_get_value_type (member) == G_TYPE_STRING;

  return is_text ? json_node_get_string (member) : "";
}

/* The size of the file that @recorded tells of. */
static gsize
get_size (JsonNode *recorded)
{
  JsonNode *member = JSON_NODE_HOLDS_OBJECT (recorded)
                       ? json_object_get_member (json_node_get_object (recorded), "size")
                       : NULL;
  gboolean is_number = member != NULL && json_node_get_value_type (member) == G_TYPE_INT64;
  gint64 size = is_number ? json_node_get_int (member) : 0;

  return (gsize) CLAMP (size, 0, SIZE_MAX_IN_ALL);
}

/* What atena_enclosures_to_record() made of files. Owned by the caller; NULL for anything else. */
static JsonArray *
parse_record (const char *record)
{
  g_autoptr (JsonNode) node = json_from_string (record, NULL);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_dup_array (node) : NULL;
}

/* The file that @recorded tells of. NULL when it is not what it was. */
static AtenaEnclosure *
reopen_one (AtenaEnclosureFolder *self, JsonNode *recorded)
{
  const char *path = get_text (recorded, "path");
  const char *digest = get_text (recorded, "digest");
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *resolved = resolve_form (self, path, &reason);
  g_autoptr (AtenaEnclosure) enclosure =
    g_strcmp0 (resolved, path) == 0 ? open_path (self, path, SIZE_MAX_IN_ALL, &reason) : NULL;

  if (enclosure == NULL || !g_str_equal (enclosure->digest, digest))
    return NULL;
  return g_steal_pointer (&enclosure);
}

GPtrArray *
atena_enclosure_folder_reopen (AtenaEnclosureFolder *self, const char *record, GError **error)
{
  g_autoptr (GPtrArray) enclosures = enclosures_new ();
  g_autoptr (JsonArray) array = parse_record (record);
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *recorded = json_array_get_element (array, i);
      AtenaEnclosure *enclosure = reopen_one (self, recorded);

      if (enclosure == NULL)
        {
          g_set_error (
            error, ATENA_ERROR, ATENA_ERROR_INVALID,
            _ ("The file “%s” is not the one any more that was there when the list was checked"),
            get_text (recorded, "path"));
          return NULL;
        }
      g_ptr_array_add (enclosures, enclosure);
    }
  if (array == NULL)
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_LEDGER, _ ("The ledger is damaged"));
      return NULL;
    }
  return g_steal_pointer (&enclosures);
}

char *
atena_enclosures_to_record (GPtrArray *enclosures)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  if (enclosures->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < enclosures->len; i++)
    {
      AtenaEnclosure *enclosure = enclosures->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "path", enclosure->path);
      json_object_set_int_member (object, "size", enclosure->status.st_size);
      json_object_set_string_member (object, "digest", enclosure->digest);
      json_array_add_object_element (array, object);
    }
  return json_to_string (node, FALSE);
}

gsize
atena_enclosures_estimate_size (const char *record)
{
  g_autoptr (JsonArray) array = *record != '\0' ? parse_record (record) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  gsize size = 0;

  for (guint i = 0; i < n; i++)
    size += PART_HEADER_OCTETS + get_encoded_size (get_size (json_array_get_element (array, i)));
  return size;
}

static void
atena_enclosure_folder_finalize (GObject *object)
{
  AtenaEnclosureFolder *self = ATENA_ENCLOSURE_FOLDER (object);

  g_free (self->path);
  g_queue_clear (&self->oldest);
  g_hash_table_unref (self->cache);
  pthread_mutex_destroy (&self->lock);
  G_OBJECT_CLASS (atena_enclosure_folder_parent_class)->finalize (object);
}

static void
atena_enclosure_folder_class_init (AtenaEnclosureFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_enclosure_folder_finalize;
}

static void
atena_enclosure_folder_init (AtenaEnclosureFolder *self)
{
  pthread_mutex_init (&self->lock, NULL);
  self->cache =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) atena_enclosure_unref);
}
