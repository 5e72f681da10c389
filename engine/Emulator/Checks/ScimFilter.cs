using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A SCIM filter (RFC 7644 section 3.4.2.2), taken apart.</summary>
internal abstract record ScimFilter
{
    /// <summary>All operators that compare; the names of operators and attributes count whatever their case.</summary>
    public static ImmutableArray<string> Operators { get; } = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr"];

    /// <summary>Null when the text is no filter.</summary>
    public static ScimFilter? Parse(string text) => new ScimParser(text).Parse();

    /// <summary>Every comparison in it.</summary>
    public abstract IEnumerable<FilterComparison> Comparisons();

    /// <summary>The value an attribute must have for the filter to hold, when it can be seen without looking at anything; else null.</summary>
    public virtual string? MustEqual(string attribute) => null;

    /// <param name="valuesOf">The values of an attribute; none when it is absent.</param>
    public abstract bool Holds(Func<string, IEnumerable<string>> valuesOf);

    internal sealed record All(ScimFilter Left, ScimFilter Right) : ScimFilter
    {
        public override IEnumerable<FilterComparison> Comparisons() => Left.Comparisons().Concat(Right.Comparisons());

        public override string? MustEqual(string attribute) => Left.MustEqual(attribute) ?? Right.MustEqual(attribute);

        public override bool Holds(Func<string, IEnumerable<string>> valuesOf) => Left.Holds(valuesOf) && Right.Holds(valuesOf);
    }

    internal sealed record Either(ScimFilter Left, ScimFilter Right) : ScimFilter
    {
        public override IEnumerable<FilterComparison> Comparisons() => Left.Comparisons().Concat(Right.Comparisons());

        public override bool Holds(Func<string, IEnumerable<string>> valuesOf) => Left.Holds(valuesOf) || Right.Holds(valuesOf);
    }

    internal sealed record Not(ScimFilter Inner) : ScimFilter
    {
        public override IEnumerable<FilterComparison> Comparisons() => Inner.Comparisons();

        public override bool Holds(Func<string, IEnumerable<string>> valuesOf) => !Inner.Holds(valuesOf);
    }
}
