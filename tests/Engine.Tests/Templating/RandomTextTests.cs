using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;

namespace PingOneScenarios.Engine.Tests.Templating;

public sealed class RandomTextTests
{
    [Theory]
    [InlineData("aB3!xyzw", true)]
    [InlineData("aaB3!xyz", true)]
    [InlineData("aaaB3!xy", false)]
    [InlineData("ab3!xyzw", false)]
    [InlineData("AB3!XYZW", false)]
    [InlineData("aBc!xyzw", false)]
    [InlineData("aB3cxyzw", false)]
    [InlineData("aB3!aB3!", false)]
    [InlineData("aB3!aB3!x", true)]
    public void The_policy_asks_for_all_kinds_for_five_different_and_for_no_three_in_a_row(string password, bool meets) =>
        Assert.Equal(meets, RandomText.MeetsStandardPolicy(password));

    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    [InlineData(255)]
    public void Every_password_meets_the_policy(int length)
    {
        var random = RandomSource.Seeded("passwords");
        for (var i = 0; i < 200; i++)
        {
            var password = RandomText.DrawPassword(random, length);
            Assert.Equal(length, password.Length);
            Assert.True(RandomText.MeetsStandardPolicy(password), password);
        }
    }

    [Fact]
    public void Every_letter_of_an_alphabet_is_drawn_about_equally_often()
    {
        var drawn = RandomText.Draw(RandomSource.Seeded("letters"), 10_000, "abcdefghij");
        Assert.All("abcdefghij", letter => Assert.InRange(drawn.Count(c => c == letter), 850, 1150));
    }

    [Fact]
    public void Two_seeds_give_two_texts_and_one_seed_gives_the_same()
    {
        static string Draw(string seed) => RandomText.Draw(RandomSource.Seeded(seed), 40, RandomText.Lower);
        Assert.Equal(Draw("one"), Draw("one"));
        Assert.NotEqual(Draw("one"), Draw("two"));
    }
}
