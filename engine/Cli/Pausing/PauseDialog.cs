using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Pausing;

/// <summary>
/// Shows where a run stops and reads what to do, from the keyboard or line by line from standard input. When there is no more input the run
/// is quit: nothing is sent that nobody asked for.
/// </summary>
/// <param name="keyboard">Is typed at.</param>
/// <param name="screen">Is written to; looked through for secrets at the end, so what is typed does not go there.</param>
/// <param name="points">Where the runs stop.</param>
internal sealed class PauseDialog(Terminal keyboard, Terminal screen, PausePoints points)
{
    private const string Prompt = "(p1s) ";

    private readonly PauseScreen shown = new(screen);

    private TextWriter Output => screen.Conversation;

    public async Task<StepAnswer> AskAsync(StepPause pause, CancellationToken ct)
    {
        shown.Show(pause);
        StepAnswer? answer = null;
        while (answer is null)
        {
            Output.Write(Prompt);
            answer = await ReadAsync(isShown: true, ct) is { } line ? await ObeyAsync(line.Trim(), pause, ct) : EndOfInput();
        }
        shown.Answer(answer);
        return answer;
    }

    // Null when the same question is put again.
    private async Task<StepAnswer?> ObeyAsync(string line, StepPause pause, CancellationToken ct)
    {
        var stop = PauseWord.StopOf(pause);
        var (name, rest) = Split(line.Length == 0 && stop == Stops.Before ? PauseWord.Send : line);
        var word = PauseWord.Find(name, stop);
        if (line.Length == 0 && stop == Stops.After)
            Output.WriteLine(PauseText.Hint(stop));
        else if (word is null)
            Output.WriteLine(SafeText.Line(PauseWord.Unknown(keyboard.IsTyped ? name : null)));
        else if (!word.IsFor(stop))
            Output.WriteLine($"{word.Name} is not possible here: {PauseText.Hint(stop)}");
        else if (word.Takes.Length == 0 && rest.Length > 0)
            Output.WriteLine($"{word.Name} takes nothing");
        else
            return await ObeyAsync(word, rest, pause, ct);
        return null;
    }

    private async Task<StepAnswer?> ObeyAsync(PauseWord word, string rest, StepPause pause, CancellationToken ct)
    {
        switch (word.Name)
        {
            case PauseWord.Send:
                points.Send(pause.Step);
                return new GoOn();
            case PauseWord.Continue:
                points.Continue();
                return new GoOn();
            case PauseWord.Retry:
                points.Send(pause.Step);
                return new RetryStep();
            case PauseWord.Skip:
                return new SkipStep();
            case PauseWord.Quit:
                return new QuitRun();
            case PauseWord.Set:
                return await SetAsync(rest, pause, ct);
            case PauseWord.Eval when rest.Length == 0:
                return Write(["eval takes an expression, for example eval text.upper \"abc\""]);
            case PauseWord.Eval:
                return new ComputeExpression(rest);
            case PauseWord.Vars:
                return Write(rest.Length == 0 ? PauseText.Variables(pause) : VariableOf(rest, pause));
            default:
                return Write(PauseText.Help(PauseWord.StopOf(pause)));
        }
    }

    private async Task<SetVariable?> SetAsync(string rest, StepPause pause, CancellationToken ct)
    {
        var equals = rest.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? rest : rest[..equals]).Trim();
        if (name.Length == 0 || NameIn(name).Length < name.Length)
        {
            Output.WriteLine("set takes name=value, for example set count=3, or a name alone");
            return null;
        }
        if (pause.Variables.FirstOrDefault(v => v.Name == name) is not { } variable)
        {
            Output.WriteLine(SafeText.Line(Unknown(name, pause)));
            return null;
        }
        if (equals >= 0)
            return new SetVariable(name, rest[(equals + 1)..].Trim(), IsHidden: false);
        var isHidden = variable.IsSecret || variable.Text is null;
        Output.Write(SafeText.Line(isHidden ? $"{name} (what you type is not shown): " : $"{name}: "));
        return await ReadAsync(isShown: !isHidden, ct, isValue: true) is { } value ? new SetVariable(name, value, isHidden) : null;
    }

    private static IEnumerable<string> VariableOf(string name, StepPause pause) =>
        pause.Variables.FirstOrDefault(v => v.Name == name) is { } variable ? PauseText.Variable(variable) : [Unknown(name, pause)];

    private static string Unknown(string name, StepPause pause) =>
        $"there is no {(NameIn(name).Length == name.Length ? $"variable \"{name}\"" : "such variable")}; "
        + Suggestion.Sentence(name, pause.Variables.Select(v => v.Name.Text), "vars lists what there is");

    private StepAnswer? Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Output.WriteLine(SafeText.Line(line));
        return null;
    }

    private QuitRun EndOfInput()
    {
        Output.WriteLine("quit: there is no more input");
        return new QuitRun();
    }

    // What was not typed here is written behind the prompt, so that the text reads as if it had been; a value may be a secret.
    private async Task<string?> ReadAsync(bool isShown, CancellationToken ct, bool isValue = false)
    {
        try
        {
            var line = await keyboard.ReadLineAsync(isShown, ct);
            if (!keyboard.IsTyped && line is not null)
                Output.WriteLine(isValue ? "…" : SafeText.Line(WithoutValue(line)));
            return line;
        }
        catch (OperationCanceledException)
        {
            Output.WriteLine();
            throw;
        }
    }

    // Of a line only what is surely no value: the word, and the name behind it.
    private static string WithoutValue(string line)
    {
        var (word, rest) = Split(line.Trim());
        var name = NameIn(rest);
        return word.Length > 0 && !PauseWord.IsKnown(word) ? "…"
            : rest.Length == 0 ? word
            : name.Length == rest.Length ? $"{word} {name}"
            : $"{word} {name}{(rest[name.Length] == '=' ? "=" : "")}…";
    }

    private static string NameIn(string text) => new([.. text.TakeWhile(letter => char.IsLetterOrDigit(letter) || letter == '_')]);

    private static (string Name, string Behind) Split(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line, "") : (line[..space], line[(space + 1)..].Trim());
    }
}
