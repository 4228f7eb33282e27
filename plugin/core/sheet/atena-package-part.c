// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Unpacks the XML of a part and steps through it within limits; what it says is not known here.

#include "atena-package-private.h"

#include <archive.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "atena-error.h"

#define READ_SIZE  (16 * 1024)
#define PART_MAX   (1024 * G_GINT64_CONSTANT (1024 * 1024))
#define BOMB_MIN   (100 * G_GINT64_CONSTANT (1024 * 1024))
#define BOMB_RATIO 200
#define DEPTH_MAX  256
#define TEXT_MAX   (10 * 1024 * 1024)

typedef enum
{
  NODE_START,
  NODE_END,
  NODE_TEXT,
} NodeType;

/* What the parser has come across. */
typedef struct
{
  NodeType type;
  guint depth;
  const char *name; /* the parser's */
  gsize first;      /* of a start: the number of its first attribute; of a text: where it begins */
  guint n_attributes;
} Node;

/* Where its value is. */
typedef struct
{
  const char *name; /* the parser's */
  gsize value;
} Attribute;

struct _AtenaPart
{
  AtenaPackage *package;
  struct archive *archive;
  gint64 unpacked;
  gboolean too_large;

  xmlParserCtxt *parser;
  gboolean refused; /* for what the parser would allow */
  gboolean ended;   /* nothing more comes from the parser */
  guint depth;

  /* The nodes that were parsed together, and what they say: texts and values, each terminated. */
  GArray *nodes;
  GArray *attributes;
  GString *octets;
  guint next;       /* of @nodes */
  const Node *node; /* the one at hand; NULL before the first and behind the last one */
};

static gboolean
fail_size (AtenaPackage *package, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s is too large once it is unpacked. Save the list alone as CSV"),
               atena_package_get_name (package));
  return FALSE;
}

static Node *
get_last (AtenaPart *self)
{
  return self->nodes->len > 0 ? &g_array_index (self->nodes, Node, self->nodes->len - 1) : NULL;
}

static void
end_text (AtenaPart *self)
{
  const Node *last = get_last (self);

  if (last != NULL && last->type == NODE_TEXT)
    g_string_append_c (self->octets, '\0');
}

static void
add_node (AtenaPart *self, NodeType type, const char *name, gsize first, guint n_attributes)
{
  Node node = { type, self->depth, name, first, n_attributes };

  end_text (self);
  g_array_append_val (self->nodes, node);
}

/* @values: five strings an attribute: name, prefix, name space, start and end of the value. */
static void
on_start (void *data,
          const xmlChar *name,
          const xmlChar *prefix,
          const xmlChar *uri,
          int n_namespaces,
          const xmlChar **namespaces,
          int n_attributes,
          int n_defaulted,
          const xmlChar **values)
{
  AtenaPart *self = data;

  add_node (self, NODE_START, (const char *) name, self->attributes->len, (guint) n_attributes);
  for (int i = 0; i < n_attributes; i++, values += 5)
    {
      Attribute attribute = { (const char *) values[0], self->octets->len };

      g_string_append_len (self->octets, (const char *) values[3], values[4] - values[3]);
      g_string_append_c (self->octets, '\0');
      g_array_append_val (self->attributes, attribute);
    }
  if (++self->depth > DEPTH_MAX)
    self->refused = TRUE;
}

static void
on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  AtenaPart *self = data;

  self->depth--;
  add_node (self, NODE_END, (const char *) name, 0, 0);
}

/* Comes in pieces. */
static void
on_text (void *data, const xmlChar *text, int length)
{
  AtenaPart *self = data;
  const Node *last = get_last (self);

  if (last == NULL || last->type != NODE_TEXT)
    {
      add_node (self, NODE_TEXT, NULL, self->octets->len, 0);
      last = get_last (self);
    }
  g_string_append_len (self->octets, (const char *) text, length);
  if (self->octets->len - last->first > TEXT_MAX)
    self->refused = TRUE;
}

/* A document type could define entities without end: nothing of it is read. */
static void
on_document_type (void *data, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
  AtenaPart *self = data;

  self->refused = TRUE;
  xmlStopParser (self->parser);
}

/* Nothing is said on the terminal: what is wrong is told by the parser's results. */
static void
ignore_error (void *data, xmlErrorPtr error)
{
}

static xmlParserCtxt *
make_parser (AtenaPart *self)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .internalSubset = on_document_type,
    .serror = ignore_error,
  };
  xmlParserCtxt *parser = xmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL);

  /* Without NOENT the parser leaves "&" in values as "&#38;"; there are no entities but XML's own,
   * since a document type is refused. */
  if (parser != NULL)
    xmlCtxtUseOptions (parser,
                       XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  return parser;
}

AtenaPart *
atena_part_open (AtenaPackage *package, const char *part, GError **error)
{
  g_autoptr (AtenaPart) self = g_new0 (AtenaPart, 1);

  self->package = package;
  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->attributes = g_array_new (FALSE, FALSE, sizeof (Attribute));
  self->octets = g_string_new (NULL);
  self->archive = atena_package_open_archive (package, part);
  if (self->archive != NULL)
    self->parser = make_parser (self);
  if (self->parser != NULL)
    return g_steal_pointer (&self);
  atena_package_fail (package, error);
  return NULL;
}

/* libxml2 makes a document for the entities of a document type, also of one that is refused, and
 * leaves it to us. */
static void
free_parser (xmlParserCtxt *parser)
{
  g_clear_pointer (&parser->myDoc, xmlFreeDoc);
  xmlFreeParserCtxt (parser);
}

void
atena_part_free (AtenaPart *self)
{
  g_clear_pointer (&self->parser, free_parser);
  if (self->archive != NULL)
    archive_read_free (self->archive);
  g_array_unref (self->nodes);
  g_array_unref (self->attributes);
  g_string_free (self->octets, TRUE);
  g_free (self);
}

/* Forgets the nodes that were given out; a text that may go on stays. */
static void
forget_nodes (AtenaPart *self)
{
  g_array_remove_range (self->nodes, 0, self->next);
  self->next = 0;
  g_array_set_size (self->attributes, 0);
  if (self->nodes->len > 0)
    {
      Node *text = get_last (self);

      g_string_erase (self->octets, 0, (gssize) text->first);
      text->first = 0;
    }
  else
    g_string_truncate (self->octets, 0);
}

/* Unpacks a piece into @buffer; -1 when that fails or becomes too much. */
static la_ssize_t
unpack (AtenaPart *self, char *buffer)
{
  la_ssize_t got = archive_read_data (self->archive, buffer, READ_SIZE);

  if (got < 0)
    return -1;
  self->unpacked += got;
  self->too_large = self->unpacked > PART_MAX ||
                    (self->unpacked > BOMB_MIN &&
                     self->unpacked / BOMB_RATIO > atena_package_get_size (self->package));
  return self->too_large ? -1 : got;
}

static gboolean
parse_piece (AtenaPart *self)
{
  char buffer[READ_SIZE];
  la_ssize_t got = unpack (self, buffer);

  if (got < 0)
    return FALSE;
  forget_nodes (self);
  self->ended = got == 0;
  xmlParseChunk (self->parser, buffer, (int) got, self->ended);
  if (self->ended)
    end_text (self);
  return self->parser->wellFormed && !self->refused;
}

/* A text is complete when something is behind it. */
static gboolean
is_next_complete (AtenaPart *self)
{
  if (self->next >= self->nodes->len)
    return FALSE;
  return self->ended || self->next + 1 < self->nodes->len ||
         g_array_index (self->nodes, Node, self->next).type != NODE_TEXT;
}

gboolean
atena_part_read (AtenaPart *self, gboolean *ret_more, GError **error)
{
  self->node = NULL;
  *ret_more = FALSE;
  while (!is_next_complete (self))
    {
      if (self->ended)
        return TRUE;
      if (!parse_piece (self))
        return self->too_large ? fail_size (self->package, error)
                               : atena_package_fail (self->package, error);
    }
  self->node = &g_array_index (self->nodes, Node, self->next++);
  *ret_more = TRUE;
  return TRUE;
}

static gboolean
is_node (AtenaPart *self, NodeType type, const char *name)
{
  return self->node != NULL && self->node->type == type && strcmp (self->node->name, name) == 0;
}

gboolean
atena_part_is_start (AtenaPart *self, const char *name)
{
  return is_node (self, NODE_START, name);
}

gboolean
atena_part_is_end (AtenaPart *self, const char *name)
{
  return is_node (self, NODE_END, name);
}

guint
atena_part_get_depth (AtenaPart *self)
{
  return self->node != NULL ? self->node->depth : 0;
}

const char *
atena_part_get_text (AtenaPart *self)
{
  return self->node != NULL && self->node->type == NODE_TEXT ? self->octets->str + self->node->first
                                                             : NULL;
}

static const char *
find_attribute (AtenaPart *self, const char *name)
{
  for (guint i = 0; i < self->node->n_attributes; i++)
    {
      const Attribute *attribute =
        &g_array_index (self->attributes, Attribute, self->node->first + i);

      if (strcmp (attribute->name, name) == 0)
        return self->octets->str + attribute->value;
    }
  return NULL;
}

void
atena_part_get_attributes (AtenaPart *self,
                           const char *const *names,
                           const char **ret_values,
                           guint n)
{
  for (guint i = 0; i < n; i++)
    ret_values[i] = find_attribute (self, names[i]);
}
