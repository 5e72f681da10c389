using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Where a labelled value may go (trust rules 3, 4 and 6), whatever was made of it.</summary>
public sealed class LabelTests
{
    private const string Secret = "fake-secret-0123456789-0123456789-0123456789";

    /// <summary>Ways to put a secret into a request.</summary>
    public static TheoryData<string> Carriers { get; } =
    [
        "request: GET <<other>>/<<secret>>",
        "request: GET <<other>>/?a=<<secret>>",
        "request: GET <<other>>\n    query: { a: <<secret>> }",
        "request: GET <<other>>\n    headers: { X-A: <<secret>> }",
        "request: GET <<other>>\n    headers: { Cookie: 'a=<<secret>>' }",
        "request: GET <<other>>\n    headers: { Content-Type: 'a/<<secret>>' }",
        "request: POST <<other>>\n    json: {}\n    headers: { Content-Type: 'a/<<secret>>' }",
        "request: GET <<other>>\n    auth: { bearer: <<secret>> }",
        "request: GET <<other>>\n    auth: { basic: { username: a, password: <<secret>> } }",
        "request: GET <<other>>\n    auth: { basic: { username: <<secret>>, password: a } }",
        "request: POST <<other>>\n    json: { a: [{ b: '-<<secret>>-' }] }",
        "request: POST <<other>>\n    form: { a: <<secret>> }",
        "request: POST <<other>>\n    text: <<secret>>",
        "request: POST <<other>>\n    text: <<base64.encode secret>>",
        "request: POST <<other>>\n    text: <<secret | text.slice 0 5>>",
        "request: POST <<other>>\n    text: '<<text.length secret>>'",
        "request: POST <<other>>\n    text: '<<secret == \"a\" ? \"yes\" : \"no\">>'",
        "request: POST <<other>>\n    text: '<<$\"a{secret}b\">>'",
        "request: POST <<other>>\n    text: '<<json.text [secret]>>'",
        "request: POST <<other>>\n    text: '<<hash.sha256 secret>>'",
        "request: POST <<other>>\n    form: { client_assertion: '<<client_secret_jwt \"id\" secret \"aud\">>' }",
        "request: POST <<other>>\n    text: <<copy>>",
    ];

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_secret_goes_only_where_its_entry_says(string step)
    {
        await using var api = new LoopbackServer(Answers.Empty(204));
        await using var other = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun
            .Steps($"  - step: S\n    {step}", "vars: { copy: 'x<<secret>>' }")
            .With("api", api.Address)
            .With("other", other.Address)
            .Variable("FAKE", Secret);
        var confined = await run.Environment($"environment: e\nsecrets: {{ secret: {{ env: FAKE, to: ['{api.Address}'] }} }}").RunAsync();
        Assert.Equal("PS5002", confined.Codes);
        Assert.Contains("‹secret›", confined.Problem.What, StringComparison.Ordinal);
        Assert.Contains("trust rule 4", confined.Problem.What, StringComparison.Ordinal);
        Assert.True(confined.Summary.Refused);
        Assert.Empty(other.Requests);

        (await run.Environment("environment: e\nsecrets: { secret: { env: FAKE } }").RunAsync()).Passed();
        (await run.Environment($"environment: e\nsecrets: {{ secret: {{ env: FAKE, to: ['{other.Address}'] }} }}").RunAsync()).Passed();
        Assert.Equal(2, other.Requests.Count);
    }

    [Fact]
    public async Task Without_a_list_a_secret_goes_to_url_inputs_and_not_to_what_is_merely_allowed()
    {
        await using var api = new LoopbackServer(Answers.Empty(204));
        await using var other = new LoopbackServer(Answers.Empty(204));
        var steps = "  - step: S\n    request: POST <<v>>\n    text: <<secret>>";
        var run = ScenarioRun.Steps(steps).With("api", api.Address).With("secret", Secret).Allow(other.Address);
        (await run.With("v", api.Address).RunAsync()).Passed();
        Assert.Equal("PS5002", (await run.With("v", other.Address).RunAsync()).Codes);
    }

    /// <summary>Ways to bring a secret, or a token it was asked for with, back out of an answer.</summary>
    public static TheoryData<string> Detours { get; } =
    [
        "$.access_token",
        "$.echo",
        "$.list",
        "$",
        "{ from: $.plain, secret: true }",
        "{ from: <<secret>>, secret: true }",
        "{ from: <<secret>>, secret: false }",
        "<<secret>>",
        "<<response.json.echo>>",
        "<<response.headers.x_echo>>",
        "<<response.text>>",
        "{ from: $.missing, default: <<secret>> }",
        "{ from: $.missing, default: <<secret>>, secret: true }",
    ];

    [Theory]
    [MemberData(nameof(Detours))]
    public async Task A_secret_that_comes_back_is_the_same_secret_still(string extraction)
    {
        await using var api = new LoopbackServer(
            Answers.Json(
                $$"""{"access_token":"fake-token-000","plain":"fake-plain-000","echo":"{{Secret}}","list":["x{{Secret}}x"]}""",
                200,
                $"X-Echo: {Secret}"
            )
        );
        await using var other = new LoopbackServer(Answers.Empty(204));
        var steps =
            $"  - step: A\n    request: POST <<api>>\n    form: {{ a: <<secret>> }}\n    extract:\n      got: {extraction}\n"
            + "  - step: B\n    request: GET <<api>>\n    auth: { bearer: <<json.text got | base64url.encode>> }\n"
            + "  - step: C\n    request: POST <<other>>\n    json: <<got>>";
        var run = ScenarioRun.Steps(steps).With("api", api.Address).With("other", other.Address).Variable("FAKE", Secret);
        var happened = await run.Environment($"environment: e\nsecrets: {{ secret: {{ env: FAKE, to: ['{api.Address}'] }} }}").RunAsync();
        Assert.Equal("passed passed broken", happened.Outcomes);
        Assert.Equal("PS5002", happened.Codes);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_secret_in_a_redirect_does_not_leave_either()
    {
        await using var other = new LoopbackServer(Answers.Empty(204));
        await using var api = new LoopbackServer(r => Answers.Redirect(302, $"{other.Address}/?t={r.Target[4..]}"));
        var steps = "  - step: A\n    request: GET <<api>>/?t=<<secret>>\n    redirects: follow";
        var run = ScenarioRun.Steps(steps).With("api", api.Address).With("other", other.Address).Variable("FAKE", "fake secret/+&é");
        var happened = await run.Environment($"environment: e\nsecrets: {{ secret: {{ env: FAKE, to: ['{api.Address}'] }} }}").RunAsync();
        Assert.Equal("PS5002", happened.Codes);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_later_request_does_not_move_a_label()
    {
        await using var api = new LoopbackServer(Answers.Json("{}"));
        await using var other = new LoopbackServer(Answers.Json("{}"));
        // "second" may go to the other origin only. Taking "secret" out of that step must neither free nor confine it.
        var run = new ScenarioRun(
            """
            scenario: Test
            inputs:
              api: { type: url }
              other: { type: url }
              secret: { secret: true }
              second: { secret: true }
            steps:
              - step: A
                request: POST <<other>>
                text: <<second>>
                extract: { copy: <<secret>> }
              - step: B
                request: POST <<api>>
                text: <<secret>>
              - step: C
                request: POST <<other>>
                text: <<secret>>
            """
        ).With("api", api.Address).With("other", other.Address).Variable("FAKE", Secret).Environment($"environment: e\nsecrets: {{ secret: {{ env: FAKE, to: ['{api.Address}'] }}, second: {{ env: FAKE2, to: ['{other.Address}'] }} }}").Variable("FAKE2", "fake-second-secret");
        var happened = await run.RunAsync();
        Assert.Equal("passed passed broken", happened.Outcomes);
        Assert.Equal("PS5002", happened.Codes);
    }

    [Fact]
    public async Task Plain_http_with_a_secret_is_for_this_machine_only()
    {
        var run = ScenarioRun.Steps("  - step: S\n    request: POST <<api>>\n    text: <<secret>>").With("secret", Secret);
        var happened = await run.With("api", "http://no-such-host.invalid").RunAsync();
        Assert.Equal("PS5002", happened.Codes);
        Assert.Contains("trust rule 6", happened.Problem.What, StringComparison.Ordinal);
        Assert.Equal("PS4001", (await run.With("api", "https://no-such-host.invalid").RunAsync()).Codes);
    }

    [Fact]
    public void A_found_label_may_go_where_all_of_its_sources_may_go()
    {
        var (a, b, c) = (new Origin("https", "a", 443), new Origin("https", "b", 443), new Origin("https", "c", 443));
        var (first, second, free, found) = (new SecretLabel("1"), new SecretLabel("2"), new SecretLabel("3"), new SecretLabel("4"));
        var destinations = new LabelDestinations();
        destinations.Restrict(first, [a, b]);
        destinations.Restrict(second, [b, c]);
        destinations.Inherit(found, LabelSet.Of(first).Union(LabelSet.Of(free)).Union(LabelSet.Of(second)));
        Assert.Equal([b], destinations.Of(found)!.Value);
        Assert.Null(destinations.Of(free));
        destinations.Inherit(first, LabelSet.Of(second));
        Assert.Equal([a, b], destinations.Of(first)!.Value);
    }
}
