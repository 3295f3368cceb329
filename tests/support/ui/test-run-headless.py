#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The private display: it is private, and nothing of it stays."""

import os
import subprocess
import sys
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))

import tap  # noqa: E402

RUN = os.path.join(HERE, "run-headless")


def run(*arguments, **options):
    return subprocess.run(
        [RUN, *arguments], capture_output=True, text=True, check=False, timeout=60, **options
    )


class RunHeadless(unittest.TestCase):
    def test_passes_through(self):
        """standard input, standard output and the exit status pass through"""
        done = run("bash", "-c", "cat; exit 7", input="words")
        self.assertEqual((done.stdout, done.returncode), ("words", 7))

    def test_size(self):
        """the screen has the size that was asked for"""
        done = run("--size", "360x720", "xdpyinfo")
        self.assertIn("360x720 pixels", done.stdout)

    def test_text_scale(self):
        """text is scaled"""
        self.assertIn("192", run("--text-scale", "2", "xrdb", "-query").stdout)

    def test_leaves_nothing(self):
        """home and display are private and gone afterwards"""
        done = run("bash", "-c", 'echo "$HOME" "$DISPLAY" "$DBUS_SESSION_BUS_ADDRESS"')
        home, display, bus = done.stdout.split()
        self.assertNotEqual(home, os.environ["HOME"])
        self.assertTrue(bus.startswith("unix:"))
        self.assertFalse(os.path.exists(os.path.dirname(home)))
        self.assertFalse(os.path.exists(f"/tmp/.X11-unix/X{display[1:]}"))

    def test_ends_when_told(self):
        """a signal ends it and its command at once"""
        process = subprocess.Popen(
            [RUN, "bash", "-c", "echo $$ $HOME; exec sleep 60"], stdout=subprocess.PIPE, text=True
        )
        self.addCleanup(process.kill)
        pid, home = process.stdout.readline().split()
        started = time.monotonic()
        process.terminate()
        process.wait(20)
        process.stdout.close()
        self.assertLess(time.monotonic() - started, 15)
        self.assertFalse(os.path.exists(f"/proc/{pid}"))
        self.assertFalse(os.path.exists(os.path.dirname(home)))

    def test_misuse(self):
        """an unknown option and a missing command are refused"""
        self.assertEqual(run("--wrong", "true").returncode, 2)
        self.assertEqual(run().returncode, 2)

    def test_keyring_outside(self):
        """a keyring is never made in a home that is not private"""
        done = subprocess.run(
            [os.path.join(HERE, "with-keyring"), "true"], capture_output=True, check=False,
            env={**os.environ, "XDG_DATA_HOME": "/nonexistent"},
        )
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    tap.main()
