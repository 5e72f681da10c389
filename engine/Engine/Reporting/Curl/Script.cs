using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>Something whoever runs the script has to give.</summary>
/// <param name="Variable">Its variable.</param>
/// <param name="Meaning">What to set it to; of letters that mean nothing to a shell.</param>
internal sealed record Required(string Variable, string Meaning);

/// <summary>What a script knows while it is written: its variables, what has to be given, which functions it uses.</summary>
internal sealed partial class Script
{
    private readonly ShellNames names = new();
    private readonly Dictionary<string, Required> required = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> taken = new(StringComparer.Ordinal);
    private KnownValues known = new();

    /// <summary>In the order they were first needed.</summary>
    public IEnumerable<Required> Requirements => required.Values;

    /// <summary>The functions of <see cref="ScriptFunctions"/> that are called.</summary>
    public HashSet<string> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>The cookies that answers of the run have set.</summary>
    public HashSet<string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>A run begins: nothing has been taken yet.</summary>
    public void Begin(RunStarted run)
    {
        taken.Clear();
        Cookies.Clear();
        known = new KnownValues();
        if (run.RunId.Length >= KnownValues.ShortestValue)
            known.Add(new KnownValue(run.RunId, null, "run_id"));
    }

    /// <summary>A new variable for what is taken out of an answer; it stands for the value from the next request on.</summary>
    public string Take(ExtractedValue value)
    {
        var variable = names.ForTaken(value.Name);
        if (value.IsSecret)
            taken[value.Name] = variable;
        else
            known.Add(new KnownValue(value.Text, value.Name, variable));
        return variable;
    }

    /// <summary>The variable that holds a secret: taken out of an answer, or to be given.</summary>
    /// <param name="label">The name of the secret.</param>
    public string VariableOf(string label) =>
        taken.TryGetValue(label, out var variable)
            ? variable
            : Require(
                "secret " + label,
                label,
                label.Contains('+', StringComparison.Ordinal) ? "what was made of the secrets" : "the secret"
            );

    /// <summary>The variable for something that has to be given.</summary>
    /// <param name="key">Tells it from all others.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="meaning">What it is, before its name. Neither can hold what the shell acts on.</param>
    public string Require(string key, string name, string meaning)
    {
        if (!required.TryGetValue(key, out var found))
            required[key] = found = new Required(names.ForRequired(name), Harmless().Replace($"{meaning} {name}", "_"));
        return found.Variable;
    }

    /// <summary>A text of the run as a word of the shell: names of secrets and values of earlier answers become variables.</summary>
    /// <param name="text">As it is shown.</param>
    /// <param name="slot">Where it stands.</param>
    /// <param name="uses">The variables the step was made of.</param>
    public ShellWord Word(string text, WordPlace slot, IReadOnlySet<string> uses) => Append(new ShellWord(), text, slot, uses);

    /// <summary>A text of the run behind what stands before it in a word.</summary>
    public ShellWord Append(ShellWord word, string text, WordPlace slot, IReadOnlySet<string> uses)
    {
        var done = 0;
        foreach (Match label in Label().Matches(text))
        {
            AppendLiteral(word, text[done..label.Index], slot, uses);
            word.Code(Written(VariableOf(label.Groups[1].Value), slot));
            done = label.Index + label.Length;
        }
        AppendLiteral(word, text[done..], slot, uses);
        return word;
    }

    /// <summary>The name of the secret that a text stands for; null when it is more, or something else.</summary>
    public static string? LabelOf(string text) =>
        Label().Match(text) is { Success: true } match && match.Length == text.Length ? match.Groups[1].Value : null;

    private void AppendLiteral(ShellWord word, string text, WordPlace slot, IReadOnlySet<string> uses)
    {
        if (known.IsEmpty)
        {
            word.Literal(text);
            return;
        }
        var reading = SlotReading.Of(text, slot);
        var done = 0;
        for (var at = 0; at < reading.Text.Length; at++)
        {
            if (known.At(reading.Text, at, uses) is not { } value)
                continue;
            var (start, end) = (reading.Starts[at], reading.Starts[at + value.Text.Length]);
            word.Literal(text[done..start]);
            // An address that was taken over as a whole is not encoded once more.
            var isRaw =
                slot is WordPlace.Path or WordPlace.Query or WordPlace.Form
                && text[start..end] == value.Text
                && Uri.EscapeDataString(value.Text) != value.Text;
            word.Code(Written(value.Variable, isRaw ? WordPlace.Raw : slot));
            done = end;
            at += value.Text.Length - 1;
        }
        word.Literal(text[done..]);
    }

    private string Written(string variable, WordPlace slot)
    {
        var function = slot switch
        {
            WordPlace.Path or WordPlace.Query => "urlencoded",
            WordPlace.Form => "formencoded",
            WordPlace.Json => "json",
            WordPlace.Xml => "xml",
            _ => null,
        };
        if (function is null)
            return $"${{{variable}}}";
        Functions.Add(function);
        if (slot == WordPlace.Form)
            Functions.Add("urlencoded");
        return $"$({function} \"${{{variable}}}\")";
    }

    [GeneratedRegex(@"‹([^‹›\r\n]{1,200})›")]
    private static partial Regex Label();

    [GeneratedRegex("[^A-Za-z0-9 .,_+-]")]
    private static partial Regex Harmless();
}
