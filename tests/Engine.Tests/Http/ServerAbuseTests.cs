using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Trust rule 12: whatever a server does, the run ends at a limit, with a reason and bounded memory, and never passes.</summary>
/// <remarks>Alone, because memory is counted for the whole process.</remarks>
[Collection(Alone.Name)]
public sealed class ServerAbuseTests
{
    private const int FewestCases = 40;

    /// <summary>What is allocated for one answer, the server's part included, in bytes.</summary>
    private const long MostAllocated = 64 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Rule_12_no_server_makes_a_step_pass_or_take_memory_without_end()
    {
        var cases = CaseTable.Read("server-abuse.txt").ToList();
        var wrong = new List<string>();
        var most = 0L;
        foreach (var (line, parts) in cases.Select(c => c.Data))
        {
            await using var server = new AbusiveServer(parts[0]);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var happened = await Get(server.Address, parts[1]).WaitAsync(Patience, TestContext.Current.CancellationToken);
            var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            most = Math.Max(most, allocated);
            var said = $"{happened.Outcomes} {happened.Codes}".TrimEnd();
            if (said != parts[1])
                wrong.Add(
                    $"server-abuse.txt:{line}: {said} instead of {parts[1]}: {string.Join('\n', happened.Problems.Select(p => p.What + ": " + p.Why))}"
                );
            if (allocated > MostAllocated)
                wrong.Add($"server-abuse.txt:{line}: {allocated:N0} bytes allocated");
            if (happened.Problems.Any(p => p.ToString().Length > 20_000))
                wrong.Add($"server-abuse.txt:{line}: a message without end");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var twins = cases.Count(c => c.Data.Item2[1] == "passed");
        Assert.InRange(cases.Count - twins, FewestCases, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"server abuse: {cases.Count - twins} answers, 0 passes, {twins} of {twins} harmless twins pass, at most {most >> 20} MB allocated"
        );
    }

    // With everything recorded, as for --verbose, so that the answer is shown as well as judged.
    private static Task<Happened> Get(string address, string expected) => (
            ScenarioRun.Steps(
                $$"""
                  - step: A
                    request: GET <<api>>/x
                    timeout: {{(expected.Contains("PS4002", StringComparison.Ordinal) ? "200ms" : "30s")}}
                    redirects: { follow: 5 }
                    expect: { status: 200, json: { a: 1 } }
                    extract: { a: $.a }
                """
            ) with
            {
                Verbose = true,
            }
        ).With("api", address).RunAsync();
}

/// <summary>Tests beside which no other runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
