using System.CommandLine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli;

/// <summary>An option with a few values to choose from.</summary>
internal static class ChoiceOption
{
    /// <param name="name">With its dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="choices">Its values; the first one when it is not given.</param>
    public static Option<string> Create(string name, string description, params string[] choices)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            DefaultValueFactory = _ => choices[0],
            HelpName = string.Join('|', choices),
            CustomParser = written =>
            {
                var text = written.Tokens[0].Value;
                if (choices.Contains(text, StringComparer.Ordinal))
                    return text;
                var near = Suggestion.For(text, choices);
                var all = Wording.Or(choices);
                written.AddError($"{name} takes {all}, this is \"{text}\"" + (near is null ? "" : $"; did you mean {near}?"));
                return choices[0];
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(choices);
        return option;
    }
}
