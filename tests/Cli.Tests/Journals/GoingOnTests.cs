using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>What whoever goes on with a run reads, and what they type then. It stands in tests/golden/journal.</summary>
public sealed class GoingOnTests
{
    [Fact]
    public async Task A_run_that_was_killed_waits_until_somebody_says_what_became_of_its_request()
    {
        await using var stage = new GoingOnStage();
        await stage.KillAsync(rows: 2, leftBehind: 1);
        var text = await stage.TranscriptAsync(
            "runs",
            "show RUN",
            "resume RUN",
            "runs",
            "show RUN --quiet",
            "resume RUN --quiet",
            "resume RUN --settle make-each[1]=done --quiet",
            "resume RUN --settle make-each[1]=done --set each=…",
            "resume RUN --settle make-each[1]=done --set each=2",
            "resume RUN",
            "undo RUN",
            "undo RUN --yes",
            "runs"
        );
        Golden.Check("journal/killed.txt", text);
        // One run, of which two rows are known, and what was left to do.
        Assert.Equal(
            ["/a", "/each", "/each", "/a/1", "/each", "/a/1", "/each/4", "/each/2", "/a/1"],
            stage.Server.Requests.Select(r => r.Target)
        );
    }

    [Fact]
    public async Task A_run_that_failed_says_once_how_to_go_on_when_it_is_mended()
    {
        await using var stage = new GoingOnStage { Status = 404 };
        var failed = stage.Seen(await stage.BeginAsync("--quiet"));
        var text = await stage.TranscriptAsync("resume RUN", "resume RUN --from look --quiet");
        stage.Mend("status: 200", "status: 404");
        text += await stage.TranscriptAsync(
            "resume RUN --from look",
            "resume RUN --from look --accept-changes --quiet",
            "resume RUN",
            "runs",
            "undo RUN --yes --quiet",
            "undo RUN --yes --quiet --accept-changes",
            "undo RUN"
        );
        Golden.Check("journal/failed.txt", failed + "\n" + text);
    }

    [Fact]
    public async Task What_is_in_doubt_of_a_run_that_was_taken_back_is_looked_for_by_hand()
    {
        await using var stage = new GoingOnStage { UndoStatus = 403 };
        await stage.KillAsync(rows: 2, leftBehind: 1);
        var text = await stage.TranscriptAsync("resume RUN --quiet", "undo RUN --yes --quiet");
        stage.UndoStatus = 204;
        text += await stage.TranscriptAsync(
            "undo RUN --yes --quiet",
            "show RUN --quiet",
            "resume RUN",
            "resume RUN --settle make-each[1]=again",
            "resume RUN --from look",
            "runs",
            "runs forget RUN --yes"
        );
        Golden.Check("journal/given-up.txt", text);
    }

    [Fact]
    public async Task What_cannot_be_gone_on_with_is_said_with_what_can()
    {
        await using var stage = new GoingOnStage();
        await stage.KillAsync(rows: 2, leftBehind: 1);
        Golden.Check(
            "journal/wrong.txt",
            await stage.TranscriptAsync(
                "resume",
                "undo",
                "resume zz",
                "resume RUN --from loook",
                "resume RUN --from nothing-like-it",
                "resume RUN --settle make-each[1]",
                "resume RUN --settle make-each[1]=gone",
                "resume RUN --settle make-each=done",
                "resume RUN --settle make-a=done",
                "resume RUN --settle make-each[1]=done --set each",
                "resume RUN --form look",
                "resume RUN -e my-tenant.yaml",
                "resume RUN --verbose --quiet",
                "undo RUN --emulator",
                "undo RUN --environment my-tenant.yaml",
                "undo RUN --set api=http://127.0.0.1:1"
            )
        );
        Assert.Equal(4, stage.Server.Requests.Count);
    }

    [Fact]
    public async Task A_run_that_passed_says_nothing_of_its_journal()
    {
        await using var stage = new GoingOnStage();
        var run = await stage.BeginAsync();
        Assert.Equal((ExitCode.Passed, ""), (run.Code, run.Error));
        Assert.DoesNotContain("p1s resume", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("undo")]
    public async Task Their_help_says_what_they_are_for(string command)
    {
        var run = await CommandRun.RunAsync(command, "--help");
        Golden.Check($"journal/help-{command}.txt", Stable.Text(run.Printed));
    }

    [Fact]
    public async Task What_came_through_a_pipe_goes_on_from_the_journal()
    {
        await using var stage = new GoingOnStage { Status = 500 };
        await stage.PipeAsync();
        stage.Status = 200;
        Assert.EndsWith("[exit 0]\n\n", await stage.TranscriptAsync("resume RUN --from look --quiet"), StringComparison.Ordinal);
        Assert.EndsWith("[exit 0]\n\n", await stage.TranscriptAsync("undo RUN --yes --quiet"), StringComparison.Ordinal);
        Assert.Equal(["/a", "/each", "/each", "/a/1", "/a/1", "/each/3", "/each/2", "/a/1"], stage.Server.Requests.Select(r => r.Target));
    }
}
