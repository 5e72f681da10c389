using System.Collections.Immutable;
using PingOneScenarios.Engine.Expectations.Predicates;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>Every predicate: the functions of the group <c>is</c>.</summary>
internal static class PredicateTable
{
    /// <summary>In the order in which they are explained.</summary>
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        Simple("any", "any value", "Passes for any value that is there, also null.", v => v is not null),
        Simple("absent", "nothing", "Passes only when the member is missing; null does not pass.", v => v is null),
        Simple("null", "null", "Passes for null.", v => v is NullValue),
        Simple("text", "text", "Passes for text, also empty.", v => v is TextValue),
        Simple("number", "a number", "Passes for a number.", v => v is NumberValue),
        Simple("boolean", "true or false", "Passes for true and false.", v => v is BooleanValue),
        Simple("list", "a list", "Passes for a list, also empty.", v => v is ListValue),
        Simple("map", "a map", "Passes for a map (a JSON object), also empty.", v => v is MapValue),
        Simple("empty", "an empty text, list or map", "Passes for a text, list or map with nothing in it; null does not pass.", IsEmpty),
        Simple("uuid", "a UUID", "Passes for a UUID as RFC 9562 writes it, in either case.", TextForms.IsUuid),
        Simple("url", "an http or https address", "Passes for an absolute address of http or https.", TextForms.IsUrl),
        Simple("email", "an email address", "Passes for an email address of the usual form, name@domain.tld.", TextForms.IsEmail),
        Simple(
            "timestamp",
            "an RFC 3339 timestamp",
            "Passes for a date and time as RFC 3339 writes it, such as 2025-01-31T12:00:00Z.",
            TextForms.IsTimestamp
        ),
        new(
            "is.matching",
            [new("pattern", ParameterKind.Text)],
            "Passes for text in which the regular expression finds something; ^ and $ bind it to the very ends.",
            "is.matching \"^JWT\"",
            a => new MatchingPredicate(NotEmpty(a, "matches"))
        ),
        new(
            "is.containing",
            [new("part", ParameterKind.Any)],
            "Passes for text that contains the text, and for a list with an item that matches.",
            "is.containing \"x\"",
            a => new ContainingPredicate(a[0] is TextValue { Text.Length: 0 } ? throw Empty("contains") : a[0]!)
        ),
        new(
            "is.starting",
            [new("beginning", ParameterKind.Text)],
            "Passes for text that starts with the text; case counts.",
            "is.starting \"https://\"",
            a => new StartingPredicate(NotEmpty(a, "starts with"))
        ),
        new(
            "is.between",
            [new("low", ParameterKind.Number), new("high", ParameterKind.Number)],
            "Passes for a number from low to high, both included.",
            "is.between 60 3600",
            a => RangePredicate.Between(a.Number(0), a.Number(1))
        ),
        new(
            "is.above",
            [new("low", ParameterKind.Number)],
            "Passes for a number greater than low.",
            "is.above 0",
            a => RangePredicate.Above(a.Number(0))
        ),
        new(
            "is.below",
            [new("high", ParameterKind.Number)],
            "Passes for a number less than high.",
            "is.below 5",
            a => RangePredicate.Below(a.Number(0))
        ),
        new(
            "is.one_of",
            [new("choices", ParameterKind.List)],
            "Passes for what matches at least one of the choices: values, structures or predicates.",
            "is.one_of [\"A\", \"B\"]",
            a => new OneOfPredicate(a.List(0))
        ),
        new(
            "is.length",
            [new("length", ParameterKind.Number)],
            "Passes for text of so many characters (code points), a list of so many items or a map of so many members.",
            "is.length 3",
            a => new LengthPredicate(a.Whole(0, 0, int.MaxValue))
        ),
        new(
            "is.each",
            [new("item", ParameterKind.Any)],
            "Passes for a list in which every item matches; an empty list passes.",
            "is.each (is.uuid)",
            a => new EachPredicate(a[0]!)
        ),
        new(
            "is.only",
            [new("members", ParameterKind.Map)],
            "Passes for a map that matches and has no further members; maps inside it may have some.",
            "is.only {id: is.uuid}",
            a => new OnlyPredicate(a.Map(0))
        ),
        new(
            "is.unordered",
            [new("items", ParameterKind.List)],
            "Passes for a list that has exactly these items in any order; at most 1,000.",
            "is.unordered [\"A\", \"B\"]",
            a => new UnorderedPredicate(a.List(0))
        ),
        new(
            "is.not",
            [new("refused", ParameterKind.Any)],
            "Passes for what is there and does not match; a missing member never passes.",
            "is.not (is.empty)",
            a => new NotPredicate(a[0]!)
        ),
    ];

    private static FunctionRow Simple(string name, string phrase, string meaning, Func<Value?, bool> passes)
    {
        var predicate = new SimplePredicate($"is.{name}", phrase, passes);
        return new FunctionRow(predicate.Name, [], meaning, predicate.Name, _ => predicate);
    }

    // What an earlier step gave may be empty, and the expectation would then hold for every answer.
    private static string NotEmpty(Arguments arguments, string does) =>
        arguments.Text(0) is { Length: > 0 } text ? text : throw Empty(does);

    private static FunctionException Empty(string does) => new($"the text is empty, every text {does} it", 0);

    private static bool IsEmpty(Value? value) =>
        value is TextValue { Text.Length: 0 } or ListValue { Items.Length: 0 } or MapValue { Members.Length: 0 };
}
