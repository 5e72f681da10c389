using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>The files an environment names for TLS; each is null when it is not named, certificate and key are there together.</summary>
internal sealed record TlsFiles(TlsFile? Ca, TlsFile? Certificate, TlsFile? Key);

/// <summary>A file in PEM.</summary>
/// <param name="Written">As in the environment file.</param>
/// <param name="Path">Relative to the folder of the environment file by now.</param>
/// <param name="Span">Where it is named.</param>
internal sealed record TlsFile(string Written, string Path, SourceSpan Span)
{
    /// <summary>What is in it; empty until it is read.</summary>
    public string Text { get; init; } = "";
}
