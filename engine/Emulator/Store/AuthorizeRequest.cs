namespace PingOneScenarios.Emulator.Store;

/// <summary>What a client asked for at authorize, once it has been found good.</summary>
internal sealed record AuthorizeRequest
{
    public required string ClientId { get; init; }
    public required string ApplicationName { get; init; }

    /// <summary>Null only with <c>response_mode=pi.flow</c>, which needs none.</summary>
    public string? RedirectUri { get; init; }

    /// <summary><c>query</c>, <c>fragment</c> or <c>pi.flow</c>.</summary>
    public required string ResponseMode { get; init; }
    public required string Scope { get; init; }
    public string? State { get; init; }
    public string? Nonce { get; init; }

    /// <summary>Names of sign-on policies with spaces between, the preferred first.</summary>
    public string? AcrValues { get; init; }

    /// <summary>The username the client expects.</summary>
    public string? LoginHint { get; init; }
    public string? CodeChallenge { get; init; }

    /// <summary><c>plain</c> or <c>S256</c>.</summary>
    public string CodeChallengeMethod { get; init; } = "plain";
}
