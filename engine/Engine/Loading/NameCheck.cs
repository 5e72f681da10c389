using System.Buffers;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Whether a name can be a variable: letters, digits and underscores, and not taken by the language.</summary>
internal static class NameCheck
{
    /// <summary>Names the language itself puts in scope.</summary>
    public static readonly string[] Reserved =
    [
        "run",
        "environment",
        "response",
        "outputs",
        "item",
        "index",
        "true",
        "false",
        "null",
        "this",
        "empty",
    ];

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
    );

    public static void Check(string name, SourceSpan span, FileScope file)
    {
        // An expression in a key has been said by the reader of YAML.
        if (name.Contains("<<", StringComparison.Ordinal))
            return;
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || name.AsSpan().ContainsAnyExcept(NameLetters))
            Say(
                DiagnosticCodes.InvalidValue,
                "is not a name a variable can have",
                "use the letters a to z, digits and underscores, not beginning with a digit"
            );
        else if (Reserved.Contains(name, StringComparer.Ordinal))
            Say(DiagnosticCodes.DuplicateName, "is a name of the language", "choose another name");
        else if (file.Templates.Functions.IsGroup(name) || file.Templates.Functions.TryFind(name, out _))
            Say(DiagnosticCodes.DuplicateName, "is the name of a function or a group of functions", "choose another name");

        void Say(DiagnosticCode code, string what, string fix) => file.Say(code, span, $"\"{name}\" {what}", null, fix);
    }
}
