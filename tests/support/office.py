# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server and workspaces for tests that use the real programs, which KONTOR_APP, KONTOR_CTL and
KONTOR_SERVER name; else those on PATH are taken."""

import json
import os
import subprocess
import time

KONTOR = os.environ.get("KONTOR_APP", "kontor")
KONTORCTL = os.environ.get("KONTOR_CTL", "kontorctl")
KONTORD = os.environ.get("KONTOR_SERVER", "kontord")
PASSWORD = "Nothing secret here"


def run(*command, check=True, password=PASSWORD):
    environment = dict(os.environ, KONTOR_PASSWORD=password)
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, env=environment)
    if check and done.returncode != 0:
        raise AssertionError(f"{command}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Server:
    """kontord on a port of this machine, with one tenant, until stop()."""

    def __init__(self, folder, title="Acme"):
        self.data = os.path.join(folder, "server")
        self.port = "0"
        self.process = None
        self.port_file = os.path.join(folder, "port")
        run(KONTORD, "tenant", "add", "acme", "--title", title, "--data", self.data)

    def add_member(self, email, name):
        run(KONTORD, "member", "add", "acme", email, "--name", name, "--data", self.data)

    def start(self):
        """Again on the same port."""
        if os.path.exists(self.port_file):
            os.remove(self.port_file)
        self.process = subprocess.Popen(
            [KONTORD, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}",
             "--port-file", self.port_file],
            stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )
        end = time.monotonic() + 30
        while not (os.path.exists(self.port_file) and os.path.getsize(self.port_file)):
            if time.monotonic() > end or self.process.poll() is not None:
                raise AssertionError("the server did not start")
            time.sleep(0.05)
        with open(self.port_file, encoding="ascii") as file:
            self.port = file.read().strip()
        return self

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


class Workspace:
    """A workspace, by way of kontorctl."""

    def __init__(self, path):
        self.path = path

    def __call__(self, *arguments, check=True):
        return run(KONTORCTL, "-w", self.path, *arguments, check=check)

    def json(self, *arguments, check=True):
        return json.loads(run(KONTORCTL, "-w", self.path, "--json", *arguments, check=check))

    def count(self, entity, where=None):
        condition = ["--where", where] if where else []
        return int(self("list", entity, *condition, "--count"))

    def connect(self, server, email):
        self("connect", server.url, email)
        self("sync")

    def sync(self):
        self("sync")
