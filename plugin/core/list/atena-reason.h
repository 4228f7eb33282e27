// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Why a row is left out of a campaign, or is in the state that it is in. */
typedef enum
{
  ATENA_REASON_NONE,
  ATENA_REASON_NO_ADDRESS,        /* the cell is empty */
  ATENA_REASON_BAD_ADDRESS,       /* does not follow RFC 5321 4.1.2 */
  ATENA_REASON_TWO_ADDRESSES,     /* more than one address in the cell */
  ATENA_REASON_CONTROL_CHARACTER, /* a control character or line break in the address */
  ATENA_REASON_NON_ASCII_ADDRESS, /* a local part outside ASCII where it may not be */
  ATENA_REASON_BAD_DOMAIN,        /* the part after @ is no host name */
  ATENA_REASON_EMPTY_FIELD,       /* a field that the letter needs is empty; detail: its name */
  ATENA_REASON_DUPLICATE,         /* the same letter to the same address; detail: the first row */
  ATENA_REASON_ANOTHER_LETTER, /* a different letter to the same address; detail: the first row */
  ATENA_REASON_INTERRUPTED,    /* the sender died while the letter was under way */
  ATENA_REASON_OWN_ADDRESS,    /* the person who writes */
  ATENA_REASON_UNTICKED,       /* left out by the person who sends */
  ATENA_REASON_STOPPED,        /* the campaign was stopped before this letter */
  ATENA_REASON_UNSUPPORTED_ADDRESS, /* nothing wrong with it, but the account cannot write to it */
  ATENA_REASON_FILE_MISSING,        /* to be attached; detail of this and the next ones: its name */
  ATENA_REASON_FILE_OUTSIDE,        /* not in the folder for what is attached */
  ATENA_REASON_FILE_UNREADABLE,     /* no plain file, or not for this user */
  ATENA_REASON_FILE_TOO_LARGE,      /* with the others of the letter */
  ATENA_REASON_FILE_SHARED,         /* another row has it, too */
  ATENA_REASON_TWO_ROWS,   /* a list says different things of this address; detail: its rows */
  ATENA_REASON_NOT_A_DATE, /* a field that the letter writes as a date is none; detail: its name */
  ATENA_REASON_NOT_A_NUMBER, /* the same for a number */
  ATENA_REASON_BROKEN_HTML,  /* a field that the letter takes for HTML is none; detail: its name */
} AtenaReason;

/* The stable name kept in ledgers, JSON and CSV, such as "bad-address". ATENA_REASON_NONE is "". */
const char *
atena_reason_to_string (AtenaReason reason);

/* The inverse; ATENA_REASON_NONE for anything unknown. */
AtenaReason
atena_reason_from_string (const char *name);

/* A short translated sentence for a person; @detail is what the comment above says, or NULL. */
char *
atena_reason_describe (AtenaReason reason, const char *detail);
