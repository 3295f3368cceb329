#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that each check finds the breach it is there for, and leaves the like of it alone."""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

import layers  # noqa: E402
import rooms  # noqa: E402
import sizes  # noqa: E402
import tap  # noqa: E402
import translations  # noqa: E402
import words  # noqa: E402
from csource import functions  # noqa: E402
from tree import Tree  # noqa: E402

HEAD = "/* SPDX-FileCopyrightText: 2026 The Kontor developers */\n/* SPDX-License-Identifier: GPL-3.0-or-later */\n"


class LintCase(unittest.TestCase):
    def tree(self, files):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for path, text in files.items():
            full = os.path.join(folder.name, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        return Tree(folder.name)

    def assert_finds(self, check, path, text, others=None):
        found = list(check(self.tree({**(others or {}), path: text})))
        self.assertTrue(found, f"{check.__name__} finds nothing in {path}: {text!r}")
        self.assertEqual({breach.path for breach in found}, {path})
        return found

    def assert_passes(self, check, path, text, others=None):
        found = list(check(self.tree({**(others or {}), path: text})))
        self.assertEqual(found, [])


class Layers(LintCase):
    def test_forbidden_edges(self):
        """every edge against the arrows is found"""
        order = ["util", "money", "model", "store", "sync"]
        for low, room in enumerate(order):
            for above in order[low + 1 :]:
                text = f'#include "{above}/kontor-x.h"\n'
                self.assert_finds(layers.check_includes, f"shared/{room}/kontor-a.c", text)
                text = f'#include "{room}/kontor-x.h"\n'
                self.assert_passes(layers.check_includes, f"shared/{above}/kontor-a.c", text)

    def test_exchange_stands_beside_the_store(self):
        """exchange and store do not include each other"""
        check = layers.check_includes
        self.assert_finds(check, "shared/exchange/kontor-a.c", '#include "store/kontor-x.h"\n')
        self.assert_finds(check, "shared/store/kontor-a.c", '#include "exchange/kontor-x.h"\n')

    def test_app_and_server_are_strangers(self):
        """app and server never see each other, however the include is written"""
        check, server = layers.check_includes, {"server/http/kontord-listener.h": HEAD}
        for include in ("server/http/kontord-listener.h", "http/kontord-listener.h"):
            text = f'#include "{include}"\n'
            self.assert_finds(check, "app/window/kontor-window.c", text, server)
            self.assert_passes(check, "server/main.c", text, server)
        app = {"app/window/kontor-window.h": HEAD}
        self.assert_finds(check, "server/main.c", '#include "window/kontor-window.h"\n', app)
        self.assert_finds(check, "shared/sync/a.c", '#include "app/window/kontor-window.h"\n', app)

    def test_room_is_named(self):
        """an include in shared/ names its room"""
        check = layers.check_includes
        found = self.assert_finds(check, "shared/util/a.c", '\n#include "kontor-id.h"\n')
        self.assertEqual(found[0].line, 2)

    def test_comments_include_nothing(self):
        """an include in a comment is none"""
        self.assert_passes(
            layers.check_includes, "shared/util/a.c", '/*\n#include "sync/kontor-x.h"\n*/\n'
        )

    def test_private_headers(self):
        """a private header of another folder is found"""
        check, text = layers.check_private_headers, '#include "store/kontor-x-private.h"\n'
        self.assert_finds(check, "shared/sync/a.c", text)
        self.assert_finds(check, "server/storage/a.c", text)
        self.assert_passes(check, "shared/store/a.c", text)

    def test_linking(self):
        """a library linked against the arrows is found"""
        check = layers.check_dependencies
        self.assert_finds(check, "shared/model/meson.build", "deps: [kontor_store_dep]\n")
        self.assert_finds(check, "shared/sync/meson.build", "deps: [kontor_exchange_dep]\n")
        self.assert_passes(check, "shared/exchange/meson.build", "deps: [kontor_money_dep]\n")
        self.assert_passes(check, "shared/sync/meson.build", "deps: [kontor_store_dep]\n")


class Rooms(LintCase):
    def test_shared_is_pure(self):
        """desktop, HTTP, environment, logging and translation are found in shared/"""
        for text in (
            "gtk_widget_show (w);",
            "#include <gtk/gtk.h>",
            "#include <adwaita.h>",
            "adw_init ();",
            "soup_session_new ();",
            "dex_future_new ();",
            'g_getenv ("HOME");',
            'getenv ("HOME");',
            'g_warning ("x");',
            'printf ("x");',
            'error = _ ("Words");',
            'ngettext ("a", "b", n);',
        ):
            self.assert_finds(rooms.check_libraries, "shared/store/a.c", text + "\n")

    def test_likes_of_it_pass(self):
        """comments, strings, marks for translation and quiet logs are none of it"""
        for text in (
            "/* not gtk_widget_show () */",
            'g_debug ("gtk_widget_show");',
            'x = N_ ("Words");',
            "my_printf (x);",
            "list_ (x);",
        ):
            self.assert_passes(rooms.check_libraries, "shared/store/a.c", text + "\n")

    def test_no_input_or_output_in_pure_rooms(self):
        """I/O and waiting are found in what is fuzzed and simulated"""
        for text in ("fopen (p, m);", "g_file_get_contents (p);", "g_usleep (5);", "read (fd);"):
            for path in (
                "shared/exchange/a.c",
                "shared/model/a.c",
                "shared/sync/kontor-merge.c",
                "shared/sync/kontor-codec-json.c",
            ):
                self.assert_finds(rooms.check_libraries, path, text + "\n")
            self.assert_passes(rooms.check_libraries, "shared/store/a.c", text + "\n")
        self.assert_passes(rooms.check_libraries, "shared/model/a.c", "self->read (x);\n")

    def test_each_library_in_its_room(self):
        """a library is found outside its room and not inside"""
        check = rooms.check_libraries
        for text, inside, outside in (
            ("sqlite3_step (s);", "shared/store/kontor-database.c", "shared/store/kontor-query.c"),
            ("sqlite3 *db;", "server/storage/sqlite.c", "server/accounts/accounts.c"),
            ("PQexec (c);", "server/storage/postgres.c", "server/routes/push.c"),
            ("MHD_stop_daemon (d);", "server/http/listener.c", "server/routes/push.c"),
            ("SoupSession *s;", "app/remote/transport.c", "app/window/window.c"),
            ("secret_password_store (x);", "app/account/keyring.c", "app/remote/transport.c"),
        ):
            self.assert_finds(check, outside, text + "\n")
            self.assert_passes(check, inside, text + "\n")

    def test_secret_as_a_word(self):
        """a variable named secret is not libsecret"""
        self.assert_passes(rooms.check_libraries, "server/accounts/a.c", "secret_key = 1;\n")

    def test_deprecated_widgets(self):
        """a deprecated widget is found in C and in Blueprint"""
        self.assert_finds(rooms.check_libraries, "app/window/a.c", "gtk_tree_view_new ();\n")
        self.assert_finds(rooms.check_libraries, "app/window/a.c", "adw_leaflet_new ();\n")
        self.assert_passes(rooms.check_libraries, "app/window/a.c", "gtk_list_view_new (m, f);\n")
        check = rooms.check_deprecated_widgets
        self.assert_finds(check, "app/window/a.blp", "Adw.Leaflet {}\n")
        self.assert_finds(check, "app/window/a.blp", "  TreeView {}\n")
        self.assert_passes(check, "app/window/a.blp", "Adw.NavigationView {}\n  ListView {}\n")

    def test_linked_libraries(self):
        """a desktop library linked into shared/ is found"""
        check = rooms.check_linked_libraries
        self.assert_finds(check, "shared/store/meson.build", "dependencies: [gtk_dep]\n")
        self.assert_passes(check, "shared/store/meson.build", "dependencies: [sqlite_dep]\n")
        self.assert_passes(check, "app/meson.build", "dependencies: [gtk_dep]\n")


def function(body, name="walk"):
    return f"static void\n{name} (int x)\n{{\n{body}}}\n"


class Sizes(LintCase):
    def test_long_files(self):
        """a file at the limit is found, one below it is not"""
        check = sizes.check_files
        self.assert_finds(check, "app/a.c", "\n" * 900)
        self.assert_passes(check, "app/a.c", "\n" * 899)
        self.assert_finds(check, "data/dev/a.sh", "\n" * 900)
        self.assert_finds(sizes.check_blueprints, "app/a.blp", "\n" * 400)
        self.assert_passes(sizes.check_blueprints, "app/a.blp", "\n" * 399)

    def test_long_functions(self):
        """a function at the limit is found, one below it is not"""
        check = sizes.check_functions
        found = self.assert_finds(check, "app/a.c", "\n\n" + function("  x++;\n" * 98))
        self.assertIn("walk has 100 lines", found[0].message)
        self.assertEqual(found[0].line, 5)
        self.assert_passes(check, "app/a.c", function("  x++;\n" * 97))

    def test_tables_are_no_functions(self):
        """a long table or type is no function"""
        check = sizes.check_functions
        self.assert_passes(check, "app/a.c", "struct _A\n{\n" + "  int x;\n" * 120 + "};\n")
        self.assert_passes(
            check, "app/a.c", "static const int a[] =\n{\n" + "  1,\n" * 120 + "};\n"
        )

    def test_deep_nesting(self):
        """five conditions and loops in each other are found, with braces and without"""
        check = sizes.check_nesting
        bare = "if (x) for (;;) while (x) if (y)"
        self.assert_finds(check, "app/a.c", function(f"{bare} do x++; while (x);\n"))
        self.assert_passes(check, "app/a.c", function(f"{bare} x++;\n"))
        braced = "if (x) { for (;;) { while (x) { if (y) { switch (x) { case 1: x++; } } } } }\n"
        self.assert_finds(check, "app/a.c", function(braced))

    def test_how_deep(self):
        """nesting is counted as a reader would"""
        for depth, body in (
            (0, "  x = (Point) { 1, 2 };\n"),
            (0, "  int a[] = { 1, 2 };\n"),
            (1, "  if (a) x (); else if (b) y (); else if (c) z (); else w ();\n"),
            (2, "  if (a) x (); else { if (b) y (); }\n"),
            (2, "  switch (a) { case 'x': if (b) y (); break; default: z (); }\n"),
            (2, "  FOREACH (a, b) { if (c) x (); }\n"),
            (1, "  do { x (); } while (a);\n  if (b) y ();\n"),
            (1, "again:\n  if (a ? b : c) goto again;\n"),
            (1, '  if (strcmp (a, "if (b) if (c) if (d)")) x (); /* if (a) { */\n'),
            (1, "#define A if (a) { if (b) {\n  if (a) x ();\n"),
        ):
            self.assertEqual([f.nesting for f in functions(function(body))], [depth], body)

    def test_look_again(self):
        """what nears a limit is named, and fails nothing"""
        tree = self.tree({"app/a.c": function("  x++;\n" * 70)})
        self.assertEqual(len(list(sizes.look_again(tree))), 1)
        self.assertEqual([b for check in sizes.CHECKS for b in check(tree)], [])


class Words(LintCase):
    def test_licence(self):
        """a source without its two lines is found, in each language"""
        check = words.check_licence
        for path in ("app/a.c", "app/a.h", "app/a.blp", "a/meson.build", "dev", "tests/a.py"):
            self.assert_finds(check, path, "x\n")
        self.assert_finds(check, "app/a.c", HEAD.splitlines()[0] + "\n")
        self.assert_passes(check, "app/a.c", HEAD)
        self.assert_passes(check, "tests/fixtures/a.py", "x\n")

    def test_promises(self):
        """work left for later is found"""
        check = words.check_promises
        for word in ("TO" "DO", "FIX" "ME", "HA" "CK"):
            self.assert_finds(check, "app/a.c", f"/* {word}: later */\n")
            self.assert_finds(check, "tests/a.py", f"# {word} later\n")
        self.assert_finds(check, "app/a.c", "/* XX" "X: later */\n")
        self.assert_passes(check, "app/a.c", '/* the currency "XXX" is none */\nx ("XXX");\n')
        self.assert_passes(check, "app/a.c", "/* hacked together is no mark, nor is todos */\n")

    def test_translatable(self):
        """a text of a page that nobody can translate is found"""
        check = words.check_translatable
        self.assert_finds(check, "app/a.blp", 'Label {\n  label: "Words";\n}\n')
        self.assert_finds(check, "app/a.blp", "Button {\n  tooltip-text: 'Words';\n}\n")
        for text in ('label: _("Words");', 'label: "";', 'label: "—";', 'name: "words";',
                     'label: C_("verb", "Open");', "label: bind template.title;"):
            self.assert_passes(check, "app/a.blp", text + "\n")

    def test_headers(self):
        """a header that cannot be included twice is found"""
        self.assert_finds(words.check_headers_guarded, "app/a.h", HEAD)
        self.assert_passes(words.check_headers_guarded, "app/a.h", HEAD + "#pragma once\n")


class Translations(LintCase):
    def test_potfiles(self):
        """a file that translators would not see is found"""
        check = translations.check_potfiles
        files = {
            "app/a.c": 'x = _ ("Words");\n', "app/b.c": '/* _ ("no") */ _ (label);\n',
            "app/c.blp": 'label: _("Words");\n', "shared/d.c": '{ .label = N_ ("Words") },\n',
            "data/e.desktop.in": "Name=Words\n", "tests/f.c": '_ ("Words");\n',
        }
        listed = translations.contents(self.tree(files))
        self.assertEqual(
            [line for line in listed.splitlines() if not line.startswith("#")],
            ["app/a.c", "app/c.blp", "data/e.desktop.in", "shared/d.c"],
        )
        self.assert_passes(check, "po/POTFILES", listed, files)
        self.assert_finds(check, "po/POTFILES", listed.replace("app/a.c\n", ""), files)
        self.assert_finds(check, "po/POTFILES", listed + "app/gone.c\n", files)
        self.assertTrue(list(check(self.tree(files))), "a list that is not there")

    def test_languages(self):
        """a text that a language has no words for is found"""
        check = translations.check_languages
        files = {
            "app/a.c": 'x = _ ("Words");\ny = C_ ("verb", "Open");\n',
            "app/b.blp": 'label: _("Some words that are so many that they do not fit into one line '
                         'of a file of translations, which is short");\n',
            "app/c.c": 'z = NP_ ("%s row", "%s rows");\n',
            "po/meson.build": "args: ['--keyword=NP_:1,2'],\n",
        }
        head = ('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
                '"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n')
        entries = {
            "Words": 'msgid "Words"\nmsgstr "Wörter"\n\n',
            "Open": 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Öffnen"\n\n',
            "so many that": 'msgid ""\n"Some words that are so many that they do not fit into one "\n'
                            '"line of a file of translations, which is short"\nmsgstr "Viele"\n\n',
            "%s row": 'msgid "%s row"\nmsgid_plural "%s rows"\n'
                      'msgstr[0] "%s Zeile"\nmsgstr[1] "%s Zeilen"\n\n',
        }
        whole = head + "".join(entries.values())
        self.assert_passes(check, "po/de.po", whole, files)
        self.assert_passes(check, "app/a.c", 'x = _ ("Words");\n')
        for words, entry in entries.items():
            [found] = self.assert_finds(check, "po/de.po", whole.replace(entry, ""), files)
            self.assertIn(words, found.message)
        for change in (("Wörter", ""), ("%s Zeilen", ""), ('msgid "Words"', '#, fuzzy\nmsgid "Words"')):
            self.assert_finds(check, "po/de.po", whole.replace(*change), files)

    def test_numbers(self):
        """a macro that cuts a text to translate in two is found"""
        check = translations.check_numbers
        self.assert_finds(check, "app/a.c", 'printf (_ ("%" G_GINT64_FORMAT " rows"), n);\n')
        self.assert_finds(check, "app/a.c", 'printf (_ ("rows: %" G_GUINT64_FORMAT), n);\n')
        self.assert_finds(
            check, "app/a.c", 'ngettext ("row", "%" G_GUINT64_FORMAT " rows", (gulong) n);\n')
        for text in ('printf (_ ("%" PRIi64 " rows"), n);', 'printf ("%" G_GINT64_FORMAT, n);',
                     'printf (_ ("row"), "%" G_GINT64_FORMAT);'):
            self.assert_passes(check, "app/a.c", text + "\n")


if __name__ == "__main__":
    tap.main()
