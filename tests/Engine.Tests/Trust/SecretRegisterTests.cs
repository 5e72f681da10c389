using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Trust;

public sealed class SecretRegisterTests
{
    private static readonly Origin Home = Origin.TryParse("https://home.example", out var origin, out _) ? origin : default!;

    [Fact]
    public void A_secret_without_a_list_of_its_own_may_go_where_the_operators_addresses_are()
    {
        var register = new SecretRegister([Home]);
        var labels = register.Label("token", "fake-token-of-a-test");
        Assert.Equal([Home], register.Destinations.Of(labels.Labels.Single())!.Value);
        Assert.Equal("x ‹token› y", register.Mask.Apply("x fake-token-of-a-test y"));
        Assert.Equal(labels.Shown, register.LabelsIn(new TextValue("echo: fake-token-of-a-test")).Shown);
    }

    [Fact]
    public void A_secret_found_in_an_answer_goes_no_further_than_what_it_was_asked_for_with()
    {
        var register = new SecretRegister([Home]);
        var asked = register.Label("asked", "fake-asked-for-with", []);
        var found = register.LabelFound("found", "fake-found-in-answer", asked);
        Assert.Empty(register.Destinations.Of(found.Labels.Single())!.Value);
    }

    [Fact]
    public void A_short_secret_is_not_searched_for_but_hidden_where_it_is_the_whole_value()
    {
        var register = new SecretRegister([]);
        register.Label("pin", "1234567");
        Assert.Equal("‹pin›", register.ShownFor("1234567"));
        Assert.Equal("a 1234567", register.ShownFor("a 1234567"));
        Assert.Equal("a 1234567", register.Mask.Apply("a 1234567"));
        Assert.Equal("‹pin›", register.ShortIn("a 1234567"));
    }

    [Fact]
    public async Task Several_threads_may_learn_and_ask_at_once()
    {
        var register = new SecretRegister([Home]);
        await Parallel.ForAsync(
            0,
            500,
            (i, _) =>
            {
                var text = $"fake-secret-{i:0000}-of-threads";
                var labels = register.Label($"s{i}", text);
                Assert.Equal(labels.Shown, register.LabelsIn(new TextValue(text)).Shown);
                Assert.NotEmpty(register.Held());
                return ValueTask.CompletedTask;
            }
        );
        Assert.Equal(500, register.Held().Select(h => h.Secret).Distinct(StringComparer.Ordinal).Count());
    }
}
