using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Runs that failed and go on at a step, after somebody mended the file or the server.</summary>
public sealed class FromStepTests
{
    private const string Scenario = """
        scenario: Test
        inputs:
          api: { type: url }
          token: { obtain: token.yaml }
        steps:
          - step: Make
            request: PUT <<api>>/make
            extract: { id: $.id }
            undo: DELETE <<api>>/make/<<id>>
          - step: Other
            request: POST <<api>>/other
            extract: { other: $.id }
          - step: Each
            id: each
            for_each: [1, 2]
            request: PUT <<api>>/each/<<item>>/<<id>>
          - step: Call
            id: call
            for_each: [1, 2]
            call: inner.yaml
            with: { api: <<api>>, nth: <<item>> }
            extract: { inner: <<outputs.inner>> }
          - step: Beside
            request: POST <<api>>/beside/<<other>>
          - step: Behind
            request: POST <<api>>/behind/<<inner[0]>>
          - step: Last
            request: GET <<api>>/last
        finally:
          - step: Close
            request: GET <<api>>/close
        """;

    private const string Inner = """
        scenario: Inner
        inputs:
          api: { type: url }
          nth: { type: number }
        steps:
          - step: First
            request: GET <<api>>/first/<<nth>>
          - step: Second
            request: PUT <<api>>/second/<<nth>>
            extract: { inner: $.id }
            undo: DELETE <<api>>/second/<<nth>>
        outputs:
          inner: <<inner>>
        """;

    private const string Token = """
        scenario: Token
        inputs:
          api: { type: url }
        steps:
          - step: Token
            request: POST <<api>>/token
            on_unknown: again
            extract: { token: $.id }
        outputs:
          token: <<token>>
        """;

    private const string Ends = " /close";

    private string? fails;

    [Theory]
    [InlineData("/last", "Last", "/last")]
    [InlineData("/behind/7", "Behind", "/behind/7 /last")]
    [InlineData("/behind/7", "Beside", "/beside/7 /behind/7 /last")]
    [InlineData("/beside/7", "Beside", "/beside/7 /behind/7 /last")]
    [InlineData("/last", "Beside", "/beside/7 /last")]
    [InlineData("/last", "Other", "/other /beside/7 /last")]
    [InlineData("/last", "Make", "/make /each/1/7 /each/2/7 /last")]
    [InlineData("/last", "each", "/each/1/7 /each/2/7 /last")]
    [InlineData("/each/2/7", "each", "/each/1/7 /each/2/7 /first/1 /second/1 /first/2 /second/2 /beside/7 /behind/7 /last")]
    [InlineData("/each/1/7", "Make", "/make /each/1/7 /each/2/7 /first/1 /second/1 /first/2 /second/2 /beside/7 /behind/7 /last")]
    [InlineData("/last", "call", "/first/1 /second/1 /first/2 /second/2 /behind/7 /last")]
    [InlineData("/second/2", "call", "/first/1 /second/1 /first/2 /second/2 /beside/7 /behind/7 /last")]
    [InlineData("/last", "Second", "/second/1 /second/2 /behind/7 /last")]
    [InlineData("/second/2", "Second", "/second/1 /second/2 /beside/7 /behind/7 /last")]
    [InlineData("/second/1", "Second", "/second/1 /first/2 /second/2 /beside/7 /behind/7 /last")]
    [InlineData("/first/2", "First", "/first/1 /first/2 /second/2 /beside/7 /behind/7 /last")]
    [InlineData("/last", "Call", "/first/1 /second/1 /first/2 /second/2 /behind/7 /last")]
    [InlineData("/last", "call/second", "/second/1 /second/2 /behind/7 /last")]
    public async Task What_depends_on_it_is_done_again_and_nothing_else(string failing, string from, string sent)
    {
        fails = failing;
        await using var server = new LoopbackServer(Answer);
        using var run = Written(server);
        var failed = await run.RunAsync();
        Assert.Equal(Outcome.Failed, failed!.Outcome);
        fails = null;
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync(new ResumeWishes { From = from });
        Assert.Equal(sent + Ends, string.Join(" ", server.Requests.Skip(before).Select(r => r.Target)));
        happened!.Passed();
        Assert.Equal(
            ["DELETE " + server.Address + "/make/7", "DELETE " + server.Address + "/second/1", "DELETE " + server.Address + "/second/2"],
            happened.LeftBehind.Order()
        );
        Assert.Equal(3, (await run.ListedAsync()).LeftBehind);
        Assert.Equal(JournalState.Ended, (await run.ListedAsync()).State);
        Assert.Single(happened.Events.OfType<RunResumed>());
    }

    [Theory]
    [InlineData("Lst", "did you mean \"Last\"?")]
    [InlineData("Secnd", "did you mean \"Second\"?")]
    [InlineData("eech", "did you mean \"each\"?")]
    [InlineData("nothing like it", "name it by its id or its title")]
    public async Task A_step_that_is_not_there_is_said(string from, string fix)
    {
        fails = "/last";
        await using var server = new LoopbackServer(Answer);
        using var run = Written(server);
        await run.RunAsync();
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync(new ResumeWishes { From = from });
        Assert.Equal("PS4021", happened!.Codes);
        Assert.Contains($"there is no step \"{from}\"", happened.Problem.What, StringComparison.Ordinal);
        Assert.Equal(fix, happened.Problem.Fix);
        Assert.Equal(before, server.Requests.Count);
    }

    [Theory]
    [InlineData("/behind/7", "Last", "Behind")]
    [InlineData("/make", "Last", "Make")]
    [InlineData("/each/2/7", "Beside", "Each")]
    [InlineData("/first/1", "Second", "First")]
    public async Task Behind_what_did_not_pass_it_does_not_go_on(string failing, string from, string failed)
    {
        fails = failing;
        await using var server = new LoopbackServer(Answer);
        using var run = Written(server);
        await run.RunAsync();
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync(new ResumeWishes { From = from });
        Assert.Equal("PS4021", happened!.Codes);
        Assert.Contains($"step \"{failed}\" did not pass", happened.Problem.What, StringComparison.Ordinal);
        Assert.Equal($"name \"{failed}\"", happened.Problem.Fix);
        Assert.Equal(before, server.Requests.Count);
    }

    [Fact]
    public async Task A_step_of_what_is_obtained_is_done_again()
    {
        fails = "/token";
        await using var server = new LoopbackServer(Answer);
        using var run = Written(server);
        Assert.NotEqual(Outcome.Passed, (await run.RunAsync())!.Outcome);
        fails = null;
        (await run.ResumeAsync(new ResumeWishes { From = "Token" }))!.Passed();
        Assert.Equal(2, server.Requests.Count(r => r.Target == "/token"));
    }

    [Theory]
    [InlineData("Last")]
    [InlineData("Make")]
    [InlineData("Second")]
    public async Task A_run_that_has_taken_back_what_it_made_is_over(string from)
    {
        fails = "/last";
        await using var server = new LoopbackServer(Answer);
        using var run = Written(server, UndoPolicy.Failure);
        await run.RunAsync();
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync(new ResumeWishes { From = from });
        Assert.Equal("PS4021", happened!.Codes);
        Assert.Contains("has taken back", happened.Problem.What, StringComparison.Ordinal);
        Assert.Equal(before, server.Requests.Count);
    }

    [Fact]
    public async Task The_mended_file_is_what_is_run()
    {
        await using var server = new LoopbackServer(Answer);
        fails = "/last";
        using var run = Written(server);
        await run.RunAsync();
        run.Write("test.yaml", Scenario.Replace("<<api>>/last", "<<api>>/mended", StringComparison.Ordinal));
        (await run.ResumeAsync(new ResumeWishes { From = "Last" }))!.Passed();
        Assert.NotEmpty(run.Changes);
        Assert.Equal("/mended", server.Requests[^2].Target);
    }

    private static WrittenRun Written(LoopbackServer server, UndoPolicy undo = UndoPolicy.Never) =>
        new WrittenRun(Scenario, ("inner.yaml", Inner), ("token.yaml", Token)) { Undo = undo }.With("api", server.Address);

    private string Answer(Recorded request) => Answers.Json("""{ "id": "7" }""", request.Target == fails ? 400 : 200);
}
