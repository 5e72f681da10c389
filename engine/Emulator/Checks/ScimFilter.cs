using System.Text.RegularExpressions;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The part of a SCIM filter (RFC 7644 section 3.4.2.2) the emulator knows: one attribute, <c>eq</c> or <c>sw</c>, one text. Case does not count.</summary>
internal sealed partial record ScimFilter(string Attribute, bool IsPrefix, string Value)
{
    /// <summary>Null when it is anything else.</summary>
    public static ScimFilter? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            return null;
        var value = match.Groups[3].Value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
        return new ScimFilter(match.Groups[1].Value, match.Groups[2].Value == "sw", value);
    }

    public bool Holds(string attribute) =>
        IsPrefix
            ? attribute.StartsWith(Value, StringComparison.OrdinalIgnoreCase)
            : attribute.Equals(Value, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*([A-Za-z.]+)\s+(eq|sw)\s+""((?:[^""\\]|\\.)*)""\s*\z")]
    private static partial Regex Pattern();
}
