using System.Collections.Immutable;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Pausing;

/// <summary>
/// Asks the person at the keyboard what became of a request in doubt. When there is no more input the answer is that nobody knows: nothing
/// is sent that nobody asked for.
/// </summary>
/// <param name="keyboard">Is typed at.</param>
/// <param name="screen">Is written to; looked through for secrets at the end, so what is typed does not go there.</param>
/// <param name="display">Shows the run, and rests meanwhile.</param>
internal sealed class DoubtDialog(Terminal keyboard, Terminal screen, IRunDisplay display) : IDoubtGate
{
    private const string Prompt = "(p1s) ";

    private static readonly ImmutableArray<(string Word, DoubtAnswerKind Kind, string Meaning)> Words =
    [
        ("done", DoubtAnswerKind.Done, "it was carried out"),
        ("again", DoubtAnswerKind.Again, "send it again"),
        ("later", DoubtAnswerKind.Later, "nobody knows yet: the run stops here"),
    ];

    private TextWriter Output => screen.Conversation;

    public async Task<DoubtAnswer> AskAsync(DoubtQuestion question, CancellationToken ct)
    {
        display.Rest();
        if (question.Objection is { } objection)
            Output.WriteLine(Output.NewLine + Problems.TextOf(screen, objection) + Output.NewLine);
        else
            Show(question);
        try
        {
            var kind = await ChooseAsync(ct);
            return new DoubtAnswer(kind, kind == DoubtAnswerKind.Done ? await ValuesAsync(question, ct) : []);
        }
        catch (OperationCanceledException)
        {
            Output.WriteLine();
            throw;
        }
    }

    private void Show(DoubtQuestion question)
    {
        var request = question.Request;
        Write($"{StepText.Heading(question.Step)}  (in doubt)");
        Write($"  nobody knows whether this was carried out: {request.Method} {request.Address}");
        Write($"  {request.Reason}; look at the server before you answer");
        foreach (var (word, _, meaning) in Words)
            Write($"  {word, -6} {meaning}");
    }

    private async Task<DoubtAnswerKind> ChooseAsync(CancellationToken ct)
    {
        while (true)
        {
            Output.Write(Prompt);
            if (await keyboard.ReadLineAsync(isShown: true, ct) is not { } line)
            {
                Write("later: there is no more input");
                return DoubtAnswerKind.Later;
            }
            var typed = line.Trim();
            var found = Words.Where(w => typed.Length > 0 && w.Word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found is [var (_, kind, _)])
                return kind;
            Write(
                typed.Length == 0
                    ? $"write {Wording.Or([.. Words.Select(w => w.Word)])}"
                    : "this is no answer; " + Suggestion.Sentence(typed, Words.Select(w => w.Word), "write done, again or later")
            );
        }
    }

    // What is left empty is left to the default of its extraction.
    private async Task<ImmutableArray<KeyValuePair<string, string>>> ValuesAsync(DoubtQuestion question, CancellationToken ct)
    {
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        if (!question.Gives.IsEmpty)
            Write("  what would its answer have given? (a list or a map as JSON)");
        foreach (var (name, isSecret) in question.Gives)
        {
            Output.Write(SafeText.Line(isSecret ? $"{name} (what you type is not shown): " : $"{name}: "));
            if (await keyboard.ReadLineAsync(isShown: !isSecret, ct) is not { Length: > 0 } text)
                continue;
            values.Add(KeyValuePair.Create(name.Text, text.Trim()));
        }
        return values.ToImmutable();
    }

    private void Write(string line) => Output.WriteLine(SafeText.Line(line));
}
