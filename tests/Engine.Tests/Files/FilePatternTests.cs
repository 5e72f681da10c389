using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Files;

/// <summary>Which files a pattern stands for.</summary>
public sealed class FilePatternTests : IDisposable
{
    private readonly TemporaryPack pack = new();

    public FilePatternTests()
    {
        foreach (
            var file in (string[])
                [
                    "a.yaml",
                    "b.yml",
                    "c.txt",
                    ".hidden.yaml",
                    "users/login.yaml",
                    "users/logout.yaml",
                    "users/old/login.yaml",
                    "apps/x1.yaml",
                    "apps/x2.yaml",
                    "apps/xä.yaml",
                    ".git/z.yaml",
                    "real[1].yaml",
                ]
        )
            pack.Write(file, "scenario: S\n");
    }

    public void Dispose() => pack.Dispose();

    [Theory]
    [InlineData("*.yaml", "a.yaml real[1].yaml")]
    [InlineData(
        "*",
        "a.yaml apps/x1.yaml apps/x2.yaml apps/xä.yaml b.yml real[1].yaml users/login.yaml users/logout.yaml users/old/login.yaml"
    )]
    [InlineData(
        "**",
        "a.yaml apps/x1.yaml apps/x2.yaml apps/xä.yaml b.yml real[1].yaml users/login.yaml users/logout.yaml users/old/login.yaml"
    )]
    [InlineData("**/login.yaml", "users/login.yaml users/old/login.yaml")]
    [InlineData("**/**/login.yaml", "users/login.yaml users/old/login.yaml")]
    [InlineData("users/**/*.yaml", "users/login.yaml users/logout.yaml users/old/login.yaml")]
    [InlineData("*/*.yaml", "apps/x1.yaml apps/x2.yaml apps/xä.yaml users/login.yaml users/logout.yaml")]
    [InlineData("apps/x?.yaml", "apps/x1.yaml apps/x2.yaml apps/xä.yaml")]
    [InlineData("apps/x[0-9].yaml", "apps/x1.yaml apps/x2.yaml")]
    [InlineData("apps/x[!0-9].yaml", "apps/xä.yaml")]
    [InlineData("apps/x[^12].yaml", "apps/xä.yaml")]
    [InlineData("apps/x[2ä].yaml", "apps/x2.yaml apps/xä.yaml")]
    [InlineData("{users,apps}/*.yaml", "users/login.yaml users/logout.yaml apps/x1.yaml apps/x2.yaml apps/xä.yaml")]
    [InlineData("*.{yaml,yml}", "a.yaml real[1].yaml b.yml")]
    [InlineData("{a,{b,no}}.{yml,yaml}", "a.yml a.yaml b.yml b.yaml no.yml no.yaml")]
    [InlineData("apps/x{1,3}*.yaml", "apps/x1.yaml")]
    [InlineData("real[1].yaml", "real[1].yaml")]
    [InlineData("real[[]1].yaml", "real[[]1].yaml:real[1].yaml")]
    [InlineData(".h*.yaml", "")]
    [InlineData(".g*/*.yaml", ".git/z.yaml")]
    [InlineData("*.txt", "")]
    [InlineData("user/*", "")]
    [InlineData("a[.yaml", "")]
    public void A_pattern_stands_for_these(string pattern, string expected)
    {
        var found = Workspace.Find(pack.PathOf(pattern), TemporaryPack.CommandLine);
        var files = found.Files.Select(f => Path.GetRelativePath(pack.Folder, f.Path).Replace('\\', '/'));
        Assert.Equal(expected.Split(':')[^1], string.Join(' ', files));
        Assert.Equal(expected.Length == 0 ? ["PS1023"] : [], found.Diagnostics.Select(d => d.Code.Id));
    }

    [Theory]
    [InlineData("a{1..3}", "a{1..3}")]
    [InlineData("{a}", "{a}")]
    [InlineData("{a,b", "{a,b")]
    [InlineData("a}{b,c}", "a}b a}c")]
    [InlineData("{a}{b,c}", "{a}b {a}c")]
    [InlineData("{,x}y", "y xy")]
    [InlineData("{a,b}{c,d}", "ac ad bc bd")]
    public void Braces_stand_for_each_of_their_parts(string pattern, string expected) =>
        Assert.Equal(expected.Split(' '), FilePattern.Alternatives(pattern));

    [Fact]
    public void Too_many_alternatives_are_an_error()
    {
        var found = Workspace.Find(string.Concat(Enumerable.Repeat("{a,b}", 40)) + ".yaml", TemporaryPack.CommandLine);
        Assert.Contains("too many", Assert.Single(found.Diagnostics).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*b", false)]
    [InlineData("*", true)]
    [InlineData("[]a]*", true)]
    [InlineData("[!]]*", true)]
    [InlineData("[z-a]*", false)]
    public void A_star_takes_no_longer_for_being_one_of_many(string pattern, bool matches) =>
        Assert.Equal(matches, NamePattern.Read(pattern).Matches(new string('a', 200_000 / 100)));

    [Fact]
    public void A_link_that_leads_out_is_refused_and_one_that_leads_back_is_searched_once()
    {
        using var outside = new TemporaryPack();
        outside.Write("secret.yaml", "scenario: S\n");
        Directory.CreateSymbolicLink(pack.PathOf("users/back"), pack.PathOf("users"));
        Directory.CreateSymbolicLink(pack.PathOf("apps/out"), outside.Folder);
        var back = Workspace.Find(pack.PathOf("users/**/login.yaml"), TemporaryPack.CommandLine);
        Assert.Equal(2, back.Files.Length);
        Assert.Empty(back.Diagnostics);
        var outward = Workspace.Find(pack.PathOf("apps/*/*.yaml"), TemporaryPack.CommandLine);
        Assert.Empty(outward.Files);
        Assert.Equal(["PS1002"], outward.Diagnostics.Select(d => d.Code.Id));
    }
}
