using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Runs that go on with other files, inputs or grants than they began with, and with such as only look different.</summary>
public sealed partial class ChangeTests
{
    private const string Scenario = """
        scenario: Test
        inputs:
          api: { type: url }
          other: { type: url, required: false }
          name: { default: plain }
          count: { type: number, default: 2 }
          rows: { type: list, default: [] }
          region: { required: false }
          tenant: { required: false }
          apiKey: { secret: true }
          pin: { secret: true, required: false }
          token: { obtain: parts/token.yaml }
        vars:
          tag: 'tag-<<name>>'
        steps:
          - step: Make
            request: PUT <<api>>/things/<<tag>>
            file: body.json
            extract: { id: $.id }
            undo: DELETE <<api>>/things/<<id>>
          - step: Load
            request: POST <<api>>/load
            on_unknown: again
            multipart: { text: x, picture: { file: picture.png } }
          - step: Ask
            call: parts/ask.yaml
            with: { api: <<api>> }
          - step: Close
            request: GET <<api>>/close
            headers: { Authorization: 'Bearer <<token>>' }
        """;

    private const string Token = """
        scenario: Token
        inputs:
          api: { type: url }
        steps:
          - step: Ask for a token
            request: POST <<api>>/token
            on_unknown: again
            extract: { token: $.id }
        outputs:
          token: <<token>>
        """;

    private const string Ask = """
        scenario: Ask
        inputs:
          api: { type: url }
        steps:
          - step: Ask
            call: deeper.yaml
            with: { api: <<api>> }
        """;

    private const string Deeper = """
        scenario: Deeper
        inputs:
          api: { type: url }
        steps:
          - step: Ask
            request: GET <<api>>/ask
        """;

    private const string Environment = """
        environment: house
        inputs: { tenant: one }
        secrets:
          apiKey: { env: FAKE_KEY, to: ['https://one.example.com'] }
        allow: ['https://one.example.com']
        private: [intranet.example.com]
        """;

    /// <summary>What is done to the run, and what is said of it then.</summary>
    public static TheoryData<string> AllChanges => [.. Changes.Keys];

    public static TheoryData<string> AllTwins => [.. Twins.Keys];

    [Theory]
    [MemberData(nameof(AllChanges))]
    public async Task What_has_changed_is_named(string change)
    {
        await using var server = new LoopbackServer(Answers.Json("""{ "id": "7" }"""));
        using var run = await StoppedAsync(server);
        Changes[change].Change(run);
        using var workspace = new Workspace();
        var (prepared, differences) = await run.LookAsync(workspace);
        var said = string.Join("\n", differences.Concat(prepared.Diagnostics.Select(d => d.ToString())));
        Assert.True(!prepared.CanRun || differences.Count > 0, "it would go on");
        Assert.All(Changes[change].Said, text => Assert.Contains(text, said, StringComparison.Ordinal));
        Assert.DoesNotContain("fake-key", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllTwins))]
    public async Task What_only_looks_changed_is_none(string twin)
    {
        await using var server = new LoopbackServer(Answers.Json("""{ "id": "7" }"""));
        using var run = await StoppedAsync(server);
        Twins[twin](run);
        var happened = await run.ResumeAsync();
        Assert.Empty(run.Changes);
        happened!.Passed();
        Assert.Equal("/token /things/tag-plain /load /ask /close", string.Join(" ", server.Requests.Select(r => r.Target)));
    }

    [Theory]
    [InlineData("/close", "/closed")]
    [InlineData("Bearer <<token>>", "Basic <<token>>")]
    [InlineData("step: Close", "step: Shut")]
    [InlineData("default: plain", "default: fancy")]
    [InlineData("undo: DELETE <<api>>/things/<<id>>", "undo: DELETE <<api>>/others/<<id>>")]
    public async Task With_changes_that_are_accepted_it_goes_on(string before, string now)
    {
        await using var server = new LoopbackServer(Answers.Json("""{ "id": "7" }"""));
        using var run = await StoppedAsync(server);
        Edit(run, "test.yaml", before, now);
        var happened = await run.ResumeAsync();
        Assert.NotEmpty(run.Changes);
        happened!.Passed();
        Assert.Equal(1, server.Requests.Count(r => r.Target == "/things/tag-plain"));
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task What_was_accepted_is_not_asked_about_again()
    {
        await using var server = new LoopbackServer(Answers.Json("""{ "id": "7" }"""));
        using var run = await StoppedAsync(server);
        Edit(run, "test.yaml", "scenario: Test", "# mended\nscenario: Test");
        Assert.Null(await run.ResumeAsync(wrap: journal => new DyingJournal(journal, 1, isAfter: true)));
        Assert.NotEmpty(run.Changes);
        (await run.ResumeAsync())!.Passed();
        Assert.Empty(run.Changes);
    }

    [Fact]
    public async Task Without_the_undo_of_what_was_made_it_does_not_go_on()
    {
        await using var server = new LoopbackServer(Answers.Json("""{ "id": "7" }"""));
        using var run = await StoppedAsync(server);
        Edit(run, "test.yaml", "    undo: DELETE <<api>>/things/<<id>>\n", "");
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync();
        Assert.Equal("PS4021", happened!.Codes);
        Assert.Contains("\"Make\" made something", happened.Problem.What, StringComparison.Ordinal);
        Assert.Equal(before, server.Requests.Count);
    }

    [Theory]
    [InlineData("default: fake-first-password", "default: fake-second-password")]
    [InlineData("password: { secret: true, default: fake-first-password }", "password: { secret: true, default: '' }")]
    [InlineData("fake-first-password }", "fake-first-password } # fake-first-password")]
    [InlineData("default: fake-first-password", "default: 'fake-given-password fake-first-password'")]
    [InlineData("GET <<api>>/b", "GET <<api>>/b # fake-found-token")]
    public async Task What_is_secret_of_a_change_is_not_shown(string before, string now)
    {
        await using var server = new LoopbackServer(Answers.Json("""{ "access_token": "fake-found-token" }"""));
        using var run = new WrittenRun(
            """
            scenario: Test
            inputs:
              api: { type: url }
              password: { secret: true, default: fake-first-password }
              given: { secret: true }
            steps:
              - step: A
                request: GET <<api>>/a
                headers: { X-P: '<<password>>', X-G: '<<given>>' }
                extract: { secret_of_answer: $.access_token }
              - step: B
                request: GET <<api>>/b
            """
        ).With("api", server.Address).With("given", "fake-given-password");
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 1, isAfter: true)));
        Edit(run, "test.yaml", before, now);
        using var workspace = new Workspace();
        var (_, differences) = await run.LookAsync(workspace);
        Assert.NotEmpty(differences);
        var said = string.Join("\n", differences);
        Assert.Contains("was changed", said, StringComparison.Ordinal);
        Assert.DoesNotContain("-password", said, StringComparison.Ordinal);
        Assert.DoesNotContain("fake-found-token", said, StringComparison.Ordinal);
    }

    private static async Task<WrittenRun> StoppedAsync(LoopbackServer server)
    {
        var run = new WrittenRun(
            Scenario,
            ("parts/token.yaml", Token),
            ("parts/ask.yaml", Ask),
            ("parts/deeper.yaml", Deeper),
            ("house.yaml", Environment),
            ("body.json", """{ "a": 1 }"""),
            ("picture.png", "a picture")
        )
        {
            Environment = "house.yaml",
        }.With("api", server.Address);
        run.Variables["FAKE_KEY"] = "fake-key-of-house";
        run.Variables["P1S_REGION"] = "eu";
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));
        return run;
    }

    private static void Edit(WrittenRun run, string file, string before, string now)
    {
        var text = File.ReadAllText(Path.Combine(run.Folder, file));
        Assert.Contains(before, text, StringComparison.Ordinal);
        run.Write(file, text.Replace(before, now, StringComparison.Ordinal));
    }

    private static void Append(WrittenRun run, string file, string text) =>
        run.Write(file, File.ReadAllText(Path.Combine(run.Folder, file)) + text);

    private static void Delete(WrittenRun run, string file) => File.Delete(Path.Combine(run.Folder, file));
}
