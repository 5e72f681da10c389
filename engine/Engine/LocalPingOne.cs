using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>Addresses and ids of a PingOne that runs on this machine.</summary>
/// <param name="ApiPath">With <c>/v1</c>.</param>
/// <param name="AuthPath">Without a path.</param>
/// <param name="EnvironmentId">The environment everything happens in.</param>
/// <param name="WorkerClientId">A worker application with every right.</param>
/// <param name="WorkerClientSecret">Its secret.</param>
public sealed record LocalPingOne(string ApiPath, string AuthPath, string EnvironmentId, string WorkerClientId, string WorkerClientSecret)
{
    /// <summary>The mailbox that one-time codes are read from: <c>GET {inboxUrl}/messages?to=ADDRESS</c>.</summary>
    public string InboxUrl { get; init; } = $"{AuthPath}/inbox";

    /// <summary>What was made there beforehand and is given to the scenarios: texts by their names, secrets as secrets.</summary>
    public ImmutableArray<RunOutput> Given { get; init; } = [];

    /// <summary>Where the keys of a client are published: <c>PUT {jwksUrl}/NAME</c>, and <c>GET</c> for everybody.</summary>
    public string JwksUrl { get; init; } = $"{AuthPath}/keysets";

    /// <summary>Stands in for one that is not running: its values are right in kind and never shown, port 0 is nobody's.</summary>
    public static LocalPingOne NotStarted { get; } =
        new(
            "http://127.0.0.1:0/v1",
            "http://127.0.0.1:0",
            "00000000-0000-4000-8000-000000000001",
            "00000000-0000-4000-8000-000000000002",
            "known-when-the-emulator-starts"
        );

    internal ScenarioEnvironment ToEnvironment(SourceSpan span)
    {
        const string Origin = ScenarioEnvironment.Emulator;
        return new ScenarioEnvironment
        {
            Name = BuiltInEnvironments.Emulator,
            Inputs =
            [
                new GivenValue("apiPath", ApiPath, span, Origin),
                new GivenValue("authPath", AuthPath, span, Origin),
                new GivenValue("inboxUrl", InboxUrl, span, Origin),
                new GivenValue("jwksUrl", JwksUrl, span, Origin),
                new GivenValue("envID", EnvironmentId, span, Origin),
                new GivenValue("adminEnvID", EnvironmentId, span, Origin),
                new GivenValue("adminAppID", WorkerClientId, span, Origin),
                .. Given.Where(given => !given.IsSecret).Select(given => new GivenValue(given.Name, ValueOf(given), span, Origin)),
            ],
            Secrets =
            [
                new SecretSource("adminAppSecret", SecretKind.Held, WorkerClientSecret, null, span),
                .. Given
                    .Where(given => given.IsSecret)
                    .Select(given => new SecretSource(given.Name, SecretKind.Held, ValueJson.Write(ValueOf(given)), null, span)),
            ],
        };
    }

    private static Value ValueOf(RunOutput output)
    {
        using var json = JsonDocument.Parse(output.Reveal());
        return ValueJson.From(json.RootElement);
    }
}
