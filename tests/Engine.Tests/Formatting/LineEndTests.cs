using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Formatting;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Tests.Formatting;

/// <summary>What YAML takes for a line end is one, whatever the writer of a file took for it: formatting changes no value.</summary>
public sealed class LineEndTests
{
    private static readonly string[] Ends =
    [
        "\r\r\n",
        "\r\n",
        "\n",
        "\r",
        "\r\r",
        "\u2028",
        "\u2029",
        "\u0085",
        "\r\n\r",
        "\u0085\r\n",
        "\n\r",
    ];

    private static readonly string[] Values =
    [
        "a{0}      b",
        "|{0}      a{0}      b{0}",
        ">-{0}      a{0}{0}      b{0}",
        "\"a{0}      b\"",
        "'a{0}{0}      b'",
        "|+{0}      a{0}{0}",
        "a b # c{0}    ",
    ];

    public static TheoryData<string, string> Cases => [.. Ends.SelectMany(e => Values.Select(v => (e, v)))];

    [Theory, MemberData(nameof(Cases))]
    public async Task Formatting_leaves_every_value_as_YAML_reads_it(string end, string value)
    {
        foreach (var usual in new[] { "\n", "\r\n" })
        {
            using var pack = new Loading.TemporaryPack();
            var text =
                $"scenario: A{usual}steps:{usual}  - request: POST https://example.com/{usual}    text: {value.Replace("{0}", end, StringComparison.Ordinal)}{usual}    step: B{usual}";
            var path = pack.Write("a.yaml", text).PathOf("a.yaml");
            var file = NamedFile.Of(path);
            using var workspace = new Workspace();
            var result = await workspace.FormatAsync(file, write: true, TestContext.Current.CancellationToken);
            var written = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            if (result!.Diagnostics.Any(d => d.Severity == Severity.Error))
            {
                Assert.Equal(text, written);
                continue;
            }
            var (before, after) = (Document.Read(new SourceText("a", text), "a"), Document.Read(new SourceText("a", written), "a"));
            Assert.True(TreeCheck.AreSame(before.Root!, after.Root!, FormatLevel.Scenario), $"{text}\n---\n{written}");
        }
    }
}
