using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine;

/// <summary>A file to look at.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="NamedAt">Where the user named it, or the folder it was found in.</param>
/// <param name="WasFound">Whether it was found in a folder. What is then of another kind than the one that is looked for is passed over.</param>
internal sealed record NamedFile(string Path, SourceSpan NamedAt, bool WasFound)
{
    /// <summary>What came through a pipe; null for a file.</summary>
    public PipedText? Piped { get; init; }

    /// <summary>One that is named by a program; what is said of it as a whole is said at its beginning.</summary>
    public static NamedFile Of(string path) => new(path, new SourceText(path, "").Beginning, WasFound: false);
}

/// <summary>What a path stands for, and the folders that could not be searched.</summary>
internal sealed record FoundFiles(ImmutableArray<NamedFile> Files, ImmutableArray<Diagnostic> Diagnostics);
