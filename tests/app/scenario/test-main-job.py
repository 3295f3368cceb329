#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from end to end: a real window, a real server, real files, two devices.

Files of another CRM come in through the window, a card is moved by keyboard, both devices get in
step by the server, edits made apart meet, and the whole import is undone. The files are made up in
the shape of real ones; where KONTOR_TEST_DATA names the real ones, those are taken.
"""

import glob
import json
import os
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SUPPORT = os.path.join(HERE, "..", "..", "support")
sys.path[:0] = [SUPPORT, os.path.join(SUPPORT, "ui")]

import driver  # noqa: E402
import tap  # noqa: E402
from office import KONTOR, KONTORCTL, Server, Workspace, run  # noqa: E402

EMAIL = "ana@example.org"
STAGES = {"Won": 4238, "Lost": 2473, "Engaging": 1589, "Prospecting": 500}


class MainJob(unittest.TestCase):
    """The cases build on each other, in the order of their names: it is one story."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="kontor-main-job-")
        cls.addClassCleanup(cls.folder.cleanup)
        here = cls.folder.name
        cls.files = cls.find_files(here)
        cls.server = Server(here)
        cls.server.add_member(EMAIL, "Ana Ruiz")
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        cls.a = Workspace(os.path.join(here, "a.kontor"))
        cls.b = Workspace(os.path.join(here, "b.kontor"))
        cls.a("init")

    @staticmethod
    def find_files(here):
        data = os.environ.get("KONTOR_TEST_DATA", "")
        real = sorted(glob.glob(os.path.join(data, "crm-opportunities", "*.csv"))) if data else []
        if len(real) == 4:
            return real
        made = os.path.join(here, "files")
        run(KONTORCTL, "demo", "files", made)
        return sorted(glob.glob(os.path.join(made, "*.csv")))

    def launch(self, *arguments):
        app = driver.launch(KONTOR, *arguments,
                            env=dict(os.environ, KONTOR_WORKSPACE=self.a.path))
        self.addCleanup(app.end)
        return app

    def test_1_import(self):
        """four files come in through the window, one misspelt product mended for all its rows"""
        app = self.launch(*self.files)
        window = app.find("frame", timeout=60)
        remedy = window.find("button", where=lambda n: n.name.startswith("Use “"), timeout=60)
        remedy.act()
        driver.wait_for(
            lambda: not window.search("button", where=lambda n: n.name.startswith("Use “")),
            "the mended value to be gone", 60,
        )
        window.press("Show differences")
        button = window.find(
            "button", where=lambda n: n.name.startswith("Import ") and n.is_usable, timeout=30
        )
        button.act()
        window.find(where=lambda n: n.name == "Undo import", timeout=120)
        for stage, count in STAGES.items():
            self.assertEqual(self.a.count("deal", f'stage = "{stage}"'), count, stage)
        self.assertEqual(self.a.count("deal"), 8800)
        self.assertEqual(self.a.count("company"), 85)
        self.assertEqual(self.a.count("product"), 7)
        self.assertEqual(self.a.count("member"), 41 + 1)  # and who works here
        self.assertEqual(self.a.count("team"), 6)
        self.assertEqual(self.a.count("deal", "company is none"), 1425)

    def test_2_again(self):
        """the same files again change nothing, the remedy remembered"""
        answer = self.a.json("import", *self.files)
        self.assertEqual((answer["created"], answer["updated"], answer["refused"]), (0, 0, []))

    def test_3_board(self):
        """a card is moved to the next stage by keyboard"""
        stage = self.pipeline_stage("Prospecting")
        before = self.a.count("deal", f"stage = {stage}")
        app = self.launch("--page=board")
        window = app.find("frame", timeout=60)
        driver.focus_window(app)
        window.wait_state(driver.State.ACTIVE)
        column = window.find("list", "Prospecting", timeout=60)
        column.find(where=lambda n: n.role == "list item", into_tables=True, timeout=60)
        self.focus_into(column)
        driver.key("space")
        driver.key("Right")
        driver.key("space")
        driver.wait_for(
            lambda: self.a.count("deal", f"stage = {stage}") == before - 1, "the card to move", 30
        )
        self.a("undo")
        self.assertEqual(self.a.count("deal", f"stage = {stage}"), before)

    def pipeline_stage(self, name):
        for stage in self.a.json("list", "stage"):
            if stage["name"] == name:
                return stage["id"]
        raise AssertionError(f"no stage {name}")

    def focus_into(self, column):
        for _ in range(80):
            for child in column.children():
                if child.has(driver.State.FOCUSED):
                    return
            driver.key("Tab")
            time.sleep(0.05)
        raise AssertionError("the column is not reached by Tab")

    def test_4_in_step(self):
        """a second device gets everything, and both dumps are equal"""
        self.a.connect(self.server, EMAIL)
        self.b("init")
        self.b.connect(self.server, EMAIL)
        self.a.sync()
        self.assertEqual(self.a("dump"), self.b("dump"))
        self.assertEqual(self.b.count("deal"), 8800)

    def test_5_apart(self):
        """edits of different fields made apart are both kept; of the same one, the loser is shown"""
        made = self.a.json("new", "contact", "first_name=Ana", "last_name=Ruiz")
        contact = made["id"]
        self.a.sync()
        self.b.sync()
        self.a("set", contact, "job_title=Head of sales")
        self.b("set", contact, "nickname=Anita")
        self.a("set", contact, "lead_source=Fair")
        time.sleep(0.02)
        self.b("set", contact, "lead_source=Letter")
        for workspace in (self.b, self.a, self.b, self.a):
            workspace.sync()
        for workspace in (self.a, self.b):
            shown = workspace("show", contact)
            self.assertIn("Head of sales", shown)
            self.assertIn("Anita", shown)
            self.assertIn("Letter", shown)
            self.assertNotIn("Fair", shown)
        self.assertIn("Fair", json.dumps(self.a.json("attention", check=False)))
        self.assertEqual(self.a("dump"), self.b("dump"))

    def test_6_undo(self):
        """the whole import is undone and both devices agree"""
        entry = next(e["entry"] for e in self.a.json("journal", "--limit", "50")
                     if e["verb"] == "import" and not e.get("undone_by"))
        self.a("undo", str(entry))
        self.assertEqual(self.a.count("deal"), 0)
        self.assertEqual(self.a.count("company"), 0)
        self.a.sync()
        self.b.sync()
        self.assertEqual(self.b.count("deal"), 0)
        self.assertEqual(self.a("dump"), self.b("dump"))
        self.assertIn("whole", self.a("check"))


if __name__ == "__main__":
    tap.main()
