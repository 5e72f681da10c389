namespace PingOneScenarios.Emulator;

/// <summary>Every address the emulator writes into an answer, built from where it listens and never from the request's <c>Host</c>.</summary>
internal sealed record Addresses(string AuthPath, string EnvironmentId)
{
    public string ApiPath { get; } = $"{AuthPath}/v1";

    public string Environment { get; } = $"{AuthPath}/v1/environments/{EnvironmentId}";

    /// <summary>The <c>iss</c> of every token, and one of the three audiences a client assertion may name.</summary>
    public string Issuer => $"{AuthPath}/{EnvironmentId}/as";

    public string TokenEndpoint => $"{Issuer}/token";

    /// <summary>The hosted sign-on page; PingOne serves it from apps.pingone.*, the emulator from its only address.</summary>
    public string SignOnPage => $"{AuthPath}/{EnvironmentId}/signon/";

    public string Flow(string flowId) => $"{AuthPath}/{EnvironmentId}/flows/{flowId}";

    /// <summary>Where an identity provider sends users back to.</summary>
    public string ProviderCallback => $"{AuthPath}/{EnvironmentId}/rp/callback/openid_connect";

    /// <summary>What sends a user to an identity provider.</summary>
    public string Authenticate(string providerId, string flowId) =>
        $"{AuthPath}/{EnvironmentId}/rp/authenticate?providerId={providerId}&flowId={flowId}";

    public string Resume(string flowId) => $"{Issuer}/resume?flowId={flowId}";
}
