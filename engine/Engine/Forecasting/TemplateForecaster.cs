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
internal sealed class TemplateForecaster(SecretMask mask, WorkLimit work)
{
    /// <summary>Of all values that are shown, in letters: a plan holds them all at once (trust rule 12).</summary>
    private const long MostShown = 8 << 20;

    private long shown;

    /// <summary>Without a world: what needs the clock or chance says so.</summary>
    public TemplateRenderer Early { get; } = new(world: null, mask, work);

    public Foreseen Render(ValueTemplate tree, ForeseenBag bag)
    {
        work.Look();
        return Compose(tree, bag);
    }

    private Foreseen Compose(ValueTemplate tree, ForeseenBag bag)
    {
        switch (tree)
        {
            case FixedTemplate literal:
                return Foreseen.Known(literal.Value);
            case TextTemplate text:
                return Render(text.Template, bag);
            case ListTemplate list:
                ImmutableArray<Foreseen> items = [.. list.Items.Select(i => Compose(i, bag))];
                return Objection(items) is { } much ? TooLarge(tree.Span, much, bag) : Counted(Foreseen.List(items));
            default:
                ImmutableArray<KeyValuePair<string, Foreseen>> members =
                [
                    .. ((MapTemplate)tree).Members.Select(m => KeyValuePair.Create(m.Name, Compose(m.Value, bag))),
                ];
                return Objection(members.Select(m => m.Value)) is { } many
                    ? TooLarge(tree.Span, many, bag)
                    : Counted(Foreseen.Map(members));
        }
    }

    // Before it is made: a list that holds the one before several times doubles with each line.
    private static string? Objection(IEnumerable<Foreseen> parts) =>
        parts.Aggregate(default(ValueSize), (size, part) => size + part.Shown.Size + new ValueSize(1, 0)).Objection;

    private Foreseen Counted(Foreseen value)
    {
        shown += value.Shown.Size.Weight;
        return value;
    }

    private static Foreseen TooLarge(SourceSpan span, string why, ForeseenBag bag)
    {
        bag.Problems?.Add(
            DiagnosticCodes.TooLarge,
            span,
            "the value is too large",
            $"{why} (trust rule 12)",
            "hold what it is made of fewer times"
        );
        return Foreseen.Unknown(Pending.Failed.Shown(""), Pending.Failed);
    }

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

    /// <summary>The labels of all an expression mentions.</summary>
    public static LabelSet LabelsOf(Expression expression, ForeseenBag bag) => Look(expression, bag).Labels;

    /// <summary>The labels of a variable, or of a member of it.</summary>
    public static LabelSet LabelsOf(string name, string? member, ForeseenBag bag) =>
        !bag.TryGet(name, out var variable) ? LabelSet.None
        : member is not null && variable.Members?.TryGetValue(member, out var part) == true ? part.Labels
        : variable.Labels;

    private static bool IsReference(Expression expression) =>
        expression.Uses is [var use] && expression.Text == (use.Member is null ? use.Name : $"{use.Name}.{use.Member}");

    // Each turn of a loop that is known computes anew, so what was computed before counts as long as the plan is made.
    private Foreseen Compute(Func<Value> compute, string expression, ForeseenBag bag)
    {
        work.Look();
        if (shown > MostShown)
            return Foreseen.Unknown(Pending.InRun.Shown(expression), Pending.InRun);
        try
        {
            return Counted(Foreseen.Known(compute()));
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
