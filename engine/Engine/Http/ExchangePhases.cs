namespace PingOneScenarios.Engine.Http;

/// <summary>
/// When an exchange began, and what its time was spent on. The phases follow one another in the order they stand here; what their sum lacks of
/// the whole went into preparing the request and into waiting for a connection. Of an exchange that failed the last phase that is not null
/// is the one it failed in, until then.
/// </summary>
internal sealed record ExchangePhases
{
    public required DateTimeOffset Began { get; init; }

    /// <summary>
    /// Looking up the host, or the proxy. Null over a connection that was open already, for an address written as a number, and inside the tunnel
    /// of a proxy.
    /// </summary>
    public TimeSpan? Dns { get; init; }

    /// <summary>Connecting to the host, or to the proxy. Null over a connection that was open already and inside the tunnel of a proxy.</summary>
    public TimeSpan? Connect { get; init; }

    /// <summary>The handshake, with the check of the certificates. Null as <see cref="Connect"/> is, and for plain HTTP.</summary>
    public TimeSpan? Tls { get; init; }

    /// <summary>Handing the request with its body to the system. Null for a request without one, which is sent at once.</summary>
    public TimeSpan? Send { get; init; }

    /// <summary>
    /// From the request sent to the head of the answer. Null when it was not sent, or, seldom, when it is not known since when: the connection was
    /// one that another request gave back.
    /// </summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>From the head of the answer to its last byte. Null when no head came.</summary>
    public TimeSpan? Receive { get; init; }
}
