using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>The times of a token against the clock, in seconds since 1970 (RFC 7519, section 4.1).</summary>
/// <param name="claims">Of the token.</param>
/// <param name="now">In seconds since 1970.</param>
/// <param name="leeway">In seconds.</param>
/// <param name="argument">The index of the token, which is to blame.</param>
internal sealed class TokenTimes(MapValue claims, double now, double leeway, int argument)
{
    /// <summary>By how much the clock of an issuer may be ahead, in seconds.</summary>
    private const double Ahead = 60;

    // The last second of the year 9999: what is beyond it was meant in milliseconds, or never ends.
    private const long Latest = 253_402_300_799;

    private const string TooOld = "get a new token; leeway: \"30s\" allows for clocks that differ";
    private const string TooNew = "look at the clock of this machine and at the server's; leeway: \"30s\" allows for a difference";

    /// <exception cref="FunctionException">The token is not valid now, or its times are none.</exception>
    public void Check(bool needsEnd)
    {
        if (Time("exp") is not { } end)
        {
            if (needsEnd)
                throw new FunctionException("the token has no exp, so it would be valid for ever; exp: \"optional\" allows that", argument);
        }
        else if (now >= end + leeway)
            throw new FunctionException("the token has expired (exp)", argument, $"the token expired {Length(now - end)} ago (exp)")
            {
                Fix = TooOld,
                Claims = argument,
            };
        if (Time("nbf") is { } start && now < start - leeway)
            throw new FunctionException(
                "the token is not valid yet (nbf)",
                argument,
                $"the token is valid only in {Length(start - now)} (nbf)"
            )
            {
                Fix = TooNew,
                Claims = argument,
            };
        if (Time("iat") is { } issued && now < issued - Math.Max(leeway, Ahead))
            throw new FunctionException(
                "the token was issued in the future (iat)",
                argument,
                $"the token was issued {Length(issued - now)} in the future (iat)"
            )
            {
                Fix = TooNew,
                Claims = argument,
            };
    }

    private long? Time(string name)
    {
        if (!claims.TryGetMember(name, out var value))
            return null;
        if (value is not NumberValue number)
            throw new FunctionException($"the token's {name} is not a number but {value.Kind}", argument);
        return number.AsInteger is { } time and >= 0 and <= Latest
            ? time
            : throw new FunctionException($"the token's {name} is no whole number of seconds from 1970 to 9999", argument);
    }

    private static string Length(double seconds) => $"{Math.Max(0, Math.Floor(seconds)).ToString("0", CultureInfo.InvariantCulture)} s";
}
