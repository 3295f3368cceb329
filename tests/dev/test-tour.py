#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tour that ./dev run takes where there is no display, on a workspace and a server of its own."""

import glob
import os
import re
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SUPPORT = os.path.join(HERE, "..", "support")
sys.path[:0] = [SUPPORT, os.path.join(SUPPORT, "ui")]

import driver  # noqa: E402
import tap  # noqa: E402

TOUR = os.path.join(SUPPORT, "ui", "tour.py")
MEMBER, PASSWORD = "anna.petersen@lumen-kante.example", "Nothing secret here"
STEPS = 17


class Tour(unittest.TestCase):
    """The cases build on each other, in the order of their names."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="kontor-tour-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.workspace = cls.path("demo.kontor")
        cls.pictures = cls.path("pictures")
        programs = (os.environ[name] for name in ("KONTOR_APP", "KONTOR_CTL", "KONTOR_SERVER"))
        folders = {os.path.dirname(program) for program in programs}
        cls.environment = dict(
            os.environ, PATH=":".join([*folders, os.environ["PATH"]]), KONTOR_PASSWORD=PASSWORD,
            KONTOR_WORKSPACE=cls.workspace, KONTOR_TOUR_MEMBER=MEMBER,
        )
        cls.call("kontord", "tenant", "add", "demo", "--data", cls.path("server"))
        cls.call("kontord", "member", "add", "demo", MEMBER, "--name", "Anna Petersen",
                 "--data", cls.path("server"))
        cls.environment["KONTOR_TOUR_SERVER"] = url = cls.start_server()
        cls.call("kontorctl", "-w", cls.workspace, "demo", "--seed", "1")
        cls.call("kontorctl", "-w", cls.workspace, "connect", url, MEMBER)
        cls.call("kontorctl", "-w", cls.workspace, "sync")

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def call(cls, *command):
        subprocess.run(
            command, env=cls.environment, stdout=subprocess.DEVNULL, check=True, timeout=180
        )

    @classmethod
    def start_server(cls):
        port = cls.path("port")
        server = subprocess.Popen(
            ["kontord", "serve", "--data", cls.path("server"), "--listen", "127.0.0.1:0",
             "--port-file", port],
            env=cls.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        cls.addClassCleanup(server.wait)
        cls.addClassCleanup(server.terminate)
        driver.wait_for(lambda: os.path.exists(port) and os.path.getsize(port), "the server", 60)
        with open(port, encoding="ascii") as file:
            return f"http://127.0.0.1:{file.read().strip()}"

    def take_tour(self, **environment):
        return subprocess.run(
            [sys.executable, TOUR, self.pictures], env={**self.environment, **environment},
            capture_output=True, text=True, check=False, timeout=600,
        )

    def count(self, entity):
        done = subprocess.run(
            ["kontorctl", "-w", self.workspace, "list", entity, "--count"], env=self.environment,
            capture_output=True, text=True, check=True,
        )
        return int(done.stdout)

    def assert_toured(self, done):
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        said = re.findall(r"^ *(\d+)  \S", done.stdout, re.MULTILINE)
        self.assertEqual([int(number) for number in said], list(range(1, STEPS + 1)))
        pictures = sorted(os.listdir(self.pictures))
        pictures.remove("files")
        self.assertEqual([name[:2] for name in pictures], [f"{n:02}" for n in range(1, STEPS + 1)])
        contents = set()
        for path in glob.glob(os.path.join(self.pictures, "*.png")):
            with open(path, "rb") as file:
                contents.add(file.read())
        self.assertEqual(len(contents), STEPS, "two steps look the same")
        self.assertTrue(all(content.startswith(b"\x89PNG") for content in contents))

    def test_1_through(self):
        """the tour walks through all its steps and leaves a picture of each"""
        before = self.count("deal"), self.count("company")
        self.assert_toured(self.take_tour())
        self.assertEqual((self.count("deal"), self.count("company")), before)

    def test_2_again(self):
        """it can be taken again on the same workspace"""
        self.assert_toured(self.take_tour())

    def test_3_fails(self):
        """a tour that cannot be taken says why and fails"""
        done = self.take_tour(KONTOR_WORKSPACE=self.path("nothing.kontor"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("tour: kontorctl", done.stderr)
        self.assertIn("nothing.kontor", done.stderr)
        self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    tap.main()
