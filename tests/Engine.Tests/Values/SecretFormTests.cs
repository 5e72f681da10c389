using System.Text;
using PingOneScenarios.Engine.Tests.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Values;

/// <summary>The second net of trust rule 9, by every form a secret may take.</summary>
public sealed class SecretFormTests
{
    [Theory]
    [MemberData(nameof(Canaries.Data), MemberType = typeof(Canaries))]
    public void Rule_9_every_shape_is_hidden_whatever_is_around_it(string canary)
    {
        var mask = MaskOf(canary);
        string[] surroundings =
        [
            "{0}",
            "x {0} y",
            "a: '{0}'\nb: 1\n",
            "{{\"e\":\"{0}\"}}",
            "<p>\r\n  {0}\r\n</p>",
            "?a={0}&b=%41%zz&c=\\q&#x;",
        ];
        foreach (var (form, shape) in SecretShapes.Planted(canary))
        {
            foreach (var around in surroundings)
            {
                var text = string.Format(null, around, shape);
                Assert.Contains(form, SecretShapes.In(text, canary));
                var masked = mask.Apply(text);
                Assert.True(
                    SecretShapes.In(masked, canary).Count == 0 && masked.Contains("‹s›", StringComparison.Ordinal),
                    $"{form}: {text} ⇒ {masked}"
                );
            }
        }
    }

    // A tab of the secret beside the break is taken for indentation.
    [Theory]
    [MemberData(nameof(Canaries.Data), MemberType = typeof(Canaries))]
    public void Rule_9_a_secret_is_hidden_wherever_a_line_break_divides_it(string canary)
    {
        var mask = MaskOf(canary);
        string[] texts =
        [
            canary,
            Convert.ToBase64String(Encoding.UTF8.GetBytes(canary)),
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(canary)),
        ];
        foreach (
            var text in texts.SelectMany(t =>
                Enumerable.Range(1, t.Length - 1).Where(i => t[i] != '\t' && t[i - 1] != '\t').Select(i => (Text: t, At: i))
            )
        )
        {
            foreach (var fold in new[] { "\n", "\r\n", "\n      ", "\\\n  ", "\n\t" })
                Assert.StartsWith("a ‹s›", mask.Apply($"a {text.Text.Insert(text.At, fold)} b"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("'fake-sec…", "'‹s›…")]
    [InlineData("fake-secret-of-...", "‹s›...")]
    [InlineData("the fake-secret-of-man", "the ‹s›")]
    [InlineData("the fake-secret", "the ‹s›")]
    [InlineData("the fake-secret of", "the fake-secret of")]
    [InlineData("the FAKE-Secret-Of-Many-LETTERS is", "the ‹s› is")]
    [InlineData("\"fake-secret-of-many\" is", "\"‹s›\" is")]
    [InlineData("fake-sec is a beginning", "fake-sec is a beginning")]
    [InlineData("fake-se…", "fake-se…")]
    [InlineData("ZmFrZS1zZWNyZXQ…", "‹s›…")]
    public void Rule_9_a_cut_copy_is_hidden_where_the_cut_shows_or_most_of_it_is_there(string text, string masked) =>
        Assert.Equal(masked, MaskOf("fake-secret-of-many-letters").Apply(text));

    [Fact]
    public void Rule_9_a_short_secret_is_hidden_at_the_end_of_a_text_when_eight_letters_of_it_are_there()
    {
        var mask = MaskOf("user-0001-x");
        Assert.Equal("is ‹s›", mask.Apply("is user-0001"));
        Assert.Equal("is ‹s›", mask.Apply("is user-000"));
        Assert.Equal("is user-00", mask.Apply("is user-00"));
    }

    [Theory]
    [InlineData("one two\nthree")]
    [InlineData("one two\n  three")]
    [InlineData("one\n  two three")]
    [InlineData("one \n two three")]
    public void Rule_9_words_are_hidden_where_a_space_became_a_line_break(string text) =>
        Assert.Equal("x ‹s› y", MaskOf("one two three").Apply($"x {text} y"));

    [Fact]
    public void Rule_9_a_key_of_many_lines_is_hidden_however_it_is_wrapped()
    {
        var key =
            "-----BEGIN FAKE KEY-----\n"
            + string.Concat(Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), 64) + "\n"))
            + "-----END FAKE KEY-----\n";
        var mask = MaskOf(key);
        string[] written =
        [
            key,
            key.Replace("\n", "\r\n", StringComparison.Ordinal),
            key.Replace("\n", "\n    ", StringComparison.Ordinal),
            key.Replace("\n", "\\n", StringComparison.Ordinal),
            key.Replace("\n", "", StringComparison.Ordinal),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(key), Base64FormattingOptions.InsertLineBreaks),
        ];
        Assert.All(written, w => Assert.Matches("^x ‹s›(.{0,4}|\\s*) y$", mask.Apply($"x {w} y")));
    }

    [Fact]
    public void Rule_9_what_stands_around_a_secret_in_another_reading_stays() =>
        Assert.Equal("a\n  ‹s›\n  \\u00e9 ‹s› &amp;", MaskOf("fake/secret").Apply("a\n  fake\\/secret\n  \\u00e9 fake%2Fsecret &amp;"));

    [Fact]
    public void A_covered_text_is_as_long_as_it_was() =>
        Assert.Equal("a: ••••\n  ••••••• # b", MaskOf("fake-secret").Cover("a: fake\n  -secret # b"));

    private static SecretMask MaskOf(string secret)
    {
        var mask = new SecretMask();
        mask.Add("‹s›", secret);
        return mask;
    }
}
