using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Reporting;
using PingOneScenarios.Engine.Tests.Trust.Exfiltration;

namespace PingOneScenarios.Engine.Tests.Trust.Labels;

/// <summary>
/// No piece of four letters of a secret, in any case, forwards or backwards, at the attacker's server or in anything that is told or
/// reported, whatever a scenario computes from it. A sample of the cases; all of them with P1S_WHOLE=1.
/// </summary>
public sealed partial class LabelGeneratorTests
{
    private const int Piece = 4;

    private const int Sampled = 400;

    private const string Usual = "environment: e\ninputs: { api: '{granted}' }\n";

    private static readonly string[] Pieces = PiecesOf(AttackGround.Secret);

    private static ITestOutputHelper Output => TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task Rule_3_whatever_is_computed_from_a_secret_stays_one()
    {
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var labelled in Chosen())
        {
            tried++;
            if (await LeakAsync(labelled, isSecret: true) is { } leak)
                wrong.Add($"{labelled.Group}: {labelled.Name}: {leak}");
        }
        Output.WriteLine($"{tried} cases, {wrong.Count} leaks");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {tried}\n" + string.Join('\n', wrong.Take(40)));
        Assert.True(tried >= Sampled, $"only {tried} cases");
    }

    /// <summary>The test of the test: the same cases where the value is no secret.</summary>
    [Fact]
    public async Task Without_labels_the_same_cases_leak_in_each_group()
    {
        var leaks = LabelCases.Groups.ToDictionary(g => g, _ => 0, StringComparer.Ordinal);
        foreach (var labelled in Chosen())
        {
            if (await LeakAsync(labelled, isSecret: false) is not null)
                leaks[labelled.Group]++;
        }
        Output.WriteLine("without labels: " + string.Join(", ", leaks.Select(l => $"{l.Key} {l.Value}")));
        Assert.All(leaks, l => Assert.True(l.Value > 5, $"{l.Key}: only {l.Value}"));
    }

    private static IEnumerable<LabelCase> Chosen()
    {
        var all = LabelCases.All().ToArray();
        if (Environment.GetEnvironmentVariable("P1S_WHOLE") == "1")
            return all;
        new Random(20_261_130).Shuffle(all);
        return all.Take(Sampled);
    }

    private static async Task<string?> LeakAsync(LabelCase labelled, bool isSecret)
    {
        var name = isSecret ? "secret" : "plain";
        var head =
            $"scenario: Attack\ninputs:\n  api: {{ type: url }}\n  {name}: {(isSecret ? "{ secret: true }" : "{ type: text }")}\n"
            + "  away: { default: '{evil}' }\nsteps:\n";
        var files = new List<(string, string)> { ("scenario.yaml", head + labelled.Steps.Replace("{0}", name, StringComparison.Ordinal)) };
        if (!isSecret)
            files.Add(("environment.yaml", Usual.Replace(" }", $", plain: '{AttackGround.Secret}' }}", StringComparison.Ordinal)));
        await using var ground = new AttackGround();
        var happened = await ground.RunAsync(new AttackCase(labelled.Name, "nothing", true, files));
        Assert.True(happened.Events.Count > 0, $"{labelled.Name}\n{string.Join('\n', happened.Problems)}");
        if (In(ground.Arrived) is { } arrived)
            return $"\"{arrived}\" arrived";
        // What is no secret may be told; what is looked for is whether it is told where a secret is not.
        if (!isSecret)
            return In(string.Join('\n', happened.Problems.Select(p => $"{p.What}\n{p.Why}\n{p.Fix}")));
        if (In(EventTexts.Of(happened)) is { } told)
            return $"\"{told}\" was told: {Around(EventTexts.Of(happened), told)}";
        foreach (var kind in ReporterTable.Rows)
        {
            var text = ReportText.Of(kind.Name, [.. happened.Events]);
            if (In(text) is { } reported)
                return $"\"{reported}\" stands in the report {kind.Name}: {Around(text, reported)}";
        }
        return null;
    }

    private static string? In(string text)
    {
        // The name of the temporary folder is left to chance.
        var folded = Folder().Replace(text, "").ToLowerInvariant();
        return Array.Find(Pieces, p => folded.Contains(p, StringComparison.Ordinal));
    }

    [GeneratedRegex("p1s-attack-[A-Za-z0-9]+")]
    private static partial Regex Folder();

    private static string Around(string text, string piece)
    {
        var at = text.ToLowerInvariant().IndexOf(piece, StringComparison.Ordinal);
        return text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 40)].ReplaceLineEndings("⏎");
    }

    private static string[] PiecesOf(string secret)
    {
        var (forward, backward) = (secret.ToLowerInvariant(), new string([.. secret.ToLowerInvariant().Reverse()]));
        return
        [
            .. Enumerable
                .Range(0, secret.Length - Piece + 1)
                .SelectMany(i => new[] { forward.Substring(i, Piece), backward.Substring(i, Piece) })
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
