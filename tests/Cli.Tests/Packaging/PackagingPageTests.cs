using System.Text.Json;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Packaging;

/// <summary>What is said of packages holds: versions, links, inputs, and whose code is inside.</summary>
public sealed partial class PackagingPageTests
{
    private static readonly string Page = Text("engine/packaging/README.md");

    private static readonly string Current = VersionElement().Match(Text("engine/Directory.Build.props")).Groups[1].Value;

    [Fact]
    public void The_version_is_one()
    {
        Assert.Equal(Current, YamlFile.Read("engine/packaging/action.yml")["inputs.version.default"]);
        Assert.All(VersionWritten().Matches(Page), m => Assert.Equal(Current, m.Value));
        Assert.Matches($@"(?m)^## \[{Regex.Escape(Current)}\] - [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$", Text("engine/CHANGELOG.md"));
    }

    [Fact]
    public void Changes_are_grouped_as_the_form_says()
    {
        var headings = Heading().Matches(Text("engine/CHANGELOG.md")).Select(m => m.Value).ToList();
        Assert.Equal("## [Unreleased]", headings[0]);
        Assert.All(
            headings,
            h => Assert.Matches(@"^(## \[(Unreleased|[0-9.]+\] - [0-9-]{10}$)|### (Added|Changed|Deprecated|Removed|Fixed|Security)$)", h)
        );
    }

    [Fact]
    public void The_page_has_every_input() =>
        Assert.Equal(
            YamlFile.Read("engine/packaging/action.yml").Keys("inputs").Order(),
            Row().Matches(Page).Select(m => m.Groups[1].Value).Order()
        );

    [Fact]
    public async Task Scenarios_of_the_page_are_there_and_valid()
    {
        var files = ScenarioPath().Matches(Page).Select(m => m.Value).Distinct().ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
            Assert.Equal(ExitCode.Passed, (await CommandRun.RunAsync("validate", file)).Code);
    }

    [Theory]
    [InlineData("engine/packaging/README.md")]
    [InlineData("engine/CHANGELOG.md")]
    [InlineData(".github/CONTRIBUTING.md")]
    [InlineData(".github/SECURITY.md")]
    public void Links_lead_somewhere(string page)
    {
        var links = Link().Matches(Text(page)).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(RepositoryRoot.PathOf(Path.GetDirectoryName(page)!, link)), link));
    }

    [Fact]
    public void Everything_that_contributing_names_is_there() =>
        Assert.All(
            Named().Matches(Text(".github/CONTRIBUTING.md")).Select(m => m.Groups[1].Value),
            name =>
                Assert.True(
                    Path.Exists(
                        RepositoryRoot.PathOf(
                            name.Replace("<group>", "json", StringComparison.Ordinal).Replace("<Group>", "Json", StringComparison.Ordinal)
                        )
                    ),
                    name
                )
        );

    [Fact]
    public void Whose_code_is_inside_is_said()
    {
        var copyright = Text("engine/packaging/debian/copyright");
        var said = FilesField().Matches(copyright).SelectMany(m => m.Groups[1].Value.Split(' ')).Where(name => name != "*").ToList();
        foreach (var project in (string[])["Cli", "Engine", "Emulator", "Journals"])
        {
            foreach (var package in Packages($"engine/{project}/packages.lock.json"))
                Assert.True(said.Any(name => Covers(name, package)), $"{package} is not in engine/packaging/debian/copyright");
        }
        var licence = Text("LICENSE").Split('\n')[4..].Where(line => line.Length > 0);
        Assert.All(licence, line => Assert.Contains($"\n {line}\n", copyright, StringComparison.Ordinal));
    }

    private static bool Covers(string name, string package) =>
        name.EndsWith('*') ? package.StartsWith(name[..^1], StringComparison.Ordinal) : package == name;

    // What compiles is not in what was compiled.
    private static IEnumerable<string> Packages(string file)
    {
        using var document = JsonDocument.Parse(Text(file));
        return
        [
            .. document
                .RootElement.GetProperty("dependencies")
                .EnumerateObject()
                .SelectMany(f => f.Value.EnumerateObject())
                .Where(p => p.Value.GetProperty("type").GetString() != "Project")
                .Select(p => p.Name)
                // It names other packages and holds nothing.
                .Where(name => name != "NETStandard.Library" && !name.StartsWith("runtime.", StringComparison.Ordinal)),
        ];
    }

    private static string Text(string path) => File.ReadAllText(RepositoryRoot.PathOf(path)).ReplaceLineEndings("\n");

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex VersionElement();

    [GeneratedRegex(@"(?<=v|_| )[0-9]+\.[0-9]+\.[0-9]+(?=[-/ \n,])")]
    private static partial Regex VersionWritten();

    [GeneratedRegex("^##+ .*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| `([a-z0-9-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"scenarios/[a-z/-]+\.yaml")]
    private static partial Regex ScenarioPath();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`((?:engine|tests|scenarios|schemas)/[^` ]+|\\.ci/[a-z]+)`")]
    private static partial Regex Named();

    [GeneratedRegex("^Files: (.*)$", RegexOptions.Multiline)]
    private static partial Regex FilesField();
}
