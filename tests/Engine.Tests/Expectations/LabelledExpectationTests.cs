using System.Collections.Immutable;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Expectations;

/// <summary>What a mismatch shows where a secret was expected: names, never values.</summary>
public sealed class LabelledExpectationTests
{
    private const string Secret = "obviously-fake-secret";

    private static readonly VariableBag Bag = VariableBag
        .Empty.With(Labelled("password", Secret))
        .With(Labelled("pin", "42"))
        .With(Labelled("account", Expecting.Json($$"""{"user": "ada", "deep": {"password": "{{Secret}}"} }""")));

    [Theory]
    [InlineData("<<password>>", "\"other\"", "$: expected ‹password›, actual \"other\"")]
    [InlineData("<<password>>", "42", "$: expected ‹password›, actual 42 (text is expected, this is a number)")]
    [InlineData("<<pin>>", "42", "$: expected ‹pin›, actual 42 (text is expected, this is a number)")]
    [InlineData("<<password>>", "\"OBVIOUSLY-FAKE-SECRET\"", "$: expected ‹password›, actual \"OBVIOUSLY-FAKE-SECRET\"")]
    [InlineData("Bearer <<password>>", "\"x\"", "$: expected \"Bearer ‹password›\", actual \"x\"")]
    [InlineData("<<password>><<pin>>", "\"x\"", "$: expected \"‹password›‹pin›\", actual \"x\"")]
    [InlineData("<<password + pin>>", "\"x\"", "$: expected \"‹password›‹pin›\", actual \"x\"")]
    [InlineData("<<is.containing password>>", "\"x\"", "$: expected is.containing ‹password›, actual \"x\"")]
    [InlineData("<<is.one_of [password, \"y\"]>>", "\"x\"", "$: expected is.one_of ‹password›, actual \"x\"")]
    [InlineData("<<is.each {p: is.starting password}>>", "[{\"p\": \"x\"}]", "$: expected is.each ‹password›, actual \"x\"")]
    [InlineData("<<account>>", "[]", "$: expected ‹account›, actual []")]
    [InlineData("<<account>>", "{\"user\": \"ada\", \"deep\": {\"passwort\": 1}}", "$: expected ‹account›, actual absent")]
    [InlineData("<<[password, 1]>>", "[2, 1]", "$[0]: expected ‹password›, actual 2 (text is expected, this is a number)")]
    public void A_labelled_value_is_shown_by_its_name(string expected, string actual, string mismatch)
    {
        var (plain, shown) = Expecting.Render(expected, Bag);
        Assert.Equal(mismatch, Assert.Single(StructureMatcher.Match(plain.Value, shown, Expecting.Json(actual))).ToString());
    }

    [Theory]
    [InlineData("<<password>>", $"\"{Secret}\"")]
    [InlineData("<<is.not (is.containing pin)>>", $"\"{Secret}\"")]
    [InlineData("<<account>>", $$"""{"deep": {"password": "{{Secret}}"}, "user": "ada", "further": 1}""")]
    public void A_labelled_value_is_compared_as_it_is(string expected, string actual)
    {
        var (plain, shown) = Expecting.Render(expected, Bag);
        Assert.Empty(StructureMatcher.Match(plain.Value, shown, Expecting.Json(actual)));
    }

    [Fact]
    public void Of_a_tree_only_the_labelled_leaves_are_hidden()
    {
        var tree = new MapTemplate(
            Expecting.Template("x").Span,
            [Member("open", "visible"), Member("closed", "<<password>>"), Member("id", "<<is.uuid>>")]
        );
        var plain = Expecting.Renderer().Render(tree, Bag);
        var shown = plain.Shown;
        Assert.Equal(
            [
                "$.open: expected \"visible\", actual 1 (text is expected, this is a number)",
                "$.closed: expected ‹password›, actual 2 (text is expected, this is a number)",
                "$.id: expected a UUID (is.uuid), actual 3",
            ],
            Texts(StructureMatcher.Match(plain.Value, shown, Expecting.Json("""{"open": 1, "closed": 2, "id": 3}""")))
        );
        Assert.Equal(
            ["$: expected {\"open\":\"visible\",\"closed\":\"‹password›\",\"id\":is.uuid}, actual absent"],
            Texts(StructureMatcher.Match(plain.Value, shown, null))
        );
    }

    [Fact]
    public void A_known_secret_in_the_actual_value_is_masked_before_the_text_is_cut()
    {
        var mask = new SecretMask();
        mask.Add("‹password›", Secret);
        var actual = $"\"{new string('x', 190)}{Secret}\"";
        var mismatch = Assert.Single(StructureMatcher.Match(Value.Null, Value.Null, Expecting.Json(actual), mask));
        Assert.Equal($"\"{new string('x', 190)}‹password… (202 characters)", mismatch.Actual);
    }

    [Fact]
    public void Texts_that_differ_only_in_a_known_secret_do_not_show_where()
    {
        var mask = new SecretMask();
        mask.Add("‹key›", Secret);
        mask.Add("‹key›", "another-fake-secret");
        Value expected = $"the key is {Secret}";
        var mismatch = Assert.Single(StructureMatcher.Match(expected, expected, "the key is another-fake-secret", mask));
        Assert.Equal("$: expected \"the key is ‹key›\", actual \"the key is ‹key›\" (they differ inside a secret)", mismatch.ToString());
    }

    private static Variable Labelled(string name, Value value) => new(name, value, LabelSet.Of(new SecretLabel(name)), "test");

    private static MemberTemplate Member(string name, string value)
    {
        var template = Expecting.Template(value);
        return new MemberTemplate(name, template);
    }

    private static IEnumerable<string> Texts(ImmutableArray<Mismatch> mismatches) => mismatches.Select(m => m.ToString());
}
