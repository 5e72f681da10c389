using PingOneScenarios.Engine.Batch.Rows;

namespace PingOneScenarios.Engine.Tests.Batch.Rows;

/// <summary>A row keeps its id where others come and go.</summary>
public sealed class RowIdTests
{
    [Fact]
    public void Rows_of_other_cells_other_batches_and_a_second_time_have_other_ids()
    {
        string[] ids = [.. Ids("b1", "x", "y", "x", "x"), .. Ids("b2", "x", "y")];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
    }

    [Fact]
    public void A_row_keeps_its_id_where_others_are_added_and_taken_out()
    {
        var before = Ids("b", "x", "y", "x", "z");
        Assert.Equal(before[2], Ids("b", "x", "q", "x", "z")[2]);
        Assert.Equal(before[3], Ids("b", "z")[0]);
    }

    [Fact]
    public void Cells_that_stand_in_other_columns_are_other_cells()
    {
        var ids = new RowIds("b", Rows(), null);
        Assert.Equal(
            4,
            new[] { Row(("a", "xy")), Row(("a", "x"), ("b", "y")), Row(("ax", "y")), Row(("b", "xy")) }.Select(ids.Next).Distinct().Count()
        );
    }

    [Fact]
    public void A_secret_enters_through_the_callers_function_only()
    {
        Assert.Equal(Secret(null, "one"), Secret(null, "two"));
        Assert.NotEqual(Secret(CheckBench.Mac, "one"), Secret(CheckBench.Mac, "two"));
        Assert.Equal(Secret(CheckBench.Mac, "one"), Secret(CheckBench.Mac, "one"));

        static string Secret(Func<string, byte[]>? hide, string pin) =>
            new RowIds("b", Rows("pin"), hide).Next(Row(("email", "a"), ("pin", pin)));
    }

    private static string[] Ids(string batch, params string[] cells)
    {
        var ids = new RowIds(batch, Rows(), null);
        return [.. cells.Select(c => ids.Next(Row(("a", c))))];
    }

    private static CheckedRows Rows(params string[] secrets) => new(0, "", []) { SecretColumns = secrets.ToHashSet() };

    private static DataRow Row(params (string Name, string Text)[] cells) =>
        new(1, 2, [.. cells.Select(c => KeyValuePair.Create(c.Name, c.Text))]);
}
