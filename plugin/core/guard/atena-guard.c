// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Who would see whom if a message went out as it is, and whether that is worth a question. It asks
// nothing itself, and remembers nothing.

#include "atena-guard.h"

#include <string.h>

#include "atena-addressee-private.h"
#include "atena-domain.h"

#define VISIBLE_OUTSIDERS     5
#define VISIBLE_ORGANISATIONS 3
#define VISIBLE_PERSONS       20
#define VISIBLE_CONFIRM       50
#define HIDDEN_OUTSIDERS      5
#define HIDDEN_PERSONS        3

/* Who stands in the fields, and what tells the insiders. */
typedef struct
{
  GHashTable *persons; /* key to AtenaField + 1 */
  GHashTable *acquainted;
  GPtrArray *inside; /* domains */
} Census;

void
atena_finding_free (AtenaFinding *self)
{
  g_free (self->group);
  g_clear_pointer (&self->addressees, g_ptr_array_unref);
  g_free (self);
}

static const char *
domain_of (const char *key)
{
  return strrchr (key, '@') + 1;
}

/* The persons in the fields, each in the most visible one. */
static GHashTable *
collect_persons (GPtrArray *addressees, const AtenaGuardPolicy *policy)
{
  GHashTable *persons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) own = atena_addressee_collect_keys (policy->own_addresses);

  for (guint i = 0; i < addressees->len; i++)
    {
      const AtenaAddressee *addressee = addressees->pdata[i];
      g_autofree char *key = atena_addressee_dup_key (addressee);
      guint field = addressee->field + 1;
      guint known;

      if (addressee->automatic || key == NULL || g_hash_table_contains (own, key))
        continue;
      known = GPOINTER_TO_UINT (g_hash_table_lookup (persons, key));
      if (known == 0 || field < known)
        g_hash_table_insert (persons, g_steal_pointer (&key), GUINT_TO_POINTER (field));
    }
  return persons;
}

/* The domains whose people belong together with the one who writes. */
static GPtrArray *
collect_inside (const AtenaGuardPolicy *policy)
{
  GPtrArray *inside = g_ptr_array_new_with_free_func (g_free);
  const char *from = policy->from != NULL ? domain_of (atena_mailbox_get_key (policy->from)) : NULL;

  if (from != NULL && !atena_domain_is_free_mail (from))
    g_ptr_array_add (inside, g_strdup (from));
  for (guint i = 0; policy->own_domains != NULL && policy->own_domains[i] != NULL; i++)
    {
      char *domain = g_hostname_to_ascii (policy->own_domains[i]);

      if (domain != NULL)
        g_ptr_array_add (inside, domain);
    }
  return inside;
}

static gboolean
is_inside (const Census *census, const char *domain)
{
  for (guint i = 0; i < census->inside->len; i++)
    if (atena_domain_is_within (domain, census->inside->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
count_person (const Census *census,
              const char *key,
              AtenaField field,
              AtenaAudience *audience,
              GHashTable *organisations)
{
  const char *domain = domain_of (key);
  gboolean inside = is_inside (census, domain);

  audience->to += field == ATENA_FIELD_TO;
  audience->cc += field == ATENA_FIELD_CC;
  audience->bcc += field == ATENA_FIELD_BCC;
  audience->hidden_outsiders += field == ATENA_FIELD_BCC && !inside;
  if (field == ATENA_FIELD_BCC || inside)
    return;
  audience->outsiders++;
  if (!atena_domain_is_free_mail (domain))
    g_hash_table_add (organisations, (gpointer) domain);
}

static AtenaAudience
count (const Census *census, gboolean with_acquainted)
{
  AtenaAudience audience = { 0 };
  g_autoptr (GHashTable) organisations = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;
  gpointer field;

  g_hash_table_iter_init (&iter, census->persons);
  while (g_hash_table_iter_next (&iter, &key, &field))
    if (with_acquainted || !g_hash_table_contains (census->acquainted, key))
      count_person (census, key, GPOINTER_TO_UINT (field) - 1, &audience, organisations);
  audience.organisations = g_hash_table_size (organisations);
  return audience;
}

static AtenaFinding *
add_finding (GPtrArray *findings, AtenaFindingKind kind, const AtenaAudience *audience)
{
  AtenaFinding *finding = g_new0 (AtenaFinding, 1);

  finding->kind = kind;
  finding->audience = *audience;
  g_ptr_array_add (findings, finding);
  return finding;
}

static void
check_misdelivered (GPtrArray *findings, GPtrArray *addressees, const AtenaAudience *audience)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < addressees->len; i++)
    {
      g_autofree char *stranger = atena_addressee_dup_stranger (addressees->pdata[i]);

      if (stranger != NULL)
        g_ptr_array_add (found, addressees->pdata[i]);
    }
  if (found->len > 0)
    add_finding (findings, ATENA_FINDING_MISDELIVERED, audience)->addressees =
      g_steal_pointer (&found);
}

static void
check_visible (GPtrArray *findings,
               GPtrArray *addressees,
               const AtenaGuardPolicy *policy,
               const AtenaAudience *audience,
               const AtenaAudience *strangers)
{
  g_autofree char *group = NULL;
  AtenaFinding *finding;

  if (strangers->outsiders < VISIBLE_OUTSIDERS &&
      strangers->organisations < VISIBLE_ORGANISATIONS &&
      strangers->to + strangers->cc < VISIBLE_PERSONS)
    return;
  group = atena_guard_dup_group (addressees, policy);
  if (policy->known_groups != NULL && g_strv_contains (policy->known_groups, group))
    return;
  finding = add_finding (findings, ATENA_FINDING_VISIBLE, audience);
  finding->confirm_count = audience->to + audience->cc >= VISIBLE_CONFIRM;
  if (!finding->confirm_count)
    finding->group = g_steal_pointer (&group);
}

GPtrArray *
atena_guard_check (GPtrArray *addressees, const AtenaGuardPolicy *policy)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_finding_free);
  g_autoptr (GHashTable) persons = collect_persons (addressees, policy);
  g_autoptr (GHashTable) acquainted = atena_addressee_collect_keys (policy->acquainted);
  g_autoptr (GPtrArray) inside = collect_inside (policy);
  Census census = { .persons = persons, .acquainted = acquainted, .inside = inside };
  AtenaAudience audience = count (&census, TRUE);
  AtenaAudience strangers = count (&census, FALSE);

  check_misdelivered (findings, addressees, &audience);
  check_visible (findings, addressees, policy, &audience, &strangers);
  if (audience.hidden_outsiders >= HIDDEN_OUTSIDERS)
    add_finding (findings, ATENA_FINDING_HIDDEN, &audience);
  else if (audience.bcc >= HIDDEN_PERSONS)
    add_finding (findings, ATENA_FINDING_HIDDEN_FEW, &audience);
  return findings;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
atena_guard_dup_group (GPtrArray *addressees, const AtenaGuardPolicy *policy)
{
  g_autoptr (GHashTable) persons = collect_persons (addressees, policy);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GHashTableIter iter;
  gpointer key;
  gpointer field;

  g_hash_table_iter_init (&iter, persons);
  while (g_hash_table_iter_next (&iter, &key, &field))
    if (GPOINTER_TO_UINT (field) - 1 != ATENA_FIELD_BCC)
      g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_keys);
  /* The terminator tells where one address ends and the next begins. */
  for (guint i = 0; i < keys->len; i++)
    g_checksum_update (checksum, keys->pdata[i], strlen (keys->pdata[i]) + 1);
  return g_strdup (g_checksum_get_string (checksum));
}
