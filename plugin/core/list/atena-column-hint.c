// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The words by which lists call their columns; which column gets a role is decided elsewhere.

#include "atena-column-hint-private.h"

#include <string.h>

static const AtenaColumnHint hints[] = {
  { "email", ATENA_COLUMN_ADDRESS },
  { "メールアドレス", ATENA_COLUMN_ADDRESS },
  { "emailaddress", ATENA_COLUMN_ADDRESS },
  { "mailaddress", ATENA_COLUMN_ADDRESS },
  { "eメール", ATENA_COLUMN_ADDRESS },
  { "メール", ATENA_COLUMN_ADDRESS },
  { "メアド", ATENA_COLUMN_ADDRESS },
  { "mail", ATENA_COLUMN_ADDRESS },
  { "携帯メール", ATENA_COLUMN_ADDRESS },
  { "アドレス", ATENA_COLUMN_ADDRESS, .weak = TRUE },
  { "address", ATENA_COLUMN_ADDRESS, .weak = TRUE },

  { "name", ATENA_COLUMN_NAME, .whole = TRUE },
  { "保護者氏名", ATENA_COLUMN_NAME },
  { "保護者名", ATENA_COLUMN_NAME },
  { "氏名", ATENA_COLUMN_NAME },
  { "お名前", ATENA_COLUMN_NAME },
  { "名前", ATENA_COLUMN_NAME },
  { "姓名", ATENA_COLUMN_NAME },
  { "会員名", ATENA_COLUMN_NAME },
  { "お客様名", ATENA_COLUMN_NAME },
  { "顧客名", ATENA_COLUMN_NAME },
  { "参加者名", ATENA_COLUMN_NAME },
  { "担当者名", ATENA_COLUMN_NAME },
  { "fullname", ATENA_COLUMN_NAME, .whole = TRUE },
  { "displayname", ATENA_COLUMN_NAME, .whole = TRUE },
  { "contactname", ATENA_COLUMN_NAME, .whole = TRUE },
  { "customername", ATENA_COLUMN_NAME, .whole = TRUE },
  { "membername", ATENA_COLUMN_NAME, .whole = TRUE },
  { "parentname", ATENA_COLUMN_NAME, .whole = TRUE },
  { "guardianname", ATENA_COLUMN_NAME, .whole = TRUE },

  { "姓", ATENA_COLUMN_FAMILY_NAME, .whole = TRUE },
  { "名字", ATENA_COLUMN_FAMILY_NAME },
  { "苗字", ATENA_COLUMN_FAMILY_NAME },
  { "familyname", ATENA_COLUMN_FAMILY_NAME, .whole = TRUE },
  { "lastname", ATENA_COLUMN_FAMILY_NAME, .whole = TRUE },
  { "surname", ATENA_COLUMN_FAMILY_NAME, .whole = TRUE },
  { "名", ATENA_COLUMN_GIVEN_NAME, .whole = TRUE },
  { "givenname", ATENA_COLUMN_GIVEN_NAME, .whole = TRUE },
  { "firstname", ATENA_COLUMN_GIVEN_NAME, .whole = TRUE },
  { "forename", ATENA_COLUMN_GIVEN_NAME, .whole = TRUE },

  { "会社名", ATENA_COLUMN_COMPANY },
  { "法人名", ATENA_COLUMN_COMPANY },
  { "団体名", ATENA_COLUMN_COMPANY },
  { "企業名", ATENA_COLUMN_COMPANY },
  { "組織名", ATENA_COLUMN_COMPANY },
  { "事業所名", ATENA_COLUMN_COMPANY },
  { "学校名", ATENA_COLUMN_COMPANY },
  { "店舗名", ATENA_COLUMN_COMPANY },
  { "店名", ATENA_COLUMN_COMPANY },
  { "屋号", ATENA_COLUMN_COMPANY },
  { "勤務先", ATENA_COLUMN_COMPANY, .whole = TRUE },
  { "会社", ATENA_COLUMN_COMPANY, .whole = TRUE },
  { "company", ATENA_COLUMN_COMPANY, .whole = TRUE },
  { "companyname", ATENA_COLUMN_COMPANY, .whole = TRUE },
  { "organisation", ATENA_COLUMN_COMPANY, .whole = TRUE },
  { "organization", ATENA_COLUMN_COMPANY, .whole = TRUE },
  { "organisationname", ATENA_COLUMN_COMPANY, .whole = TRUE },
  { "organizationname", ATENA_COLUMN_COMPANY, .whole = TRUE },

  { "部署", ATENA_COLUMN_UNIT },
  { "部門", ATENA_COLUMN_UNIT },
  { "支店名", ATENA_COLUMN_UNIT },
  { "所属", ATENA_COLUMN_UNIT },
  { "department", ATENA_COLUMN_UNIT, .whole = TRUE },
  { "division", ATENA_COLUMN_UNIT, .whole = TRUE },

  { "役職", ATENA_COLUMN_TITLE },
  { "肩書", ATENA_COLUMN_TITLE },
  { "jobtitle", ATENA_COLUMN_TITLE, .whole = TRUE },
  { "title", ATENA_COLUMN_TITLE, .whole = TRUE },
  { "position", ATENA_COLUMN_TITLE, .whole = TRUE },

  { "フリガナ", ATENA_COLUMN_PHONETIC },
  { "ふりがな", ATENA_COLUMN_PHONETIC },
  { "カナ", ATENA_COLUMN_PHONETIC },
  { "かな", ATENA_COLUMN_PHONETIC },
  { "よみ", ATENA_COLUMN_PHONETIC },
  { "ヨミ", ATENA_COLUMN_PHONETIC },
  { "読み", ATENA_COLUMN_PHONETIC },
  { "furigana", ATENA_COLUMN_PHONETIC },
  { "phonetic", ATENA_COLUMN_PHONETIC },
  { "セイ", ATENA_COLUMN_PHONETIC, .whole = TRUE },
  { "メイ", ATENA_COLUMN_PHONETIC, .whole = TRUE },

  { "敬称", ATENA_COLUMN_HONORIFIC },
  { "honorific", ATENA_COLUMN_HONORIFIC, .whole = TRUE },
  { "salutation", ATENA_COLUMN_HONORIFIC, .whole = TRUE },
  { "nameprefix", ATENA_COLUMN_HONORIFIC, .whole = TRUE },

  { "添付ファイル", ATENA_COLUMN_ATTACHMENT },
  { "添付", ATENA_COLUMN_ATTACHMENT },
  { "ファイル名", ATENA_COLUMN_ATTACHMENT },
  { "attachment", ATENA_COLUMN_ATTACHMENT, .whole = TRUE },
  { "attachmentfile", ATENA_COLUMN_ATTACHMENT, .whole = TRUE },
  { "filename", ATENA_COLUMN_ATTACHMENT, .whole = TRUE },
};

const AtenaColumnHint *
atena_column_hint_find (const char *text, gboolean phonetic)
{
  const AtenaColumnHint *longest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      const AtenaColumnHint *hint = &hints[i];

      if ((hint->role == ATENA_COLUMN_PHONETIC) == phonetic &&
          (hint->whole ? g_str_equal (text, hint->text) : strstr (text, hint->text) != NULL) &&
          (longest == NULL || strlen (hint->text) > strlen (longest->text)))
        longest = hint;
    }
  return longest;
}
