using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests;

/// <summary>
/// No false green: every answer of the shipped scenarios is changed in one way after the other, and each time the run is red and names
/// the step that got the answer, or the first one that uses what was taken from it.
/// </summary>
public sealed partial class FalseGreenTests
{
    /// <summary>What all scenarios together must at least be tried with (the table of tests in engine/SECURITY.md).</summary>
    private const int Fewest = 600;

    /// <summary>Of a scenario beside the main one, unless all are asked for.</summary>
    private const int Most = 12;

    /// <summary>Areas whose scenarios judge only those parts of an answer that they go on with, or, being fixtures, can run once against a PingOne.</summary>
    private static readonly string[] Apart = ["roles", "fixtures"];

    private static IEnumerable<string> Held => Pack.Entries().Where(f => !Apart.Contains(f.Split('/')[1]));

    private static bool AreAll => Environment.GetEnvironmentVariable("TEST_LIES") == "all";

    [Fact]
    public async Task A_changed_answer_is_red_at_the_right_step()
    {
        await using var pingOne = await LyingPingOne.StartAsync();
        var wrong = new List<string>();
        var (told, later) = (0, 0);
        var included = new HashSet<Told>();
        foreach (var file in Held)
        {
            var (path, texts) = (RepositoryRoot.PathOf(file.Split('/')), StepTexts.Of(file));
            var answers = await ListenAsync(pingOne, path);
            // What several scenarios include is tried with the first of them.
            foreach (var lie in Some(file, [.. Drawn(answers, texts).Where(l => l.To.Depth == 0 || !included.Contains(l.To))]))
            {
                var run = await pingOne.RunAsync(path, (to, answer) => to == lie.To ? lie.Tell(answer) : answer);
                told++;
                later += run.Steps.Contains(lie.To.Step) ? 0 : 1;
                if (run.Outcome == Outcome.Passed || !run.Steps.Any(s => IsRight(lie, texts, s, [.. answers.Keys.Select(t => t.Step)])))
                    wrong.Add($"{file}: {lie}: {run.Outcome} at \"{string.Join(", ", run.Steps)}\" {run.Problems.FirstOrDefault()?.What}");
            }
            included.UnionWith(answers.Keys);
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {told}:\n{string.Join('\n', wrong)}");
        Assert.InRange(told, Fewest, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"false green: {told} changed answers, {told} red, {told - later} at the step itself, {later} at the first that uses what it extracts"
        );
    }

    [Fact]
    public async Task Without_expectations_the_same_changes_are_green()
    {
        await using var pingOne = await LyingPingOne.StartAsync();
        using var pack = new Pack();
        foreach (var file in Pack.Files())
            pack.Write(file, Expectations().Replace(pack.Read(file), "$1"));
        var answers = await ListenAsync(pingOne, pack.Entry);
        var texts = StepTexts.Of(Pack.ClientSecretJwt);
        var unjudged = Drawn(answers, texts).Where(l => l.IsMember && l.Kind != "token" && !TouchesExtracted(l, texts)).ToList();
        var red = new List<string>();
        foreach (var lie in unjudged)
        {
            var run = await pingOne.RunAsync(pack.Entry, (to, answer) => to == lie.To ? lie.Tell(answer) : answer);
            if (run.Outcome != Outcome.Passed)
                red.Add($"{lie}: {run.Problems.FirstOrDefault()?.What}");
        }
        Assert.True(red.Count == 0, $"{red.Count} of {unjudged.Count}:\n{string.Join('\n', red)}");
        Assert.InRange(unjudged.Count, 100, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"without expectations: {unjudged.Count} of these are green");
    }

    // As far apart as they can be, and so of every step.
    private static IEnumerable<Lie> Some(string file, Lie[] lies)
    {
        var step = AreAll || file == Pack.ClientSecretJwt ? 1 : 1 + lies.Length / Most;
        return lies.Where((_, i) => i % step == 0);
    }

    private static IEnumerable<Lie> Drawn(Dictionary<Told, HttpExchange> answers, StepTexts texts) =>
        answers.SelectMany(a => Lies.About(a.Key, a.Value)).Where(l => !Harmless.Applies(l, texts));

    // A cookie is used by the step behind.
    private static bool IsRight(Lie lie, StepTexts texts, string step, List<string> steps) =>
        step == lie.To.Step
        || texts.IsHandedOn(lie.To.Step, lie.At, step)
        || lie.At == "set-cookie" && steps.IndexOf(step) == steps.IndexOf(lie.To.Step) + 1;

    private static bool TouchesExtracted(Lie lie, StepTexts texts) =>
        texts.IsExtracted(lie.To.Step, lie.At) || lie.At.StartsWith("$.keys", StringComparison.Ordinal);

    private static async Task<Dictionary<Told, HttpExchange>> ListenAsync(LyingPingOne pingOne, string path)
    {
        var answers = new Dictionary<Told, HttpExchange>();
        var honest = await pingOne.RunAsync(path, (told, answer) => answers[told] = answer);
        Assert.True(honest.Outcome == Outcome.Passed, string.Join('\n', honest.Problems));
        return answers;
    }

    // All but the status, without which a redirect is no success.
    [GeneratedRegex(@"^(    expect:\n      status: \d+\n)(?:      .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Expectations();
}
