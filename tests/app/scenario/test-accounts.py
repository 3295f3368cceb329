#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in, out and in again in a real window with a real server; and the three ways of a first
start. Run beside a keyring, where the sign-in outlasts the program, and without one."""

import contextlib
import glob
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SUPPORT = os.path.join(HERE, "..", "..", "support")
sys.path[:0] = [SUPPORT, os.path.join(SUPPORT, "ui")]

from gi.repository import Gio  # noqa: E402

import driver  # noqa: E402
import tap  # noqa: E402
from office import KONTOR, PASSWORD, Server, Workspace  # noqa: E402

EMAIL = "ana@example.org"
HAS_KEYRING = os.environ.get("KONTOR_TEST_KEYRING") == "yes"


if not HAS_KEYRING:
    # Else the bus starts the keyring that is installed, which asks for a password in a window of its
    # own. This one has nothing.
    Gio.bus_own_name(Gio.BusType.SESSION, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.NONE,
                     None, None, None)


def starts_with(words):
    return lambda node: node.name.startswith(words)


class Case(unittest.TestCase):
    @contextlib.contextmanager
    def launch(self, **environment):
        with driver.launch(KONTOR, env=dict(os.environ, **environment)) as app:
            window = app.find("frame", timeout=60)
            driver.focus_window(app)
            window.wait_state(driver.State.ACTIVE)
            yield window

    def choose(self, node):
        """Rows have no action: one goes there by Tab and presses Return."""
        node.tab_to()
        driver.key("Return")

    def wait_label(self, window, words, timeout=20):
        return window.find(where=starts_with(words), timeout=timeout)

    def enter(self, window, password, **fields):
        """Fills in the dialog and signs in."""
        dialog = window.find("dialog", "Sign in to a server")
        for title, text in fields.items():
            dialog.find("text", title.replace("_", " ")).write(text)
        dialog.find("text", "Password").tab_to()
        driver.key("ctrl+a")
        driver.type_keys(password)
        dialog.press("Sign in")
        return dialog


class Accounts(Case):
    """The cases build on each other, in the order of their names: it is one story."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="kontor-accounts-")
        cls.addClassCleanup(folder.cleanup)
        cls.server = Server(folder.name)
        cls.server.add_member(EMAIL, "Ana Ruiz")
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        cls.workspace = Workspace(os.path.join(folder.name, "a.kontor"))
        cls.other = Workspace(os.path.join(folder.name, "b.kontor"))
        cls.workspace("init")
        cls.contact = cls.workspace.json("new", "contact", "first_name=Zoë")["id"]

    def start(self):
        return self.launch(KONTOR_WORKSPACE=self.workspace.path)

    def open_status(self, window):
        """By way of the row that tells how the data stands."""
        window.find("button", where=lambda node: node.description == "Where the data is").act()
        return window.find("dialog", "Where the data is")

    def open_sign_in(self, window):
        status = self.open_status(window)
        self.choose(status.find("button", where=starts_with("Sign in")))
        window.wait_gone("dialog", "Where the data is")

    def test_1_trouble(self):
        """a wrong password, then a server that is away, are told in words, and nothing is lost"""
        with self.start() as window:
            self.wait_label(window, "Saved on this computer")
            self.open_sign_in(window)
            dialog = self.enter(window, "not this one", Server_address=self.server.url,
                                **{"E-mail_address": EMAIL})
            self.wait_label(dialog, "The e-mail address or the password is not right.")
            self.server.stop()
            self.enter(window, PASSWORD)
            self.wait_label(dialog, "The server can’t be reached.")
            self.server.start()
            self.enter(window, PASSWORD)
            window.wait_gone("dialog", "Sign in to a server", timeout=20)
            self.wait_label(window, "In step")
            if not HAS_KEYRING:
                self.wait_label(window, "Without a keyring")

    def test_2_start_again(self):
        """with a keyring one is in step at once, without one the password is asked for"""
        with self.start() as window:
            if not HAS_KEYRING:
                self.wait_label(window, "Sign in to sync again")
                self.open_sign_in(window)
                self.enter(window, PASSWORD)
            self.wait_label(window, "In step")
            status = self.open_status(window)
            self.wait_label(status, "Nothing: the server has it all")
            for words in (self.server.url, EMAIL, self.workspace.path):
                status.find(where=lambda node: words in node.name or words in node.text)
            self.choose(status.find("button", "Sign out"))
            self.wait_label(status, "Sign in again…")
            self.wait_label(status, "You are signed out.")

    def test_3_in_again(self):
        """what was written while signed out is sent after signing in again"""
        self.workspace("set", self.contact, "nickname=Zo")
        with self.start() as window:
            self.wait_label(window, "Sign in, 1 change waits")
            self.open_sign_in(window)
            self.enter(window, PASSWORD)
            self.wait_label(window, "In step")
            self.other("init")
            self.other.connect(self.server, EMAIL)
            self.assertIn("Zo", self.other("show", self.contact))
            self.assertEqual(self.workspace("dump"), self.other("dump"))

    def test_4_refused(self):
        """two changes of one field meet on the page of what needs attention, and one is chosen"""
        for workspace, role in ((self.workspace, "Head of sales"), (self.other, "Buyer")):
            workspace("set", self.contact, f"job_title={role}")
        self.other.sync()
        with self.start() as window:
            if not HAS_KEYRING:
                self.open_sign_in(window)
                self.enter(window, PASSWORD)
            self.wait_label(window, "1 change needs attention")
            driver.key("ctrl+k")
            window.find(where=lambda n: n.role == "entry" and n.has(driver.State.FOCUSED))
            driver.type_keys("needs attention")
            window.find_row("Go to what needs attention")
            driver.key("Return")
            window.find("label", "Head of sales")
            window.find("label", "Buyer")
            window.press("Take what gave way")
            self.wait_label(window, "Nothing needs attention")
            self.wait_label(window, "In step")
            self.other.sync()
            self.assertIn("Head of sales", self.other("show", self.contact))


class FirstStart(Case):
    """Each with a home in which nothing is yet."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kontor-first-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environment = {
            "XDG_DATA_HOME": os.path.join(folder.name, "data"),
            "XDG_STATE_HOME": os.path.join(folder.name, "state"),
            "KONTOR_WORKSPACE": "",
        }

    @contextlib.contextmanager
    def begin(self):
        with self.launch(**self.environment) as window:
            window.find("text", "Name of the workspace").write("Zoë & Co")
            window.find("text", "Your name").write("Zoë Tester")
            yield window

    def get_workspace(self):
        found = glob.glob(os.path.join(self.environment["XDG_DATA_HOME"], "kontor", "*.kontor"))
        self.assertEqual(len(found), 1, found)
        return Workspace(found[0])

    def choose_row(self, window, title):
        self.choose(window.find("list item", where=starts_with(title)))

    def test_new(self):
        """an office of one's own opens with its name, and no server"""
        with self.begin() as window:
            window.press("Create workspace")
            self.wait_label(window, "Saved on this computer")
            self.wait_label(window, "Zoë & Co")
            members = self.get_workspace().json("list", "member")
            self.assertEqual([member["name"] for member in members], ["Zoë Tester"])

    def test_import(self):
        """files are asked for right away, and come in"""
        with self.begin() as window:
            self.choose_row(window, "Bring in your files…")
            window.find("button", "Choose files…")
            cards = os.path.join(self.folder, "people.vcf")
            with open(cards, "w", encoding="utf-8") as file:
                file.write("BEGIN:VCARD\nVERSION:3.0\nFN:Łucja Nowak\nN:Nowak;Łucja;;;\nEND:VCARD\n")
            # A file manager does the same: the program that runs already takes them.
            subprocess.run([KONTOR, cards], env=dict(os.environ, **self.environment), check=True,
                           timeout=60)
            window.press("Show differences", timeout=30)
            window.press("Import 1 record", timeout=30)
            self.wait_label(window, "1 contact came in.")
            self.assertEqual(self.get_workspace().count("contact"), 1)

    def test_sign_in(self):
        """the office of a team comes from its server"""
        server = Server(self.folder)
        server.add_member(EMAIL, "Ana Ruiz")
        server.start()
        self.addCleanup(server.stop)
        first = Workspace(os.path.join(self.folder, "first.kontor"))
        first("init")
        first("new", "contact", "first_name=Łucja")
        first.connect(server, EMAIL)
        with self.begin() as window:
            self.choose_row(window, "Sign in to a server…")
            self.enter(window, PASSWORD, Server_address=server.url, **{"E-mail_address": EMAIL})
            window.wait_gone("dialog", "Sign in to a server", timeout=20)
            driver.wait_for(lambda: self.get_workspace().count("contact") == 1, "the contact", 20)


if __name__ == "__main__":
    tap.main()
