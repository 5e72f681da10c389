using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Batch;

/// <summary>Which runs are done again because they did not pass.</summary>
public sealed class FailedBeforeTests
{
    [Theory]
    [InlineData(Outcome.Failed, true)]
    [InlineData(Outcome.Broken, true)]
    [InlineData(Outcome.Unknown, true)]
    [InlineData(Outcome.Cancelled, true)]
    [InlineData(Outcome.Passed, false)]
    [InlineData(Outcome.Skipped, false)]
    public void Whatever_did_not_pass_failed(Outcome outcome, bool failed)
    {
        var before = Heard(Run("a.yaml", "staging", null, outcome));
        Assert.Equal(failed, before.HasFile("./a.yaml"));
        Assert.Equal(failed, before.Has("a.yaml", "staging", null));
        Assert.Equal(failed, !before.IsEmpty);
        Assert.False(before.Has("a.yaml", "production", null));
        Assert.False(before.Has("b.yaml", "staging", null));
    }

    [Fact]
    public void Of_a_batch_the_rows_are_told_apart()
    {
        var before = Heard([.. Run("a.yaml", "staging", 1, Outcome.Passed), .. Run("a.yaml", "staging", 2, Outcome.Failed)]);
        Assert.False(before.Has("a.yaml", "staging", 1));
        Assert.True(before.Has("a.yaml", "staging", 2));
        Assert.True(before.HasFile("a.yaml"));
    }

    [Fact]
    public void An_attempt_that_is_followed_by_another_does_not_count() =>
        Assert.True(Heard([.. Run("a.yaml", "e", 1, Outcome.Failed, isRunAnew: true), .. Run("a.yaml", "e", 1, Outcome.Passed)]).IsEmpty);

    [Fact]
    public void What_could_not_begin_counts_for_every_environment_and_row()
    {
        var before = Heard([Masked.NotStarted("a.yaml")]);
        Assert.True(before.Has("a.yaml", "staging", null));
        Assert.True(before.Has("a.yaml", "production", 7));
    }

    private static FailedBefore Heard(IEnumerable<RunEvent> events)
    {
        var before = new FailedBefore();
        foreach (var happened in events)
            before.Add(happened);
        return before;
    }

    private static RunEvent[] Run(string path, string environment, long? row, Outcome outcome, bool isRunAnew = false) =>
        [
            Masked.Started("T", path, "0a0b0c0d", environment, 1) with
            {
                Slot = row is null ? null : new BatchSlot { Index = 0, RowNumber = row },
            },
            new RunFinished(
                new RunSummary
                {
                    Outcome = outcome,
                    Passed = 0,
                    Failed = 0,
                    Broken = 0,
                    Skipped = 0,
                    Duration = TimeSpan.Zero,
                    IsRunAnew = isRunAnew,
                }
            ),
        ];
}
