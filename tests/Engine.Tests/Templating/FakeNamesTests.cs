using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Templating.Functions;

namespace PingOneScenarios.Engine.Tests.Templating;

public sealed partial class FakeNamesTests
{
    [Fact]
    public void Every_name_makes_a_part_of_an_address_that_keeps_its_letters()
    {
        foreach (var name in FakeNames.Languages.SelectMany(l => l.Given.Concat(l.Family)))
        {
            Assert.Matches(AddressPart(), FakeNames.AddressPart(name));
            Assert.InRange(FakeNames.AddressPart(name).Length, name.Count(char.IsLetter), name.Length + 2);
        }
    }

    [Fact]
    public void Every_language_has_different_names_without_spaces_at_their_ends()
    {
        Assert.All(
            FakeNames.Languages,
            language =>
            {
                Assert.Equal(20, language.Given.Distinct().Count());
                Assert.Equal(20, language.Family.Distinct().Count());
                Assert.All(language.Given.Concat(language.Family), name => Assert.Equal(name.Trim(), name));
            }
        );
    }

    [Fact]
    public void A_seed_repeats_the_same_people_and_another_gives_others()
    {
        static string Drawn(string seed) =>
            new ExpressionBench() is var bench
                ? bench.Renderer(seed).Render(bench.Parse("<<fake.name>> <<fake.email>> <<fake.phone>>"), bench.Bag).Value.ToString()
                : "";
        Assert.Equal(Drawn("one"), Drawn("one"));
        Assert.NotEqual(Drawn("one"), Drawn("two"));
    }

    [Fact]
    public void Every_phone_number_is_out_of_a_range_for_fiction()
    {
        var bench = new ExpressionBench();
        var renderer = bench.Renderer();
        var template = bench.Parse("<<fake.phone>>");
        for (var i = 0; i < 500; i++)
            Assert.Matches(FictionalPhone(), renderer.Render(template, bench.Bag).Value.ToString());
    }

    [GeneratedRegex(@"^[a-z]+(\.[a-z]+)*$")]
    private static partial Regex AddressPart();

    [GeneratedRegex(@"^\+(1[2-9][0-9]{2}55501[0-9]{2}|442079460[0-9]{3}|441134960[0-9]{3}|447700900[0-9]{3})$")]
    private static partial Regex FictionalPhone();
}
