using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Trust;

/// <summary>Whom the operator trusts beside the system, and who they are, in TLS (trust rule 7). Equal files make equal profiles.</summary>
internal sealed class TlsProfile
{
    private TlsProfile(TlsFiles files, X509Certificate2Collection authorities, X509Certificate2Collection own)
    {
        (Authorities, Own) = (authorities, own);
        var texts = string.Join('\0', files.Ca?.Text, files.Certificate?.Text, files.Key?.Text);
        Id = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(texts)));
    }

    /// <summary>A digest of all that is in it.</summary>
    public string Id { get; }

    /// <summary>Empty trusts only the system's.</summary>
    public X509Certificate2Collection Authorities { get; }

    /// <summary>The client certificate with its key, and those between it and its root; empty for none.</summary>
    public X509Certificate2Collection Own { get; }

    /// <summary>The profile, or null after having said what is wrong with a file.</summary>
    public static TlsProfile? Make(TlsFiles files, DiagnosticBag problems)
    {
        var authorities = files.Ca is null ? [] : Certificates(files.Ca, problems);
        var own = files is { Certificate: { } certificate, Key: { } key } ? OwnOf(certificate, key, problems) : [];
        return authorities is null || own is null ? null : new TlsProfile(files, authorities, own);
    }

    private static X509Certificate2Collection? Certificates(TlsFile file, DiagnosticBag problems)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(file.Text);
        }
        catch (CryptographicException)
        {
            return Unusable(file, problems, "what stands in it between BEGIN CERTIFICATE and END CERTIFICATE is no certificate");
        }
        return found.Count > 0 ? found : Unusable(file, problems, "it holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
    }

    private static X509Certificate2Collection? OwnOf(TlsFile certificate, TlsFile key, DiagnosticBag problems)
    {
        if (Certificates(certificate, problems) is not { } chain)
            return null;
        if (key.Text.Contains("ENCRYPTED", StringComparison.Ordinal))
            return Unusable(key, problems, "the key is encrypted", "decrypt it into a file only you may read: openssl pkey -in … -out …");
        if (!key.Text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return Unusable(key, problems, "it holds no private key in PEM (-----BEGIN PRIVATE KEY-----)");
        try
        {
            var pair = X509Certificate2.CreateFromPem(certificate.Text, key.Text);
            // Windows cannot use a key that is only in memory.
            chain[0] = OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pfx), null) : pair;
            return chain;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Unusable(key, problems, $"it is damaged, or not the key of the first certificate in \"{certificate.Written}\"");
        }
    }

    private static X509Certificate2Collection? Unusable(TlsFile file, DiagnosticBag problems, string why, string? fix = null)
    {
        problems.Add(
            DiagnosticCodes.TlsUnusable,
            file.Span,
            $"the file \"{file.Written}\" cannot be used for TLS",
            why,
            fix ?? "name a file in PEM; openssl x509 -in … -text and openssl pkey -in … -text show what one holds"
        );
        return null;
    }
}
