// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Asks before a message to many goes out as it is. Who is asked about is the guard's business, what
// follows from the answer the host's.

#include "atena-guard-dialog.h"

#include <glib/gi18n-lib.h>

#include "atena-accessible.h"
#include "atena-dialog-private.h"
#include "atena-help.h"
#include "atena-template-private.h"
#include "atena-text.h"

/* More of the people whose mail would go astray are counted, not named. */
#define MAX_NAMED 5

struct _AtenaGuardDialog
{
  GtkDialog parent_instance;

  GtkImage *icon;
  GtkLabel *primary;
  GtkLabel *secondary;
  GtkToggleButton *acquainted;
  GtkWidget *count_row;
  GtkLabel *count_before;
  GtkLabel *count_after;
  GtkEntry *typed_count;
  GtkWidget *help;
  GtkWidget *cancel;
  GtkWidget *back_to_editing;
  GtkWidget *send_as_is;
  GtkWidget *send_separately;

  guint count; /* to be typed */
};

G_DEFINE_FINAL_TYPE (AtenaGuardDialog, atena_guard_dialog, GTK_TYPE_DIALOG)

static void
set_texts (AtenaGuardDialog *self, const char *primary, const char *secondary)
{
  gtk_label_set_text (self->primary, primary);
  gtk_label_set_text (self->secondary, secondary);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), primary);
  atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)), secondary);
}

/* Where Enter and Space go, too. */
static void
set_focus (AtenaGuardDialog *self, GtkWidget *button)
{
  gtk_window_set_default (GTK_WINDOW (self), button);
  gtk_window_set_focus (GTK_WINDOW (self), button);
}

static void
ask_hidden (AtenaGuardDialog *self, const AtenaAudience *audience)
{
  g_autofree char *primary =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Send separately to the %u person in Bcc?",
                                  "Send separately to each of the %u people in Bcc?",
                                  audience->bcc),
                     audience->bcc);

  set_texts (self, primary,
             _ ("People in Bcc are not shown to the other recipients. But if they are put into To "
                "or Cc by mistake, everyone learns everyone's address, and that cannot be undone. "
                "Sent separately, each person gets a message of their own. The next window shows "
                "recipients and text; nothing is sent yet."));
  gtk_button_set_label (GTK_BUTTON (self->send_as_is), _ ("Send as Bcc"));
  gtk_widget_show (self->cancel);
  gtk_widget_show (self->send_as_is);
  set_focus (self, self->send_separately);
}

static char *
describe_fields (const AtenaAudience *audience)
{
  if (audience->cc == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person is in To",
                                         "%u people are in To", audience->to),
                            audience->to);
  if (audience->to == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person is in Cc",
                                         "%u people are in Cc", audience->cc),
                            audience->cc);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person is in To and %u in Cc",
                                       "%u people are in To and %u in Cc", audience->to),
                          audience->to, audience->cc);
}

static char *
describe_audience (const AtenaAudience *audience)
{
  g_autofree char *fields = describe_fields (audience);

  if (audience->outsiders == 0)
    /* Translators: “40 people are in To and 2 in Cc” as a sentence. */
    return g_strdup_printf (_ ("%s."), fields);
  /* Translators: “40 people are in To and 2 in Cc”, and how many of them are outside. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s (%u outside your organisation).",
                                       "%s (%u outside your organisation).", audience->outsiders),
                          fields, audience->outsiders);
}

static void
show_count_row (AtenaGuardDialog *self, guint count)
{
  /* Translators: [ ] becomes the entry. */
  g_auto (GStrv) parts =
    g_strsplit (_ ("To send anyway, type the number of people: [ ]"), "[ ]", 2);

  self->count = count;
  for (guint i = 0; parts[i] != NULL; i++)
    gtk_label_set_text (i == 0 ? self->count_before : self->count_after, g_strstrip (parts[i]));
  gtk_widget_set_sensitive (self->send_as_is, FALSE);
  gtk_widget_show (self->count_row);
}

static void
ask_visible (AtenaGuardDialog *self, const AtenaFinding *finding)
{
  const AtenaAudience *audience = &finding->audience;
  guint count = audience->to + audience->cc;
  g_autofree char *people = describe_audience (audience);
  g_autofree char *primary = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "If you send this now, %u person will see the others' addresses",
                 "If you send this now, all %u people will see each other's addresses", count),
    count);
  /* Translators: in front stands “40 people are in To and 2 in Cc (41 outside your
   * organisation).” */
  g_autofree char *secondary = g_strdup_printf (
    _ ("%s Names are shown too where present. This cannot be undone. For customers, parents or "
       "others who have not shared their addresses with each other, send separately."),
    people);

  set_texts (self, primary, secondary);
  gtk_image_set_from_icon_name (self->icon, "dialog-warning", GTK_ICON_SIZE_DIALOG);
  gtk_button_set_label (GTK_BUTTON (self->send_as_is), _ ("Send Visible to All"));
  if (finding->confirm_count)
    show_count_row (self, count);
  else if (finding->group != NULL)
    gtk_widget_show (GTK_WIDGET (self->acquainted));
  gtk_widget_show (self->send_as_is);
  gtk_widget_show (self->back_to_editing);
  set_focus (self, self->back_to_editing);
}

static void
describe_astray (GString *text, const AtenaAddressee *addressee)
{
  g_autofree char *stranger = atena_addressee_dup_stranger (addressee);
  g_autofree char *meant = atena_text_shorten (addressee->text, 60);

  if (addressee->mailbox != NULL)
    {
      g_free (meant);
      meant = g_strdup (atena_mailbox_get_address (addressee->mailbox));
    }
  g_string_append_printf (
    text, _ ("Mail for “%s” would be delivered by this mail program to somebody else (%s)."), meant,
    stranger != NULL ? stranger : "");
  g_string_append_c (text, '\n');
}

static void
warn_misdelivered (AtenaGuardDialog *self, GPtrArray *addressees)
{
  g_autoptr (GString) secondary = g_string_new (NULL);
  g_autofree char *primary = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "If you send this now, mail for %u person will reach somebody else",
                 "If you send this now, mail for %u people will reach somebody else",
                 addressees->len),
    addressees->len);
  guint more = addressees->len > MAX_NAMED ? addressees->len - MAX_NAMED : 0;

  for (guint i = 0; i < addressees->len - more; i++)
    describe_astray (secondary, addressees->pdata[i]);
  if (more > 0)
    {
      g_string_append_printf (secondary,
                              g_dngettext (GETTEXT_PACKAGE, "And %u more.", "And %u more.", more),
                              more);
      g_string_append_c (secondary, '\n');
    }
  g_string_append_c (secondary, '\n');
  g_string_append (secondary, _ ("Sent separately, each letter goes to the address as it is "
                                 "written. The next window shows recipients and text; nothing is "
                                 "sent yet."));

  set_texts (self, primary, secondary->str);
  gtk_image_set_from_icon_name (self->icon, "dialog-warning", GTK_ICON_SIZE_DIALOG);
  gtk_widget_show (self->back_to_editing);
  set_focus (self, self->back_to_editing);
}

static void
on_count_changed (AtenaGuardDialog *self)
{
  g_autofree char *folded = atena_text_fold_width (gtk_entry_get_text (self->typed_count));
  guint64 typed = 0;
  gboolean right = g_ascii_string_to_unsigned (g_strstrip (folded), 10, 0, G_MAXUINT, &typed, NULL);

  gtk_widget_set_sensitive (self->send_as_is, right && typed == self->count);
}

GtkWidget *
atena_guard_dialog_new (GtkWindow *parent, const AtenaFinding *finding)
{
  AtenaGuardDialog *self =
    g_object_new (ATENA_TYPE_GUARD_DIALOG, "transient-for", parent, "use-header-bar", FALSE, NULL);

  switch (finding->kind)
    {
    case ATENA_FINDING_MISDELIVERED:
      warn_misdelivered (self, finding->addressees);
      break;
    case ATENA_FINDING_VISIBLE:
      ask_visible (self, finding);
      break;
    case ATENA_FINDING_HIDDEN:
    case ATENA_FINDING_HIDDEN_FEW:
      ask_hidden (self, &finding->audience);
      break;
    }
  return GTK_WIDGET (self);
}

gboolean
atena_guard_dialog_get_acquainted (AtenaGuardDialog *self)
{
  g_return_val_if_fail (ATENA_IS_GUARD_DIALOG (self), FALSE);

  return gtk_toggle_button_get_active (self->acquainted);
}

static void
atena_guard_dialog_class_init (AtenaGuardDialogClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "icon", G_STRUCT_OFFSET (AtenaGuardDialog, icon) },
    { "primary", G_STRUCT_OFFSET (AtenaGuardDialog, primary) },
    { "secondary", G_STRUCT_OFFSET (AtenaGuardDialog, secondary) },
    { "acquainted", G_STRUCT_OFFSET (AtenaGuardDialog, acquainted) },
    { "count-row", G_STRUCT_OFFSET (AtenaGuardDialog, count_row) },
    { "count-before", G_STRUCT_OFFSET (AtenaGuardDialog, count_before) },
    { "count-after", G_STRUCT_OFFSET (AtenaGuardDialog, count_after) },
    { "typed-count", G_STRUCT_OFFSET (AtenaGuardDialog, typed_count) },
    { "help", G_STRUCT_OFFSET (AtenaGuardDialog, help) },
    { "cancel", G_STRUCT_OFFSET (AtenaGuardDialog, cancel) },
    { "back-to-editing", G_STRUCT_OFFSET (AtenaGuardDialog, back_to_editing) },
    { "send-as-is", G_STRUCT_OFFSET (AtenaGuardDialog, send_as_is) },
    { "send-separately", G_STRUCT_OFFSET (AtenaGuardDialog, send_separately) },
  };

  atena_template_load (widget, "atena-guard-dialog.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, on_count_changed);
}

static void
atena_guard_dialog_init (AtenaGuardDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atena_dialog_cancel_on_close (GTK_DIALOG (self));
  atena_help_attach (GTK_WINDOW (self), self->help, "to-cc-bcc");
  atena_accessible_name_controls (GTK_WIDGET (self));
}
