using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>A place where the keys of a table are allowed, reached from the root of a file; made from the tables alone.</summary>
internal sealed record KeyPlace(TableShape Table, Func<string, string> Around, bool IsEnvironment)
{
    private const string Inputs = """
        inputs:
          apiPath: { type: url }
          authPath: { type: url }
          envID: { type: uuid }
          appID:
          appSecret: { secret: true }
          appKey: { secret: true }
          clientId:
          clientSecret: { secret: true }
          region: { default: EU }
          username: { default: ada }
          userID: { default: u-1 }
          accessToken:
        """;

    /// <summary>Every table of both files, once.</summary>
    public static ImmutableArray<KeyPlace> All { get; } =
    [
        .. Below(new KeyPlace(ScenarioKeys.Scenario, text => text, IsEnvironment: false))
            .Concat(Below(new KeyPlace(EnvironmentKeys.Environment, text => text, IsEnvironment: true)))
            .DistinctBy(p => p.Table.Name),
    ];

    /// <summary>A file that holds some keys in this place, with what else must be there taken from the examples.</summary>
    /// <param name="key">The key the file is about; what its neighbours exclude is avoided.</param>
    /// <param name="text">The key with its value.</param>
    public string FileWith(string key, string text) => Around(Filled(Table, key, text));

    /// <summary>What loading and checking a file of this kind says.</summary>
    public async Task<ImmutableArray<Diagnostic>> ProblemsAsync(string text, CancellationToken ct)
    {
        using var pack = new TemporaryPack();
        pack.Write("pack.yaml", "pack: here\n").Write("users/picture.png", "PNG").Write("users/file.yaml", text);
        pack.Write(
            "shared/worker-access-token.yaml",
            "scenario: Token\ninputs: { envID: }\nsteps:\n  - { step: A, request: GET https://h/ }\noutputs: { accessToken: <<envID>> }\n"
        );
        var path = pack.PathOf("users/file.yaml");
        return IsEnvironment ? await TemporaryPack.EnvironmentProblemsAsync(path, ct) : await TemporaryPack.ProblemsAsync(path, ct);
    }

    private static string Filled(TableShape table, string key, string text)
    {
        var chosen = table.Rows.Where(r => r.IsRequired).Select(r => r.Name).Append(key).ToHashSet();
        foreach (var rule in table.Rules.OfType<OneOfRule>().Where(r => !r.Keys.Any(chosen.Contains)))
            chosen.Add(rule.Keys.First(k => !table.Rules.OfType<ExcludesRule>().Any(e => e.Key == k && e.Others.Contains(key))));
        foreach (var rule in table.Rules.OfType<NeedsRule>().Where(r => chosen.Contains(r.Key)).ToList())
            chosen.Add(rule.Other);
        // A password opens one of two.
        if (table.Name == "tls" && key == "password")
            chosen.Add("pkcs12");
        // An assertion goes into a form, which no rule of one table can say.
        if (key == "auth" && text.Contains("_jwt:", StringComparison.Ordinal) && table.Names.Contains("form"))
            chosen.Add("form");
        var lines = table.Rows.Where(r => chosen.Contains(r.Name)).Select(r => r.Name == key ? text : r.Example);
        return string.Join('\n', lines.Concat(Beside(table.Name, key)));
    }

    // A probe gives what its step gives.
    private static IEnumerable<string> Beside(string table, string key) =>
        (table, key) switch
        {
            ("step", "on_unknown") => ["extract: { userID: $.id, accessToken: $.token }"],
            ("scenario", not "inputs") => [Inputs],
            _ => [],
        };

    private static IEnumerable<KeyPlace> Below(KeyPlace place)
    {
        yield return place;
        // An undo and a probe have the keys of a request again.
        var rows =
            place.Table.Name == "undo" ? []
            : place.Table.Name == "probe" ? [.. place.Table.Rows.Where(r => !RequestKeys.Rest.Contains(r))]
            : place.Table.Rows;
        foreach (var row in rows)
        foreach (var (table, wrap) in Tables(row.Shape))
        foreach (
            var found in Below(new KeyPlace(table, text => place.FileWith(row.Name, Opened(row.Name, wrap(text))), place.IsEnvironment))
        )
            yield return found;
        foreach (var rule in place.Table.Rules.OfType<NarrowsRule>())
            yield return new KeyPlace(rule.Shape, text => place.FileWith(rule.Key, Narrowed(place, rule, text)), place.IsEnvironment);
    }

    private static string Narrowed(KeyPlace place, NarrowsRule rule, string text) =>
        place.Table[rule.Key].Example + "\n" + Opened(rule.Other, text);

    // The other inputs must stay, whatever one of them looks like.
    private static string Opened(string key, string text) =>
        key == "inputs" && text.StartsWith("accessToken", StringComparison.Ordinal)
            ? Inputs[..Inputs.LastIndexOf('\n')] + "\n" + Indented(text)
            : $"{key}:\n{Indented(text)}";

    private static IEnumerable<(TableShape Table, Func<string, string> Wrap)> Tables(KeyShape shape) =>
        shape switch
        {
            TableShape table => [(table, text => text)],
            MapShape map => Tables(map.Value).Select(t => (t.Table, Wrapped(t.Wrap, text => "accessToken:\n" + Indented(text)))),
            ListShape list => Tables(list.Item).Select(t => (t.Table, Wrapped(t.Wrap, text => "- " + Indented(text)[2..]))),
            EitherShape either => either.Shapes.SelectMany(Tables),
            _ => [],
        };

    private static Func<string, string> Wrapped(Func<string, string> inner, Func<string, string> outer) => text => outer(inner(text));

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(l => "  " + l));
}
