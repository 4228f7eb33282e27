// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Letters of random drafts to random lists, as their recipients read them: no value of another row
// is in any of them. ATENA_LONG=1 reads a million letters.

#include <gmime/gmime.h>
#include <string.h>

#include "atena-letter.h"
#include "owner-fixture.h"

#define ROWS 50

static const char *const names[] = { "a", "b", "c", NULL };

static const char *
choose (GRand *rand, const char *const *words, guint n)
{
  return words[g_rand_int_range (rand, 0, (gint32) n)];
}

/* Text with fields and sections, on one line unless there may be @lines. */
static void
append_text (GRand *rand, GString *text, gboolean lines)
{
  static const char *const pieces[] = {
    "{{a}}",
    "{{a|無}}",
    "{{b|nobody}}",
    "{{c|}}",
    "山田様 ",
    "plain = ",
    "{{#b}}({{b}}){{/b}} ",
    "{{^c}}none{{/c}}",
    "いつもお世話になっております。",
  };

  for (guint n = (guint) g_rand_int_range (rand, 1, 12); n > 0; n--)
    {
      g_string_append (text, choose (rand, pieces, G_N_ELEMENTS (pieces)));
      if (lines && g_rand_int_range (rand, 0, 4) == 0)
        g_string_append_c (text, '\n');
    }
}

static void
append_part (GRand *rand, GString *source, const char *type)
{
  g_string_append_printf (source, "--x\nContent-Type: %s; charset=utf-8\n\n", type);
  append_text (rand, source, TRUE);
  g_string_append_c (source, '\n');
}

static AtenaDraft *
make_draft (GRand *rand)
{
  g_autoptr (GString) source = g_string_new ("From: shop@example.jp\nMIME-Version: 1.0\nSubject: ");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  AtenaDraft *draft;

  append_text (rand, source, FALSE);
  g_string_append (source, "\nContent-Type: multipart/alternative; boundary=x\n\n");
  append_part (rand, source, "text/plain");
  if (g_rand_boolean (rand))
    append_part (rand, source, "text/html");
  g_string_append (source, "--x--\n");
  bytes = g_bytes_new (source->str, source->len);
  draft = atena_draft_new (bytes, "letter.eml", &error);
  g_assert_no_error (error);
  return draft;
}

static char *
make_value (GRand *rand, guint owner)
{
  static const char *const tails[] = { "",      "様",     "{{b}}",  "{{#a}}",    "<i>",
                                       "\r\n.", "髙橋 ①", "=3D =?", "長い名前の" };
  g_autoptr (GString) tail = g_string_new (NULL);

  if (g_rand_int_range (rand, 0, 5) == 0)
    return g_strdup (" ");
  for (guint n = (guint) g_rand_int_range (rand, 0, 8); n > 0; n--)
    g_string_append (tail, choose (rand, tails, G_N_ELEMENTS (tails)));
  return owner_fixture_make_value (owner, tail->str);
}

static AtenaRecipient *
make_recipient (GRand *rand, guint owner)
{
  g_autofree char *name = owner_fixture_make_value (owner, "山田 太郎");
  g_autofree char *address = g_strdup_printf ("p%u@example.jp", owner);
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (address, -1, name, &reason);
  g_auto (GStrv) values = g_new0 (char *, G_N_ELEMENTS (names));
  g_autoptr (AtenaRecipient) recipient = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    values[i] = make_value (rand, owner);
  recipient = atena_recipient_new (owner + 2, mailbox, address, ATENA_REASON_NONE,
                                   (const char *const *) values);
  return atena_recipient_stamp (recipient, "000001@example.jp", 1764000000);
}

static void
append_decoded (GMimeObject *parent, GMimeObject *part, gpointer data)
{
  GString *text = data;
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  GMimeStream *stream;

  if (!GMIME_IS_PART (part))
    return;
  stream = g_mime_stream_mem_new_with_byte_array (octets);
  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  g_mime_data_wrapper_write_to_stream (g_mime_part_get_content (GMIME_PART (part)), stream);
  g_string_append_len (text, (const char *) octets->data, octets->len);
  g_object_unref (stream);
}

/* What the recipient sees: names, subject and texts. */
static char *
read_letter (GBytes *letter)
{
  GMimeStream *stream =
    g_mime_stream_mem_new_with_buffer (g_bytes_get_data (letter, NULL), g_bytes_get_size (letter));
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);
  g_autofree char *to =
    internet_address_list_to_string (g_mime_message_get_to (message), NULL, FALSE);
  GString *text = g_string_new (to);

  g_string_append (text, g_mime_message_get_subject (message));
  g_mime_message_foreach (message, append_decoded, text);
  g_object_unref (message);
  g_object_unref (parser);
  g_object_unref (stream);
  return g_string_free (text, FALSE);
}

/* Returns: how many values the letter has; 0 when there is none to this recipient. */
static guint
check_letter (AtenaLetter *letter, AtenaRecipient *recipient, guint owner)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (atena_letter_find_problem (letter, recipient, NULL) != ATENA_REASON_NONE)
    return 0;
  bytes = atena_letter_render (letter, recipient);
  text = read_letter (bytes);
  return owner_fixture_count (text, owner);
}

/* One letter goes to the rows in any order and more than once. */
static void
check_rows (GRand *rand, guint *n_letters, guint *n_values)
{
  g_autoptr (AtenaDraft) draft = make_draft (rand);
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaLetter) letter =
    atena_letter_new (draft, fields, NULL, "seed", zone, ATENA_NEWLINE_CRLF, &error);
  g_autoptr (GPtrArray) recipients =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_recipient_unref);

  g_assert_no_error (error);
  for (guint i = 0; i < ROWS; i++)
    g_ptr_array_add (recipients, make_recipient (rand, i));
  for (guint i = 0; i < ROWS; i++)
    {
      guint owner = (guint) g_rand_int_range (rand, 0, ROWS);
      guint n = check_letter (letter, recipients->pdata[owner], owner);

      *n_letters += n > 0;
      *n_values += n;
    }
}

static void
test_rows_apart (void)
{
  guint wanted = g_getenv ("ATENA_LONG") != NULL ? 1000000 : 3000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);
  guint n_letters = 0;
  guint n_values = 0;

  while (n_letters < wanted)
    check_rows (rand, &n_letters, &n_values);
  g_test_message ("%u letters, %u values", n_letters, n_values);
  g_assert_cmpuint (n_values, >, 3 * n_letters);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_mime_init ();
  g_test_add_func ("/letter-rows/keep-their-values-to-themselves", test_rows_apart);
  return g_test_run ();
}
