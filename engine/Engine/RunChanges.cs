using System.Collections.Immutable;
using System.Security.Cryptography;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>What a run is bound to: its files, its inputs, what it was granted.</summary>
internal static class RunChanges
{
    /// <summary>A run as its first row says it.</summary>
    /// <param name="settings">What the operator gives.</param>
    /// <param name="granted">The plan made of it.</param>
    /// <param name="journal">Makes the digests.</param>
    /// <param name="isPiped">Whether the scenario came through a pipe.</param>
    public static RunHead HeadOf(RunSettings settings, GrantedPlan granted, RunJournal journal, bool isPiped)
    {
        var (plan, given) = (granted.Plan, GivenOf(granted.Plan));
        var mayWrite = given.Where(g => !g.Provider.IsSecret || !journal.WithholdsSecrets).ToList();
        return new RunHead
        {
            Title = plan.Scenario.Title,
            Path = plan.Scenario.Source.Path,
            Folder = System.Environment.CurrentDirectory,
            Environment = settings.Environment,
            IsPiped = isPiped,
            IsLocal = settings.LocalPingOne is not null,
            Set = [.. settings.Inputs.Where(i => mayWrite.Exists(g => g.Name == i.Key))],
            AllowOrigins = settings.AllowOrigins,
            AllowPrivate = settings.AllowPrivate,
            Undo = settings.Undo,
            AllowEmpty = settings.AllowEmpty,
            Budgets = settings.Budgets,
            WithholdsSecrets = journal.WithholdsSecrets,
            LargestBody = journal.LargestBody,
            Texts = TextsOf(plan),
            Sent = SentBy(plan),
            Given = [.. mayWrite.Select(g => KeyValuePair.Create(g.Name, TextOf(g.Provider.Value)))],
            Inputs = [.. given.Where(g => !g.Provider.IsSecret).Select(g => KeyValuePair.Create(g.Name, DigestOf(g, journal.Rows.Key)))],
            Origins = [.. granted.Grants.Origins.Select(o => o.ToString())],
            PrivateHosts = [.. granted.Grants.PrivateHosts],
            Destinations = [.. given.Where(g => g.Provider.IsSecret).Select(g => KeyValuePair.Create(g.Name, PlacesOf(g.Provider)))],
            EnvironmentName = plan.EnvironmentName,
        };
    }

    /// <summary>A digest of all files, as it is listed.</summary>
    public static string DigestOf(RunHead head)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, text) in head.Texts.Concat(head.Sent))
            sum.AppendData(System.Text.Encoding.UTF8.GetBytes($"{path}\0{text}\0"));
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    /// <summary>What differs from when the run began, line by line; empty when nothing does. Never says a value.</summary>
    /// <param name="before">What it began with.</param>
    /// <param name="now">What it would go on with.</param>
    public static ImmutableArray<string> Between(RunHead before, RunHead now) =>
        [
            .. Differences(before.Texts, now.Texts, "the file", TextDifference.Lines),
            .. Differences(before.Sent, now.Sent, "the file", (_, _) => []),
            .. Differences(before.Inputs, now.Inputs, "the input", (_, _) => []),
            .. now.Origins.Except(before.Origins).Select(o => $"it may contact {o} now, which it might not when it began"),
            .. before.Origins.Except(now.Origins).Select(o => $"it might contact {o} when it began, and may not now"),
            .. now
                .PrivateHosts.Except(before.PrivateHosts)
                .Select(h => $"the host {h} may lead into a network of your own now, which it might not when it began"),
            .. before
                .PrivateHosts.Except(now.PrivateHosts)
                .Select(h => $"the host {h} might lead into a network of your own when it began, and may not now"),
            .. Differences(before.Destinations, now.Destinations),
            .. before.EnvironmentName == now.EnvironmentName
                ? Array.Empty<string>()
                : [$"the environment was called \"{before.EnvironmentName}\" when it began, and is called \"{now.EnvironmentName}\" now"],
        ];

    // A secret that one of them does not have is a matter of what is given, and no secret is compared.
    private static IEnumerable<string> Differences(
        ImmutableArray<KeyValuePair<string, string>> before,
        ImmutableArray<KeyValuePair<string, string>> now
    )
    {
        var known = before.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, places) in now)
        {
            if (known.TryGetValue(name, out var old) && old != places)
                yield return $"the secret {name} might go to {Shown(old)} when it began, and may go to {Shown(places)} now";
        }
    }

    private static string Shown(string places) => places.Length == 0 ? "every address that was given" : places;

    private static string PlacesOf(GivenInput secret) =>
        secret.To is { } to
            ? string.Join(" ", to.Select(o => o.ToString()).Distinct().Order(StringComparer.Ordinal).DefaultIfEmpty("no address"))
            : "";

    private static IEnumerable<string> Differences(
        ImmutableArray<KeyValuePair<string, string>> before,
        ImmutableArray<KeyValuePair<string, string>> now,
        string what,
        Func<string, string, IEnumerable<string>> lines
    )
    {
        var known = before.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in now)
        {
            if (!known.Remove(name, out var old))
                yield return $"{what} {name} is new";
            else if (old != value)
            {
                yield return $"{what} {name} was changed";
                foreach (var line in lines(old, value))
                    yield return line;
            }
        }
        foreach (var name in known.Keys)
            yield return $"{what} {name} is gone";
    }

    private static ImmutableArray<KeyValuePair<string, string>> TextsOf(Plan plan) =>
        [
            .. plan
                .All.Select(p => KeyValuePair.Create(p.Scenario.FullPath, p.Scenario.Source.Text))
                .DistinctBy(t => t.Key, StringComparer.Ordinal),
        ];

    private static ImmutableArray<KeyValuePair<string, string>> SentBy(Plan plan) =>
        [
            .. plan
                .All.SelectMany(p => p.Steps.Concat(p.Finally))
                .SelectMany(s => s.Requests)
                .SelectMany(r => r.Body?.Files ?? [])
                .DistinctBy(f => f.Path.FullPath, StringComparer.Ordinal)
                .Select(f => KeyValuePair.Create(f.Path.FullPath, Convert.ToHexStringLower(SHA256.HashData(f.Content.Span)))),
        ];

    private static List<(string Name, GivenInput Provider)> GivenOf(Plan plan) =>
        [
            .. plan
                .All.SelectMany(p => p.Inputs)
                .Where(i => i.Provider is GivenInput)
                .Select(i => (i.Input.Name, (GivenInput)i.Provider))
                .DistinctBy(i => i.Name, StringComparer.Ordinal),
        ];

    private static string TextOf(Value value) => value is TextValue ? value.ToString() : ValueJson.WriteJson(value);

    private static string DigestOf((string Name, GivenInput Provider) input, JournalKey key) =>
        key.HmacOf($"{input.Name}\0{TextOf(input.Provider.Value)}");
}
