using System.Net;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Trust rule 2: where the name of a granted host may lead.</summary>
public sealed class DialTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "dialled.txt", MemberType = typeof(CaseTable))]
    public void Rule_2_an_address_is_judged_by_what_it_is(int line, string[] parts)
    {
        _ = line;
        var words = parts[0].Split(' ');
        var objection = DialCheck.Objection(words[^2], IPAddress.Parse(words[^1]), words[0] == "private");
        Assert.Equal(parts[1], objection ?? "ok");
    }

    [Fact]
    public async Task Rule_2_a_granted_name_does_not_lead_to_this_machine()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Run(server, ["127.0.0.1"]).RunAsync();
        Assert.Equal("PS5005", happened.Codes);
        Assert.True(happened.Summary.Refused);
        Assert.Equal("rebound.example leads to this machine", happened.Problem.Why);
        Assert.Contains("allow the private host rebound.example", happened.Problem.Fix, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Rule_2_the_host_that_is_refused_is_named_also_after_a_redirect()
    {
        var to = "";
        await using var server = new LoopbackServer(_ => Answers.Redirect(302, to));
        to = $"http://rebound.example:{server.Port}/there";
        var steps = "  - { step: A, request: GET <<other>>/here, redirects: follow }\n  - { step: B, request: GET <<api>> }";
        var happened = await Run(server, ["127.0.0.1"], steps).With("other", server.Address).RunAsync();
        Assert.Equal("PS5005", happened.Codes);
        Assert.Contains("allow the private host rebound.example", happened.Problem.Fix, StringComparison.Ordinal);
        Assert.Contains("/there", happened.Problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_2_no_flag_is_named_where_none_helps()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Run(server, ["169.254.169.254"]).AllowPrivate("rebound.example").RunAsync();
        Assert.Equal("PS5005", happened.Codes);
        Assert.Contains("no option allows this", happened.Problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_2_of_several_addresses_only_those_that_may_be_are_dialled()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Run(server, ["169.254.169.254", "127.0.0.1"]).AllowPrivate("rebound.example").RunAsync();
        happened.Passed();
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Rule_2_a_host_the_operator_calls_private_may_lead_into_their_network()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Run(server, ["127.0.0.1"]).Environment("environment: mine\nprivate: [Rebound.example]").RunAsync()).Passed();
    }

    [Theory]
    [InlineData("https://rebound.example")]
    [InlineData("rebound.example:8080")]
    [InlineData("rebound.example/x")]
    [InlineData("*.example")]
    [InlineData("")]
    public async Task Rule_2_only_a_host_alone_can_be_called_private(string host)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Run(server, ["127.0.0.1"]).AllowPrivate(host).RunAsync();
        Assert.Equal("PS1010", happened.Codes);
        Assert.Empty(server.Requests);
    }

    private static ScenarioRun Run(LoopbackServer server, string[] addresses, string steps = "  - step: A\n    request: GET <<api>>") =>
        ScenarioRun.Steps(steps).With("api", $"http://rebound.example:{server.Port}") with
        {
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]),
        };
}
