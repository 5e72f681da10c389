using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>A YAML value with expressions anywhere in it: the tree behind <c>json</c>, <c>vars</c>, <c>with</c> and the like.</summary>
internal abstract record ValueTemplate(SourceSpan Span)
{
    /// <summary>Every template in the tree, in order.</summary>
    public abstract IEnumerable<Template> Templates { get; }
}

/// <summary>A number, a boolean or null, as written.</summary>
internal sealed record FixedTemplate(SourceSpan Span, Value Value) : ValueTemplate(Span)
{
    public override IEnumerable<Template> Templates => [];
}

/// <summary>A text, with or without expressions.</summary>
internal sealed record TextTemplate(Template Template) : ValueTemplate(Template.Span)
{
    public override IEnumerable<Template> Templates => [Template];
}

internal sealed record ListTemplate(SourceSpan Span, ImmutableArray<ValueTemplate> Items) : ValueTemplate(Span)
{
    public override IEnumerable<Template> Templates => Items.SelectMany(i => i.Templates);
}

internal sealed record MapTemplate(SourceSpan Span, ImmutableArray<MemberTemplate> Members) : ValueTemplate(Span)
{
    public override IEnumerable<Template> Templates => Members.SelectMany(m => m.Value.Templates);
}

/// <summary>A member of a map; its name is literal.</summary>
internal sealed record MemberTemplate(string Name, ValueTemplate Value);
