using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>The tables of keys say the truth: their examples load, their rules hold, and the readers read every key.</summary>
public sealed class KeyTableTests
{
    /// <summary>Every shape but "anything" refuses one of them.</summary>
    private static readonly string[] OddValues = ["[[x]]", "{ a: { b: [c] } }", "x y"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string, string>> Keys =>
        KeyPlace.All.SelectMany(p => p.Table.Rows.Select(r => new TheoryDataRow<string, string>(p.Table.Name, r.Name)));

    public static IEnumerable<TheoryDataRow<string, string, string>> Excluded =>
        KeyPlace.All.SelectMany(p =>
            p.Table.Rules.SelectMany(Pairs).Select(pair => new TheoryDataRow<string, string, string>(p.Table.Name, pair.First, pair.Other))
        );

    [Fact]
    public void Every_table_has_a_place_in_a_file() =>
        Assert.Equal(
            "auth basic call_expect client_secret_jwt default_auth defaults environment expect extraction input limits part password private_key_jwt probe probe_extraction probe_retry redirects retry scenario secret step tls undo",
            string.Join(' ', KeyPlace.All.Select(p => p.Table.Name).Order(StringComparer.Ordinal))
        );

    [Theory, MemberData(nameof(Keys))]
    public async Task The_example_of_a_key_loads_in_its_place(string table, string key)
    {
        var (place, row) = Find(table, key);
        Assert.StartsWith(key + ":", row.Example, StringComparison.Ordinal);
        Assert.Empty(await ErrorsAsync(place, place.FileWith(key, row.Example)));
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_row_documents_itself(string table, string key)
    {
        var row = Find(table, key).Row;
        Assert.EndsWith(".", row.Meaning, StringComparison.Ordinal);
        Assert.True(row.Default is null || row.Otherwise is null);
        Assert.False(row.IsRequired && (row.Default ?? row.Otherwise) is not null);
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task The_default_of_a_key_can_be_written_out(string table, string key)
    {
        var (place, row) = Find(table, key);
        if (row.Default is { } value)
            Assert.Empty(await ErrorsAsync(place, place.FileWith(key, $"{key}: {value}")));
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task The_loader_reads_every_key(string table, string key)
    {
        var (place, row) = Find(table, key);
        if (row.Shape is AnyShape)
            return;
        var refused = 0;
        foreach (var value in OddValues)
            refused += (await ErrorsAsync(place, place.FileWith(key, $"{key}: {value}"))).Count > 0 ? 1 : 0;
        Assert.True(refused > 0, $"{table}.{key} takes anything");
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task A_misspelt_key_is_taken_for_the_one_that_is_meant(string table, string key)
    {
        var (place, row) = Find(table, key);
        var misspelt = key[..1] + "x" + key[1..];
        var errors = await ErrorsAsync(place, place.FileWith(key, misspelt + row.Example[key.Length..]));
        Assert.Contains(errors, e => e.Code == DiagnosticCodes.UnknownKey && e.Fix.StartsWith("did you mean", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task A_required_key_is_missed(string table, string key)
    {
        var (place, row) = Find(table, key);
        if (!row.IsRequired)
            return;
        var other = place.Table.Rows.FirstOrDefault(r => r.Name != key && r.Name != "inputs");
        var errors = await ErrorsAsync(place, place.FileWith(key, other is { IsRequired: false } ? other.Example : "# nothing"));
        Assert.Contains(errors, e => e.Code == DiagnosticCodes.MissingKey || e.Code == DiagnosticCodes.WrongShape);
    }

    [Theory, MemberData(nameof(Excluded))]
    public async Task Keys_that_exclude_each_other_are_refused_together(string table, string first, string other)
    {
        var place = Find(table, first).Place;
        var errors = await ErrorsAsync(place, place.FileWith(first, place.Table[first].Example + "\n" + place.Table[other].Example));
        Assert.Contains(errors, e => e.Code == DiagnosticCodes.ConflictingKeys);
    }

    [Theory]
    [InlineData("step"), InlineData("auth"), InlineData("part"), InlineData("secret")]
    public async Task One_of_the_keys_of_a_choice_must_be_there(string table)
    {
        var place = KeyPlace.All.First(p => p.Table.Name == table);
        var text =
            table == "step" ? "step: One"
            : table == "secret" ? "to: []"
            : table == "part" ? "type: a/b"
            : "# nothing";
        var errors = await ErrorsAsync(place, place.Around(text));
        Assert.Contains(errors, e => e.Code == DiagnosticCodes.MissingKey || e.Code == DiagnosticCodes.WrongShape);
    }

    private static async Task<List<Diagnostic>> ErrorsAsync(KeyPlace place, string text) =>
        [.. (await place.ProblemsAsync(text, Ct)).Where(p => p.Severity == Severity.Error)];

    private static (KeyPlace Place, KeyRow Row) Find(string table, string key)
    {
        var place = KeyPlace.All.First(p => p.Table.Name == table);
        return (place, place.Table[key]);
    }

    private static IEnumerable<(string First, string Other)> Pairs(KeyRule rule) =>
        rule switch
        {
            OneOfRule one => Combinations(one.Keys),
            AtMostOneRule most => Combinations(most.Keys),
            ExcludesRule excludes => excludes.Others.Select(o => (excludes.Key, o)),
            _ => [],
        };

    private static IEnumerable<(string, string)> Combinations(IReadOnlyList<string> keys) =>
        keys.SelectMany((first, i) => keys.Skip(i + 1).Select(other => (first, other)));
}
