// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Fetches a list from the web into a file that nobody else sees; what is in the list is not known
// here.

#include "atena-download.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

#include "atena-error.h"
#include "atena-scratch.h"
#include "atena-text.h"

#define MAX_SIZE      (100 * 1024 * 1024)
#define IDLE_MS       (30 * 1000)
#define TOTAL_MS      (10 * 60 * 1000)
#define MAX_REDIRECTS 5
#define CHUNK         (64 * 1024)

/* RFC 6585 4 */
#define TOO_MANY_REQUESTS 429

typedef struct
{
  const AtenaDownloadOptions *options;
  AtenaDownload *download;
  GMainContext *context; /* of the thread, as long as this lives */
  SoupSession *session;
  GTlsDatabase *authority;   /* or NULL */
  GCancellable *cancellable; /* of this fetch: the caller's, and the time limits */
  GSource *timer;
  gint64 deadline;
  gboolean late;
  gboolean distrusted;  /* the server's certificate */
  GAsyncResult *result; /* of what was waited for last */
} Fetch;

void
atena_download_free (AtenaDownload *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->name);
  g_free (self->path);
  g_free (self->etag);
  g_free (self->modified);
  g_free (self);
}

gboolean
atena_download_is_address (const char *text)
{
  return g_ascii_strncasecmp (text, "https://", strlen ("https://")) == 0 ||
         g_ascii_strncasecmp (text, "http://", strlen ("http://")) == 0;
}

static gboolean
fail (Fetch *fetch, const char *what, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, "%s: %s", fetch->download->name, what);
  return FALSE;
}

static char *
dup_name (GUri *uri)
{
  g_autofree char *text =
    g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);

  return atena_text_fold_line (text);
}

/* The address may hold a password, so it is not repeated. */
static gboolean
fail_address (GError **error)
{
  g_set_error_literal (
    error, ATENA_ERROR, ATENA_ERROR_INVALID,
    _ ("The address of the list is no address of the web. Please copy it once more"));
  return FALSE;
}

static gboolean
check_uri (GUri *uri, GError **error)
{
  g_autofree char *name = dup_name (uri);
  const char *host = g_uri_get_host (uri);

  if (!g_str_equal (g_uri_get_scheme (uri), "https"))
    g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                 _ ("%s: Lists are fetched only from addresses that begin with https://"), name);
  else if (g_uri_get_userinfo (uri) != NULL)
    g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                 _ ("%s: An address must not contain a user name or password. Please share the "
                    "list so that everyone with the link can read it"),
                 name);
  else if (host == NULL || *host == '\0')
    return fail_address (error);
  else
    return TRUE;
  return FALSE;
}

static GUri *
parse_address (const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri != NULL)
    return check_uri (uri, error) ? g_steal_pointer (&uri) : NULL;
  fail_address (error);
  return NULL;
}

static gboolean
make_file (AtenaDownload *download, GError **error)
{
  download->fd = atena_scratch_open (error);
  if (download->fd < 0)
    return FALSE;
  download->path = g_strdup_printf ("/proc/self/fd/%d", download->fd);
  return TRUE;
}

static gboolean
on_timer (gpointer data)
{
  Fetch *fetch = data;

  fetch->late = TRUE;
  g_cancellable_cancel (fetch->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Fetch *) data)->result = g_object_ref (result);
}

/* Waits for the operation that was begun with on_result(). */
static GAsyncResult *
wait_for_result (Fetch *fetch)
{
  const AtenaDownloadOptions *options = fetch->options;
  guint idle = options->idle_ms > 0 ? options->idle_ms : IDLE_MS;

  g_source_set_ready_time (fetch->timer,
                           MIN (fetch->deadline, g_get_monotonic_time () + (gint64) idle * 1000));
  while (fetch->result == NULL)
    g_main_context_iteration (fetch->context, TRUE);
  return g_steal_pointer (&fetch->result);
}

/* What the system does not trust may be from the authority that was given. */
static gboolean
on_certificate (SoupMessage *message,
                GTlsCertificate *certificate,
                GTlsCertificateFlags problems,
                gpointer data)
{
  Fetch *fetch = data;
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GSocketConnectable) identity =
    g_network_address_new (g_uri_get_host (uri), (guint16) g_uri_get_port (uri));

  fetch->distrusted =
    fetch->authority == NULL ||
    g_tls_database_verify_chain (fetch->authority, certificate,
                                 G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                 G_TLS_DATABASE_VERIFY_NONE, NULL, NULL) != 0;
  return !fetch->distrusted;
}

static SoupMessage *
make_message (Fetch *fetch, GUri *uri)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  /* Each step of the way is looked at here. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_certificate), fetch);
  if (fetch->options->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", fetch->options->etag);
  if (fetch->options->modified != NULL)
    soup_message_headers_replace (headers, "If-Modified-Since", fetch->options->modified);
  return message;
}

static GInputStream *
send_message (Fetch *fetch, SoupMessage *message, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  soup_session_send_async (fetch->session, message, G_PRIORITY_DEFAULT, fetch->cancellable,
                           on_result, fetch);
  result = wait_for_result (fetch);
  return soup_session_send_finish (fetch->session, result, error);
}

/* Where @message is redirected to, NULL with an error when that is nowhere good. */
static GUri *
find_target (Fetch *fetch, SoupMessage *message, GError **error)
{
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) uri = NULL;

  if (location != NULL)
    uri =
      g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    {
      fail (fetch, _ ("The server sends the program on, but does not say where to"), error);
      return NULL;
    }
  return check_uri (uri, error) ? g_steal_pointer (&uri) : NULL;
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND ||
         status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT ||
         status == SOUP_STATUS_PERMANENT_REDIRECT;
}

static gboolean
fail_status (Fetch *fetch, guint status, GError **error)
{
  g_autofree char *what = NULL;

  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    what = g_strdup (_ ("The server does not let everybody read this list. Please share it so that "
                        "everyone with the link can read it"));
  else if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    what = g_strdup (_ ("There is no list at this address. It may have been moved, or may no "
                        "longer be shared"));
  else if (status >= 500 || status == TOO_MANY_REQUESTS)
    what = g_strdup_printf (_ ("The server cannot hand out the list at the moment (%u). Please try "
                               "again later"),
                            status);
  else
    what = g_strdup_printf (_ ("The server does not hand out the list (%u)"), status);
  return fail (fetch, what, error);
}

/* Goes where the server says, and returns the answer of the last one, whose message is
 * @ret_message. */
static GInputStream *
follow (Fetch *fetch, GUri *start, SoupMessage **ret_message, GError **error)
{
  g_autoptr (GUri) uri = g_uri_ref (start);

  for (guint i = 0; i <= MAX_REDIRECTS; i++)
    {
      g_autoptr (SoupMessage) message = make_message (fetch, uri);
      g_autoptr (GInputStream) stream = send_message (fetch, message, error);

      if (stream == NULL)
        return NULL;
      if (!is_redirect (soup_message_get_status (message)))
        {
          *ret_message = g_steal_pointer (&message);
          return g_steal_pointer (&stream);
        }
      g_uri_unref (uri);
      uri = find_target (fetch, message, error);
      if (uri == NULL)
        return NULL;
    }
  fail (fetch, _ ("The server sends the program on without end"), error);
  return NULL;
}

static gboolean
begins_with (const char *text, const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

static gboolean
is_page (SoupMessage *message, const char *start)
{
  const char *type =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  if (type != NULL && (g_ascii_strcasecmp (type, "text/html") == 0 ||
                       g_ascii_strcasecmp (type, "application/xhtml+xml") == 0))
    return TRUE;
  if (begins_with (start, "\xef\xbb\xbf"))
    start += strlen ("\xef\xbb\xbf");
  start += strspn (start, " \t\r\n");
  return begins_with (start, "<!doctype html") || begins_with (start, "<html");
}

static gssize
read_chunk (Fetch *fetch, GInputStream *stream, char *chunk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_input_stream_read_async (stream, chunk, CHUNK, G_PRIORITY_DEFAULT, fetch->cancellable,
                             on_result, fetch);
  result = wait_for_result (fetch);
  return g_input_stream_read_finish (stream, result, error);
}

static gboolean
fail_size (Fetch *fetch, GError **error)
{
  return fail (fetch, _ ("The list is too large"), error);
}

/* Takes in the whole answer. A web page is no error, but @ret_page; nothing of it is kept. */
static gboolean
receive (
  Fetch *fetch, SoupMessage *message, GInputStream *stream, gboolean *ret_page, GError **error)
{
  const AtenaDownloadOptions *options = fetch->options;
  guint64 max = options->max_size > 0 ? options->max_size : MAX_SIZE;
  goffset length =
    soup_message_headers_get_content_length (soup_message_get_response_headers (message));
  guint64 expected = length > 0 ? (guint64) length : 0;
  g_autoptr (GOutputStream) file = g_unix_output_stream_new (fetch->download->fd, FALSE);
  g_autofree char *chunk = g_malloc (CHUNK + 1);
  guint64 received = 0;

  if (expected > max)
    return fail_size (fetch, error);
  while (TRUE)
    {
      gssize n = read_chunk (fetch, stream, chunk, error);

      if (n < 0)
        return FALSE;
      chunk[n] = '\0';
      *ret_page = received == 0 && is_page (message, chunk);
      if (n == 0 || *ret_page)
        return TRUE;
      received += (guint64) n;
      if (received > max)
        return fail_size (fetch, error);
      if (!g_output_stream_write_all (file, chunk, (gsize) n, NULL, NULL, error))
        return FALSE;
      if (options->progress != NULL)
        options->progress (received, expected, options->progress_data);
    }
}

/* Where a Nextcloud has the file of which @uri, …/s/TOKEN, shows a page; or NULL. */
static GUri *
find_shared_file (GUri *uri)
{
  static const char pattern[] = "^((/[^/]+)*/s/[A-Za-z0-9]+)/?$";
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *share = NULL;
  g_autofree char *path = NULL;

  if (!g_regex_match (regex, g_uri_get_path (uri), 0, &match))
    return NULL;
  share = g_match_info_fetch (match, 1);
  path = g_strconcat (share, "/download", NULL);
  return g_uri_build (SOUP_HTTP_URI_FLAGS, "https", NULL, g_uri_get_host (uri),
                      g_uri_get_port (uri), path, NULL, NULL);
}

static char *
dup_header (SoupMessage *message, const char *name)
{
  return g_strdup (
    soup_message_headers_get_one (soup_message_get_response_headers (message), name));
}

static gboolean
fetch_list (Fetch *fetch, GUri *uri, gboolean *ret_page, GError **error)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = follow (fetch, uri, &message, error);
  AtenaDownload *download = fetch->download;
  guint status;

  *ret_page = FALSE;
  if (stream == NULL)
    return FALSE;
  status = soup_message_get_status (message);
  if (status == SOUP_STATUS_NOT_MODIFIED &&
      (fetch->options->etag != NULL || fetch->options->modified != NULL))
    {
      download->etag = g_strdup (fetch->options->etag);
      download->modified = g_strdup (fetch->options->modified);
      return TRUE;
    }
  if (status != SOUP_STATUS_OK)
    return fail_status (fetch, status, error);
  if (download->fd < 0 && !make_file (download, error))
    return FALSE;
  if (!receive (fetch, message, stream, ret_page, error))
    return FALSE;
  download->etag = dup_header (message, "ETag");
  download->modified = dup_header (message, "Last-Modified");
  return TRUE;
}

static gboolean
fetch_list_or_file (Fetch *fetch, GUri *uri, GError **error)
{
  gboolean is_html = FALSE;
  g_autoptr (GUri) file = find_shared_file (uri);

  if (!fetch_list (fetch, uri, &is_html, error))
    return FALSE;
  if (is_html && file != NULL)
    {
      g_clear_pointer (&fetch->download->etag, g_free);
      g_clear_pointer (&fetch->download->modified, g_free);
      if (!fetch_list (fetch, file, &is_html, error))
        return FALSE;
    }
  if (is_html)
    return fail (fetch,
                 _ ("This is a web page, not a list; perhaps one for signing in. Please share the "
                    "list so that everyone with the link can read it, and use the address from "
                    "which it can be downloaded"),
                 error);
  return TRUE;
}

static gboolean
load_authority (Fetch *fetch, GError **error)
{
  const char *file = fetch->options->ca_file;

  if (file == NULL)
    return TRUE;
  fetch->authority = g_tls_file_database_new (file, error);
  if (fetch->authority == NULL)
    g_prefix_error (error, _ ("%s cannot be read: "), file);
  return fetch->authority != NULL;
}

/* What a person is told instead of what the network says. */
static void
explain (Fetch *fetch, GCancellable *cancellable, GError **error)
{
  gboolean cancelled = cancellable != NULL && g_cancellable_is_cancelled (cancellable);

  if ((*error)->domain == ATENA_ERROR || cancelled)
    return;
  if (fetch->late || fetch->distrusted)
    g_clear_error (error);
  if (fetch->late)
    fail (fetch, _ ("The server takes too long. Please try again later"), error);
  else if (fetch->distrusted)
    fail (fetch,
          _ ("The server’s certificate cannot be trusted, so nothing was fetched from it. Please "
             "check the address"),
          error);
  else
    g_prefix_error (error, _ ("%s cannot be fetched: "), fetch->download->name);
}

static void
fetch_begin (Fetch *fetch)
{
  guint total = fetch->options->total_ms > 0 ? fetch->options->total_ms : TOTAL_MS;

  fetch->download = g_new0 (AtenaDownload, 1);
  fetch->download->fd = -1;
  fetch->context = g_main_context_new ();
  g_main_context_push_thread_default (fetch->context);
  fetch->session = soup_session_new_with_options ("user-agent", "Atena/" VERSION, NULL);
  fetch->cancellable = g_cancellable_new ();
  fetch->deadline = g_get_monotonic_time () + (gint64) total * 1000;
  fetch->timer = g_timeout_source_new (total);
  g_source_set_callback (fetch->timer, on_timer, fetch, NULL);
  g_source_attach (fetch->timer, fetch->context);
}

static void
fetch_end (Fetch *fetch)
{
  g_source_destroy (fetch->timer);
  g_source_unref (fetch->timer);
  soup_session_abort (fetch->session);
  g_object_unref (fetch->session);
  g_clear_object (&fetch->authority);
  g_object_unref (fetch->cancellable);
  while (g_main_context_iteration (fetch->context, FALSE))
    continue;
  g_main_context_pop_thread_default (fetch->context);
  g_main_context_unref (fetch->context);
  g_clear_pointer (&fetch->download, atena_download_free);
}

AtenaDownload *
atena_download_fetch (const char *address,
                      const AtenaDownloadOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  static const AtenaDownloadOptions usual;
  Fetch fetch = { .options = options != NULL ? options : &usual };
  g_autoptr (GUri) uri = parse_address (address, error);
  g_autoptr (GError) failure = NULL;
  AtenaDownload *download = NULL;
  gulong handler = 0;

  if (uri == NULL)
    return NULL;
  fetch_begin (&fetch);
  fetch.download->name = dup_name (uri);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled),
                                     g_object_ref (fetch.cancellable), g_object_unref);
  if (load_authority (&fetch, &failure) && fetch_list_or_file (&fetch, uri, &failure))
    download = g_steal_pointer (&fetch.download);
  else
    explain (&fetch, cancellable, &failure);
  g_cancellable_disconnect (cancellable, handler);
  fetch_end (&fetch);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return download;
}
