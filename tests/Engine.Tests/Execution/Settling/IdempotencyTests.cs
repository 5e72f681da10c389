using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Settling;

/// <summary>The key by which a server knows a request again, as it is on the wire.</summary>
public sealed partial class IdempotencyTests
{
    [Fact]
    public async Task It_is_the_same_for_every_attempt_and_names_run_and_step()
    {
        var asked = 0;
        await using var server = new LoopbackServer(_ => Interlocked.Increment(ref asked) < 3 ? Answers.Empty(503) : Answers.Json("{}"));
        var steps =
            "  - step: Make it\n    request: POST <<api>>/things\n    idempotency: header\n    retry: { on: [503], attempts: 3 }\n"
            + "  - step: Make another\n    request: PATCH <<api>>/things\n    idempotency: header";
        var happened = await (ScenarioRun.Steps(steps).With("api", server.Address) with { Clock = new InstantClock() }).RunAsync();
        happened.Passed();
        var run = happened.Events[0].RunId;
        Assert.Equal(
            [$"\"{run}/make-it\"", $"\"{run}/make-it\"", $"\"{run}/make-it\"", $"\"{run}/make-another\""],
            server.Requests.Select(KeyOf)
        );
    }

    [Theory]
    [InlineData("Größe", "\"{run}/gr%C3%B6%C3%9Fe\"")]
    [InlineData("A", "\"{run}/a\"")]
    public async Task It_is_a_string_of_visible_ascii(string title, string key)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var run = ScenarioRun
            .Steps($"  - step: {title}\n    request: POST <<api>>/things", "defaults: { idempotency: header }")
            .With("api", server.Address);
        var happened = await run.RunAsync();
        happened.Passed();
        Assert.Equal(key.Replace("{run}", happened.Events[0].RunId, StringComparison.Ordinal), KeyOf(server.Only));
    }

    [Fact]
    public async Task Each_turn_has_a_key_of_its_own()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var happened = await ScenarioRun
            .Steps("  - step: Make\n    for_each: [a, b]\n    request: POST <<api>>/<<item>>\n    idempotency: header")
            .With("api", server.Address)
            .RunAsync();
        happened.Passed();
        var run = happened.Events[0].RunId;
        Assert.Equal([$"\"{run}/make[1]\"", $"\"{run}/make[2]\""], server.Requests.Select(KeyOf));
    }

    [Theory]
    [InlineData("headers: { Idempotency-Key: mine }", "mine")]
    [InlineData("headers: { IDEMPOTENCY-key: mine }", "mine")]
    [InlineData("headers: { X-Key: mine }", null)]
    public async Task One_that_is_written_stays_alone(string headers, string? key)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var happened = await ScenarioRun
            .Steps($"  - step: Make\n    request: POST <<api>>/things\n    idempotency: header\n    {headers}")
            .With("api", server.Address)
            .RunAsync();
        happened.Passed();
        Assert.Equal(key ?? $"\"{happened.Events[0].RunId}/make\"", KeyOf(server.Only));
    }

    [Fact]
    public async Task Neither_an_undo_nor_a_probe_nor_another_origin_is_sent_it()
    {
        await using var other = new LoopbackServer(Answers.Json("{}"));
        await using var server = new LoopbackServer(r =>
            r.Target == "/cut" ? ""
            : r.Target == "/away" ? Answers.Of(302, "", $"Location: {other.Address}/there")
            : Answers.Json("{\"count\":1}")
        );
        const string steps = """
              - step: Make
                request: POST <<api>>/cut
                on_unknown: { request: GET <<api>>/probe, expect: { json: { count: 1 } } }
                idempotency: header
                headers: { X-Own: one }
                undo: DELETE <<api>>/things
              - step: Away
                request: POST <<api>>/away
                idempotency: header
                redirects: follow
            """;
        var run = ScenarioRun.Steps(steps).With("api", server.Address).With("other", other.Address) with
        {
            Clock = new InstantClock(),
            Undo = UndoPolicy.Always,
        };
        var happened = await run.RunAsync();
        happened.Passed();
        Assert.Equal(
            ["POST /cut key", "GET /probe", "POST /away key", "DELETE /things"],
            server.Requests.Select(r => $"{r.Method} {r.Target}{(KeyOf(r) is null ? "" : " key")}")
        );
        Assert.Null(KeyOf(other.Only));
    }

    [Fact]
    public async Task Reports_show_it_as_any_header()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var run = ScenarioRun
            .Steps("  - step: Make\n    request: POST <<api>>/things\n    idempotency: header")
            .With("api", server.Address);
        var happened = await (run with { Verbose = true }).RunAsync();
        var sent = Assert.Single(happened.Events.OfType<RequestSent>()).Exchange;
        Assert.Contains(sent.RequestHeaders, h => h.Name.Text == "Idempotency-Key" && h.Text.Text == KeyOf(server.Only));
    }

    private static string? KeyOf(Recorded request) => Key().Match(request.Bytes) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("^idempotency-key: *(.*?)\r?$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Key();
}
