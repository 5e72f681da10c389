using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli;

/// <summary>The command line as a text diagnostics can point into. What looks like <c>name=value</c> is shown without its value, which may be secret.</summary>
internal sealed class CommandLine
{
    private static readonly System.Buffers.SearchValues<char> NeedQuotes = System.Buffers.SearchValues.Create(" '\"$*?&|<>;()");

    /// <summary>Stands where the path of a file would.</summary>
    public const string SourceName = "command line";

    private readonly SourceText source;
    private readonly List<(string Argument, int Start, int Length)> places = [];

    public CommandLine(IReadOnlyList<string> arguments)
    {
        var text = new StringBuilder("p1s");
        foreach (var argument in arguments)
        {
            var shown = Quoted(WithoutValue(argument));
            text.Append(' ');
            places.Add((argument, text.Length, shown.Length));
            text.Append(shown);
        }
        source = new SourceText(SourceName, text.ToString());
    }

    /// <summary>All of it, as it may be shown.</summary>
    public string Shown => source.Text;

    /// <summary>Where an argument stands; the whole command line when it is none of it.</summary>
    public SourceSpan SpanOf(string argument)
    {
        foreach (var (text, start, length) in places)
        {
            if (text == argument || text.EndsWith("=" + argument, StringComparison.Ordinal))
                return new SourceSpan(source, start, length);
        }
        return source.Beginning;
    }

    /// <summary><c>name=value</c> of <c>--set</c>; null when there is no equals sign.</summary>
    public static KeyValuePair<string, string>? Set(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals <= 0 ? null : KeyValuePair.Create(argument[..equals], argument[(equals + 1)..]);
    }

    // --set name=value, -s name=value, --set=name=value, and the same with a slip of the finger in the option.
    private static string WithoutValue(string argument)
    {
        var separator = argument.StartsWith("--", StringComparison.Ordinal) ? argument.AsSpan().IndexOfAny('=', ':') : -1;
        var equals = argument.IndexOf('=', separator + 1);
        return equals < 0 ? argument : argument[..(equals + 1)] + "…";
    }

    private static string Quoted(string argument) =>
        argument.Length > 0 && !argument.AsSpan().ContainsAny(NeedQuotes) ? argument : "'" + argument + "'";
}
