using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Html;
using PingOneScenarios.Engine.Reporting.Html.Steps;

namespace PingOneScenarios.Engine.Tests.Reporting.Html;

/// <summary>Where a step stands in the page, and which step made what another uses.</summary>
public sealed class StepTreeTests
{
    [Theory]
    [InlineData("a, b", "a b")]
    [InlineData("1 step:call|in, call", "call(in)")]
    [InlineData("1 step:call|in, 1 step:call|on, call, after", "call(in on) after")]
    [InlineData("1 input:token|get, a", "[input:token get] a")]
    [InlineData("1 input:token|get, 1 input:keys|read, a", "[input:token get] [input:keys read] a")]
    [InlineData("1 input:token|get, 1 step:call|in, call, b", "[input:token get] call(in) b")]
    [InlineData("2 input:token|get, 1 step:call|in, call", "call([input:token get] in)")]
    [InlineData("2 step:mid|deep, 1 step:call|mid, call", "call(mid(deep))")]
    [InlineData("1 step:call|in", "[step:call in]")]
    [InlineData("2 step:mid|deep", "[ [step:mid deep]]")]
    [InlineData("a#1, a#2, b", "{a a} b")]
    [InlineData("1 step:a|in#1, 1 step:a|in#2, a, b", "a({in in}) b")]
    [InlineData("1 step:a|in, a#1, 1 step:a|in, a#2", "{a(in) a(in)}")]
    [InlineData("a#1, b", "a b")]
    public void Steps_stand_where_a_reader_looks_for_them(string ended, string tree) =>
        Assert.Equal(tree, Shown(StepTree.Of(ended.Split(", ").Select(Read))));

    [Fact]
    public void A_variable_leads_to_the_step_that_made_it_and_to_those_that_use_it()
    {
        var trail = TrailOf(Made("make", "id"), Using("use", "id", "unknown"), Made("make again", "id"), Using("use again", "id"));
        Assert.Equal(["use"], trail.MadeBy(Node("make"), "id")!.Users.Select(u => u.Id));
        Assert.Equal(["make again"], trail.UsedBy(Node("use again"), "id")!.Makers.Select(m => m.Id));
        Assert.Null(trail.UsedBy(Node("use"), "unknown"));
    }

    [Fact]
    public void An_input_that_was_obtained_was_made_by_the_step_that_gave_it()
    {
        var get = In("input \"token\"", Made("get", "accessToken"));
        var trail = TrailOf(get, Using("use", "token"));
        Assert.Equal(["get"], trail.UsedBy(Node("use"), "token")!.Makers.Select(m => m.Id));
    }

    [Fact]
    public void A_called_scenario_has_variables_of_its_own()
    {
        var inner = In("step \"call\"", Using("inner", "id"));
        var trail = TrailOf(Made("make", "id"), inner, Using("call"), Using("after", "id"));
        Assert.Null(trail.UsedBy(Node("inner"), "id"));
        Assert.Equal(["after"], trail.MadeBy(Node("make"), "id")!.Users.Select(u => u.Id));
    }

    [Fact]
    public void The_turns_of_a_loop_make_a_list_together()
    {
        var first = Made("1", "ids");
        var second = Made("2", "ids");
        var trail = TrailOf(first with { Log = Turn(first, 1) }, second with { Log = Turn(second, 2) }, Using("use", "ids"));
        Assert.Equal(["1", "2"], trail.UsedBy(Node("use"), "ids")!.Makers.Select(m => m.Id));
        Assert.Equal(["use"], trail.MadeBy(Node("1"), "ids")!.Users.Select(u => u.Id));
    }

    [Fact]
    public void An_undo_knows_what_it_takes_back_and_the_variables_of_that_scenario()
    {
        var made = Made("make", "id");
        made = made with { Log = made.Log with { Step = made.Log.Step with { Method = Masked.Text("POST") } } };
        var undo = Using("undo", "id");
        undo = undo with { Log = undo.Log with { Step = undo.Log.Step with { Step = made.Place with { Phase = Phase.Undo } } } };
        var trail = TrailOf(In("step \"call\"", made), Using("call"), undo);
        Assert.Equal("make", trail.TakenBackBy(undo)?.Id);
        Assert.Equal(["make"], trail.UsedBy(undo, "id")!.Makers.Select(m => m.Id));
    }

    // "1 step:call|title#2": the depth, what for, the title, the turn.
    private static StepNode Read(string written)
    {
        var parts = written.Split('|');
        var title = parts[^1].Split('#');
        var place = Masked.Place(Phase.Steps, 1, 1, 0, title[0], title[0]);
        if (title.Length > 1)
            place = place with { Turn = int.Parse(title[1]), Turns = 2 };
        if (parts.Length > 1)
        {
            var why = parts[0][2..].Split(':');
            place = place with { Depth = parts[0][0] - '0', For = Masked.Text($"{why[0]} \"{why[1]}\"") };
        }
        return new StepNode(title[0], new StepLog(Told.Step(place), [], []));
    }

    private static string Shown(ImmutableArray<StepEntry> entries) => string.Join(' ', entries.Select(Shown));

    private static string Shown(StepEntry entry) =>
        entry switch
        {
            StepNode { Called.IsEmpty: false } call => $"{call.Id}({Shown(call.Called)})",
            StepNode step => step.Id,
            StepLoop loop => $"{{{string.Join(' ', loop.Turns.Select(Shown))}}}",
            StepGroup group => $"[{group.For.Replace(" \"", ":").TrimEnd('"')} {Shown(group.Entries)}]",
            _ => "?",
        };

    private static VariableTrail TrailOf(params IEnumerable<StepNode> ended) => VariableTrail.Of(StepTree.Of(ended));

    private static StepNode Node(string title) => new(title, new StepLog(Told.Step(Told.Place(title)), [], []));

    private static StepNode Made(string title, string variable) =>
        new(title, new StepLog(Told.Step(Told.Place(title)) with { Extracted = [Masked.Extracted(variable, "1", "$.id", false)] }, [], []));

    private static StepNode Using(string title, params string[] names) =>
        new(title, new StepLog(Told.Step(Told.Place(title)) with { Uses = Masked.Texts(names) }, [], []));

    private static StepNode In(string why, StepNode step) =>
        step with
        {
            Log = step.Log with { Step = step.Log.Step with { Step = step.Place with { Depth = 1, For = Masked.Text(why) } } },
        };

    private static StepLog Turn(StepNode step, int turn) =>
        step.Log with
        {
            Step = step.Log.Step with { Step = step.Place with { Id = Masked.Text("loop"), Turn = turn, Turns = 2 } },
        };
}
