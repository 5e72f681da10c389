using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Which steps were done again when a run went on, told by where they stand and when they ended.</summary>
public sealed class DoneAgainTests
{
    [Theory]
    [InlineData("a, b, c", "a b c")]
    [InlineData("a, b, | b, c", "a b c")]
    [InlineData("a, b, | a, b, c", "a b c")]
    [InlineData("a, | b, | a, b, | c", "a b c")]
    [InlineData("a#1, a#2, | a#3", "a#1 a#2 a#3")]
    [InlineData("a#1, a#2, | a#2, a#3", "a#1 a#2 a#3")]
    [InlineData("1 input:token|get, a, | 1 input:token|get, b", "a get b")]
    [InlineData("1 input:token|get, | 1 input:keys|get, b", "get get b")]
    // A call that goes on has each of its steps once, one that is done again those of the last time.
    [InlineData("1 step:call|in, | 1 step:call|on, call", "in on call")]
    [InlineData("1 step:call|in, 1 step:call|on, | 1 step:call|on, call", "in on call")]
    [InlineData("1 step:call|in, call, | 1 step:call|in, call", "in call")]
    [InlineData("1 step:call|in, 1 step:call|on, call, | 1 step:call|on, call", "in on call")]
    [InlineData("1 step:call|in, call, | 1 step:call|on, call, | 1 step:call|in, 1 step:call|on, call", "in on call")]
    [InlineData("2 step:mid|deep, 1 step:call|mid, call, | 2 step:mid|deep, 1 step:call|mid, call", "deep mid call")]
    [InlineData("2 input:token|get, 1 step:call|in, | 2 input:token|get, 1 step:call|on, call", "in get on call")]
    // Each turn calls the same scenario: none is the other.
    [InlineData("1 step:call|in, call#1, | 1 step:call|in, call#2", "in call#1 in call#2")]
    [InlineData("1 step:call|in, call#1, 1 step:call|in, | 1 step:call|in, call#2", "in call#1 in call#2")]
    public void What_was_done_the_last_time_is_left(string ended, string left) =>
        Assert.Equal(left, string.Join(' ', DoneAgain.Left([.. Read(ended)]).Select(Name)));

    [Fact]
    public void What_was_sent_before_the_run_stopped_stays_with_its_step()
    {
        var gathered = new StepGathering();
        var (wait, token) = (Place("wait"), Place("token"));
        var (first, second) = (new RequestSent(wait, Exchange(1)), new RequestSent(wait, Exchange(2)));
        gathered.Follow(first);
        gathered.Follow(Masked.Retry(wait, 1, 404, "the status is 404", TimeSpan.Zero));
        gathered.Follow(new RunResumed(default, token, Masked.Text("the token is stale")));
        gathered.Follow(new RequestSent(token, Exchange(1)));
        var fetched = gathered.Take(Ended(token));
        gathered.Follow(second);
        var waited = gathered.Take(Ended(wait));
        Assert.Single(fetched.Exchanges);
        Assert.Single(fetched.Resumptions);
        Assert.Empty(fetched.Retries);
        Assert.Equal([first.Exchange, second.Exchange], waited.Exchanges);
        Assert.Single(waited.Retries);
        Assert.Empty(waited.Resumptions);
    }

    private static IEnumerable<StepLog> Read(string ended)
    {
        var stretch = 0;
        foreach (var step in ended.Split(", "))
        {
            stretch += step.StartsWith('|') ? 1 : 0;
            yield return Step(step.TrimStart('|', ' ')) with
            {
                Stretch = stretch,
            };
        }
    }

    private static StepLog Step(string text)
    {
        var depth = char.IsAsciiDigit(text[0]) ? text[0] - '0' : 0;
        var parts = (depth > 0 ? text[2..] : text).Split('|');
        var (why, name) = (parts.Length > 1 ? parts[0].Replace(":", " \"", StringComparison.Ordinal) + "\"" : "", parts[^1].Split('#'));
        var place = Masked.Place(Phase.Steps, 1, 0, depth, name[0], name[0]) with
        {
            Turn = name.Length > 1 ? int.Parse(name[1], CultureInfo.InvariantCulture) : 0,
            For = Masked.Text(why),
        };
        return new StepLog(Ended(place), [], []);
    }

    private static string Name(StepLog step) => step.Step.Step.Id + (step.Step.Step.Turn == 0 ? "" : $"#{step.Step.Step.Turn}");

    private static ShownPlace Place(string id) => Masked.Place(Phase.Steps, 1, 2, 0, id, id);

    private static ExchangeRecord Exchange(int attempt) =>
        new()
        {
            Attempt = attempt,
            At = default,
            Method = Masked.Text("GET"),
            Address = Masked.Text("https://api.example.com"),
        };

    private static StepFinished Ended(ShownPlace place) =>
        new()
        {
            Step = place,
            Outcome = Outcome.Passed,
            Duration = TimeSpan.Zero,
        };
}
