using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>What no key of any map may be: a merge key, an expression, or there twice.</summary>
internal static class YamlKeys
{
    public static void Check(ScalarNode key, DiagnosticBag problems)
    {
        var name = key.Text.Text;
        if (name == "<<" && key.IsPlain)
            problems.Add(
                DiagnosticCodes.YamlRefused,
                key.Span,
                "the merge key << is not supported",
                null,
                "write the entries out, or use defaults"
            );
        else if (key.IsPlain && name.Split(":<<") is [{ Length: > 0 } first, _] && !first.Contains("<<", StringComparison.Ordinal))
            problems.Add(
                DiagnosticCodes.LiteralOnly,
                key.Text.Part(first.Length, 1),
                "a space is missing behind this colon",
                "without it all of this is a key, and a key cannot hold an expression",
                $"write {first}: <<…>>"
            );
        else if (name.Contains("<<", StringComparison.Ordinal) || name.EndsWith(">>", StringComparison.Ordinal) && !IsRest(key))
            problems.Add(
                DiagnosticCodes.LiteralOnly,
                key.Span,
                "a key cannot hold an expression",
                "YAML splits an unquoted << … >> at a comma or a colon",
                key.IsPlain && IsCut(name)
                    ? QuotedLine.Fix(key.Text.Part(name.LastIndexOf("<<", StringComparison.Ordinal), 1))
                    : "write the key out; quote a value that holds ',' or ': ' inside << >>"
            );
    }

    // Of an expression that YAML split at a comma; that it has no end is said where it begins.
    private static bool IsRest(ScalarNode key)
    {
        var before = key.Span.Source.Line(key.Span.Line)[..(key.Span.Column - 1)];
        return key.IsPlain && IsCut(before);
    }

    private static bool IsCut(string text) =>
        text.LastIndexOf("<<", StringComparison.Ordinal) > text.LastIndexOf(">>", StringComparison.Ordinal);

    public static void SayTwice(ScalarNode key, ScalarNode first, DiagnosticBag problems) =>
        problems.Add(
            DiagnosticCodes.DuplicateKey,
            key.Span,
            $"the key \"{key.Text.Text}\" is there already",
            $"it stands in line {first.Span.Line}",
            "keep one of them"
        );
}
