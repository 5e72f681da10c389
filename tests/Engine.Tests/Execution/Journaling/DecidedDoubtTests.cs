using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

public sealed class DecidedDoubtTests
{
    [Fact]
    public async Task What_is_said_of_one_request_is_not_said_of_the_next()
    {
        var doubts = new DecidedDoubts(new Dictionary<string, DoubtAnswerKind> { ["make"] = DoubtAnswerKind.Again }, [], null);
        var mask = new SecretMask();
        var text = MaskedText.By(mask, "make");
        var question = new DoubtQuestion(
            new ShownPlace(Phase.Steps, 1, 1, 0, text, text) { Path = text },
            new DoubtfulRequest(text, text, text, text),
            [],
            null
        );
        Assert.Equal(DoubtAnswerKind.Again, (await doubts.AskAsync(question, TestContext.Current.CancellationToken)).Kind);
        Assert.Equal(DoubtAnswerKind.Later, (await doubts.AskAsync(question, TestContext.Current.CancellationToken)).Kind);
    }
}
