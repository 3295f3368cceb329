#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The board in a real window: cards are moved with a real pointer and by real keys, several at once,
and what is shown follows the next steps."""

import contextlib
import datetime
import os
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SUPPORT = os.path.join(HERE, "..", "..", "support")
sys.path[:0] = [SUPPORT, os.path.join(SUPPORT, "ui")]

import driver  # noqa: E402
import tap  # noqa: E402
from office import KONTOR, Workspace  # noqa: E402

DEALS = ("Alpha", "Beta", "Gamma", "Delta")


class Board(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kontor-board-")
        self.addCleanup(folder.cleanup)
        self.workspace = Workspace(os.path.join(folder.name, "a.kontor"))
        self.workspace("init")
        self.stages = {s["name"]: s["id"] for s in self.workspace.json("list", "stage")}
        self.first, self.second, self.third = list(self.stages)[:3]
        self.deals = {
            title: self.workspace.json("new", "deal", f"title={title}",
                                       f"stage={self.stages[self.first]}")["id"]
            for title in DEALS
        }

    @contextlib.contextmanager
    def launch(self):
        with driver.launch(KONTOR, "--page=board",
                           env=dict(os.environ, KONTOR_WORKSPACE=self.workspace.path)) as app:
            self.window = app.find("frame", timeout=60)
            driver.focus_window(app)
            self.window.wait_state(driver.State.ACTIVE)
            for title in DEALS:
                self.card(title)
            yield

    def column(self, name):
        return self.window.find("list", name, timeout=30)

    def card(self, title):
        return self.window.find(where=lambda n: n.role == "list item" and n.name == title,
                                into_tables=True)

    def titles(self, stage):
        found = self.workspace.json("list", "deal", "--where", f"stage = {self.stages[stage]}",
                                    "--sort", "rank")
        return [deal["title"] for deal in found]

    def wait_titles(self, stage, *titles):
        driver.wait_for(lambda: self.titles(stage) == list(titles),
                        f"{titles} in {stage}, not {self.titles(stage)}", 15)

    def focus(self, title):
        """By Tab to the column, then by arrows."""
        self.card(DEALS[0]).tab_to()
        for _ in range(DEALS.index(title)):
            driver.key("Down")
        driver.wait_for(lambda: self.card(title).is_focused, f"{title} to have the focus")

    def drag(self, title, to):
        """With the pointer, in steps, as a hand does."""
        start, end = self.middle(self.card(title)), self.middle(to)
        subprocess.run(["xdotool", "mousemove", *map(str, start), "mousedown", "1"], check=True)
        for step in range(1, 11):
            place = [int(a + (b - a) * step / 10) for a, b in zip(start, end)]
            subprocess.run(["xdotool", "mousemove", *map(str, place)], check=True)
            time.sleep(0.05)
        time.sleep(0.2)
        subprocess.run(["xdotool", "mouseup", "1"], check=True)

    def middle(self, node):
        """Where it is on the screen: the window says where in itself."""
        box = driver.Atspi.Component.get_extents(node.accessible.get_component_iface(),
                                                 driver.Atspi.CoordType.WINDOW)
        found = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell"],
                               capture_output=True, text=True, check=True)
        place = dict(line.split("=") for line in found.stdout.split())
        return (int(place["X"]) + box.x + box.width // 2, int(place["Y"]) + box.y + box.height // 2)

    def test_drag(self):
        """a card that is dragged to another stage lands there"""
        with self.launch():
            self.drag("Beta", self.column(self.second))
            self.wait_titles(self.second, "Beta")
            self.wait_titles(self.first, "Alpha", "Gamma", "Delta")

    def test_several(self):
        """several cards are lifted and dropped by keyboard, and come back by one undo"""
        with self.launch():
            self.focus("Beta")
            driver.key("shift+Down")
            driver.key("space", "Right", "space")
            driver.wait_for(lambda: len(self.titles(self.second)) == 2, "two cards to move", 15)
            self.wait_titles(self.second, "Beta", "Gamma")
            self.wait_titles(self.first, "Alpha", "Delta")
            driver.key("ctrl+z")
            self.wait_titles(self.first, *DEALS)

    def wait_focused(self, title):
        driver.wait_for(lambda: self.card(title).is_focused, f"{title} to have the focus")

    def test_same_again(self):
        """the same keys move the same card on, undo brings it back, and keys are still heard"""
        with self.launch():
            self.focus("Beta")
            for stage in (self.second, self.third):
                driver.key("ctrl+shift+Right")
                self.wait_titles(stage, "Beta")
                self.wait_focused("Beta")
            for stage in (self.second, self.first):
                driver.key("ctrl+z")
                driver.wait_for(lambda: "Beta" in self.titles(stage), f"Beta in {stage}", 15)
                self.wait_focused("Beta")
            self.wait_titles(self.first, *DEALS)
            driver.key("ctrl+k")
            self.window.find(where=lambda n: n.role == "entry" and n.has(driver.State.FOCUSED))

    def test_walk(self):
        """arrows go from column to column, also where one is empty"""
        with self.launch():
            self.focus("Beta")
            driver.key("ctrl+shift+Right")
            self.wait_titles(self.second, "Beta")
            self.wait_focused("Beta")
            driver.key("Left")
            self.wait_focused("Alpha")
            driver.key("Right")
            self.wait_focused("Beta")
            driver.key("Right", "Left")
            self.wait_focused("Beta")

    def test_put_back(self):
        """Escape puts a lifted card back, and nothing is written"""
        with self.launch():
            before = self.workspace.json("journal", "--limit", "1")
            self.focus("Beta")
            driver.key("space", "Right", "Escape")
            driver.wait_for(lambda: self.card("Beta").is_focused, "Beta to have the focus")
            self.assertEqual(self.workspace.json("journal", "--limit", "1"), before)

    def test_only(self):
        """the board shows the deals with something overdue, and says that it leaves out others"""
        yesterday = (datetime.date.today() - datetime.timedelta(days=1)).isoformat()
        self.workspace("new", "task", "title=Call back", f"deal={self.deals['Gamma']}",
                       f"due_on={yesterday}")
        with self.launch():
            driver.key("ctrl+k")
            self.window.find(where=lambda n: n.role == "entry" and n.has(driver.State.FOCUSED))
            driver.type_keys("something overdue")
            self.window.find_row("Show deals with something overdue")
            driver.key("Return")
            self.window.find(where=lambda n: n.name == "Only deals with something overdue")
            driver.wait_for(lambda: self.search("Alpha") is None, "Alpha to go")
            self.assertIsNotNone(self.search("Gamma"))
            self.window.press("Show all")
            self.card("Alpha")

    def search(self, title):
        return self.window.search(where=lambda n: n.role == "list item" and n.name == title,
                                  into_tables=True)


if __name__ == "__main__":
    tap.main()
