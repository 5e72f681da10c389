namespace PingOneScenarios.Engine.Tests;

/// <summary>
/// Tables of cases in tests/cases: one case a line, its parts separated by " ⇒ " and not trimmed. Empty lines and lines that begin with # are left out.
/// </summary>
public static class CaseTable
{
    private const string Separator = " ⇒ ";

    /// <summary>
    /// The cases of a table as rows of a theory with the parameters <c>(int line, string[] parts)</c>:
    /// <c>[MemberData(nameof(CaseTable.Read), "jsonpath.txt", MemberType = typeof(CaseTable))]</c>.
    /// </summary>
    public static IEnumerable<TheoryDataRow<int, string[]>> Read(string file)
    {
        var lines = File.ReadAllLines(RepositoryRoot.PathOf("tests", "cases", file));
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (line.Length == 0 || line[0] == '#')
                continue;
            yield return new TheoryDataRow<int, string[]>(index + 1, line.Split(Separator))
            {
                TestDisplayName = $"{file}:{index + 1} {line}",
            };
        }
    }
}
