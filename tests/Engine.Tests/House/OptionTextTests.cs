using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>Texts of the engine say what to grant; the options that do it are the command's, which adds them (Cli/Display/FlagWords).</summary>
public sealed partial class OptionTextTests
{
    private static readonly string Engine = RepositoryRoot.PathOf("engine", "Engine");

    private static readonly (string File, string Why)[] Others =
    [
        ("Authoring/StarterText.cs", "what p1s new writes, for whoever runs it with p1s"),
        ("Printing/PlanShapes.cs", "says of which command it is the output"),
        ("Reporting/Curl/", "the options are curl's"),
        ("Reporting/Json/ReportDocument.cs", "says of which command it is the output"),
    ];

    [Fact]
    public void No_text_of_the_engine_names_an_option_of_the_command()
    {
        var named =
            from path in Directory.EnumerateFiles(Engine, "*.cs", SearchOption.AllDirectories)
            let file = Path.GetRelativePath(Engine, path).Replace('\\', '/')
            where !Others.Any(other => file.StartsWith(other.File, StringComparison.Ordinal))
            from text in TextsIn(File.ReadAllText(path))
            where Option().IsMatch(text)
            select $"{file}: {text}";
        Assert.Empty(named);
    }

    [Fact]
    public void Every_exception_is_there_and_has_its_reason() =>
        Assert.All(Others, other => Assert.True(Path.Exists(Path.Combine(Engine, other.File)) && other.Why.Length > 0, other.File));

    private static IEnumerable<string> TextsIn(string source) =>
        CSharpSyntaxTree
            .ParseText(source, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken)
            .DescendantTokens()
            .Where(token =>
                token.IsKind(SyntaxKind.StringLiteralToken)
                || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken)
                || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
                || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
            )
            .Select(token => token.ValueText);

    [GeneratedRegex(@"(^|[^\w-])--[a-z]")]
    private static partial Regex Option();
}
