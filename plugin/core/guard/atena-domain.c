// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What a domain tells about who shares it; whether a message may go there is not decided here.

#include "atena-domain.h"

#include <string.h>

/* What lies under one of these is the same. */
static const char *const free_mail[] = {
  /* Japanese carriers. */
  "docomo.ne.jp",
  "mopera.net",
  "ezweb.ne.jp",
  "au.com",
  "auone.jp",
  "auone-net.jp",
  "dion.ne.jp",
  "uqmobile.jp",
  "softbank.ne.jp",
  "i.softbank.jp",
  "disney.ne.jp",
  "vodafone.ne.jp",
  "jp-c.ne.jp",
  "jp-d.ne.jp",
  "jp-h.ne.jp",
  "jp-k.ne.jp",
  "jp-n.ne.jp",
  "jp-q.ne.jp",
  "jp-r.ne.jp",
  "jp-s.ne.jp",
  "jp-t.ne.jp",
  "ymobile.ne.jp",
  "ymobile1.ne.jp",
  "y-mobile.ne.jp",
  "emnet.ne.jp",
  "emobile.ne.jp",
  "willcom.com",
  "wcm.ne.jp",
  "pdx.ne.jp",
  "rakuten.jp",
  "rakumail.jp",
  /* Japanese services. */
  "yahoo.co.jp",
  "ymail.ne.jp",
  "ybb.ne.jp",
  "outlook.jp",
  "hotmail.co.jp",
  "live.jp",
  "aol.jp",
  "goo.jp",
  "mail.goo.ne.jp",
  "excite.co.jp",
  "infoseek.jp",
  "livedoor.com",
  /* Japanese providers. */
  "nifty.com",
  "nifty.ne.jp",
  "infoweb.ne.jp",
  "biglobe.ne.jp",
  "mesh.ne.jp",
  "ocn.ne.jp",
  "so-net.ne.jp",
  "nuro.jp",
  "plala.or.jp",
  "dti.ne.jp",
  "asahi-net.or.jp",
  "eonet.ne.jp",
  "zaq.ne.jp",
  "home.ne.jp",
  "odn.ne.jp",
  "odn.ad.jp",
  "hi-ho.ne.jp",
  "iij4u.or.jp",
  "wakwak.com",
  "t-com.ne.jp",
  "commufa.jp",
  "tnc.ne.jp",
  "megaegg.ne.jp",
  "pikara.ne.jp",
  "bbiq.jp",
  "itscom.net",
  /* Elsewhere. */
  "gmail.com",
  "googlemail.com",
  "yahoo.com",
  "ymail.com",
  "rocketmail.com",
  "outlook.com",
  "hotmail.com",
  "live.com",
  "msn.com",
  "icloud.com",
  "me.com",
  "mac.com",
  "privaterelay.appleid.com",
  "aol.com",
  "aim.com",
  "proton.me",
  "protonmail.com",
  "protonmail.ch",
  "pm.me",
  "tutanota.com",
  "tuta.io",
  "tuta.com",
  "zoho.com",
  "zohomail.com",
  "mail.com",
  "email.com",
  "fastmail.com",
  "hushmail.com",
  "hey.com",
  "duck.com",
  "web.de",
  "freenet.de",
  "t-online.de",
  "orange.fr",
  "wanadoo.fr",
  "free.fr",
  "laposte.net",
  "libero.it",
  "btinternet.com",
  "comcast.net",
  "verizon.net",
  "att.net",
  "sbcglobal.net",
  "mail.ru",
  "inbox.ru",
  "list.ru",
  "bk.ru",
  "ya.ru",
  "rediffmail.com",
  "qq.com",
  "foxmail.com",
  "163.com",
  "126.com",
  "yeah.net",
  "sina.com",
  "sina.cn",
  "sohu.com",
  "139.com",
  "189.cn",
  "naver.com",
  "hanmail.net",
  "daum.net",
  "nate.com",
  "kakao.com",
};

/* These services have domains in many countries: gmx.de, yahoo.co.uk, outlook.com.br. */
static const char *const free_mail_names[] = { "gmx",     "hotmail", "live",
                                               "outlook", "yahoo",   "yandex" };

gboolean
atena_domain_is_within (const char *domain, const char *parent)
{
  gsize length = strlen (domain);
  gsize parent_length = strlen (parent);

  if (parent_length == 0 || length < parent_length ||
      g_ascii_strcasecmp (domain + length - parent_length, parent) != 0)
    return FALSE;
  return length == parent_length || domain[length - parent_length - 1] == '.';
}

/* Whether @suffix is that of a country, with or without the label for companies before it, or one
 * of the old general ones. */
static gboolean
is_general (const char *suffix)
{
  if (g_ascii_strcasecmp (suffix, "com") == 0 || g_ascii_strcasecmp (suffix, "net") == 0)
    return TRUE;
  if (g_ascii_strncasecmp (suffix, "co.", 3) == 0)
    suffix += 3;
  else if (g_ascii_strncasecmp (suffix, "com.", 4) == 0)
    suffix += 4;
  return strlen (suffix) == 2 && g_ascii_isalpha (suffix[0]) && g_ascii_isalpha (suffix[1]);
}

gboolean
atena_domain_is_free_mail (const char *domain)
{
  for (guint i = 0; i < G_N_ELEMENTS (free_mail); i++)
    if (atena_domain_is_within (domain, free_mail[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (free_mail_names); i++)
    {
      gsize length = strlen (free_mail_names[i]);

      if (g_ascii_strncasecmp (domain, free_mail_names[i], length) == 0 && domain[length] == '.' &&
          is_general (domain + length + 1))
        return TRUE;
    }
  return FALSE;
}
