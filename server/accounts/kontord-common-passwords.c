/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-common-passwords.h"

#include <stdlib.h>
#include <string.h>

/* In byte order: it is searched by halving. */
static const char *const passwords[] = {
  "0123456789",   "11112222",     "11223344",     "112233445566",  "123123123",  "12341234",
  "12344321",     "12345678",     "123456789",    "1234567890",    "1234567891", "12345678910",
  "123456789a",   "123456789q",   "1234qwer",     "1a2b3c4d",      "1q2w3e4r",   "1q2w3e4r5t",
  "1q2w3e4r5t6y", "1qaz2wsx",     "1qaz2wsx3edc", "87654321",      "987654321",  "9876543210",
  "a1234567",     "a12345678",    "a123456789",   "aa123456",      "aa12345678", "abc12345",
  "abc123456",    "abcd1234",     "abcdefgh",     "abcdefghi",     "admin123",   "admin1234",
  "admin12345",   "admin@123",    "adminadmin",   "administrator", "alexander",  "arsenal1",
  "asdf1234",     "asdfasdf",     "asdfghjkl",    "ashley12",      "asshole1",   "autumn2024",
  "autumn2025",   "autumn2026",   "azerty123",    "azertyuiop",    "babygirl",   "babygirl1",
  "barcelona",    "baseball",     "baseball1",    "basketball",    "batman123",  "bigdaddy",
  "blink182",     "bonjour1",     "bonjour123",   "business1",     "butterfly",  "changeit",
  "changeme",     "changeme1",    "changeme123",  "charlie1",      "charlie123", "chelsea1",
  "chocolate",    "chocolate1",   "christian",    "cocacola",      "company1",   "company123",
  "computer",     "computer1",    "contrasena",   "contrasena1",   "contraseña", "corvette",
  "crm12345",     "danielle",     "default1",     "dragon12",      "dragon123",  "elizabeth",
  "ferrari1",     "football",     "football1",    "freedom1",      "fuckyou1",   "fuckyou123",
  "geheim123",    "guest123",     "hallo123",     "hallo1234",     "hardcore",   "hello123",
  "hello1234",    "hellohello",   "hola1234",     "iloveyou",      "iloveyou!",  "iloveyou1",
  "iloveyou2",    "internet",     "jennifer",     "jennifer1",     "jessica1",   "jonathan",
  "juventus",     "kennwort",     "kontor123",    "kontor2026",    "lakers24",   "letmein!",
  "letmein1",     "letmein123",   "liverpool",    "liverpool1",    "lovelove",   "lovely12",
  "loveyou1",     "marlboro",     "master12",     "master123",     "maverick",   "mercedes",
  "metallica",    "michael1",     "midnight",     "monday123",     "monkey12",   "monkey123",
  "motdepasse",   "motdepasse1",  "motherfucker", "mountain",      "mypassword", "ncc1701d",
  "newpassword",  "nicholas",     "nirvana1",     "office123",     "p@$$w0rd",   "p@ssw0rd",
  "p@ssw0rd1",    "p@ssword",     "p@ssword1",    "pa$$word",      "passw0rd",   "passw0rd1",
  "password",     "password!",    "password0",    "password1",     "password1!", "password12",
  "password123",  "password123!", "password1234", "password12345", "password2",  "password3",
  "passwort",     "passwort1",    "passwort123",  "patricia",      "pokemon1",   "princess",
  "princess1",    "q1w2e3r4",     "q1w2e3r4t5",   "qazwsx123",     "qazwsxedc",  "qwerty12",
  "qwerty123",    "qwerty1234",   "qwerty12345",  "qwerty123456",  "qwertyui",   "qwertyuiop",
  "qwertz123",    "qwertzuiop",   "rainbow1",     "redskins",      "root1234",   "rootroot",
  "sales123",     "samantha",     "samsung1",     "schatz123",     "scorpion",   "secret123",
  "senha123",     "shadow12",     "shadow123",    "slipknot",      "soleil123",  "sommer2024",
  "sommer2025",   "sommer2026",   "spiderman",    "spring2024",    "spring2025", "spring2026",
  "startrek",     "starwars",     "starwars1",    "steelers",      "summer2020", "summer2021",
  "summer2022",   "summer2023",   "summer2024",   "summer2025",    "summer2026", "sunshine",
  "sunshine1",    "superman",     "superman1",    "teamo123",      "temp1234",   "temporary",
  "test1234",     "test12345",    "testing1",     "testing123",    "testtest",   "toor1234",
  "trustno1",     "user1234",     "victoria",     "welcome!",      "welcome1",   "welcome123",
  "whatever",     "whatever1",    "winter2020",   "winter2021",    "winter2022", "winter2023",
  "winter2024",   "winter2025",   "winter2026",   "zaq12wsx",      "zaq1zaq1",   "zxcvbnm123",
};

static int
compare (const void *wanted, const void *entry)
{
  return strcmp (wanted, *(const char *const *) entry);
}

gboolean
kontord_common_passwords_contain (const char *folded)
{
  return bsearch (folded, passwords, G_N_ELEMENTS (passwords), sizeof passwords[0], compare)
         != NULL;
}
