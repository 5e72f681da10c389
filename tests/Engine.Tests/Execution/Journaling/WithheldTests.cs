using System.Text;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Journals that hold no secret: what a run lacks when it goes on is got anew, or named.</summary>
public sealed class WithheldTests
{
    private const string Token = """
        scenario: Token
        inputs:
          api: { type: url }
        steps:
          - step: Token
            request: POST <<api>>/token
            on_unknown: again
            extract: { token: $.access_token }
        outputs:
          token: <<token>>
        """;

    private const string Obtaining = """
        scenario: Test
        inputs:
          api: { type: url }
          key: { secret: true }
          token: { obtain: token.yaml }
        vars:
          bearer: 'Bearer <<token>>'
        steps:
          - step: Make
            request: PUT <<api>>/make
            headers: { Authorization: '<<bearer>>', X-Key: '<<key>>' }
            undo: { request: DELETE <<api>>/make, headers: { Authorization: '<<bearer>>' } }
          - step: Look
            request: GET <<api>>/look
            headers: { Authorization: '<<bearer>>', X-Key: '<<key>>' }
          - step: Close
            request: PUT <<api>>/close
        """;

    private const string Extracting = """
        scenario: Test
        inputs:
          api: { type: url }
        steps:
          - step: Token
            request: POST <<api>>/token
            on_unknown: again
            extract: { token: $.access_token }
          - step: Make
            request: POST <<api>>/make
            on_unknown: again
            headers: { Authorization: 'Bearer <<token>>' }
          - step: Close
            request: PUT <<api>>/close
            headers: { Authorization: 'Bearer <<token>>' }
        """;

    private int given;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task An_obtained_secret_is_obtained_again(int write)
    {
        await using var server = new LoopbackServer(Answer);
        using var run = Written(Obtaining, server, UndoPolicy.Always);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, write, isAfter: true)));
        await NothingSecretAsync(run);
        var happened = await run.ResumeAsync();
        happened!.Passed();
        Assert.True(happened.LeftBehind.Count == 0, string.Join("\n", happened.Problems));
        Assert.Equal($"Bearer fake-token-number-{given}", server.Requests[^1].Header("Authorization"));
        Assert.All(
            server.Requests.Where(r => r.Target is "/make" or "/look" && r.Method != "DELETE"),
            r => Assert.Equal("fake-key-given", r.Header("X-Key"))
        );
        await NothingSecretAsync(run);
    }

    [Fact]
    public async Task A_given_secret_that_is_not_to_be_had_is_missed()
    {
        await using var server = new LoopbackServer(Answer);
        using var run = Written(Obtaining, server, UndoPolicy.Never);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));
        run.Variables.Clear();
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync();
        Assert.Null(happened!.Result.Summary);
        Assert.Contains("\"key\"", string.Join("\n", happened.Problems.Select(p => p.What)), StringComparison.Ordinal);
        Assert.Equal(before, server.Requests.Count);
    }

    [Theory]
    [InlineData("", "/token /make /token /make /close")]
    [InlineData("token", "/token /make /close")]
    public async Task An_extracted_secret_is_taken_again_or_given(string set, string sent)
    {
        await using var server = new LoopbackServer(Answer);
        using var run = Written(Extracting, server, UndoPolicy.Never);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));
        await NothingSecretAsync(run);
        var values = set.Length == 0 ? [] : new[] { KeyValuePair.Create(set, "fake-token-typed") };
        (await run.ResumeAsync(new() { Values = [.. values] }))!.Passed();
        Assert.Equal(sent, string.Join(" ", server.Requests.Select(r => r.Target)));
        await NothingSecretAsync(run);
    }

    [Fact]
    public async Task An_extracted_secret_that_cannot_be_taken_again_is_named()
    {
        await using var server = new LoopbackServer(Answer);
        using var run = Written(
            Extracting.Replace("/make\n    on_unknown: again", "/make", StringComparison.Ordinal),
            server,
            UndoPolicy.Never
        );
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync();
        Assert.Equal("PS4020", happened!.Codes);
        Assert.Contains("\"token\" was not kept", happened.Problem.What, StringComparison.Ordinal);
        Assert.Contains("step \"Make\"", happened.Problem.Why, StringComparison.Ordinal);
        Assert.Equal(before, server.Requests.Count);
    }

    private static WrittenRun Written(string scenario, LoopbackServer server, UndoPolicy undo)
    {
        var run = new WrittenRun(scenario, ("token.yaml", Token)) { Withholds = true, Undo = undo }.With("api", server.Address);
        run.Variables["P1S_KEY"] = "fake-key-given";
        return run;
    }

    private static async Task NothingSecretAsync(WrittenRun run)
    {
        var text = string.Join("\n", (await run.StoredAsync()).Rows.Select(r => r.Body.GetRawText()));
        Assert.NotEmpty(text);
        Assert.DoesNotContain("fake-", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("fake-key-given"))[..16], text, StringComparison.Ordinal);
    }

    private string Answer(Recorded request) =>
        Answers.Json(request.Target == "/token" ? $$"""{ "access_token": "fake-token-number-{{++given}}" }""" : "{}");
}
