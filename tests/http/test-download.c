// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Against a server of its own, with certificates of its own.

#include "atena-download.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "atena-error.h"

#define LIST "email\na@example.jp\n"
#define PAGE "<!DOCTYPE html><html><body>Sign in</body></html>"

typedef struct
{
  const char *certificate;
  GMutex mutex;
  GCond cond;
  GMainContext *context;
  GMainLoop *loop; /* set once the server listens */
  guint port;
  GThread *thread;

  /* What the last request had. */
  char *cookie;
  char *agent;
  char *authorization;
} Server;

static char *folder;

static char *
get_file (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (folder, (char **) arguments, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* NAME.pem and NAME.key, signed by @authority or, without one, an authority itself. */
static void
make_certificate (const char *name, const char *host, const char *authority)
{
  g_autofree char *certificate = g_strconcat (name, ".pem", NULL);
  g_autofree char *key = g_strconcat (name, ".key", NULL);
  g_autofree char *subject = g_strconcat ("/CN=", name, NULL);
  g_autofree char *names = authority != NULL ? g_strconcat ("subjectAltName=DNS:", host, NULL)
                                             : g_strdup ("basicConstraints=critical,CA:TRUE");
  g_autofree char *ca = authority != NULL ? g_strconcat (authority, ".pem", NULL) : NULL;
  g_autofree char *ca_key = authority != NULL ? g_strconcat (authority, ".key", NULL) : NULL;
  const char *arguments[] = {
    "openssl",
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
    "-keyout",
    key,
    "-out",
    certificate,
    "-subj",
    subject,
    "-addext",
    names,
    "-config",
    "empty.conf",
    authority != NULL ? "-CA" : NULL,
    ca,
    "-CAkey",
    ca_key,
    NULL,
  };

  run (arguments);
}

static void
make_certificates (void)
{
  g_autofree char *config = NULL;

  config = get_file ("empty.conf");
  g_assert_true (
    g_file_set_contents (config, "[req]\ndistinguished_name=name\n[name]\n", -1, NULL));
  make_certificate ("authority", NULL, NULL);
  make_certificate ("stranger", NULL, NULL);
  make_certificate ("good", "localhost", "authority");
  make_certificate ("other-host", "example.com", "authority");
  make_certificate ("other-authority", "localhost", "stranger");
}

static void
respond (SoupServerMessage *message, const char *type, const char *body)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_STATIC, body, strlen (body));
}

static void
redirect (SoupServerMessage *message, const char *target)
{
  soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, target);
}

static void
append_chunk (SoupServerMessage *message, const char *text, gsize length)
{
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, text,
                            length);
}

static void
start_chunks (SoupServerMessage *message)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  append_chunk (message, LIST, strlen (LIST));
}

static void
on_wrote_chunk (SoupServerMessage *message)
{
  static const char zeros[16 * 1024];

  append_chunk (message, zeros, sizeof zeros);
  soup_server_message_unpause (message);
}

static gboolean
drip (gpointer data)
{
  append_chunk (data, "x", 1);
  soup_server_message_unpause (data);
  return G_SOURCE_CONTINUE;
}

static void
on_finished (SoupServerMessage *message, gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

static void
start_drip (Server *server, SoupServerMessage *message)
{
  GSource *source = g_timeout_source_new (20);

  start_chunks (message);
  g_source_set_callback (source, drip, message, NULL);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), source);
  g_source_attach (source, server->context);
}

static void
respond_copy (SoupServerMessage *message, const char *octets, gsize length)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/csv", SOUP_MEMORY_COPY, octets, length);
}

/* Much that takes little room on the way. */
static void
respond_packed (SoupServerMessage *message)
{
  g_autofree char *zeros = g_malloc0 (4 * 1024 * 1024);
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (zeros, 4 * 1024 * 1024, NULL);
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (stream, G_CONVERTER (packer));
  g_autofree char *octets = g_malloc (1024 * 1024);
  gsize length = 0;

  g_assert_true (g_input_stream_read_all (packed, octets, 1024 * 1024, &length, NULL, NULL));
  g_assert_cmpuint (length, <, 16 * 1024);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Content-Encoding", "gzip");
  respond_copy (message, octets, length);
}

static void
respond_large (SoupServerMessage *message)
{
  g_autofree char *text = g_strnfill (256 * 1024, 'x');

  respond_copy (message, text, strlen (text));
}

static void
respond_list (SoupServerMessage *message)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (g_strcmp0 (soup_message_headers_get_one (asked, "If-None-Match"), "\"1\"") == 0 ||
      g_strcmp0 (soup_message_headers_get_one (asked, "If-Modified-Since"), "then") == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }
  soup_message_headers_replace (headers, "ETag", "\"1\"");
  soup_message_headers_replace (headers, "Last-Modified", "then");
  respond (message, "text/csv", LIST);
}

static void
respond_redirect (Server *server, SoupServerMessage *message, const char *path)
{
  guint left = (guint) g_ascii_strtoull (path + strlen ("/redirect/"), NULL, 10);
  g_autofree char *next = g_strdup_printf ("/redirect/%u", left - 1);
  g_autofree char *plain = g_strdup_printf ("http://localhost:%u/list.csv", server->port);

  if (g_str_equal (path, "/redirect/http"))
    redirect (message, plain);
  else if (g_str_equal (path, "/redirect/loop"))
    redirect (message, path);
  else if (g_str_equal (path, "/redirect/user"))
    redirect (message, "https://somebody@localhost/");
  else if (g_str_equal (path, "/redirect/nowhere"))
    soup_server_message_set_status (message, SOUP_STATUS_FOUND, NULL);
  else
    redirect (message, left == 1 ? "/list.csv" : next);
}

static void
remember (Server *server, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_free (server->cookie);
  g_free (server->agent);
  g_free (server->authorization);
  server->cookie = g_strdup (soup_message_headers_get_one (headers, "Cookie"));
  server->agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  server->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
}

static void
on_request (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Server *server = data;

  remember (server, message);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Set-Cookie",
                                "a=b");
  if (g_str_equal (path, "/list.csv") || g_str_equal (path, "/s/Ab1/download"))
    respond_list (message);
  else if (g_str_has_prefix (path, "/moved/"))
    soup_server_message_set_redirect (
      message, (guint) g_ascii_strtoull (path + strlen ("/moved/"), NULL, 10), "/list.csv");
  else if (g_str_equal (path, "/large"))
    respond_large (message);
  else if (g_str_has_prefix (path, "/redirect/"))
    respond_redirect (server, message, path);
  else if (g_str_has_prefix (path, "/status/"))
    soup_server_message_set_status (message,
                                    (guint) g_ascii_strtoull (path + strlen ("/status/"), NULL, 10),
                                    NULL);
  else if (g_str_has_prefix (path, "/s/") || g_str_equal (path, "/page"))
    respond (message, "text/html; charset=utf-8", "Sign in");
  else if (g_str_equal (path, "/page-as-text"))
    respond (message, "text/plain", "\xef\xbb\xbf \r\n" PAGE);
  else if (g_str_equal (path, "/endless"))
    {
      start_chunks (message);
      g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_wrote_chunk), NULL);
    }
  else if (g_str_equal (path, "/packed"))
    respond_packed (message);
  else if (g_str_equal (path, "/stall"))
    start_chunks (message);
  else if (g_str_equal (path, "/drip"))
    start_drip (server, message);
  else
    soup_server_message_pause (message);
}

static gpointer
serve (gpointer data)
{
  Server *server = data;
  g_autofree char *certificate_file = g_strconcat (folder, "/", server->certificate, ".pem", NULL);
  g_autofree char *key_file = g_strconcat (folder, "/", server->certificate, ".key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate =
    g_tls_certificate_new_from_files (certificate_file, key_file, &error);
  g_autoptr (SoupServer) soup = soup_server_new ("tls-certificate", certificate, NULL);
  g_autoslist (GUri) uris = NULL;

  g_assert_no_error (error);
  g_main_context_push_thread_default (server->context);
  soup_server_add_handler (soup, NULL, on_request, server, NULL);
  soup_server_listen_local (soup, 0, SOUP_SERVER_LISTEN_HTTPS, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (soup);
  g_mutex_lock (&server->mutex);
  server->port = (guint) g_uri_get_port (uris->data);
  server->loop = g_main_loop_new (server->context, FALSE);
  g_cond_signal (&server->cond);
  g_mutex_unlock (&server->mutex);
  g_main_loop_run (server->loop);
  soup_server_disconnect (soup);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

static Server *
server_start (const char *certificate)
{
  Server *server = g_new0 (Server, 1);

  server->certificate = certificate;
  server->context = g_main_context_new ();
  g_mutex_lock (&server->mutex);
  server->thread = g_thread_new ("server", serve, server);
  while (server->loop == NULL)
    g_cond_wait (&server->cond, &server->mutex);
  g_mutex_unlock (&server->mutex);
  return server;
}

static gboolean
on_stop (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
server_stop (Server *server)
{
  g_autoptr (GSource) stop = g_idle_source_new ();

  /* A loop that does not run yet would forget that it was told to quit. */
  g_source_set_callback (stop, on_stop, server->loop, NULL);
  g_source_attach (stop, server->context);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_free (server->cookie);
  g_free (server->agent);
  g_free (server->authorization);
  g_free (server);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_stop)

static char *
make_address (Server *server, const char *path)
{
  return g_strdup_printf ("https://localhost:%u%s", server->port, path);
}

static AtenaDownload *
fetch (Server *server, const char *path, AtenaDownloadOptions options, GError **error)
{
  g_autofree char *address = make_address (server, path);
  g_autofree char *authority = get_file ("authority.pem");

  options.ca_file = authority;
  return atena_download_fetch (address, &options, NULL, error);
}

static void
assert_list (AtenaDownload *download)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (download->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, LIST);
}

/* @message: what follows the address, which is @shown, or the path without its query. */
static void
assert_refused (Server *server,
                const char *path,
                AtenaDownloadOptions options,
                const char *shown,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaDownload) download = fetch (server, path, options, &error);
  g_autofree char *name = make_address (server, shown != NULL ? shown : path);
  g_autofree char *expected = g_strdup_printf ("%s: %s", name, message);

  g_assert_null (download);
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, expected);
}

static void
on_progress (guint64 received, guint64 expected, gpointer data)
{
  g_assert_cmpuint (expected, ==, strlen (LIST));
  *(guint64 *) data = received;
}

static void
test_list (void)
{
  g_autoptr (Server) server = server_start ("good");
  guint64 received = 0;
  AtenaDownloadOptions options = { .progress = on_progress, .progress_data = &received };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaDownload) download = fetch (server, "/list.csv?key=secret#x", options, &error);
  g_autofree char *name = make_address (server, "/list.csv");

  g_assert_no_error (error);
  assert_list (download);
  g_assert_cmpuint (received, ==, strlen (LIST));
  g_assert_cmpstr (download->name, ==, name);
  g_assert_cmpstr (download->etag, ==, "\"1\"");
  g_assert_cmpstr (download->modified, ==, "then");
  g_assert_true (g_str_has_prefix (server->agent, "Atena/"));
}

static void
test_private (void)
{
  g_autoptr (Server) server = server_start ("good");
  g_autoptr (AtenaDownload) download =
    fetch (server, "/list.csv", (AtenaDownloadOptions){ 0 }, NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "atena", NULL);
  g_autoptr (GDir) dir = g_dir_open (cache, 0, NULL);
  g_autofree char *path = g_strdup (download->path);
  GStatBuf info;

  g_assert_null (g_dir_read_name (dir));
  g_assert_cmpint (g_stat (cache, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_clear_pointer (&download, atena_download_free);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_unchanged (void)
{
  static const AtenaDownloadOptions cases[] = { { .etag = "\"1\"" }, { .modified = "then" } };
  g_autoptr (Server) server = server_start ("good");
  g_autoptr (AtenaDownload) changed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaDownload) download = fetch (server, "/list.csv", cases[i], &error);

      g_assert_no_error (error);
      g_assert_null (download->path);
      g_assert_cmpstr (download->etag, ==, cases[i].etag);
      g_assert_cmpstr (download->modified, ==, cases[i].modified);
    }
  changed = fetch (server, "/list.csv", (AtenaDownloadOptions){ .etag = "\"0\"" }, NULL);
  assert_list (changed);
  assert_refused (server, "/status/304", (AtenaDownloadOptions){ 0 }, NULL,
                  "The server does not hand out the list (304)");
}

static void
test_redirects (void)
{
  g_autoptr (Server) server = server_start ("good");
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaDownload) download =
    fetch (server, "/redirect/5", (AtenaDownloadOptions){ 0 }, &error);
  g_autofree char *plain = g_strdup_printf ("http://localhost:%u/list.csv: ", server->port);

  g_assert_no_error (error);
  assert_list (download);
  g_assert_null (server->cookie);
  assert_refused (server, "/redirect/6", (AtenaDownloadOptions){ 0 }, NULL,
                  "The server sends the program on without end");
  assert_refused (server, "/redirect/loop", (AtenaDownloadOptions){ 0 }, NULL,
                  "The server sends the program on without end");
  assert_refused (server, "/redirect/nowhere", (AtenaDownloadOptions){ 0 }, NULL,
                  "The server sends the program on, but does not say where to");

  g_assert_null (fetch (server, "/redirect/http", (AtenaDownloadOptions){ 0 }, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, plain));
  g_assert_nonnull (strstr (error->message, "begin with https://"));
  g_clear_error (&error);
  g_assert_null (fetch (server, "/redirect/user", (AtenaDownloadOptions){ 0 }, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "must not contain a user name"));
}

static void
test_kinds_of_redirects (void)
{
  static const char *const paths[] = { "/moved/301", "/moved/302", "/moved/303", "/moved/307",
                                       "/moved/308" };
  g_autoptr (Server) server = server_start ("good");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaDownload) download =
        fetch (server, paths[i], (AtenaDownloadOptions){ 0 }, &error);

      g_assert_no_error (error);
      assert_list (download);
    }
}

static void
test_addresses (void)
{
  static const char again[] =
    "The address of the list is no address of the web. Please copy it once more";
  static const char secure[] =
    "http://example.jp/a: Lists are fetched only from addresses that begin with https://";
  static const char user[] =
    "https://example.jp/: An address must not contain a user name or password. Please share the "
    "list so that everyone with the link can read it";
  static const struct
  {
    const char *address;
    const char *message;
  } cases[] = {
    { "http://example.jp/a?b#c", secure },
    { "https://me:secret@example.jp/?x", user },
    { "https://me@example.jp/", user },
    { "https://", again },
    { "https:///a", again },
    { "https://me:secret@example.jp:x/", again },
    { "list.csv", again },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (atena_download_fetch (cases[i].address, NULL, NULL, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
  g_assert_true (atena_download_is_address ("HTTPS://example.jp"));
  g_assert_true (atena_download_is_address ("http://example.jp"));
  g_assert_false (atena_download_is_address ("https.csv"));
  g_assert_false (atena_download_is_address ("/https://x"));
}

static void
test_statuses (void)
{
  static const char closed[] = "The server does not let everybody read this list. Please share it "
                               "so that everyone with the link can read it";
  static const char gone[] = "There is no list at this address. It may have been moved, or may no "
                             "longer be shared";
  static const struct
  {
    const char *path;
    const char *message;
  } cases[] = {
    { "/status/401", closed },
    { "/status/403", closed },
    { "/status/404", gone },
    { "/status/410", gone },
    { "/status/429",
      "The server cannot hand out the list at the moment (429). Please try again later" },
    { "/status/500",
      "The server cannot hand out the list at the moment (500). Please try again later" },
    { "/status/204", "The server does not hand out the list (204)" },
    { "/status/206", "The server does not hand out the list (206)" },
  };
  g_autoptr (Server) server = server_start ("good");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (server, cases[i].path, (AtenaDownloadOptions){ 0 }, NULL, cases[i].message);
  g_assert_null (server->authorization);
}

static void
test_pages (void)
{
  static const char message[] =
    "This is a web page, not a list; perhaps one for signing in. Please share the list so that "
    "everyone with the link can read it, and use the address from which it can be downloaded";
  static const char *const paths[] = { "/page", "/page-as-text", "/s/Ab2/x", "/s/Ab2" };
  g_autoptr (Server) server = server_start ("good");

  for (guint i = 0; i < 3; i++)
    assert_refused (server, paths[i], (AtenaDownloadOptions){ 0 }, NULL, message);
  assert_refused (server, "/s/Ab2", (AtenaDownloadOptions){ 0 }, NULL, message);
}

static void
test_shared_files (void)
{
  static const char *const paths[] = { "/s/Ab1", "/s/Ab1/" };
  g_autoptr (Server) server = server_start ("good");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaDownload) download =
        fetch (server, paths[i], (AtenaDownloadOptions){ 0 }, &error);

      g_assert_no_error (error);
      assert_list (download);
    }
}

static void
on_unexpected_progress (guint64 received, guint64 expected, gpointer data)
{
  g_assert_not_reached ();
}

/* What says itself that it is too large is not even begun. */
static void
test_length (void)
{
  AtenaDownloadOptions options = { .max_size = 200 * 1024, .progress = on_unexpected_progress };
  g_autoptr (Server) server = server_start ("good");

  assert_refused (server, "/large", options, NULL, "The list is too large");
}

static void
test_size (void)
{
  AtenaDownloadOptions small = { .max_size = strlen (LIST) - 1 };
  AtenaDownloadOptions exact = { .max_size = strlen (LIST) };
  AtenaDownloadOptions large = { .max_size = 1024 * 1024 };
  g_autoptr (Server) server = server_start ("good");
  g_autoptr (AtenaDownload) download = fetch (server, "/list.csv", exact, NULL);

  assert_list (download);
  assert_refused (server, "/list.csv", small, NULL, "The list is too large");
  assert_refused (server, "/endless", large, NULL, "The list is too large");
  assert_refused (server, "/packed", large, NULL, "The list is too large");
}

static void
test_time (void)
{
  static const char message[] = "The server takes too long. Please try again later";
  AtenaDownloadOptions idle = { .idle_ms = 200 };
  AtenaDownloadOptions total = { .total_ms = 500 };
  g_autoptr (Server) server = server_start ("good");

  assert_refused (server, "/silent", idle, NULL, message);
  assert_refused (server, "/stall", idle, NULL, message);
  assert_refused (server, "/drip", total, NULL, message);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  static const char *const paths[] = { "/silent", "/stall" };
  g_autoptr (Server) server = server_start ("good");
  g_autofree char *authority = get_file ("authority.pem");
  AtenaDownloadOptions options = { .ca_file = authority };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *address = make_address (server, paths[i]);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

      g_assert_null (atena_download_fetch (address, &options, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
      g_clear_error (&error);
      g_assert_null (atena_download_fetch (address, &options, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_certificates (void)
{
  static const char message[] =
    "The server’s certificate cannot be trusted, so nothing was fetched "
    "from it. Please check the address";
  static const char *const bad[] = { "other-host", "other-authority" };
  g_autoptr (Server) good = server_start ("good");
  g_autofree char *address = make_address (good, "/list.csv");
  g_autofree char *missing = get_file ("missing.pem");
  AtenaDownloadOptions options = { .ca_file = missing };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Server) server = server_start (bad[i]);

      assert_refused (server, "/list.csv", (AtenaDownloadOptions){ 0 }, NULL, message);
      g_assert_null (server->agent);
    }
  g_assert_null (atena_download_fetch (address, NULL, NULL, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_true (g_str_has_suffix (error->message, message));
  g_clear_error (&error);
  g_assert_null (atena_download_fetch (address, &options, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, missing) ||
                 strstr (error->message, "missing.pem cannot be read") != NULL);
}

static void
test_no_server (void)
{
  g_autoptr (Server) server = server_start ("good");
  g_autofree char *address = make_address (server, "/list.csv?key=secret");
  g_autofree char *name = make_address (server, "/list.csv cannot be fetched: ");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, server_stop);
  g_assert_null (atena_download_fetch (address, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_assert_true (g_str_has_prefix (error->message, name));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("atena-download-XXXXXX", NULL);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  /* The desktop's proxies are not for a server of the test. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  make_certificates ();

  g_test_add_func ("/download/fetches-a-list", test_list);
  g_test_add_func ("/download/leaves-nothing-to-find", test_private);
  g_test_add_func ("/download/asks-whether-a-list-has-changed", test_unchanged);
  g_test_add_func ("/download/follows-five-times-and-to-https-only", test_redirects);
  g_test_add_func ("/download/follows-every-kind-of-redirect", test_kinds_of_redirects);
  g_test_add_func ("/download/takes-https-addresses-without-secrets", test_addresses);
  g_test_add_func ("/download/says-in-plain-words-why-there-is-none", test_statuses);
  g_test_add_func ("/download/takes-no-web-page-for-a-list", test_pages);
  g_test_add_func ("/download/finds-the-file-that-a-nextcloud-shares", test_shared_files);
  g_test_add_func ("/download/stops-at-the-limit", test_size);
  g_test_add_func ("/download/does-not-begin-what-is-too-large", test_length);
  g_test_add_func ("/download/does-not-wait-for-ever", test_time);
  g_test_add_func ("/download/can-be-cancelled", test_cancel);
  g_test_add_func ("/download/trusts-no-other-certificate", test_certificates);
  g_test_add_func ("/download/says-that-there-is-no-server", test_no_server);
  result = g_test_run ();
  remove_tree (folder);
  g_free (folder);
  return result;
}
