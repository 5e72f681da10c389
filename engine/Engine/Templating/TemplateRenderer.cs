using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating;

/// <summary>Computes templates against a bag of variables. One for each run; not thread-safe.</summary>
/// <param name="world">What functions may use; null before a run, when what needs it throws <see cref="NotBeforeRunException"/>.</param>
/// <param name="mask">Learns the text of every labelled value that is rendered, so that it is found again wherever it turns up.</param>
/// <param name="work">How long computing may take; null for without end.</param>
/// <param name="decided">Counts what a secret decides, in bits, and says why it may not; null when nobody counts.</param>
internal sealed class TemplateRenderer(
    FunctionWorld? world,
    SecretMask mask,
    WorkLimit? work = null,
    Func<LabelSet, int, SourceSpan, Func<string?>?, Diagnostic?>? decided = null
)
{
    /// <summary>In characters; longer output is an error, never a cut.</summary>
    public const int LargestOutput = 16 << 20;

    private readonly EvaluationScope scope = new(world, work);

    /// <summary>The native value of one expression.</summary>
    /// <exception cref="DiagnosticException">It cannot be computed.</exception>
    /// <exception cref="NotBeforeRunException">It needs a world, and there is none yet.</exception>
    public Rendered Render(Expression expression, VariableBag bag)
    {
        scope.Bag = bag;
        foreach (var deciding in expression.Decisions)
            DecideBy(deciding.Aggregate(LabelSet.None, (all, use) => all.Union(LabelsOf(use.Name, use.Member, bag))), expression, bag);
        try
        {
            var value = ScriptValues.FromScript(scope.Evaluate(expression.Root));
            if (value is TextValue { Text.Length: > LargestOutput })
                throw TooLong(expression);
            if (!value.Labels.IsEmpty)
                Learn(value);
            return new Rendered(value);
        }
        catch (EvaluationException e)
        {
            // That it fails tells of what it was computed from as well.
            DecideBy(LabelsOf(expression, bag), expression, bag);
            throw Told(expression, e);
        }
        catch (ScriptRuntimeException e) when (e.InnerException is NotBeforeRunException)
        {
            throw new NotBeforeRunException();
        }
        catch (Exception e) when ((e as WorkTimedOutException ?? e.InnerException as WorkTimedOutException) is { } late)
        {
            throw TooSlow(expression, late.Time);
        }
        catch (Exception e) when (scope.Work.Token.IsCancellationRequested && (e.InnerException ?? e) is OperationCanceledException)
        {
            throw new OperationCanceledException(scope.Work.Token);
        }
        catch (ScriptRuntimeException e)
        {
            // Scriban wraps what its nodes throw.
            throw e.InnerException is ValueException inner ? Unreadable(expression, inner) : Failed(expression.SpanOf(e.Span));
        }
        catch (ValueException e)
        {
            throw Unreadable(expression, e);
        }
        catch (Exception e) when (e is ArithmeticException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw Failed(expression.Span);
        }
    }

    /// <summary>Something is decided by a value with these labels.</summary>
    /// <param name="labels">Of what decides.</param>
    /// <param name="bits">How much that tells (trust rule 12).</param>
    /// <param name="place">What decides.</param>
    /// <exception cref="DiagnosticException">It would tell too much of a secret.</exception>
    public void Decide(LabelSet labels, int bits, SourceSpan place)
    {
        if (!labels.IsEmpty && decided?.Invoke(labels, bits, place, null) is { } refusal)
            throw new DiagnosticException(refusal);
    }

    /// <summary>Something is decided by nothing but expressions.</summary>
    /// <param name="labels">Of what decides.</param>
    /// <param name="bits">How much that tells.</param>
    /// <param name="by">The expressions.</param>
    /// <param name="bag">What they are computed of.</param>
    /// <exception cref="DiagnosticException">It would tell too much of a secret.</exception>
    public void Decide(LabelSet labels, int bits, ImmutableArray<Expression> by, VariableBag bag)
    {
        if (!labels.IsEmpty && decided?.Invoke(labels, bits, by[0].Span, () => DecisionBasis.Of(by, bag)) is { } refusal)
            throw new DiagnosticException(refusal);
    }

    private void DecideBy(LabelSet labels, Expression expression, VariableBag bag)
    {
        if (!labels.IsEmpty)
            Decide(labels, 1, [expression], bag);
    }

    /// <summary>What a count tells: which of the numbers up to it, and nothing less than whether there is any.</summary>
    public static int BitsOf(int count) => Math.Max(1, (int)Math.Ceiling(Math.Log2(count + 1.0)));

    /// <summary>The native value of one expression, and what its parts gave on the way; also when it cannot be computed, as far as it went.</summary>
    /// <exception cref="DiagnosticException">It cannot be computed.</exception>
    public Rendered Render(Expression expression, VariableBag bag, EvaluationTrace trace)
    {
        trace.Clear();
        scope.Trace = trace;
        try
        {
            return Render(expression, bag);
        }
        finally
        {
            scope.Trace = null;
        }
    }

    /// <summary>The native value when the template is one expression, else text.</summary>
    public Rendered Render(Template template, VariableBag bag)
    {
        if (template.Whole is { } expression)
            return Render(expression, bag);
        return new Rendered(RenderValue(template, bag));
    }

    /// <summary>The template as text, each computed part passed through <paramref name="encode"/> to fit its place.</summary>
    public RenderedText RenderText(Template template, VariableBag bag, Func<string, string>? encode = null)
    {
        if (template.Literal is { } literal)
            return RenderedText.Literal(literal);
        var text = new TextGathering(encode);
        foreach (var segment in template.Segments)
        {
            if (segment is LiteralSegment fixedPart)
            {
                text.Append(fixedPart.Text);
                continue;
            }
            var expression = ((ExpressionSegment)segment).Expression;
            text.Append(TextOf(Render(expression, bag).Value, expression));
            if (text.Length > LargestOutput)
                throw TooLong(expression);
        }
        return text.ToText();
    }

    /// <summary>The text, or one for each item where the template is one expression that gives a list, as a list that is written out does.</summary>
    public RenderedTexts RenderTexts(Template template, VariableBag bag)
    {
        if (template.Whole is not { } expression)
            return new RenderedTexts(RenderText(template, bag));
        var value = Render(expression, bag).Value;
        if (value is not ListValue list)
            return new RenderedTexts(RenderedText.Of(TextOf(value, expression)));
        // How often the name comes is told openly.
        Decide(list.Own, BitsOf(list.Items.Length), [expression], bag);
        return new RenderedTexts([.. list.Items.Select(i => RenderedText.Of(TextOf(i, expression).Labelled(list.Own)))]);
    }

    /// <summary>What a function gives for arguments that are written apart; as secret as all of them.</summary>
    /// <exception cref="FunctionException">It gives nothing for them.</exception>
    public Value Call(FunctionRow row, Value?[] arguments)
    {
        var labels = arguments.Aggregate(LabelSet.None, (all, a) => all.Union(a?.Labels ?? LabelSet.None));
        var value = row.Body(new Arguments(arguments, scope.World, scope.Work)).Labelled(labels);
        Learn(value);
        return value;
    }

    private TextValue RenderValue(Template template, VariableBag bag)
    {
        if (template.Literal is { } literal)
            return new TextValue(literal);
        var text = new LabelledText();
        foreach (var segment in template.Segments)
        {
            if (segment is LiteralSegment fixedPart)
            {
                text.Append(fixedPart.Text);
                continue;
            }
            var expression = ((ExpressionSegment)segment).Expression;
            text.Append(TextOf(Render(expression, bag).Value, expression));
            if (text.Length > LargestOutput)
                throw TooLong(expression);
        }
        return text.ToValue();
    }

    /// <summary>A whole tree.</summary>
    public Rendered Render(ValueTemplate tree, VariableBag bag) => new(ValueOf(tree, bag));

    private Value ValueOf(ValueTemplate tree, VariableBag bag) =>
        tree switch
        {
            FixedTemplate literal => literal.Value,
            TextTemplate text => Render(text.Template, bag).Value,
            ListTemplate list => ListOf(list, bag),
            _ => MapOf((MapTemplate)tree, bag),
        };

    private ListValue ListOf(ListTemplate list, VariableBag bag)
    {
        var items = ImmutableArray.CreateBuilder<Value>(list.Items.Length);
        var size = default(ValueSize);
        foreach (var item in list.Items)
        {
            items.Add(ValueOf(item, bag));
            size = Bounded(size + items[^1].Size, list);
        }
        return new ListValue(items.MoveToImmutable());
    }

    private MapValue MapOf(MapTemplate map, VariableBag bag)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(map.Members.Length);
        var size = default(ValueSize);
        foreach (var member in map.Members)
        {
            members.Add(new(member.Name, ValueOf(member.Value, bag)));
            size = Bounded(size + members[^1].Value.Size, map);
        }
        return new MapValue(members.MoveToImmutable());
    }

    // A structure that is written out in the file is bounded as what one expression makes.
    private static ValueSize Bounded(ValueSize size, ValueTemplate tree) =>
        size.Objection is not { } objection
            ? size
            : throw new DiagnosticException(
                new Diagnostic(
                    DiagnosticCodes.EvaluationFailed,
                    tree.Span,
                    $"the value is too large, {objection}",
                    "what one expression makes is limited (trust rule 12)",
                    "make less of it; what is sent again and again can be a file"
                )
            );

    /// <summary>The labels of every variable the expression mentions, whatever it does with them (trust rule 3).</summary>
    public static LabelSet LabelsOf(Expression expression, VariableBag bag)
    {
        var labels = LabelSet.None;
        foreach (var use in expression.Uses)
            labels = labels.Union(LabelsOf(use.Name, use.Member, bag));
        return labels;
    }

    private static LabelSet LabelsOf(string name, string? member, VariableBag bag) =>
        bag.TryGet(name, out var variable) ? variable.LabelsOf(member) : LabelSet.None;

    private void Learn(Value value)
    {
        foreach (var (text, labels) in LabelledParts.Secrets(value))
            mask.Add(labels, text);
    }

    // In two parts (trust rules 9 and 13): what was computed from a secret is left out.
    private static DiagnosticException Told(Expression expression, EvaluationException e) =>
        new(new Diagnostic(e.Code, expression.SpanOf(e.Span), e.Detail.Told(e.OriginalMessage), e.Why, e.Detail.FixOr(e.Fix)));

    private static Value TextOf(Value value, Expression expression) =>
        value switch
        {
            NullValue => throw new DiagnosticException(
                new Diagnostic(
                    DiagnosticCodes.EvaluationFailed,
                    expression.Span,
                    "null has no place inside text",
                    "the expression gives null",
                    "provide for it: <<x ?? \"\">>"
                )
            ),
            ViewValue or PredicateValue => throw new DiagnosticException(
                new Diagnostic(
                    DiagnosticCodes.EvaluationFailed,
                    expression.Span,
                    $"{value.Kind} has no place inside text",
                    null,
                    value is ViewValue
                        ? "use one of its members: " + string.Join(", ", value.MemberNames)
                        : "predicates belong under expect"
                )
            ),
            _ => value,
        };

    private static DiagnosticException Unreadable(Expression expression, ValueException e) =>
        new(new Diagnostic(e.Code, expression.Span, e.Message, null, e.Fix));

    private static DiagnosticException Failed(SourceSpan span) =>
        new(
            new Diagnostic(
                DiagnosticCodes.EvaluationFailed,
                span,
                "the expression cannot be computed",
                "a value is too large or not of the kind the operation needs",
                "look at the values it uses with all exchanges recorded"
            )
        );

    private static DiagnosticException TooSlow(Expression expression, TimeSpan time) =>
        new(
            new Diagnostic(
                DiagnosticCodes.TimedOut,
                expression.Span,
                "the expression is not computed in time",
                $"the step has {DurationText.Show(time)} for its request and for what is computed of the answer",
                "compute less of the answer, or give the step a longer timeout"
            )
        );

    private static DiagnosticException TooLong(Expression expression) =>
        new(
            new Diagnostic(
                DiagnosticCodes.EvaluationFailed,
                expression.Span,
                "the text is longer than 16 MB",
                "output is limited, and never cut silently",
                "send large content as a file"
            )
        );
}
