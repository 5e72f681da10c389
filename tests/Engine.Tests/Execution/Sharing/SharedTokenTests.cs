using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Execution.Sharing;

/// <summary>What is obtained once for all runs of a command.</summary>
public sealed class SharedTokenTests
{
    [Fact]
    public async Task One_request_obtains_the_token_of_64_runs()
    {
        await using var server = new LoopbackServer(Tokens(out _));
        using var folder = new SharingFolder();
        var happened = await SharingFolder.ManyAsync(64, i => folder.RunAsync(server, $"{i}"));
        Assert.All(happened, h => h.Passed());
        Assert.Equal(1, SharingFolder.TokensOf(server));
        Assert.Equal(64, server.Requests.Count(r => r.Header("Authorization") == "Bearer token-number-1"));
        // Only the run that obtained it tells of the step.
        Assert.Equal(
            [1, .. Enumerable.Repeat(0, 63)],
            happened.Select(h => h.Steps.Count(s => s.Step.Title.Text == "Ask for it")).OrderDescending()
        );
    }

    [Fact]
    public async Task Without_sharing_each_run_obtains_its_own()
    {
        await using var server = new LoopbackServer(Tokens(out _));
        using var folder = new SharingFolder { Shared = null };
        await SharingFolder.ManyAsync(5, i => folder.RunAsync(server, $"{i}"));
        Assert.Equal(5, SharingFolder.TokensOf(server));
    }

    [Fact]
    public async Task It_is_renewed_at_four_fifths_of_its_time_by_one_request()
    {
        var clock = new HandClock();
        await using var server = new LoopbackServer(Tokens(out _, expiresIn: 100));
        using var folder = new SharingFolder { Clock = clock, Workspace = new Workspace(clock, RandomSource.System) };
        await SharingFolder.ManyAsync(8, i => folder.RunAsync(server, $"{i}"));
        clock.Pass(TimeSpan.FromSeconds(79));
        await SharingFolder.ManyAsync(8, i => folder.RunAsync(server, $"{i}"));
        Assert.Equal(1, SharingFolder.TokensOf(server));
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.All(await SharingFolder.ManyAsync(64, i => folder.RunAsync(server, $"{i}")), h => h.Passed());
        Assert.Equal(2, SharingFolder.TokensOf(server));
        clock.Pass(TimeSpan.FromSeconds(1000));
        Assert.All(await SharingFolder.ManyAsync(64, i => folder.RunAsync(server, $"{i}")), h => h.Passed());
        Assert.Equal(3, SharingFolder.TokensOf(server));
        Assert.DoesNotContain(
            server.Requests.TakeLast(20),
            r => r.Header("Authorization") is "Bearer token-number-1" or "Bearer token-number-2"
        );
    }

    [Fact]
    public async Task While_it_is_renewed_the_others_use_what_is_still_good()
    {
        var clock = new HandClock();
        using var held = new SemaphoreSlim(0);
        var answer = Tokens(out _, expiresIn: 100);
        var isHeld = false;
        await using var server = new LoopbackServer(r =>
        {
            if (Volatile.Read(ref isHeld) && SharingFolder.IsToken(r))
                held.Wait(TimeSpan.FromSeconds(20));
            return answer(r);
        });
        using var folder = new SharingFolder { Clock = clock, Workspace = new Workspace(clock, RandomSource.System) };
        await folder.RunAsync(server);
        clock.Pass(TimeSpan.FromSeconds(90));
        Volatile.Write(ref isHeld, true);
        var renewing = Task.Run(() => folder.RunAsync(server));
        while (SharingFolder.TokensOf(server) < 2)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        (await folder.RunAsync(server, "meanwhile")).Passed();
        Assert.Equal("Bearer token-number-1", server.Requests.Single(r => r.Target == "/use/meanwhile").Header("Authorization"));
        held.Release(10);
        (await renewing).Passed();
    }

    [Fact]
    public async Task A_token_that_lasts_no_time_serves_those_who_waited_for_it()
    {
        await using var server = new LoopbackServer(Tokens(out _, expiresIn: 0));
        using var folder = new SharingFolder();
        for (var i = 0; i < 3; i++)
            (await folder.RunAsync(server, $"{i}")).Passed();
        Assert.Equal(3, SharingFolder.TokensOf(server));
    }

    [Fact]
    public async Task What_the_token_says_of_its_end_counts_too()
    {
        var clock = new HandClock();
        var exp = clock.GetUtcNow().AddSeconds(100).ToUnixTimeSeconds();
        var claims = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($$"""{"exp":{{exp}}}""")).TrimEnd('=');
        await using var server = new LoopbackServer(r =>
            Answers.Json(SharingFolder.IsToken(r) ? $$"""{ "access_token": "eyJhbGciOiJub25lIn0.{{claims}}.c2lnbmF0dXJl" }""" : "{}")
        );
        using var folder = new SharingFolder { Clock = clock, Workspace = new Workspace(clock, RandomSource.System) };
        await folder.RunAsync(server);
        clock.Pass(TimeSpan.FromSeconds(79));
        await folder.RunAsync(server);
        Assert.Equal(1, SharingFolder.TokensOf(server));
        clock.Pass(TimeSpan.FromSeconds(2));
        await folder.RunAsync(server);
        Assert.Equal(2, SharingFolder.TokensOf(server));
    }

    [Fact]
    public async Task Other_inputs_and_other_secrets_have_tokens_of_their_own()
    {
        await using var server = new LoopbackServer(Tokens(out var tokens));
        using var folder = new SharingFolder();
        var happened = await SharingFolder.ManyAsync(40, i => folder.RunAsync(server, $"{i}", $"Secret-number-{i % 4}"));
        Assert.All(happened, h => h.Passed());
        Assert.Equal(4, SharingFolder.TokensOf(server));
        foreach (var use in server.Requests.Where(r => r.Target.StartsWith("/use/", StringComparison.Ordinal)))
        {
            var number = int.Parse(use.Target.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture) % 4;
            Assert.Equal($"Bearer {tokens[$"Secret-number-{number}"]}", use.Header("Authorization"));
        }
    }

    [Fact]
    public async Task Another_environment_has_a_token_of_its_own()
    {
        await using var server = new LoopbackServer(Tokens(out _));
        using var folder = new SharingFolder();
        await folder.RunAsync(server);
        var other = folder.Prepared(server).Environment("environment: Other\n");
        (await other.RunAsync()).Passed();
        Assert.Equal(2, SharingFolder.TokensOf(server));
        (await folder.RunAsync(server)).Passed();
        Assert.Equal(2, SharingFolder.TokensOf(server));
    }

    [Fact]
    public async Task Other_grants_have_a_token_of_their_own()
    {
        await using var server = new LoopbackServer(Tokens(out _));
        using var folder = new SharingFolder();
        await folder.RunAsync(server);
        (await folder.Prepared(server).Allow("https://more.example").RunAsync()).Passed();
        Assert.Equal(2, SharingFolder.TokensOf(server));
    }

    [Fact]
    public async Task A_failure_is_that_of_all_who_wait_and_of_nobody_later()
    {
        using var held = new SemaphoreSlim(0);
        var answer = Tokens(out _);
        var asked = 0;
        await using var server = new LoopbackServer(r =>
        {
            if (!SharingFolder.IsToken(r) || Interlocked.Increment(ref asked) > 1)
                return answer(r);
            held.Wait(TimeSpan.FromSeconds(20));
            return Answers.Json("""{ "error": "invalid_client" }""", 401);
        });
        using var folder = new SharingFolder();
        var runs = Enumerable.Range(0, 8).Select(i => Task.Run(() => folder.RunAsync(server, $"{i}"))).ToList();
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        held.Release();
        var happened = await Task.WhenAll(runs);
        Assert.Equal(1, SharingFolder.TokensOf(server));
        Assert.All(happened, h => Assert.Equal(Outcome.Failed, h.Outcome));
        var first = happened.Single(h => h.Steps.Any(s => s.Step.Title.Text == "Ask for it"));
        var others = happened.Where(h => h != first).ToList();
        Assert.All(others, h => Assert.Equal("PS4023", h.Codes));
        Assert.All(others, h => Assert.Contains(first.Events[0].RunId.Text, h.Problem.Why, StringComparison.Ordinal));
        (await folder.RunAsync(server, "later")).Passed();
    }

    [Fact]
    public async Task Who_stops_while_it_obtains_fails_nobody_and_another_takes_over()
    {
        var answer = Tokens(out _);
        var asked = 0;
        await using var server = new LoopbackServer(r =>
            SharingFolder.IsToken(r) && Interlocked.Increment(ref asked) == 1 ? null : answer(r)
        );
        using var folder = new SharingFolder();
        using var wish = new CancellationTokenSource();
        var stopped = Task.Run(() => folder.RunAsync(server, "0", stop: wish.Token));
        while (Volatile.Read(ref asked) == 0)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        using var other = new CancellationTokenSource();
        var leaves = Task.Run(() => folder.RunAsync(server, "1", stop: other.Token));
        var wait = Enumerable.Range(2, 6).Select(i => Task.Run(() => folder.RunAsync(server, $"{i}"))).ToList();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await other.CancelAsync();
        Assert.Equal(Outcome.Cancelled, (await leaves).Outcome);
        await wish.CancelAsync();
        Assert.NotEqual(Outcome.Passed, (await stopped).Outcome);
        Assert.All(await Task.WhenAll(wait), h => h.Passed());
        Assert.Equal(2, SharingFolder.TokensOf(server));
    }

    [Fact]
    public async Task Whose_time_is_up_fails_nobody_either()
    {
        var answer = Tokens(out _);
        var asked = 0;
        await using var server = new LoopbackServer(r =>
            SharingFolder.IsToken(r) && Interlocked.Increment(ref asked) == 1 ? null : answer(r)
        );
        using var folder = new SharingFolder();
        var late = Task.Run(() =>
            (folder.Prepared(server) with { Budgets = new Budgets { Time = TimeSpan.FromMilliseconds(800) } }).RunAsync()
        );
        while (Volatile.Read(ref asked) == 0)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        (await folder.RunAsync(server, "1")).Passed();
        Assert.Equal(Outcome.Unknown, (await late).Outcome);
    }

    [Theory]
    [InlineData("    undo: DELETE <<api>>/token", "")]
    [InlineData("", "finally:\n  - step: Close\n    request: GET <<api>>/close\n")]
    [InlineData("    headers: { X-Run: <<run.id>> }", "")]
    [InlineData("    when: <<run.id != \"x\">>", "")]
    [InlineData("", "vars: { mine: <<run.startedAt>> }\n")]
    public async Task What_makes_something_or_is_about_its_run_is_not_shared(string inStep, string more)
    {
        var token = SharingFolder.Token.Replace(
            "    expect: { status: 200 }",
            $"    expect: {{ status: 200 }}\n{inStep}",
            StringComparison.Ordinal
        );
        token = token.Replace("outputs:", $"{more}outputs:", StringComparison.Ordinal);
        await using var server = new LoopbackServer(Tokens(out _));
        using var folder = new SharingFolder(token);
        Assert.All(await SharingFolder.ManyAsync(3, i => folder.RunAsync(server, $"{i}")), h => h.Passed());
        Assert.Equal(3, SharingFolder.TokensOf(server));
    }

    [Theory]
    [InlineData("random.uuid", 3)]
    [InlineData("time.now", 3)]
    [InlineData("fake.email", 3)]
    [InlineData("text.upper \"x\"", 1)]
    public async Task A_default_that_each_run_draws_for_itself_is_not_shared(string drawn, int tokens)
    {
        var token = SharingFolder.Token.Replace("steps:", $"  name: {{ default: '<<{drawn}>>' }}\nsteps:", StringComparison.Ordinal);
        token = token.Replace(
            "form: { secret: <<clientSecret>> }",
            "form: { secret: <<clientSecret>>, name: <<name>> }",
            StringComparison.Ordinal
        );
        await using var server = new LoopbackServer(Tokens(out _));
        using var folder = new SharingFolder(token);
        Assert.All(await SharingFolder.ManyAsync(3, i => folder.RunAsync(server, $"{i}")), h => h.Passed());
        Assert.Equal(tokens, SharingFolder.TokensOf(server));
    }

    [Fact]
    public async Task A_session_is_not_shared()
    {
        var answer = Tokens(out _);
        await using var server = new LoopbackServer(r =>
            SharingFolder.IsToken(r)
                ? Answers.Json("""{ "access_token": "token-with-session" }""", 200, $"Set-Cookie: ST=session-{Guid.NewGuid()}; Path=/")
                : answer(r)
        );
        using var folder = new SharingFolder();
        Assert.All(await SharingFolder.ManyAsync(6, i => folder.RunAsync(server, $"{i}")), h => h.Passed());
        Assert.Equal(6, SharingFolder.TokensOf(server));
        var sessions = server.Requests.Where(r => !SharingFolder.IsToken(r)).Select(r => r.Header("Cookie")).ToList();
        Assert.DoesNotContain(null, sessions);
        Assert.Equal(6, sessions.Distinct().Count());
    }

    [Fact]
    public async Task What_is_obtained_through_another_file_is_shared_with_it()
    {
        const string Middle = """
            scenario: Middle
            inputs:
              api: { type: url }
              accessToken: { secret: true, obtain: inner.yaml }
            steps:
              - step: Exchange
                request: POST <<api>>/exchange
                auth: { bearer: <<accessToken>> }
                expect: { status: 200 }
            outputs:
              accessToken: <<accessToken>>
            """;
        await using var server = new LoopbackServer(Tokens(out _));
        using var folder = new SharingFolder(Middle);
        folder.Write("inner.yaml", SharingFolder.Token);
        Assert.All(await SharingFolder.ManyAsync(20, i => folder.RunAsync(server, $"{i}")), h => h.Passed());
        Assert.Equal(1, SharingFolder.TokensOf(server));
        Assert.Equal(1, server.Requests.Count(r => r.Target == "/exchange"));
    }

    [Fact]
    public async Task However_many_are_obtained_few_are_kept()
    {
        var shared = new SharedRuns();
        var first = shared.SlotOf("first");
        Assert.Same(first, shared.SlotOf("first"));
        for (var i = 0; i < SharedRuns.Most; i++)
            shared.SlotOf($"{i}");
        Assert.NotSame(first, shared.SlotOf("first"));
        await Task.CompletedTask;
    }

    // Answers the first request for a token of a secret with token-number-1, and so on.
    internal static Func<Recorded, string?> Tokens(
        out System.Collections.Concurrent.ConcurrentDictionary<string, string> bySecret,
        int? expiresIn = null
    )
    {
        var (given, count) = (new System.Collections.Concurrent.ConcurrentDictionary<string, string>(), 0);
        bySecret = given;
        return r =>
        {
            if (!SharingFolder.IsToken(r) || r.Method != "POST")
                return Answers.Json("{}");
            var token = $"token-number-{Interlocked.Increment(ref count)}";
            given[r.BodyText.Split('=', '&')[1]] = token;
            var lasts = expiresIn is { } seconds ? $", \"expires_in\": {seconds}" : "";
            return Answers.Json($"{{ \"access_token\": \"{token}\"{lasts} }}");
        };
    }
}
