# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each library is named in its own room only, so that it can be replaced there."""

import re
from dataclasses import dataclass

from csource import without_comments, without_comments_and_strings
from tree import Breach

SOURCES = ("shared/*.[ch]", "app/*.[ch]", "server/*.[ch]")


@dataclass(frozen=True)
class Rule:
    """WHAT matches nowhere in the code of the files WHERE, those of BUT left out."""

    what: re.Pattern
    where: tuple
    but: tuple
    why: str


def rule(what, where, but, why):
    return Rule(re.compile(what), where, but, why)


SHARED = ("shared/*.[ch]",)
PURE = (
    "shared/money/*.[ch]",
    "shared/model/*.[ch]",
    "shared/exchange/*.[ch]",
    "shared/sync/kontor-merge*.[ch]",
    "shared/sync/kontor-codec*.[ch]",
)
SECRET = r"\b(?:secret_(?:collection|item|password|schema|service|value)_|Secret[A-Z])"
DEPRECATED = (
    r"\b(?:Adw(?:Leaflet|Flap|Squeezer|ViewSwitcherTitle|MessageDialog|AboutWindow"
    r"|PreferencesWindow)"
    r"|Gtk(?:TreeView|ComboBox\w*|Dialog|MessageDialog|FileChooser\w*|InfoBar|ShortcutsWindow)"
    r"|adw_(?:leaflet|flap|squeezer|view_switcher_title|message_dialog|about_window"
    r"|preferences_window)_\w+"
    r"|gtk_(?:tree_view|combo_box|dialog|message_dialog|file_chooser|info_bar|shortcuts_window)"
    r"_\w+)\b"
)

RULES = [
    rule(
        r"\b(?:gtk|gdk|gsk|adw|soup|secret_password)_[a-z]\w*|<(?:gtk/|adwaita|libsoup|libsecret)",
        SHARED, (), "shared/ knows no desktop and no HTTP",
    ),
    rule(
        r"\bdex_[a-z]\w*", SHARED,
        ("shared/store/kontor-workspace*.[ch]", "shared/store/kontor-list-model*.[ch]"),
        "futures begin where a store meets a main loop; the rest of shared/ knows none",
    ),
    rule(r"\b(?:g_)?(?:secure_)?getenv\b|\bg_get_environ\b", SHARED, (),
         "shared/ never reads the environment"),
    rule(r"\b(?:g_message|g_warning|g_critical|g_info|g_print|g_printerr|printf|puts)\b",
         SHARED, (), "shared/ reports by GError and logs no louder than debug"),
    rule(r"(?<!\w)_ \(|\b(?:g_dgettext|g_dngettext|gettext|ngettext)\b", SHARED, (),
         "shared/ has no translated text; words are made where they are shown"),
    rule(
        r"(?<![.>\w])(?:fopen|fread|fwrite|open|read|write|socket|sleep|usleep)\s\("
        r"|\bg_(?:file_(?!error)|input_stream|output_stream|socket|usleep|main_loop)\w*",
        PURE, (), "what is simulated and fuzzed does no I/O and never waits",
    ),
    rule(
        r"\bsqlite3(?:_\w+)?\b|<sqlite3\.h>", SOURCES,
        (
            "shared/store/kontor-database*.[ch]",
            "shared/store/kontor-statement*.[ch]",
            "shared/store/kontor-search-tokenizer*.[ch]",
            "server/storage/*.[ch]",
        ),
        "only the store's database files and server/storage name SQLite",
    ),
    rule(r"\bPQ[a-z]\w+|<libpq", SOURCES, ("server/storage/*.[ch]",),
         "only server/storage names PostgreSQL"),
    rule(r"\bMHD_\w+|<microhttpd\.h>", SOURCES, ("server/http/*.[ch]",),
         "only server/http names libmicrohttpd"),
    rule(r"\bsoup_[a-z]\w+|\bSoup[A-Z]\w+|<libsoup/", SOURCES, ("app/remote/*.[ch]",),
         "only app/remote names libsoup"),
    rule(SECRET + r"|<libsecret/", SOURCES, ("app/account/*.[ch]",),
         "only app/account names libsecret"),
    rule(DEPRECATED, ("app/*.[ch]",), (), "deprecated at the floor or beyond"),
    rule(r"\bg_application_get_default\b", SOURCES, (), "what a part needs it is given"),
]

BLUEPRINT_DEPRECATED = re.compile(
    r"\bAdw\.(?:Leaflet|Flap|Squeezer|ViewSwitcherTitle|MessageDialog|AboutWindow"
    r"|PreferencesWindow)\b"
    r"|^\s*(?:Gtk\.)?(?:TreeView|ComboBox\w*|MessageDialog|FileChooser\w*|InfoBar|ShortcutsWindow)\b"
    r"|\bGtk\.Dialog\b",
    re.MULTILINE,
)
MESON_FORBIDDEN = re.compile(
    r"\b(?:gtk|adw|adwaita|libadwaita|soup|libsoup|secret|libsecret|microhttpd|mhd)_dep\b"
)


def check_libraries(tree):
    """Each library is named in its own room only"""
    for one in RULES:
        exempt = set(tree.files(*one.but)) if one.but else set()
        for path in tree.files(*one.where):
            if path in exempt:
                continue
            for match in one.what.finditer(without_comments_and_strings(tree.text(path))):
                line = tree.line(path, match.start())
                yield Breach(path, line, f"{match.group().strip()}: {one.why}")


def check_linked_libraries(tree):
    """shared/ is linked with no desktop and no HTTP"""
    for path in tree.files("shared/*/meson.build"):
        for match in MESON_FORBIDDEN.finditer(tree.text(path)):
            yield Breach(path, tree.line(path, match.start()), match.group())


def check_deprecated_widgets(tree):
    """No page uses a widget that is on its way out"""
    for path in tree.files("app/*.blp"):
        for match in BLUEPRINT_DEPRECATED.finditer(without_comments(tree.text(path))):
            yield Breach(path, tree.line(path, match.start()), match.group().strip())


CHECKS = [check_libraries, check_linked_libraries, check_deprecated_widgets]
