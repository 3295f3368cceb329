#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the sample window, so that a scenario which fails is not the driver's fault."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..")]

import driver  # noqa: E402
import tap  # noqa: E402

SAMPLE = os.environ["KONTOR_UI_SAMPLE"]


class Driver(unittest.TestCase):
    def setUp(self):
        self.app = driver.launch(SAMPLE)
        self.addCleanup(self.app.end)
        self.window = self.app.find("frame", "Sample")

    def test_writes_and_presses(self):
        """text beyond ASCII is written and a button pressed once it can be"""
        button = self.window.find("button", "Greet")
        self.assertFalse(button.is_usable)
        self.window.find("text", "Name").write("Zoë Ümlaut")
        self.window.press("Greet")
        self.window.find("label", "Hello Zoë Ümlaut")

    def take_keys(self):
        driver.focus_window(self.app)
        self.window.wait_state(driver.State.ACTIVE)

    def test_focus(self):
        """the focus is moved as a person moves it, and a check button pressed there"""
        self.take_keys()
        box = self.window.find("check box", "Loudly")
        box.tab_to()
        driver.key("space")
        box.wait_state(driver.State.CHECKED)
        with self.assertRaises(driver.NotFound):
            self.window.find("label", "Nobody yet").tab_to(most=5)

    def test_keys(self):
        """real keys reach the window that has the focus"""
        self.take_keys()
        name = self.window.find("text", "Name")
        name.tab_to()
        driver.type_keys("abc")
        name.wait_text("abc")
        driver.key("ctrl+n")
        name.wait_text("")

    def test_misses(self):
        """what is not there is not found, and the error says what was looked for"""
        with self.assertRaisesRegex(driver.NotFound, "button “Leave”"):
            self.window.find("button", "Leave", timeout=0.2)
        with self.assertRaises(driver.NotFound):
            self.window.press("Greet", timeout=0.2)
        with self.assertRaises(driver.NotFound):
            self.window.find("label", "Nobody yet").write("x")
        with self.assertRaises(driver.NotFound):
            self.window.wait_gone("button", "Greet", timeout=0.2)

    def test_program_that_ends(self):
        """a program that ends before it shows itself is told at once"""
        with self.assertRaisesRegex(driver.NotFound, "ended with status"):
            driver.launch("/bin/false")

    def test_picture(self):
        """a picture of the screen is stored"""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.png")
            driver.shoot(path)
            with open(path, "rb") as file:
                self.assertEqual(file.read(8), b"\x89PNG\r\n\x1a\n")


class Keyring(unittest.TestCase):
    def test_unlocked(self):
        """the keyring stores a secret and asks nobody"""
        service = ["gdbus", "call", "--session", "--dest", "org.freedesktop.secrets"]
        done = subprocess.run(
            service
            + ["--object-path", "/org/freedesktop/secrets/aliases/default", "--method"]
            + ["org.freedesktop.DBus.Properties.Get"]
            + ["org.freedesktop.Secret.Collection", "Locked"],
            capture_output=True, text=True, check=True, timeout=20,
        )
        self.assertIn("false", done.stdout)


if __name__ == "__main__":
    tap.main()
