#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of files that a file manager opens with the app, and of calls by D-Bus."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SUPPORT = os.path.join(HERE, "..", "support")
sys.path[:0] = [SUPPORT, os.path.join(SUPPORT, "ui")]

import driver  # noqa: E402
import tap  # noqa: E402

KONTOR, KONTORCTL = os.environ["KONTOR_APP"], os.environ["KONTOR_CTL"]
ID = "org.kontor.Kontor"
CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zoë Ruiz\r\nN:Ruiz;Zoë;;;\r\nEND:VCARD\r\n"
TABLE = "first name,last name,email\nAda,Byron,ada@example.org\n"


def call(method, *arguments, name=ID, path="/org/kontor/Kontor"):
    done = subprocess.run(
        ["gdbus", "call", "--session", "--timeout", "60", "--dest", name, "--object-path", path,
         "--method", method, *arguments], capture_output=True, text=True, check=False,
    )
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


class Open(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kontor-open-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.card = self.write("people.vcf", CARD)
        self.table = self.write("people.csv", TABLE)
        self.first = self.make("first")
        self.second = self.make("second")
        self.environment = dict(os.environ, KONTOR_WORKSPACE=self.first)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return self.path(name)

    def make(self, name):
        path = self.path(f"{name}.kontor")
        subprocess.run([KONTORCTL, "-w", path, "init", "--name", name.title()], check=True,
                       stdout=subprocess.DEVNULL)
        return path

    def launch(self, *arguments):
        app = driver.launch(KONTOR, *arguments, env=self.environment, timeout=60)
        self.addCleanup(app.end)
        return app.find("frame", timeout=60)

    def hand_over(self, *arguments):
        subprocess.run([KONTOR, *arguments], env=self.environment, check=True, timeout=60)

    def test_workspace(self):
        """a workspace is opened, in the window there is"""
        window = self.launch(self.second)
        window.find("label", "Second", timeout=60)
        self.hand_over(self.first)
        window.find("label", "First", timeout=60)

    def test_files(self):
        """files to import are shown before anything is written, from the start or later"""
        window = self.launch(self.card)
        window.find("label", "people.vcf", timeout=60)
        self.hand_over(self.table)
        window.find("label", "people.csv", timeout=60)
        count = subprocess.run([KONTORCTL, "-w", self.first, "list", "contact", "--count"],
                               capture_output=True, text=True, check=True)
        self.assertEqual(count.stdout.strip(), "0")

    def test_activated(self):
        """D-Bus starts the app for an action of its icon's menu"""
        services = os.path.join(os.environ["XDG_DATA_HOME"], "dbus-1", "services")
        os.makedirs(services, exist_ok=True)
        with open(os.path.join(services, f"{ID}.service"), "w", encoding="utf-8") as file:
            file.write(f"[D-BUS Service]\nName={ID}\nExec={KONTOR} --gapplication-service\n")
        bus = {"name": "org.freedesktop.DBus", "path": "/org/freedesktop/DBus"}
        call("org.freedesktop.DBus.ReloadConfig", **bus)
        call("org.freedesktop.DBus.UpdateActivationEnvironment",
             f"{{'KONTOR_WORKSPACE': '{self.first}'}}", **bus)
        call("org.freedesktop.Application.ActivateAction", "import", "[]", "{}")
        self.addCleanup(call, "org.freedesktop.Application.ActivateAction", "quit", "[]", "{}")
        desktop = driver.Node(driver.Atspi.get_desktop(0))
        window = desktop.find("frame", "Kontor", timeout=60)
        window.find("label", "Bring in your files", timeout=60)


if __name__ == "__main__":
    tap.main()
