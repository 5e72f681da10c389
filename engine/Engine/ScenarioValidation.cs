using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <summary>Everything that can be said about many scenarios and environment files without an operator.</summary>
public static class ScenarioValidation
{
    /// <summary>
    /// What is wrong with each of the files, in their order; what was found in a folder and is neither kind of file is left out. Says of a file
    /// what <see cref="ScenarioPipeline.ValidateAsync"/> says of it alone.
    /// </summary>
    public static async Task<ImmutableArray<ValidatedFile>> RunAsync(IReadOnlyList<NamedFile> files, CancellationToken ct)
    {
        var results = new ValidatedFile?[files.Count];
        var shared = new IncludeCache();
        await Parallel.ForAsync(0, files.Count, ct, async (i, stop) => results[i] = await ValidateAsync(files[i], shared, stop));
        return [.. results.OfType<ValidatedFile>()];
    }

    private static async ValueTask<ValidatedFile?> ValidateAsync(NamedFile file, IncludeCache shared, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        if (await ScenarioFiles.ReadAsync(PackPaths.Canonical(file.Path), file.Path, file.NamedAt, problems, ct) is not { } source)
            return new ValidatedFile(file.Path, problems.All);
        var kind = DocumentKinds.IsPlainlyScenario(source) ? DocumentKind.Scenario : KindOf(source);
        if (kind == DocumentKind.Environment)
        {
            _ = EnvironmentLoader.Read(source, PackPaths.Canonical(file.Path), problems);
            return new ValidatedFile(file.Path, problems.All);
        }
        if (file.WasFound && kind != DocumentKind.Scenario)
            return null;
        if (await ScenarioLoader.LoadAsync(source, shared, new TemplateParser(ScenarioPipeline.Functions, problems), ct) is { } tree)
            Planner.Check(tree, problems);
        return new ValidatedFile(file.Path, problems.All);
    }

    private static DocumentKind KindOf(SourceText source) => DocumentKinds.Of(source, YamlReader.Read(source, new DiagnosticBag()));
}

/// <summary>A file and what was found in it and in what it includes; it is valid when there is no error among it.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="Diagnostics">In the order of their places.</param>
public sealed record ValidatedFile(string Path, ImmutableArray<Diagnostic> Diagnostics);
