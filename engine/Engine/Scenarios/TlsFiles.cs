using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>The files an environment names for TLS; each is null when it is not named, certificate and key are there together.</summary>
internal sealed record TlsFiles(TlsFile? Ca, TlsFile? Certificate, TlsFile? Key)
{
    /// <summary>In the place of certificate and key.</summary>
    public TlsFile? Pkcs12 { get; init; }

    /// <summary>Where the password of <see cref="Pkcs12"/> or of <see cref="Key"/> comes from; null for none.</summary>
    public SecretSource? Password { get; init; }

    /// <summary>Read from its source; null until then, and without one.</summary>
    public string? PasswordText { get; init; }
}

/// <summary>A file in PEM, or of PKCS#12.</summary>
/// <param name="Written">As in the environment file.</param>
/// <param name="Path">Relative to the folder of the environment file by now.</param>
/// <param name="Span">Where it is named.</param>
internal sealed record TlsFile(string Written, string Path, SourceSpan Span)
{
    /// <summary>What is in it; empty until it is read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The same as a text in PEM.</summary>
    public string Text => Encoding.Latin1.GetString(Bytes.Span);
}
