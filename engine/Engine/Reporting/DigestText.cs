using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>A body that was not kept, in a few words.</summary>
internal static class DigestText
{
    /// <summary><c>12.0 MB, sha256 9f86d0…, not kept</c>.</summary>
    public static string Of(BodyDigest digest) => $"{Said.Size(digest.Size)}, sha256 {digest.Sha256}, not kept";
}
