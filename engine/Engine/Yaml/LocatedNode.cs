using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>A YAML node that knows where it stands.</summary>
internal abstract record LocatedNode(SourceSpan Span)
{
    /// <summary>What it is, as people say it.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value.</summary>
/// <param name="Text">The decoded text, each character with its place.</param>
/// <param name="IsPlain">Whether it is written without quotes; only then can it be a number, a boolean or null.</param>
internal sealed record ScalarNode(LocatedText Text, bool IsPlain) : LocatedNode(Text.Whole)
{
    public override string Kind =>
        Value is TextValue ? "text"
        : Text.Text.Length == 0 ? "empty"
        : Value.Kind;

    /// <summary>The value under the YAML 1.2 core schema.</summary>
    public Value Value { get; } = IsPlain ? CoreSchema.Resolve(Text.Text) : new TextValue(Text.Text);
}

internal sealed record SequenceNode(SourceSpan Span, ImmutableArray<LocatedNode> Items) : LocatedNode(Span)
{
    public override string Kind => "a list";
}

/// <summary>A map; keys are unique text.</summary>
internal sealed record MappingNode(SourceSpan Span, ImmutableArray<MappingEntry> Entries) : LocatedNode(Span)
{
    public override string Kind => "a map";

    public MappingEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Text.Text == key)
                return entry;
        }
        return null;
    }
}

internal sealed record MappingEntry(ScalarNode Key, LocatedNode Value)
{
    public string Name => Key.Text.Text;
}
