using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>What the functions of lists share; positions in messages count from 0, as in <c>users[0]</c>.</summary>
internal static class ListItems
{
    /// <summary>The most items a function puts into a list.</summary>
    public const int Most = 1_000_000;

    /// <exception cref="FunctionException">There are more than <see cref="Most"/>.</exception>
    public static ListValue Limited(IEnumerable<Value> items)
    {
        ImmutableArray<Value> taken = [.. items.Take(Most + 1)];
        return taken.Length <= Most ? new ListValue(taken) : throw TooMany();
    }

    public static FunctionException TooMany() => new("the result has more than 1000000 items");

    /// <summary>The member of each item, null where an item has none.</summary>
    /// <exception cref="FunctionException">An item is no map.</exception>
    public static Value?[] Members(ListValue list, string name, int argument)
    {
        var members = new Value?[list.Items.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var map =
                list.Items[i] as MapValue
                ?? throw new FunctionException(
                    "an item is no map, only a map has members",
                    argument,
                    $"the item at {i} is {list.Items[i].Kind}, only a map has members"
                );
            members[i] = map.TryGetMember(name, out var member) ? member.Labelled(map.Own) : null;
        }
        return members;
    }

    /// <summary>Whether a value is the wanted one, or passes it when it is a predicate; null stands for a member that is not there.</summary>
    public static bool Fits(Value wanted, Value? value, WorkLimit work)
    {
        work.Spend(1 + wanted.Size.Items);
        return wanted is PredicateValue predicate ? predicate.Accepts(value, work) : value is not null && wanted.Equals(value);
    }

    /// <summary>Compares values so that equal ones are found fast, whatever an answer holds: hashes cover the whole depth and are seeded.</summary>
    public static IEqualityComparer<Value> ByDepth { get; } = new DepthComparer();

    private sealed class DepthComparer : IEqualityComparer<Value>
    {
        public bool Equals(Value? x, Value? y) => x is null ? y is null : x.Equals(y);

        public int GetHashCode([DisallowNull] Value obj) =>
            obj switch
            {
                NumberValue number => number.Usual.GetHashCode(StringComparison.Ordinal),
                ListValue list => list.Items.Aggregate(1, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
                // The order of members does not count.
                MapValue map => map.Members.Aggregate(2, (hash, m) => hash ^ HashCode.Combine(m.Key, GetHashCode(m.Value))),
                _ => obj.GetHashCode(),
            };
    }
}
