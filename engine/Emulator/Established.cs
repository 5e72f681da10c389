using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Emulator;

/// <summary>What a check has established, or the answer that ends the call.</summary>
internal readonly record struct Established<T>
{
    private readonly T? value;
    private readonly Answer? refusal;

    private Established(T? value, Answer? refusal) => (this.value, this.refusal) = (value, refusal);

    public static implicit operator Established<T>(T value) => new(value, null);

    public static implicit operator Established<T>(Answer refusal) => new(default, refusal);

    public bool IsRefused([NotNullWhen(true)] out Answer? answer, [NotNullWhen(false)] out T? established)
    {
        (answer, established) = (refusal, value);
#pragma warning disable CS8762 // the constructor is called with one of the two
        return refusal is not null;
#pragma warning restore CS8762
    }
}
