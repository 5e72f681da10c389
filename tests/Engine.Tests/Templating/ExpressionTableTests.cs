namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>
/// The tables of expressions: <c>expression ⇒ JSON</c> or <c>expression ⇒ error at COLUMN: message</c>. A line with <c>&lt;&lt;</c> is a whole
/// template. The variables are those of functions-variables.json.
/// </summary>
public sealed class ExpressionTableTests
{
    private static readonly string Variables = File.ReadAllText(RepositoryRoot.PathOf("tests", "cases", "functions-variables.json"));

    private static readonly string[] Files =
    [
        "expressions.txt",
        "functions-encoding.txt",
        "functions-fake.txt",
        "functions-hex.txt",
        "functions-html.txt",
        "functions-json.txt",
        "functions-jwk.txt",
        "functions-jwt.txt",
        "functions-list.txt",
        "functions-map.txt",
        "functions-math.txt",
        "functions-oidc.txt",
        "functions-random.txt",
        "functions-regex.txt",
        "functions-text.txt",
        "functions-time.txt",
        "functions-totp.txt",
        "functions-url.txt",
        "functions-xml.txt",
    ];

    public static IEnumerable<TheoryDataRow<int, string[]>> Cases() => Files.SelectMany(file => CaseTable.Read(file));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_line_of_the_tables_holds(int line, string[] parts)
    {
        Assert.True(parts.Length == 2, $"line {line} has {parts.Length} parts");
        Assert.Equal(parts[1], new ExpressionBench().WithAll(Variables).Outcome(parts[0]));
    }
}
