/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-sample-words.h"

const char *const kontor_sample_honorifics[] = {
  "Dr.", "Prof. Dr.", "Mr", "Ms", "Dipl.-Ing.", "Sir", NULL,
};

const char *const kontor_sample_job_titles[] = {
  "Head of Purchasing",
  "Managing Director",
  "Office Manager",
  "Chief Financial Officer",
  "Production Engineer",
  "Facility Manager",
  "Founder & CEO",
  "Sales Representative",
  "IT Administrator",
  "Warehouse Supervisor",
  "Assistant to the Board",
  "Quality Manager",
  "Architect",
  "Logistics Coordinator",
  "Head of Marketing, EMEA",
  NULL,
};

const char *const kontor_sample_industries[] = {
  "Manufacturing", "Retail",     "Logistics",
  "Health care",   "Software",   "Construction",
  "Food",          "Publishing", "Hotels & restaurants",
  "Energy",        "Education",  "Finance",
  "Textiles",      NULL,
};

const char *const kontor_sample_sources[] = {
  "Trade fair", "Recommendation", "Website", "Cold call", "Newsletter", "Partner", NULL,
};

const char *const kontor_sample_subjects[] = {
  "Call back about the offer",
  "Send the revised quote",
  "Site visit",
  "Prepare the demo",
  "Ask for the purchase order",
  "Terms of delivery",
  "Renewal of the service contract",
  "Introduction",
  "Complaint about a late delivery",
  "Clarify the technical questions",
  "Sample set",
  "Annual review",
  "Birthday call",
  "Reminder: open invoice",
  NULL,
};

const char *const kontor_sample_reasons[] = {
  "Price",
  "Went with a competitor",
  "No budget this year",
  "No answer any more",
  "Project cancelled",
  "Delivery time",
  NULL,
};

const char *const kontor_sample_products[] = {
  "Desk lamp",    "Ceiling light",  "Emergency light", "Workbench",    "Shelf system",
  "Swivel chair", "Sit-stand desk", "Acoustic panel",  "Installation", "Maintenance, per year",
  NULL,
};

const char *const kontor_sample_series[] = {
  "Light", "Seat", "Store", "Work", "Service", NULL,
};

const char *const kontor_sample_labels[] = {
  "work", "home", "mobile", "assistant", "reception", "billing", NULL,
};

const char *const kontor_sample_sentences[] = {
  "Met at the fair and promised to send samples.",
  "Wants an offer for two hundred pieces, delivered in three parts.",
  "Asked whether the colour can be changed later.",
  "Is away until the middle of the month; her deputy decides.",
  "Prefers to be called in the morning.",
  "The budget is approved, but the works council has to agree.",
  "Compared us with two others and found our delivery time better.",
  "The contract with the present supplier ends in December.",
  "Please don't send catalogues by post.",
  "Needs a certificate of origin for each delivery.",
  "Ask for: (a) quantities, (b) dates, (c) who signs.",
  "Said \"maybe\"; meant \"no\".",
  "50 % now, 50 % on delivery – as usual.",
  NULL,
};

const char *const kontor_sample_foreign_sentences[] = {
  "Wir sprachen über Lieferzeiten, Mengenrabatte und die Rücknahme der Verpackung.",
  "Il faut d'abord l'accord du siège à Lyon.",
  "Se retomará el tema después del verano.",
  "来週の会議で最終決定の予定です。",
  "Vil gjerne ha tilbudet på norsk også.",
  "Angebot bis Freitag; Skonto wie besprochen.",
  "Merci d'envoyer deux échantillons.",
  NULL,
};

const char *const kontor_sample_edges[] = {
  "O'Brien; DROP TABLE contact;--",
  "Robert \"Bob\" O’Neill, Jr.",
  "=HYPERLINK(\"https://example.com\")",
  "+49",
  "-",
  "0",
  "007",
  "NULL",
  "null",
  "true",
  "1e5",
  "a,b;c|d",
  "'quoted'",
  "\\\\server\\share\\n",
  "<b>bold</b> &amp; %s %n",
  "مرحبا world שלום",
  "👩‍👩‍👧‍👦 🏳️‍🌈 🇪🇺",
  "Z̸a̸l̸g̸o̸",
  "e\xcc\x81 (decomposed)",
  "ﬁ ﬂ ½ № ™",
  "\xe2\x80\x8f\xe2\x80\xaeright to left\xe2\x80\xac",
  "zero\xe2\x80\x8bwidth",
  "x",
  "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Llanfairpwllgwyngyllgogerychwyrn",
  NULL,
};
