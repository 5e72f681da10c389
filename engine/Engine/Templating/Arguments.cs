using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>The checked arguments of one call; an argument that was left out is null.</summary>
/// <param name="values">One for each parameter.</param>
/// <param name="world">Null when a call is tried before the run, to find out whether it can work at all.</param>
/// <param name="work">How long the call may take.</param>
internal sealed class Arguments(Value?[] values, FunctionWorld? world, WorkLimit work)
{
    /// <summary>Spent of by whatever loops over what others made.</summary>
    public WorkLimit Work => work;

    /// <exception cref="NotBeforeRunException">There is no world yet.</exception>
    public FunctionWorld World => world ?? throw new NotBeforeRunException();

    public Value? this[int index] => values[index];

    public bool Has(int index) => values[index] is not null;

    /// <summary>An argument of kind <see cref="ParameterKind.Text"/>; <paramref name="otherwise"/> when left out.</summary>
    public string Text(int index, string otherwise = "") => values[index] is TextValue text ? text.Text : otherwise;

    public bool Boolean(int index, bool otherwise = false) => values[index] is BooleanValue boolean ? boolean.IsTrue : otherwise;

    public NumberValue Number(int index) => (NumberValue)values[index]!;

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="FunctionException">It is not whole, or out of bounds.</exception>
    public long Whole(int index, long lowest, long highest, long otherwise = 0)
    {
        if (values[index] is not NumberValue number)
            return otherwise;
        return number.AsInteger is { } whole && whole >= lowest && whole <= highest
            ? whole
            : throw new FunctionException($"a whole number from {lowest} to {highest} is expected", index);
    }

    public ListValue List(int index) => (ListValue)values[index]!;

    public MapValue Map(int index) => values[index] as MapValue ?? MapValue.Empty;

    /// <summary>A length of time: text such as <c>90s</c>, or a number of seconds.</summary>
    /// <exception cref="FunctionException">It is neither.</exception>
    public TimeSpan Duration(int index, TimeSpan otherwise) =>
        values[index] switch
        {
            null => otherwise,
            NumberValue seconds when Math.Abs(seconds.AsDouble) <= 3.2e9 => TimeSpan.FromSeconds(seconds.AsDouble),
            TextValue text when DurationText.TryParse(text.Text, out var span) => span,
            _ => throw new FunctionException($"a length of time is expected, such as {DurationText.Examples}", index),
        };
}

/// <summary>A function cannot give a result; said in two parts (trust rule 9).</summary>
/// <param name="what">What is wrong, without a full stop: never an argument's value, a piece or the length of one.</param>
/// <param name="argument">The index of the argument that is to blame, or -1 for the call as a whole.</param>
/// <param name="detailed">The same with values; only told when no argument is secret.</param>
internal sealed class FunctionException(string what, int argument = -1, string? detailed = null) : Exception(detailed ?? what)
{
    public string What => what;

    public string? Detailed => detailed;

    public int Argument => argument;

    /// <summary>What to do about it; null says how the function is called.</summary>
    public string? Fix { get; init; }

    /// <summary>
    /// The index of a token of which a claim failed, or -1. That a token is secret as a whole does not keep what it claims of itself from
    /// being told; what it was made of does.
    /// </summary>
    public int Claims { get; init; } = -1;
}

/// <summary>The result of a function depends on the clock or on chance, so it cannot be known before the run.</summary>
internal sealed class NotBeforeRunException() : Exception("there is no clock before the run");
