using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>What stands above the requests of a script.</summary>
internal static class ScriptHead
{
    public static string Of(ReportTool tool, Script script)
    {
        var needsOpenssl = script.Functions.Contains("signed");
        var tools = "curl" + (script.Functions.Contains("member") ? " jq" : "") + (needsOpenssl ? " openssl" : "");
        var head = new StringBuilder("#!/usr/bin/env bash\n");
        head.Append(
            $"# The requests of a run as they were sent, written by p1s {PlainText.Line(tool.Version)}. Ids and tokens are taken out of\n"
        );
        head.Append(
            "# the new answers, names that held the id of the run get a new one. Ends with 1 at the first status that is not that of the run.\n"
        );
        head.Append($"# Needs bash, {tools.Replace(" ", ", ", StringComparison.Ordinal)}.\n");
        head.Append("set -euo pipefail\nexport LC_ALL=C\numask 077\n");
        head.Append(
            $"for tool in {tools}; do\n  command -v \"${{tool}}\" >/dev/null || {{ printf 'this script needs %s\\n' \"${{tool}}\" >&2 && exit 2; }}\ndone\n"
        );
        foreach (var required in script.Requirements)
            head.Append($": \"${{{required.Variable}:?set it to {required.Meaning}}}\"\n");
        head.Append('\n').Append(ScriptFunctions.Always).Append('\n');
        foreach (var (name, text) in ScriptFunctions.Others)
        {
            if (script.Functions.Contains(name))
                head.Append('\n').Append(text).Append('\n');
        }
        return head.ToString();
    }
}
