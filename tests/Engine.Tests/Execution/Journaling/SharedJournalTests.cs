using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Tests.Execution.Sharing;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>A run that is written down and received what another obtained goes on all the same.</summary>
public sealed class SharedJournalTests
{
    private const string Main = """
        scenario: Use a token
        inputs:
          api: { type: url }
          accessToken: { secret: true, obtain: token.yaml }
        vars:
          bearer: 'Bearer <<accessToken>>'
        steps:
          - step: Make one
            request: PUT <<api>>/make/1
            headers: { Authorization: <<bearer>> }
            expect: { status: 200 }
          - step: Make two
            request: PUT <<api>>/make/2
            headers: { Authorization: <<bearer>> }
            expect: { status: 200 }
        """;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Wherever_it_was_stopped(bool isAfter, bool goesOnTogether)
    {
        await using var server = new LoopbackServer(SharedTokenTests.Tokens(out _));
        for (var write = 0; ; write++)
        {
            var shared = new SharedRuns();
            using var run = new WrittenRun(Main, ("token.yaml", SharingFolder.Token)) { Shared = shared };
            run.With("api", server.Address).With("clientSecret", "Client-secret-7");
            // The first in this command obtains it, so that the second receives it.
            await run.RunUnwrittenAsync();
            var (tokens, before) = (SharingFolder.TokensOf(server), server.Requests.Count);
            if (await run.RunAsync(journal => new DyingJournal(journal, write, isAfter)) is { } whole)
            {
                whole.Passed();
                Assert.Equal(tokens, SharingFolder.TokensOf(server));
                Assert.True(write > 2);
                return;
            }
            if (await run.StoredOrNothingAsync() is null)
                continue;
            Assert.Equal(tokens, SharingFolder.TokensOf(server));
            run.Shared = goesOnTogether ? shared : null;
            if ((await run.ListedAsync()).State == Engine.Journal.JournalState.Ended)
                continue;
            var happened = await run.ResumeAsync();
            Assert.NotNull(happened);
            happened.Passed();
            Assert.Empty(run.Changes);
            Assert.Equal(goesOnTogether ? tokens : tokens + 1, SharingFolder.TokensOf(server));
            Assert.DoesNotContain(
                happened.Steps,
                s => s.Extracted.Any(e => e.Text.Text.Contains("token-number", StringComparison.Ordinal))
            );
            var made = server.Requests.Skip(before).Where(r => !SharingFolder.IsToken(r)).ToList();
            Assert.Contains(made, r => r.Target == "/make/1");
            Assert.Contains(made, r => r.Target == "/make/2");
            Assert.All(made, r => Assert.StartsWith("Bearer token-number-", r.Header("Authorization"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_run_that_withholds_its_secrets_obtains_the_token_anew()
    {
        await using var server = new LoopbackServer(SharedTokenTests.Tokens(out _));
        var shared = new SharedRuns();
        using var run = new WrittenRun(Main, ("token.yaml", SharingFolder.Token)) { Shared = shared, Withholds = true };
        run.With("api", server.Address).Variables["P1S_CLIENT_SECRET"] = "Client-secret-7";
        await run.RunUnwrittenAsync();
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 1, isAfter: true)));
        run.Shared = null;
        (await run.ResumeAsync())!.Passed();
    }
}
