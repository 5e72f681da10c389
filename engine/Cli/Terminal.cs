#pragma warning disable RS0030 // keeper of streams and of the process environment
using System.Text;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Cli;

/// <summary>The keeper of the console: where text goes, what it can show, and the process environment.</summary>
internal sealed class Terminal : IOperator
{
    private readonly Func<string, string?> variables;
    private readonly bool canAsk;

    private Terminal(TextWriter output, TextWriter error, Func<string, string?> variables, bool canAsk) =>
        (Output, Error, this.variables, this.canAsk) = (output, error, variables, canAsk);

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Whether output goes to a screen that can be redrawn; false when redirected, under <c>NO_COLOR</c>, or on a dumb terminal.</summary>
    public bool IsLive { get; private init; }

    /// <summary>In columns.</summary>
    public int Width { get; private init; } = 120;

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
            Width = isLive ? Math.Clamp(Console.WindowWidth, 40, 200) : 120,
        };
    }

    /// <summary>A console made of writers, for whoever runs commands inside a process.</summary>
    public static Terminal Over(TextWriter output, TextWriter error, Func<string, string?> variables, bool isLive = false) =>
        new(output, error, variables, canAsk: false) { IsLive = isLive };

    public string? Variable(string name) => variables(name);

    public string? Prompt(string name)
    {
        if (!canAsk)
            return null;
        Error.Write($"{name}: ");
        var text = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && text.Length > 0)
                text.Length--;
            else if (!char.IsControl(key.KeyChar))
                text.Append(key.KeyChar);
        }
        Error.WriteLine();
        return text.Length == 0 ? null : text.ToString();
    }
}
