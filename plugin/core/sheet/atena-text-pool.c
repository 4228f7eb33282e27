// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Keeps texts in little memory and finds them again by their numbers; what they are for is not
// known here.

#include "atena-text-pool-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "atena-scratch.h"

/* What may wait in memory. */
#define TAIL_MAX (128 * 1024)

#define PAGE_SIZE 4096
#define N_PAGES   32

/* Of so many texts the place of one is known. */
#define STEP 16

/* A piece of the file that was read. */
typedef struct
{
  guint64 number; /* the first being 1; 0 when nothing was read yet */
  char octets[PAGE_SIZE];
} Page;

struct _AtenaTextPool
{
  /* The texts, each terminated: whole pages in the file, and behind them the tail. */
  int fd; /* -1 as long as there is no need of it */
  guint64 written;
  GString *tail;

  guint size;
  GArray *places; /* of every STEPth text */
  Page *pages;    /* N_PAGES of them, each where its number says */

  /* The text found last, and where the one behind it is. */
  GString *text;
  guint next;
  guint64 next_place;
};

AtenaTextPool *
atena_text_pool_new (void)
{
  AtenaTextPool *self = g_new0 (AtenaTextPool, 1);

  self->fd = -1;
  self->tail = g_string_new (NULL);
  self->places = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->text = g_string_new (NULL);
  return self;
}

void
atena_text_pool_free (AtenaTextPool *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_string_free (self->tail, TRUE);
  g_array_unref (self->places);
  g_free (self->pages);
  g_string_free (self->text, TRUE);
  g_free (self);
}

guint
atena_text_pool_get_size (AtenaTextPool *self)
{
  return self->size;
}

static gboolean
fail_errno (int code, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
write_octets (AtenaTextPool *self, const char *octets, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize n = pwrite (self->fd, octets, length, (off_t) self->written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_errno (errno, error);
      self->written += (gsize) n;
      octets += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_tail (AtenaTextPool *self, GError **error)
{
  gsize length = self->tail->len / PAGE_SIZE * PAGE_SIZE;

  if (self->fd < 0)
    {
      self->fd = atena_scratch_open (error);
      if (self->fd < 0)
        return FALSE;
      self->pages = g_new0 (Page, N_PAGES);
    }
  if (!write_octets (self, self->tail->str, length, error))
    return FALSE;
  g_string_erase (self->tail, 0, (gssize) length);
  return TRUE;
}

gboolean
atena_text_pool_add (AtenaTextPool *self, const char *text, GError **error)
{
  guint64 place = self->written + self->tail->len;

  if (self->size % STEP == 0)
    g_array_append_val (self->places, place);
  self->size++;
  g_string_append_len (self->tail, text, (gssize) strlen (text) + 1);
  return self->tail->len < TAIL_MAX || write_tail (self, error);
}

static gboolean
read_page (AtenaTextPool *self, Page *page, guint64 number, GError **error)
{
  gsize length = 0;

  page->number = 0;
  while (length < PAGE_SIZE)
    {
      gssize n = pread (self->fd, page->octets + length, PAGE_SIZE - length,
                        (off_t) (number * PAGE_SIZE + length));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return fail_errno (n < 0 ? errno : EIO, error);
      length += (gsize) n;
    }
  page->number = number + 1;
  return TRUE;
}

/* What is known to stand at @place: up to the end of a page or of the tail. */
static const char *
find_octets (AtenaTextPool *self, guint64 place, gsize *ret_length, GError **error)
{
  guint64 number = place / PAGE_SIZE;
  Page *page;

  if (place >= self->written)
    {
      *ret_length = self->tail->len - (gsize) (place - self->written);
      return self->tail->str + (place - self->written);
    }
  page = &self->pages[number % N_PAGES];
  if (page->number != number + 1 && !read_page (self, page, number, error))
    return NULL;
  *ret_length = PAGE_SIZE - (gsize) (place % PAGE_SIZE);
  return page->octets + place % PAGE_SIZE;
}

/* Takes the text at self->next_place into self->text. */
static gboolean
read_text (AtenaTextPool *self, GError **error)
{
  const char *end = NULL;

  g_string_truncate (self->text, 0);
  while (end == NULL)
    {
      gsize length;
      const char *octets = find_octets (self, self->next_place, &length, error);

      if (octets == NULL)
        return FALSE;
      end = memchr (octets, '\0', length);
      if (end != NULL)
        length = (gsize) (end - octets);
      g_string_append_len (self->text, octets, (gssize) length);
      self->next_place += length + (end != NULL);
    }
  self->next++;
  return TRUE;
}

const char *
atena_text_pool_get (AtenaTextPool *self, guint number, GError **error)
{
  g_assert (number < self->size);

  if (number < self->next || number - self->next >= STEP)
    {
      self->next = number / STEP * STEP;
      self->next_place = g_array_index (self->places, guint64, number / STEP);
    }
  do
    if (!read_text (self, error))
      {
        self->next = G_MAXUINT;
        return NULL;
      }
  while (self->next <= number);
  return self->text->str;
}
