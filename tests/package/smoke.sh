#!/usr/bin/env bash
# Packs the library, restores the package into a program outside the tree, and runs there the sample of the package's page as it stands.
# Usage: smoke.sh; needs Node.js for the server the sample asks. Non-zero when something else is printed than the sample should.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# block LANGUAGE: the first block of a language on the page.
block() { awk -v fence="\`\`\`$1" '$0 == fence { inside = 1; next } /^```/ && inside { exit } inside' engine/Engine/README.md; }

dotnet pack engine/Engine --output "$work/feed"
mkdir "$work/caller"
block csharp >"$work/caller/Program.cs"
block yaml >"$work/caller/sign-in.yaml"
cat >"$work/caller/caller.csproj" <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="PingOneScenarios.Engine" Version="*" />
  </ItemGroup>
</Project>
EOF
# Other packages are taken from where they are already; ours must not stay there.
cat >"$work/caller/nuget.config" <<EOF
<configuration>
  <packageSources><add key="feed" value="$work/feed" /></packageSources>
  <packageSourceMapping>
    <packageSource key="feed"><package pattern="PingOneScenarios.*" /></packageSource>
    <packageSource key="nuget.org"><package pattern="*" /></packageSource>
  </packageSourceMapping>
  <fallbackPackageFolders><add key="known" value="${NUGET_PACKAGES:-$HOME/.nuget/packages}" /></fallbackPackageFolders>
</configuration>
EOF
NUGET_PACKAGES=$work/packages dotnet build "$work/caller" -c Release -o "$work/built"

node -e '
  const answer = JSON.stringify({ id: "s-1", access_token: "kept-for-kim-only" });
  const server = require("http").createServer((request, response) =>
    request.resume().on("end", () => response.writeHead(201, { "Content-Type": "application/json" }).end(answer)));
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
' >"$work/port" &
server=$!
waited=0
until [ -s "$work/port" ]; do
  [ $((waited += 1)) -le 100 ] || { echo "smoke.sh: the server did not start within 10 seconds" >&2; exit 1; }
  sleep 0.1
done

"$work/built/caller" "$work/caller/sign-in.yaml" "http://127.0.0.1:$(<"$work/port")" >"$work/printed"
diff - "$work/printed" <<'EOF'
Begin a session: Passed
Passed
"s-1"
‹access_token›
"kept-for-kim-only"
EOF
echo "the sample of the package's page runs"
