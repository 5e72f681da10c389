using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Scenarios.Tests.Killing;

/// <summary>Somebody who looks at the server and says what became of a request.</summary>
/// <param name="shape">What is run.</param>
/// <param name="server">What was sent.</param>
internal sealed class Knower(Shape shape, CountingSender server) : IDoubtGate
{
    /// <summary>How often it was asked.</summary>
    public int Questions { get; private set; }

    public Task<DoubtAnswer> AskAsync(DoubtQuestion question, CancellationToken ct)
    {
        Questions++;
        Assert.Null(question.Objection);
        var step = question.Step.Id.Text;
        var name = question.Step.Turn > 0 ? $"{step}-{question.Step.Turn}" : step;
        // A scenario that is called in a loop does not know its turn; there, one step never follows itself.
        var last = server.Sent.LastOrDefault(s => s.Method == "POST" && !Shape.Again.Contains(s.Step));
        var isIt = last is not null && (last.Step == name || question.Step.Turn == 0 && last.Step.Split('-')[0] == step);
        if (!isIt || last!.Answer is null)
            return Task.FromResult(new DoubtAnswer(DoubtAnswerKind.Again, []));
        var given = question.Gives.Select(g => KeyValuePair.Create(g.Name.Text, last.Given(shape.Gives[step].Member)));
        return Task.FromResult(new DoubtAnswer(DoubtAnswerKind.Done, [.. given]));
    }
}
