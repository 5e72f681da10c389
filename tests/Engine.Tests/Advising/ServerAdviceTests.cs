using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Advising;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Advising;

/// <summary>tests/cases/advice.txt: which row answers, and what it says; and that no secret is in what any row says.</summary>
public sealed partial class ServerAdviceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceSpan Place = new(new SourceText("case", "x"), 0, 1);

    public static IEnumerable<TheoryDataRow<int, string[]>> Cases => CaseTable.Read("advice.txt");

    [Theory, MemberData(nameof(Cases))]
    public void Each_failure_gets_the_advice_that_fits_it(int line, string[] parts)
    {
        Assert.True(line > 0);
        var (request, expected) = (parts[0], parts[1].Split(" // "));
        var answer = Answer(request, new SecretRegister([]));

        Assert.Equal(expected[0], ServerAdvice.Rows.FirstOrDefault(r => r.Look(answer) is not null)?.Name ?? "–");

        var said = ServerAdvice.On(Problem, answer);
        if (expected.Length > 1)
            Assert.Contains(expected[1], $"{said.Why}\n{said.Fix}", StringComparison.Ordinal);
        else
            Assert.Equal(Problem, said);
    }

    [Fact]
    public void Every_row_has_a_case()
    {
        var met = Cases.Select(c => c.Data.Item2[1].Split(" // ")[0]).ToHashSet(StringComparer.Ordinal);
        string[] elsewhere =
        [
            "assertion sent twice",
            "EMPTY_VALUE",
            "ACCOUNT_NOT_USABLE",
            "NO_PASSWORD",
            "SIZE_LIMIT_EXCEEDED",
            "INVALID_FILTER",
            "CONSTRAINT_VIOLATION",
            "invalid request",
        ];
        Assert.Empty(ServerAdvice.Rows.Select(r => r.Name).Except(met).Except(elsewhere));
    }

    // What is said holds pieces of the request: claims, ids, addresses. A secret among them shows its name.
    [Theory, MemberData(nameof(Cases))]
    public void No_secret_is_in_an_advice(int line, string[] parts)
    {
        Assert.True(line > 0);
        const string Secret = "Zq7Kx9-Wv3Jh5~Nb8Pd2Tf6";
        const string Short = "q7Kx";
        foreach (var secret in new[] { Secret, Short })
        {
            var request = parts[0]
                .Replace("\"b\"", $"\"{secret}\"", StringComparison.Ordinal)
                .Replace("\"c\"", $"\"{secret}\"", StringComparison.Ordinal)
                .Replace("=c&", $"={secret}&", StringComparison.Ordinal)
                .Replace("https://other.example.com", $"https://other.example.com/{secret}", StringComparison.Ordinal)
                .Replace("/b/as", $"/{secret}/as", StringComparison.Ordinal)
                .Replace("environments/a", $"environments/{secret}", StringComparison.Ordinal)
                .Replace("grant_type=password", $"grant_type={secret}", StringComparison.Ordinal)
                .Replace("scope=a", $"scope={secret}", StringComparison.Ordinal);
            var secrets = new SecretRegister([]);
            secrets.Label("mine", new TextValue(secret));

            var said = ServerAdvice.On(Problem, Answer(request, secrets));

            Assert.DoesNotContain(secret, $"{said.Why}\n{said.Fix}", StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("Sat, 31 Jan 2026 12:01:00 GMT", false)]
    [InlineData("Sat, 31 Jan 2026 12:01:01 GMT", true)]
    [InlineData("Sat, 31 Jan 2026 11:59:00 GMT", false)]
    [InlineData("Sat, 31 Jan 2026 11:58:59 GMT", true)]
    [InlineData("yesterday", false)]
    public void Clocks_that_differ_by_more_than_a_minute_are_told(string date, bool isTold)
    {
        var answer = Answer(
            $"GET https://api.pingone.eu/v1/environments/a | Authorization: Bearer jwt({{\"exp\":at(300)}}) | 401 Correlation-Id: 1; Date: {date} | {{\"code\":\"ACCESS_FAILED\"}}",
            new SecretRegister([])
        );
        Assert.Equal(isTold, ServerAdvice.On(Problem, answer).Why?.Contains("the clock of this machine", StringComparison.Ordinal) == true);
    }

    private static Diagnostic Problem { get; } = new(DiagnosticCodes.StatusMismatch, Place, "it failed", null, "look at it");

    private static FailedAnswer Answer(string written, SecretRegister secrets)
    {
        var parts = Token()
            .Replace(Time().Replace(written, m => Seconds(m.Groups[1].Value)), m => Jwt(m.Groups[1].Value, m.Groups[2].Value))
            .Split(" | ");
        var status = Array.FindIndex(parts, 1, p => p.Length >= 3 && p[..3].All(char.IsAsciiDigit));
        var line = parts[0].Split(' ');
        var sent = parts[1..status];
        var answered = parts[status].Length > 4 ? parts[status][4..].Split("; ") : [];
        var body = parts.Length > status + 1 ? parts[status + 1] : "";
        return new FailedAnswer(
            new HttpExchange
            {
                Request = new RenderedRequest
                {
                    Method = line[0],
                    Address = RenderedText.Literal(line[1]),
                    Headers = [.. sent.Where(s => s.Contains(": ")).Select(Field)],
                    Body = BodyOf(sent),
                    Timeout = TimeSpan.FromSeconds(1),
                    Span = Place,
                },
                Version = new Version(1, 1),
                Status = int.Parse(parts[status][..3], CultureInfo.InvariantCulture),
                Reason = "",
                Headers = [.. answered.Select(h => h.Split(": ", 2)).Select(h => KeyValuePair.Create(h[0], h[1]))],
                CookieOctets = [],
                Body = Encoding.UTF8.GetBytes(body),
                BytesReceived = body.Length,
                Duration = TimeSpan.Zero,
                Phases = new ExchangePhases { Began = Noon },
            },
            Noon,
            secrets
        );
    }

    private static RenderedField Field(string header) => new(header.Split(": ", 2)[0], RenderedText.Literal(header.Split(": ", 2)[1]));

    private static RenderedBody? BodyOf(string[] sent)
    {
        if (sent.FirstOrDefault(s => s.StartsWith("form ", StringComparison.Ordinal)) is { } form)
            return Body(form[5..], "application/x-www-form-urlencoded");
        return sent.FirstOrDefault(s => s.StartsWith("json ", StringComparison.Ordinal)) is { } json
            ? Body(json[5..], "application/json")
            : null;
    }

    private static RenderedBody Body(string text, string type) =>
        new(Encoding.UTF8.GetBytes(text), RenderedText.Literal(type), () => text, LabelSet.None);

    private static string Seconds(string offset) =>
        (Noon.ToUnixTimeSeconds() + long.Parse(offset, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);

    private static string Jwt(string algorithm, string claims) =>
        $"{Encoded($"{{\"alg\":\"{(algorithm.Length == 0 ? "HS256" : algorithm)}\"}}")}.{Encoded(claims)}.c2ln";

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    [GeneratedRegex(@"at\((-?\d+)\)")]
    private static partial Regex Time();

    [GeneratedRegex(@"jwt\((\w*) ?(\{.*?\})\)")]
    private static partial Regex Token();
}
