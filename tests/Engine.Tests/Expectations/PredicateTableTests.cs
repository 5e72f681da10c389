using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Expectations;

public sealed class PredicateTableTests
{
    public static TheoryData<string> Examples => [.. PredicateTable.Rows.Select(r => r.Example)];

    [Fact]
    public void The_predicates_are_those_of_the_language() =>
        Assert.Equal(
            "above absent any below between boolean containing each email empty length list map matching not null number one_of only "
                + "starting text timestamp unordered url uuid",
            string.Join(' ', PredicateTable.Rows.Select(r => r.Name["is.".Length..]).Order(StringComparer.Ordinal))
        );

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_makes_the_predicate_it_is_an_example_of(string example)
    {
        var predicate = Assert.IsType<PredicateValue>(Expecting.Evaluate(example), exactMatch: false);
        var row = PredicateTable.Rows.Single(r => r.Example == example);
        Assert.Equal(row.Name, predicate.Text.Split(' ')[0]);
        Assert.Equal(row.Parameters.Length > 0, predicate.Text.Contains(' ', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("is.uuid")]
    [InlineData("is.between 60 3600")]
    [InlineData("is.between (-1.5) 0")]
    [InlineData("is.each (is.uuid)")]
    [InlineData("is.one_of [\"A\",is.null,1.5]")]
    [InlineData("is.not (is.matching \"^a\\\\d\")")]
    [InlineData("is.only {\"a b\":is.unordered [true,null]}")]
    public void A_predicate_knows_how_it_is_written(string text) => Assert.Equal(text, ((PredicateValue)Expecting.Evaluate(text)).Text);

    [Theory]
    [InlineData(
        "is.matching \"(\"",
        "is.matching: the pattern is no regular expression: insufficient closing parentheses at position 1",
        "\"(\""
    )]
    [InlineData("is.between 5 4", "is.between: the lower end is above the higher one", "5")]
    [InlineData("is.length 1.5", "is.length: a whole number from 0 to 2147483647 is expected", "1.5")]
    [InlineData("is.only \"x\"", "is.only takes a map for \"members\", this is text", "\"x\"")]
    [InlineData("is.above \"5\"", "is.above takes a number for \"low\", this is text", "\"5\"")]
    public void A_wrong_literal_is_said_before_anything_runs(string expression, string what, string where)
    {
        var problems = new DiagnosticBag();
        var text = new LocatedText(expression, new SourceSpan(new SourceText("test.yaml", expression), 0, expression.Length), null, 0);
        Assert.Null(new TemplateParser(Expecting.Functions).ParseExpression(text, problems));
        var problem = Assert.Single(problems.All);
        Assert.Equal(what, problem.What);
        Assert.Equal(where, problem.Span.Text);
    }

    [Fact]
    public void A_wrong_argument_that_is_computed_is_said_where_it_is_written()
    {
        var problem = Assert.Throws<DiagnosticException>(() => Expecting.Evaluate("is.one_of []")).Diagnostic;
        Assert.Equal("is.one_of: the list is empty, nothing could pass", problem.What);
        Assert.Equal("[]", problem.Span.Text);
    }

    [Fact]
    public void The_predicate_of_null_is_only_found_under_its_own_name()
    {
        var problems = new DiagnosticBag();
        var text = new LocatedText("is.NULL", new SourceSpan(new SourceText("test.yaml", "is.NULL"), 0, 7), null, 0);
        Assert.Null(new TemplateParser(Expecting.Functions).ParseExpression(text, problems));
        Assert.Equal("there is no function \"is.NULL\"", Assert.Single(problems.All).What);
    }

    [Fact]
    public void More_than_a_thousand_items_are_not_compared_without_order()
    {
        var list = new ListValue([.. Enumerable.Repeat(Value.Null, 1001)]);
        var bag = VariableBag.Empty.With(new Variable("rows", list, LabelSet.None, "test"));
        var problem = Assert.Throws<DiagnosticException>(() => Expecting.Render("<<is.unordered rows>>", bag)).Diagnostic;
        Assert.Equal("is.unordered: at most 1000 items can be compared without order", problem.What);
    }

    [Fact]
    public void A_predicate_judges_on_its_own()
    {
        var predicate = (PredicateValue)Expecting.Evaluate("is.only {id: is.above 1}");
        Assert.True(predicate.Accepts(Expecting.Json("""{"id": 2}""")));
        Assert.False(predicate.Accepts(Expecting.Json("""{"id": 1}""")));
        Assert.False(predicate.Accepts(null));
    }

    [Theory]
    [InlineData("is.matching \"^(?=a)(a+)+$\"")]
    [InlineData("is.not (is.matching \"^(?=a)(a+)+$\")")]
    [InlineData("is.not (is.one_of [1, is.not (is.matching \"^(?=a)(a+)+$\")])")]
    public void What_takes_too_long_to_find_out_never_passes(string expression)
    {
        var mismatch = Assert.Single(Expecting.Match(expression, $"\"{new string('a', 60)}!\""));
        Assert.Contains(
            expression.StartsWith("is.not", StringComparison.Ordinal) ? "takes too long" : "longer than 250 ms",
            mismatch.Why,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_pattern_that_could_explode_is_matched_without_going_back() =>
        Assert.Single(Expecting.Match("is.matching \"^(a+)+$\"", $"\"{new string('a', 20_000)}!\""));
}
