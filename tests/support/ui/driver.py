# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a window as a person with a screen reader does: by roles, names and actions.

    with driver.launch("kontor") as app:
        window = app.find("frame", "Contacts")
        window.press("New contact")
        dialog = window.find("dialog", "New contact")
        dialog.find("text", "Name").write("Zoë Tester")
        dialog.press("Save")
        window.wait_gone("dialog", "New contact")

Nothing sleeps for a while and hopes: the tree of a window is made asynchronously, so everything is
looked for until it is there or the time is over. No pixel is named, and only `key` and `type_keys`
need a window manager (run-headless --window-manager).
"""

import subprocess
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore", DeprecationWarning)
# It warns of each window that went while it was being looked at, which is nothing to be told.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None)
Atspi.init()
Atspi.set_timeout(3000, 10000)

State = Atspi.StateType
TIMEOUT = 10.0
# Tables expose only the rows on screen, and walking through all their cells is slow.
TABLES = ("tree table", "table")
PRESSES = ("click", "activate", "press", "toggle")


class NotFound(AssertionError):
    """What was looked for did not come in time."""


def wait_for(condition, what, timeout=TIMEOUT):
    """Asks CONDITION until it answers something true, which is returned."""
    end = time.monotonic() + timeout
    context = GLib.MainContext.default()
    trouble = ""
    while True:
        while context.iteration(False):
            pass
        try:
            answer = condition()
            if answer:
                return answer
        except GLib.Error as error:  # the object went away between two questions
            trouble = f" ({error.message})"
        if time.monotonic() > end:
            raise NotFound(f"not within {timeout:g} s: {what}{trouble}")
        time.sleep(0.02)


class Node:
    """One accessible object."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __repr__(self):
        return f"{self.role} “{self.name}”"

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def description(self):
        return self.accessible.get_description() or ""

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def is_focused(self):
        """Asks anew: what is remembered changes only while somebody waits for it."""
        self.accessible.clear_cache_single()
        return self.has(State.FOCUSED)

    @property
    def is_usable(self):
        return self.has(State.SENSITIVE) and self.has(State.SHOWING)

    def children(self):
        self.accessible.clear_cache_single()
        for index in range(self.accessible.get_child_count()):
            try:
                child = self.accessible.get_child_at_index(index)
            except GLib.Error:
                continue
            if child is not None:
                yield Node(child)

    def walk(self, into_tables=False, depth=0):
        """This object and all below it, each with its depth."""
        yield depth, self
        if depth and not into_tables and self.role in TABLES:
            return
        for child in self.children():
            yield from child.walk(into_tables, depth + 1)

    # Finding

    def search(self, role=None, name=None, where=None, into_tables=False):
        """The first that shows now, or None."""
        for _, node in self.walk(into_tables):
            if role is not None and node.role != role:
                continue
            if name is not None and node.name != name:
                continue
            if node.has(State.SHOWING) and (where is None or where(node)):
                return node
        return None

    def find(self, role=None, name=None, where=None, into_tables=False, timeout=TIMEOUT):
        """The first that shows; waits for it."""
        return wait_for(
            lambda: self.search(role, name, where, into_tables), f"{role} “{name}”", timeout
        )

    def find_row(self, starts_with, timeout=TIMEOUT):
        """The row of a table whose name, the texts of its cells, starts so."""
        return self.find(
            where=lambda n: n.role in ("table row", "list item") and n.name.startswith(starts_with),
            into_tables=True,
            timeout=timeout,
        )

    def wait_gone(self, role, name, timeout=TIMEOUT):
        wait_for(lambda: self.search(role, name) is None, f"{role} “{name}” to go", timeout)

    def wait_state(self, state, timeout=TIMEOUT):
        wait_for(lambda: self.has(state), f"{self!r} to be {state.value_nick}", timeout)

    def wait_text(self, text, timeout=TIMEOUT):
        wait_for(lambda: self.text == text, f"{self!r} to say “{text}”", timeout)

    # Acting

    def actions(self):
        """The names of what can be done. An insensitive button counts its actions but refuses
        their names, and the first action of an entry may delete its text: choose by name."""
        interface = self.accessible.get_action_iface()
        names = []
        for index in range(Atspi.Action.get_n_actions(interface) if interface else 0):
            try:
                names.append(Atspi.Action.get_action_name(interface, index))
            except GLib.Error:
                names.append("")
        return names

    def act(self, *names):
        """Does the first of the actions NAMES that there is."""
        have = self.actions()
        for name in names or PRESSES:
            if name in have:
                return Atspi.Action.do_action(self.accessible.get_action_iface(), have.index(name))
        raise NotFound(f"{self!r} can do {have}, none of {names or PRESSES}")

    def press(self, name, role="button", timeout=TIMEOUT):
        """Finds what is called so, waits until it can be pressed, and presses it."""
        node = self.find(role, name, lambda n: n.is_usable and any(n.actions()), timeout=timeout)
        node.act()
        return node

    def tab_to(self, most=60):
        """Moves the focus here by Tab, as GTK lets nobody set it from outside. A plain check button
        has no action either: go to it and press space."""
        for _ in range(most):
            if self.is_focused:
                return
            key("Tab")
            time.sleep(0.05)
        raise NotFound(f"{self!r} is not reached within {most} Tabs")

    def select(self, row):
        """Selects ROW of this list, which is not the same as activating it."""
        selection = self.accessible.get_selection_iface()
        if selection is None:
            raise NotFound(f"{self!r} has nothing to select")
        index = row.accessible.get_index_in_parent()
        if not Atspi.Selection.select_child(selection, index):
            raise NotFound(f"{self!r} refuses to select {row!r}")

    # Text

    @property
    def text(self):
        interface = self.accessible.get_text_iface()
        if interface is None:
            return self.name
        return Atspi.Text.get_text(interface, 0, Atspi.Text.get_character_count(interface))

    def write(self, text):
        """Makes TEXT what an entry holds. Of an entry row take the child of role `text`."""
        interface = self.accessible.get_editable_text_iface()
        if interface is None or not Atspi.EditableText.set_text_contents(interface, text):
            raise NotFound(f"{self!r} cannot be written to")
        self.wait_text(text)

    def describe(self):
        """The tree from here on as text, for finding out why something is not found."""
        lines = []
        for depth, node in self.walk():
            hidden = "" if node.has(State.SHOWING) else " (hidden)"
            lines.append(f"{'  ' * depth}{node!r} {node.actions() or ''}{hidden}")
        return "\n".join(lines)


class App(Node):
    """A running program, ended with the block it was launched for."""

    def __init__(self, process, timeout=30.0):
        self.process = process

        def look():
            if process.poll() is not None:
                raise NotFound(f"the program ended with status {process.returncode}")
            for node in Node(Atspi.get_desktop(0)).children():
                if node.accessible.get_process_id() == process.pid:
                    return node
            return None

        super().__init__(wait_for(look, f"program {process.args[0]}", timeout).accessible)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            try:
                print("\n".join(f"# {line}" for line in self.describe().splitlines()))
            except GLib.Error:
                print("# the program shows nothing any more")
        self.end()

    def end(self, timeout=10.0):
        """Asks the program to end and says its exit status; one that does not is killed."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def launch(*command, env=None, timeout=30.0):
    """Starts a program and waits until it shows itself. Do not wrap it in another program: it is
    known by its process."""
    process = subprocess.Popen(command, env=env)
    try:
        return App(process, timeout)
    except BaseException:
        process.kill()
        process.wait()
        raise


def focus_window(app):
    """Gives the program's window the keys; returns its number on this display."""
    found = subprocess.run(
        ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(app.process.pid)],
        capture_output=True, text=True, check=True, timeout=TIMEOUT,
    )
    window = found.stdout.split()[-1]
    subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True, timeout=TIMEOUT)
    return window


def key(*names):
    """Presses keys, `ctrl+k` or `Return`, in the window that has the focus."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "15", *names], check=True)


def type_keys(text):
    """Types ASCII text key by key; other letters get lost on the way: `write` them."""
    subprocess.run(["xdotool", "type", "--delay", "12", text], check=True)


def shoot(path, window="root", without=0):
    """Stores what the screen, or one window of it, shows as PNG; WITHOUT so many pixels at each side:
    where no shadows can be drawn, a window has a plain frame."""
    subprocess.run(["import", "-silent", "-window", window, path], check=True)
    if without:
        subprocess.run(["mogrify", "-shave", f"{without}x{without}", "+repage", path], check=True)
