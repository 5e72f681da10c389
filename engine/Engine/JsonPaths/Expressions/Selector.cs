using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Expressions;

/// <summary>Which children of a node a segment takes; RFC 9535 section 2.3. A closed list.</summary>
internal abstract record Selector;

/// <summary>The member of a map with this name.</summary>
internal sealed record NameSelector(string Name) : Selector
{
    internal byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}

/// <summary>All children.</summary>
internal sealed record WildcardSelector : Selector;

/// <summary>The item of a list at this index, 0-based, negative from the end.</summary>
internal sealed record IndexSelector(long Index) : Selector;

/// <summary>Items of a list from Start up to but without End; null is the side the step begins or ends at. A step of 0 takes nothing.</summary>
internal sealed record SliceSelector(long? Start, long? End, long Step) : Selector;

/// <summary>The children for which the condition holds.</summary>
internal sealed record FilterSelector(Condition Condition) : Selector;
