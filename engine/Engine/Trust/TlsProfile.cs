using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Trust;

/// <summary>Whom the operator trusts beside the system, and who they are, in TLS (trust rule 7). Equal files make equal profiles.</summary>
internal sealed class TlsProfile
{
    /// <summary>ERROR_INVALID_PASSWORD, which .NET says on every system.</summary>
    private const int WrongPassword = unchecked((int)0x80070056);

    private TlsProfile(TlsFiles files, X509Certificate2Collection authorities, X509Certificate2Collection own)
    {
        (Authorities, Own) = (authorities, own);
        var parts = string.Join(
            '\0',
            new[] { files.Ca, files.Certificate, files.Key, files.Pkcs12 }.Select(f =>
                f is null ? "" : Convert.ToBase64String(f.Bytes.Span)
            )
        );
        Id = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(parts + '\0' + files.PasswordText)));
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
        var own = files switch
        {
            { Pkcs12: { } file } => OwnOf(file, files.PasswordText, problems),
            { Certificate: { } certificate, Key: { } key } => OwnOf(certificate, key, files.PasswordText, problems),
            _ => [],
        };
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
        if (found.Count > 0)
            return found;
        return IsPkcs12(file)
            ? Unusable(file, problems, "it is a file of PKCS#12", "name it with tls: { pkcs12: … }, its password with password: { env: … }")
            : Unusable(file, problems, "it holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
    }

    private static X509Certificate2Collection? OwnOf(TlsFile certificate, TlsFile key, string? password, DiagnosticBag problems)
    {
        if (Certificates(certificate, problems) is not { } chain)
            return null;
        var isEncrypted = key.Text.Contains("BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (key.Text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            return Unusable(
                key,
                problems,
                "the key is encrypted in the way of old versions of OpenSSL, which is weak and not read",
                "write it anew, with the same password: openssl pkcs8 -topk8 -v2 aes-256-cbc -in … -out …"
            );
        if (isEncrypted && password is null)
            return Unusable(key, problems, "the key is encrypted", "say where its password comes from: tls: { password: { env: … } }");
        if (!key.Text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return Unusable(key, problems, "it holds no private key in PEM (-----BEGIN PRIVATE KEY-----)");
        try
        {
            var pair = isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(certificate.Text, key.Text, password)
                : X509Certificate2.CreateFromPem(certificate.Text, key.Text);
            // Windows cannot use a key that is only in memory.
            chain[0] = OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pfx), null) : pair;
            return chain;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            var wrong = isEncrypted ? "its password is another, it is damaged" : "it is damaged";
            return Unusable(key, problems, $"{wrong}, or not the key of the first certificate in \"{certificate.Written}\"");
        }
    }

    private static X509Certificate2Collection? OwnOf(TlsFile file, string? password, DiagnosticBag problems)
    {
        if (!IsPkcs12(file))
            return Unusable(
                file,
                problems,
                "it is no file of PKCS#12",
                "a certificate in PEM is named with tls: { certificate: …, key: … }"
            );
        try
        {
            var found = X509CertificateLoader.LoadPkcs12Collection(file.Bytes.ToArray(), password);
            if (found.FirstOrDefault(c => c.HasPrivateKey) is not { } own)
                return Unusable(
                    file,
                    problems,
                    "it holds no certificate with a private key",
                    "openssl pkcs12 -export -inkey … -in … -out … makes one"
                );
            found.Remove(own);
            found.Insert(0, own);
            return found;
        }
        catch (CryptographicException e) when (e.HResult == WrongPassword)
        {
            return password is null
                ? Unusable(file, problems, "it has a password", "say where it comes from: tls: { password: { env: … } }")
                : Unusable(file, problems, "its password is another than the one that is given", "look at what password names");
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            return Unusable(
                file,
                problems,
                "it is damaged, or encrypted in a way this system does not read",
                "write it anew with a present-day program: openssl pkcs12 -in … -legacy -nodes | openssl pkcs12 -export -out …"
            );
        }
    }

    // A sequence in DER; PEM begins with a hyphen or a remark.
    private static bool IsPkcs12(TlsFile file) => file.Bytes.Span is [0x30, >= 0x80, ..];

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
