#pragma warning disable RS0030 // looks at what the system judged of a certificate, to tell why; hands the judgement on as it is
using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>Remembers why the system refused the certificate of a server, and whether the server asked for one. It takes none that the system refused.</summary>
/// <param name="host">Whom the certificate must be for.</param>
internal sealed class CertificateWatch(string host)
{
    /// <summary>Names of a certificate that are told.</summary>
    private const int MostNames = 5;

    /// <summary>In characters, of what stands in a certificate.</summary>
    private const int LongestName = 100;

    private readonly List<string> reasons = [];
    private readonly List<string> fixes = [];

    /// <summary>Whether the server asked who the client is.</summary>
    public bool IsClientAsked { get; private set; }

    /// <param name="options">Of the handshake that is watched.</param>
    /// <param name="isClientKnown">Whether there is a client certificate, which then is shown to whoever asks.</param>
    public void Attach(SslClientAuthenticationOptions options, bool isClientKnown)
    {
        options.RemoteCertificateValidationCallback = HandOn;
        if (!isClientKnown)
            options.LocalCertificateSelectionCallback = Select;
    }

    /// <summary>What is wrong with the certificate; null when the system took it or saw none.</summary>
    public TlsFailedException? Failure(Exception cause) =>
        reasons.Count == 0 ? null : new TlsFailedException(string.Join("; ", reasons), string.Join("; ", fixes.Distinct()), cause);

    private bool HandOn(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (certificate is X509Certificate2 shown)
            Look(shown, chain, errors);
        else
            Say("the server showed no certificate", "look at the settings of the server");
        return false;
    }

    // Called once before the handshake, and again when the server asks.
    private X509Certificate Select(
        object sender,
        string targetHost,
        X509CertificateCollection localCertificates,
        X509Certificate? remoteCertificate,
        string[] acceptableIssuers
    )
    {
        IsClientAsked |= remoteCertificate is not null || acceptableIssuers.Length > 0;
        return null!;
    }

    private void Look(X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            Say(
                $"the certificate is for {NamesOf(shown)}, not for {host}",
                "use a name the certificate is for, or give the server a certificate for this one"
            );
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || chain is null)
            return;
        var before = reasons.Count;
        foreach (var element in chain.ChainElements)
            LookAtTime(element, element.Certificate.Equals(shown));
        var status = X509ChainStatusFlags.NoError;
        foreach (var one in chain.ChainStatus)
            status |= one.Status;
        LookAtTrust(chain, status);
        if (reasons.Count == before)
            Say($"the system refuses the certificate ({status})", "look at the certificate of the server");
    }

    private void LookAtTime(X509ChainElement element, bool isOfServer)
    {
        if (!element.ChainElementStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)))
            return;
        var which = isOfServer ? "the certificate" : $"the certificate of its authority {Shown(element.Certificate.Subject)}";
        Say(
            $"{which} is good only from {Day(element.Certificate.NotBefore)} to {Day(element.Certificate.NotAfter)}",
            "renew the certificate of the server; if its dates are right, look at the clock of this machine"
        );
    }

    private void LookAtTrust(X509Chain chain, X509ChainStatusFlags status)
    {
        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) == 0)
            return;
        var last = chain.ChainElements[^1].Certificate;
        if (chain.ChainElements.Count == 1 && last.Subject == last.Issuer)
            Say(
                "the certificate is signed by itself, not by an authority this machine trusts",
                "if it is yours, trust it with tls: { ca: file.pem } in the environment file, the certificate being the file"
            );
        else
            Say(
                $"the certificate comes from {Shown(last.Issuer)}, an authority this machine does not trust",
                "if the authority is yours, trust it with tls: { ca: file.pem } in the environment file"
                    + (
                        status.HasFlag(X509ChainStatusFlags.PartialChain)
                            ? "; if it is a public one, the server leaves out certificates between its own and its root"
                            : ""
                    )
            );
    }

    private void Say(string reason, string fix)
    {
        reasons.Add(reason);
        fixes.Add(fix);
    }

    private static string NamesOf(X509Certificate2 shown)
    {
        var names = shown.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(AllOf).ToList();
        if (names.Count == 0)
            return Shown(shown.Subject);
        var told = string.Join(", ", names.Take(MostNames).Select(Shown));
        return names.Count > MostNames ? $"{told} and {names.Count - MostNames} more" : told;
    }

    private static IEnumerable<string> AllOf(X509SubjectAlternativeNameExtension names) =>
        names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(a => a.ToString()));

    // Whoever sent it wrote it.
    private static string Shown(string name)
    {
        var plain = string.Concat(name.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        return plain.Length > LongestName ? plain[..LongestName] + "…" : plain;
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
