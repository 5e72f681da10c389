#pragma warning disable RS0030 // keeper of streams and of the process environment
using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Cli;

/// <summary>The keeper of the console: where text goes, what it can show, and the process environment.</summary>
internal sealed class Terminal : IOperator
{
    private readonly Func<string, string?> variables;
    private readonly bool canAsk;
    private readonly Dictionary<string, string?> answers = new(StringComparer.Ordinal);
    private Func<int> width = () => 120;
    private bool isInputTyped;

    private Terminal(TextWriter output, TextWriter error, Func<string, string?> variables, bool canAsk) =>
        (Output, Error, this.variables, this.canAsk) = (output, error, variables, canAsk);

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Whether output goes to a screen that can be redrawn; false when redirected, under <c>NO_COLOR</c>, or on a dumb terminal.</summary>
    public bool IsLive { get; private init; }

    /// <summary>Standard input and output as bytes, for a protocol; what else writes to <see cref="Output"/> would break it.</summary>
    public Func<(Stream Input, Stream Output)> OpenStreams { get; private init; } = () => (Stream.Null, Stream.Null);

    /// <summary>In columns, as it is now.</summary>
    public int Width => Math.Clamp(width(), 40, 200);

    /// <summary>How much of a source line a diagnostic shows, in letters: what fits a live terminal beside the line number.</summary>
    public int LongestSourceLine => IsLive ? Width - 10 : 160;

    /// <summary>This process's own console.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true };
        var error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };
        var isLive =
            !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
        return new Terminal(output, error, Environment.GetEnvironmentVariable, !Console.IsInputRedirected && !Console.IsErrorRedirected)
        {
            IsLive = isLive,
            OpenStreams = () => (Console.OpenStandardInput(), Console.OpenStandardOutput()),
            isInputTyped = !Console.IsInputRedirected,
            width = isLive ? () => Console.WindowWidth : () => 120,
        };
    }

    /// <summary>A console made of writers, for whoever runs commands inside a process.</summary>
    /// <param name="output">Takes standard output.</param>
    /// <param name="error">Takes standard error.</param>
    /// <param name="variables">The process environment.</param>
    /// <param name="liveWidth">In columns; null when it cannot be redrawn.</param>
    /// <param name="input">Standard input; null when it is the keyboard.</param>
    public static Terminal Over(
        TextWriter output,
        TextWriter error,
        Func<string, string?> variables,
        int? liveWidth = null,
        Stream? input = null
    ) =>
        new(output, error, variables, canAsk: false)
        {
            IsLive = liveWidth is not null,
            OpenStreams = () => (input ?? Stream.Null, Stream.Null),
            isInputTyped = input is null,
            width = () => liveWidth ?? 120,
        };

    public async Task<SecretText> ReadInputAsync(CancellationToken ct)
    {
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
        new(output, error, variables, canAsk: false) { IsLive = IsLive, width = width };

    public string? Variable(string name) => variables(name);

    /// <summary>Asks a person; the same question is asked once.</summary>
    /// <exception cref="OperationCanceledException">Ctrl+C was the answer.</exception>
    public string? Prompt(string name)
    {
        if (!canAsk)
            return null;
        if (!answers.TryGetValue(name, out var answer))
            answers[name] = answer = Read($"{name} (what you type is not shown): ", isShown: false);
        return answer;
    }

    /// <summary>Asks a person for what is no secret; the usual answer when nothing is typed, or when there is nobody to ask.</summary>
    /// <exception cref="OperationCanceledException">Ctrl+C was the answer.</exception>
    public string Ask(string question, string usual) => (canAsk ? Read($"{question} [{usual}]: ", isShown: true) : null) ?? usual;

    private string? Read(string question, bool isShown)
    {
        Error.Write(question);
        var text = new StringBuilder();
        Console.TreatControlCAsInput = true;
        try
        {
            for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
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
