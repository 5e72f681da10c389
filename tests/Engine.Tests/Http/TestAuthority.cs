using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Certificates made for a test.</summary>
internal sealed class TestAuthority
{
    private readonly X509Certificate2 root;

    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
    }

    /// <summary>Of an operator who trusts it.</summary>
    public TlsProfile? Profile => TlsProfile.Make(new TlsFiles(FileOf(Pem), null, null), new DiagnosticBag());

    /// <summary>Without its key.</summary>
    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificate(root.RawData);

    public string Pem => root.ExportCertificatePem();

    /// <summary>With its key.</summary>
    /// <param name="host">A DNS name or an IP address, also the common name.</param>
    /// <param name="endsIn">Days from now; negative for one that has expired.</param>
    /// <param name="revocations">Where to ask whether it was taken back; null says nowhere.</param>
    /// <param name="beginsIn">Days from now.</param>
    public X509Certificate2 Issue(string host, int endsIn = 10, string? revocations = null, int beginsIn = -20)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        if (revocations is not null)
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([revocations]));
        var now = DateTimeOffset.UtcNow;
        using var issued = request.Create(root, now.AddDays(beginsIn), now.AddDays(endsIn), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>A certificate that no authority signed, with its key.</summary>
    public static X509Certificate2 SelfSigned(string host)
    {
        var request = new CertificateRequest($"CN={host}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(10));
    }

    private static TlsFile FileOf(string pem) =>
        new("ca.pem", "ca.pem", new SourceText("environment.yaml", "tls").Beginning) { Bytes = Encoding.UTF8.GetBytes(pem) };
}
