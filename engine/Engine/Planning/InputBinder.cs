using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning;

/// <summary>Finds the value the operator gave for an input, strongest source first.</summary>
internal sealed class InputBinder(OperatorGifts gifts, DiagnosticBag problems)
{
    /// <summary>How many characters of a value that does not fit are shown.</summary>
    private const int LongestShown = 200;

    /// <summary>The value the row of data gives, or null when it gives none; a value that does not fit has been said and counts as given.</summary>
    public GivenInput? FindInRow(Input input) =>
        gifts.Row.CellOf(input.Name) is { } cell ? CheckText(input, cell, gifts.Row.Place, Given(input, gifts.Row.Origin)) : null;

    /// <summary>The value given, or null when none was; a value that does not fit has been said and counts as given.</summary>
    public async Task<GivenInput?> FindAsync(Input input, CancellationToken ct)
    {
        if (gifts.Set.LastOrDefault(g => g.Name == input.Name) is { } set)
            return FindSet(input, set);
        if (SecretOf(input) is { } secret)
            return await FindSecretAsync(input, secret, ct);
        if (gifts.Environment.Inputs.FirstOrDefault(g => g.Name == input.Name) is { } given)
            return input.Secret && gifts.Environment.IsFile
                ? RefuseLiteral(input, given)
                : Check(input, given.Span, Given(input, given.Origin) with { Value = given.Value });
        var variable = VariableName(input.Name);
        if (gifts.Operator.Variable(variable) is not { } text)
            return RecordedOf(input, SecretOf(input));
        var found = Given(input, $"the environment variable {variable}");
        return ForAll(input, input.Span, found) ?? CheckText(input, text, input.Span, found);
    }

    // A secret that every environment would be given, refused; null for what they may share.
    private GivenInput? ForAll(Input input, SourceSpan span, GivenInput given)
    {
        if (!gifts.IsOneOfSeveral || !given.IsSecret)
            return null;
        problems.Add(
            DiagnosticCodes.SecretForAll,
            span,
            $"the secret \"{input.Name}\" would be given to every environment: it comes from {given.Origin}",
            "the secret of one tenant must not be sent to another",
            $"say in each environment file where its own comes from, under secrets: {input.Name}: {{ env: SOME_VARIABLE }}"
        );
        return given;
    }

    // What was given when the run began, for a run that goes on.
    private GivenInput? RecordedOf(Input input, SecretSource? source)
    {
        if (!gifts.Recorded.TryGetValue(input.Name, out var text))
            return null;
        var given = Given(input, "the beginning of the run");
        return CheckText(input, text, input.Span, source is null ? given : given with { To = Origins(source) });
    }

    // A file serves lists and maps alone: elsewhere a text may begin with "@".
    private GivenInput FindSet(Input input, GivenValue set)
    {
        if (ForAll(input, set.Span, Given(input, set.Origin)) is { } refused)
            return refused;
        if (input.Type is not (InputType.List or InputType.Map) || set is { FileText: null, IsUnread: false })
            return CheckText(input, set.Value.ToString(), set.Span, Given(input, set.Origin));
        var file = set.Value.ToString()[1..];
        var given = Given(input, $"the file {file}");
        if (set.IsUnread)
            return given;
        if (InputTypes.JsonMistake(set.FileText!) is not { } mistake)
            return CheckText(input, set.FileText!, set.Span, given);
        Say(input, $"\"{file}\" is no JSON, {mistake}", set.Span, given with { Value = new ListValue([]) });
        return given;
    }

    private SecretSource? SecretOf(Input input) => gifts.Environment.Secrets.FirstOrDefault(s => s.Name == input.Name);

    // Whether a value is secret is not for a scenario to deny (trust rule 3): what the operator lists under secrets is one wherever its
    // value comes from, and so is what is called a secret.
    private GivenInput Given(Input input, string origin)
    {
        var listed = SecretOf(input);
        var isSecret = listed is not null || SecretRule.IsSecret(input);
        return new GivenInput(Value.Null, origin, isSecret, listed is null ? null : Origins(listed));
    }

    // Said at the input, not at the value: the line of the value must not be printed.
    private GivenInput RefuseLiteral(Input input, GivenValue given)
    {
        problems.Add(
            DiagnosticCodes.SecretLiteral,
            input.Span,
            $"the secret \"{input.Name}\" is written into {given.Origin}",
            "environment files are kept and shared; a secret in them leaks sooner or later",
            $"move it from inputs to secrets there: {input.Name}: {{ env: SOME_VARIABLE }}, {{ file: path }}, {{ command: [program, argument] }} or {{ prompt: true }}"
        );
        return new GivenInput(Value.Null, given.Origin, true, null);
    }

    /// <summary><c>P1S_</c> and the name in snake case: <c>envID</c> becomes <c>P1S_ENV_ID</c>.</summary>
    public static string VariableName(string input)
    {
        var name = new StringBuilder("P1S_");
        for (var i = 0; i < input.Length; i++)
        {
            var startsWord =
                i > 0
                && char.IsUpper(input[i])
                && (!char.IsUpper(input[i - 1]) || i + 1 < input.Length && char.IsLower(input[i + 1]))
                && input[i - 1] != '_';
            if (startsWord)
                name.Append('_');
            name.Append(char.ToUpperInvariant(input[i]));
        }
        return name.ToString();
    }

    private async Task<GivenInput?> FindSecretAsync(Input input, SecretSource source, CancellationToken ct)
    {
        var origin = source.Kind switch
        {
            SecretKind.Variable => $"the environment variable {source.Place}",
            SecretKind.File => $"the file {source.Place}",
            SecretKind.Prompt => "the terminal",
            SecretKind.Input => "standard input",
            SecretKind.Program => $"the program {source.Place}",
            _ => ScenarioEnvironment.Emulator,
        };
        if (source.MustBeAskedFor && RecordedOf(input, source) is { } answered)
            return answered;
        if (source.MustBeAskedFor && !gifts.MayAsk)
            return new GivenInput(Value.Null, origin, true, Origins(source));
        var read = await gifts.Sources.ReadAsync(source, gifts.Operator, ct);
        if (read.Text is { } text)
            return CheckText(input, text, source.Span, new GivenInput(Value.Null, origin, true, Origins(source)));
        if (RecordedOf(input, source) is { } recorded)
            return recorded;
        problems.Add(
            DiagnosticCodes.SecretUnavailable,
            source.Span,
            $"{origin} gives no value for the secret \"{source.Name}\"",
            read.Why,
            read.Fix
                ?? source.Kind switch
                {
                    SecretKind.Variable => $"export {source.Place}=… before the run",
                    SecretKind.File => "write the secret into that file, readable by you only",
                    SecretKind.Input => "pipe the secret into the command",
                    SecretKind.Program => "run the program by itself and look what it prints",
                    _ => "run on a terminal, or use env, file or command",
                }
        );
        return new GivenInput(Value.Null, origin, true, null);
    }

    private ImmutableArray<Origin>? Origins(SecretSource source)
    {
        if (source.To is not { } to)
            return null;
        return [.. to.Select(g => OriginReader.Read(g, problems)).OfType<Origin>()];
    }

    private GivenInput CheckText(Input input, string text, SourceSpan span, GivenInput given)
    {
        if (InputTypes.FromText(input, text) is { } value)
            return Check(input, span, given with { Value = value });
        Say(input, InputTypes.Unreadable(input.Type, text), span, given with { Value = new TextValue(text) });
        return given;
    }

    private GivenInput Check(Input input, SourceSpan span, GivenInput given)
    {
        if (InputTypes.Objection(input, given.Value) is { } objection)
            Say(input, objection, span, given);
        if (given.IsSecret && given.Value.Texts().Any(t => t.Length is > 0 and < SecretMask.ShortestSecret))
            problems.Add(
                DiagnosticCodes.SecretShort,
                input.Span,
                $"the secret \"{input.Name}\" has fewer than {SecretMask.ShortestSecret} letters",
                "so short a text stands in many others: where a server sends it back it is hidden when it is a whole value, and not inside a longer text",
                "use a longer secret, or look at what is recorded before you pass it on"
            );
        return given;
    }

    private void Say(Input input, string objection, SourceSpan span, GivenInput given) =>
        problems.Add(
            DiagnosticCodes.InputInvalid,
            span,
            $"the value of the input \"{input.Name}\" does not fit: {objection}",
            $"it came from {given.Origin}"
                + (given.IsSecret || given.Value is MapValue or ListValue ? "" : $" and is {Short(given.Value)}"),
            input.Example is not null ? $"for example {input.Example}"
                : given.Value is not TextValue ? "give a value that fits"
                : input.Type == InputType.Url ? "write it in full, such as https://host/path"
                : input.Type == InputType.Uuid ? "give an id, not a name"
                : "give a value that fits"
        );

    private static string Short(Value value)
    {
        var text = ValueJson.WriteJson(value);
        return text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown), "…");
    }
}

/// <summary>What an operator wrote for an origin, read strictly.</summary>
internal static class OriginReader
{
    /// <summary>The origin, or null after having said why it is none.</summary>
    public static Origin? Read(GivenValue given, DiagnosticBag problems)
    {
        if (Origin.TryParse(given.Value.ToString(), out var origin, out var reason))
            return origin;
        problems.Add(
            DiagnosticCodes.InvalidValue,
            given.Span,
            $"\"{given.Value}\" is not an origin",
            reason,
            "write it as https://host or https://host:port"
        );
        return null;
    }
}
