using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Sharing;

/// <summary>What another run obtained is as secret here as if it had been obtained here.</summary>
public sealed class SharedSecretTests
{
    [Fact]
    public async Task The_mask_of_the_second_run_hides_the_token_and_what_came_with_it()
    {
        await using var server = new LoopbackServer(r =>
            SharingFolder.IsToken(r)
                ? Answers.Json("""{ "access_token": "AccessCanary-1", "refresh_token": "RefreshCanary-2" }""")
                : Answers.Json("""{ "echo": "AccessCanary-1 and RefreshCanary-2 and QWNjZXNzQ2FuYXJ5LTE=" }""")
        );
        using var folder = new SharingFolder();
        await folder.RunAsync(server, "1");
        var second = await (folder.Prepared(server, "2") with { Verbose = true }).RunAsync();
        second.Passed();
        Assert.Equal(1, SharingFolder.TokensOf(server));
        var told = string.Join('\n', second.Events.Select(TextOf));
        Assert.DoesNotContain("AccessCanary", told, StringComparison.Ordinal);
        Assert.DoesNotContain("RefreshCanary", told, StringComparison.Ordinal);
        Assert.DoesNotContain("QWNjZXNzQ2FuYXJ5", told, StringComparison.Ordinal);
        Assert.Contains("‹accessToken›", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_self_test_of_the_second_run_looks_for_the_token_too()
    {
        await using var server = new LoopbackServer(SharedTokenTests.Tokens(out _));
        using var folder = new SharingFolder();
        await folder.RunAsync(server, "1");
        var scan = folder.Workspace.Secrets;
        IEnumerable<string> found = [];
        await (folder.Prepared(server, "2") with { Hear = _ => found = [.. scan.NamesIn("token-number-1"), .. found] }).RunAsync();
        Assert.Contains("accessToken", string.Join(' ', found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auth: { bearer: <<accessToken>> }")]
    [InlineData("headers: { X-Piece: '<<text.slice accessToken 0 12>>' }")]
    [InlineData("json: { token: '<<text.base64 accessToken>>' }")]
    [InlineData("json: { echoed: <<echo>> }")]
    public async Task It_goes_nowhere_where_the_run_that_obtained_it_may_not_send_it(string carried)
    {
        await using var server = new LoopbackServer(SharedTokenTests.Tokens(out _));
        await using var foreign = new LoopbackServer(Answers.Json("{}"));
        var request = carried.StartsWith("json", StringComparison.Ordinal) ? "POST" : "GET";
        var scenario =
            SharingFolder.Main.Replace("  v: {", "  other: { type: url }\n  v: {", StringComparison.Ordinal)
            + $"\n  - step: Send it away\n    request: {request} <<other>>/\n    {carried.Replace("<<echo>>", "<<accessToken>>", StringComparison.Ordinal).Replace("text.base64", "base64.encode", StringComparison.Ordinal)}\n";
        using var folder = new SharingFolder { Scenario = scenario };
        // The client secret, and so what is got with it, may go to the first server alone.
        var environment =
            $"environment: Two\ninputs: {{ api: '{server.Address}', other: '{foreign.Address}' }}\n"
            + $"secrets:\n  clientSecret: {{ env: CLIENT_SECRET, to: ['{server.Address}'] }}\n";
        for (var i = 0; i < 2; i++)
        {
            var run = folder.Bare($"{i}").Environment(environment).Variable("CLIENT_SECRET", "Client-secret-7");
            var happened = await run.RunAsync();
            Assert.Equal("PS5002", happened.Codes);
            Assert.Contains("may not be sent", happened.Problem.What, StringComparison.Ordinal);
        }
        Assert.Equal(1, SharingFolder.TokensOf(server));
        Assert.Empty(foreign.Requests);
    }

    [Fact]
    public async Task Of_200_runs_with_secrets_of_their_own_none_holds_or_tells_that_of_another()
    {
        const int Kinds = 20;
        var random = new Random(20261130);
        await using var server = new LoopbackServer(r =>
            SharingFolder.IsToken(r)
                ? Answers.Json($$"""{ "access_token": "Token-of-{{r.BodyText.Split('=', '&')[1]}}", "expires_in": 3600 }""")
                : Answers.Json($$"""{ "echo": "{{r.Header("Authorization")}}" }""")
        );
        using var folder = new SharingFolder();
        var kinds = Enumerable.Range(0, 200).Select(_ => random.Next(Kinds)).ToList();
        var happened = await SharingFolder.ManyAsync(
            200,
            i => (folder.Prepared(server, $"{i}", Canary(kinds[i])) with { Verbose = true }).RunAsync()
        );
        Assert.All(happened, h => h.Passed());
        Assert.Equal(kinds.Distinct().Count(), SharingFolder.TokensOf(server));
        for (var i = 0; i < happened.Length; i++)
        {
            var told = string.Join('\n', happened[i].Events.Select(TextOf));
            Assert.DoesNotContain("Canary-", told, StringComparison.Ordinal);
            Assert.Contains($"/use/{i}\"", told, StringComparison.Ordinal);
            var sent = server.Requests.Single(r => r.Target == string.Create(CultureInfo.InvariantCulture, $"/use/{i}"));
            Assert.Equal($"Bearer Token-of-{Canary(kinds[i])}", sent.Header("Authorization"));
        }
    }

    private static string Canary(int kind) => string.Create(CultureInfo.InvariantCulture, $"Canary-{kind:00}-Canary");

    private static string TextOf(RunEvent happened)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            EventShapes.Write(json, happened);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
