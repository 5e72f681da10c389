using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Reference;

/// <summary>What a code means, with an example that has the mistake and one that has not.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">Why it is said and what causes it: a paragraph.</param>
/// <param name="Wrong">The files of the wrong example; the first one is the one that is run.</param>
/// <param name="Right">The files of the right example.</param>
internal sealed record CodeExplanation(
    DiagnosticCode Code,
    string Text,
    ImmutableArray<ExampleFile> Wrong,
    ImmutableArray<ExampleFile> Right
);

/// <summary>A file of an example.</summary>
/// <param name="Path">Relative to the folder of the example.</param>
/// <param name="IsEnvironment">Whether it is an environment file, else a scenario or a file that one names.</param>
/// <param name="Text">What stands in it.</param>
internal sealed record ExampleFile(string Path, bool IsEnvironment, string Text);
