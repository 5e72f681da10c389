#pragma warning disable RS0030 // keeper of streams and of the process environment
using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli;

/// <summary>The keeper of the console: where text goes, what it can show, and the process environment.</summary>
internal sealed partial class Terminal : IOperator
{
    private readonly Func<string, string?> variables;
    private readonly bool canAsk;
    private readonly Dictionary<string, string?> answers = new(StringComparer.Ordinal);
    private Abilities abilities = new(IsLive: false, HasColor: false, Letters.Unicode);
    private Func<(int Width, int Height)> size = () => (120, 40);
    private readonly EnduringWriter[] outputs = [];
    private bool isInputTyped;

    private Terminal(TextWriter output, TextWriter error, Func<string, string?> variables, bool canAsk) =>
        (Output, Error, this.variables, this.canAsk) = (output, error, variables, canAsk);

    private Terminal(EnduringWriter output, EnduringWriter error, Func<string, string?> variables, bool canAsk)
        : this((TextWriter)output, error, variables, canAsk) => outputs = [output, error];

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <inheritdoc cref="Abilities.IsLive"/>
    public bool IsLive => abilities.IsLive;

    /// <inheritdoc cref="Abilities.HasColor"/>
    public bool HasColor => abilities.HasColor;

    /// <summary>What <see cref="Output"/> lets through.</summary>
    public Letters Letters => abilities.Letters;

    /// <summary>Standard input and output as bytes, for a protocol; what else writes to <see cref="Output"/> would break it.</summary>
    public Func<(Stream Input, Stream Output)> OpenStreams { get; private init; } = () => (Stream.Null, Stream.Null);

    /// <summary>In columns, as it is now; 80 when the terminal does not know.</summary>
    public int Width => size().Width is > 0 and var width ? Math.Clamp(width, 40, 200) : 80;

    /// <summary>In lines, as it is now; 24 when the terminal does not know.</summary>
    public int Height => size().Height is > 0 and var height ? height : 24;

    /// <summary>How much of a source line a diagnostic shows, in letters: what fits a live terminal beside the line number.</summary>
    public int LongestSourceLine => IsLive ? Width - 10 : 160;

    /// <summary>This process's own console.</summary>
    public static Terminal OfProcess()
    {
        Func<string, string?> variables = Environment.GetEnvironmentVariable;
        var abilities = Abilities.Of(!Console.IsOutputRedirected, variables);
        var ofErrors = Abilities.LettersOf(!Console.IsErrorRedirected, variables);
        var output = Writer(1, abilities.Letters);
        var error = Writer(2, ofErrors);
        var hasInput = Inherited.IsOpen(0);
        var canAsk = hasInput && !Console.IsInputRedirected && !Console.IsErrorRedirected;
        var terminal = new Terminal(new("standard output", output), new("standard error", error), variables, canAsk)
        {
            OpenStreams = () => (hasInput ? Console.OpenStandardInput() : Stream.Null, Console.OpenStandardOutput()),
            abilities = abilities,
            isInputTyped = hasInput && !Console.IsInputRedirected,
            keyboard = !hasInput || Console.IsInputRedirected ? null : () => Console.ReadKey(intercept: true),
            isScreen = !Console.IsOutputRedirected,
            isErrorScreen = !Console.IsErrorRedirected,
        };
        if (abilities.IsLive)
            terminal.size = () => (Console.WindowWidth, Console.WindowHeight);
        return terminal;
    }

    /// <summary>A console made of writers, for whoever runs commands inside a process.</summary>
    /// <param name="output">Takes standard output.</param>
    /// <param name="error">Takes standard error.</param>
    /// <param name="variables">The process environment.</param>
    /// <param name="screen">The size of the screen the output goes to, as it is when asked for; null when it is redirected.</param>
    /// <param name="input">Standard input; null when it is the keyboard.</param>
    /// <param name="keyboard">Waits for a key; null when nobody presses any.</param>
    public static Terminal Over(
        TextWriter output,
        TextWriter error,
        Func<string, string?> variables,
        Func<(int Width, int Height)>? screen = null,
        Stream? input = null,
        Func<ConsoleKeyInfo>? keyboard = null
    )
    {
        var abilities = Abilities.Of(screen is not null, variables);
        var (shown, told) = (abilities.Letters.Over(output), abilities.Letters.Over(error));
        var terminal = new Terminal(new("standard output", shown), new("standard error", told), variables, canAsk: false)
        {
            OpenStreams = () => (input ?? Stream.Null, Stream.Null),
            abilities = abilities,
            isInputTyped = input is null,
            keyboard = keyboard,
            isScreen = screen is not null,
            isErrorScreen = screen is not null,
        };
        terminal.size = screen ?? terminal.size;
        return terminal;
    }

    /// <summary>Whether something was printed that nobody can have read.</summary>
    public bool HasLost => outputs.Any(o => o.HasLost);

    /// <summary>Says once on standard error what could not be written; gives whether there was anything to say.</summary>
    /// <param name="isReadToTheEnd">Whether somebody who closes a pipe lacks what they should have seen.</param>
    public bool TellLost(bool isReadToTheEnd)
    {
        var lost = outputs.Where(o => isReadToTheEnd || !o.IsLeft).Select(o => o.Tell()).OfType<string>().ToList();
        foreach (var reason in lost)
            Error.WriteLine($"p1s: {reason}");
        return lost.Count > 0;
    }

    public async Task<SecretText> ReadInputAsync(CancellationToken ct)
    {
        if (IsTakenFrom("a secret with stdin: true"))
            return SecretText.Missing("standard input is the scenario here", "use env, file or command");
        if (isInputTyped)
            return SecretText.Missing(
                "standard input is the keyboard here, what is typed would show",
                "use prompt: true, or pipe the secret in"
            );
        var (input, _) = OpenStreams();
        var bytes = new byte[SecretText.Largest + 1];
        // The stream of a console does not end a read that waits.
        var length = await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct).AsTask().WaitAsync(ct);
        return SecretText.Of(bytes.AsSpan(0, length));
    }

    public Task<SecretText> RunAsync(ImmutableArray<string> command, CancellationToken ct) =>
        SecretProgram.RunAsync(command, variables("PATH"), TimeProvider.System, ct);

    /// <summary>The same console, written to through other writers; it asks nobody.</summary>
    public Terminal With(TextWriter output, TextWriter error) =>
        new(output, error, variables, canAsk: false)
        {
            abilities = abilities,
            size = size,
            isInputTyped = isInputTyped,
            isScreen = isScreen,
        };

    public string? Variable(string name) => variables(name);

    /// <summary>Asks a person; the same question is asked once.</summary>
    /// <exception cref="OperationCanceledException">Ctrl+C was the answer.</exception>
    public string? Prompt(string name)
    {
        if (IsTakenFrom("a secret with prompt: true") || !canAsk)
            return null;
        if (!answers.TryGetValue(name, out var answer))
            answers[name] = answer = Read($"{name} (what you type is not shown): ", isShown: false);
        return answer;
    }

    /// <summary>Asks a person for what is no secret; the usual answer when nothing is typed, or when there is nobody to ask.</summary>
    /// <exception cref="OperationCanceledException">Ctrl+C was the answer.</exception>
    public string Ask(string question, string usual) => (canAsk ? Read($"{question} [{usual}]: ", isShown: true) : null) ?? usual;

    private static TextWriter? Writer(int number, Letters letters) =>
        Inherited.IsOpen(number)
            ? letters.Over(
                new StreamWriter(Inherited.Output(number), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true }
            )
            : null;

    private string? Read(string question, bool isShown)
    {
        Error.Write(question);
        var text = new StringBuilder();
        Console.TreatControlCAsInput = true;
        try
        {
            for (var key = TakeKey(); key.Key != ConsoleKey.Enter; key = TakeKey())
            {
                if (key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
                    throw new OperationCanceledException();
                if (key.Key == ConsoleKey.Backspace && text.Length > 0)
                {
                    text.Length--;
                    Echo("\b \b");
                }
                else if (!char.IsControl(key.KeyChar))
                {
                    text.Append(key.KeyChar);
                    Echo(key.KeyChar.ToString());
                }
            }
        }
        finally
        {
            Console.TreatControlCAsInput = false;
            Error.WriteLine();
        }
        return text.Length == 0 ? null : text.ToString();

        void Echo(string typed)
        {
            if (isShown)
                Error.Write(typed);
        }
    }
}
