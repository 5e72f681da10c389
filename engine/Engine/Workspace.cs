using System.Collections.Immutable;
using System.Net;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <summary>
/// Where files of scenarios are loaded, and what is done with them: run, checked, listed, described, formatted, begun. One for a process;
/// the runs of what it loads share their connections.
/// </summary>
public sealed partial class Workspace : IDisposable
{
    private readonly FunctionWorld world;
    private readonly HttpSender sender;

    /// <summary>With the clock and the randomness of the system.</summary>
    public Workspace()
        : this(TimeProvider.System, RandomSource.System) { }

    /// <param name="clock">The only source of time.</param>
    /// <param name="random">The only source of randomness.</param>
    public Workspace(TimeProvider clock, RandomSource random)
        : this(clock, random, null) { }

    /// <summary>For tests, which give host names addresses of their own.</summary>
    internal Workspace(TimeProvider clock, RandomSource random, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        world = new FunctionWorld(clock, random);
        sender = new HttpSender(clock, resolve);
    }

    /// <summary>What expressions may call.</summary>
    internal static FunctionTable Functions { get; } = new([.. StandardFunctions.Rows, .. PredicateTable.Rows]);

    /// <summary>Looks for the secrets of its runs in what was written of them; they themselves are not told (trust rule 10).</summary>
    internal SecretScan Secrets { get; } = new();

    /// <summary>What its runs told of secrets by what happened (trust rule 12).</summary>
    internal SecretDecisions Decisions { get; } = new();

    /// <summary>The mask through which all that is told goes; a test takes it away to see that this is noticed.</summary>
    internal Func<SecretMask, SecretMask> Net { get; init; } = mask => mask;

    /// <summary>Hears what is done with each file, by its canonical path; for tests, which count it. May be called by several threads at once.</summary>
    internal Action<Work, string> Hear { get; init; } = (_, _) => { };

    /// <summary>Reads and checks a scenario with all it includes, without an operator.</summary>
    /// <param name="path">Of its file.</param>
    /// <param name="ct">Ends the loading.</param>
    public async Task<LoadedScenario> LoadAsync(string path, CancellationToken ct) => (await LoadAsync([NamedFile.Of(path)], ct))[0];

    /// <summary>The same for several, which may include the same files; what was found in a folder and is no scenario is left out.</summary>
    internal async Task<ImmutableArray<LoadedScenario>> LoadAsync(IEnumerable<NamedFile> files, CancellationToken ct)
    {
        var named = files.ToList();
        var reading = NewReading(TextsOf(named));
        var wiring = new RunWiring(world, sender, Secrets, Decisions, Net);
        var loaded = ImmutableArray.CreateBuilder<LoadedScenario>();
        foreach (var file in named)
        {
            if (await LoadAsync(file, reading, wiring, ct) is { IsOther: false } scenario)
                loaded.Add(scenario);
        }
        return loaded.ToImmutable();
    }

    /// <summary>For the settings of one process.</summary>
    internal static SecretSources NewSecretSources() => new(SecretFiles.ReadAsync);

    /// <summary>The files of one command.</summary>
    internal ScenarioReading NewReading(FileTexts texts) => new(texts, Hear);

    internal static FileTexts TextsOf(IEnumerable<NamedFile> files) => FileTexts.With(files.Select(f => f.Piped).OfType<PipedText>());

    /// <summary>Closes the connections; no run may be under way.</summary>
    public void Dispose() => sender.Dispose();

    internal static async Task<LoadedScenario> LoadAsync(NamedFile file, ScenarioReading reading, RunWiring wiring, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        var document = await reading.OpenAsync(file, problems, ct);
        var isOther = file.WasFound && document is { Kind: not DocumentKind.Scenario };
        var tree = document is null || isOther ? null : await reading.ReadAsync(document, problems, ct);
        var read = problems.All;
        if (tree is not null)
            reading.Check(tree, problems);
        return new LoadedScenario(file, tree, reading.Documents, wiring)
        {
            IsOther = isOther,
            ReadProblems = read,
            Diagnostics = problems.All,
        };
    }
}
