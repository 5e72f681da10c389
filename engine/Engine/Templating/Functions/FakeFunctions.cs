using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Made-up people whose addresses and numbers can belong to nobody.</summary>
internal static class FakeFunctions
{
    private static readonly Parameter Name = Parameter.Optional("name", ParameterKind.Text, "a made-up one");

    /// <summary>RFC 2606, section 3.</summary>
    private static readonly ImmutableArray<string> Domains = ["example.com", "example.org", "example.net"];

    /// <summary>
    /// Numbers kept free for fiction, to be completed by digits: 555-0100 to 555-0199 of the North American plan, and the ranges
    /// for drama of the British regulator Ofcom.
    /// </summary>
    private static readonly ImmutableArray<(string Beginning, int Digits)> PhoneRanges =
    [
        ("+120255501", 2),
        ("+121255501", 2),
        ("+130355501", 2),
        ("+141555501", 2),
        ("+151255501", 2),
        ("+160455501", 2),
        ("+442079460", 3),
        ("+441134960", 3),
        ("+447700900", 3),
    ];

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("fake.given_name", [], "A made-up given name; names may hold letters beyond ASCII.", "fake.given_name", a => GivenName(a)),
        new("fake.family_name", [], "A made-up family name; names may hold letters beyond ASCII.", "fake.family_name", a => FamilyName(a)),
        new("fake.name", [], "A made-up given and family name of the same language.", "fake.name", a => FullName(a)),
        new(
            "fake.username",
            [Name],
            "A user name of a to z, 0 to 9 and dots, made from a name and five random digits.",
            "fake.username \"Zoë de Groot\"",
            a => Username(a)
        ),
        new(
            "fake.email",
            [Name],
            "An email address made like fake.username at example.com, example.org or example.net, where nobody receives mail (RFC 2606).",
            "fake.email \"Zoë de Groot\"",
            a => $"{Username(a)}@{Pick(a, Domains)}"
        ),
        new("fake.phone", [], "A phone number in E.164 form out of ranges that are kept free for fiction.", "fake.phone", a => Phone(a)),
    ];

    private static string GivenName(Arguments a) => Pick(a, Pick(a, FakeNames.Languages).Given);

    private static string FamilyName(Arguments a) => Pick(a, Pick(a, FakeNames.Languages).Family);

    private static string FullName(Arguments a)
    {
        var (given, family) = Pick(a, FakeNames.Languages);
        return $"{Pick(a, given)} {Pick(a, family)}";
    }

    private static string Username(Arguments a)
    {
        var part = FakeNames.AddressPart(a.Has(0) ? a.Text(0) : FullName(a));
        return part.Length is > 0 and <= 50
            ? part + Digits(a, 5)
            : throw new FunctionException("a name with 1 to 50 of the letters a to z and the digits is expected", 0);
    }

    private static string Phone(Arguments a)
    {
        var (beginning, digits) = Pick(a, PhoneRanges);
        return beginning + Digits(a, digits);
    }

    private static string Digits(Arguments a, int count) => RandomText.Draw(a.World.Random, count, RandomText.Digits);

    private static T Pick<T>(Arguments a, ImmutableArray<T> among) => among[(int)a.World.Random.Below(among.Length)];
}
