using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Expectations;

public sealed class MismatchTests
{
    [Fact]
    public void A_long_value_is_cut_and_says_how_long_it_was()
    {
        var mismatch = Assert.Single(Expecting.Match("1", $"\"{new string('x', 1232)}\""));
        Assert.Equal($"\"{new string('x', 199)}… (1,234 characters)", mismatch.Actual);
    }

    [Fact]
    public void A_value_of_200_characters_is_not_cut()
    {
        var mismatch = Assert.Single(Expecting.Match("1", $"\"{new string('x', 198)}\""));
        Assert.Equal($"\"{new string('x', 198)}\"", mismatch.Actual);
    }

    [Fact]
    public void A_cut_never_halves_a_surrogate_pair()
    {
        var mismatch = Assert.Single(Expecting.Match("1", $"\"{new string('x', 198)}🔑{new string('x', 10)}\""));
        Assert.Equal($"\"{new string('x', 198)}… (212 characters)", mismatch.Actual);
    }

    [Fact]
    public void The_first_difference_is_found_behind_the_cut()
    {
        var same = new string('x', 1233);
        var mismatch = Assert.Single(Expecting.Match($"\"{same}a\"", $"\"{same}b\""));
        Assert.Equal("they differ from character 1,234 on: expected …xxxxxxxxxxxxxxxxa, actual …xxxxxxxxxxxxxxxxb", mismatch.Why);
    }

    [Fact]
    public void At_most_a_hundred_mismatches_are_collected()
    {
        var actual = $"[{string.Join(',', Enumerable.Repeat("0", 500))}]";
        var mismatches = Expecting.Match("is.each 1", actual);
        Assert.Equal(100, mismatches.Length);
        Assert.Equal("$[99]", mismatches[^1].PathText);
    }

    [Fact]
    public void A_path_goes_deeper_than_the_first_steps_that_have_room()
    {
        var actual = string.Concat(Enumerable.Repeat("[{\"a\":", 12)) + "1" + string.Concat(Enumerable.Repeat("}]", 12));
        var expected = string.Concat(Enumerable.Repeat("[{a:", 12)) + "2" + string.Concat(Enumerable.Repeat("}]", 12));
        var mismatch = Assert.Single(Expecting.Match(expected, actual));
        Assert.Equal("$" + string.Concat(Enumerable.Repeat("[0].a", 12)), mismatch.PathText);
    }

    [Fact]
    public void A_member_of_a_view_is_asked_for_as_the_view_understands_it()
    {
        var expected = new MapValue([new("content-type", "text/html"), new("etag", "x")]);
        var mismatch = Assert.Single(StructureMatcher.Match(expected, expected, new FieldsIgnoringCase()));
        Assert.Equal("$.etag: expected \"x\", actual absent", mismatch.ToString());
    }

    [Fact]
    public void The_span_of_a_mismatch_is_the_deepest_node_that_was_written()
    {
        var source = new SourceText("test.yaml", "user: { name: Ada, tags: [a, <<is.each {id: is.uuid}>>] }");
        var ada = Part(source, "Ada");
        var each = Part(source, "<<is.each {id: is.uuid}>>");
        var list = new ListTemplate(SpanOf(source, "[a, <<is.each {id: is.uuid}>>]"), [Part(source, "a,", 1), each]);
        var user = new MapTemplate(SpanOf(source, "{ name"), [Member(ada, "name"), Member(list, "tags")]);
        var root = new MapTemplate(SpanOf(source, "user"), [Member(user, "user")]);

        Assert.Equal(root.Span, SpanFinder.Find(root, []));
        Assert.Equal(ada.Span, SpanFinder.Find(root, [PathStep.Member("user"), PathStep.Member("name")]));
        Assert.Equal(user.Span, SpanFinder.Find(root, [PathStep.Member("user"), PathStep.Member("further")]));
        Assert.Equal(list.Span, SpanFinder.Find(root, [PathStep.Member("user"), PathStep.Member("tags")]));
        Assert.Equal(
            each.Span,
            SpanFinder.Find(
                root,
                [PathStep.Member("user"), PathStep.Member("tags"), PathStep.Item(1), PathStep.Item(0), PathStep.Member("id")]
            )
        );
    }

    private static SourceSpan SpanOf(SourceText source, string part) =>
        new(source, source.Text.IndexOf(part, StringComparison.Ordinal), part.Length);

    private static TextTemplate Part(SourceText source, string part, int? length = null) =>
        Expecting.Template(source, source.Text.IndexOf(part, StringComparison.Ordinal), length ?? part.Length);

    private static MemberTemplate Member(ValueTemplate value, string name) => new(name, value);

    private sealed class FieldsIgnoringCase : ViewValue
    {
        public override string Kind => "the header fields";

        public override bool TryGetMember(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Value? value)
        {
            value = new TextValue("text/html");
            return name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);
        }
    }
}
