using System.Collections.Concurrent;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests;

/// <summary>Five hundred changes drawn at random: a key, a variable, a path, a type. Each is red, at validate or at run.</summary>
public sealed class RandomMutationTests(ServedEmulator served) : IClassFixture<ServedEmulator>
{
    private const int Mutants = 500;
    private const int Seed = 20260131;

    /// <summary>A run that hangs is as wrong as one that passes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>A member that is misspelt where something is waited for is waited for.</summary>
    private const string MostTime = "10s";

    /// <summary>What a run says of an undo that found nothing.</summary>
    private const string GoneAlready = "gone already: ";

    private static readonly string[] Kinds = ["key", "variable", "path", "type"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_random_change_is_red()
    {
        var survivors = new ConcurrentBag<string>();
        var (atRun, onlyWarned) = (0, 0);
        await Parallel.ForEachAsync(
            Drawn(),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct },
            async (mutant, _) =>
            {
                using var pack = new Pack();
                var text = pack.Read(mutant.File);
                pack.Write(mutant.File, mutant.Apply(text));
                var entry = pack.PathOf(Pack.EntryFor(mutant.File));
                var said = await ValidateAsync(entry);
                if (said == Severity.Error)
                    return;
                Interlocked.Increment(ref atRun);
                var run = await served.RunAsync(entry, "--undo", "always", "--max-time", MostTime).WaitAsync(Longest, Ct);
                if (run.Code == 0 && (said == Severity.Warning || run.Printed.Contains(GoneAlready, StringComparison.Ordinal)))
                    Interlocked.Increment(ref onlyWarned);
                else if (run.Code == 0)
                    survivors.Add(mutant.Describe(text));
                Assert.DoesNotContain("   at PingOneScenarios", run.Printed, StringComparison.Ordinal);
            }
        );
        Assert.True(
            survivors.IsEmpty,
            $"{survivors.Count} of {Mutants} are green:\n{string.Join('\n', survivors.Order(StringComparer.Ordinal))}"
        );
        Assert.InRange(atRun, Mutants / 10, Mutants);
        // An undo that misses its aim is answered with 404, as one that comes too late: validate warns of it, or the run tells of it.
        Assert.InRange(onlyWarned, 0, Mutants / 20);
    }

    // As many of each kind; within a kind any change of any file.
    private static IEnumerable<Mutant> Drawn()
    {
        var random = new Random(Seed);
        var all = Pack.Files()
            .SelectMany(f => Mutator.All(f, File.ReadAllText(RepositoryRoot.PathOf(f))))
            .Where(m => !IsTheSame(m) && !IsOfProbe(m))
            .ToLookup(m => m.Kind);
        foreach (var kind in Kinds)
        {
            var drawn = all[kind].ToArray();
            random.Shuffle(drawn);
            Assert.True(drawn.Length >= Mutants / Kinds.Length, $"there are only {drawn.Length} changes of a {kind}");
            foreach (var mutant in drawn.Take(Mutants / Kinds.Length))
                yield return mutant;
        }
    }

    // Only sent when an answer is lost.
    private static bool IsOfProbe(Mutant mutant) => mutant.Place.Contains("/on_unknown/", StringComparison.Ordinal);

    // As many users are made as are given: their number is the same.
    private static bool IsTheSame(Mutant mutant) =>
        mutant is { File: "scenarios/users/import-users.yaml", Kind: "variable", Replacement: "users" }
        && mutant.Place is ("steps/2/expect/json/userCount" or "steps/2/retry/until");

    // The worst of what validate says; the shipped files themselves get no warning.
    private static async Task<Severity> ValidateAsync(string path)
    {
        var named = new SourceText("command line", path);
        using var workspace = new Workspace();
        var loaded = await workspace.LoadAsync([new NamedFile(path, new SourceSpan(named, 0, path.Length), WasFound: false)], Ct);
        return loaded[0].Diagnostics.Select(p => p.Severity).Append(Severity.Note).Max();
    }
}
