# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

# A Debian 12 that has nothing installed, to try things in. The commands that use it stand in the top
# folder of the project.

# in_clean_root FUNCTION COMMAND [ARGUMENT…]
# Calls FUNCTION of the command of this folder that is running, with $root being the folder of such a
# Debian, made from the mirrors that this machine uses. ARGUMENTs are the command's own.
in_clean_root ()
{
  local function=$1 command=$PWD/build-aux/$2
  shift 2
  if [ "$(id -u)" -ne 0 ]; then
    exec sudo "$command"
  fi
  if [ $# -eq 1 ]; then
    root=$1
    make_root
    "$function"
    return
  fi

  # What is mounted and started inside ends with its name spaces; what is left then are files.
  root=$(mktemp --directory /var/tmp/atena-root-XXXXXX)
  chmod 755 "$root"
  trap 'rm -rf --one-file-system "$root"' EXIT
  trap 'exit 1' HUP INT TERM
  unshare --mount --pid --fork --kill-child "$command" "$root"
}

make_root ()
{
  local sources mirror
  apt-get update --quiet --quiet
  # shellcheck disable=SC2016 # apt-get fills these in
  sources=$(apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | grep ' bookworm')
  mirror=$(awk '$3 == "bookworm" { print $2; exit }' <<<"$sources")
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror"

  echo "$sources" >"$root/etc/apt/sources.list"
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  mount -t proc proc "$root/proc"
  mount -t tmpfs tmpfs "$root/dev/shm"
  chroot "$root" apt-get update
}

# in_root COMMAND [ARGUMENT…]: as root, in the clean environment of a login.
in_root ()
{
  chroot "$root" env --ignore-environment HOME=/root DEBIAN_FRONTEND=noninteractive \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}
