using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The style sheet and the script of the page, and the policy that lets nothing run or load but these two.</summary>
internal static class PageAssets
{
    private static readonly Lazy<string> ReadStyle = new(() => Read("report.css") + Read("failures.css"));
    private static readonly Lazy<string> ReadScript = new(() => Read("report.js"));

    private static readonly Lazy<string> ReadLoadStyle = new(() => Read("load.css"));

    public static string Script => ReadScript.Value;

    /// <param name="ofLoad">Whether the page shows a load.</param>
    public static string Style(bool ofLoad) => ofLoad ? ReadStyle.Value + ReadLoadStyle.Value : ReadStyle.Value;

    /// <summary>The value of <c>Content-Security-Policy</c>.</summary>
    /// <inheritdoc cref="Style"/>
    public static string Policy(bool ofLoad) =>
        $"default-src 'none'; style-src '{Hash(Style(ofLoad))}'; script-src '{Hash(Script)}'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // A checkout may have turned line ends into CR LF; a browser turns them back before it computes the hash.
    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[1 + stream.Length];
        bytes[0] = (byte)'\n';
        stream.ReadExactly(bytes.AsSpan(1));
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
    }
}
