#!/usr/bin/env bash
# Cuts the power at every write of a process that keeps a journal, whatever of it was not synced is lost in part; see PowerCutTests, of which
# `dotnet test` runs a sample. Needs gcc. Takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build tests/Journals.Tests -v quiet
P1S_WHOLE=1 .artifacts/bin/Journals.Tests/debug/PingOneScenarios.Journals.Tests -class '*PowerCutTests' -diagnostics
