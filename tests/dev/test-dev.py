#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev in a small checkout of its own: what it runs, what it passes on, what it refuses."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

TOP = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(TOP, "tests", "support"))

import tap  # noqa: E402

MESON = """
project('small', 'c', default_options: ['werror=false'])
subdir('app')
"""
PROGRAM = '#include <stdio.h>\nint main (void) { puts ("built"); return 0; }\n'


class Checkout(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.top = os.path.join(cls.folder.name, "a checkout")
        shutil.copytree(f"{TOP}/data/dev", f"{cls.top}/data/dev")
        shutil.copy2(f"{TOP}/dev", f"{cls.top}/dev")
        os.mkdir(f"{cls.top}/app")
        cls.write("meson.build", MESON)
        cls.write("app/meson.build", "executable('kontor', 'main.c')\n")
        cls.write("app/main.c", PROGRAM)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def write(cls, path, text):
        with open(os.path.join(cls.top, path), "w", encoding="utf-8") as file:
            file.write(text)

    def dev(self, *arguments, **options):
        return subprocess.run(
            [f"{self.top}/dev", *arguments], capture_output=True, text=True, check=False, **options
        )

    def test_shell_passes_through(self):
        """shell passes standard input, arguments and the exit status, and says nothing itself"""
        done = self.dev("shell", "sh", "-c", 'cat; echo "$1"; exit 7', "sh", "two  words", input="in\n")
        self.assertEqual((done.stdout, done.returncode), ("in\ntwo  words\n", 7))
        done = self.dev("shell", "true")
        self.assertEqual((done.stdout, done.stderr), ("", ""))

    def test_shell_builds_first(self):
        """shell finds the programs of the build, which is fresh"""
        self.assertEqual(self.dev("shell", "kontor", cwd="/").stdout, "built\n")
        self.write("app/main.c", PROGRAM.replace("built", "built again"))
        self.assertEqual(self.dev("shell", "kontor").stdout, "built again\n")

    def test_shell_keeps_the_folder(self):
        """shell runs where it was called, in the same home"""
        done = self.dev("shell", "sh", "-c", 'pwd; echo "$HOME"', cwd=self.folder.name)
        self.assertEqual(done.stdout.split(), [self.folder.name, os.environ["HOME"]])

    def test_broken_build(self):
        """a build that breaks is shown, and nothing is run"""
        self.write("app/main.c", "int main (void) { return nothing; }\n")
        self.addCleanup(self.write, "app/main.c", PROGRAM)
        done = self.dev("shell", "echo", "ran")
        self.assertEqual((done.stdout, done.returncode), ("", 1))
        self.assertIn("nothing", done.stderr)
        self.assertNotEqual(self.dev("build").returncode, 0)

    def test_signals(self):
        """a signal for ./dev shell reaches the command"""
        self.dev("build")
        process = subprocess.Popen(
            [f"{self.top}/dev", "shell", "sh", "-c", "trap 'echo told; exit 3' TERM; echo ready; "
             "sleep 60 & wait"],
            stdout=subprocess.PIPE, text=True,
        )
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        self.assertEqual(process.stdout.readline(), "ready\n")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.stdout.readline(), "told\n")
        self.assertEqual(process.wait(20), 3)

    def test_verbs_without_program(self):
        """a verb whose program is not there says so in one line and exits with 2"""
        for verb in ("run", "bench", "simulate", "fuzz"):
            done = self.dev(verb)
            self.assertEqual((done.stdout, done.returncode), ("", 2), verb)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)

    def test_misuse(self):
        """an unknown verb and arguments nobody takes exit with 2"""
        for arguments in (["nonsense"], ["build", "x"], ["test", "x"], ["format", "x"], ["run", "x"]):
            done = self.dev(*arguments)
            self.assertEqual((done.stdout, done.returncode), ("", 2), arguments)
        self.assertEqual(self.dev("help").returncode, 0)

    def test_other_environment(self):
        """what another environment has built is thrown away"""
        self.dev("build")
        old = f"{self.top}/build/app/kontor"
        self.write("build/.configured", "another-root --buildtype=debugoptimized")
        self.write("build/left-over", "")
        self.assertEqual(self.dev("build").returncode, 0)
        self.assertFalse(os.path.exists(f"{self.top}/build/left-over"))
        self.assertTrue(os.path.exists(old))


class Root(unittest.TestCase):
    """The parts that make the root, on a machine of which only the commands are made up."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.bin = folder.name

    def command(self, name, script):
        path = os.path.join(self.bin, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/bash\n" + script)
        os.chmod(path, 0o755)

    def ask(self, script):
        parts = "; ".join(f". {TOP}/data/dev/{part}.sh" for part in ("say", "packages", "root"))
        return subprocess.run(
            ["bash", "-c", f"set -euo pipefail; {parts}; {script}"],
            capture_output=True, text=True, check=False,
            env={"PATH": f"{self.bin}:/usr/bin:/bin", "HOME": "/nonexistent"},
        )

    def mirror(self, targets, uris):
        self.command(
            "apt-get",
            f'case $* in indextargets*) printf "%s" "{targets}" ;; *update) printf "%s" "{uris}" ;; esac\n',
        )
        release = "sed -n 's/^VERSION_CODENAME=//p' /etc/os-release"
        done = self.ask(f'root_mirror | sed "s/$({release})/RELEASE/"')
        return done.stdout.strip()

    def test_mirror(self):
        """the mirror is the one apt uses for Debian itself"""
        with open("/etc/os-release", encoding="utf-8") as file:
            lines = dict(line.strip().split("=", 1) for line in file if "=" in line)
        if lines["ID"] != "debian":
            self.skipTest("this is no Debian")
        release = lines["VERSION_CODENAME"]
        self.assertEqual(
            self.mirror(
                f"Others {release} http://others.example/apt\n"
                f"Debian {release}-security http://a.example/security\n"
                f"Debian {release} http://a.example/debian\n", ""),
            "http://a.example/debian",
        )
        self.assertEqual(
            self.mirror("", f"'http://a.example/security/dists/{release}-security/InRelease' x 0\n"
                            f"'http://a.example/debian/dists/{release}/InRelease' y 0\n"),
            "http://a.example/debian",
        )
        self.assertEqual(self.mirror("", ""), "")

    def test_options(self):
        """how apt reaches its mirror is passed on, and nothing else of it"""
        self.command("apt-config", """cat <<'END'
Acquire "";
Acquire::http "";
Acquire::http::Proxy "http://proxy.example:3128";
Acquire::Check-Valid-Until "false";
Acquire::Languages:: "none";
END
""")
        self.assertEqual(
            self.ask("root_apt_options").stdout,
            'Acquire::http::Proxy "http://proxy.example:3128";\nAcquire::Check-Valid-Until "false";\n',
        )

    def test_name(self):
        """a root is named by all that goes into it"""
        one = self.ask("root_path").stdout
        self.assertRegex(one, r"^/nonexistent/\.cache/kontor/root-[0-9a-f]{12}\n$")
        self.assertEqual(self.ask("root_path").stdout, one)
        other = self.ask("root_recipe () { printf '%s\\n' other; }; root_path").stdout
        self.assertNotEqual(other, one)

        other = self.ask("root_finishing () { printf '%s\\n' other; }; root_path").stdout
        self.assertNotEqual(other, one)

    def test_newer_source(self):
        """the newer suite is read past its date, with the signature checked as in the root's own"""
        self.assertEqual(
            self.ask('eval "$(root_newer_source)" <<END\n'
                     "# made by mmdebstrap\n"
                     "deb http://a.example/trixie trixie main\n"
                     'deb [signed-by="/a/key" arch=amd64] http://a.example/debian trixie main\n'
                     "END").stdout,
            "deb [check-valid-until=no ] http://a.example/trixie forky main\n"
            'deb [check-valid-until=no signed-by="/a/key" arch=amd64] http://a.example/debian forky'
            " main\n",
        )

    @unittest.skipIf(os.getuid() == 0, "root needs no help")
    def test_user_needs(self):
        """a user is told all that is missing, in one command"""
        for tool in ("mmdebstrap", "mount"):
            self.command(tool, "true\n")
        done = self.ask(f"PATH={self.bin}; root_need_tools")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"sudo apt-get install .*uidmap")

    def test_failed_set_up(self):
        """a set-up that fails leaves no root, says what to do, and the next one starts afresh"""
        self.command("mmdebstrap", "mkdir -p \"${@: -1}/half\" 2>/dev/null; echo 'E: no network'; exit 1\n")
        for tool in ("mount", "apt-get", "apt-config"):
            self.command(tool, "true\n")
        cache = tempfile.TemporaryDirectory()
        self.addCleanup(cache.cleanup)
        for _ in range(2):
            done = self.ask(f"XDG_CACHE_HOME={cache.name}; root_make $(root_path); echo unreachable")
            self.assertEqual((done.stdout, done.returncode), ("", 1))
            self.assertIn("E: no network", done.stderr)
            self.assertIn("check the network", done.stderr)
            names = os.listdir(f"{cache.name}/kontor")
            self.assertFalse([name for name in names if name.startswith("root-")], names)

    def test_no_namespaces(self):
        """where users may make no namespaces the set-up says so, and not that a download failed"""
        self.command("mmdebstrap", "echo 'E: unable to pick chroot mode automatically'; exit 1\n")
        for tool in ("mount", "apt-get", "apt-config", "newuidmap"):
            self.command(tool, "true\n")
        cache = tempfile.TemporaryDirectory()
        self.addCleanup(cache.cleanup)
        done = self.ask(f"XDG_CACHE_HOME={cache.name}; root_make $(root_path); echo unreachable")
        self.assertEqual((done.stdout, done.returncode), ("", 1))
        self.assertIn("no namespaces", done.stderr)
        self.assertNotIn("download", done.stderr)


# A root of links to the machine's own folders, entered from a chroot whose / is no mount point.
FROM_A_CHROOT = """
set -e
mount -t tmpfs none {place}
mkdir {place}/machine
cd {place}/machine
for folder in /*; do
  case $folder in
    /proc | /lost+found) ;;
    *) if [ -L $folder ]; then cp -P $folder .; elif [ -d $folder ]; then
         mkdir ./$folder; mount --rbind $folder ./$folder
       fi ;;
  esac
done
mkdir proc; mount -t proc proc proc
mkdir -p made/root/usr made/root/etc made/root/var/tmp made/cache
mount --bind /usr made/root/usr
mount --bind /etc made/root/etc
cp -P /bin /sbin /lib* made/root/ 2>/dev/null || true
exec chroot . /bin/bash -c '
  set -euo pipefail
  export HOME=/made XDG_CACHE_HOME=/made/cache KONTOR_DEV_WAY=
  KONTOR_SOURCE=/made
  cd /made
  for part in say packages root enter; do . {top}/data/dev/$part.sh; done
  ENTER_ROOT=/made/root ENTER_NAME=made
  enter_choose_way
  echo "$ENTER_WAY"
  enter_exec sh -c "echo inside; touch /usr/nothing 2>/dev/null || echo read-only"'
"""


@unittest.skipUnless(os.getuid() == 0, "only root can make a chroot")
class Chroot(unittest.TestCase):
    def test_enters(self):
        """the root is entered from a plain chroot, too, and what is mounted for it stays inside"""
        with tempfile.TemporaryDirectory() as place:
            script = FROM_A_CHROOT.format(place=place, top=TOP)
            done = subprocess.run(
                ["unshare", "--mount", "--pid", "--fork", "--propagation", "private",
                 "/bin/bash", "-c", script], capture_output=True, text=True, check=False, timeout=60,
            )
            if "unshare failed" in done.stderr:
                self.skipTest("namespaces are refused here")
            self.assertEqual(done.stdout, "chroot\ninside\nread-only\n", done.stderr)
            self.assertEqual(os.listdir(place), [])


if __name__ == "__main__":
    tap.main()
