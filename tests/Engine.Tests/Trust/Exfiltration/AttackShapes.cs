using System.Net;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Tests.Events;

namespace PingOneScenarios.Engine.Tests.Trust.Exfiltration;

/// <summary>The shapes in which a scenario could carry a secret away, beyond those in which one slips out by accident.</summary>
internal static class AttackShapes
{
    /// <summary>Letters of a piece that is taken for a part of the secret; the secret is chosen so that no such piece occurs by chance.</summary>
    private const int Piece = 4;

    public static IReadOnlyList<(string Form, string Shape)> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var reversed = new string([.. secret.Reverse()]);
        var percent = Uri.EscapeDataString(secret);
        return
        [
            .. SecretShapes.Of(secret),
            ("twice percent", Uri.EscapeDataString(percent)),
            ("upper case", secret.ToUpperInvariant()),
            ("lower case", secret.ToLowerInvariant()),
            ("lower case, percent", Uri.EscapeDataString(secret.ToLowerInvariant())),
            ("letters and digits only", string.Concat(secret.Where(char.IsAsciiLetterOrDigit))),
            ("reversed", reversed),
            ("reversed, percent", Uri.EscapeDataString(reversed)),
            ("base64 of reversed", Convert.ToBase64String(Encoding.UTF8.GetBytes(reversed)).TrimEnd('=')),
            ("hex", Convert.ToHexString(bytes)),
            ("hex, lower case", Convert.ToHexStringLower(bytes)),
            ("hex of reversed", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(reversed))),
            ("markup", WebUtility.HtmlEncode(secret)),
            ("letters as a list", string.Join("\",\"", secret.Select(c => c.ToString()))),
            ("SHA-256", Convert.ToHexStringLower(SHA256.HashData(bytes))),
            ("SHA-256, base64url", Convert.ToBase64String(SHA256.HashData(bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
            .. Enumerable.Range(0, secret.Length - Piece + 1).Select(i => ($"letters {i} on", secret.Substring(i, Piece))),
        ];
    }

    /// <summary>The first shape of a secret in what was received; null when there is none.</summary>
    public static string? FirstIn(string received, IReadOnlyList<(string Form, string Shape)> shapes) =>
        shapes.FirstOrDefault(s => received.Contains(s.Shape, StringComparison.Ordinal)).Form;
}
