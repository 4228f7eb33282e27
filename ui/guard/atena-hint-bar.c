// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A quiet word in the compose window about people in Bcc. It asks nothing and stops nothing.

#include "atena-hint-bar.h"

#include <glib/gi18n-lib.h>

#include "atena-accessible.h"
#include "atena-template-private.h"

struct _AtenaHintBar
{
  GtkInfoBar parent_instance;

  GtkLabel *hint;
  gboolean dismissed;
};

G_DEFINE_FINAL_TYPE (AtenaHintBar, atena_hint_bar, GTK_TYPE_INFO_BAR)

static void
on_response (GtkInfoBar *bar, int response, gpointer data)
{
  if (response != GTK_RESPONSE_CLOSE)
    return;

  ATENA_HINT_BAR (bar)->dismissed = TRUE;
  gtk_widget_hide (GTK_WIDGET (bar));
}

/* The dialog that asks about many in Bcc comes only when the message is sent. */
static const AtenaFinding *
find_hidden (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const AtenaFinding *finding = findings->pdata[i];

      if (finding->kind == ATENA_FINDING_HIDDEN || finding->kind == ATENA_FINDING_HIDDEN_FEW)
        return finding;
    }
  return NULL;
}

GtkWidget *
atena_hint_bar_new (void)
{
  return g_object_new (ATENA_TYPE_HINT_BAR, "show-close-button", TRUE, NULL);
}

void
atena_hint_bar_set_findings (AtenaHintBar *self, GPtrArray *findings)
{
  const AtenaFinding *finding = find_hidden (findings);

  g_return_if_fail (ATENA_IS_HINT_BAR (self));

  if (finding != NULL)
    {
      guint n = finding->audience.bcc;
      g_autofree char *hint = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "The %u person in Bcc can get a message of their own",
                     "The %u people in Bcc can each get a message of their own", n),
        n);

      gtk_label_set_text (self->hint, hint);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), finding != NULL && !self->dismissed);
}

static void
atena_hint_bar_class_init (AtenaHintBarClass *klass)
{
  static const AtenaTemplateChild children[] = {
    { "hint", G_STRUCT_OFFSET (AtenaHintBar, hint) },
  };

  atena_template_load (GTK_WIDGET_CLASS (klass), "atena-hint-bar.ui", children,
                       G_N_ELEMENTS (children));
}

static void
atena_hint_bar_init (AtenaHintBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "response", G_CALLBACK (on_response), NULL);
  atena_accessible_name_controls (GTK_WIDGET (self));
}
