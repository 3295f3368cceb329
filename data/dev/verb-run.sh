# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev run [--fresh]: a server on this machine with a demonstration workspace, and the app connected
# to it. What was done there is still there the next time; --fresh begins anew. Without a display the
# main job is walked through on a virtual one.

# shellcheck source=/dev/null
. "$KONTOR_SOURCE/data/dev/demo.sh"

readonly RUN_WORKSPACE=$DEMO/demo.kontor
# Whose workspace the generator makes.
readonly RUN_FIRM='Lumen & Kante' RUN_NAME='Anna Petersen'
readonly RUN_MEMBER=anna.petersen@lumen-kante.example
readonly RUN_PASSWORD='Nothing secret here'
RUN_SERVER=

run_stop ()
{
  [ -z "$RUN_SERVER" ] || kill "$RUN_SERVER" 2>/dev/null || true
}

# Starts the server on the port it had the last time, or any free one, and waits for it.
run_server ()
{
  local port=0 waited=0
  [ ! -s "$DEMO/port" ] || port=$(cat "$DEMO/port")
  rm -f "$DEMO/port.new"
  enter_exec kontord serve --data "$DEMO/server" --listen "127.0.0.1:$port" \
    --port-file "$DEMO/port.new" >"$DEMO/server.log" 2>&1 &
  RUN_SERVER=$!
  trap run_stop EXIT
  until [ -s "$DEMO/port.new" ]; do
    if ! kill -0 "$RUN_SERVER" 2>/dev/null || [ $((waited++)) -gt 200 ]; then
      tail -n 5 "$DEMO/server.log" >&2
      say_fail "the server did not start; its log is $DEMO/server.log"
    fi
    sleep 0.05
  done
  mv "$DEMO/port.new" "$DEMO/port"
}

run_make_server ()
{
  enter_run kontord tenant add demo --title "$RUN_FIRM" --data "$DEMO/server" >/dev/null \
    && KONTOR_PASSWORD=$RUN_PASSWORD enter_run kontord member add demo "$RUN_MEMBER" \
         --name "$RUN_NAME" --data "$DEMO/server" >/dev/null
}

run_make_workspace ()
{
  demo_workspace "$RUN_WORKSPACE" \
    && KONTOR_PASSWORD=$RUN_PASSWORD enter_run kontorctl -w "$RUN_WORKSPACE" connect \
         "http://127.0.0.1:$(cat "$DEMO/port")" "$RUN_MEMBER" >/dev/null \
    && enter_run kontorctl -w "$RUN_WORKSPACE" sync >/dev/null
}

run_on_virtual_display ()
{
  say 'no display here: the app runs on a virtual one and leaves pictures in build/tour/'
  KONTOR_TOUR_SERVER=http://127.0.0.1:$(cat "$DEMO/port") KONTOR_TOUR_MEMBER=$RUN_MEMBER \
    KONTOR_PASSWORD=$RUN_PASSWORD enter_run "$KONTOR_SOURCE/tests/support/ui/run-headless" --window-manager --size 1280x860 -- \
    "$KONTOR_SOURCE/tests/support/ui/with-keyring" \
    python3 "$KONTOR_SOURCE/tests/support/ui/tour.py" "$KONTOR_BUILD/tour"
}

verb_run ()
{
  case ${1-} in
    '') ;;
    --fresh) rm -rf --one-file-system -- "$DEMO" ;;
    *) say_usage "run knows no $1" ;;
  esac
  build_fresh
  demo_need kontor kontord kontorctl
  mkdir -p "$DEMO"
  if [ ! -e "$DEMO/made" ]; then
    say 'making the demonstration workspace'
    rm -rf --one-file-system -- "$DEMO/server" "$DEMO/port"
    run_make_server || say_fail 'the server took no workspace'
    run_server
    run_make_workspace || say_fail 'the demonstration workspace failed'
    touch "$DEMO/made"
  else
    run_server
  fi
  say "server on http://127.0.0.1:$(cat "$DEMO/port"), signed in as $RUN_MEMBER"
  export KONTOR_WORKSPACE=$RUN_WORKSPACE
  if [ "${WAYLAND_DISPLAY-}${DISPLAY-}" ]; then
    enter_run kontor
  else
    run_on_virtual_display
  fi
}
