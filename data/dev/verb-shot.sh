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
# Those in the sidebar, the steps of an import, what hangs on the sidebar, a record of each kind that
# has a page, the dialogs of new ones, and what lies over all pages.
readonly SHOT_PAGES=(
  welcome today contacts companies deals board tasks import import-columns import-differences
  import-refused import-done search status attention attention-none duplicates duplicates-none accounts trash
  contact company deal new-contact new-company new-deal new-task
  palette shortcuts menu
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

# The files of an import, one a line, after what to do with them.
shot_import ()
{
  printf '%s\n' import "$SHOT_FOLDER"/files/*.csv "$@"
}

# A page as the app takes it: a list first and then its first record, as one goes there.
shot_place ()
{
  local id
  case $1 in
    welcome) echo ;;
    contact | company | deal)
      id=$(enter_run kontorctl --json -w "$2" list "$1" --limit 1 \
             | grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' | sed -n 1p) || return
      case $1 in
        company) printf 'companies\nwin.go::company/%s\n' "$id" ;;
        *) printf '%ss\nwin.go::%s/%s\n' "$1" "$1" "$id" ;;
      esac ;;
    new-company) printf 'companies\nlist.new\n' ;;
    new-*) printf '%ss\nlist.new\n' "${1#new-}" ;;
    palette | shortcuts | status) echo "win.$1" ;;
    menu) printf 'today\nwin.menu\n' ;;
    accounts) echo app.sign-in ;;
    attention-none) echo attention ;;
    duplicates-none) echo duplicates ;;
    import-columns) shot_import ;;
    import-differences) shot_import import.differences ;;
    import-refused) shot_import import.differences import.show::refused ;;
    import-done) shot_import import.differences import.run ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# The workspace that a page is taken of, made if need be.
shot_workspace ()
{
  local file=$SHOT_FOLDER/workspace.kontor
  case $1 in
    welcome) return ;;
    attention)
      file=$SHOT_FOLDER/attention.kontor
      if [ ! -e "$file" ]; then
        demo_workspace "$file" \
          && enter_run python3 "$KONTOR_SOURCE/tests/support/ui/make-conflicts" "$file" || return
      fi ;;
    duplicates)
      file=$SHOT_FOLDER/duplicates.kontor
      if [ ! -e "$file" ]; then
        demo_workspace "$file" \
          && enter_run python3 "$KONTOR_SOURCE/tests/support/ui/make-duplicates" "$file" || return
      fi ;;
    import-done)
      file=$SHOT_FOLDER/import.kontor
      demo_workspace "$file" || return ;;
  esac
  printf '%s\n' "$file"
}

# One display for all pages of a variant.
shot_variant ()
{
  local variant=$1 display size page place workspace jobs=()
  shift
  read -r -a display <<<"$(shot_display "$variant")"
  size=${display[-1]}
  unset 'display[-1]'
  for page; do
    workspace=$(shot_workspace "$page") || { say "no workspace for $page"; continue; }
    place=$(shot_place "$page" "$workspace") || { say "no record for $page"; continue; }
    jobs+=("$workspace" "$place" "$SHOT_FOLDER/$page-$variant.png")
  done
  enter_run "$KONTOR_SOURCE/tests/support/ui/run-headless" --size 1400x1000 "${display[@]}" -- \
    "$KONTOR_SOURCE/tests/support/ui/shoot-pages" "$size" "${jobs[@]}"
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
  demo_need kontor kontorctl kontord
  if [ ${#variants[@]} -eq 0 ]; then
    variants=(light)
    [ ${#pages[@]} -gt 0 ] || variants=("${SHOT_VARIANTS[@]}")
  fi
  [ ${#pages[@]} -gt 0 ] || pages=("${SHOT_PAGES[@]}")
  mkdir -p "$SHOT_FOLDER"
  rm -f -- "$SHOT_FOLDER"/attention.kontor* "$SHOT_FOLDER"/duplicates.kontor*
  demo_workspace "$SHOT_FOLDER/workspace.kontor" || say_fail 'the demonstration workspace failed'
  rm -rf -- "$SHOT_FOLDER/files"
  enter_run kontorctl demo files "$SHOT_FOLDER/files" >/dev/null || say_fail 'the files failed'
  for variant in "${variants[@]}"; do
    shot_variant "$variant" "${pages[@]}" || rc=1
  done
  say "pictures in $SHOT_FOLDER"
  return $rc
}
