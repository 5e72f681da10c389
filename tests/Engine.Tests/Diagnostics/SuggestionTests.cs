using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Tests.Diagnostics;

public sealed class SuggestionTests
{
    private static readonly string[] Known = ["envID", "apiPath", "authPath", "populationID", "accessToken", "id"];

    [Theory]
    [InlineData("envId", "envID")]
    [InlineData("ENVID", "envID")]
    [InlineData("apiPth", "apiPath")]
    [InlineData("apiPtah", "apiPath")]
    [InlineData("autPath", "authPath")]
    [InlineData("populationsID", "populationID")]
    [InlineData("access_token", "accessToken")]
    [InlineData("somethingElse", null)]
    [InlineData("aVeryLongNameThatResemblesNothingAtAll", null)]
    public void The_nearest_name_is_suggested_when_one_is_near(string written, string? expected) =>
        Assert.Equal(expected, Suggestion.For(written, Known));

    [Fact]
    public void Without_a_near_name_the_sentence_says_what_is_allowed()
    {
        Assert.Equal("did you mean \"envID\"?", Suggestion.Sentence("envid", Known, "no").Sentence);
        Assert.Equal("one of a, b", Suggestion.Sentence("zzzzzz", ["a", "b"], "one of a, b").Sentence);
    }

    [Fact]
    public void Nothing_is_known_so_nothing_is_suggested() => Assert.Null(Suggestion.For("a", []));
}
