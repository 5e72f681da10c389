using System.Buffers;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Whether a name can be a variable: letters, digits and underscores, and not taken by the language.</summary>
internal static class NameCheck
{
    /// <summary>Names the language itself puts in scope.</summary>
    public static readonly string[] Reserved = [.. ScopeTable.Rows.Select(r => r.Name), "true", "false", "null", "this", "empty"];

    /// <summary>Words of the template language with which no expression can name a variable; a test finds them.</summary>
    public static readonly string[] Keywords =
    [
        "break",
        "capture",
        "case",
        "continue",
        "do",
        "else",
        "end",
        "for",
        "func",
        "if",
        "import",
        "readonly",
        "ret",
        "tablerow",
        "when",
        "while",
        "with",
        "wrap",
    ];

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
    );

    public static void Check(string name, SourceSpan span, FileScope file)
    {
        // An expression in a key has been said by the reader of YAML.
        if (!name.Contains("<<", StringComparison.Ordinal) && Objection(name, file.Templates.Functions) is { } objection)
            file.Say(objection.Code, span, $"\"{name}\" {objection.What}", null, objection.Fix);
    }

    /// <summary>Why a name cannot be a variable, as it goes on behind the name; null when it can.</summary>
    public static (DiagnosticCode Code, string What, string Fix)? Objection(string name, FunctionTable functions)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || name.AsSpan().ContainsAnyExcept(NameLetters))
            return (
                DiagnosticCodes.InvalidValue,
                "is not a name a variable can have",
                "use the letters a to z, digits and underscores, not beginning with a digit"
            );
        if (Reserved.Contains(name, StringComparer.Ordinal))
            return (DiagnosticCodes.DuplicateName, "is a name of the language", "choose another name");
        if (Keywords.Contains(name, StringComparer.Ordinal))
            return (DiagnosticCodes.DuplicateName, "is a word of the template language, no expression could use it", "choose another name");
        return functions.IsGroup(name) || functions.TryFind(name, out _)
            ? (DiagnosticCodes.DuplicateName, "is the name of a function or a group of functions", "choose another name")
            : null;
    }
}
