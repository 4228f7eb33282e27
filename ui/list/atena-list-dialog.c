// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Where somebody chooses a list and says what its columns mean. Reading it is a thread's business,
// using it the caller's.

#include "atena-list-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-accessible.h"
#include "atena-dialog-private.h"
#include "atena-error.h"
#include "atena-help.h"
#include "atena-list-chooser-private.h"
#include "atena-list-fetch-private.h"
#include "atena-list-format-private.h"
#include "atena-list-places-private.h"
#include "atena-list-table-private.h"
#include "atena-template-private.h"
#include "atena-text.h"
#include "atena-words-private.h"
#include "atena-worker.h"

/* Characters of a purpose beside the name of its list. */
#define SHOWN_MAX 40

struct _AtenaListDialog
{
  GtkDialog parent_instance;

  GtkComboBoxText *kind;
  GtkStack *places;
  GtkWidget *choose;
  GtkLabel *file;
  GtkTextView *text;
  AtenaListFetch *web; /* NULL where the host fetches no lists */
  GtkComboBoxText *saved;
  GtkComboBoxText *category;
  GtkComboBoxText *group;
  GtkLabel *about;
  GtkComboBoxText *encoding;
  GtkComboBoxText *delimiter;
  GtkComboBoxText *sheet;
  AtenaListTable *table;
  GtkWidget *people;
  GtkComboBox *addresses;
  GtkWidget *files;
  GtkLabel *folder;
  GtkToggleButton *same_enclosure;
  GtkLabel *count;
  GtkWidget *keeping;
  GtkToggleButton *keep;
  GtkWidget *kept;
  GtkEntry *name;
  GtkEntry *purpose;
  GtkLabel *problem;
  GtkLabel *reason;
  GtkWidget *help;
  GtkButton *use;

  AtenaListAim aim;
  AtenaHost *host;
  AtenaContacts *contacts;
  char *ledger;
  AtenaWorker *worker;
  AtenaListChoice *choice;   /* NULL while none is chosen */
  AtenaListReading *reading; /* what is known of it, or NULL */
  AtenaListReading *running; /* the last that was asked for */
  gboolean filling;          /* controls change by themselves */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (AtenaListDialog, atena_list_dialog, GTK_TYPE_DIALOG)

/* Ids of places, in the order of AtenaListKind; a fetched list has one of its own. */
static const char *const kind_ids[] = { "file", "text", "saved", "category", "group" };

AtenaListChoice *
atena_list_dialog_dup_choice (AtenaListDialog *self)
{
  g_return_val_if_fail (ATENA_IS_LIST_DIALOG (self), NULL);

  return self->choice != NULL ? atena_list_choice_copy (self->choice) : NULL;
}

static gboolean
has_role (AtenaListDialog *self, AtenaColumnRole role)
{
  AtenaColumns *columns = self->reading != NULL ? self->reading->columns : NULL;

  for (guint i = 0; columns != NULL && i < atena_columns_get_size (columns); i++)
    if (atena_columns_get_role (columns, i) == role)
      return TRUE;
  return FALSE;
}

/* Why the list cannot be used, or NULL. */
static const char *
find_obstacle (AtenaListDialog *self)
{
  if (self->choice == NULL)
    return _ ("Choose a list first");
  if (self->reading == NULL)
    return gtk_widget_get_visible (GTK_WIDGET (self->problem)) ? _ ("The list cannot be read")
                                                               : _ ("Reading the list…");
  if (self->choice->kind != ATENA_LIST_SAVED && !has_role (self, ATENA_COLUMN_ADDRESS))
    return _ ("Choose the column that holds the email addresses");
  if (gtk_toggle_button_get_active (self->keep) &&
      (atena_text_is_blank (gtk_entry_get_text (self->name)) ||
       atena_text_is_blank (gtk_entry_get_text (self->purpose))))
    return _ ("To keep the list, enter its name and what the people were told it is for");
  return NULL;
}

static void
show_state (AtenaListDialog *self)
{
  const char *obstacle = find_obstacle (self);
  gboolean keepable = self->aim != ATENA_LIST_AIM_COMPARE &&
                      (self->choice == NULL || self->choice->kind != ATENA_LIST_SAVED);

  gtk_label_set_text (self->reason, obstacle != NULL ? obstacle : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->use), obstacle == NULL && !self->saving);
  gtk_widget_set_visible (self->keeping, keepable);
  gtk_widget_set_sensitive (gtk_dialog_get_content_area (GTK_DIALOG (self)), !self->saving);
  gtk_widget_set_visible (self->kept, gtk_toggle_button_get_active (self->keep));
  gtk_widget_set_visible (self->people, self->reading != NULL && self->reading->columns != NULL &&
                                          atena_columns_count_people (self->reading->columns) > 1);
  gtk_widget_set_visible (self->files, has_role (self, ATENA_COLUMN_ATTACHMENT));
}

static void
show_problem (AtenaListDialog *self, const GError *error)
{
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  show_state (self);
}

/* Whatever runs is of no use any more. */
static void
stop (AtenaListDialog *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running->cancellable);
  g_clear_pointer (&self->running, atena_list_reading_unref);
}

static gboolean
is_over (AtenaListDialog *self, AtenaListReading *reading)
{
  return gtk_widget_in_destruction (GTK_WIDGET (self)) ||
         g_cancellable_is_cancelled (reading->cancellable);
}

static void
run (AtenaListDialog *self, AtenaListReading *reading, AtenaWorkerFunc func, AtenaWorkerDone done)
{
  stop (self);
  self->running = atena_list_reading_ref (reading);
  atena_worker_run (self->worker, G_OBJECT (self), func, reading, atena_list_reading_unref,
                    reading->cancellable, done);
}

static AtenaListReading *
make_reading (AtenaListDialog *self)
{
  return atena_list_reading_new (self->contacts, self->ledger, self->choice);
}

static void
on_counted (GObject *owner, gpointer data, const GError *error)
{
  AtenaListDialog *self = ATENA_LIST_DIALOG (owner);
  AtenaListReading *reading = data;
  g_autofree char *text = NULL;

  if (is_over (self, reading))
    return;
  show_problem (self, error);
  if (error != NULL)
    {
      g_clear_pointer (&self->reading, atena_list_reading_unref);
      show_state (self);
      return;
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person, %u without a good address",
                                       "%u people, %u without a good address", reading->people),
                          reading->people, reading->people - reading->good);
  gtk_label_set_text (self->count, text);
}

static void
count (AtenaListDialog *self)
{
  gtk_label_set_text (self->count, "");
  if (self->choice->kind == ATENA_LIST_SAVED || has_role (self, ATENA_COLUMN_ADDRESS))
    run (self, make_reading (self), atena_list_reading_count, on_counted);
  else
    stop (self);
}

/* The choice says all that the columns mean now. */
static void
take_columns (AtenaListDialog *self)
{
  g_free (self->choice->columns);
  self->choice->columns = atena_columns_to_json (self->reading->columns);
  show_problem (self, NULL);
  count (self);
}

static void
show_about (AtenaListDialog *self, const AtenaListReading *reading)
{
  g_autofree char *time = reading->saved != 0 ? atena_words_describe_time (reading->saved) : NULL;
  g_autofree char *text = time != NULL ? g_strdup_printf (_ ("Purpose: %s\nFrom %s, saved %s"),
                                                          reading->about, reading->origin, time)
                                       : NULL;

  gtk_label_set_text (self->about, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->about), text != NULL);
}

static void
show_folder (AtenaListDialog *self)
{
  g_autofree char *folder = atena_list_choice_dup_folder (self->choice);
  g_autofree char *shown = folder != NULL ? g_filename_display_name (folder) : NULL;

  gtk_label_set_text (self->folder, shown != NULL ? shown : "");
  gtk_toggle_button_set_active (self->same_enclosure, self->choice->same_enclosure);
}

static void
on_opened (GObject *owner, gpointer data, const GError *error)
{
  AtenaListDialog *self = ATENA_LIST_DIALOG (owner);
  AtenaListReading *reading = data;

  if (is_over (self, reading))
    return;
  self->filling = TRUE;
  if (error == NULL)
    self->reading = atena_list_reading_ref (reading);
  atena_list_format_show_encoding (self->encoding, reading);
  atena_list_format_show_delimiter (self->delimiter, reading);
  atena_list_format_show_sheet (self->sheet, reading);
  show_about (self, reading);
  show_folder (self);
  atena_list_table_set_reading (self->table, self->reading);
  if (reading->columns != NULL)
    gtk_combo_box_set_active (self->addresses, atena_columns_get_first_only (reading->columns));
  self->filling = FALSE;
  show_problem (self, error);
  if (error != NULL)
    return;
  if (reading->columns != NULL)
    take_columns (self);
  else
    count (self);
}

static void
read_list (AtenaListDialog *self)
{
  g_clear_pointer (&self->reading, atena_list_reading_unref);
  gtk_label_set_text (self->count, "");
  show_problem (self, NULL);
  run (self, make_reading (self), atena_list_reading_open, on_opened);
}

/* @choice: (transfer full) (nullable) */
static void
set_choice (AtenaListDialog *self, AtenaListChoice *choice)
{
  g_clear_pointer (&self->choice, atena_list_choice_free);
  g_clear_pointer (&self->reading, atena_list_reading_unref);
  self->choice = choice;
  gtk_label_set_text (self->file,
                      choice != NULL && choice->kind == ATENA_LIST_FILE ? choice->name : "");
  if (choice != NULL)
    {
      read_list (self);
      return;
    }
  stop (self);
  gtk_widget_hide (GTK_WIDGET (self->encoding));
  gtk_widget_hide (GTK_WIDGET (self->delimiter));
  gtk_widget_hide (GTK_WIDGET (self->sheet));
  gtk_widget_hide (GTK_WIDGET (self->about));
  atena_list_table_set_reading (self->table, NULL);
  gtk_label_set_text (self->count, "");
  show_problem (self, NULL);
}

static void
set_file (AtenaListDialog *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *origin = g_filename_display_name (path);

  gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->kind), "file");
  set_choice (self, atena_list_choice_new (ATENA_LIST_FILE, path, name, origin));
}

static void
on_file (GtkNativeDialog *chooser, int response, AtenaListDialog *self)
{
  g_autofree char *path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    set_file (self, path);
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
on_choose (AtenaListDialog *self)
{
  GtkFileChooserNative *chooser = atena_list_chooser_new (GTK_WINDOW (self));

  g_signal_connect_object (chooser, "response", G_CALLBACK (on_file), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_folder (GtkNativeDialog *chooser, int response, AtenaListDialog *self)
{
  g_autofree char *path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && path != NULL && self->choice != NULL)
    {
      g_free (self->choice->folder);
      self->choice->folder = g_steal_pointer (&path);
      show_folder (self);
    }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
on_choose_folder (AtenaListDialog *self)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_ ("Folder of the files for single people"), GTK_WINDOW (self),
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  g_signal_connect_object (chooser, "response", G_CALLBACK (on_folder), self, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_same (AtenaListDialog *self)
{
  if (self->choice != NULL)
    self->choice->same_enclosure = gtk_toggle_button_get_active (self->same_enclosure);
}

static void
on_addresses (AtenaListDialog *self)
{
  if (self->filling || self->reading == NULL || self->reading->columns == NULL)
    return;
  atena_columns_set_first_only (self->reading->columns,
                                gtk_combo_box_get_active (self->addresses) == 1);
  take_columns (self);
}

static void
on_roles (AtenaListDialog *self)
{
  if (!self->filling && self->reading != NULL)
    take_columns (self);
}

static char *
dup_id (GtkComboBoxText *box)
{
  /* What is hidden speaks of another list. */
  const char *id = gtk_widget_get_visible (GTK_WIDGET (box))
                     ? gtk_combo_box_get_active_id (GTK_COMBO_BOX (box))
                     : NULL;

  return id != NULL && *id != '\0' ? g_strdup (id) : NULL;
}

/* Another encoding has other names of columns, so what was said of them is guessed anew. */
static void
on_detail (AtenaListDialog *self)
{
  g_autofree char *delimiter = dup_id (self->delimiter);

  if (self->filling || self->choice == NULL)
    return;
  g_free (self->choice->encoding);
  self->choice->encoding = dup_id (self->encoding);
  self->choice->delimiter = delimiter != NULL ? *delimiter : '\0';
  g_free (self->choice->sheet);
  self->choice->sheet = dup_id (self->sheet);
  g_clear_pointer (&self->choice->columns, g_free);
  read_list (self);
}

static void
take_text (AtenaListDialog *self)
{
  g_autofree char *text = NULL;

  if (self->filling)
    return;
  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  if (atena_text_is_blank (text))
    set_choice (self, NULL);
  else
    set_choice (self, atena_list_choice_new (ATENA_LIST_TEXT, text, _ ("The pasted table"),
                                             _ ("The pasted table")));
}

static void
on_pasted (GtkClipboard *clipboard, const char *text, gpointer data)
{
  g_autoptr (AtenaListDialog) self = data;

  /* A dialog that was closed meanwhile has no children any more. */
  if (text != NULL && self->text != NULL && !self->saving)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

static void
on_paste (AtenaListDialog *self)
{
  gtk_clipboard_request_text (gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD),
                              on_pasted, g_object_ref (self));
}

static void
take_fetched (AtenaListDialog *self)
{
  set_choice (self, atena_list_fetch_dup_choice (self->web));
  show_problem (self, atena_list_fetch_get_error (self->web));
}

static void
take_place (AtenaListDialog *self, GtkComboBoxText *box, AtenaListKind kind)
{
  g_autofree char *place = dup_id (box);

  set_choice (self, place != NULL ? atena_list_choice_new (kind, place, NULL, NULL) : NULL);
}

/* Shows the controls of the kind that is chosen, and chooses what they say. */
static void
on_kind (AtenaListDialog *self)
{
  const char *id = gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->kind));

  /* An assistive program can take what is offered away. */
  if (id == NULL)
    return;
  gtk_stack_set_visible_child_name (self->places, id);
  if (self->filling)
    return;
  if (g_str_equal (id, "text"))
    take_text (self);
  else if (g_str_equal (id, "web"))
    take_fetched (self);
  else if (g_str_equal (id, "saved"))
    take_place (self, self->saved, ATENA_LIST_SAVED);
  else if (g_str_equal (id, "category"))
    take_place (self, self->category, ATENA_LIST_CATEGORY);
  else if (g_str_equal (id, "group"))
    take_place (self, self->group, ATENA_LIST_GROUP);
  else
    set_choice (self, NULL);
}

static void
on_place (AtenaListDialog *self)
{
  if (!self->filling)
    on_kind (self);
}

static void
on_saved (GObject *owner, gpointer data, const GError *error)
{
  AtenaListDialog *self = ATENA_LIST_DIALOG (owner);
  AtenaListReading *reading = data;

  if (is_over (self, reading))
    return;
  self->saving = FALSE;
  show_problem (self, error);
  if (error != NULL)
    return;
  atena_list_choice_free (self->choice);
  self->choice =
    atena_list_choice_new (ATENA_LIST_SAVED, reading->choice->name, NULL, reading->choice->origin);
  gtk_dialog_response (GTK_DIALOG (self), GTK_RESPONSE_OK);
}

static void
on_use (AtenaListDialog *self)
{
  AtenaListReading *reading;

  if (self->choice->kind == ATENA_LIST_SAVED || !gtk_toggle_button_get_active (self->keep))
    {
      gtk_dialog_response (GTK_DIALOG (self), GTK_RESPONSE_OK);
      return;
    }
  reading = make_reading (self);
  g_free (reading->choice->name);
  reading->choice->name = g_strdup (gtk_entry_get_text (self->name));
  reading->purpose = g_strdup (gtk_entry_get_text (self->purpose));
  self->saving = TRUE;
  show_state (self);
  run (self, reading, atena_list_reading_save, on_saved);
}

static void
select_place (AtenaListDialog *self)
{
  if (self->choice == NULL)
    return;
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->kind),
                               self->choice->hold != NULL ? "web" : kind_ids[self->choice->kind]);
  if (self->choice->kind == ATENA_LIST_SAVED)
    gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->saved), self->choice->place);
  if (self->choice->kind == ATENA_LIST_CATEGORY)
    gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->category), self->choice->place);
  if (self->choice->kind == ATENA_LIST_GROUP)
    gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->group), self->choice->place);
}

/* @names: (nullable): what is in @box, under the kind @id */
static void
offer_names (
  AtenaListDialog *self, const char *id, const char *label, GtkComboBoxText *box, GStrv names)
{
  if (names == NULL || names[0] == NULL)
    return;
  for (guint i = 0; names[i] != NULL; i++)
    gtk_combo_box_text_append (box, names[i], names[i]);
  gtk_combo_box_text_append (self->kind, id, label);
}

static void
on_places (GObject *owner, gpointer data, const GError *error)
{
  AtenaListDialog *self = ATENA_LIST_DIALOG (owner);
  AtenaListPlaces *places = data;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  self->filling = TRUE;
  for (guint i = 0; places->lists != NULL && i < places->lists->len; i++)
    {
      AtenaList *list = places->lists->pdata[i];
      g_autofree char *time = atena_words_describe_time (atena_list_get_saved (list));
      g_autofree char *purpose = atena_text_shorten (atena_list_get_purpose (list), SHOWN_MAX);
      g_autofree char *label =
        g_strdup_printf ("%s — %s (%s)", atena_list_get_name (list), purpose, time);

      gtk_combo_box_text_append (self->saved, atena_list_get_name (list), label);
    }
  if (places->lists != NULL && places->lists->len > 0 && self->aim == ATENA_LIST_AIM_USE)
    gtk_combo_box_text_append (self->kind, "saved", _ ("A saved list"));
  offer_names (self, "category", _ ("A category of the address book"), self->category,
               places->categories);
  offer_names (self, "group", _ ("A contact list of the address book"), self->group,
               places->groups);
  select_place (self);
  self->filling = FALSE;
}

static void
refuse_drop (AtenaListDialog *self)
{
  g_autoptr (GError) error =
    g_error_new_literal (ATENA_ERROR, ATENA_ERROR_INVALID,
                         _ ("What was dropped here is not a file that can be opened"));

  gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->kind), "file");
  set_choice (self, NULL);
  show_problem (self, error);
}

/* Of several files the first is taken, and named. */
static void
on_dropped (AtenaListDialog *self,
            GdkDragContext *context,
            int x,
            int y,
            GtkSelectionData *selection,
            guint info,
            guint time)
{
  g_auto (GStrv) uris = gtk_selection_data_get_uris (selection);
  const char *uri = uris != NULL && uris[0] != NULL ? uris[0] : "";
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char *path = g_file_get_path (file);

  if (self->saving)
    return;
  if (path != NULL)
    set_file (self, path);
  else if (self->web != NULL && g_file_has_uri_scheme (file, "https"))
    atena_list_dialog_fetch (self, uri);
  else
    refuse_drop (self);
}

/* What is being saved cannot be called off any more. */
static void
on_response (AtenaListDialog *self, int response)
{
  if (self->saving)
    g_signal_stop_emission_by_name (self, "response");
}

static gboolean
on_delete (AtenaListDialog *self)
{
  return self->saving;
}

static void
add_web (AtenaListDialog *self, const AtenaListChoice *choice)
{
  GtkWidget *web = atena_list_fetch_new (self->host);

  self->web = ATENA_LIST_FETCH (web);
  if (choice != NULL && choice->hold != NULL)
    atena_list_fetch_set_choice (self->web, choice);
  gtk_stack_add_named (self->places, web, "web");
  gtk_combo_box_text_append (self->kind, "web", _ ("An address on the web"));
  g_signal_connect_swapped (web, "changed", G_CALLBACK (take_fetched), self);
}

GtkWidget *
atena_list_dialog_new (AtenaHost *host,
                       AtenaContacts *contacts,
                       const char *ledger,
                       const AtenaListChoice *choice,
                       GtkWindow *parent)
{
  AtenaListDialog *self =
    g_object_new (ATENA_TYPE_LIST_DIALOG, "transient-for", parent, "use-header-bar", FALSE, NULL);

  self->host = g_object_ref (host);
  g_set_object (&self->contacts, contacts);
  self->ledger = g_strdup (ledger);
  atena_worker_run (self->worker, G_OBJECT (self), atena_list_places_read,
                    atena_list_places_new (contacts, ledger), atena_list_places_free, NULL,
                    on_places);
  if (atena_host_fetches_lists (host))
    add_web (self, choice);
  if (choice != NULL && choice->kind == ATENA_LIST_TEXT)
    {
      self->filling = TRUE;
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), choice->place, -1);
      self->filling = FALSE;
    }
  if (choice != NULL)
    set_choice (self, atena_list_choice_copy (choice));
  return GTK_WIDGET (self);
}

void
atena_list_dialog_set_aim (AtenaListDialog *self, AtenaListAim aim)
{
  g_return_if_fail (ATENA_IS_LIST_DIALOG (self) && aim != ATENA_LIST_AIM_USE);

  self->aim = aim;
  gtk_window_set_title (GTK_WINDOW (self), aim == ATENA_LIST_AIM_KEEP
                                             ? C_ ("window", "Add a List")
                                             : C_ ("window", "Refresh a List"));
  gtk_button_set_label (self->use, aim == ATENA_LIST_AIM_KEEP ? _ ("_Save") : _ ("_Compare…"));
  gtk_toggle_button_set_active (self->keep, aim == ATENA_LIST_AIM_KEEP);
  gtk_widget_hide (GTK_WIDGET (self->keep));
  show_state (self);
}

void
atena_list_dialog_fetch (AtenaListDialog *self, const char *address)
{
  g_return_if_fail (ATENA_IS_LIST_DIALOG (self) && self->web != NULL);

  gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->kind), "web");
  atena_list_fetch_begin (self->web, address);
}

static void
atena_list_dialog_dispose (GObject *object)
{
  stop (ATENA_LIST_DIALOG (object));
  G_OBJECT_CLASS (atena_list_dialog_parent_class)->dispose (object);
}

static void
atena_list_dialog_finalize (GObject *object)
{
  AtenaListDialog *self = ATENA_LIST_DIALOG (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->host);
  g_clear_object (&self->contacts);
  g_clear_pointer (&self->choice, atena_list_choice_free);
  g_clear_pointer (&self->reading, atena_list_reading_unref);
  g_free (self->ledger);
  G_OBJECT_CLASS (atena_list_dialog_parent_class)->finalize (object);
}

#define CHILD(id, member)                         \
  {                                               \
    id, G_STRUCT_OFFSET (AtenaListDialog, member) \
  }

static void
atena_list_dialog_class_init (AtenaListDialogClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    CHILD ("kind", kind),           CHILD ("places", places),
    CHILD ("choose", choose),       CHILD ("file", file),
    CHILD ("text", text),           CHILD ("saved", saved),
    CHILD ("category", category),   CHILD ("group", group),
    CHILD ("about", about),         CHILD ("encoding", encoding),
    CHILD ("delimiter", delimiter), CHILD ("sheet", sheet),
    CHILD ("table", table),         CHILD ("people", people),
    CHILD ("addresses", addresses), CHILD ("files", files),
    CHILD ("folder", folder),       CHILD ("same-enclosure", same_enclosure),
    CHILD ("count", count),         CHILD ("keeping", keeping),
    CHILD ("keep", keep),           CHILD ("kept", kept),
    CHILD ("name", name),           CHILD ("purpose", purpose),
    CHILD ("problem", problem),     CHILD ("reason", reason),
    CHILD ("help", help),           CHILD ("use", use),
  };

  G_OBJECT_CLASS (klass)->dispose = atena_list_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = atena_list_dialog_finalize;
  g_type_ensure (ATENA_TYPE_LIST_TABLE);
  atena_template_load (widget, "atena-list-dialog.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, on_kind);
  gtk_widget_class_bind_template_callback (widget, on_place);
  gtk_widget_class_bind_template_callback (widget, on_choose);
  gtk_widget_class_bind_template_callback (widget, on_paste);
  gtk_widget_class_bind_template_callback (widget, on_detail);
  gtk_widget_class_bind_template_callback (widget, on_roles);
  gtk_widget_class_bind_template_callback (widget, on_addresses);
  gtk_widget_class_bind_template_callback (widget, on_choose_folder);
  gtk_widget_class_bind_template_callback (widget, on_same);
  gtk_widget_class_bind_template_callback (widget, show_state);
  gtk_widget_class_bind_template_callback (widget, on_use);
}

static void
atena_list_dialog_init (AtenaListDialog *self)
{
  self->filling = TRUE;
  self->worker = atena_worker_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_combo_box_text_append (self->kind, "file", _ ("A file"));
  gtk_combo_box_text_append (self->kind, "text", _ ("Pasted from a spreadsheet"));
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->kind), 0);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text), "changed",
                            G_CALLBACK (take_text), self);
  gtk_drag_dest_set (GTK_WIDGET (self), GTK_DEST_DEFAULT_ALL, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_dest_add_uri_targets (GTK_WIDGET (self));
  g_signal_connect (self, "drag-data-received", G_CALLBACK (on_dropped), NULL);
  g_signal_connect (self, "response", G_CALLBACK (on_response), NULL);
  g_signal_connect (self, "delete-event", G_CALLBACK (on_delete), NULL);
  atena_dialog_cancel_on_close (GTK_DIALOG (self));
  atena_help_attach (GTK_WINDOW (self), self->help, "lists");
  atena_accessible_name_controls (GTK_WIDGET (self));
  gtk_window_set_default (GTK_WINDOW (self), GTK_WIDGET (self->use));
  gtk_window_set_focus (GTK_WINDOW (self), self->choose);
  self->filling = FALSE;
  show_state (self);
}
