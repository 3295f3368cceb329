# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What Kontor needs: as Debian packages, for the root that ./dev makes, and as what a machine of
# its own must have. A change here makes a new root.

readonly KONTOR_SUITE=trixie

readonly KONTOR_PACKAGES=(
  # compilers and what builds
  build-essential clang clang-format libclang-rt-19-dev blueprint-compiler desktop-file-utils
  appstream gettext git libglib2.0-dev-bin meson ninja-build pkgconf
  # libraries
  libadwaita-1-dev libdex-dev libgtk-4-dev libjson-glib-dev libmicrohttpd-dev libsecret-1-dev
  libsodium-dev libsoup-3.0-dev libsqlite3-dev libyyjson-dev libzstd-dev
  # a desktop without a screen: for tests, pictures and the tour
  adwaita-icon-theme at-spi2-core dbus dbus-x11 fonts-cantarell fonts-dejavu-core
  fonts-inter fonts-noto-core fonts-wqy-microhei gir1.2-atspi-2.0 gnome-keyring imagemagick
  librsvg2-common openbox python3-gi x11-utils x11-xserver-utils xauth xdotool xvfb
  # looking into things
  ca-certificates curl gdb iproute2 less locales mount procps shellcheck sqlite3 strace valgrind
)

# Taken from the suite after, where it is 1.0.10: below that the server refuses to listen beyond
# loopback. The pin lets nothing else of that suite in.
readonly KONTOR_NEWER_SUITE=forky
readonly KONTOR_NEWER_PACKAGES=(libmicrohttpd-dev libmicrohttpd12t64)

# Beside C.UTF-8: the locales the tests and pictures speak.
readonly KONTOR_LOCALES=(en_US de_DE ar_EG)

# The floor, as pkg-config modules; a machine that has all of it and the tools needs no root.
readonly KONTOR_MODULES=(
  'glib-2.0 >= 2.84' 'gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 'libsoup-3.0 >= 3.6'
  'json-glib-1.0 >= 1.10' 'libsecret-1 >= 0.21' 'sqlite3 >= 3.46' 'libdex-1 >= 0.10'
  'yyjson >= 0.10' 'libzstd >= 1.5' 'libsodium >= 1.0.18' 'libmicrohttpd >= 1.0.1'
)
readonly KONTOR_TOOLS=(cc meson ninja blueprint-compiler msgfmt python3)
