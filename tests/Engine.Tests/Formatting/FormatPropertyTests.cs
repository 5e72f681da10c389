using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Formatting;

/// <summary>Formatting twice changes nothing, and nothing is lost: on every file there is, reshuffled, commented and damaged.</summary>
public sealed class FormatPropertyTests
{
    private const int Seed = 20240229;
    private const int ReshufflesOfEachFile = 50;
    private const int MutantsOfEachFile = 300;

    public static IEnumerable<TheoryDataRow<string>> Shipped => MutationTests.Files;

    public static IEnumerable<TheoryDataRow<string>> Cases =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf("tests", "cases", "wrong"))
            .Select(f => Path.GetFileName(f)!)
            .Order(StringComparer.Ordinal)
            .Select(f => new TheoryDataRow<string>(f));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_files_are_formatted_already(string file)
    {
        if (TextOf(file) is { } text)
            Assert.Equal(text, Formats.Text(text));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_that_is_YAML_is_formatted_or_refused(string file)
    {
        foreach (var text in CaseFiles.Read(file, "scenario.yaml").SelectMany(c => c.Files).Select(f => f.Text))
            Formats.Checked(text.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Keys_in_any_order_come_back_to_the_shipped_file(string file)
    {
        if (TextOf(file) is not { } whole)
            return;
        // The keys are reshuffled without their comments, which would be left behind.
        var text = WithoutComments(whole);
        var random = new Random(Seed);
        for (var i = 0; i < ReshufflesOfEachFile; i++)
        {
            var shuffled = new Reshuffle(random).Keys(text);
            Assert.Equal(WithoutEmptyLines(text), WithoutEmptyLines(Formats.Text(shuffled)));
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Comments_anywhere_are_kept_and_what_is_not_a_comment_stays_the_same(string file)
    {
        if (TextOf(file) is not { } text)
            return;
        var random = new Random(Seed);
        for (var i = 0; i < ReshufflesOfEachFile; i++)
        {
            var reshuffle = new Reshuffle(random);
            var commented = reshuffle.Comments(reshuffle.Keys(text), share: random.Next(60));
            Formats.Text(commented);
            // Once more behind the first: comments now stand in other places.
            Formats.Text(reshuffle.Comments(Formats.Text(commented), share: random.Next(60)));
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_damaged_file_is_formatted_or_refused(string file)
    {
        var text = File.ReadAllText(RepositoryRoot.PathOf(file.Split('/')));
        var random = new Random(Seed);
        for (var i = 0; i < MutantsOfEachFile; i++)
            Formats.Checked(MutationTests.Mutate(text, random));
    }

    [Fact]
    public void Reshuffled_and_damaged_cases_are_formatted_or_refused()
    {
        var random = new Random(Seed);
        foreach (var written in FormatCase.All.SelectMany(c => new[] { c.Written, c.Formatted }).Distinct())
        {
            for (var i = 0; i < ReshufflesOfEachFile; i++)
            {
                Formats.Checked(new Reshuffle(random).Comments(written, share: random.Next(60)));
                Formats.Checked(MutationTests.Mutate(written, random));
            }
        }
    }

    private static string WithoutComments(string text) =>
        string.Join('\n', text.Split('\n').Where((line, number) => number == 0 || !line.TrimStart().StartsWith('#')));

    private static string WithoutEmptyLines(string text) => text.Replace("\n\n", "\n", StringComparison.Ordinal);

    // What is neither a scenario nor an environment file is not formatted.
    private static string? TextOf(string file) =>
        Path.GetFileName(file) == "pack.yaml" ? null : File.ReadAllText(RepositoryRoot.PathOf(file.Split('/')));
}
