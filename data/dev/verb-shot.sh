# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev shot [PAGE] [VARIANT…]: pictures of the app into build/shots/PAGE-VARIANT.png. The app paints
# its page itself, once the page's data is there. With no PAGE all pages are taken, with no VARIANT
# all variants of them, or the light one of a single page.

# shellcheck source=/dev/null
. "$KONTOR_SOURCE/data/dev/demo.sh"

readonly SHOT_FOLDER=$KONTOR_BUILD/shots
readonly SHOT_VARIANTS=(light dark narrow large-text rtl)
# Those in the sidebar, what hangs on it, and a record of each kind that has a page.
readonly SHOT_PAGES=(
  welcome today contacts companies deals tasks import search status attention accounts trash
  contact company deal
)

# The display a variant needs, as options of run-headless; the size of the window last.
shot_display ()
{
  case $1 in
    light) echo 1200x780 ;;
    dark) echo --dark 1200x780 ;;
    narrow) echo 360x720 ;;
    large-text) echo --text-scale 2 1200x780 ;;
    rtl) echo --rtl 1200x780 ;;
  esac
}

# A page as the app takes it: for a record the place of the first one.
shot_place ()
{
  local id
  case $1 in
    contact | company | deal)
      id=$(enter_run kontorctl --json -w "$2" list "$1" --limit 1 \
             | grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' | sed -n 1p) || return
      printf '%s/%s\n' "$1" "$id" ;;
    status) echo win.status ;;
    accounts) echo app.sign-in ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# One display for all pages of a variant.
shot_variant ()
{
  local variant=$1 display size page place jobs=()
  shift
  read -r -a display <<<"$(shot_display "$variant")"
  size=${display[-1]}
  unset 'display[-1]'
  for page; do
    place=$(shot_place "$page" "$SHOT_FOLDER/workspace.kontor") || { say "no record for $page"; continue; }
    jobs+=("$place" "$SHOT_FOLDER/$page-$variant.png")
  done
  enter_run "$KONTOR_SOURCE/tests/support/ui/run-headless" --size 1400x1000 "${display[@]}" -- \
    "$KONTOR_SOURCE/tests/support/ui/shoot-pages" "$size" "$SHOT_FOLDER/workspace.kontor" "${jobs[@]}"
}

verb_shot ()
{
  local word variant pages=() variants=() rc=0
  for word; do
    case " ${SHOT_VARIANTS[*]} " in
      *" $word "*) variants+=("$word") ;;
      *) pages+=("$word") ;;
    esac
  done
  build_fresh
  demo_need kontor kontorctl
  if [ ${#variants[@]} -eq 0 ]; then
    variants=(light)
    [ ${#pages[@]} -gt 0 ] || variants=("${SHOT_VARIANTS[@]}")
  fi
  [ ${#pages[@]} -gt 0 ] || pages=("${SHOT_PAGES[@]}")
  mkdir -p "$SHOT_FOLDER"
  demo_workspace "$SHOT_FOLDER/workspace.kontor" || say_fail 'the demonstration workspace failed'
  for variant in "${variants[@]}"; do
    shot_variant "$variant" "${pages[@]}" || rc=1
  done
  say "pictures in $SHOT_FOLDER"
  return $rc
}
