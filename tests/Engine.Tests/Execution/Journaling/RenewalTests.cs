using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>
/// Tokens, flows and codes that run out while a run stands still: wherever it stood, what goes to the server afterwards is good, and nothing
/// that may do more when it is sent twice is sent twice.
/// </summary>
public sealed class RenewalTests
{
    private const string Head = """
        scenario: Test
        inputs:
          api: { type: url }

        """;

    private const string Token = """
        scenario: Token
        inputs:
          api: { type: url }
        steps:
          - step: Token
            request: POST <<api>>/token
            on_unknown: again
            extract: { token: $.access_token, other: $.id_token }
        outputs:
          token: <<token>>
          other: <<other>>
        """;

    private const string Coded = """
        scenario: Coded
        inputs:
          api: { type: url }
          code: { obtain: code.yaml }
        steps:
          - step: Token
            request: POST <<api>>/exchange/<<code>>
            on_unknown: again
            extract: { token: $.access_token }
        outputs:
          token: <<token>>
        """;

    private const string Code = """
        scenario: Code
        inputs:
          api: { type: url }
        steps:
          - step: Code
            request: GET <<api>>/code
            extract: { code: { from: $.code, lasts: 1m } }
        outputs:
          code: <<code>>
        """;

    private const string Pushed = """
        scenario: Pushed
        inputs:
          api: { type: url }
        steps:
          - step: Push
            request: POST <<api>>/par
            on_unknown: again
            extract: { uri: $.request_uri }
          - step: Authorize
            request: GET <<api>>/authorize/<<uri>>
            extract: { code: { from: $.code, lasts: 1m } }
          - step: Token
            request: POST <<api>>/exchange/<<code>>
            on_unknown: again
            extract: { token: $.access_token }
        outputs:
          token: <<token>>
        """;

    private const string Using = """
        scenario: Using
        inputs:
          api: { type: url }
          token: {}
        vars:
          bearer: 'Bearer <<token>>'
        steps:
          - step: One
            request: PUT <<api>>/one
            headers: { Authorization: '<<bearer>>' }
            undo: { request: DELETE <<api>>/one, headers: { Authorization: '<<bearer>>' } }
          - step: Two
            request: PUT <<api>>/two
            headers: { Authorization: 'Bearer <<token>>' }
        """;

    private const string Own = """
        scenario: Own
        inputs:
          api: { type: url }
          token: { obtain: token.yaml }
        steps:
          - step: One
            request: PUT <<api>>/one
            headers: { Authorization: 'Bearer <<token>>' }
            undo: { request: DELETE <<api>>/one, headers: { Authorization: 'Bearer <<token>>' } }
          - step: Two
            request: PUT <<api>>/two
            headers: { Authorization: 'Bearer <<token>>' }
        """;

    private const string Auth = "headers: { Authorization: 'Bearer <<token>>' }";

    private const string Uses = $$"""
        steps:
          - step: Make
            request: PUT <<api>>/make
            {{Auth}}
            undo: { request: DELETE <<api>>/make, {{Auth}} }
          - step: Look
            request: GET <<api>>/look
            {{Auth}}
          - step: Close
            request: PUT <<api>>/close
            {{Auth}}
        """;

    private const string Login = """
          - step: Login
            request: POST <<api>>/token
            on_unknown: again
            extract: { token: $.access_token }

        """;

    private static readonly string Called = $$"""
        steps:
        {{Login}}  - step: Call
            call: using.yaml
            with: { api: <<api>>, token: <<token>> }
          - step: Close
            request: PUT <<api>>/close
            {{Auth}}
        """;

    /// <summary>Scenarios all of whose requests with a token are answered 401 when the token has run out, and 410 with a flow that has.</summary>
    private static readonly Dictionary<string, string> Scenarios = new(StringComparer.Ordinal)
    {
        ["obtained"] = Head + "  token: { obtain: token.yaml }\n" + Uses,
        ["obtained, by way of vars"] =
            Head
            + "  token: { obtain: token.yaml }\nvars:\n  bearer: 'Bearer <<token>>'\n"
            + Uses.Replace("'Bearer <<token>>'", "'<<bearer>>'", StringComparison.Ordinal),
        ["obtained, by way of a default"] =
            Head
            + "  token: { obtain: token.yaml }\n  bearer: { default: 'Bearer <<token>>' }\n"
            + Uses.Replace("'Bearer <<token>>'", "'<<bearer>>'", StringComparison.Ordinal),
        ["two obtained of one file"] =
            Head + "  other: { obtain: token.yaml }\n  token: { obtain: token.yaml }\n" + Uses + "\noutputs:\n  other: <<other>>",
        ["obtained with what is obtained"] = Head + "  token: { obtain: coded.yaml }\n" + Uses,
        ["obtained in three steps"] = Head + "  token: { obtain: pushed.yaml }\n" + Uses,
        ["of a step"] = Head + "steps:\n" + Login + Uses["steps:\n".Length..],
        ["of a step, in a loop"] =
            Head
            + "steps:\n"
            + Login
            + $"  - step: Make\n    for_each: [1, 2, 3]\n    request: PUT <<api>>/make/<<item>>\n    {Auth}\n  - step: Close\n    request: PUT <<api>>/close\n    {Auth}",
        ["of a loop"] =
            Head
            + "steps:\n  - step: Login\n    for_each: [a, b]\n    request: POST <<api>>/token\n    on_unknown: again\n    extract: { token: $.access_token }\n"
            + Uses["steps:\n".Length..].Replace("<<token>>", "<<token[1]>>", StringComparison.Ordinal),
        ["of a step, in finally"] =
            Head
            + "steps:\n"
            + Login
            + "  - step: Open\n    request: PUT <<api>>/open\n    headers: { Authorization: 'Bearer <<token>>' }\nfinally:"
            + Uses["steps:".Length..],
        ["of finally"] = Head + "steps:\n  - step: Open\n    request: GET <<api>>/free\nfinally:\n" + Login + Uses["steps:\n".Length..],
        ["obtained, in finally"] =
            Head
            + "  token: { obtain: token.yaml }\nsteps:\n  - step: Open\n    request: GET <<api>>/free\nfinally:"
            + Uses["steps:".Length..],
        ["passed to a call"] = Head + Called,
        ["obtained and passed to a call"] =
            Head + "  token: { obtain: token.yaml }\n" + Called.Replace(Login, "", StringComparison.Ordinal),
        ["obtained by what is called"] =
            Head
            + $"  token: {{ obtain: token.yaml }}\nsteps:\n  - step: Call\n    call: own.yaml\n    with: {{ api: <<api>> }}\n"
            + Uses["steps:\n".Length..],
        ["obtained by what is called in a loop"] =
            Head + "steps:\n  - step: Call\n    for_each: [1, 2]\n    call: own.yaml\n    with: { api: <<api>> }",
        ["given by what is called"] =
            Head
            + "steps:\n  - step: Login\n    call: token.yaml\n    with: { api: <<api>> }\n    extract: { token: '<<outputs.token>>' }\n"
            + Uses["steps:\n".Length..],
        ["a JSON Web Token that says so itself"] =
            Head + "steps:\n" + Login.Replace("/token", "/jwt", StringComparison.Ordinal) + Uses["steps:\n".Length..],
        ["a JSON Web Token of vars"] =
            Head
            + "vars:\n  token: '<<jwt.sign { exp: time.unix + 3600 } \"0123456789abcdef0123456789abcdef\" algorithm: \"HS256\">>'\n"
            + Uses,
        ["a flow"] =
            Head
            + "steps:\n  - step: Begin\n    request: GET <<api>>/begin\n    extract: { flow: { from: $.id, lasts: 1m } }\n"
            + "  - step: Name\n    request: POST <<api>>/flow/<<flow>>/name\n    on_unknown: again\n"
            + "  - step: Password\n    request: POST <<api>>/flow/<<flow>>/password\n    on_unknown: again\n"
            + "  - step: End\n    request: GET <<api>>/flow/<<flow>>/end\n    extract: { code: { from: $.code, lasts: 1m } }\n"
            + "  - step: Exchange\n    request: POST <<api>>/exchange/<<code>>\n    on_unknown: again\n    extract: { token: $.access_token }\n"
            + Uses["steps:\n".Length..],
        ["a device code"] =
            Head
            + "steps:\n  - step: Device\n    request: POST <<api>>/device\n    on_unknown: again\n    extract: { device: $.device_code }\n"
            + "  - step: Poll\n    request: GET <<api>>/poll/<<device>>\n    extract: { token: { from: $.access_token, lasts: 1h } }\n"
            + Uses["steps:\n".Length..],
    };

    public static TheoryData<string, UndoPolicy> All =>
        [
            .. from name in Scenarios.Keys
            from undo in new[] { UndoPolicy.Never, UndoPolicy.Always }
            select new TheoryDataRow<string, UndoPolicy>(name, undo),
        ];

    // Wherever it was stopped, and however long it stood.
    [Theory]
    [MemberData(nameof(All))]
    public async Task It_ends_as_a_run_that_was_not_stopped(string name, UndoPolicy undo)
    {
        foreach (var isAfter in new[] { false, true })
        {
            for (var write = 0; ; write++)
            {
                if (await EndsAsync(name, undo, write, isAfter))
                    break;
            }
        }
    }

    // Once more before its end: what was renewed is kept.
    [Theory]
    [MemberData(nameof(All))]
    public async Task It_may_stop_and_go_on_again(string name, UndoPolicy undo)
    {
        for (var write = 1; ; write += 2)
        {
            if (await EndsAsync(name, undo, write, isAfter: true, again: 1))
                break;
            if (await EndsAsync(name, undo, write, isAfter: true, again: 3))
                break;
        }
    }

    private static async Task<bool> EndsAsync(string name, UndoPolicy undo, int write, bool isAfter, int? again = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
        {
            AutoAdvanceAmount = TimeSpan.FromMilliseconds(1),
        };
        var issuer = new Issuer(clock);
        await using var server = new LoopbackServer(issuer.Answer);
        using var run = new WrittenRun(
            Scenarios[name],
            ("token.yaml", Token),
            ("coded.yaml", Coded),
            ("code.yaml", Code),
            ("pushed.yaml", Pushed),
            ("using.yaml", Using),
            ("own.yaml", Own)
        )
        {
            Clock = clock,
            Undo = undo,
            Budgets = new Budgets { Time = Timeout.InfiniteTimeSpan },
        }.With("api", server.Address);
        if (await run.RunAsync(journal => new DyingJournal(journal, write, isAfter)) is { } whole)
        {
            whole.Passed();
            return true;
        }
        if (await run.StoredOrNothingAsync() is null || (await run.ListedAsync()).State == JournalState.Ended)
            return false;
        clock.Advance(TimeSpan.FromHours(2));
        if (again is { } next && await run.ResumeAsync(wrap: journal => new DyingJournal(journal, next, isAfter)) is null)
            clock.Advance(TimeSpan.FromMinutes(next == 1 ? 0 : 120));
        if ((await run.ListedAsync()).State == JournalState.Ended)
            return false;
        var where = $"stopped at row {write}{(isAfter ? "" : ", lost")}";
        var happened = await run.ResumeAsync();
        Assert.True(
            happened is { Result.Summary: { } summary } && summary.Outcome == Outcome.Passed,
            $"{where}: {string.Join("\n", happened!.Problems)}\n{string.Join("\n", server.Requests.Select(r => r.Line + " " + r.Header("authorization")))}"
        );
        Assert.Empty(issuer.Refused);
        if (undo == UndoPolicy.Always)
            Assert.Empty(happened.LeftBehind);
        return false;
    }

    /// <summary>Gives what runs out, and takes it until it has.</summary>
    private sealed class Issuer(FakeTimeProvider clock)
    {
        private readonly Dictionary<string, DateTimeOffset> good = new(StringComparer.Ordinal);
        private int given;

        public List<string> Refused { get; } = [];

        public string Answer(Recorded request)
        {
            lock (good)
            {
                return request.Target.Split('/')[1] switch
                {
                    "token" => Answers.Json(
                        $$"""{ "access_token": "{{New("token", 60)}}", "id_token": "{{New("id", 60)}}", "expires_in": 3600 }"""
                    ),
                    "jwt" => Answers.Json($$"""{ "access_token": "{{Jwt()}}" }"""),
                    "code" => Answers.Json($$"""{ "code": "{{New("code", 1)}}" }"""),
                    "par" => Answers.Json($$"""{ "request_uri": "{{New("uri", 1)}}", "expires_in": 60 }"""),
                    "device" => Answers.Json($$"""{ "device_code": "{{New("device", 10)}}", "expires_in": 600 }"""),
                    "free" => Answers.Json("{}"),
                    "begin" => Answers.Json($$"""{ "id": "{{New("flow", 1)}}" }"""),
                    "exchange" or "poll" => Checked(
                        request,
                        request.Target.Split('/')[2],
                        () => $$"""{ "access_token": "{{New("token", 60)}}", "expires_in": 3600 }"""
                    ),
                    "authorize" or "flow" => Checked(request, request.Target.Split('/')[2], () => $$"""{ "code": "{{New("code", 1)}}" }"""),
                    _ => Checked(request, request.Header("authorization")?["Bearer ".Length..], () => "{}"),
                };
            }
        }

        private string New(string kind, int minutes)
        {
            var value = string.Create(CultureInfo.InvariantCulture, $"fake-{kind}-number-{++given}");
            good[value] = clock.GetUtcNow().AddMinutes(minutes);
            return value;
        }

        private string Jwt()
        {
            var until = clock.GetUtcNow().AddHours(1);
            var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"jti":{{++given}},"exp":{{until.ToUnixTimeSeconds()}}}""");
            var token = $"{Part("{\"alg\":\"none\"}")}.{Part(claims)}.c2lnbmF0dXJl";
            good[token] = until;
            return token;
        }

        private static string Part(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

        private string Checked(Recorded request, string? shown, Func<string> answer)
        {
            if (shown is null || (good.TryGetValue(shown, out var until) ? until > clock.GetUtcNow() : IsSignedUntil(shown)))
                return Answers.Json(answer());
            Refused.Add($"{request.Line} {shown}");
            return Answers.Json("{}", 401);
        }

        private bool IsSignedUntil(string token) => Expiry.Of(new TextValue(token)) is { } until && until > clock.GetUtcNow();
    }
}
