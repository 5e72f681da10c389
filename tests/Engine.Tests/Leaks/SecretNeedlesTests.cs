using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Tests.Events;

namespace PingOneScenarios.Engine.Tests.Leaks;

/// <summary>What the self-test of trust rule 10 finds by itself, without the mask.</summary>
public sealed class SecretNeedlesTests
{
    [Theory]
    [MemberData(nameof(Canaries.Data), MemberType = typeof(Canaries))]
    public void Rule_10_all_shapes_but_the_cut_one_are_found(string canary)
    {
        var needles = new SecretNeedles([("‹other›", "fake-other-secret"), ("‹s›", canary)]);
        var planted = SecretShapes.Planted(canary).Where(s => s.Form != "cut off").ToList();
        Assert.Equal(23, planted.Count);
        foreach (var (form, text) in planted)
            Assert.True(needles.NamesIn($"some\ntext & 100% {text} and more\n".ToCharArray()) is ["‹s›"], $"{form}: {text}");
    }

    [Theory]
    [InlineData("nothing to hide")]
    [InlineData("‹password› is masked, so is ‹password+token›")]
    [InlineData("fake-tok is only a beginning, and fake-token- too")]
    [InlineData("passwort")]
    [InlineData("")]
    public void Rule_10_what_is_no_secret_raises_no_alarm(string text) =>
        Assert.Empty(
            new SecretNeedles([("‹password›", "password"), ("‹password+token›", "fake-token-1"), ("‹pin›", "hide")]).NamesIn(
                text.ToCharArray()
            )
        );

    [Fact]
    public void Rule_10_a_secret_called_what_it_is_is_found_beside_its_name() =>
        Assert.Equal(["‹password›"], new SecretNeedles([("‹password›", "password")]).NamesIn("‹password› password".ToCharArray()));

    [Fact]
    public void Rule_10_only_whole_names_are_taken_for_names() =>
        Assert.Equal(
            ["‹a›b›"],
            new SecretNeedles([("‹a›b›", "secret-1"), ("‹x›", "‹y›-secret-2")]).NamesIn(
                "‹ ‹‹x› ‹a› secret-1 ‹a›b› › ‹y› -secret-2 ‹".ToCharArray()
            )
        );

    [Theory]
    [InlineData("a=fake+secret+1&b")]
    [InlineData("a=fake%2520secret%25201")]
    [InlineData("a+b & c; fake&#0000000000000000000000000000032;secret&#32;1")]
    public void Rule_10_a_secret_with_spaces_is_found_in_forms_addresses_and_entities(string text) =>
        Assert.Equal(["‹s›"], new SecretNeedles([("‹s›", "fake secret 1")]).NamesIn(text.ToCharArray()));

    [Fact]
    public void Nothing_is_found_without_secrets() => Assert.Empty(new SecretNeedles([]).NamesIn("text".ToCharArray()));
}
