using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Values;

public sealed class SecretMaskTests
{
    private const string Secret = "fake/secret+with \"ödd\" signs?";

    public static TheoryData<string> Forms =>
        [
            Secret,
            Uri.EscapeDataString(Secret),
            LowerHex(Uri.EscapeDataString(Secret)),
            Uri.EscapeDataString(Secret).Replace("%20", "+", StringComparison.Ordinal),
            ValueJson.WriteJson(Secret)[1..^1],
            System.Text.Json.JsonSerializer.Serialize(Secret)[1..^1],
            ValueJson.WriteJson(Secret)[1..^1].Replace("/", "\\/", StringComparison.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_hidden_in_each_encoded_form(string form) => Assert.Equal("x ‹s› y", Mask().Apply($"x {form} y"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_secret_is_hidden_inside_base64_wherever_it_begins(int lead)
    {
        var bytes = Encoding.UTF8.GetBytes(new string('u', lead) + Secret + ":rest");
        var standard = Mask().Apply(Convert.ToBase64String(bytes));
        var url = Mask().Apply(System.Buffers.Text.Base64Url.EncodeToString(bytes));
        Assert.Contains("‹s›", standard, StringComparison.Ordinal);
        Assert.Contains("‹s›", url, StringComparison.Ordinal);
        Assert.True(standard.Length < 24, $"left over: {standard}");
    }

    [Fact]
    public void A_secret_at_the_end_of_base64_is_hidden()
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + Secret));
        Assert.True(Mask().Apply(encoded).Length < 16);
    }

    [Fact]
    public void Secrets_under_eight_characters_are_not_searched_for()
    {
        var mask = new SecretMask();
        mask.Add("‹pin›", "1234567");
        Assert.Equal("1234567", mask.Apply("1234567"));
    }

    [Fact]
    public void The_longest_secret_wins_where_one_is_a_part_of_the_other()
    {
        var mask = new SecretMask();
        mask.Add("‹short›", "fake-secret");
        mask.Add("‹long›", "fake-secret-and-more");
        Assert.Equal("‹long› ‹short›", mask.Apply("fake-secret-and-more fake-secret"));
    }

    [Fact]
    public void Every_occurrence_is_hidden() => Assert.Equal("‹s›‹s›,‹s›", Mask().Apply($"{Secret}{Secret},{Secret}"));

    [Fact]
    public void Text_without_a_secret_comes_back_as_it_is()
    {
        const string Text = "nothing to hide";
        Assert.Same(Text, Mask().Apply(Text));
        Assert.Same(Text, new SecretMask().Apply(Text));
    }

    [Fact]
    public void The_last_name_of_a_secret_is_shown_but_a_makeshift_one_only_for_want_of_another()
    {
        var mask = Mask();
        mask.AddIfUnknown(LabelSet.Of(new SecretLabel("makeshift")), Secret);
        Assert.Equal("‹s›", mask.Apply(Secret));
        mask.Add("‹again›", Secret);
        Assert.Equal("‹again›", mask.Apply(Secret));
    }

    [Fact]
    public void A_makeshift_name_hides_what_has_no_other()
    {
        var mask = new SecretMask();
        mask.AddIfUnknown(LabelSet.Of(new SecretLabel("makeshift")), Secret);
        Assert.Equal("‹makeshift›", mask.Apply(Secret));
    }

    [Fact]
    public void A_secret_learned_later_is_hidden_too()
    {
        var mask = Mask();
        mask.Apply("build the net");
        mask.Add("‹t›", "fake-token-1");
        Assert.Equal("‹t› ‹s›", mask.Apply($"fake-token-1 {Secret}"));
    }

    [Fact]
    public void Every_form_is_long_enough_to_be_searched_for()
    {
        Assert.All(SecretForms.All, write => Assert.True(write("fake-abc").Length >= SecretMask.ShortestSecret, write("fake-abc")));
    }

    private static SecretMask Mask()
    {
        var mask = new SecretMask();
        mask.Add("‹s›", Secret);
        return mask;
    }

    private static string LowerHex(string percent) =>
        System.Text.RegularExpressions.Regex.Replace(percent, "%..", m => m.Value.ToLowerInvariant());
}
