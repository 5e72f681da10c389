using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Reads which files an environment names for TLS, and the files.</summary>
internal static class TlsReader
{
    public static TlsFiles? Read(LocatedNode node, FileScope file)
    {
        if (MapReader.Open(node, EnvironmentKeys.Tls, file) is not { } map)
            return null;
        var password = map["password"];
        if (password is not null && !map.Has("key") && !map.Has("pkcs12"))
            file.Say(
                DiagnosticCodes.InvalidValue,
                password.Span,
                "there is nothing the password opens",
                null,
                "name a key or pkcs12 beside it"
            );
        var source = password is null ? null : SecretReader.ReadPassword(password, file);
        // What is wrong was said; what would follow from it is not to be said too.
        if (password is not null && source is null || map.Has("pkcs12") && map.Has("certificate"))
            return null;
        return new TlsFiles(Named(map, "ca", file), Named(map, "certificate", file), Named(map, "key", file))
        {
            Pkcs12 = Named(map, "pkcs12", file),
            Password = source,
        };
    }

    /// <summary>The files with their texts; null after having said why one cannot be read. No text of a key is ever shown.</summary>
    /// <param name="files">As they are named.</param>
    /// <param name="ask">Gives the password.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<TlsFiles?> LoadAsync(
        TlsFiles files,
        Func<SecretSource, Task<SecretText>> ask,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        var read = files with
        {
            Ca = await LoadAsync(files.Ca, problems, ct),
            Certificate = await LoadAsync(files.Certificate, problems, ct),
            Key = await LoadSecretAsync(files.Key, problems, ct),
            Pkcs12 = await LoadSecretAsync(files.Pkcs12, problems, ct),
            PasswordText = files.Password is { } source ? await PasswordAsync(source, ask, problems) : null,
        };
        return
            Same(read.Ca, files.Ca)
            && Same(read.Certificate, files.Certificate)
            && Same(read.Key, files.Key)
            && Same(read.Pkcs12, files.Pkcs12)
            && Same(read.PasswordText, files.Password)
            ? read
            : null;

        static bool Same(object? read, object? named) => read is null == named is null;
    }

    private static async Task<string?> PasswordAsync(SecretSource source, Func<SecretSource, Task<SecretText>> ask, DiagnosticBag problems)
    {
        var secret = await ask(source);
        if (secret.Text is null)
            problems.Add(
                DiagnosticCodes.SecretUnavailable,
                source.Span,
                "the password of tls has no value",
                secret.Why ?? "its source gives nothing",
                secret.Fix ?? "look at what password names"
            );
        return secret.Text;
    }

    private static async Task<TlsFile?> LoadSecretAsync(TlsFile? named, DiagnosticBag problems, CancellationToken ct)
    {
        if (named is null)
            return null;
        var (bytes, missing) = await SecretFiles.ReadBytesAsync(named.Path, ct);
        if (bytes?.Length <= SecretText.Largest)
            return named with { Bytes = bytes };
        problems.Add(
            DiagnosticCodes.TlsUnusable,
            named.Span,
            $"the key \"{named.Written}\" cannot be used",
            bytes is null ? missing.Why : "it has more than 64 KB",
            missing.Fix ?? "name the file of the private key, relative to the environment file"
        );
        return null;
    }

    private static async Task<TlsFile?> LoadAsync(TlsFile? named, DiagnosticBag problems, CancellationToken ct) =>
        named is not null && await ScenarioFiles.ReadBytesAsync(named.Path, named.Written, named.Span, problems, ct) is { } bytes
            ? named with
            {
                Bytes = bytes,
            }
            : null;

    private static TlsFile? Named(MapReader map, string key, FileScope file) =>
        map.Literal(key) is { } written
            ? new TlsFile(written, Path.Combine(Path.GetDirectoryName(file.FullPath)!, written), map[key]!.Span)
            : null;
}
