namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>A handshake that failed; caught where the request is sent.</summary>
/// <param name="why">In our own words.</param>
/// <param name="fix">What can be done; null when nothing is known that fits.</param>
/// <param name="cause">What the library said, which nobody is shown.</param>
internal sealed class TlsFailedException(string why, string? fix, Exception? cause) : IOException("no trusted TLS connection", cause)
{
    public string Why => why;

    public string? Fix => fix;

    /// <summary>Whether the server speaks none of the versions of HTTP it was offered.</summary>
    public bool IsOfProtocol { get; init; }
}
