#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed, and what a desktop is told of the app: checked by the desktop's own tools."""

import configparser
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

TOP = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(TOP, "tests", "support"))

import tap  # noqa: E402

BUILD = os.environ["KONTOR_BUILD"]
PREFIX = os.environ["KONTOR_PREFIX"].lstrip("/")
ID = "org.kontor.Kontor"
THEME = "/usr/share/icons/Adwaita"


def need(tool):
    return unittest.skipUnless(shutil.which(tool), f"there is no {tool} here")


def run(*command, **options):
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, **options
    )


def icons(folder):
    return {os.path.basename(path)[:-4] for path in glob.glob(f"{folder}/**/*.svg", recursive=True)}


def listed(path):
    """The lines of a file that are no comments."""
    with open(path, encoding="utf-8") as file:
        return [line for line in file.read().split("\n") if line and not line.startswith("#")]


class Installed(unittest.TestCase):
    """Everything is installed once, into a folder of its own."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="kontor-installed-")
        cls.addClassCleanup(folder.cleanup)
        done = run("meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", folder.name)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
        cls.prefix = os.path.join(folder.name, PREFIX)

    def path(self, *parts):
        found = os.path.join(self.prefix, *parts)
        self.assertTrue(os.path.exists(found), found)
        return found

    def text(self, *parts):
        with open(self.path(*parts), encoding="utf-8") as file:
            return file.read()

    def test_programs(self):
        """the programs are installed and run from where they are"""
        self.assertIn("Kontor", run(self.path("bin", "kontor"), "--version").stdout)
        self.assertEqual(run(self.path("bin", "kontorctl"), "--help").returncode, 0)
        self.assertEqual(run(self.path("bin", "kontord"), "--help").returncode, 0)

    def test_nothing_else(self):
        """nothing is installed but the programs and what is said of them"""
        found = sorted(
            os.path.relpath(path, self.prefix)
            for path in glob.glob(f"{self.prefix}/**", recursive=True) if os.path.isfile(path)
        )
        found = [path for path in found if not path.startswith("share/locale/")]
        self.assertEqual(found, sorted([
            "bin/kontor", "bin/kontorctl", "bin/kontord",
            f"share/applications/{ID}.desktop", f"share/dbus-1/services/{ID}.service",
            f"share/icons/hicolor/scalable/apps/{ID}.svg",
            f"share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg",
            "share/man/man1/kontor.1", "share/man/man1/kontorctl.1", "share/man/man8/kontord.8",
            f"share/metainfo/{ID}.metainfo.xml", f"share/mime/packages/{ID}.xml",
        ]))

    @need("desktop-file-validate")
    def test_desktop_file(self):
        """the desktop file is valid, and its actions are those of the app"""
        path = self.path("share", "applications", f"{ID}.desktop")
        done = run("desktop-file-validate", path)
        self.assertEqual((done.stdout, done.returncode), ("", 0))
        entries = configparser.ConfigParser(interpolation=None, strict=True)
        entries.optionxform = str
        entries.read(path, encoding="utf-8")
        entry = entries["Desktop Entry"]
        self.assertEqual(entry["Icon"], ID)
        # A desktop that activates by D-Bus calls the actions by these names.
        with open(f"{TOP}/app/kontor-application.c", encoding="utf-8") as file:
            application = file.read()
        for action in entry["Actions"].strip(";").split(";"):
            self.assertIn(f"Desktop Action {action}", entries)
            self.assertIn(f'{{ "{action}", ', application)

    def test_service(self):
        """D-Bus starts the program that was installed"""
        service = self.text("share", "dbus-1", "services", f"{ID}.service")
        self.assertIn(f"Name={ID}\n", service)
        self.assertIn(f"Exec=/{PREFIX}/bin/kontor --gapplication-service\n", service)

    @need("appstreamcli")
    def test_metainfo(self):
        """the description for software centres is valid, and short where it has to be"""
        path = self.path("share", "metainfo", f"{ID}.metainfo.xml")
        done = run("appstreamcli", "validate", "--no-net", "--no-color", path)
        # Kontor has no page on the web that could be named.
        faults = re.findall(r"(?m)^[EW]: .*", done.stdout)
        self.assertEqual([f for f in faults if "url-homepage-missing" not in f], [])
        self.assertIn("Validation", done.stdout)
        component = xml.parse(path).getroot()
        self.assertLessEqual(len(component.findtext("name")), 15)
        self.assertLessEqual(10, len(component.findtext("summary")))
        self.assertLessEqual(len(component.findtext("summary")), 35)
        with open(f"{TOP}/meson.build", encoding="utf-8") as file:
            version = re.search(r"version: '([^']+)'", file.read()).group(1)
        self.assertEqual(component.find("releases/release").get("version"), version)

    @need("update-mime-database")
    @need("gio")
    def test_file_types(self):
        """a workspace is known by its name and by what is in it, and opened with the app"""
        data = tempfile.TemporaryDirectory()
        self.addCleanup(data.cleanup)
        for part in ("mime/packages", "applications"):
            shutil.copytree(self.path("share", *part.split("/")), f"{data.name}/{part}")
        run("update-mime-database", f"{data.name}/mime")
        environment = {**os.environ, "XDG_DATA_HOME": data.name, "GIO_USE_VFS": "local"}
        workspace = f"{data.name}/some.kontor"
        made = run(self.path("bin", "kontorctl"), "-w", workspace, "init")
        self.assertEqual(made.returncode, 0, made.stderr)
        nameless = f"{data.name}/nameless"
        shutil.copy(workspace, nameless)
        other = f"{data.name}/other"
        with open(other, "wb") as file:
            file.write(b"SQLite format 3\0" + bytes(200))
        for path, known in ((workspace, True), (nameless, True), (other, False)):
            told = run("gio", "info", "-a", "standard::content-type", path, env=environment).stdout
            self.assertEqual("application/x-kontor" in told, known, f"{path}: {told}")
        entry = self.text("share", "applications", f"{ID}.desktop")
        for kind in ("application/x-kontor", "text/csv", "text/vcard"):
            self.assertIn(f"{kind};", entry)

    def test_icons_drawn(self):
        """the icons can be drawn"""
        try:
            import gi
            gi.require_version("GdkPixbuf", "2.0")
            from gi.repository import GdkPixbuf
        except (ImportError, ValueError):
            self.skipTest("there is no GdkPixbuf here")
        for parts in (("scalable", f"{ID}.svg"), ("symbolic", f"{ID}-symbolic.svg")):
            path = self.path("share", "icons", "hicolor", parts[0], "apps", parts[1])
            drawn = GdkPixbuf.Pixbuf.new_from_file_at_size(path, 64, 64)
            self.assertGreater(sum(drawn.get_pixels()[3::4]), 64 * 64, path)

    def test_manual(self):
        """the manual names every command and option that the help names"""
        helped = run(self.path("bin", "kontorctl"), "--help").stdout
        manual = self.text("share", "man", "man1", "kontorctl.1")
        for command in re.findall(r"^  (\w+)", helped, re.MULTILINE):
            self.assertRegex(manual, rf"\b{command}\b")
        helped = run(self.path("bin", "kontord"), "--help").stdout
        manual = self.text("share", "man", "man8", "kontord.8")
        options = set(re.findall(r"--([a-z-]+)", helped)) - {"json"}
        self.assertTrue(options)
        for word in {*options, *re.findall(r"^  kontord (\w+)", helped, re.MULTILINE)}:
            self.assertIn(word, manual)


class Icons(unittest.TestCase):
    @unittest.skipUnless(os.path.isdir(THEME), "the theme of icons is not here")
    def test_icons_named(self):
        """every icon the app names is in the theme or comes with the app"""
        names = set()
        for pattern in ("app/**/*.c", "app/**/*.blp", "shared/**/*.c"):
            for path in glob.glob(f"{TOP}/{pattern}", recursive=True):
                with open(path, encoding="utf-8") as file:
                    names |= set(re.findall(r'"([a-z0-9-]+-symbolic)"', file.read()))
        self.assertGreater(len(names), 20)
        own = icons(f"{TOP}/data/icons/symbolic")
        self.assertEqual(sorted(names - icons(THEME) - own), [])
        with open(f"{TOP}/app/kontor.gresource.xml", encoding="utf-8") as file:
            resources = file.read()
        self.assertEqual([name for name in own if f'alias="{name}.svg"' not in resources], [])


@need("xgettext")
class Translations(unittest.TestCase):
    def test_template(self):
        """every text goes into the template, and none is cut short by what gettext does not know"""
        paths = listed(f"{TOP}/po/POTFILES")
        with tempfile.TemporaryDirectory() as folder:
            template = f"{folder}/kontor.pot"
            done = run(
                "xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
                "--keyword=NC_:1c,2", "--keyword=NP_:1,2", "--keyword=ngettext:1,2",
                "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3", "--add-comments", "-o", template, *paths, cwd=TOP,
            )
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertNotIn("not a valid", done.stderr)
            with open(template, encoding="utf-8") as file:
                text = file.read()
        for path in paths:
            self.assertIn(f"{path}:", text, "its texts are missing")

    def test_languages(self):
        """every language that is named is there, and is well-formed"""
        languages = listed(f"{TOP}/po/LINGUAS")
        there = {os.path.basename(path)[:-3] for path in glob.glob(f"{TOP}/po/*.po")}
        self.assertEqual(set(languages), there)
        for language in languages:
            done = run("msgfmt", "--check", "-o", "/dev/null", f"{TOP}/po/{language}.po")
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    tap.main()
