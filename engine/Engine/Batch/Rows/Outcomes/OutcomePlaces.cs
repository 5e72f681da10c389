using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Batch.Rows.Outcomes;

/// <summary>Where nothing may be written, whatever path or link leads there.</summary>
internal static class OutcomePlaces
{
    /// <summary>Why the files may not be written where they are wanted; null when they may.</summary>
    public static Diagnostic? Refusal(OutcomeWish wish, RowFile file)
    {
        var read = wish.Read.Concat(file.IsPiped ? [] : [file.Path]).Select(PackPaths.Canonical).ToHashSet(StringComparer.Ordinal);
        foreach (var path in new[] { wish.Output, wish.Failed }.OfType<string>())
        {
            if (!path.Contains('\0') && !read.Add(PackPaths.Canonical(path)))
                return new Diagnostic(
                    DiagnosticCodes.FileExists,
                    wish.PlaceOf(path),
                    $"\"{path}\" would be written over a file that is read, or that is written too",
                    null,
                    "name another file"
                );
        }
        return null;
    }
}
