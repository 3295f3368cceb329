#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""tour.py FOLDER: walks through the main job in a real window, as a person with a keyboard does, and
leaves a picture of each step in FOLDER. Run it by run-headless with a window manager; the programs
are those on PATH.

KONTOR_WORKSPACE names the workspace, which is signed in; KONTOR_TOUR_SERVER, KONTOR_TOUR_MEMBER and
KONTOR_PASSWORD sign in a second computer of the same person. What the tour does it takes back, so
that it can begin again on the same workspace, also where one before it stopped half-way.

The exit status is 1 when a step fails; what the window showed is then in FOLDER, too.
"""

import glob
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import driver  # noqa: E402
from driver import State, wait_for  # noqa: E402

# A machine that does other things, too, takes its time.
PATIENCE = 60
# Pixels of the frame that a maximised window keeps where nothing composes the screen.
FRAME = 5
CONTACT = "Marcus Smith"
ROLES = ("Head of Purchasing", "Head of Operations", "Fleet Manager")
# Of the file with the deals: the server gets them all and must not keep anybody waiting.
ROWS = 400


class Failed(Exception):
    """Why the tour cannot go on."""


def kontorctl(workspace, *arguments):
    command = ["kontorctl", "-w", workspace, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


class Tour:
    def __init__(self, folder):
        self.folder = folder
        self.here = os.environ["KONTOR_WORKSPACE"]
        self.there = os.path.join(os.path.dirname(self.here), "second-computer.kontor")
        # Which import is to be taken back, should this tour not come to it.
        self.note = os.path.join(os.path.dirname(self.here), "imported-by-tour")
        self.steps = [step for name, step in vars(Tour).items() if name.startswith("step_")]
        self.number = 0
        self.app = self.window = self.display = None

    # Before and after

    def prepare(self):
        os.makedirs(self.folder, exist_ok=True)
        for old in glob.glob(os.path.join(self.folder, "[0-9][0-9]-*")):
            os.unlink(old)
        self.files = self.make_files(os.path.join(self.folder, "files"))
        if not os.path.exists(self.there):
            kontorctl(self.there, "init", "--name", "Second computer")
            kontorctl(self.there, "connect", os.environ["KONTOR_TOUR_SERVER"],
                      os.environ["KONTOR_TOUR_MEMBER"])

    def make_files(self, folder):
        """What another CRM exports, its longest file cut short."""
        kontorctl(self.here, "demo", "files", folder)
        files = sorted(glob.glob(os.path.join(folder, "*.csv")))
        for path in files:
            with open(path, encoding="utf-8") as file:
                rows = file.readlines()
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(rows[:ROWS + 1])
        return files

    def run(self):
        """Walks through all steps; the exit status."""
        self.prepare()
        self.tidy()
        with driver.launch("kontor") as self.app:
            try:
                self.open_window()
                for self.number, step in enumerate(self.steps, 1):
                    name, words = step.__name__[len("step_"):].replace("_", "-"), step.__doc__
                    print(f"{self.number:3}  {words}", flush=True)
                    step(self)
                    self.shoot(f"{self.number:02}-{name}.png")
            except (driver.NotFound, Failed, subprocess.SubprocessError) as error:
                return self.give_up(error)
            self.app.end()
        return 0

    def open_window(self):
        self.window = self.app.find("frame", timeout=PATIENCE)
        self.display = driver.focus_window(self.app)
        self.window.wait_state(State.ACTIVE, PATIENCE)
        if "window.toggle-maximized" in self.window.actions():
            self.window.act("window.toggle-maximized")
        # Away from all rows, which light up below it.
        subprocess.run(["xdotool", "mousemove", "4000", "4000"], check=True)

    def give_up(self, error):
        last = os.path.join(self.folder, f"{self.number:02}-failed")
        print(f"\ntour: step {self.number} failed: {error}", file=sys.stderr)
        try:
            driver.shoot(f"{last}.png")
            with open(f"{last}.txt", "w", encoding="utf-8") as file:
                file.write(self.app.describe())
            print(f"tour: what was on the screen is in {last}.png and .txt", file=sys.stderr)
        except Exception as trouble:  # whatever it is, the first failure is the one to tell
            print(f"tour: and nothing could be seen of it: {trouble}", file=sys.stderr)
        self.app.end()
        return 1

    def tidy(self):
        """Takes back what a tour that stopped half-way has left."""
        for item in json.loads(kontorctl(self.here, "--json", "attention")):
            if item.get("conflict") and item["mine"].get("job_title") in ROLES:
                kontorctl(self.here, "delete", item["conflict"])
        if os.path.exists(self.note):
            with open(self.note, encoding="ascii") as file:
                kontorctl(self.here, "undo", file.read())
            os.unlink(self.note)

    def shoot(self, name):
        """Stores the window once it has come to rest."""
        path, before = os.path.join(self.folder, name), None
        for _ in range(20):
            driver.shoot(path, self.display, FRAME)
            with open(path, "rb") as file:
                picture = file.read()
            if picture == before:
                return
            before = picture
            time.sleep(0.15)

    # What steps are made of

    def find(self, role=None, name=None, where=None, **more):
        return self.window.find(role, name, where, timeout=PATIENCE, **more)

    def find_named(self, beginning, role="button"):
        return self.find(role, where=lambda n: n.name.startswith(beginning) and n.is_usable)

    def wait_gone(self, role, name):
        self.window.wait_gone(role, name, PATIENCE)

    def go(self, key, page):
        driver.key(key)
        self.find("label", page)

    def wait_role(self, text):
        said = f"the role to be “{text}”"
        wait_for(lambda: self.find("text", "Role").text == text, said, PATIENCE)

    def change_role(self, text):
        """Edits the role in place and saves it with Enter."""
        role = self.find("text", "Role")
        driver.key("F2")
        self.find("text", "First name").wait_state(State.FOCUSED, PATIENCE)
        role.tab_to(12)
        role.write(text)
        driver.key("Return")
        self.find("button", "Put back")

    def open_contact(self):
        """Finds the contact as one finds everything: Ctrl+K and a few letters."""
        driver.key("ctrl+k")
        entry = self.find("dialog", "Search or do anything").find("entry", timeout=PATIENCE)
        entry.wait_state(State.SHOWING, PATIENCE)
        driver.type_keys(CONTACT.lower())
        self.find("list item", CONTACT, into_tables=True)

    def focus_into(self, column):
        for _ in range(120):
            if any(child.has(State.FOCUSED) for child in column.children()):
                return
            driver.key("Tab")
            time.sleep(0.05)
        raise Failed(f"{column!r} is not reached by Tab")

    def count_stage(self, stage):
        return int(kontorctl(self.here, "list", "deal", "--where", f'stage = "{stage}"', "--count"))

    def wait_stage(self, count):
        said = f"{count} deals to be engaging"
        wait_for(lambda: self.count_stage("Engaging") == count, said, PATIENCE)

    def is_import_undone(self):
        entries = json.loads(kontorctl(self.here, "--json", "journal", "--limit", "20"))
        return any(entry["undoes"] == self.imported for entry in entries)

    # The steps, in this order; each one's words are what is said of it

    def step_today(self):
        """Today: what is overdue, what is due, what has gone quiet"""
        self.go("ctrl+1", "Today")
        self.find_named("In step")

    def step_contacts(self):
        """Contacts: everybody, whether there is a network or not"""
        self.go("ctrl+2", "Contacts")
        self.find_row()

    def find_row(self):
        self.find(where=lambda n: n.role in ("table row", "list item") and n.name,
                  into_tables=True)

    def step_search(self):
        """Ctrl+K finds everything, and does everything"""
        self.open_contact()

    def step_record(self):
        """A contact: the facts, how to reach her, and the story"""
        driver.key("Return")
        self.find("heading", CONTACT)
        self.was = self.find("text", "Role").text

    def step_edit(self):
        """A fact is edited where it stands; below it is what it was, and a button to put it back"""
        self.role, self.other_role = [role for role in ROLES if role != self.was][:2]
        self.change_role(self.role)

    def step_undo(self):
        """Ctrl+Z takes back what was done last"""
        driver.key("Tab")
        driver.key("ctrl+z")
        self.wait_role(self.was)

    def step_import(self):
        """Four files of another CRM: what they hold is found out, and a misspelt product shown"""
        subprocess.run(["kontor", *self.files], check=True, timeout=PATIENCE)
        self.find("label", "accounts.csv")
        self.find_named("Show differences")

    def step_differences(self):
        """One click mends all its rows; then every difference, before anything is written"""
        remedy = self.window.search("button", where=lambda n: n.name.startswith("Use “"))
        if remedy:
            remedy.act()
            self.wait_gone("button", remedy.name)
        self.find_named("Show differences").act()
        self.find_named("Import ")

    def step_imported(self):
        """Everything came in as one act, which one click takes back"""
        self.find_named("Import ").act()
        self.find("button", "Undo import")
        entries = json.loads(kontorctl(self.here, "--json", "journal", "--limit", "20"))
        self.imported = next(entry["entry"] for entry in entries if entry["origin"] == "import")
        with open(self.note, "w", encoding="ascii") as file:
            file.write(str(self.imported))

    def step_board(self):
        """The board of the deals that came in"""
        self.go("ctrl+5", "Board")
        self.column = self.find("list", "Prospecting")
        self.column.find("list item", into_tables=True, timeout=PATIENCE)

    def step_lifted(self):
        """Space lifts a card"""
        self.before = self.count_stage("Engaging")
        self.focus_into(self.column)
        driver.key("space")

    def step_moved(self):
        """An arrow and Space bring it to the next stage"""
        driver.key("Right")
        driver.key("space")
        self.wait_stage(self.before + 1)

    def step_search_page(self):
        """The same search on a page of its own, accents and case aside"""
        driver.key("ctrl+z")
        self.wait_stage(self.before)
        self.go("ctrl+shift+f", "Search everything")
        driver.type_keys("garcia")
        self.find("list item", where=lambda n: "García" in n.name, into_tables=True)

    def step_in_step(self):
        """Where the data is: in a file of one's own, and in step with the server"""
        self.find_named("In step").act()
        self.find("label", "Nothing: the server has it all")

    def step_attention(self):
        """Two computers changed the same while apart: the later stands, and nothing is lost"""
        driver.key("Escape")
        self.wait_gone("label", "Nothing: the server has it all")
        kontorctl(self.there, "sync")
        contact = json.loads(kontorctl(self.there, "--json", "search", "--in", "contact", CONTACT))
        kontorctl(self.there, "set", contact[0]["id"], f"job_title={self.other_role}")
        self.open_contact()
        driver.key("Return")
        self.find("heading", CONTACT)
        self.change_role(self.role)
        self.find_named("In step")
        kontorctl(self.there, "sync")
        self.find("button", where=lambda n: "attention" in n.name).act()
        self.find("list item", where=lambda n: "attention" in n.name).tab_to(12)
        driver.key("Return")
        self.find("button", "Take what gave way")

    def step_settled(self):
        """What gave way can still be taken, here or never"""
        self.find("button", "Take what gave way").act()
        self.wait_gone("button", "Take what gave way")

    def step_undone(self):
        """The import is taken back, and everything else stays"""
        self.go("ctrl+i", "Import")
        self.find("button", "Undo import").act()
        wait_for(self.is_import_undone, "the import to be undone", PATIENCE)
        os.unlink(self.note)
        self.go("ctrl+3", "Companies")
        self.find_named("In step")


def main():
    if len(sys.argv) != 2:
        print("usage: tour.py FOLDER", file=sys.stderr)
        return 2
    try:
        return Tour(sys.argv[1]).run()
    except (driver.NotFound, Failed, KeyError) as error:
        print(f"tour: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
