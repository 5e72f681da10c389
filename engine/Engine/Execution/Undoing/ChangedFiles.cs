using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>Holds the files of a scenario against those a run was made with: an undo of another file may remove something else.</summary>
internal static class ChangedFiles
{
    /// <summary>One problem for each file that is another now.</summary>
    /// <param name="told">The run.</param>
    /// <param name="plan">The scenario as it is now.</param>
    public static IEnumerable<Diagnostic> Find(ToldRun told, Plan plan)
    {
        var then = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in told.Files)
            then.TryAdd(file.Path, file.Sha256);
        foreach (var source in plan.Sources)
        {
            if (!then.Remove(source.Path, out var digest))
                yield return Problem(source, $"\"{source.Path}\" is read now and was not when the run was made");
            else if (digest != source.Digest())
                yield return Problem(source, $"\"{source.Path}\" has changed since the run was made");
        }
        foreach (var path in then.Keys)
            yield return Problem(plan.Scenario.Source, $"\"{path}\" was read when the run was made and is not now");
    }

    private static Diagnostic Problem(SourceText source, string what) =>
        new(
            DiagnosticCodes.ScenarioChanged,
            source.Beginning,
            what,
            "the report names the SHA-256 of each file of the run; undo requests are taken from the files as they are now",
            "take back with the files of then, for example out of version control; or, if the undo requests are still right, accept the changes"
        );
}
