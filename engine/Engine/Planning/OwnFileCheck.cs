using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning;

/// <summary>
/// The operator's environment file, the files of their secrets and the key of their journal may lie inside the pack. Sent as the body of a request their bytes
/// would carry no label (trust rules 3 and 8).
/// </summary>
internal static class OwnFileCheck
{
    public static void Check(ScenarioTree tree, ImmutableArray<string> own, DiagnosticBag problems)
    {
        foreach (var step in tree.ByPath.Values.SelectMany(s => s.AllSteps))
        {
            var files = step.Requests.SelectMany(r => r.Template.Body?.Files ?? []);
            foreach (var file in files.Where(f => own.Contains(f.Path.FullPath)))
                problems.Add(
                    DiagnosticCodes.IncludeRefused,
                    file.Path.Span,
                    $"\"{file.Path.Written}\" is the operator's own file (trust rule 8)",
                    "it holds a secret, or says where one is",
                    "declare an input with secret: true, and send its value"
                );
        }
    }
}
