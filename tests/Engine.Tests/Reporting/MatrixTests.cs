using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Comparing;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Scenarios against environments, side by side.</summary>
public sealed class MatrixTests
{
    [Fact]
    public void It_is_a_table_of_plain_text_with_the_differences_only() =>
        Assert.Equal(
            """
                                  dev     eu      us
            Sign in               passed  passed  passed
            Create a user [ada]   passed  failed  passed
              eu: step "Create it": status 201 OK → 403 Wrong
            Create a user [béla]  passed  flaky   passed
            Delete a user         passed  –       failed
              us: step "Create it": status 201 OK → 409 Wrong
            """.ReplaceLineEndings("\n"),
            string.Join('\n', MatrixText.Lines(Of(ManyRuns.Matrix)!, 80))
        );

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        var events = Enumerable.Range(0, 40).SelectMany(i => Run(i, $"environment-with-a-long-name-{i % 10}", i / 10));
        var lines = MatrixText.Lines(Of(events)!, width).ToList();
        Assert.All(lines, line => Assert.InRange(new StringInfo(line).LengthInTextElements, 0, width));
        Assert.Equal(10, string.Join('\n', lines).Split("environme").Length - 1);
    }

    [Fact]
    public void One_environment_is_no_matrix()
    {
        Assert.Null(Of(ManyRuns.Rows));
        Assert.Null(Of([.. SampleRuns.Passed, .. SampleRuns.Failed]));
        Assert.Null(Of([]));
    }

    [Fact]
    public void The_odd_one_out_is_told_whichever_comes_first()
    {
        RunEvent[] events =
        [
            .. ManyRuns.Run("A", 0, "dev", null, 403),
            .. ManyRuns.Run("A", 1, "eu", null),
            .. ManyRuns.Run("A", 2, "us", null),
        ];
        Assert.Equal(
            "dev: step \"Create it\": status 201 OK → 403 Wrong",
            Assert.Single(Assert.Single(Of(events)!.Lines).Differences).ToString()
        );
    }

    [Fact]
    public void Those_that_differ_in_the_same_are_told_together()
    {
        RunEvent[] events =
        [
            .. ManyRuns.Run("A", 0, "dev", null),
            .. ManyRuns.Run("A", 1, "test", null),
            .. ManyRuns.Run("A", 2, "stage", null),
            .. ManyRuns.Run("A", 3, "eu", null, 403),
            .. ManyRuns.Run("A", 4, "us", null, 403),
        ];
        Assert.Equal("eu, us", Assert.Single(Assert.Single(Of(events)!.Lines).Differences).Environments);
    }

    [Fact]
    public void Of_many_scenarios_those_that_differ_are_shown()
    {
        var events = Enumerable.Range(0, 6000).SelectMany(i => Run(i, i % 2 == 0 ? "dev" : "eu", i / 2, i == 5901 ? 403 : 201));
        var matrix = Of(events)!;
        Assert.Equal(200, matrix.Lines.Length);
        Assert.Equal(2800, matrix.LeftOut);
        Assert.Equal("A [row 2951]", matrix.Lines[^1].Name);
        Assert.All(matrix.Lines.SkipLast(1), l => Assert.True(l.IsSame));
    }

    [Fact]
    public void A_scenario_that_is_repeated_has_a_line_each_time()
    {
        var events = Enumerable.Range(0, 6).SelectMany(i => ManyRuns.Run("A", i, i % 2 == 0 ? "dev" : "eu", null));
        Assert.Equal(3, Of(events)!.Lines.Length);
    }

    [Fact]
    public void Shards_that_are_put_together_fill_the_same_lines()
    {
        var dev = Enumerable.Range(0, 5).SelectMany(i => Run(2 * i, "dev", i));
        var eu = Enumerable.Range(0, 5).SelectMany(i => Run(2 * i + 1, "eu", i));
        var matrix = Of([.. dev, .. eu])!;
        Assert.Equal(5, matrix.Lines.Length);
        Assert.All(matrix.Lines, l => Assert.DoesNotContain(null, l.Cells));
    }

    private static IEnumerable<RunEvent> Run(int index, string environment, long row, int status = 201) =>
        ManyRuns.Run("A", index, environment, (null, row + 1), status);

    private static Matrix? Of(IEnumerable<RunEvent> events)
    {
        var report = new MatrixReport();
        foreach (var happened in events)
            report.Observe(happened);
        report.Complete();
        return report.Matrix;
    }
}
