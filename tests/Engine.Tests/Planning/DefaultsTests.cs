using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Tests.Planning;

/// <summary>What a request and an undo take over from the defaults and from their step.</summary>
public sealed class DefaultsTests
{
    private const string Scenario = """
        scenario: S
        inputs: { base: { type: url } }
        defaults: { headers: { Accept: a/b, X-Team: one }, auth: { bearer: token }, timeout: 5s }
        steps:
          - { step: Takes, request: GET <<base>>/ }
          - { step: Replaces, request: GET <<base>>/, headers: { x-team: [two, three], Y: z }, auth: { basic: { username: u, password: p } }, timeout: 1s }
          - { step: Refuses, request: GET <<base>>/, auth: none }
          - step: Undone
            request: POST <<base>>/
            headers: { Content-Type: x/y, Y: z }
            auth: none
            undo: DELETE <<base>>/
          - step: Undone otherwise
            request: POST <<base>>/
            undo: { request: DELETE <<base>>/, headers: { accept: c/d }, auth: { bearer: other }, timeout: 9s }
        """;

    [Fact]
    public async Task Defaults_fill_in_what_a_request_does_not_say()
    {
        var steps = await StepsAsync();
        Assert.Equal("Accept=a/b X-Team=one; BearerAuth; 5", Show(steps[0].Request!));
        Assert.Equal("Accept=a/b x-team=two x-team=three Y=z; BasicAuth; 1", Show(steps[1].Request!));
        Assert.Equal("Accept=a/b X-Team=one; NoAuth; 5", Show(steps[2].Request!));
    }

    [Fact]
    public async Task An_undo_is_sent_like_its_step_but_without_the_type_of_its_body()
    {
        var steps = await StepsAsync();
        Assert.Equal("Accept=a/b X-Team=one Y=z; NoAuth; 5", Show(steps[3].Undo!.Request!));
        Assert.Equal("X-Team=one accept=c/d; BearerAuth; 9", Show(steps[4].Undo!.Request!));
        Assert.Null(steps[0].Undo);
    }

    private static async Task<IReadOnlyList<PlannedStep>> StepsAsync()
    {
        using var bench = new PlanningBench().File("scenario.yaml", Scenario).Set("base", "https://h");
        var plan = await bench.PlanAsync();
        Assert.Equal("", bench.Said);
        return plan!.Plan.Steps;
    }

    private static string Show(RequestTemplate request) =>
        $"{string.Join(' ', request.Headers.Select(h => $"{h.Name}={h.Value.Literal}"))}; {request.Auth!.GetType().Name}; {request.Timeout!.Value.TotalSeconds}";
}
