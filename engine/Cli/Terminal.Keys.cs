#pragma warning disable RS0030 // keeper of streams and of the process environment
using System.Text;
using Spectre.Console;

namespace PingOneScenarios.Cli;

/// <content>What a person types while something goes on.</content>
internal sealed partial class Terminal
{
    private Func<ConsoleKeyInfo>? keyboard;
    private bool isScreen;
    private bool isErrorScreen;
    private Task<ConsoleKeyInfo>? nextKey;
    private StreamReader? lines;

    /// <summary>Whether standard input is the keyboard.</summary>
    public bool IsTyped => isInputTyped;

    /// <summary>Whether there is a person who sees what is written and can press a key.</summary>
    public bool HasKeys => keyboard is not null && isScreen;

    /// <summary>Whether a person can be asked in the middle of a run: standard input is the keyboard, and standard error a screen.</summary>
    public bool CanBeAsked => keyboard is not null && isErrorScreen;

    /// <summary>Where to talk with a person: standard output, or where that is redirected, standard error.</summary>
    public TextWriter Conversation => isInputTyped && !isScreen ? Error : Output;

    /// <summary>The next key that is pressed; null when the terminal has gone. One at a time may wait for it.</summary>
    public async Task<ConsoleKeyInfo?> NextKeyAsync(CancellationToken ct)
    {
        // Nothing ends a console that waits for a key: the next one who asks gets it.
        nextKey ??= Task.Factory.StartNew(keyboard!, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var key = await nextKey.WaitAsync(ct);
            nextKey = null;
            return key;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            return null;
        }
    }

    /// <summary>The next line that is typed, or of standard input; null when there is no more.</summary>
    /// <param name="isShown">Whether what is typed is shown.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<string?> ReadLineAsync(bool isShown, CancellationToken ct)
    {
        if (isInputTyped)
            return keyboard is null ? null : await TypeLineAsync(isShown, ct);
        lines ??= new StreamReader(OpenStreams().Input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        // The stream of a console does not end a read that waits.
        return await lines.ReadLineAsync(ct).AsTask().WaitAsync(ct);
    }

    private ConsoleKeyInfo TakeKey()
    {
        var waiting = nextKey;
        nextKey = null;
        return waiting is null ? Console.ReadKey(intercept: true) : waiting.GetAwaiter().GetResult();
    }

    private async Task<string?> TypeLineAsync(bool isShown, CancellationToken ct)
    {
        var typed = new StringBuilder();
        while (true)
        {
            if (await NextKeyAsync(ct) is not { } key)
                return null;
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    Conversation.WriteLine();
                    return typed.ToString();
                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when typed.Length == 0:
                    return null;
                case { Key: ConsoleKey.Backspace }:
                    Erase(typed, isShown, 1);
                    break;
                case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                    Erase(typed, isShown, typed.Length);
                    break;
                case var _ when !char.IsControl(key.KeyChar):
                    typed.Append(key.KeyChar);
                    if (isShown)
                        Conversation.Write(key.KeyChar);
                    break;
            }
        }
    }

    // An emoji is two letters in one, and most ideographs take two cells.
    private void Erase(StringBuilder typed, bool isShown, int letters)
    {
        var from = Math.Max(0, typed.Length - letters);
        if (from > 0 && from < typed.Length && char.IsLowSurrogate(typed[from]))
            from--;
        var cells = isShown ? typed.ToString(from, typed.Length - from).GetCellWidth() : 0;
        typed.Length = from;
        Conversation.Write(string.Concat(Enumerable.Repeat("\b \b", cells)));
    }
}
