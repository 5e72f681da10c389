using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;
using static PingOneScenarios.Engine.Language.Shapes;

namespace PingOneScenarios.Engine.Language;

/// <summary>Every key of a scenario file that is not one of a step, in the order in which keys are written best.</summary>
internal static class ScenarioKeys
{
    public static readonly TableShape Input = new(
        "input",
        "an input",
        [
            new("type", "What its value is.", new ChoiceShape(InputTypeNames.All), "type: url") { Default = "text" },
            new("secret", "Whether its value is hidden in all that is printed and kept from other origins.", Flag, "secret: true")
            {
                Default = "false",
            },
            new("description", "What it is for; shown when its value is missing.", Literal, "description: The environment to work in"),
            new("example", "A value as it could be.", Literal, "example: https://api.pingone.eu/v1"),
            new(
                "default",
                "The value when none is given; may use functions and the inputs above it.",
                Any,
                "default: <<random.password 24>>"
            ),
            new("required", "Whether it must have a value.", Flag, "required: false")
            {
                Otherwise = "true, unless there is a default or obtain",
            },
            new("pattern", "A regular expression that the whole text must match.", Literal, "pattern: '[0-9]{6}'"),
            new("choices", "The only values allowed.", new ListShape(Literal) { IsFilled = true }, "choices: [EU, NA]"),
            new(
                "obtain",
                "The scenario whose output of the same name gives the value when the operator gave none; it runs once a run.",
                PackPath,
                "obtain: ../shared/worker-access-token.yaml"
            ),
        ]
    );

    public static readonly TableShape Defaults = new(
        "defaults",
        "defaults",
        [RequestKeys.Find("headers"), AuthKeys.DefaultRow, RequestKeys.Find("timeout"), StepKeys.RetryRow, StepKeys.IdempotencyRow]
    );

    public static readonly TableShape Limits = new("limits", "limits", [.. LimitTable.Rows.Select(RowOf)]);

    private static readonly ListShape Steps = new(StepKeys.Step) { IsFilled = true };

    public static readonly TableShape Scenario = new(
        "scenario",
        "a scenario",
        [
            new("scenario", "The title.", Literal, "scenario: Create a user") { IsRequired = true },
            new("description", "What it shows, for people.", Literal, "description: A user in a population of its own."),
            new("tags", "Words to find and select it by.", new ListShape(Literal), "tags: [users, smoke]"),
            new("docs", "The address of a page about it.", Literal, "docs: https://developer.pingidentity.com/pingone-api/"),
            new("timeout", "The longest the whole scenario may take.", Duration, "timeout: 5m"),
            new(
                "limits",
                "What many runs of it must keep to, in a batch or under load: missing one of them fails the command.",
                Limits,
                "limits: { p95: 300ms, failures: 1% }"
            ),
            new(
                "inputs",
                "The values it asks for, by the names that steps use.",
                new MapShape(Either(new NothingShape(), Input), NameKind.Variable),
                "inputs: { apiPath: { type: url }, region: { choices: [EU, NA], default: EU } }"
            ),
            new("vars", "Values computed once, before the first step.", Variables, "vars: { title: Population <<run.id>> }"),
            new(
                "defaults",
                "Headers, authentication, time limit, retry and idempotency of all steps that say nothing else.",
                Defaults,
                "defaults: { auth: { bearer: <<accessToken>> }, timeout: 10s }"
            ),
            new("steps", "What it does, in order.", Steps, "steps:\n  - step: Read the users\n    request: GET <<apiPath>>/users")
            {
                IsRequired = true,
            },
            new(
                "finally",
                "Steps that run whatever happened, each one even if another of them failed.",
                Steps with
                {
                    IsFilled = false,
                },
                "finally:\n  - step: Sign off\n    request: GET <<apiPath>>/signoff"
            ),
            new(
                "outputs",
                "The values it gives to a scenario that calls it or obtains from it.",
                Variables,
                "outputs: { accessToken: <<accessToken>> }"
            ),
        ]
    );

    private static KeyRow RowOf(LimitRow row) =>
        new(
            row.Name,
            row.Meaning,
            row.IsTime ? Duration
                : row.Measure == LimitMeasure.Rate ? Rate
                : row.Measure == LimitMeasure.Dropped ? Either(Share, new NumberShape(0, 1_000_000_000, IsWhole: true))
                : Share,
            $"{row.Name}: {row.Example}"
        );
}
