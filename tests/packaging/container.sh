#!/usr/bin/env bash
# Builds the image and runs the ten steps in it, with the first builder that works here. Exits with 77 where there is none, or no network for its images.
set -uo pipefail
cd "$(dirname "$0")/../.."
tag=p1s-packaging-test:$$
for builder in podman docker buildah; do
  command -v "$builder" >/dev/null && timeout 30 "$builder" info >/dev/null 2>&1 || continue
  # Whether images can be had is asked first: what fails afterwards is ours.
  for image in $(sed -n 's/^FROM \([^ ]*\).*/\1/p' engine/packaging/Containerfile); do
    timeout 600 "$builder" pull "$image" >/dev/null 2>&1 || { echo "$builder cannot get $image"; exit 77; }
  done
  set -e
  if [ "$builder" = buildah ]; then
    "$builder" build --file engine/packaging/Containerfile --tag "$tag" .
    container=$(buildah from "$tag")
    trap 'buildah rm "$container"; buildah rmi "$tag"' EXIT
    buildah run --volume "$PWD:/work:ro" "$container" -- /usr/bin/p1s run scenarios/authentication/client-secret-jwt.yaml --emulator
  else
    "$builder" build --file engine/packaging/Containerfile --tag "$tag" .
    trap '"$builder" rmi "$tag"' EXIT
    "$builder" run --rm "$tag" --version
    "$builder" run --rm --volume "$PWD:/work:ro" "$tag" run scenarios/authentication/client-secret-jwt.yaml --emulator
  fi
  exit 0
done
echo "no podman, docker or buildah works here"
exit 77
