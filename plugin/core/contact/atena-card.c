// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What the properties of a vCard say of a person, whatever program wrote it; where cards come from
// is not known here.

#include "atena-card-private.h"

#include <string.h>

#include "atena-text.h"

/* More than any contact list has, and than any person; a hostile card ends here. */
#define MAX_EMAILS     10000
#define MAX_CATEGORIES 64

static const struct
{
  const char *name;
  const char *english;
} field_names[ATENA_N_CARD_FIELDS] = {
  [ATENA_CARD_NAME] = { "氏名", "full name" },
  [ATENA_CARD_FAMILY_NAME] = { "姓", "family name" },
  [ATENA_CARD_GIVEN_NAME] = { "名", "given name" },
  [ATENA_CARD_PHONETIC] = { "フリガナ", "phonetic" },
  [ATENA_CARD_COMPANY] = { "会社名", "company" },
  [ATENA_CARD_UNIT] = { "部署", "department" },
  [ATENA_CARD_TITLE] = { "役職", "job title" },
  [ATENA_CARD_NICKNAME] = { "ニックネーム", "nickname" },
  [ATENA_CARD_BIRTHDAY] = { "誕生日", "birthday" },
  [ATENA_CARD_CATEGORIES] = { "分類", "categories" },
  [ATENA_CARD_NOTE] = { "メモ", "note" },
};

typedef struct
{
  guint preference;
  guint place; /* in the card */
  char *address;
} Email;

struct _AtenaCardMaker
{
  AtenaCard *card;
  GArray *emails;
  gboolean is_old; /* vCard 2.1 */
  char *phonetic_family;
  char *phonetic_given;
};

void
atena_card_free (AtenaCard *self)
{
  g_ptr_array_unref (self->emails);
  g_ptr_array_unref (self->categories);
  for (guint i = 0; i < ATENA_N_CARD_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self);
}

const char *
atena_card_field_get_name (AtenaCardField field)
{
  return field_names[field].name;
}

const char *
atena_card_field_get_english_name (AtenaCardField field)
{
  return field_names[field].english;
}

static void
email_clear (gpointer data)
{
  g_free (((Email *) data)->address);
}

AtenaCardMaker *
atena_card_maker_new (void)
{
  AtenaCardMaker *self = g_new0 (AtenaCardMaker, 1);

  self->card = g_new0 (AtenaCard, 1);
  self->card->emails = g_ptr_array_new_with_free_func (g_free);
  self->card->categories = g_ptr_array_new_with_free_func (g_free);
  self->emails = g_array_new (FALSE, FALSE, sizeof (Email));
  g_array_set_clear_func (self->emails, email_clear);
  return self;
}

void
atena_card_maker_free (AtenaCardMaker *self)
{
  g_clear_pointer (&self->card, atena_card_free);
  g_array_unref (self->emails);
  g_free (self->phonetic_family);
  g_free (self->phonetic_given);
  g_free (self);
}

/* Of several lines the first that says something counts. */
static void
set_once (char **value, const char *text)
{
  if (text == NULL || atena_text_is_blank (text) || *value != NULL)
    return;
  *value = g_strdup (text);
}

static void
add_text (AtenaCardMaker *self, AtenaCardField field, const char *text)
{
  g_auto (GStrv) whole = atena_vcard_split (text, '\0', self->is_old);

  set_once (&self->card->values[field], whole[0]);
}

static void
add_full_name (AtenaCardMaker *self, const char *text)
{
  add_text (self, ATENA_CARD_NAME, text);
}

static void
add_names (AtenaCardMaker *self, const char *text)
{
  g_auto (GStrv) parts = atena_vcard_split (text, ';', self->is_old);

  set_once (&self->card->values[ATENA_CARD_FAMILY_NAME], parts[0]);
  set_once (&self->card->values[ATENA_CARD_GIVEN_NAME], parts[1]);
}

static void
add_organisation (AtenaCardMaker *self, const char *text)
{
  g_auto (GStrv) parts = atena_vcard_split (text, ';', self->is_old);
  g_autofree char *units = g_strjoinv (" ", parts + 1);

  set_once (&self->card->values[ATENA_CARD_COMPANY], parts[0]);
  set_once (&self->card->values[ATENA_CARD_UNIT], g_strstrip (units));
}

static void
add_title (AtenaCardMaker *self, const char *text)
{
  add_text (self, ATENA_CARD_TITLE, text);
}

static void
add_nickname (AtenaCardMaker *self, const char *text)
{
  add_text (self, ATENA_CARD_NICKNAME, text);
}

static void
add_note (AtenaCardMaker *self, const char *text)
{
  add_text (self, ATENA_CARD_NOTE, text);
}

/* 19800105 and 1980-01-05T00:00:00Z are the same day (RFC 6350 4.3.1). */
static void
add_birthday (AtenaCardMaker *self, const char *text)
{
  gsize length = strcspn (text, "T");
  g_autofree char *day = g_strstrip (g_strndup (text, length));

  if (strlen (day) == 8 && strspn (day, "0123456789") == 8)
    {
      g_autofree char *dashed = g_strdup_printf ("%.4s-%.2s-%.2s", day, day + 4, day + 6);

      set_once (&self->card->values[ATENA_CARD_BIRTHDAY], dashed);
    }
  else
    set_once (&self->card->values[ATENA_CARD_BIRTHDAY], day);
}

static void
add_categories (AtenaCardMaker *self, const char *text)
{
  g_auto (GStrv) parts = atena_vcard_split (text, ',', self->is_old);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!atena_text_is_blank (parts[i]) && self->card->categories->len < MAX_CATEGORIES)
      g_ptr_array_add (self->card->categories, g_strdup (parts[i]));
}

static void
add_phonetic_family (AtenaCardMaker *self, const char *text)
{
  g_auto (GStrv) whole = atena_vcard_split (text, '\0', self->is_old);

  set_once (&self->phonetic_family, whole[0]);
}

static void
add_phonetic_given (AtenaCardMaker *self, const char *text)
{
  g_auto (GStrv) whole = atena_vcard_split (text, '\0', self->is_old);

  set_once (&self->phonetic_given, whole[0]);
}

static void
add_group (AtenaCardMaker *self, const char *text)
{
  g_autofree char *kind = g_strstrip (g_strdup (text));

  if (g_ascii_strcasecmp (kind, "group") == 0 || g_ascii_strcasecmp (kind, "true") == 0)
    self->card->is_group = TRUE;
}

static void
add_version (AtenaCardMaker *self, const char *text)
{
  self->is_old = g_str_has_prefix (text, "2");
}

static const struct
{
  const char *name;
  void (*add) (AtenaCardMaker *self, const char *text);
} properties[] = {
  { "FN", add_full_name },
  { "N", add_names },
  { "ORG", add_organisation },
  { "TITLE", add_title },
  { "NICKNAME", add_nickname },
  { "NOTE", add_note },
  { "BDAY", add_birthday },
  { "CATEGORIES", add_categories },
  { "X-PHONETIC-LAST-NAME", add_phonetic_family },
  { "X-PHONETIC-FIRST-NAME", add_phonetic_given },
  { "KIND", add_group },
  { "X-ADDRESSBOOKSERVER-KIND", add_group },
  { "X-EVOLUTION-LIST", add_group },
  { "VERSION", add_version },
};

/* Telephones write "ﾔﾏﾀﾞ;ﾀﾛｳ;;;", in half-width letters. */
static void
add_sound (AtenaCardMaker *self, const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_auto (GStrv) parts = atena_vcard_split (wide, ';', self->is_old);

  set_once (&self->phonetic_family, parts[0]);
  set_once (&self->phonetic_given, parts[1]);
}

static void
add_email (AtenaCardMaker *self, const char *text, guint preference)
{
  g_auto (GStrv) whole = atena_vcard_split (text, '\0', self->is_old);
  Email email = { preference, self->emails->len, NULL };

  if (atena_text_is_blank (whole[0]) || self->emails->len == MAX_EMAILS)
    return;
  email.address = g_steal_pointer (&whole[0]);
  g_array_append_val (self->emails, email);
}

gboolean
atena_card_maker_wants (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_str_equal (name, properties[i].name))
      return TRUE;
  return g_str_equal (name, "EMAIL") || g_str_equal (name, "SOUND");
}

gboolean
atena_card_maker_add (AtenaCardMaker *self, const AtenaVcardLine *line)
{
  g_autofree char *text = NULL;

  /* A recording, a picture. */
  if (line->base64 || (g_str_equal (line->name, "SOUND") && !line->phonetic))
    return TRUE;
  text = atena_vcard_line_dup_text (line);
  if (text == NULL)
    return FALSE;
  if (g_str_equal (line->name, "EMAIL"))
    add_email (self, text, line->preference);
  else if (g_str_equal (line->name, "SOUND"))
    add_sound (self, text);
  else
    for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
      if (g_str_equal (line->name, properties[i].name))
        properties[i].add (self, text);
  return TRUE;
}

/* The most preferred first; those alike stay as they stand in the card. */
static int
compare_emails (gconstpointer a, gconstpointer b)
{
  const Email *first = a;
  const Email *second = b;

  if (first->preference != second->preference)
    return first->preference < second->preference ? -1 : 1;
  return first->place < second->place ? -1 : first->place > second->place;
}

static void
take_emails (AtenaCardMaker *self)
{
  g_array_sort (self->emails, compare_emails);
  for (guint i = 0; i < self->emails->len; i++)
    g_ptr_array_add (self->card->emails,
                     g_steal_pointer (&g_array_index (self->emails, Email, i).address));
  g_array_set_size (self->emails, 0);
}

/* Of the two the one that is known, or both, the family name first. */
static void
join_names (char **value, const char *family, const char *given)
{
  g_autofree char *joined =
    g_strconcat (family != NULL ? family : "", family != NULL && given != NULL ? " " : "",
                 given != NULL ? given : "", NULL);

  set_once (value, joined);
}

AtenaCard *
atena_card_maker_finish (AtenaCardMaker *self)
{
  AtenaCard *card = self->card;

  take_emails (self);
  join_names (&card->values[ATENA_CARD_NAME], card->values[ATENA_CARD_FAMILY_NAME],
              card->values[ATENA_CARD_GIVEN_NAME]);
  join_names (&card->values[ATENA_CARD_PHONETIC], self->phonetic_family, self->phonetic_given);
  if (card->categories->len > 0)
    {
      g_ptr_array_add (card->categories, NULL);
      card->values[ATENA_CARD_CATEGORIES] = g_strjoinv (", ", (char **) card->categories->pdata);
      g_ptr_array_set_size (card->categories, (int) card->categories->len - 1);
    }
  for (guint i = 0; i < ATENA_N_CARD_FIELDS; i++)
    if (card->values[i] == NULL)
      card->values[i] = g_strdup ("");
  return g_steal_pointer (&self->card);
}
