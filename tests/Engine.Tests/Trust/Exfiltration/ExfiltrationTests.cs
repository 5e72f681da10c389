using System.Globalization;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Trust.Exfiltration;

/// <summary>
/// Hostile scenarios against two recording servers (trust rules 1 to 6): tests/cases/exfiltration. The first server is the operator's, the
/// second the attacker's.
/// </summary>
public sealed partial class ExfiltrationTests
{
    private static readonly IReadOnlyList<(string Form, string Shape)> Shapes = AttackShapes.Of(AttackGround.Secret);

    private static ITestOutputHelper Output => TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task Rules_1_to_6_no_scenario_brings_a_secret_to_another_server()
    {
        var wrong = new List<string>();
        var (hostile, twins, refused, leaks) = (0, 0, 0, 0);
        foreach (var attack in AttackCase.All)
        {
            await using var ground = new AttackGround();
            var happened = await ground.RunAsync(attack);
            _ = attack.IsTwin ? twins++ : hostile++;
            if (!attack.IsTwin && AttackShapes.FirstIn(ground.Arrived, Shapes) is { } shape)
            {
                leaks++;
                wrong.Add($"{attack.Name}: {shape} of the secret arrived\n{ground.Arrived}");
            }
            if (Objection(attack, ground, happened) is { } objection)
                wrong.Add($"{attack.Name}: {objection}\n{string.Join('\n', happened.Problems)}");
            else if (attack.Outcome.StartsWith("rule", StringComparison.Ordinal))
                refused++;
        }
        Output.WriteLine(
            $"hostile scenarios {hostile}, of them refused by a rule {refused}, leaks {leaks} in {Shapes.Count} shapes; twins {twins}, not as said {wrong.Count}"
        );
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.True(hostile >= 150, $"only {hostile} hostile scenarios");
        Assert.True(twins >= 20, $"only {twins} twins");
        Assert.True(AttackShapes.Of(AttackGround.Secret).Count(s => !s.Form.StartsWith("letters ", StringComparison.Ordinal)) >= 24);
        Assert.Equal(AttackCase.All.Count, AttackCase.All.Select(a => a.Name).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>The test of the test: the same scenarios where nothing is checked.</summary>
    [Fact]
    public async Task Without_the_check_the_same_scenarios_do_bring_it()
    {
        var (leaks, tried) = (0, 0);
        foreach (var attack in AttackCase.All.Where(a => !a.IsTwin))
        {
            await using var ground = new AttackGround();
            await ground.RunUnguardedAsync(attack);
            tried++;
            if (AttackShapes.FirstIn(ground.Arrived, Shapes) is not null)
                leaks++;
        }
        Output.WriteLine($"without the check: {leaks} of {tried} hostile scenarios leak");
        Assert.True(leaks >= 80, $"only {leaks} of {tried} leak without the check: the listener does not see them");
    }

    /// <summary>What is known not to be held, so that nobody relies on it; a case that no longer leaks moves to the others.</summary>
    [Fact]
    public async Task What_is_not_promised_is_known()
    {
        foreach (var attack in AttackCase.NotCovered)
        {
            await using var ground = new AttackGround();
            var happened = await ground.RunAsync(attack);
            Assert.True(happened.Problems.Count == 0, $"{attack.Name}\n{string.Join('\n', happened.Problems)}");
            Assert.NotEmpty(ground.Away);
            Assert.DoesNotContain(AttackGround.Secret, ground.Arrived, StringComparison.Ordinal);
        }
        Output.WriteLine($"known and not held: {AttackCase.NotCovered.Count}");
    }

    // What is wrong with how it ended; null for nothing.
    private static string? Objection(AttackCase attack, AttackGround ground, Happened happened)
    {
        var said = EventTexts.Of(happened);
        if (
            Shapes
                .FirstOrDefault(s =>
                    said.Contains(s.Shape, s.Shape.Length < 8 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
                )
                .Form is
            { } shape
        )
            return $"{shape} of the secret was said\n{said}";
        if (attack.Outcome is "passes" or "nothing")
            return happened.Result.Summary?.Outcome == Outcome.Passed ? null : "it did not pass";
        if (happened.Problems.Count == 0)
            return "nothing was refused";
        if (ground.Away.Count > 0)
            return $"the attacker was contacted\n{ground.Arrived}";
        return happened.Problems.FirstOrDefault(p => Names(p, attack.Outcome)) is null
            ? $"no refusal names {attack.Outcome} and its place"
            : null;
    }

    private static bool Names(Diagnostic problem, string outcome) =>
        (problem.Code.Id == outcome || Rule().Match(problem.What) is { Success: true } rule && rule.Groups[1].Value == outcome)
        && problem.Span.Source.Path.EndsWith(".yaml", StringComparison.Ordinal)
        && problem
            .ToString()
            .Contains(string.Create(CultureInfo.InvariantCulture, $".yaml:{problem.Span.Line}:"), StringComparison.Ordinal);

    [GeneratedRegex(@"trust (rule \d+)")]
    private static partial Regex Rule();
}
