using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>
/// Templates with variables of which some are known. An expression is computed when all it mentions is known, nothing of it is
/// secret and it asks neither the clock nor chance; else it is what its first unknown variable is waiting for.
/// </summary>
internal sealed class TemplateForecaster(SecretMask mask)
{
    /// <summary>Without a world: what needs the clock or chance says so.</summary>
    public TemplateRenderer Early { get; } = new(world: null, mask);

    public Foreseen Render(ValueTemplate tree, ForeseenBag bag) =>
        tree switch
        {
            FixedTemplate literal => Foreseen.Known(literal.Value),
            TextTemplate text => Render(text.Template, bag),
            ListTemplate list => Foreseen.List([.. list.Items.Select(i => Render(i, bag))]),
            MapTemplate map => Foreseen.Map([.. map.Members.Select(m => KeyValuePair.Create(m.Name, Render(m.Value, bag)))]),
            _ => throw new InvalidOperationException(),
        };

    /// <summary>The native value when the template is one expression, else text.</summary>
    public Foreseen Render(Template template, ForeseenBag bag) =>
        template.Whole is { } expression ? Render(expression, bag) : RenderText(template, bag);

    public Foreseen Render(Expression expression, ForeseenBag bag)
    {
        var (labels, pending, part) = Look(expression, bag);
        if (!labels.IsEmpty)
            return Foreseen.Secret(labels, pending);
        if (pending.IsEmpty)
            return Compute(() => Early.Render(expression, bag.Known).Value, expression.Text, bag);
        // A variable by itself keeps the parts of it that are known.
        return part is not null && IsReference(expression) ? part : Foreseen.Unknown(pending[0].Shown(expression.Text), pending);
    }

    /// <summary>The template as text, each computed part passed through <paramref name="encode"/> to fit its place.</summary>
    public Foreseen RenderText(Template template, ForeseenBag bag, Func<string, string>? encode = null)
    {
        var parts = template.Segments.Select(s => PartOf(s, bag)).ToList();
        if (parts.TrueForAll(p => p.Plain is not null))
            return Compute(() => Early.RenderText(template, bag.Known, encode).Plain, "", bag);
        var (shown, beginning, isBeginning) = (new StringBuilder(), new StringBuilder(), true);
        foreach (var (part, segment) in parts.Zip(template.Segments))
        {
            var text = part.Plain is { } value && segment is ExpressionSegment && encode is not null ? encode(value.ToString()) : part.Text;
            shown.Append(text);
            if (isBeginning)
                beginning.Append(part.Plain is null ? part.Beginning : text);
            isBeginning &= part.Plain is not null || part.IsStandIn;
        }
        return new Foreseen
        {
            Shown = shown.ToString(),
            Beginning = beginning.ToString(),
            IsStandIn = isBeginning,
            Pending = [.. parts.SelectMany(p => p.Pending).Distinct()],
            Labels = parts.Aggregate(LabelSet.None, (labels, p) => labels.Union(p.Labels)),
        };
    }

    private Foreseen PartOf(Segment segment, ForeseenBag bag) =>
        segment is LiteralSegment literal ? Foreseen.Known(literal.Text) : Render(((ExpressionSegment)segment).Expression, bag);

    // At most what the run will find: the labels of all variables that are mentioned, of each the member that is taken (trust rule 3).
    private static (LabelSet Labels, ImmutableArray<Pending> Pending, Foreseen? Part) Look(Expression expression, ForeseenBag bag)
    {
        var labels = LabelSet.None;
        var pending = ImmutableArray.CreateBuilder<Pending>();
        Foreseen? part = null;
        foreach (var use in expression.Uses)
        {
            if (!bag.TryGet(use.Name, out var variable))
                continue;
            Foreseen? member = null;
            var isMember = use.Member is { } name && variable.Members?.TryGetValue(name, out member) == true;
            part = isMember || use.Member is null ? member ?? variable : null;
            labels = labels.Union((member ?? variable).Labels);
            pending.AddRange((member ?? variable).Pending.Where(p => !pending.Contains(p)));
        }
        return (labels, pending.ToImmutable(), part);
    }

    private static bool IsReference(Expression expression) =>
        expression.Uses is [var use] && expression.Text == (use.Member is null ? use.Name : $"{use.Name}.{use.Member}");

    private static Foreseen Compute(Func<Value> compute, string expression, ForeseenBag bag)
    {
        try
        {
            return Foreseen.Known(compute());
        }
        catch (NotBeforeRunException)
        {
            return Foreseen.Unknown(Pending.InRun.Shown(expression), Pending.InRun);
        }
        catch (DiagnosticException e)
        {
            bag.Problems?.Add(e.Diagnostic);
            return Foreseen.Unknown(Pending.Failed.Shown(expression), Pending.Failed);
        }
    }
}
