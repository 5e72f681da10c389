using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Reads which files an environment names for TLS, and the files.</summary>
internal static class TlsReader
{
    public static TlsFiles? Read(LocatedNode node, FileScope file)
    {
        if (MapReader.Open(node, EnvironmentKeys.Tls, file) is not { } map)
            return null;
        return new TlsFiles(Named(map, "ca", file), Named(map, "certificate", file), Named(map, "key", file));
    }

    /// <summary>The files with their texts; null after having said why one cannot be read. No text of a key is ever shown.</summary>
    public static async Task<TlsFiles?> LoadAsync(TlsFiles files, DiagnosticBag problems, CancellationToken ct)
    {
        var ca = await LoadAsync(files.Ca, problems, ct);
        var certificate = await LoadAsync(files.Certificate, problems, ct);
        var key = files.Key;
        if (key is not null)
        {
            var text = await SecretFiles.ReadAsync(key.Path, ct);
            if (text.Text is null)
                problems.Add(
                    DiagnosticCodes.TlsUnusable,
                    key.Span,
                    $"the key \"{key.Written}\" cannot be used",
                    text.Why,
                    text.Fix ?? "name the file of the private key, relative to the environment file"
                );
            key = text.Text is null ? null : key with { Text = text.Text };
        }
        var isWhole = (ca, certificate, key) is var (a, b, c) && Same(a, files.Ca) && Same(b, files.Certificate) && Same(c, files.Key);
        return isWhole ? new TlsFiles(ca, certificate, key) : null;

        static bool Same(TlsFile? read, TlsFile? named) => read is null == named is null;
    }

    private static async Task<TlsFile?> LoadAsync(TlsFile? named, DiagnosticBag problems, CancellationToken ct) =>
        named is not null && await ScenarioFiles.ReadAsync(named.Path, named.Written, named.Span, problems, ct) is { } text
            ? named with
            {
                Text = text.Text,
            }
            : null;

    private static TlsFile? Named(MapReader map, string key, FileScope file) =>
        map.Literal(key) is { } written
            ? new TlsFile(written, Path.Combine(Path.GetDirectoryName(file.FullPath)!, written), map[key]!.Span)
            : null;
}
