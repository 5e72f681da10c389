namespace PingOneScenarios.Cli;

/// <summary>What a terminal can do, as far as the process environment tells.</summary>
/// <param name="IsLive">Whether lines can be drawn over; false when redirected or on a dumb terminal.</param>
/// <param name="HasColor">Whether what is drawn has colours; false under <c>NO_COLOR</c> (no-color.org), which leaves bold and dim.</param>
/// <param name="Letters">What is redirected is UTF-8, whatever the locale.</param>
internal sealed record Abilities(bool IsLive, bool HasColor, Letters Letters)
{
    // In the order POSIX gives them: the first that is not empty decides.
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <param name="isScreen">Whether a person looks at it.</param>
    /// <param name="variables">The process environment.</param>
    public static Abilities Of(bool isScreen, Func<string, string?> variables)
    {
        var isLive = isScreen && variables("TERM") is not (null or "" or "dumb");
        return new Abilities(isLive, isLive && string.IsNullOrEmpty(variables("NO_COLOR")), LettersOf(isScreen, variables));
    }

    /// <inheritdoc cref="Of"/>
    public static Letters LettersOf(bool isScreen, Func<string, string?> variables)
    {
        // Windows tells the letters of a console by other means, and its consoles show them all.
        if (!isScreen || OperatingSystem.IsWindows())
            return Letters.Unicode;
        var locale = LocaleVariables.Select(variables).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "C";
        return IsUtf8(locale) ? Letters.Unicode : Letters.Ascii;
    }

    // language_COUNTRY.codeset@modifier
    private static bool IsUtf8(string locale)
    {
        var codeset = locale.Split('@')[0].Split('.').Skip(1).FirstOrDefault("");
        return codeset.Replace("-", "", StringComparison.Ordinal).Equals("utf8", StringComparison.OrdinalIgnoreCase);
    }
}
