using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Runs that go on with other files, inputs or grants than they began with, and with such as only look different.</summary>
public sealed class ChangeTests
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
    private static readonly Dictionary<string, (Action<WrittenRun> Change, string[] Said)> Changes = new(StringComparer.Ordinal)
    {
        // The scenario itself.
        ["a title"] = (
            r => Edit(r, "test.yaml", "scenario: Test", "scenario: Other"),
            ["test.yaml was changed", "-    1 | scenario: Test"]
        ),
        ["a method"] = (r => Edit(r, "test.yaml", "GET <<api>>/close", "POST <<api>>/close"), ["+", "POST <<api>>/close"]),
        ["an address"] = (r => Edit(r, "test.yaml", "/close", "/closed"), ["/closed"]),
        ["a header"] = (r => Edit(r, "test.yaml", "Bearer <<token>>", "Basic <<token>>"), ["Basic <<token>>"]),
        ["a step less"] = (r => Edit(r, "test.yaml", "  - step: Load", "  - step: Unload"), ["Unload"]),
        ["a step more"] = (r => Append(r, "test.yaml", "\n  - step: More\n    request: GET <<api>>/more"), ["  - step: More"]),
        ["a finally"] = (r => Append(r, "test.yaml", "\nfinally:\n  - step: End\n    request: GET <<api>>/end"), ["finally:"]),
        ["an undo"] = (r => Edit(r, "test.yaml", "DELETE <<api>>/things/<<id>>", "DELETE <<api>>/other/<<id>>"), ["/other/<<id>>"]),
        ["an extraction"] = (r => Edit(r, "test.yaml", "id: $.id", "id: $.name"), ["$.name"]),
        ["a default"] = (r => Edit(r, "test.yaml", "default: plain", "default: fancy"), ["default: fancy"]),
        ["a var"] = (r => Edit(r, "test.yaml", "'tag-<<name>>'", "'tug-<<name>>'"), ["tug-"]),
        ["a comment"] = (r => Append(r, "test.yaml", "\n# a word\n"), ["# a word"]),
        ["a blank"] = (r => Append(r, "test.yaml", "\n \n"), ["test.yaml was changed"]),
        ["ends of lines"] = (
            r => r.Write("test.yaml", Scenario.Replace("\n", "\r\n", StringComparison.Ordinal)),
            ["test.yaml was changed"]
        ),
        ["a secret no more"] = (
            r => Edit(r, "test.yaml", "apiKey: { secret: true }", "apiKey: { default: x }"),
            ["apiKey: { default: x }"]
        ),
        ["a retry"] = (r => Append(r, "test.yaml", "\n    retry: 2"), ["retry: 2"]),
        ["a called file in place of another"] = (
            r => Edit(r, "test.yaml", "call: parts/ask.yaml", "call: parts/deeper.yaml"),
            ["ask.yaml is gone", "parts/deeper.yaml"]
        ),
        ["another obtained file"] = (
            r =>
            {
                r.Write("parts/other.yaml", Token);
                Edit(r, "test.yaml", "obtain: parts/token.yaml", "obtain: parts/other.yaml");
            },
            ["other.yaml is new", "token.yaml is gone"]
        ),
        ["a new include"] = (
            r => Append(r, "test.yaml", "\n  - step: More\n    call: parts/token.yaml\n    with: { api: <<api>> }"),
            ["test.yaml was changed"]
        ),
        ["a new file called"] = (
            r =>
            {
                r.Write("parts/new.yaml", Deeper);
                Append(r, "test.yaml", "\n  - step: More\n    call: parts/new.yaml\n    with: { api: <<api>> }");
            },
            ["new.yaml is new"]
        ),

        // What it includes.
        ["an obtained file"] = (r => Edit(r, "parts/token.yaml", "/token", "/tokens"), ["token.yaml was changed", "/tokens"]),
        ["an output"] = (r => Edit(r, "parts/token.yaml", "  token: <<token>>", "  token: 'x<<token>>'"), ["token.yaml was changed"]),
        ["a called file"] = (r => Edit(r, "parts/ask.yaml", "scenario: Ask", "scenario: Demand"), ["ask.yaml was changed"]),
        ["a file called by a called one"] = (r => Edit(r, "parts/deeper.yaml", "/ask", "/demand"), ["deeper.yaml was changed", "/demand"]),
        ["the called file is gone"] = (r => Delete(r, "parts/ask.yaml"), ["parts/ask.yaml"]),
        ["the obtained file is gone"] = (r => Delete(r, "parts/token.yaml"), ["parts/token.yaml"]),
        ["the deeper file is gone"] = (r => Delete(r, "parts/deeper.yaml"), ["deeper.yaml"]),
        ["the scenario is gone"] = (r => Delete(r, "test.yaml"), ["test.yaml"]),
        ["the called file is no scenario"] = (r => r.Write("parts/ask.yaml", "[]"), ["ask.yaml", "scenario"]),
        ["a called file leads back"] = (r => Edit(r, "parts/deeper.yaml", "request: GET <<api>>/ask", "call: ask.yaml"), ["ask.yaml"]),

        // What it sends.
        ["a body"] = (r => r.Write("body.json", """{ "a": 2 }"""), ["body.json was changed"]),
        ["a blank in a body"] = (r => r.Write("body.json", """{"a": 1 }"""), ["body.json was changed"]),
        ["an empty body"] = (r => r.Write("body.json", ""), ["body.json"]),
        ["a picture"] = (r => r.Write("picture.png", "another"), ["picture.png was changed"]),
        ["the body is gone"] = (r => Delete(r, "body.json"), ["body.json"]),
        ["the picture is gone"] = (r => Delete(r, "picture.png"), ["picture.png"]),
        ["another file is sent"] = (
            r =>
            {
                r.Write("other.json", """{ "a": 1 }""");
                Edit(r, "test.yaml", "file: body.json", "file: other.json");
            },
            ["other.json is new", "body.json is gone"]
        ),

        // What it is given.
        ["P1S_ of a text"] = (r => r.Variables["P1S_REGION"] = "ca", ["the input region was changed"]),
        ["P1S_ of a new input"] = (r => r.Variables["P1S_NAME"] = "fancy", ["the input name is new"]),
        ["P1S_ of a number"] = (r => r.Variables["P1S_COUNT"] = "3", ["the input count is new"]),
        ["P1S_ of a list"] = (r => r.Variables["P1S_ROWS"] = "[1]", ["the input rows is new"]),
        ["P1S_ of a wrong kind"] = (r => r.Variables["P1S_COUNT"] = "many", ["count"]),
        ["the environment file gives another"] = (
            r => Edit(r, "house.yaml", "tenant: one", "tenant: two"),
            ["the input tenant was changed"]
        ),
        ["the environment file gives one more"] = (
            r => Edit(r, "house.yaml", "tenant: one", "tenant: one, name: other"),
            ["the input name is new"]
        ),
        ["the environment file wins over P1S_ now"] = (
            r => Edit(r, "house.yaml", "tenant: one", "tenant: one, region: ca"),
            ["the input region was changed"]
        ),
        ["what was open is a secret now"] = (
            r =>
            {
                Edit(r, "house.yaml", "secrets:", "secrets:\n  region: { env: FAKE_KEY }");
                r.Variables["FAKE_KEY"] = "fake-other-key";
            },
            ["the input region is gone"]
        ),

        // What it may do.
        ["an origin more, of the environment"] = (
            r => Edit(r, "house.yaml", "allow: [", "allow: ['https://evil.example.com', "),
            ["it may contact https://evil.example.com"]
        ),
        ["an origin less, of the environment"] = (r => Edit(r, "house.yaml", "allow: ['https://one.example.com']\n", ""), ["may not now"]),
        ["an origin more, by hand"] = (r => r.Origins.Add("https://evil.example.com"), ["it may contact https://evil.example.com"]),
        ["another port"] = (r => r.Origins.Add("https://one.example.com:8443"), ["it may contact https://one.example.com:8443"]),
        ["an address more"] = (
            r => r.Variables["P1S_OTHER"] = "https://new.example.com",
            ["the input other is new", "it may contact https://new"]
        ),
        ["a private host more"] = (r => r.PrivateHosts.Add("db.example.com"), ["the host db.example.com may lead"]),
        ["a private host less"] = (
            r => Edit(r, "house.yaml", "private: [intranet.example.com]", "private: []"),
            ["intranet.example.com might"]
        ),
        ["a secret goes elsewhere"] = (
            r => Edit(r, "house.yaml", "to: ['https://one.example.com']", "to: ['https://two.example.com']"),
            ["the secret apiKey might go to https://one.example.com", "and may go to https://two.example.com now"]
        ),
        ["a secret goes further"] = (
            r => Edit(r, "house.yaml", "to: ['https://one.example.com']", "to: ['https://one.example.com', 'https://two.example.com']"),
            ["the secret apiKey might go to"]
        ),
        ["a secret goes anywhere"] = (
            r => Edit(r, "house.yaml", ", to: ['https://one.example.com']", ""),
            ["may go to every address that was given now"]
        ),
        ["another name of the environment"] = (
            r => Edit(r, "house.yaml", "environment: house", "environment: production"),
            ["the environment was called \"house\" when it began, and is called \"production\" now"]
        ),
        ["the environment is gone"] = (r => Delete(r, "house.yaml"), ["house.yaml"]),
        ["no environment"] = (r => r.Environment = null, ["the environment was called \"house\""]),
    };

    private static readonly Dictionary<string, Action<WrittenRun>> Twins = new(StringComparer.Ordinal)
    {
        ["nothing"] = _ => { },
        ["a rotated secret"] = r => r.Variables["FAKE_KEY"] = "fake-key-rotated",
        ["a secret that is empty"] = r => r.Variables["FAKE_KEY"] = "",
        ["a secret that is gone"] = r => r.Variables.Remove("FAKE_KEY"),
        ["a secret from a file"] = r =>
        {
            r.Write("key.txt", "fake-key-in-file");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path.Combine(r.Folder, "key.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Edit(r, "house.yaml", "env: FAKE_KEY", "file: key.txt");
        },
        ["a touched scenario"] = r => File.SetLastWriteTimeUtc(Path.Combine(r.Folder, "test.yaml"), DateTime.UtcNow.AddDays(1)),
        ["a touched body"] = r => File.SetLastWriteTimeUtc(Path.Combine(r.Folder, "body.json"), DateTime.UtcNow.AddDays(-9)),
        ["a scenario written anew"] = r => r.Write("test.yaml", Scenario),
        ["a body written anew"] = r => r.Write("body.json", """{ "a": 1 }"""),
        ["a comment in the environment"] = r => Append(r, "house.yaml", "\n# a word\n"),
        ["the environment in another order"] = r =>
            r.Write(
                "house.yaml",
                "private: [intranet.example.com]\n" + Environment.Replace("private: [intranet.example.com]", "", StringComparison.Ordinal)
            ),
        ["an origin allowed twice"] = r => r.Origins.Add("https://one.example.com/path"),
        ["a private host in capitals"] = r => r.PrivateHosts.Add("INTRANET.example.com"),
        ["a file nobody names"] = r => r.Write("parts/unused.yaml", "scenario: x"),
        ["a variable nobody reads"] = r => r.Variables["P1S_NOBODY"] = "x",
        ["a variable that is gone"] = r => r.Variables.Remove("P1S_REGION"),
        ["an input the environment wins over"] = r => r.Variables["P1S_TENANT"] = "two",
        ["a secret written twice"] = r =>
            Edit(r, "house.yaml", "to: ['https://one.example.com']", "to: ['https://one.example.com/a', 'https://one.example.com']"),
        ["a secret that nobody reads"] = r => Edit(r, "house.yaml", "secrets:", "secrets:\n  unread: { env: FAKE_KEY }"),
        ["the body through a link"] = r =>
        {
            if (OperatingSystem.IsWindows())
                return;
            File.Move(Path.Combine(r.Folder, "picture.png"), Path.Combine(r.Folder, "kept.png"));
            File.Copy(Path.Combine(r.Folder, "kept.png"), Path.Combine(r.Folder, "picture.png"));
        },
    };

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
