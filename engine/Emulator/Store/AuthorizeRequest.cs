using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Store;

/// <summary>What a client asked for at authorize, once it has been found good.</summary>
internal sealed record AuthorizeRequest
{
    public required string ClientId { get; init; }
    public required string ApplicationName { get; init; }

    /// <summary>Null with <c>response_mode=pi.flow</c>, which needs none, and where no browser is sent back.</summary>
    public string? RedirectUri { get; init; }

    /// <summary><c>query</c>, <c>fragment</c>, <c>form_post</c> or <c>pi.flow</c>.</summary>
    public required string ResponseMode { get; init; }

    /// <summary>What the client is given at the end: <c>code</c>, <c>token</c>, <c>id_token</c> or several of them.</summary>
    public ImmutableArray<string> ResponseTypes { get; init; } = ["code"];
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

    /// <summary><c>none</c> or <c>login</c>; null when the client leaves it open.</summary>
    public string? Prompt { get; init; }

    /// <summary>How many seconds old a session may be; null for any age.</summary>
    public uint? MaxAge { get; init; }

    /// <summary>The user a signed hint names: a <c>login_hint_token</c> of the client or an <c>id_token_hint</c> of ours.</summary>
    public string? HintedUserId { get; init; }

    /// <summary>The audience the client wants its access token for (RFC 8707).</summary>
    public string? Resource { get; init; }
}
