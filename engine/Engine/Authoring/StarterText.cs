using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Authoring;

/// <summary>What a new scenario begins as. Every text is in its usual form already.</summary>
internal static partial class StarterText
{
    /// <summary>The kinds there are, what each is for, and how its text is made.</summary>
    public static ImmutableArray<StarterRow> Rows { get; } =
    [
        new("minimal", "one request", Minimal),
        new("management", "a call of PingOne's management API that is taken back", Management),
        new("oauth", "a token of client credentials", OAuth),
        new("module", "a scenario that others call", Module),
    ];

    private const string TokenInputs = """
          authPath: { type: url, description: "PingOne's authorization server, without a path", example: https://auth.pingone.eu }
          adminEnvID: { type: uuid, description: The environment of the worker application }
          adminAppID: { type: uuid, description: The client id of the worker application }
          adminAppSecret: { secret: true, description: The client secret of the worker application }
        """;

    private const string TokenStep = """
          - step: Get a worker access token
            request: POST <<authPath>>/<<adminEnvID>>/as/token
            auth:
              basic: { username: <<adminAppID>>, password: <<adminAppSecret>> }
            form:
              grant_type: client_credentials
            expect:
              status: 200
              json: { token_type: Bearer, access_token: <<is.text>> }
            extract:
              accessToken: $.access_token
        """;

    private const string ApiInputs = """
          apiPath: { type: url, description: "PingOne's management API, version included", example: https://api.pingone.eu/v1 }
          envID: { type: uuid, description: The environment to work in }
        """;

    private static string Minimal(StarterValues values)
    {
        var names = Names().Matches(values.Address).Select(m => m.Groups[1].Value).Distinct().ToList();
        var inputs = names.Select(n => $"  {n}: {TypeOf(n, values.Address)}\n");
        return $"""
            scenario: {values.Title}
            {(names.Count == 0 ? "" : "\ninputs:\n" + string.Concat(inputs))}
            steps:
              - step: Send the request
                request: {values.Method} {values.Address}
                expect:
                  status: 2xx
                  within: 10s

            """;
    }

    private static string TypeOf(string name, string address) =>
        address.StartsWith($"<<{name}>>", StringComparison.Ordinal) ? "{ type: url, description: Where the requests go }"
        : name.EndsWith("ID", StringComparison.Ordinal) ? "{ type: uuid }"
        : "{ type: text }";

    private static string Management(StarterValues values) =>
        $$"""
            scenario: {{values.Title}}
            description: Creates a population and takes it back when it is run with --undo always.
            tags: [users]

            inputs:
            {{ApiInputs}}
            {{(
                values.TokenModule is { } module
                    ? $"  accessToken: {{ secret: true, description: A worker's access token, obtain: {module} }}"
                    : TokenInputs
            )}}

            steps:
            {{(values.TokenModule is null ? TokenStep + "\n\n" : "")}}  - step: Create a population
                request: POST <<apiPath>>/environments/<<envID>>/populations
                auth: { bearer: <<accessToken>> }
                json:
                  name: Scenario population <<run.id>>
                expect:
                  status: 201
                  json: { id: <<is.uuid>>, userCount: 0 }
                extract:
                  populationID: $.id
                undo: DELETE <<apiPath>>/environments/<<envID>>/populations/<<populationID>>

            outputs:
              populationID: <<populationID>>

            """;

    private static string OAuth(StarterValues values) =>
        $"""
            scenario: {values.Title}
            description: Gets an access token with the client credentials of a worker application.
            tags: [oauth]

            inputs:
            {TokenInputs}

            steps:
            {TokenStep}

            outputs:
              accessToken: <<accessToken>>

            """;

    private static string Module(StarterValues values) =>
        $$"""
            scenario: {{values.Title}}
            description: |
              Creates a population for the scenario that calls this one:
              call: {{values.FileName}}
              with: { name: Team, accessToken: (the token) }
            tags: [shared]

            inputs:
            {{ApiInputs}}
              accessToken: { secret: true, description: A worker's access token }
              name: { description: The name of the population, default: Scenario population }

            steps:
              - step: Create a population
                request: POST <<apiPath>>/environments/<<envID>>/populations
                auth: { bearer: <<accessToken>> }
                json:
                  name: <<name>> <<run.id>>
                expect:
                  status: 201
                  json: { id: <<is.uuid>>, userCount: 0 }
                extract:
                  populationID: $.id
                undo: DELETE <<apiPath>>/environments/<<envID>>/populations/<<populationID>>

            outputs:
              populationID: <<populationID>>

            """;

    [GeneratedRegex(@"<<\s*([A-Za-z_]\w*)\s*>>")]
    private static partial Regex Names();
}

/// <summary>A kind of new scenario.</summary>
internal sealed record StarterRow(string Name, string Meaning, Func<StarterValues, string> Write);

/// <summary>What the texts are filled with.</summary>
/// <param name="Title">As YAML.</param>
/// <param name="FileName">The name of the new file.</param>
/// <param name="Method">Of the request.</param>
/// <param name="Address">Of the request, with its expressions.</param>
/// <param name="TokenModule">The scenario that gives a worker's token, as the new file would name it; null when there is none.</param>
internal sealed record StarterValues(string Title, string FileName, string Method, string Address, string? TokenModule);
