using PingOneScenarios.Cli.Journals;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>When runs are written down.</summary>
public sealed class JournalWishTests
{
    private static readonly JournalWish Nothing = new();
    private static readonly JournalWish Named = new() { Path = "runs.db" };
    private static readonly JournalWish Required = new() { IsRequired = true };
    private static readonly JournalWish Refused = new() { IsRefused = true };

    public static TheoryData<string, bool, string?, bool> Table =>
        new()
        {
            // An environment is named.
            { "nothing", true, null, true },
            { "nothing", true, "", true },
            { "nothing", true, " ", true },
            { "nothing", true, "false", true },
            { "nothing", true, "False", true },
            { "nothing", true, "true", false },
            { "nothing", true, "1", false },
            { "nothing", true, "0", false },
            { "nothing", true, "woodpecker", false },
            { "named", true, "true", true },
            { "required", true, "true", true },
            { "named", true, null, true },
            { "refused", true, null, false },
            { "refused", true, "true", false },
            // None, or the local PingOne.
            { "nothing", false, null, false },
            { "nothing", false, "false", false },
            { "named", false, null, true },
            { "required", false, null, true },
            { "named", false, "true", true },
            { "required", false, "true", true },
            { "refused", false, null, false },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_run_is_written_down(string wish, bool isRemote, string? ci, bool isWritten) =>
        Assert.Equal(isWritten, Of(wish).IsGranted(isRemote, ci));

    [Theory]
    [InlineData("nothing", null, false)]
    [InlineData("nothing", "/home/me/.local/state/p1s/runs.db", true)]
    [InlineData("named", null, true)]
    [InlineData("required", null, true)]
    public void Without_a_home_nobody_misses_what_was_not_asked_for(string wish, string? usualPlace, bool isMissed) =>
        Assert.Equal(isMissed, Of(wish).IsMissed(usualPlace));

    private static JournalWish Of(string wish) =>
        wish switch
        {
            "named" => Named,
            "required" => Required,
            "refused" => Refused,
            _ => Nothing,
        };
}
