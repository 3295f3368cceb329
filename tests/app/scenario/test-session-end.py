#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a desktop session: the program is told to end while somebody is typing."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SUPPORT = os.path.join(HERE, "..", "..", "support")
sys.path[:0] = [SUPPORT, os.path.join(SUPPORT, "ui")]

import driver  # noqa: E402
import tap  # noqa: E402

KONTOR = os.environ["KONTOR_APP"]
KONTORCTL = os.environ["KONTOR_CTL"]


class SessionEnd(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kontor-session-")
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "office.kontor")
        self.state = os.path.join(folder.name, "state")
        self.ctl("init")
        self.contact = json.loads(self.ctl("--json", "new", "contact", "first_name=Ana"))["id"]

    def ctl(self, *arguments):
        return subprocess.run([KONTORCTL, "-w", self.path, *arguments], check=True, text=True,
                              capture_output=True, timeout=60).stdout

    def test_typing(self):
        """what was typed is saved, and the place is kept, when the session ends"""
        app = driver.launch(KONTOR, f"--page=contacts/{self.contact}",
                            env=dict(os.environ, KONTOR_WORKSPACE=self.path,
                                     XDG_STATE_HOME=self.state))
        self.addCleanup(app.end)
        window = app.find("frame", timeout=60)
        driver.focus_window(app)
        window.wait_state(driver.State.ACTIVE)
        field = window.find("text", "First name", timeout=60)
        driver.key("F2")
        field.wait_state(driver.State.FOCUSED)
        driver.key("ctrl+a")
        driver.type_keys("Berta")
        field.wait_text("Berta")
        self.assertEqual(app.end(), 0)
        self.assertIn("Berta", self.ctl("show", self.contact))
        with open(os.path.join(self.state, "kontor", "state.ini"), encoding="utf-8") as file:
            self.assertIn(f"contacts/{self.contact}", file.read())


if __name__ == "__main__":
    tap.main()
