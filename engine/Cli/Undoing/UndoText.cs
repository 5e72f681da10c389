using PingOneScenarios.Engine.Execution.Undoing;

namespace PingOneScenarios.Cli.Undoing;

/// <summary>What would be taken back, in lines.</summary>
internal static class UndoText
{
    public static IEnumerable<string> Of(IUndoSource source, UndoPreview preview)
    {
        var (possible, impossible) = (
            preview.Lines.Where(l => l.Problem is null).ToList(),
            preview.Lines.Where(l => l.Problem is not null).ToList()
        );
        yield return source.Name;
        if (source.TakenBack > 0)
            yield return $"  taken back already: {Things(source.TakenBack)}";
        foreach (var (input, path) in preview.Obtained)
            yield return $"  first obtains {input} from {path}";
        if (possible.Count > 0)
            yield return "  takes back, newest first:";
        foreach (var line in possible)
            yield return $"    {line.Request}   made by {StepOf(line)}";
        if (impossible.Count + preview.Lost.Length > 0)
            yield return "  cannot take back:";
        foreach (var line in impossible)
        {
            yield return $"    {line.Request}   made by {StepOf(line)}";
            yield return $"      {line.Problem!.What}; {line.Problem.Why}";
        }
        foreach (var problem in preview.Lost)
            yield return $"    {problem.What}";
        yield return "";
    }

    private static string StepOf(UndoLine line) =>
        $"\"{line.Step}\"{(line.Turn == 0 ? "" : $", turn {line.Turn}")}{(line.For.Length == 0 ? "" : $" for {line.For}")}";

    private static string Things(int count) => count == 1 ? "1 thing" : $"{count} things";
}
