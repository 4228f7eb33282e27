# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

# What the commands of this folder share. They stand in the top folder of the project.

# build_into DIRECTORY [OPTION OF MESON…]
# Builds in DIRECTORY and installs into DIRECTORY/prefix, also what otherwise goes where Evolution
# looks for it; says nothing unless that fails.
build_into ()
{
  local directory=$1 log=$1.log
  shift
  mkdir -p "$(dirname "$directory")"
  if ! configure "$directory" "$@" >"$log" 2>&1 ||
    ! ninja -C "$directory" >>"$log" 2>&1 ||
    ! meson install -C "$directory" --no-rebuild >>"$log" 2>&1; then
    tail -n 100 "$log" >&2
    return 1
  fi
}

configure ()
{
  local directory=$1
  local prefix=$PWD/$directory/prefix
  shift
  if [ -f "$directory/build.ninja" ]; then
    meson configure "$directory" "$@"
  else
    rm -rf "$directory"
    meson setup "$directory" --prefix "$prefix" \
      -Devolution_moduledir="$prefix/lib/evolution/modules" "$@"
  fi
}

# make_locale NAME
# Makes a locale below build/locales, for where it was never generated; programs look there from now on.
make_locale ()
{
  export LOCPATH=$PWD/build/locales
  mkdir -p "$LOCPATH"
  [ -d "$LOCPATH/$1.UTF-8" ] || localedef -i "$1" -f UTF-8 "$LOCPATH/$1.UTF-8"
}
