using System.Diagnostics;
using System.Globalization;
using PingOneScenarios.Engine.Fuzz.Fuzzing;
using PingOneScenarios.Engine.Fuzz.Targets;

namespace PingOneScenarios.Engine.Fuzz;

/// <summary>Long runs: <c>[target] [--seconds N] [--seed N]</c>. Ends with 1 when anything was found.</summary>
internal static class Program
{
    private const int MostFindings = 20;

    /// <summary>An input that takes longer is a finding, too.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly FuzzTarget[] Targets = [.. EngineTargets.All, FramingTarget.Row];

    private static int Main(string[] args)
    {
        var named = args.FirstOrDefault(a => !a.StartsWith('-') && Targets.Any(t => t.Name == a));
        var seconds = Number(args, "--seconds") ?? 60;
        var seed = Number(args, "--seed") ?? (int)(Stopwatch.GetTimestamp() % 1_000_000);
        if (named is null && args.Length > 0 && !args[0].StartsWith('-'))
        {
            foreach (var target in Targets)
                Console.WriteLine($"{target.Name, -10}{target.Holds}");
            return 2;
        }
        var chosen = Targets.Where(t => named is null || t.Name == named).ToList();
        return chosen.Sum(t => Fuzz(t, TimeSpan.FromSeconds(seconds), seed)) == 0 ? 0 : 1;
    }

    private static int Fuzz(FuzzTarget target, TimeSpan time, int seed)
    {
        var folder = new CorpusFolder(target.Name);
        var campaign = new Campaign(target, folder.Read(), seed);
        using var last = new LastInput(target.Name);
        var findings = new Dictionary<string, Finding>(StringComparer.Ordinal);
        var (watch, tried, kept) = (Stopwatch.StartNew(), 0L, 0);
        while (watch.Elapsed < time && findings.Count < MostFindings)
        {
            var isBeginning = tried < campaign.Beginning.Count;
            var input = isBeginning ? campaign.Beginning[(int)tried] : campaign.Next();
            tried++;
            last.Note(input);
            var begin = watch.Elapsed;
            var finding = campaign.Try(input, out var isNew) ?? Slow(target, input, watch.Elapsed - begin);
            kept += isNew ? 1 : 0;
            if (isNew && !isBeginning)
                folder.Keep(input);
            if (finding is not null && findings.TryAdd(finding.Kind, finding))
                Say(target, Minimizer.Shrink(target, finding), folder, seed);
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{target.Name}: {tried} inputs in {watch.Elapsed.TotalSeconds:F0} s, {tried / watch.Elapsed.TotalSeconds:F0} a second, {kept} outcomes, {findings.Count} findings, seed {seed}"
            )
        );
        return findings.Count;
    }

    // A first run compiles code, and a busy machine is no fault of the input: what takes long has to take long again.
    private static Finding? Slow(FuzzTarget target, byte[] input, TimeSpan took)
    {
        if (took < Longest)
            return null;
        var again = Stopwatch.GetTimestamp();
        target.Run(input);
        return Stopwatch.GetElapsedTime(again) < Longest
            ? null
            : new Finding(input, new TimeoutException("an input took more than a second, twice"));
    }

    private static void Say(FuzzTarget target, Finding finding, CorpusFolder folder, int seed)
    {
        Console.WriteLine($"{target.Name}: {finding.Failure}\n  input {folder.Write(finding.Input)}, seed {seed}");
        Console.WriteLine($"  {System.Text.Encoding.UTF8.GetString(finding.Input)}");
    }

    private static int? Number(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
    }
}
