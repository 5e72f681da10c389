using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>Hides in lines of files what was secret in a run, and what would be in the one that goes on.</summary>
internal static class ChangeMask
{
    /// <param name="secrets">Of a run that has not begun.</param>
    /// <param name="kept">What was secret before.</param>
    /// <param name="plan">What is given now, and written into files.</param>
    public static SecretMask Of(SecretRegister secrets, KeptRun kept, Plan plan)
    {
        var news = new StateReader(secrets);
        foreach (var row in kept.Rows)
            news.ReadNews(row.Body.GetProperty("news"));
        foreach (var (input, provider) in plan.All.SelectMany(p => p.Inputs))
        {
            var isSecret = SecretRule.IsSecret(input) || provider is GivenInput { IsSecret: true };
            if (isSecret && provider is GivenInput given)
                secrets.Label(input.Name, given.Value);
            // Where it is written, one would be found that is secret only now.
            if (isSecret && input.Default is { } written && !written.Templates.Any(t => t.Expressions.Any()))
                LearnLines(secrets, input.Name, written.Span.Text.Trim('\'', '"'));
        }
        foreach (var (shown, secret) in secrets.Held())
            LearnLines(secrets, shown.Trim('‹', '›'), secret);
        return secrets.Mask;
    }

    // A key of many lines stands in a file with blanks in front of each.
    private static void LearnLines(SecretRegister secrets, string name, string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Length >= SecretMask.ShortestSecret)
                secrets.Label(name, line);
        }
    }
}
