// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-report.h"

#include <string.h>

#include "campaign-fixture.h"

#define MARK "\xef\xbb\xbf"
#define HEADER \
  "row,address,name,state,reason,attempts,time,code,enhanced,reply,message_id,role,decision\r\n"

typedef gboolean (*Write) (AtenaCampaign *campaign,
                           guint states,
                           GOutputStream *stream,
                           GCancellable *cancellable,
                           GError **error);

static char *
write_report (AtenaCampaign *campaign, guint states, Write write)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  write (campaign, states, stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* Names and answers that a spreadsheet would take for formulas, and one that needs quoting. */
static AtenaCampaign *
create (Fixture *self)
{
  AtenaCampaign *campaign = fixture_create (
    self, "email,name\na@x.jp,=1+1\nb@x.jp,\"a, \"\"b\"\"\"\n-c@x.jp,C\n@x.jp,\nd@x.jp,\n", "Hello",
    "Dear {{name}}", FALSE, NULL);

  fixture_run_sql (self,
                   "INSERT INTO attempt (row, number, started, settled, outcome, code, enhanced,"
                   " reply) SELECT id, 1, 1700000000000000, 1700000001000000, 'sent', 250, '2.0.0',"
                   " '=ok' FROM row WHERE number = 2;"
                   "UPDATE row SET state = 'sent', attempts = 1, decision = 'again'"
                   " WHERE number = 2;"
                   "UPDATE row SET role = 'copy' WHERE number = 4;"
                   "UPDATE row SET message_id = 'id' || number || '@x.jp'");
  return campaign;
}

static void
test_csv (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self);
  g_autofree char *text = write_report (campaign, 0, atena_report_write_csv);

  g_assert_cmpstr (
    text, ==,
    MARK HEADER
    "2,a@x.jp,'=1+1,sent,,1,2023-11-14T22:13:21Z,250,2.0.0,'=ok,id2@x.jp,letter,again\r\n"
    "3,b@x.jp,\"a, \"\"b\"\"\",pending,,,,,,,id3@x.jp,letter,\r\n"
    "4,'-c@x.jp,C,pending,,,,,,,id4@x.jp,copy,\r\n"
    "5,'@x.jp,,excluded,bad-address,,,,,,id5@x.jp,letter,\r\n"
    "6,d@x.jp,,excluded,empty-field: name,,,,,,id6@x.jp,letter,\r\n");
}

static void
test_states (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self);
  g_autofree char *text = write_report (campaign, 1u << ATENA_ROW_SENT | 1u << ATENA_ROW_REJECTED,
                                        atena_report_write_csv);

  g_assert_cmpstr (
    text, ==,
    MARK HEADER
    "2,a@x.jp,'=1+1,sent,,1,2023-11-14T22:13:21Z,250,2.0.0,'=ok,id2@x.jp,letter,again\r\n");
}

static void
test_json (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self);
  g_autofree char *two = write_report (campaign, 1u << ATENA_ROW_PENDING, atena_report_write_json);
  g_autofree char *none =
    write_report (campaign, 1u << ATENA_ROW_UNCERTAIN, atena_report_write_json);

  g_assert_cmpstr (
    two, ==,
    "[\n{\"row\":3,\"address\":\"b@x.jp\",\"name\":\"a, \\\"b\\\"\",\"state\":\"pending\","
    "\"reason\":\"\",\"attempts\":0,\"time\":\"\",\"code\":0,\"enhanced\":\"\",\"reply\":\"\","
    "\"message_id\":\"id3@x.jp\",\"role\":\"letter\",\"decision\":\"\"},\n"
    "{\"row\":4,\"address\":\"-c@x.jp\",\"name\":\"C\",\"state\":\"pending\","
    "\"reason\":\"\",\"attempts\":0,\"time\":\"\",\"code\":0,\"enhanced\":\"\",\"reply\":\"\","
    "\"message_id\":\"id4@x.jp\",\"role\":\"copy\",\"decision\":\"\"}\n]\n");
  g_assert_cmpstr (none, ==, "[\n]\n");
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 1000, (AtenaPaceLimits){ 0 });
  g_autofree char *csv = write_report (campaign, 0, atena_report_write_csv);
  g_autofree char *json = write_report (campaign, 0, atena_report_write_json);
  g_auto (GStrv) csv_lines = g_strsplit (csv, "\r\n", -1);
  g_auto (GStrv) json_lines = g_strsplit (json, "\n", -1);

  /* A heading and nothing behind the last line end; two brackets. */
  g_assert_cmpuint (g_strv_length (csv_lines), ==, 1000 + 2);
  g_assert_cmpuint (g_strv_length (json_lines), ==, 1000 + 3);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *csv_start = g_strdup_printf ("%u,p%u@example.jp,", i + 2, i + 1);
      g_autofree char *json_start = g_strdup_printf ("{\"row\":%u,", i + 2);

      g_assert_true (g_str_has_prefix (csv_lines[i + 1], csv_start));
      g_assert_true (g_str_has_prefix (json_lines[i + 1], json_start));
      g_assert_true (g_str_has_suffix (json_lines[i + 1], i < 999 ? "}," : "}"));
    }
}

static void
test_failures (Fixture *self, gconstpointer data)
{
  static const Write writes[] = { atena_report_write_csv, atena_report_write_json };
  g_autoptr (AtenaCampaign) campaign = create (self);

  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      char small[16];
      g_autoptr (GOutputStream) full = g_memory_output_stream_new (small, sizeof small, NULL, NULL);
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (writes[i](campaign, 0, full, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      g_clear_error (&error);

      g_cancellable_cancel (cancellable);
      g_assert_false (writes[i](campaign, 0, stream, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/report/csv-runs-nothing-in-a-spreadsheet", test_csv);
  ADD ("/report/has-the-states-asked-for", test_states);
  ADD ("/report/json-is-for-programs", test_json);
  ADD ("/report/has-every-row-once", test_pages);
  ADD ("/report/says-when-it-cannot-be-written", test_failures);

  return g_test_run ();
}
