using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary>A predicate that can say what it asks for, and where inside a value it is not fulfilled.</summary>
/// <param name="name"><c>is.between</c>.</param>
/// <param name="arguments">As they were given, for <see cref="Text"/>.</param>
internal abstract class Predicate(string name, ImmutableArray<Value> arguments) : PredicateValue
{
    private string? text;

    public string Name => name;

    /// <summary>What it asks for, to go on after "expected": <c>a number from 60 to 3600</c>.</summary>
    public abstract string Phrase { get; }

    public sealed override string Text => text ??= Write();

    public sealed override bool Accepts(Value? value, WorkLimit? work = null) => new Judgement(mask: null, work).Accepts(this, value);

    /// <summary>Tells the judgement of everything that is not fulfilled; null stands for a member that is not there.</summary>
    public abstract void Judge(Value? actual, Judgement judgement);

    /// <summary>What a value asks for, be it a predicate or a structure.</summary>
    protected static string PhraseOf(Value expected) => expected is Predicate predicate ? predicate.Phrase : ShownText.Write(expected);

    /// <summary>One mismatch, at the place of the predicate.</summary>
    protected void Refuse(Value? actual, Judgement judgement, string? why = null)
    {
        if (judgement.Fails())
            judgement.Add($"{Phrase} ({name})", actual, why);
    }

    private string Write()
    {
        var written = new StringBuilder(name);
        foreach (var argument in arguments)
            ShownText.AppendArgument(written.Append(' '), argument);
        return written.ToString();
    }
}
