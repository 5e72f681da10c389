namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>The targets of the library; that of the command is <c>FramingTarget</c>.</summary>
internal static class EngineTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        TemplateTarget.Row,
        YamlTarget.Row,
        FormatTarget.Row,
        JsonPathTarget.Row,
        AddressTarget.Row,
        AnswerTarget.Row,
        MaskTarget.Row,
        EditorTarget.Row,
        ReportTarget.Row,
    ];
}
