using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Points in time: RFC 3339 text, or a number of seconds since 1970. Results are in UTC.</summary>
internal static class TimeFunctions
{
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("time.now", [], "The time now as RFC 3339 text in UTC with milliseconds.", "time.now", a => Text(a.World.Clock.GetUtcNow())),
        new(
            "time.unix",
            [Parameter.Optional("time", ParameterKind.Any, "now")],
            "A time (RFC 3339 text or seconds since 1970) as whole seconds since 1970, rounded down.",
            "time.unix \"2026-01-31T12:00:00Z\"",
            a => Time(a, 0).ToUnixTimeSeconds()
        ),
        new(
            "time.add",
            [new("time", ParameterKind.Any), new("duration", ParameterKind.Duration)],
            "A time (RFC 3339 text or seconds since 1970) moved by a length of time such as 90s, 5m or -1d, as RFC 3339 text.",
            "time.add time.now \"7d\"",
            Add
        ),
        new(
            "time.format",
            [new("time", ParameterKind.Any), new("format", ParameterKind.Text)],
            "A time (RFC 3339 text or seconds since 1970) in UTC in a custom format of .NET, with English names.",
            "time.format time.now \"yyyy-MM-dd\"",
            Format
        ),
    ];

    private static TextValue Text(DateTimeOffset time) =>
        new(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private static DateTimeOffset Time(Arguments a, int index) =>
        a[index] switch
        {
            null => a.World.Clock.GetUtcNow(),
            NumberValue { AsDouble: >= -62135596800 and < 253402300800 } seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds.AsDouble),
            TextValue text when TryParse(text.Text, out var time) => time,
            _ => throw new FunctionException(
                "a time is expected: RFC 3339 text such as 2026-01-31T12:00:00Z, or seconds since 1970",
                index
            ),
        };

    private static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(),
            Rfc3339,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time
        );

    private static TextValue Add(Arguments a)
    {
        try
        {
            return Text(Time(a, 0) + a.Duration(1, TimeSpan.Zero));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new FunctionException("the result is outside the years 1 to 9999", 1);
        }
    }

    private static TextValue Format(Arguments a)
    {
        try
        {
            return new TextValue(Time(a, 0).UtcDateTime.ToString(a.Text(1), CultureInfo.InvariantCulture));
        }
        catch (FormatException)
        {
            throw new FunctionException("the format is none, an example is yyyy-MM-dd", 1);
        }
    }
}
