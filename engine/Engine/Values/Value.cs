using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// What a variable can hold: JSON's six kinds, and predicates. A closed list of immutable types; equality never converts,
/// so the number 42 is not the text "42". A value carries the labels of what it was made of (trust rule 3); they do not count for
/// equality.
/// </summary>
internal abstract class Value : IEquatable<Value>
{
    private protected Value() { }

    /// <summary>The labels of all in it; empty for what is not secret.</summary>
    public LabelSet Labels { get; private set; }

    /// <summary>The labels of the value as a whole, its names and its length; what is in it may have others.</summary>
    public virtual LabelSet Own => Labels;

    public static Value Null { get; } = new NullValue();

    public static Value True { get; } = new BooleanValue(true);

    public static Value False { get; } = new BooleanValue(false);

    /// <summary>The kind as authors call it: "text", "a number", "a list" and so on, with its article.</summary>
    public abstract string Kind { get; }

    public static implicit operator Value(string text) => new TextValue(text);

    public static implicit operator Value(bool value) => value ? True : False;

    public static implicit operator Value(long value) => NumberValue.From(value);

    /// <summary>The value of a member, for those that have members.</summary>
    /// <returns>False when there is no such member, or none at all.</returns>
    public virtual bool TryGetMember(string name, [NotNullWhen(true)] out Value? value)
    {
        value = null;
        return false;
    }

    /// <summary>The names of all members, in order; empty for what has none.</summary>
    public virtual ImmutableArray<string> MemberNames => [];

    /// <summary>How much it holds; nothing for what is no text, list or map.</summary>
    public virtual ValueSize Size => default;

    /// <summary>Every text in it, at any depth; the names of members are none.</summary>
    public virtual IEnumerable<string> Texts() => [];

    /// <summary>The same value with further labels for all of it.</summary>
    public Value Labelled(LabelSet labels)
    {
        if (labels.IsEmpty)
            return this;
        var labelled = (Value)MemberwiseClone();
        labelled.Labels = Labels.Union(labels);
        labelled.LabelWhole(labels);
        return labelled;
    }

    /// <summary>Called on a fresh copy of what has parts with labels of their own.</summary>
    private protected virtual void LabelWhole(LabelSet labels) { }

    /// <summary>Called by a constructor: the labels of what it is made of.</summary>
    private protected void LabelParts(LabelSet labels) => Labels = labels;

    public abstract bool Equals(Value? other);

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public abstract override int GetHashCode();

    /// <summary>As it appears inside longer text: text as it is, everything else as JSON.</summary>
    public override string ToString() => ValueJson.Write(this);
}

/// <summary>JSON null, and a member or variable that is there without a value.</summary>
internal sealed class NullValue : Value
{
    internal NullValue() { }

    public override string Kind => "null";

    public override bool Equals(Value? other) => other is NullValue;

    public override int GetHashCode() => 0;
}

internal sealed class BooleanValue : Value
{
    internal BooleanValue(bool isTrue) => IsTrue = isTrue;

    public bool IsTrue { get; }

    public override string Kind => "a boolean";

    public override bool Equals(Value? other) => other is BooleanValue b && b.IsTrue == IsTrue;

    public override int GetHashCode() => IsTrue ? 1 : 2;
}

internal sealed class ListValue : Value
{
    private readonly ImmutableArray<Value> items;
    private LabelSet own;

    public ListValue(ImmutableArray<Value> items)
    {
        this.items = items;
        LabelParts(PartLabels.Of(items));
        Size = SizeOf(items);
    }

    public ImmutableArray<Value> Items => items;

    public override LabelSet Own => own;

    private protected override void LabelWhole(LabelSet labels) => own = own.Union(labels);

    public override string Kind => "a list";

    public override ValueSize Size { get; }

    public override IEnumerable<string> Texts() => items.SelectMany(i => i.Texts());

    public override bool Equals(Value? other) => other is ListValue l && l.Items.SequenceEqual(items);

    public override int GetHashCode() => items.Length;

    private static ValueSize SizeOf(ImmutableArray<Value> items)
    {
        var size = new ValueSize(items.Length, 0);
        foreach (var item in items)
            size += item.Size;
        return size;
    }
}

/// <summary>A JSON object: names are unique, their order is kept and does not count for equality.</summary>
internal sealed class MapValue : Value
{
    private readonly ImmutableArray<KeyValuePair<string, Value>> members;
    private Dictionary<string, Value>? index;
    private LabelSet own;

    public MapValue(ImmutableArray<KeyValuePair<string, Value>> members)
    {
        this.members = members;
        LabelParts(PartLabels.Of(members));
        Size = SizeOf(members);
    }

    public override LabelSet Own => own;

    private protected override void LabelWhole(LabelSet labels) => own = own.Union(labels);

    public static MapValue Empty { get; } = new([]);

    public ImmutableArray<KeyValuePair<string, Value>> Members => members;

    public override string Kind => "a map";

    public override ValueSize Size { get; }

    public override IEnumerable<string> Texts() => members.SelectMany(m => m.Value.Texts());

    public override ImmutableArray<string> MemberNames => [.. members.Select(m => m.Key)];

    public override bool TryGetMember(string name, [NotNullWhen(true)] out Value? value)
    {
        if (members.Length > 8)
        {
            index ??= members.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
            return index.TryGetValue(name, out value);
        }
        foreach (var member in members)
        {
            if (!string.Equals(member.Key, name, StringComparison.Ordinal))
                continue;
            value = member.Value;
            return true;
        }
        value = null;
        return false;
    }

    public override bool Equals(Value? other) =>
        other is MapValue map
        && map.Members.Length == members.Length
        && members.All(m => map.TryGetMember(m.Key, out var theirs) && theirs.Equals(m.Value));

    public override int GetHashCode() => members.Length;

    private static ValueSize SizeOf(ImmutableArray<KeyValuePair<string, Value>> members)
    {
        var size = new ValueSize(members.Length, 0);
        foreach (var (name, member) in members)
            size += member.Size + new ValueSize(0, name.Length);
        return size;
    }
}

/// <summary>
/// A value with members that are computed when they are asked for, such as the answer of a request. It is not data: it cannot be
/// sent or extracted as a whole, only its members can.
/// </summary>
internal abstract class ViewValue : Value
{
    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;
}

/// <summary>A test of another value, made by a function such as <c>is.uuid</c>.</summary>
internal abstract class PredicateValue : Value
{
    private protected PredicateValue() { }

    public override string Kind => "a predicate";

    /// <summary>As it is written: <c>is.between 60 3600</c>.</summary>
    public abstract string Text { get; }

    /// <summary>Whether a value passes the test.</summary>
    /// <param name="value">Null for a member that is not there.</param>
    /// <param name="work">How long it may take; null for without end.</param>
    public abstract bool Accepts(Value? value, WorkLimit? work = null);

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
